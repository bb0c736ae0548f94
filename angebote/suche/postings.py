"""Impacts: how much a term says about an offer, for all terms and offers at once. Pure.

An impact is the sum over the fields, weighted by field, damped so that repetition does not pay. A part of a compound
says less than the word itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from angebote.suche.analyse import STOPPWOERTER, stamm
from angebote.suche.dokument import FELDGEWICHT, Sammlung
from angebote.suche.zerlegung import Zerleger, grundwoerter

TEIL = 0.55
DAEMPFUNG = 0.6
# Where it counts that words stand side by side: for each field its first words and what a pair there weighs.
FOLGE = {"titel": (10, 3.0), "kurz": (16, 1.8), "thema": (6, 1.6)}
BREITE = sum(breite for breite, _gewicht in FOLGE.values())
BLOCK = 20_000

_GEWICHTE = np.array(list(FELDGEWICHT.values()), np.float32)


class Postings(NamedTuple):
    """Parallel arrays, by term and within a term by position."""

    terme: np.ndarray
    stellen: np.ndarray
    werte: np.ndarray


class Lexikon:
    """Words → numbers of terms. Grows when new offers bring new words; numbers never change."""

    def __init__(self, haeufigkeit: Counter, thesauruswoerter: Iterable[str]):
        self.haeufigkeit = haeufigkeit
        self.terme: dict[str, int] = {}
        bausteine = {wort for wort, anzahl in haeufigkeit.items() if anzahl >= 2 and len(wort) <= 12}
        kurze = {wort for wort in thesauruswoerter if len(wort) <= 9}
        self.zerleger = Zerleger(bausteine | kurze | grundwoerter())

    def nummer(self, term: str) -> int:
        return self.terme.setdefault(term, len(self.terme))

    def analysiere(self, worte: Iterable[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each word its term (−1: says nothing), the number of its parts, and the parts one after another."""
        terme, anzahl, teile = [], [], []
        for wort in worte:
            stumm = wort in STOPPWOERTER or not wort.isalnum()
            eigene = [] if stumm else {self.nummer(teil) for teil in self.zerleger.zerlege(wort)}
            terme.append(-1 if stumm else self.nummer(stamm(wort)))
            anzahl.append(len(eigene))
            teile += eigene
        return np.array(terme, np.int32), np.array(anzahl, np.int64), np.array(teile, np.int32)


def zaehle(sammlung: Sammlung) -> Counter:
    """How often each word occurs."""
    anzahlen = np.bincount(sammlung.woerter, minlength=len(sammlung.vokabular))
    return Counter(dict(zip(list(sammlung.vokabular)[1:], anzahlen[1:].tolist(), strict=True)))


def make_postings(sammlung: Sammlung, lexikon: Lexikon) -> tuple[Postings, np.ndarray]:
    """Impacts by term, and for each offer its first terms in their order (−1: none)."""
    analyse = lexikon.analysiere(sammlung.vokabular)
    folge = np.full((sammlung.anzahl, BREITE), -1, np.int32)
    bloecke = [Postings(*block) for block in _bloecke(sammlung, analyse, folge)]
    if not bloecke:
        return Postings(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float16)), folge
    alle = Postings(*(np.concatenate(spalte) for spalte in zip(*bloecke, strict=True)))
    ordnung = np.argsort(alle.terme, kind="stable")
    return Postings(*(spalte[ordnung] for spalte in alle)), folge


def _bloecke(sammlung: Sammlung, analyse, folge: np.ndarray) -> Iterator[tuple[np.ndarray, ...]]:
    terme, teilzahl, teile = analyse
    teile_ab = np.concatenate(([0], np.cumsum(teilzahl)))
    for von in range(0, sammlung.anzahl, BLOCK):
        bis = min(von + BLOCK, sammlung.anzahl)
        grenzen = sammlung.grenzen[von : bis + 1]
        worte = sammlung.woerter[grenzen[0] : grenzen[-1]]
        stelle = np.repeat(np.arange(von, bis, dtype=np.int64), np.diff(grenzen))
        trenner = np.concatenate(([0], np.cumsum(worte == 0, dtype=np.int32)))
        feld = trenner[1:] - np.repeat(trenner[grenzen[:-1] - grenzen[0]], np.diff(grenzen))
        gilt = terme[worte] >= 0
        worte, stelle, feld = worte[gilt], stelle[gilt], feld[gilt]
        _notiere(folge, terme[worte], stelle, feld)
        yield _impacts(terme[worte], stelle, feld, *_mit_teilen(worte, teilzahl, teile_ab, teile))


def _mit_teilen(worte, teilzahl, teile_ab, teile) -> tuple[np.ndarray, np.ndarray]:
    """The parts of all compounds among the words, and which word each comes from."""
    zahlen = teilzahl[worte]
    von_wort = np.repeat(np.arange(len(worte)), zahlen)
    innen = np.arange(len(von_wort)) - np.repeat(np.cumsum(zahlen) - zahlen, zahlen)
    return teile[teile_ab[worte[von_wort]] + innen], von_wort


def _impacts(terme, stelle, feld, teile, von_wort) -> tuple[np.ndarray, ...]:
    """One block: whole words summed over the fields, parts by their best field; of both the larger one."""
    zahl = int(stelle[-1]) + 1 if len(stelle) else 1
    felder = len(_GEWICHTE)
    schluessel, haeufig = np.unique((terme * np.int64(zahl) + stelle) * felder + feld, return_counts=True)
    einzeln = _GEWICHTE[schluessel % felder] * (1 + 0.5 * np.log(haeufig)).astype(np.float32)
    ganz, ab = np.unique(schluessel // felder, return_index=True)
    werte = np.add.reduceat(einzeln, ab) ** DAEMPFUNG if len(ab) else einzeln
    teil = teile * np.int64(zahl) + stelle[von_wort]
    teilwerte = _GEWICHTE[feld[von_wort]] ** DAEMPFUNG * TEIL
    alle, gewichte = np.concatenate((ganz, teil)), np.concatenate((werte, teilwerte))
    ordnung = np.argsort(alle, kind="stable")
    einmal, ab = np.unique(alle[ordnung], return_index=True)
    groesste = np.maximum.reduceat(gewichte[ordnung], ab) if len(ab) else gewichte
    return (einmal // zahl).astype(np.int32), (einmal % zahl).astype(np.int32), groesste.astype(np.float16)


def _notiere(folge: np.ndarray, terme, stelle, feld) -> None:
    """Writes the first terms of the fields in ``FOLGE`` side by side."""
    ab = 0
    for name, (breite, _gewicht) in FOLGE.items():
        darin = feld == list(FELDGEWICHT).index(name)
        dieser, term = stelle[darin], terme[darin]
        anfang = np.flatnonzero(np.diff(dieser, prepend=-1))
        platz = np.arange(len(dieser)) - np.repeat(anfang, np.diff(np.append(anfang, len(dieser))))
        passt = platz < breite
        folge[dieser[passt], ab + platz[passt]] = term[passt]
        ab += breite
