"""What an offer is found by: its texts, one line per field, kept with the offer in the transaction that saves it."""

from angebote.models import Angebot, Suchstand
from angebote.suche.analyse import woerter
from angebote.suche.index import FELDGEWICHT


def update_suchtext(angebote) -> None:
    """Store the search text of the given offers where it changed; the search hears of it in the same transaction.

    Call it in the transaction that saved the offers and their lists.
    """
    nummern = [angebot.pk for angebot in angebote]
    frisch = list(
        Angebot.objects.filter(pk__in=nummern)
        .select_related("partner", "anlaufstelle__netzwerk")
        .prefetch_related("themen__eltern", "zielgruppen", "leistungen", "regionen")
    )
    geaendert = []
    for angebot in frisch:
        neu = suchtext(angebot)
        if neu != angebot.suchtext:
            angebot.suchtext = neu
            geaendert.append(angebot)
    if geaendert:
        Angebot.objects.bulk_update(geaendert, ["suchtext"], batch_size=200)
        Suchstand.mark_aenderung()


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
