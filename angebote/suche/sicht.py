"""Which offers a question is about at all: visible, at the place, in reach, and with what facts. Pure.

A ``Sicht`` is the small world in which a question is answered: positions that can be seen at the place asked for. Its
vectors have one number for each of these, in their order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce

import numpy as np

from angebote.suche.fakten import Art
from angebote.suche.index import Index
from netzwerk.entfernung import entfernung_km, rahmen_um

NIRGENDS = -1


@dataclass(frozen=True)
class Bedingungen:
    """What is asked besides words.

    ``am``: the day as an ordinal; ``netzwerke``: primary keys of the active ones. ``pfade``: paths of the regions asked
    for, empty for everywhere. ``fakten``: kind → codes, of which an offer has at least one.
    """

    am: int
    netzwerke: frozenset[int] = frozenset()
    pfade: tuple[str, ...] = ()
    punkt: tuple[float, float] | None = None
    umkreis_km: float | None = None
    fakten: Mapping[Art, frozenset[int]] = field(default_factory=dict)


class Sicht:
    """``stellen``: positions of the candidates; ``naehe``: level of the nearest area that serves the place, or None."""

    def __init__(self, index: Index, bedingungen: Bedingungen):
        self.index, self.bedingungen = index, bedingungen
        maske = index.sichtbar(bedingungen.am, bedingungen.netzwerke)
        naehe = _naehe(index, bedingungen.pfade) if bedingungen.pfade else None
        if bedingungen.punkt and bedingungen.umkreis_km:
            maske = maske & _erreichbar(index, bedingungen, naehe)
        elif naehe is not None:
            maske = maske & (naehe > NIRGENDS)
        self.stellen = np.flatnonzero(maske).astype(np.int32)
        self.anzahl = len(self.stellen)
        self.naehe = None if naehe is None else naehe[self.stellen]
        self._lokal = None
        if self.anzahl < index.anzahl:
            self._lokal = np.full(index.anzahl, -1, np.int32)
            self._lokal[self.stellen] = np.arange(self.anzahl, dtype=np.int32)
        self._gewichte: dict[str, np.ndarray] = {}

    def leer(self) -> np.ndarray:
        return np.zeros(self.anzahl, np.float32)

    def plaetze(self, stellen: np.ndarray) -> np.ndarray:
        """Places of those positions that are candidates."""
        if self._lokal is None:
            return stellen
        lokal = self._lokal[stellen]
        return lokal[lokal >= 0]

    def gewichte(self, term: str) -> np.ndarray:
        """The term's impact on every candidate, 0 where it does not occur."""
        if term not in self._gewichte:
            vektor = self.leer()
            for stellen, werte in self.index.mit_term(term):
                if self._lokal is None:
                    vektor[stellen] = werte
                else:
                    lokal = self._lokal[stellen]
                    darin = lokal >= 0
                    vektor[lokal[darin]] = werte[darin]
            self._gewichte[term] = vektor
        return self._gewichte[term]

    @cached_property
    def filter(self) -> dict[Art, np.ndarray]:
        """Kind of fact → which candidates have what is asked of it."""
        return {art: self.eines_von(codes) for art, codes in self.bedingungen.fakten.items()}

    def eines_von(self, codes: Iterable[int]) -> np.ndarray:
        maske = np.zeros(self.anzahl, bool)
        for code in codes:
            maske[self.plaetze(self.index.mit_fakt(code))] = True
        return maske

    def passend(self, *, ausser: Art | None = None) -> np.ndarray:
        """Candidates with all facts asked for; ``ausser`` leaves one kind out."""
        masken = [maske for art, maske in self.filter.items() if art != ausser]
        return reduce(np.logical_and, masken, np.ones(self.anzahl, bool))

    @cached_property
    def km(self) -> np.ndarray | None:
        """Kilometres from the point asked for, NaN without a place; ``None`` when no point is known."""
        if self.bedingungen.punkt is None:
            return None
        spalten = self.index.spalten
        return entfernung_km(self.bedingungen.punkt, spalten.lat[self.stellen], spalten.lon[self.stellen])


def _naehe(index: Index, pfade: Iterable[str]) -> np.ndarray:
    """Level of each offer's nearest matching area, never deeper than what was asked for; ``NIRGENDS`` for none."""
    naehe = np.full(index.anzahl, NIRGENDS, np.int8)
    teile = [pfad.split("/")[:-1] for pfad in pfade]
    vorfahren = {"/".join(t[: i + 1]) + "/" for t in teile for i in range(len(t) - 1)}
    for pfad in sorted(vorfahren, key=len):
        if (code := index.gebiete.code(pfad)) is not None:
            naehe[index.mit_fakt(code)] = _ebene(pfad)
    for pfad in sorted(pfade, key=len):
        naehe[index.mit_fakten(*index.gebiete.bereich(pfad))] = _ebene(pfad)
    return naehe


def _ebene(pfad: str) -> int:
    return pfad.count("/") - 1


def _erreichbar(index: Index, bedingungen: Bedingungen, naehe: np.ndarray | None) -> np.ndarray:
    """Offers with a place within the radius, whomever they serve, and those without a place that serve the region."""
    spalten = index.spalten
    sued, nord, west, ost = rahmen_um(bedingungen.punkt, bedingungen.umkreis_km)
    im_rahmen = (spalten.lat >= sued) & (spalten.lat <= nord) & (spalten.lon >= west) & (spalten.lon <= ost)
    nah = np.flatnonzero(im_rahmen)
    km = entfernung_km(bedingungen.punkt, spalten.lat[nah], spalten.lon[nah])
    maske = np.isnan(spalten.lat) & (naehe > NIRGENDS) if naehe is not None else np.isnan(spalten.lat)
    maske[nah[km <= bedingungen.umkreis_km]] = True
    return maske
