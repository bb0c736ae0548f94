"""Readings of one word: itself, its relatives, parts of a compound, what the thesaurus says for it. Pure."""

from math import log

import numpy as np

from angebote.suche.analyse import inhaltswoerter, stamm
from angebote.suche.sicht import Sicht
from angebote.suche.thesaurus import Begriff

ALLE_TEILE, VORDERTEIL, HINTERTEIL = 0.8, 0.3, 0.22
# The parts of a word that offers have as a whole, somewhere in the text of another one.
VERSTREUT = 0.6
VERWANDT = 0.6
THEMA = 1.6


class Leser:
    """Reads words for the candidates of one ``Sicht``; each word once."""

    def __init__(self, sicht: Sicht):
        self.sicht, self.index = sicht, sicht.index
        self._gelesen: dict[str, tuple[np.ndarray | None, float, bool]] = {}

    def lies(self, wort: str) -> tuple[np.ndarray | None, float, bool]:
        """How much each candidate answers the word or its parts (``None``: unknown), its rarity, and whether surely."""
        if wort not in self._gelesen:
            self._gelesen[wort] = self._lies(wort)
        return self._gelesen[wort]

    def _lies(self, wort: str) -> tuple[np.ndarray | None, float, bool]:
        term, index = stamm(wort), self.index
        wert, seltenheit = None, index.seltenheit(term)
        stark = index.kennt(term)
        if stark:
            wert = self.sicht.gewichte(term) * np.float32(seltenheit)
        else:
            for verwandter in index.verwandte(term):
                neu = self.sicht.gewichte(verwandter) * np.float32(index.seltenheit(verwandter) * VERWANDT)
                wert = neu if wert is None else np.maximum(wert, neu)
                seltenheit = max(index.seltenheit(verwandter), 1.0)
        teile = index.lexikon.zerleger.zerlege(wort)
        if teile:
            aus_teilen = self._teile(teile, einzeln=wert is None)
            if stark:
                aus_teilen *= np.float32(VERSTREUT)
            wert = aus_teilen if wert is None else np.maximum(wert, aus_teilen)
            stark = stark or all(index.kennt(teil) for teil in teile)
        return wert, seltenheit, stark

    def _teile(self, teile: tuple[str, ...], *, einzeln: bool) -> np.ndarray:
        """Offers with all parts of a compound; ``einzeln``: also, for less, those with its first or last part."""
        vektoren = [self.sicht.gewichte(teil) for teil in teile]
        seltenheiten = [np.float32(self.index.seltenheit(teil)) for teil in teile]
        summe = sum(v * s for v, s in zip(vektoren, seltenheiten, strict=True))
        wert = np.where(_in_allen(vektoren), summe * np.float32(ALLE_TEILE / len(teile)), np.float32(0))
        if einzeln:
            wert = np.maximum(wert, vektoren[0] * (seltenheiten[0] * np.float32(VORDERTEIL)))
            wert = np.maximum(wert, vektoren[-1] * (seltenheiten[-1] * np.float32(HINTERTEIL)))
        return wert

    def lies_begriff(self, begriff: Begriff) -> np.ndarray | None:
        """How much each candidate is about what the entry stands for, its technical words or its topics.

        ``None`` when no offer at all has any of it.
        """
        wert, bekannt = self.sicht.leer(), False
        for rang, wendung in enumerate(begriff.begriffe):
            vektoren = [self.lies(wort)[0] for wort in inhaltswoerter(wendung)]
            if not vektoren or any(vektor is None for vektor in vektoren):
                continue
            bekannt = True
            mittel = sum(vektoren) * np.float32(begriff.gewicht * 0.95**rang / len(vektoren))
            wert = np.maximum(wert, np.where(_in_allen(vektoren), mittel, np.float32(0)))
        for code in begriff.themen:
            stellen = self.index.mit_fakt(code)
            if len(stellen):
                bekannt = True
                grund = begriff.gewicht * THEMA * log(1 + self.index.anzahl / (len(stellen) + 1))
                plaetze = self.sicht.plaetze(stellen)
                wert[plaetze] = np.maximum(wert[plaetze], grund) + 0.3 * begriff.gewicht
        if begriff.netzwerk is not None:
            eigene = self.index.spalten.netzwerke[self.sicht.stellen] == begriff.netzwerk
            wert = np.where(eigene, wert, np.float32(0))
        return wert if bekannt else None


def _in_allen(vektoren: list[np.ndarray]) -> np.ndarray:
    maske = vektoren[0] > 0
    for vektor in vektoren[1:]:
        maske &= vektor > 0
    return maske
