"""What is said about a sheet: place, value, remedy. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

WERT_LAENGE = 60


@dataclass(frozen=True, slots=True)
class Meldung:
    """One sentence about a place of the sheet; ``zeile`` 0 means the sheet as a whole, ``spalte`` "" the whole row."""

    text: str
    zeile: int = 0
    spalte: str = ""

    def __str__(self):
        if not self.zeile:
            return self.text
        if not self.spalte:
            return _("Zeile {zeile}: {text}").format(zeile=self.zeile, text=self.text)
        return _("Zeile {zeile}, Spalte „{spalte}“: {text}").format(
            zeile=self.zeile, spalte=self.spalte, text=self.text
        )


class TabelleError(ValueError):
    """The sheet as a whole cannot be taken: unreadable, too large, or its header is wrong."""

    def __init__(self, *meldungen: Meldung | str):
        self.meldungen = [m if isinstance(m, Meldung) else Meldung(m) for m in meldungen]
        super().__init__("\n".join(map(str, self.meldungen)))


def zitat(wert: str) -> str:
    """The value in German quotes, on one line and cut to a length one can still read."""
    text = " ".join(wert.split())
    return f"„{text}“" if len(text) <= WERT_LAENGE else f"„{text[: WERT_LAENGE - 1].rstrip()}…“"


def mit_wert(wert: str, text: object) -> str:
    """„1261“ – bitte fünf Ziffern."""
    return f"{zitat(wert)} – {text}"


def aufzaehlung(namen: Iterable[str], wort: str) -> str:
    """„A“, „B“ und „C“, with the given last word between."""
    *vorne, letzter = map(zitat, namen)
    return f"{', '.join(vorne)} {wort} {letzter}" if vorne else letzter
