"""Small numbers are nobody's business: how a count is shown outside the own point. Pure.

A count of 1 or 2 is a *cell that is hidden*. A sum adds up what is shown and remembers how many cells it left out, so
that a sum minus its cells is always nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

# The smallest count that is shown; 0 is shown too.
AB = 3


@dataclass(frozen=True, slots=True)
class Zahl:
    """``wert``: what is shown of a count; ``verborgen``: so many cells of it are hidden, each 1 or 2.

    ``unvollstaendig``: whole months are left out, nobody is told how much.
    """

    wert: int = 0
    verborgen: int = 0
    unvollstaendig: bool = False

    def __bool__(self) -> bool:
        return bool(self.wert or self.verborgen)

    def __str__(self) -> str:
        if not self.verborgen and not self.unvollstaendig:
            return str(self.wert)
        if self.wert:
            return _("mindestens %d") % self.wert
        if self.unvollstaendig:
            return _("nicht gezeigt")
        return _("unter %d") % (self.verborgen * (AB - 1) + 1)


def zelle(anzahl: int, *, geschuetzt: bool) -> Zahl:
    """A count as it is shown; ``geschuetzt`` hides what is too small."""
    return Zahl(0, 1) if geschuetzt and 0 < anzahl < AB else Zahl(anzahl)


def summe(zahlen: Iterable[Zahl]) -> Zahl:
    zahlen = list(zahlen)
    return Zahl(sum(zahl.wert for zahl in zahlen), sum(zahl.verborgen for zahl in zahlen))


@dataclass(frozen=True, slots=True)
class Aufteilung:
    """Parts that make a whole whose size is known; ``ausgelassen``: so many months are not in it.

    Were one part hidden, the others would tell it. So a month counts with all of its parts or with none.
    """

    werte: dict[str, int]
    ausgelassen: int = 0

    def zahl(self, name: str) -> Zahl:
        return Zahl(self.werte.get(name, 0), unvollstaendig=bool(self.ausgelassen))


def teile_auf(je_monat: Iterable[dict[str, int]], *, geschuetzt: bool) -> Aufteilung:
    werte: dict[str, int] = {}
    ausgelassen = 0
    for teile in je_monat:
        if geschuetzt and any(0 < anzahl < AB for anzahl in teile.values()):
            ausgelassen += 1
            continue
        for name, anzahl in teile.items():
            werte[name] = werte.get(name, 0) + anzahl
    return Aufteilung(werte, ausgelassen)
