"""The offers of a guide's chapters: picked by hand first, then what the saved search finds; all read at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import batched

from django.http import QueryDict

from angebote.auswahl import select_angebote
from angebote.models import Angebot
from wegweiser.druck.lage import Lage
from wegweiser.models import Kapitel

BLOCK = 500
# Dates so many days after the day of the edition are printed.
TERMIN_TAGE = 92
ZEIGENDE = (Kapitel.Art.ANGEBOTE, Kapitel.Art.TERMINE)


def load_funde(kapitel: list[Kapitel], lage: Lage) -> None:
    """Fills ``lage.funde`` for every chapter with offers; an offer that several show is one object."""
    zeigende = [eines for eines in kapitel if eines.art in ZEIGENDE]
    ausgewaehlt = _ausgewaehlt(zeigende)
    schluessel = {}
    for eines in zeigende:
        gefunden = dict.fromkeys([*ausgewaehlt[eines.pk], *_gesucht(eines, lage, ausgewaehlt[eines.pk])])
        schluessel[eines.pk] = _mit_terminen(gefunden, lage) if eines.art == Kapitel.Art.TERMINE else gefunden
    angebote = {}
    for block in batched(dict.fromkeys(pk for liste in schluessel.values() for pk in liste), BLOCK):
        gelesen = Angebot.objects.auffindbar(lage.am).filter(pk__in=block).with_seite()
        angebote |= {angebot.pk: angebot for angebot in gelesen}
    lage.funde |= {eines: [angebote[pk] for pk in liste if pk in angebote] for eines, liste in schluessel.items()}


def _ausgewaehlt(kapitel: list[Kapitel]) -> dict[int, list[int]]:
    """Keys of the offers picked by hand, in the catalogue's order, by chapter."""
    zeilen = Kapitel.angebote.through.objects.filter(kapitel__in=kapitel).order_by("angebot")
    je_kapitel = defaultdict(list)
    for eines, angebot in zeilen.values_list("kapitel_id", "angebot_id"):
        je_kapitel[eines].append(angebot)
    return je_kapitel


def _mit_terminen(gefunden: Iterable[int], lage: Lage) -> list[int]:
    """Those of the offers that take place in the time of the edition."""
    bis = lage.am + timedelta(days=TERMIN_TAGE)
    termine = set(Angebot.objects.mit_terminen(lage.am, bis).values_list("pk", flat=True))
    return [pk for pk in gefunden if pk in termine]


def _gesucht(kapitel: Kapitel, lage: Lage, ausgewaehlt: list[int]) -> list[int]:
    """The saved search at the guide's place, unless it names one itself; several regions one after the other. Dates
    need no search: where nothing is chosen, all are meant."""
    if not kapitel.suche and (kapitel.art != Kapitel.Art.TERMINE or ausgewaehlt):
        return []
    parameter = QueryDict(kapitel.suche.removeprefix("?"), mutable=True)
    orte = [""] if parameter.get("ort") else [region.ags or str(region) for region in lage.regionen] or [""]
    gefunden = []
    for ort in orte:
        if ort:
            parameter["ort"] = ort
        auswahl = select_angebote(parameter, am=lage.am)
        lage.hinweise += [f"Kapitel „{kapitel.titel}“: {hinweis}" for hinweis in auswahl.hinweise]
        gefunden += auswahl.angebote.nummern
    return gefunden
