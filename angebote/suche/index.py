"""The index in memory: postings on numpy arrays, impacts computed beforehand. Pure, knows no database.

A document is an offer. An impact is how much a term says about an offer: the sum over its fields, weighted by
field, damped so that repetition does not pay.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from angebote.suche.analyse import STOPPWOERTER, stamm
from angebote.suche.zerlegung import Zerleger, grundwoerter

# How much a word in each field says about an offer.
FELDGEWICHT = {
    "titel": 3.0,
    "kurz": 1.8,
    "text": 1.0,
    "thema": 1.6,
    "hauptthema": 0.5,
    "zielgruppe": 1.5,
    "leistung": 1.6,
    "partner": 0.9,
    "ort": 0.6,
}
# A part of a compound says less than the word itself; two words side by side say more than apart.
TEIL = 0.55
PAAR = 0.8
DAEMPFUNG = 0.6
# Where it counts that words stand side by side.
MIT_PAAREN = frozenset(("titel", "kurz", "thema"))


@dataclass(frozen=True)
class Dokument:
    """``felder``: name in ``FELDGEWICHT`` → folded words; ``themen``: slugs of topics and their main topics."""

    nummer: int
    felder: dict[str, list[str]]
    themen: tuple[str, ...] = ()
    netzwerk: int | None = None


class Index:
    """``nummern``: primary keys by position; everything else speaks in positions."""

    def __init__(self, dokumente: Sequence[Dokument], thesauruswoerter: Sequence[str] = ()):
        self.nummern = [dokument.nummer for dokument in dokumente]
        self.netzwerke = np.array([dokument.netzwerk or 0 for dokument in dokumente], dtype=np.int64)
        self.anzahl = len(dokumente)
        texte = [{feld: _ohne_stoppwoerter(ws) for feld, ws in dokument.felder.items()} for dokument in dokumente]
        self.haeufigkeit = Counter(wort for felder in texte for wort in {w for ws in felder.values() for w in ws})
        bausteine = {w for w, n in self.haeufigkeit.items() if n >= 2 and len(w) <= 12}
        kurze = {wort for wort in thesauruswoerter if len(wort) <= 9}
        self.zerleger = Zerleger(bausteine | kurze | grundwoerter())
        for wort in thesauruswoerter:
            self.haeufigkeit.setdefault(wort, 1)
        self._ganz, self._teile, self._paare = self._postings(texte)
        self._themen = _stellen_je_thema(dokumente)
        self._nach_anfang = defaultdict(set)
        for term in (*self._ganz, *self._teile):
            self._nach_anfang[term[:4]].add(term)

    def _postings(self, texte):
        ganz, teile, paare = (defaultdict(lambda: defaultdict(float)) for _ in range(3))
        for stelle, felder in enumerate(texte):
            for feld, worte in felder.items():
                gewicht = FELDGEWICHT[feld]
                terme = [stamm(wort) for wort in worte]
                for term, anzahl in Counter(terme).items():
                    ganz[term][stelle] += gewicht * (1 + 0.5 * log(anzahl))
                for paar in pairwise(terme if feld in MIT_PAAREN else ()):
                    paare[paar][stelle] += gewicht * PAAR
                for teil in {teil for wort in set(worte) for teil in self.zerleger.zerlege(wort)}:
                    teile[teil][stelle] = max(teile[teil][stelle], gewicht)
        return _arrays(ganz), _arrays(teile), _arrays(paare)

    def kennt(self, term: str) -> bool:
        return term in self._ganz or term in self._teile

    def seltenheit(self, term: str) -> float:
        """Inverse document frequency: how much it says that an offer has the term at all."""
        haeufig = max(len(p[term][0]) if term in p else 0 for p in (self._ganz, self._teile))
        return log(1 + (self.anzahl - haeufig + 0.5) / (haeufig + 0.5))

    def gewichte(self, term: str) -> np.ndarray:
        """The term's impact on every offer, 0 where it does not occur."""
        vektor = np.zeros(self.anzahl, dtype=np.float32)
        if term in self._ganz:
            stellen, werte = self._ganz[term]
            vektor[stellen] = werte
        if term in self._teile:
            stellen, werte = self._teile[term]
            vektor[stellen] = np.maximum(vektor[stellen], werte * TEIL)
        return vektor

    def paar(self, erster: str, zweiter: str) -> tuple[np.ndarray, np.ndarray] | None:
        """Where the two terms stand side by side, and with what impact."""
        return self._paare.get((erster, zweiter))

    def mit_thema(self, slug: str) -> np.ndarray | None:
        return self._themen.get(slug)

    def verwandte(self, term: str) -> list[str]:
        """Terms that begin like an unknown one or are its beginning: „suchtig“ → „sucht“."""
        return [
            anderer
            for anderer in sorted(self._nach_anfang.get(term[:4], ()))
            if len(anderer) >= 4 and _ist_anfang(term, anderer)
        ]


def _ist_anfang(term: str, anderer: str) -> bool:
    kurz, lang = sorted((term, anderer), key=len)
    if not lang.startswith(kurz) or len(lang) - len(kurz) > 4:
        return False
    return len(kurz) >= 5 or len(term) - len(anderer) == 2


def _ohne_stoppwoerter(worte: list[str]) -> list[str]:
    return [wort for wort in worte if wort not in STOPPWOERTER]


def _arrays(postings) -> dict:
    return {
        term: (
            np.fromiter(stellen.keys(), np.int32, len(stellen)),
            np.fromiter(stellen.values(), np.float32, len(stellen)) ** DAEMPFUNG,
        )
        for term, stellen in postings.items()
    }


def _stellen_je_thema(dokumente: Sequence[Dokument]) -> dict[str, np.ndarray]:
    themen = defaultdict(list)
    for stelle, dokument in enumerate(dokumente):
        for slug in set(dokument.themen):
            themen[slug].append(stelle)
    return {slug: np.array(stellen, dtype=np.int32) for slug, stellen in themen.items()}
