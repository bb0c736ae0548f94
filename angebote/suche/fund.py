"""What was found: which offers, in which order, and how many have what. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from angebote.suche.fakten import SPANNE, Art, fakt
from angebote.suche.rang import Ergebnis
from angebote.suche.sicht import Sicht

RELEVANZ, ENTFERNUNG, NAME, BESTAETIGT = "relevanz", "entfernung", "name", "bestaetigt"


@dataclass
class Fund:
    """``ergebnis``: the answer to the words, ``None`` when none were asked."""

    sicht: Sicht
    ergebnis: Ergebnis | None = None

    @cached_property
    def beantwortet(self) -> np.ndarray:
        """Candidates that answer the words, whatever their facts."""
        return np.ones(self.sicht.anzahl, bool) if self.ergebnis is None else self.ergebnis.gefunden

    @cached_property
    def treffer(self) -> np.ndarray:
        """Places of the hits among the candidates."""
        return np.flatnonzero(self.beantwortet & self.sicht.passend())

    @property
    def fraglich(self) -> list[int]:
        """Primary keys of the offers that are a hit, or would be one without one of the facts asked for."""
        masken = [self.sicht.passend(ausser=art) for art in self.sicht.filter] or [self.sicht.passend()]
        return self.nummern(np.flatnonzero(self.beantwortet & reduce(np.logical_or, masken)))

    def nur(self, art: Art, nummern: Collection[int]) -> None:
        """From now on these offers alone have what is asked of the kind. Comes before hits are read."""
        eigene = self.sicht.index.spalten.nummern[self.sicht.stellen]
        self.sicht.filter[art] = np.isin(eigene, np.fromiter(nummern, np.int64, len(nummern)))

    def zaehle_ohne(self, art: Art) -> int:
        """How many hits there would be if nothing were asked of the kind."""
        return int(np.count_nonzero(self.beantwortet & self.sicht.passend(ausser=art)))

    def plaetze(self, sortierung: str = RELEVANZ) -> np.ndarray:
        """Places of the hits among the candidates, best first. Equals stand by title, then by number."""
        sicht, treffer = self.sicht, self.treffer
        stellen = sicht.stellen[treffer]
        spalten = sicht.index.spalten
        schluessel = [spalten.nummern[stellen], sicht.index.titelrang[stellen]]
        if sortierung == ENTFERNUNG and sicht.km is not None:
            schluessel.append(np.nan_to_num(sicht.km[treffer], nan=np.inf))
        elif sortierung == BESTAETIGT:
            schluessel.append(-spalten.bestaetigt[stellen])
        elif sortierung != NAME and self.ergebnis is not None:
            schluessel = [spalten.nummern[stellen], -self.ergebnis.punkte[treffer]]
        elif sortierung != NAME and sicht.naehe is not None:
            schluessel.append(-sicht.naehe[treffer])
        return treffer[np.lexsort(schluessel)]

    def nummern(self, plaetze: np.ndarray) -> list[int]:
        """Primary keys of the offers at these places."""
        return self.sicht.index.spalten.nummern[self.sicht.stellen[plaetze]].tolist()

    def punkte_von(self, nummer: int) -> float:
        """The score of a candidate as a share of the best one; 0 when no words were asked or it is none."""
        if self.ergebnis is None:
            return 0.0
        eigene = self.ergebnis.punkte[self.sicht.index.spalten.nummern[self.sicht.stellen] == nummer]
        return float(eigene[0] / self.ergebnis.punkte.max()) if len(eigene) and eigene[0] else 0.0

    def hat_eines(self, nummer: int, codes: Iterable[int]) -> bool:
        """Whether the candidate has one of the facts."""
        index = self.sicht.index
        stellen = self.sicht.stellen[index.spalten.nummern[self.sicht.stellen] == nummer]
        return bool(np.isin(index.codes[index.fakten_von(stellen)[0]], list(codes)).any())

    def zaehle(self, art: Art) -> dict[int, int]:
        """For each value of the kind: how many hits there would be if it were chosen instead. Zeros are left out."""
        zahlen = self._zahlen(art if art in self.sicht.filter else None)
        codes = self.sicht.index.codes
        darin = np.flatnonzero((codes >= fakt(art, 0)) & (codes < fakt(art, SPANNE)) & (zahlen > 0))
        return {int(codes[i]) % SPANNE: int(zahlen[i]) for i in darin}

    def zaehle_eines_von(self, art: Art, werte: Sequence[int]) -> int:
        """How many hits there would be with any of these values, counted once each."""
        maske = self.beantwortet & self.sicht.passend(ausser=art)
        return int(np.count_nonzero(maske & self.sicht.eines_von(fakt(art, wert) for wert in werte)))

    def _zahlen(self, ausser: Art | None) -> np.ndarray:
        if ausser not in self._gezaehlt:
            plaetze = self.treffer if ausser is None else self.beantwortet & self.sicht.passend(ausser=ausser)
            fakten, _wessen = self.sicht.index.fakten_von(self.sicht.stellen[plaetze])
            self._gezaehlt[ausser] = np.bincount(fakten, minlength=len(self.sicht.index.codes))
        return self._gezaehlt[ausser]

    @cached_property
    def _gezaehlt(self) -> dict[Art | None, np.ndarray]:
        return {}

    def zaehle_gebiete(self, pfad: str, kinder: Sequence[str]) -> list[int]:
        """For each region below ``pfad`` how many hits serve it; 0 where none is for it or a part of it alone."""
        index = self.sicht.index
        fakten, wessen = index.fakten_von(self.sicht.stellen[self.treffer])
        codes = index.codes[fakten]
        teile = pfad.split("/")[:-1]
        oben = [index.gebiete.code("/".join(teile[: i + 1]) + "/") for i in range(len(teile))]
        weit = np.zeros(len(self.treffer), bool)
        weit[wessen[np.isin(codes, [code for code in oben if code is not None])]] = True
        zahlen = []
        for kind in kinder:
            ab, bis = index.gebiete.bereich(kind)
            eigene = np.unique(wessen[(codes >= ab) & (codes < bis)])
            zahlen.append(int(np.count_nonzero(weit) + np.count_nonzero(~weit[eigene])) if len(eigene) else 0)
        return zahlen
