"""What there is of each topic where, for whom and when: counting. Pure.

Every offer counts once in each cell that it belongs to. Of a district it is either *local* (its area is the district or
lies in it) or *wider* (its area contains the district); who has both is local. So what is for a whole county never
hides that there is nothing in a village.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

# From so many local offers of so many different partners on, a cell may hold doubles.
VIELE_AB, PARTNER_AB = 4, 3
MITTAG, ABEND = time(12), time(17)
# A window that began before counts from half an hour on.
HALB_EINS, HALB_SECHS = time(12, 30), time(17, 30)
SAMSTAG = 5


class Stand(StrEnum):
    """How a cell is read at a glance."""

    NICHTS = "nichts"
    NUR_WEITER = "nur-weiter"
    EINS = "eins"
    MEHRERE = "mehrere"
    VIELE = "viele"


class Tageszeit(StrEnum):
    VORMITTAGS = "vormittags"
    NACHMITTAGS = "nachmittags"
    ABENDS = "abends"
    WOCHENENDE = "wochenende"
    DURCHGEHEND = "durchgehend"
    OFFEN = "offen"


@dataclass(frozen=True, slots=True)
class Bestandsangebot:
    """An offer as it is counted. ``pfade`` are those of its areas, ``themen`` with their main topics."""

    pk: int
    partner: int
    themen: frozenset[int] = frozenset()
    pfade: tuple[str, ...] = ()
    zielgruppen: frozenset[int] = frozenset()
    zeiten: frozenset[Tageszeit] = frozenset()


@dataclass(frozen=True, slots=True)
class Zelle:
    """``hier``: offers that are local, ``weiter``: those of a wider area, ``partner``: different ones of ``hier``."""

    hier: int = 0
    weiter: int = 0
    partner: int = 0

    @property
    def stand(self) -> Stand:
        if not self.hier:
            return Stand.NUR_WEITER if self.weiter else Stand.NICHTS
        if self.hier >= VIELE_AB and self.partner >= PARTNER_AB:
            return Stand.VIELE
        return Stand.EINS if self.hier == 1 else Stand.MEHRERE


LEER = Zelle()
# By topic and column; cells that would be empty are left out.
Zellen = dict[tuple[int, Hashable], Zelle]


class Zaehler:
    """Gathers the offers of each cell; an offer may come twice."""

    def __init__(self):
        self._hier: defaultdict[tuple[int, Hashable], dict[int, int]] = defaultdict(dict)
        self._weiter: defaultdict[tuple[int, Hashable], int] = defaultdict(int)

    def add(self, angebot: Bestandsangebot, spalte: Hashable, *, hier: bool = True) -> None:
        for thema in angebot.themen:
            if hier:
                self._hier[thema, spalte][angebot.pk] = angebot.partner
            else:
                self._weiter[thema, spalte] += 1

    def zellen(self) -> Zellen:
        alle = {*self._hier, *self._weiter}
        return {ort: self._zelle(self._hier.get(ort, {}), self._weiter.get(ort, 0)) for ort in alle}

    @staticmethod
    def _zelle(hier: dict[int, int], weiter: int) -> Zelle:
        return Zelle(len(hier), weiter, len(set(hier.values())))


def count_orte(angebote: Iterable[Bestandsangebot], orte: Iterable[str]) -> Zellen:
    """Topic × place; ``orte`` are paths of regions, several joined by a blank are one place."""
    teile = {ort: tuple(ort.split()) for ort in orte}
    zaehler = Zaehler()
    for angebot in angebote:
        for ort, pfade in teile.items():
            if any(gebiet.startswith(pfade) for gebiet in angebot.pfade):
                zaehler.add(angebot, ort)
            elif any(pfad.startswith(angebot.pfade) for pfad in pfade):
                zaehler.add(angebot, ort, hier=False)
    return zaehler.zellen()


def count_zielgruppen(angebote: Iterable[Bestandsangebot]) -> Zellen:
    """Topic × target group; 0 stands for offers that name none, which are for all."""
    zaehler = Zaehler()
    for angebot in angebote:
        for gruppe in angebot.zielgruppen or {0}:
            zaehler.add(angebot, gruppe)
    return zaehler.zellen()


def count_zeiten(angebote: Iterable[Bestandsangebot]) -> Zellen:
    """Topic × time of day; who has no known hours stands under ``OFFEN`` alone."""
    zaehler = Zaehler()
    for angebot in angebote:
        for zeit in angebot.zeiten or {Tageszeit.OFFEN}:
            zaehler.add(angebot, zeit)
    return zaehler.zellen()


def tageszeiten(wochentag: int, von: time, bis: time) -> frozenset[Tageszeit]:
    """The times of day of one weekly window, at least one. Saturday and Sunday are the weekend too."""
    zeiten = {
        Tageszeit.VORMITTAGS: von < MITTAG,
        Tageszeit.NACHMITTAGS: von < ABEND and (von >= MITTAG or bis >= HALB_EINS),
        Tageszeit.ABENDS: von >= ABEND or bis >= HALB_SECHS,
        Tageszeit.WOCHENENDE: wochentag >= SAMSTAG,
    }
    return frozenset(zeit for zeit, gilt in zeiten.items() if gilt)


def gilt_noch(gueltig_bis: date | None, am: date) -> bool:
    """Whether a window of hours has not run out."""
    return gueltig_bis is None or gueltig_bis >= am
