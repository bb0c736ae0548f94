"""Regions in the order of their paths, so that a region and all below it are one range of numbers. Pure."""

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np

from angebote.suche.fakten import SPANNE, Art, fakt

_AB, _BIS = fakt(Art.REGION, 0), fakt(Art.REGION, SPANNE)


class Gebiete:
    """``regionen``: pairs of path and primary key. A region's number is its place in the order of the paths."""

    def __init__(self, regionen: Iterable[tuple[str, int]]):
        paare = sorted(regionen)
        self.pfade = [pfad for pfad, _nummer in paare]
        schluessel = np.array([nummer for _pfad, nummer in paare], np.int64)
        self._ordnung = np.argsort(schluessel)
        self._schluessel = schluessel[self._ordnung]

    def uebersetze(self, fakten: np.ndarray) -> np.ndarray:
        """Region facts from primary keys to numbers in order. Raises ``LookupError`` when a region is not known."""
        darin = np.flatnonzero((fakten >= _AB) & (fakten < _BIS))
        werte = fakten[darin] - _AB
        platz = np.searchsorted(self._schluessel, werte)
        if len(darin) and (platz.max() >= len(self._schluessel) or (self._schluessel[platz] != werte).any()):
            raise LookupError("an offer is for a region that the index does not know")
        fakten = fakten.copy()
        fakten[darin] = _AB + self._ordnung[platz]
        return fakten

    def bereich(self, pfad: str) -> tuple[int, int]:
        """Codes of the region and of all below it, from the first to before the last."""
        return (
            fakt(Art.REGION, bisect_left(self.pfade, pfad)),
            fakt(Art.REGION, bisect_left(self.pfade, pfad + "\uffff")),
        )

    def code(self, pfad: str) -> int | None:
        platz = bisect_left(self.pfade, pfad)
        gefunden = platz < len(self.pfade) and self.pfade[platz] == pfad
        return fakt(Art.REGION, platz) if gefunden else None


OHNE_GEBIETE = Gebiete([])
