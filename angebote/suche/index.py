"""The index in memory: a large base and a small supplement for what changed since. Pure, knows no database.

Everything is an array that is never written again: a change makes a new ``Index`` that shares the base, so that a
search in another thread goes on with what it began with. A position is a place in these arrays; an offer that changed
gets a new position, its old one is dead.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import log
from typing import NamedTuple

import numpy as np

from angebote.suche.dokument import Dokument, Sammlung, Spalten
from angebote.suche.gebiete import OHNE_GEBIETE, Gebiete
from angebote.suche.postings import FOLGE, STUFE, Abschnitt, Lexikon, kurz, make_abschnitte, zaehle

PAAR = 0.8
_PAARGEWICHT = np.concatenate([np.full(breite, gewicht * PAAR) for breite, gewicht in FOLGE.values()])
# The last place of a field and the first of the next one are no pair.
_PAARGEWICHT[np.cumsum([breite for breite, _gewicht in FOLGE.values()]) - 1] = 0
_PAARGEWICHT = _PAARGEWICHT[:-1].astype(np.float32)


class Nachtrag(NamedTuple):
    """Postings of what changed since: parallel arrays, one place for each term of each offer."""

    terme: np.ndarray
    stellen: np.ndarray
    werte: np.ndarray


@dataclass(frozen=True)
class Basis:
    """Postings by stretches of positions, facts cut by fact. ``codes``: of the facts, ascending."""

    abschnitte: list[Abschnitt]
    codes: np.ndarray
    faktenstellen: np.ndarray
    faktgrenzen: np.ndarray
    titel: np.ndarray
    anzahl: int

    def mit_fakten(self, ab: int, bis: int) -> np.ndarray:
        von, ende = np.searchsorted(self.codes, (ab, bis))
        return self.faktenstellen[self.faktgrenzen[von] : self.faktgrenzen[ende]]


@dataclass(frozen=True)
class Index:
    """``fakten``: places in ``codes``, offer after offer, cut at ``faktengrenzen``; ``tot``: dead positions."""

    basis: Basis
    gebiete: Gebiete
    lexikon: Lexikon
    begriffe: list[str]
    spalten: Spalten
    titelrang: np.ndarray
    folge: np.ndarray
    codes: np.ndarray
    fakten: np.ndarray
    faktengrenzen: np.ndarray
    nachtrag: Nachtrag
    tot: frozenset[int] = frozenset()

    @property
    def anzahl(self) -> int:
        """Positions, living and dead."""
        return len(self.spalten.nummern)

    @property
    def nachgetragen(self) -> int:
        return self.anzahl - self.basis.anzahl + len(self.tot)

    @cached_property
    def lebt(self) -> np.ndarray:
        maske = np.ones(self.anzahl, bool)
        maske[list(self.tot)] = False
        return maske

    def sichtbar(self, am: int, netzwerke: frozenset[int]) -> np.ndarray:
        """Which positions the public may see that day. Not to be written to: it is kept for the next question."""
        if (am, netzwerke) not in self._sichtbar:
            spalten = self.spalten
            aktiv = np.isin(spalten.netzwerke, np.array([0, *netzwerke], np.int32))
            self._sichtbar.clear()
            maske = self.lebt & spalten.frei & aktiv & (spalten.ab <= am) & (spalten.bis >= am)
            self._sichtbar[am, netzwerke] = maske
            return maske
        return self._sichtbar[am, netzwerke]

    @cached_property
    def _sichtbar(self) -> dict[tuple[int, frozenset[int]], np.ndarray]:
        return {}

    # Terms

    def kennt(self, term: str) -> bool:
        return self.haeufigkeit(term) > 0

    def seltenheit(self, term: str) -> float:
        """Inverse document frequency: how much it says that an offer has the term at all."""
        haeufig = self.haeufigkeit(term)
        return log(1 + (self.anzahl - haeufig + 0.5) / (haeufig + 0.5))

    def haeufigkeit(self, term: str) -> int:
        """How many offers have the term, as a word or as a part of one; those that changed meanwhile included."""
        nummer = self.lexikon.terme.get(term)
        if nummer is None:
            return 0
        return sum(self._je_abschnitt(nummer)) + int(np.count_nonzero(self.nachtrag.terme == nummer))

    def _je_abschnitt(self, nummer: int) -> Iterator[int]:
        for abschnitt in self.basis.abschnitte:
            if nummer + 1 < len(abschnitt.grenzen):
                yield int(abschnitt.grenzen[nummer + 1]) - int(abschnitt.grenzen[nummer])

    def mit_term(self, term: str) -> list[tuple[np.ndarray, np.ndarray]]:
        """Positions that have the term, and its impact there, stretch by stretch."""
        nummer = self.lexikon.terme.get(term)
        if nummer is None:
            return []
        teile = [abschnitt.mit_term(nummer) for abschnitt in self.basis.abschnitte]
        neu = np.flatnonzero(self.nachtrag.terme == nummer)
        if len(neu):
            teile.append((self.nachtrag.stellen[neu], self.nachtrag.werte[neu]))
        return teile

    def paar(self, erster: str, zweiter: str, stellen: np.ndarray) -> np.ndarray:
        """For each of the positions the impact of the two terms standing side by side there, 0 where they do not."""
        terme = self.lexikon.terme
        if erster not in terme or zweiter not in terme:
            return np.zeros(len(stellen), np.float32)
        folge = self.folge[stellen]
        nebeneinander = (folge[:, :-1] == kurz(terme[erster])) & (folge[:, 1:] == kurz(terme[zweiter]))
        return np.max(nebeneinander * _PAARGEWICHT, axis=1, initial=0)

    def verwandte(self, term: str) -> list[str]:
        """Terms that begin like an unknown one or are its beginning: „suchtig“ → „sucht“."""
        anfang = term[:4]
        ab, bis = bisect_left(self.begriffe, anfang), bisect_left(self.begriffe, anfang + "\uffff")
        return [anderer for anderer in self.begriffe[ab:bis] if len(anderer) >= 4 and _ist_anfang(term, anderer)]

    # Facts

    def mit_fakt(self, code: int) -> np.ndarray:
        """Positions that have the fact."""
        return self.mit_fakten(code, code + 1)

    def mit_fakten(self, ab: int, bis: int) -> np.ndarray:
        """Positions that have a fact of ``ab <= code < bis``; one with several stands there several times."""
        stellen = self.basis.mit_fakten(ab, bis)
        if not len(self._neue_fakten):
            return stellen
        darin = (self.codes >= ab) & (self.codes < bis)
        return np.concatenate((stellen, self._neue_stellen[darin[self._neue_fakten]]))

    def fakten_von(self, stellen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All facts of the positions as places in ``codes``, and for each the place in ``stellen`` it belongs to."""
        anfang = self.faktengrenzen[stellen]
        zahlen = self.faktengrenzen[stellen + 1] - anfang
        wessen = np.repeat(np.arange(len(stellen)), zahlen)
        innen = np.arange(len(wessen)) - np.repeat(np.cumsum(zahlen) - zahlen - anfang, zahlen)
        return self.fakten[innen], wessen

    @cached_property
    def _neue_fakten(self) -> np.ndarray:
        return self.fakten[self.faktengrenzen[self.basis.anzahl] :]

    @cached_property
    def _neue_stellen(self) -> np.ndarray:
        zahlen = np.diff(self.faktengrenzen[self.basis.anzahl :])
        return np.repeat(np.arange(self.basis.anzahl, self.anzahl, dtype=np.int32), zahlen)

    # Changes

    def mit(self, dokumente: Iterable[Dokument], ohne: Iterable[int]) -> "Index":
        """The index without the numbers in ``ohne`` and with these offers. Raises ``LookupError`` for a new region."""
        sammlung = Sammlung(dokumente)
        neue_codes = self.gebiete.uebersetze(sammlung.fakten)
        codes = np.concatenate((self.codes, np.setdiff1d(neue_codes, self.codes)))
        ordnung = np.argsort(codes)
        fakten = ordnung[np.searchsorted(codes, neue_codes, sorter=ordnung)].astype(np.int32)
        bekannt = len(self.lexikon.terme)
        self.lexikon.merke(sammlung)
        abschnitte, folge = make_abschnitte(sammlung, self.lexikon, self.anzahl)
        raenge = np.searchsorted(self.basis.titel, sammlung.titel) - 0.5
        return replace(
            self,
            begriffe=_mit_neuen(self.begriffe, list(self.lexikon.terme)[bekannt:]),
            spalten=self.spalten.mit(sammlung.spalten),
            titelrang=np.concatenate((self.titelrang, raenge)),
            folge=np.concatenate((self.folge, folge)),
            codes=codes,
            fakten=np.concatenate((self.fakten, fakten)),
            faktengrenzen=np.concatenate((self.faktengrenzen, sammlung.faktengrenzen[1:] + self.faktengrenzen[-1])),
            nachtrag=_mit_abschnitten(self.nachtrag, abschnitte),
            tot=self.tot | set(np.flatnonzero(np.isin(self.spalten.nummern, list(ohne))).tolist()),
        )


