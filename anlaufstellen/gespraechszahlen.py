"""Talks added up: pure sums, and what of them may be seen outside the own point.

Everything that is published is added up from cells that are published themselves: talks of a point in a month, of a
topic in a month, of a pair of topic and partner in a quarter. So no two tables and no two periods, one taken from the
other, leave a hidden cell. The steps lean on each other: topics count only talks of points that are shown in that
month, pairs only talks of topics that are.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from anlaufstellen.zahlenschutz import Aufteilung, Zahl, summe, teile_auf, zelle
from anlaufstellen.zeitraum import Zeitraum, quartalserster

ERSTES, WEITERES = "erstes", "weiteres"


@dataclass(frozen=True, slots=True)
class Gespraechszeile:
    """A talk as it is counted; ``monat`` is the first day of its month, the rest are primary keys."""

    stelle: int
    monat: date
    dauer: str
    ist_erstes: bool = True
    themen: frozenset[int] = frozenset()
    partner: frozenset[int] = frozenset()
    luecke: int | None = None


@dataclass(frozen=True, slots=True)
class Gespraechszahlen:
    """``matrix`` by topic and partner; ``None`` where there is no whole quarter to show it for."""

    stellen: dict[tuple[int, date], Zahl]
    dauer: Aufteilung
    folge: Aufteilung
    themen: dict[int, Zahl]
    luecken: dict[int, Zahl]
    matrix: dict[tuple[int, int], Zahl] | None

    @property
    def gesamt(self) -> Zahl:
        return summe(self.stellen.values())


def zaehle(zeilen: Iterable[Gespraechszeile], zeitraum: Zeitraum, *, geschuetzt: bool) -> Gespraechszahlen:
    """``zeilen`` may reach beyond the period; ``geschuetzt`` hides what is too small."""
    monate = set(zeitraum.monate)
    zeilen = [zeile for zeile in zeilen if zeile.monat in monate]
    stellen = _zellen(((zeile.stelle, zeile.monat) for zeile in zeilen), geschuetzt)
    gezeigt = [zeile for zeile in zeilen if not stellen[zeile.stelle, zeile.monat].verborgen]
    themen = _zellen(((thema, zeile.monat) for zeile in gezeigt for thema in zeile.themen), geschuetzt)
    return Gespraechszahlen(
        stellen,
        teile_auf(_je_monat(gezeigt, lambda zeile: zeile.dauer), geschuetzt=geschuetzt),
        teile_auf(_je_monat(gezeigt, lambda zeile: ERSTES if zeile.ist_erstes else WEITERES), geschuetzt=geschuetzt),
        summen(themen),
        summen(_zellen(((z.luecke, z.monat) for z in gezeigt if z.luecke is not None), geschuetzt)),
        _matrix(gezeigt, themen, zeitraum, geschuetzt),
    )


def _matrix(zeilen, themen, zeitraum: Zeitraum, geschuetzt: bool) -> dict[tuple[int, int], Zahl] | None:
    """Pairs are rare: outside the own point they are counted for whole quarters only."""
    quartale = zeitraum.quartale
    if geschuetzt and not quartale:
        return None
    paare = (
        ((thema, partner), quartalserster(zeile.monat))
        for zeile in zeilen
        for thema in zeile.themen
        for partner in zeile.partner
        if not themen[thema, zeile.monat].verborgen
    )
    return summen(_zellen((paar for paar in paare if not geschuetzt or paar[1] in quartale), geschuetzt))


def _zellen[S: Hashable](schluessel: Iterable[S], geschuetzt: bool) -> dict[S, Zahl]:
    return {eins: zelle(anzahl, geschuetzt=geschuetzt) for eins, anzahl in Counter(schluessel).items()}


def summen[S: Hashable](zellen: dict[tuple[S, date], Zahl]) -> dict[S, Zahl]:
    """The cells of all months or quarters as one."""
    je_schluessel: dict[S, list[Zahl]] = {}
    for (schluessel, _wann), zahl in zellen.items():
        je_schluessel.setdefault(schluessel, []).append(zahl)
    return {schluessel: summe(zahlen) for schluessel, zahlen in je_schluessel.items()}


def _je_monat(zeilen: list[Gespraechszeile], merkmal) -> list[Counter]:
    je_monat: dict[date, Counter] = {}
    for zeile in zeilen:
        je_monat.setdefault(zeile.monat, Counter())[merkmal(zeile)] += 1
    return list(je_monat.values())
