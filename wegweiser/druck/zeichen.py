"""Characters that no typeface of the booklet has: left out and told, never printed as an empty box. Pure."""

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from wegweiser.druck.abruf import SCHRIFTEN

TEXT = re.compile(r"(?<=>)[^<>]+(?=<|\Z)|\A[^<>]+")
STEUERZEICHEN = "\t\n\r\f"
# Skin tones, joiners and the like only change the sign before them: nobody misses them by name.
ZUSAETZE = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


@cache
def druckbare() -> frozenset[str]:
    """Every character that Atkinson or one of its two stand-ins has a glyph for."""
    vorrat = set(STEUERZEICHEN)
    for datei in SCHRIFTEN.values():
        with TTFont(datei, lazy=True) as schrift:
            vorrat.update(chr(nummer) for nummer in schrift.getBestCmap() if nummer >= ord(" "))
    return frozenset(vorrat)


@cache
def _undruckbar() -> re.Pattern:
    """A run of characters without a glyph; matches at most as long as the text."""
    zeichen = sorted(map(ord, druckbare()))
    bereiche, anfang = [], zeichen[0]
    for dieses, naechstes in zip(zeichen, [*zeichen[1:], -1], strict=True):
        if naechstes != dieses + 1:
            bereiche.append(f"\\U{anfang:08x}-\\U{dieses:08x}")
            anfang = naechstes
    return re.compile(f"[^{''.join(bereiche)}]+")


def drop_fehlende(html: str) -> str:
    """The document without characters that cannot be printed; addresses in its tags stay as they are.

    Letters and texts that would vanish altogether leave an ellipsis, signs such as emoji leave nothing.
    """
    return TEXT.sub(lambda treffer: _ersetze(treffer[0]), html) if _undruckbar().search(html) else html


def _ersetze(text: str) -> str:
    neu = _undruckbar().sub(lambda lauf: "…" if any(map(str.isalpha, lauf[0])) else "", text)
    return neu if neu.strip() or not text.strip() else "…"


def find_fehlende(wert) -> list[str]:
    """The characters of a text, or of all texts in nested dictionaries and lists, that cannot be printed; each once."""
    gefunden = (zeichen for text in _texte(wert) for lauf in _undruckbar().findall(text) for zeichen in lauf)
    return [zeichen for zeichen in dict.fromkeys(gefunden) if not ZUSAETZE.match(zeichen)]


def zeichenhinweise(wert) -> tuple[str, ...]:
    """One sentence for the editor, none when everything can be printed; names at most ten characters."""
    fehlende = find_fehlende(wert)
    if not fehlende:
        return ()
    genannt = " ".join(fehlende[:10]) + (" …" if len(fehlende) > 10 else "")
    satz = _("Zeichen ohne Druckschrift: „%s“ kann nicht gedruckt werden. Bitte schreiben Sie es in Worten.")
    return (satz % genannt,)


def _texte(wert) -> Iterator[str]:
    match wert:
        case str():
            yield wert
        case dict():
            for teil in wert.values():
                yield from _texte(teil)
        case list() | tuple():
            for teil in wert:
                yield from _texte(teil)
