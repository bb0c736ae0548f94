"""What an import will do, row by row, and how an old value turns into a new one. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from netzwerk.tabellen.meldung import Meldung

# Characters of an old or new value that a preview shows.
AUSSCHNITT = 240


class Art(StrEnum):
    NEU = "neu"
    GEAENDERT = "geaendert"
    UNVERAENDERT = "unveraendert"
    FEHLERHAFT = "fehlerhaft"


@dataclass(frozen=True, slots=True)
class Aenderung:
    """One cell that differs; both sides as people read them, "" is empty."""

    spalte: str
    alt: str
    neu: str

    @property
    def ausschnitte(self) -> tuple[str, str]:
        """Both sides from shortly before the first difference on, so that one sees it in a long text too."""
        gleich = next((i for i, (a, b) in enumerate(zip(self.alt, self.neu, strict=False)) if a != b), None)
        if gleich is None:
            gleich = min(len(self.alt), len(self.neu))
        anfang = 0 if max(len(self.alt), len(self.neu)) <= AUSSCHNITT else max(0, gleich - AUSSCHNITT // 4)
        return _ausschnitt(self.alt, anfang), _ausschnitt(self.neu, anfang)


def _ausschnitt(text: str, anfang: int) -> str:
    mitte = text[anfang : anfang + AUSSCHNITT]
    return ("…" if anfang and text else "") + mitte + ("…" if anfang + AUSSCHNITT < len(text) else "")


@dataclass
class Planbasis:
    """What all plans can tell of their rows, each of which knows its ``art`` and its ``fehlerliste``."""

    vorgaenge: list
    hinweise: list[Meldung] = field(default_factory=list)

    def mit_art(self, *arten: Art) -> list:
        return [vorgang for vorgang in self.vorgaenge if vorgang.art in arten]

    def anzahl(self, art: Art) -> int:
        return len(self.mit_art(art))

    @property
    def fehler(self) -> list[Meldung]:
        """Every error of every row."""
        return [meldung for vorgang in self.vorgaenge for meldung in vorgang.fehlerliste]

    @property
    def zu_schreiben(self) -> list:
        return self.mit_art(Art.NEU, Art.GEAENDERT)


def zusammenfassung(plan: Planbasis) -> str:
    """„5 neu, 2 geändert, 993 unverändert.“"""
    teile = [
        _("{n} neu").format(n=plan.anzahl(Art.NEU)),
        _("{n} geändert").format(n=plan.anzahl(Art.GEAENDERT)),
        _("{n} unverändert").format(n=plan.anzahl(Art.UNVERAENDERT)),
    ]
    return ", ".join(teile) + "."
