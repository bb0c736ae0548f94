"""The start page of the Verwaltung, filled by the apps: each registers what needs somebody today.

A function gets the account and today's date and gives its ``Aufgabe``s (work that waits) or ``Bild``er (how true the
catalogue is). It asks a fixed, small number of queries, and nothing outside the account's reach is counted.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Aufgabe:
    """``anzahl`` things wait; ``adresse`` is the list of exactly these. ``dringend`` ones come first.

    ``titel`` names them („Vorschläge von Partnern“), ``hinweis`` says what to do. With 0 it stands below as done.
    """

    titel: str
    anzahl: int
    adresse: str
    hinweis: str = ""
    dringend: bool = False


@dataclass(frozen=True, slots=True)
class Bild:
    """A chart: rows of label and value beside it as a table. ``einheit`` is „%“ or a noun; ``bis`` the scale's end."""

    titel: str
    werte: tuple[tuple[str, float | None], ...]
    einheit: str = "%"
    bis: float = 100
    hinweis: str = ""

    @property
    def zeilen(self) -> list[tuple[str, str, float]]:
        """Label, value in words, length of the bar in percent; an unknown value is „–“ and has no bar."""
        return [(name, self._in_worten(wert), self._laenge(wert)) for name, wert in self.werte]

    def _in_worten(self, wert: float | None) -> str:
        if wert is None:
            return "–"
        return f"{wert:g}\u00a0%" if self.einheit == "%" else f"{wert:g}"

    def _laenge(self, wert: float | None) -> float:
        return 0 if not wert or self.bis <= 0 else round(min(max(wert / self.bis, 0), 1) * 100, 1)


_aufgaben: list[Callable[[object, date], Iterable[Aufgabe]]] = []
_bilder: list[Callable[[object, date], Iterable[Bild]]] = []


def aufgaben(funktion: Callable) -> Callable:
    """Registers a function that gives the work of an account."""
    _aufgaben.append(funktion)
    return funktion


def bilder(funktion: Callable) -> Callable:
    """Registers a function that gives charts for an account."""
    _bilder.append(funktion)
    return funktion


def read_aufgaben(konto, am: date) -> list[Aufgabe]:
    """What waits for the account: urgent first, then by number; what is done last."""
    alle = _alle(_aufgaben, konto, am)
    return sorted(alle, key=lambda aufgabe: (not aufgabe.anzahl, not aufgabe.dringend, -aufgabe.anzahl, aufgabe.titel))


def read_bilder(konto, am: date) -> list[Bild]:
    return list(_alle(_bilder, konto, am))


def _alle(funktionen: list[Callable], konto, am: date) -> Iterator:
    for funktion in funktionen:
        yield from funktion(konto, am)
