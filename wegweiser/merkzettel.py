"""The Merkzettel as short numbers: what the cookie and an address hold, and how they change. Pure.

Offers and drop-in points share one range of numbers, so a number alone names the entry.
"""

import re

COOKIE = "merkzettel"
TAGE = 30
HOECHSTENS = 30
# Up to nine digits: every such number fits into the database's integer.
NUMMER = r"[1-9][0-9]{0,8}"
COOKIETEXT = re.compile(rf"{NUMMER}(?:-{NUMMER}){{0,{HOECHSTENS - 1}}}")
ZIFFERN = re.compile(r"[0-9]+")


class VollError(ValueError):
    """More than ``HOECHSTENS`` numbers."""


def read_cookie(text: str) -> tuple[int, ...]:
    """The numbers in the order of collecting; nothing when the text is not one that the portal wrote."""
    return _einmal(map(int, text.split("-"))) if COOKIETEXT.fullmatch(text) else ()


def read_adresse(text: str) -> tuple[int, ...]:
    """The first ``HOECHSTENS`` numbers in an address, whatever stands between them: links get torn and wrapped."""
    ganze = (wort for wort in ZIFFERN.findall(text[:1000]) if re.fullmatch(NUMMER, wort))
    return _einmal(map(int, ganze))[:HOECHSTENS]


def join_nummern(nummern) -> str:
    """„12-45-78“."""
    return "-".join(map(str, nummern))


def add_nummern(alte: tuple[int, ...], neue: tuple[int, ...]) -> tuple[int, ...]:
    """The new ones at the end, each once. Raises ``VollError``."""
    alle = _einmal((*alte, *neue))
    if len(alle) > HOECHSTENS:
        raise VollError
    return alle


def _einmal(nummern) -> tuple[int, ...]:
    return tuple(dict.fromkeys(nummern))