def make_index(
    dokumente: Iterable[Dokument], thesauruswoerter: Iterable[str] = (), gebiete: Gebiete = OHNE_GEBIETE
) -> Index:
    """The base of all these offers."""
    sammlung = Sammlung(dokumente)
    codes, fakten = np.unique(gebiete.uebersetze(sammlung.fakten), return_inverse=True)
    fakten = fakten.astype(np.int32)
    lexikon = Lexikon(zaehle(sammlung), thesauruswoerter)
    abschnitte, folge = make_abschnitte(sammlung, lexikon)
    ordnung = np.argsort(sammlung.titel, kind="stable")
    rang = np.empty(sammlung.anzahl)
    rang[ordnung] = np.arange(sammlung.anzahl)
    return Index(
        basis=_make_basis(abschnitte, codes, fakten, sammlung.faktengrenzen, sammlung.titel[ordnung]),
        gebiete=gebiete,
        lexikon=lexikon,
        begriffe=sorted(lexikon.terme),
        spalten=sammlung.spalten,
        titelrang=rang,
        folge=folge,
        codes=codes,
        fakten=fakten,
        faktengrenzen=sammlung.faktengrenzen,
        nachtrag=Nachtrag(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32)),
    )


def _make_basis(abschnitte: list[Abschnitt], codes, fakten, faktengrenzen, titel) -> Basis:
    """Turns the facts round: from „offer has facts“ to „fact has offers“."""
    anzahl = len(faktengrenzen) - 1
    stellen = np.repeat(np.arange(anzahl, dtype=np.int32), np.diff(faktengrenzen))
    ordnung = np.argsort(fakten, kind="stable")
    return Basis(
        abschnitte=abschnitte,
        codes=codes,
        faktenstellen=stellen[ordnung],
        faktgrenzen=np.searchsorted(fakten[ordnung], np.arange(len(codes) + 1)),
        titel=titel,
        anzahl=anzahl,
    )


def _mit_abschnitten(nachtrag: Nachtrag, abschnitte: list[Abschnitt]) -> Nachtrag:
    for abschnitt in abschnitte:
        terme = np.repeat(np.arange(len(abschnitt.grenzen) - 1, dtype=np.int32), np.diff(abschnitt.grenzen))
        neu = (terme, abschnitt.stellen + np.int32(abschnitt.ab), abschnitt.werte * STUFE)
        nachtrag = Nachtrag(*(np.concatenate(paar) for paar in zip(nachtrag, neu, strict=True)))
    return nachtrag


def _mit_neuen(sortiert: list[str], neue: list[str]) -> list[str]:
    if not neue:
        return sortiert
    sortiert = list(sortiert)
    for wort in neue:
        insort(sortiert, wort)
    return sortiert


def _ist_anfang(term: str, anderer: str) -> bool:
    kurz, lang = sorted((term, anderer), key=len)
    if not lang.startswith(kurz) or len(lang) - len(kurz) > 4:
        return False
    return len(kurz) >= 5 or len(term) - len(anderer) == 2
