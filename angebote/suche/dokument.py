"""Offers as the index reads them: rows of text and facts → flat arrays. Pure.

Words become numbers while reading; 0 stands between the fields of an offer.
"""

from array import array
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from angebote.suche.fakten import GRAD, KEIN_ORT, Fakten, als_zeile

# How much a word in each field says about an offer; the order is that of the lines in ``Dokument.text``.
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
TRENNER = "|"
IMMER = 4_000_000  # after every date: 31.12.9999 is day 3,652,059
ORTLOS = als_zeile(Fakten(None, ()))


class Dokument(NamedTuple):
    """One offer. ``text``: folded words, one line per field of ``FELDGEWICHT``; ``fakten``: see ``als_zeile``.

    ``ab`` and ``bis`` are proleptic ordinals, both inclusive; ``bestaetigt`` too, 0 means never.
    """

    nummer: int
    text: str
    fakten: str = ORTLOS
    netzwerk: int = 0
    frei: bool = True
    ab: int = 0
    bis: int = IMMER
    bestaetigt: int = 0


class Spalten(NamedTuple):
    """One value per offer, by position. ``lat`` and ``lon``: degrees, NaN without a place."""

    nummern: np.ndarray
    netzwerke: np.ndarray
    frei: np.ndarray
    ab: np.ndarray
    bis: np.ndarray
    bestaetigt: np.ndarray
    lat: np.ndarray
    lon: np.ndarray

    def mit(self, andere: "Spalten") -> "Spalten":
        return Spalten(*(np.concatenate(paar) for paar in zip(self, andere, strict=True)))


class Sammlung:
    """What the rows say, offer after offer; ``titel``: their first 32 bytes, to put them in order."""

    def __init__(self, dokumente: Iterable[Dokument], *, block: int = 5000):
        self.vokabular: dict[str, int] = {TRENNER: 0}
        self._woerter, self._laengen = array("i"), array("i")
        self._zeilen, self._titel, self._fakten, self._faktenzahl = [], [], [], []
        teil: list[Dokument] = []
        for dokument in dokumente:
            teil.append(dokument)
            if len(teil) == block:
                self._lies(teil)
                teil = []
        self._lies(teil)
        self.anzahl = len(self._laengen)
        self.woerter = np.frombuffer(self._woerter, np.int32) if self._woerter else np.zeros(0, np.int32)
        self.grenzen = _grenzen(np.frombuffer(self._laengen, np.int32) if self._laengen else [])
        self._ordne()

    def _lies(self, teil: list[Dokument]) -> None:
        """Takes the block in; what need not stay as text does not."""
        vokabular, vorher = self.vokabular, len(self._woerter)
        for dokument in teil:
            worte = dokument.text.replace("\n", f" {TRENNER} ").split()
            try:
                self._woerter.extend([vokabular[wort] for wort in worte])
            except KeyError:
                self._woerter.extend([vokabular.setdefault(wort, len(vokabular)) for wort in worte])
            self._laengen.append(len(self._woerter) - vorher)
            vorher = len(self._woerter)
        if teil:
            self._zeilen.append(np.array([(d.nummer, d.netzwerk, d.frei, d.ab, d.bis, d.bestaetigt) for d in teil]))
            self._titel.append(np.array([d.text.partition("\n")[0].encode()[:32] for d in teil], dtype="S32"))
            self._faktenzahl.append(np.array([d.fakten.count(" ") + 1 for d in teil]))
            self._fakten.append(np.fromstring(" ".join(d.fakten for d in teil), dtype=np.int64, sep=" "))

    def _ordne(self) -> None:
        """Columns, and ``fakten``: the codes of all offers one after another, cut at ``faktengrenzen``."""
        zeilen = np.concatenate(self._zeilen) if self._zeilen else np.zeros((0, 6), np.int64)
        zahlen = np.concatenate(self._faktenzahl) if self._faktenzahl else np.zeros(0, np.int64)
        alle = np.concatenate(self._fakten) if self._fakten else np.zeros(0, np.int64)
        ab = _grenzen(zahlen)[:-1]
        ort = np.zeros(len(alle), bool)
        ort[ab], ort[ab + 1] = True, True
        lat, lon = (np.where(alle[i] == KEIN_ORT, np.nan, alle[i] / GRAD).astype(np.float32) for i in (ab, ab + 1))
        self.fakten, self.faktengrenzen = alle[~ort], _grenzen(zahlen - 2)
        klein = [zeilen[:, i].astype(typ) for i, typ in enumerate((np.int64, np.int32, bool, *[np.int32] * 3))]
        self.titel = np.concatenate(self._titel) if self._titel else np.zeros(0, "S32")
        self.spalten = Spalten(*klein, lat, lon)
        del self._zeilen, self._titel, self._fakten, self._faktenzahl


def _grenzen(laengen) -> np.ndarray:
    """Where each part begins; one more than there are parts."""
    return np.concatenate(([0], np.cumsum(laengen))).astype(np.int64)
