"""The one door to the search."""

import re

from django.db.models import Case, IntegerField, Q, Value, When

from angebote.suche import bestand
from angebote.suche.analyse import woerter
from angebote.suche.rang import Ergebnis
from netzwerk.text import falte

# More results than anybody reads; the ranking beyond says nothing.
HOECHSTENS = 1000
NAEHE = 0.06


def find_angebote(frage: str) -> Ergebnis:
    """Every offer that answers the question, whoever may see it; ``ordne`` asks the database for the rest."""
    stand = bestand.get_bestand()
    ergebnis = stand.maschine.suche(frage)
    ergebnis.leistung = stand.leistungen.finde(frage)
    return ergebnis


def rank_angebote(angebote, ergebnis: Ergebnis):
    """Those of the given offers that were found, best first, at most ``HOECHSTENS``; near ones before far ones."""
    gefunden = angebote.filter(pk__in=ergebnis.punkte)
    mit_naehe = "naehe" in angebote.query.annotations
    naehe = dict(gefunden.order_by().values_list("pk", "naehe" if mit_naehe else Value(0)))
    punkte = {pk: ergebnis.punkte[pk] * (1 + NAEHE * nah) for pk, nah in naehe.items()}
    beste = sorted(punkte, key=lambda pk: (-punkte[pk], pk))[:HOECHSTENS]
    reihenfolge = Case(*(When(pk=pk, then=Value(rang)) for rang, pk in enumerate(beste)), output_field=IntegerField())
    return angebote.filter(pk__in=beste).order_by(reihenfolge)


def search_woertlich(angebote, frage: str):
    """Offers in which every word occurs as it was typed, also inside a word: for the people who keep the catalogue."""
    bedingung = Q()
    for wort in woerter(frage)[:12]:
        bedingung &= Q(suchtext__contains=wort)
    return angebote.filter(bedingung)


def schreibweise(wort: str, angebote) -> str:
    """A folded word as it is really written, looked up in the first of the offers; else as it is."""
    for texte in angebote.values_list("titel", "kurzbeschreibung", "beschreibung")[:10]:
        for geschrieben in re.findall(r"\w+", " ".join(texte)):
            if falte(geschrieben) == wort:
                return geschrieben
    return wort
