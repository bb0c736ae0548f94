"""Facts of an offer that are filtered and counted, as numbers: a kind and a value. Pure."""

from enum import IntEnum
from typing import NamedTuple

SPANNE = 10**9
# Degrees × 10⁵ (about a metre); this stands for „no place of its own, or a protected one“.
GRAD = 100_000
KEIN_ORT = 999 * GRAD

FORMATE = ("vor_ort", "telefonisch", "online", "aufsuchend")
BETREUUNGEN = ("ja", "anfrage", "mitbringen", "nein", "unbekannt")
KOSTEN = ("kostenlos", "kostet", "unbekannt")
ZEITEN = ("abend", "wochenende")


class Art(IntEnum):
    """What a fact is about. Values are primary keys, or places in the lists above."""

    REGION = 1
    THEMA = 2
    ZIELGRUPPE = 3
    SPRACHE = 4
    FORMAT = 5
    BETREUUNG = 6
    KOSTEN = 7
    ZEIT = 8
    # No offer has codes of this kind: the parts of a week are looked up when they are asked for.
    WOCHE = 9


class Fakten(NamedTuple):
    """A place (WGS84 degrees, ``None`` when it has none to show) and the codes of ``fakt``."""

    punkt: tuple[float, float] | None
    codes: tuple[int, ...]


def fakt(art: Art, wert: int) -> int:
    return art * SPANNE + wert


def als_zeile(fakten: Fakten) -> str:
    """Numbers between spaces: two for the place, then the codes."""
    ort = [round(grad * GRAD) for grad in fakten.punkt] if fakten.punkt else [KEIN_ORT, KEIN_ORT]
    return " ".join(map(str, (*ort, *sorted(fakten.codes))))
