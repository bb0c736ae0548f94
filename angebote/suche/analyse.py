"""Text → terms. Pure, and the same for offers and for questions.

A term is a folded, gender-neutral, stemmed word: „Beraterinnen“, „Berater:in“ and „BERATER“ are one term.
"""

import re
from functools import lru_cache
from pathlib import Path

import snowballstemmer

from netzwerk.text import falte

_STEMMER = snowballstemmer.stemmer("german")

# Gender forms are folded before anything else, on the text as it was typed.
_GENDER = (
    (re.compile(r"(\w{3,})\s?[:*·_/|]\s?-?\s?(?:inn?en|in|r|n)\b", re.IGNORECASE), r"\1"),
    (re.compile(r"(\w{3,})\(-?(?:innen|inne|in|r|e|n)\)(?:n\b)?", re.IGNORECASE), r"\1"),
    (re.compile(r"(\w{2,}[a-zäöüß])I(?:nnen|n)\b"), r"\1"),
)
# Feminine forms of persons; the ending before „in“ keeps „Termin“ and „Medizin“ whole.
_FEMININ = re.compile(r"(er|or|eur|ent|ant|ist|og|eut|at|aerzt|anwaelt|freund|kolleg|wirt)in(?:nen)?$")

STOPPWOERTER = frozenset(falte(Path(__file__).with_name("stoppwoerter.txt").read_text(encoding="utf-8")).split())


def gender_neutral(text: str) -> str:
    """„Berater(inne)n“, „Mitarbeiter/-innen“, „Berater:in“, „BeraterInnen“ → „Berater“, „Mitarbeiter“ …"""
    for muster, ersatz in _GENDER:
        text = muster.sub(ersatz, text)
    return text


def woerter(text: str) -> list[str]:
    """The folded words of a text in their order, gender forms folded to one."""
    return falte(gender_neutral(text)).split()


def inhaltswoerter(text: str) -> list[str]:
    """The folded words that carry meaning; all of them when nothing else is there."""
    alle = woerter(text)
    return [wort for wort in alle if wort not in STOPPWOERTER and len(wort) > 1] or alle


@lru_cache(maxsize=200_000)
def stamm(wort: str) -> str:
    """The term of a folded word."""
    wort = _FEMININ.sub(r"\1", wort)
    return _STEMMER.stemWord(wort) if len(wort) > 3 else wort
