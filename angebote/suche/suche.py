"""The one door to the search: all words must occur in an offer's folded text."""

from django.db.models import Case, IntegerField, Value, When

from angebote.models import Angebot
from angebote.suche.analyse import begriffe
from netzwerk.text import falte


def suche(angebote, frage: str):
    """Offers in which every word of the question occurs; ``treffer`` counts 2 for a word in the title, else 1."""
    woerter = begriffe(frage)
    punkte = Value(0, output_field=IntegerField())
    for wort in woerter:
        angebote = angebote.filter(suchtext__contains=wort)
        # The folded title is the first line of the search text.
        punkte += Case(When(suchtext__regex=rf"^[^\n]*{wort}", then=Value(2)), default=Value(1))
    return angebote.annotate(treffer=punkte)


def update_suchtext(angebote) -> None:
    """Store the search text of the given offers. Call it in the transaction that saved them and their lists."""
    nummern = [angebot.pk for angebot in angebote]
    frisch = list(
        Angebot.objects.filter(pk__in=nummern)
        .select_related("partner", "anlaufstelle")
        .prefetch_related("themen__eltern", "zielgruppen", "leistungen", "regionen")
    )
    for angebot in frisch:
        angebot.suchtext = suchtext(angebot)
    Angebot.objects.bulk_update(frisch, ["suchtext"], batch_size=200)


def suchtext(angebot: Angebot) -> str:
    """Everything a parent may search an offer by: the folded title, then the rest on a second line."""
    themen = [
        wort for thema in angebot.themen.all() for wort in (thema.name, thema.eltern.name if thema.eltern else "")
    ]
    teile = [
        angebot.kurzbeschreibung,
        angebot.beschreibung,
        angebot.partner.name,
        angebot.partner.kurzname,
        angebot.anschrift.ort if angebot.anschrift else "",
        angebot.kosten_text,
        angebot.rechtsgrundlage,
        *themen,
        *(zielgruppe.name for zielgruppe in angebot.zielgruppen.all()),
        *(wort for leistung in angebot.leistungen.all() for wort in (leistung.name, leistung.kurzname)),
        *(region.name for region in angebot.regionen.all()),
    ]
    if angebot.anlaufstelle_id:
        teile.append(angebot.anlaufstelle.name)
    return f"{falte(angebot.titel)}\n{falte(' '.join(teile))}"
