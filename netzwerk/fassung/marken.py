"""Two texts and where they differ, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Longer texts are compared as a whole: word by word would take seconds.
HOECHSTENS_WORTE = 1500


class Art(StrEnum):
    GLEICH = "gleich"
    WEG = "weg"
    NEU = "neu"


@dataclass(frozen=True, slots=True)
class Stueck:
    text: str
    art: Art = Art.GLEICH


def markiere(alt: str, neu: str) -> tuple[tuple[Stueck, ...], tuple[Stueck, ...]]:
    """Both texts in pieces; joined, the pieces of a side are its text."""
    links, rechts = _worte(alt), _worte(neu)
    if len(links) + len(rechts) > HOECHSTENS_WORTE:
        return _ganz(alt, Art.WEG), _ganz(neu, Art.NEU)
    weg: list[Stueck] = []
    dazu: list[Stueck] = []
    for art, a, b, c, d in SequenceMatcher(None, links, rechts, autojunk=False).get_opcodes():
        gleich = art == "equal"
        weg += _ganz("".join(links[a:b]), Art.GLEICH if gleich else Art.WEG)
        dazu += _ganz("".join(rechts[c:d]), Art.GLEICH if gleich else Art.NEU)
    return tuple(weg), tuple(dazu)


def _worte(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _ganz(text: str, art: Art) -> tuple[Stueck, ...]:
    return (Stueck(text, art),) if text else ()
