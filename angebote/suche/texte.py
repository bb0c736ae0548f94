"""What an offer is found by: its texts and facts, kept with the offer in the transaction that saves it."""

from collections.abc import Iterable
from itertools import batched

from django.db.models import Prefetch

from angebote.models import Angebot, Angebotszeit, Suchaenderung
from angebote.models.angebot_queryset import ABEND_BIS
from angebote.suche.analyse import woerter
from angebote.suche.dokument import FELDGEWICHT
from angebote.suche.fakten import BETREUUNGEN, FORMATE, KOSTEN, ZEITEN, Art, Fakten, als_zeile, fakt
from netzwerk.models import Wochentag

BLOCK = 500


def update_suche(angebote: Iterable[Angebot], *, nur_geaenderte: bool = False) -> None:
    """Store what the given offers are found by, and tell the search of them in the same transaction.

    Call it in the transaction that saved the offers and their lists. ``nur_geaenderte``: the offers themselves are
    as they were, only other entries changed; the search hears of those whose texts or facts did.
    """
    nummern = [angebot.pk for angebot in angebote]
    geaendert = [nummer for block in batched(nummern, BLOCK) for nummer in _update(block)]
    if melden := geaendert if nur_geaenderte else nummern:
        Suchaenderung.mark(melden)


def _update(nummern: Iterable[int]) -> list[int]:
    """Numbers of those offers that were stored anew."""
    geaendert = []
    for angebot in _mit_allem().filter(pk__in=nummern):
        neu = (suchtext(angebot), als_zeile(fakten(angebot)))
        if neu != (angebot.suchtext, angebot.suchfakten):
            angebot.suchtext, angebot.suchfakten = neu
            geaendert.append(angebot)
    Angebot.objects.bulk_update(geaendert, ["suchtext", "suchfakten"], batch_size=200)
    return [angebot.pk for angebot in geaendert]


def _mit_allem():
    return Angebot.objects.select_related("partner", "anlaufstelle__netzwerk").prefetch_related(
        "themen__eltern",
        "zielgruppen",
        "leistungen",
        "regionen",
        "sprachen",
        Prefetch("zeiten", Angebotszeit.objects.order_by()),
    )


def suchtext(angebot: Angebot) -> str:
    """The folded words of every field in ``FELDGEWICHT``, one line each, in that order."""
    felder = _felder(angebot)
    return "\n".join(" ".join(woerter(felder[feld])) for feld in FELDGEWICHT)


def _felder(angebot: Angebot) -> dict[str, str]:
    """The field's text; what is protected is in none of them."""
    orte = [region.name for region in angebot.regionen.all()]
    if angebot.anschrift:
        orte.append(angebot.anschrift.ort)
    stelle = angebot.stelle.name if angebot.stelle else ""
    return {
        "titel": angebot.titel,
        "kurz": angebot.kurzbeschreibung,
        "text": " . ".join((angebot.beschreibung, angebot.kosten_text, angebot.rechtsgrundlage)),
        "thema": " . ".join(thema.name for thema in angebot.themen.all()),
        "hauptthema": " . ".join(thema.eltern.name for thema in angebot.themen.all() if thema.eltern),
        "zielgruppe": " . ".join(zielgruppe.name for zielgruppe in angebot.zielgruppen.all()),
        "leistung": " . ".join(f"{leistung.name} {leistung.kurzname}" for leistung in angebot.leistungen.all()),
        "partner": " . ".join((angebot.partner.name, angebot.partner.kurzname, stelle)),
        "ort": " . ".join(orte),
    }


def fakten(angebot: Angebot) -> Fakten:
    """Place and facts of the offer. A topic counts with its main topic; a protected place is none."""
    themen = {nummer for t in angebot.themen.all() for nummer in (t.pk, t.eltern_id) if nummer}
    kosten = "unbekannt" if angebot.kosten_cent is None else "kostet" if angebot.kosten_cent else "kostenlos"
    return Fakten(
        angebot.punkt,
        (
            *(fakt(Art.REGION, region.pk) for region in angebot.regionen.all()),
            *(fakt(Art.THEMA, nummer) for nummer in themen),
            *(fakt(Art.ZIELGRUPPE, gruppe.pk) for gruppe in angebot.zielgruppen.all()),
            *(fakt(Art.SPRACHE, sprache.pk) for sprache in angebot.sprachen.all()),
            *(fakt(Art.FORMAT, i) for i, name in enumerate(FORMATE) if getattr(angebot, name)),
            fakt(Art.BETREUUNG, BETREUUNGEN.index(angebot.kinderbetreuung)),
            fakt(Art.KOSTEN, KOSTEN.index(kosten)),
            *(fakt(Art.ZEIT, ZEITEN.index(name)) for name in _zeiten(angebot)),
        ),
    )


def _zeiten(angebot: Angebot) -> list[str]:
    zeiten = angebot.zeiten.all()
    abends = angebot.durchgehend or any(zeit.bis >= ABEND_BIS for zeit in zeiten)
    am_wochenende = angebot.durchgehend or any(zeit.wochentag >= Wochentag.SA for zeit in zeiten)
    return ["abend"] * abends + ["wochenende"] * am_wochenende
