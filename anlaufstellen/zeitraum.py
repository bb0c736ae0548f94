"""Months, quarters and years of the calendar, as they are chosen and named. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

FORM = re.compile(r"(20\d\d)(?:-(?:q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Zeitraum:
    """``wert`` stands in addresses: „2026“, „2026-q4“, „2026-11“. ``monate`` are the first days of its months."""

    wert: str
    name: str
    monate: tuple[date, ...]

    @property
    def quartale(self) -> tuple[date, ...]:
        """The first days of the quarters that lie in it whole."""
        ganze = {monat for monat in self.monate if {monat_nach(monat), monat_nach(monat, 2)} <= {*self.monate}}
        return tuple(monat for monat in self.monate if monat.month % 3 == 1 and monat in ganze)


def monat_nach(monat: date, anzahl: int = 1) -> date:
    """So many months later, at most eleven."""
    zahl = monat.month + anzahl
    return date(monat.year + (zahl - 1) // 12, (zahl - 1) % 12 + 1, 1)


def monatserster(tag: date) -> date:
    return tag.replace(day=1)


def quartalserster(tag: date) -> date:
    return date(tag.year, (tag.month - 1) // 3 * 3 + 1, 1)


def read_zeitraum(wert: str) -> Zeitraum | None:
    """``None`` for anything that is no period of this century."""
    treffer = FORM.fullmatch(wert)
    if treffer is None:
        return None
    jahr, quartal, monat = (int(teil) if teil else 0 for teil in treffer.groups())
    if monat:
        return Zeitraum(wert, f"{MONTHS[monat]} {jahr}", (date(jahr, monat, 1),))
    if quartal:
        monate = tuple(date(jahr, quartal * 3 - 2 + n, 1) for n in range(3))
        return Zeitraum(wert, _("%(nummer)d. Quartal %(jahr)d") % {"nummer": quartal, "jahr": jahr}, monate)
    return Zeitraum(wert, str(jahr), tuple(date(jahr, nummer, 1) for nummer in range(1, 13)))


def make_auswahl(von: date, bis: date) -> list[Zeitraum]:
    """All years, quarters and months from one day to the other, the latest first in each kind."""
    jahre = range(bis.year, von.year - 1, -1)
    erster, letzter = monatserster(von), monatserster(bis)
    werte = [str(jahr) for jahr in jahre]
    werte += [f"{jahr}-q{quartal}" for jahr in jahre for quartal in (4, 3, 2, 1)]
    werte += [f"{jahr}-{monat:02}" for jahr in jahre for monat in range(12, 0, -1)]
    alle = [zeitraum for wert in werte if (zeitraum := read_zeitraum(wert))]
    return [zeitraum for zeitraum in alle if any(erster <= monat <= letzter for monat in zeitraum.monate)]
