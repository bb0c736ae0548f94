"""Impacts: how much a term says about an offer, for all terms and offers at once. Pure.

An impact is the sum over the fields, weighted by field, damped so that repetition does not pay. A part of a compound
says less than the word itself.
"""

from collections import Counter
from collections.abc import Iterable
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
# Positions within a block fit into 16 bits.
BLOCK = 16_384
STUFE, STUFEN = np.float32(0.02), 256
_KEINE, _KEINE_WERTE = np.zeros(0, np.int32), np.zeros(0, np.float32)

_GEWICHTE = np.array(list(FELDGEWICHT.values()), np.float32)


class Abschnitt(NamedTuple):
    """Postings of neighbouring offers. ``stellen`` count from ``ab``; those of a term lie between its two ``grenzen``.

    Impacts are stored in steps of ``STUFE``: a byte each.
    """

    ab: int
    grenzen: np.ndarray
    stellen: np.ndarray
    werte: np.ndarray

    def mit_term(self, nummer: int) -> tuple[np.ndarray, np.ndarray]:
        """Positions in the whole index that have the term, and its impact there."""
        if nummer + 1 >= len(self.grenzen):
            return _KEINE, _KEINE_WERTE
        schnitt = slice(self.grenzen[nummer], self.grenzen[nummer + 1])
        return self.stellen[schnitt] + np.int32(self.ab), self.werte[schnitt] * STUFE


class Lexikon:
    """Words → numbers of terms. Grows when new offers bring new words; numbers never change."""

    def __init__(self, haeufigkeit: Counter, thesauruswoerter: Iterable[str]):
        self.haeufigkeit = haeufigkeit
        self.terme: dict[str, int] = {}
        bausteine = {wort for wort, anzahl in haeufigkeit.items() if anzahl >= 2 and len(wort) <= 12}
        kurze = {wort for wort in thesauruswoerter if len(wort) <= 9}
        self.zerleger = Zerleger(bausteine | kurze | grundwoerter())

    def merke(self, sammlung: Sammlung) -> None:
        """Words that only new offers have are known from now on."""
        for wort in list(sammlung.vokabular)[1:]:
            self.haeufigkeit.setdefault(wort, 1)

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


def make_abschnitte(sammlung: Sammlung, lexikon: Lexikon, ab: int = 0) -> tuple[list[Abschnitt], np.ndarray]:
    """Postings of these offers, the first of them at position ``ab``, and for each offer hashes of its first terms."""
    analyse = lexikon.analysiere(sammlung.vokabular)
    folge = np.zeros((sammlung.anzahl, BREITE), np.uint16)
    anfaenge = range(0, sammlung.anzahl, BLOCK)
    abschnitte = [_make_abschnitt(sammlung, analyse, folge, von, ab, len(lexikon.terme)) for von in anfaenge]
    return abschnitte, folge


def _make_abschnitt(sammlung: Sammlung, analyse, folge, von: int, ab: int, termzahl: int) -> Abschnitt:
    terme, teilzahl, teile = analyse
    bis = min(von + BLOCK, sammlung.anzahl)
    grenzen = sammlung.grenzen[von : bis + 1]
    worte = sammlung.woerter[grenzen[0] : grenzen[-1]]
    stelle = np.repeat(np.arange(bis - von, dtype=np.int64), np.diff(grenzen))
    trenner = np.concatenate(([0], np.cumsum(worte == 0, dtype=np.int32)))
    feld = trenner[1:] - np.repeat(trenner[grenzen[:-1] - grenzen[0]], np.diff(grenzen))
    gilt = terme[worte] >= 0
    worte, stelle, feld = worte[gilt], stelle[gilt], feld[gilt]
    _notiere(folge[von:bis], terme[worte], stelle, feld)
    teile_ab = np.concatenate(([0], np.cumsum(teilzahl)))
    term, stellen, werte = _impacts(terme[worte], stelle, feld, *_mit_teilen(worte, teilzahl, teile_ab, teile))
    termgrenzen = np.searchsorted(term, np.arange(termzahl + 1)).astype(np.int32)
    return Abschnitt(ab + von, termgrenzen, stellen, werte)


def _mit_teilen(worte, teilzahl, teile_ab, teile) -> tuple[np.ndarray, np.ndarray]:
    """The parts of all compounds among the words, and which word each comes from."""
    zahlen = teilzahl[worte]
    von_wort = np.repeat(np.arange(len(worte)), zahlen)
    innen = np.arange(len(von_wort)) - np.repeat(np.cumsum(zahlen) - zahlen, zahlen)
    return teile[teile_ab[worte[von_wort]] + innen], von_wort


def _impacts(terme, stelle, feld, teile, von_wort) -> tuple[np.ndarray, ...]:
    """Whole words summed over the fields, parts by their best field; of both the larger: term, position, impact."""
    felder, zahl = len(_GEWICHTE), np.int64(BLOCK)
    schluessel, haeufig = np.unique((terme * zahl + stelle) * felder + feld, return_counts=True)
    einzeln = _GEWICHTE[schluessel % felder] * (1 + 0.5 * np.log(haeufig)).astype(np.float32)
    ganz = schluessel // felder
    ab = np.flatnonzero(np.diff(ganz, prepend=-1))
    werte = np.add.reduceat(einzeln, ab) ** DAEMPFUNG if len(ab) else einzeln
    # Key and impact in one number: sorted, the last of each key is the largest.
    gepackt = np.concatenate(
        (
            ganz[ab] * STUFEN + _stufen(werte),
            (teile * zahl + stelle[von_wort]) * STUFEN + _stufen(_GEWICHTE**DAEMPFUNG * TEIL)[feld[von_wort]],
        )
    )
    gepackt.sort()
    groesste = gepackt[np.flatnonzero(np.diff(gepackt // STUFEN, append=-1))]
    einmal = groesste // STUFEN
    return einmal // zahl, (einmal % zahl).astype(np.uint16), (groesste % STUFEN).astype(np.uint8)


def _stufen(werte: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(werte / STUFE), 1, STUFEN - 1).astype(np.int64)


def kurz(term):
    """A term's number in 16 bits, never 0. Two terms may share one; whoever compares knows that both occur."""
    return term % 65_535 + 1


def _notiere(folge: np.ndarray, terme, stelle, feld) -> None:
    """Writes the first terms of the fields in ``FOLGE`` side by side."""
    ab = 0
    for name, (breite, _gewicht) in FOLGE.items():
        darin = feld == list(FELDGEWICHT).index(name)
        dieser, term = stelle[darin], terme[darin]
        anfang = np.flatnonzero(np.diff(dieser, prepend=-1))
        platz = np.arange(len(dieser)) - np.repeat(anfang, np.diff(np.append(anfang, len(dieser))))
        passt = platz < breite
        folge[dieser[passt], ab + platz[passt]] = kurz(term[passt])
        ab += breite
