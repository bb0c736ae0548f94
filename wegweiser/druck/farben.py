"""Colours of a network made fit for print: dark enough to read, and their light tints. Pure."""

import re
from collections.abc import Sequence

HEX = re.compile(r"^#[0-9a-fA-F]{6}$")
ERSATZ = "#0b5d66"
KONTRAST = 7.0
SCHWARZ, GRAU = 0.2, 0.1


def lesbar(farbe: str) -> str:
    """The colour, darkened until text in it on white has a contrast of 7:1 (WCAG 2.2, level AAA)."""
    kanaele = _kanaele(farbe if HEX.match(farbe) else ERSATZ)
    while kontrast_zu_weiss(kanaele) < KONTRAST:
        kanaele = tuple(max(0, kanal - 6) for kanal in kanaele)
    return _hex(kanaele)


def aufgehellt(farbe: str, anteil: float) -> str:
    """The colour mixed with white; ``anteil`` is the share of colour, 0 to 1."""
    return _hex(tuple(round(255 - (255 - kanal) * anteil) for kanal in _kanaele(farbe)))


def cmyk(kanaele: Sequence[float]) -> tuple[float, float, float, float]:
    """Red, green and blue (0 to 1) as cyan, magenta, yellow and black (0 to 1), as much as possible in black ink.

    Dark greys, text above all, are black ink alone, so that small letters stay sharp when the inks do not meet
    exactly; very dark ones are full black. At most three inks meet, so no more than 300 % of ink.
    """
    hell, dunkel = max(kanaele), min(kanaele)
    if hell <= SCHWARZ and hell - dunkel <= GRAU:
        return 0.0, 0.0, 0.0, 1.0
    if hell <= 0.5 and hell - dunkel <= GRAU:
        return 0.0, 0.0, 0.0, 1 - sum(kanaele) / 3
    return *((hell - kanal) / hell for kanal in kanaele), 1 - hell


def kontrast_zu_weiss(kanaele: tuple[int, ...]) -> float:
    """Contrast ratio after WCAG 2.2, 1 to 21."""
    rot, gruen, blau = (_linear(kanal / 255) for kanal in kanaele)
    return 1.05 / (0.2126 * rot + 0.7152 * gruen + 0.0722 * blau + 0.05)


def _linear(wert: float) -> float:
    return wert / 12.92 if wert <= 0.04045 else ((wert + 0.055) / 1.055) ** 2.4


def _kanaele(farbe: str) -> tuple[int, ...]:
    return tuple(int(farbe[stelle : stelle + 2], 16) for stelle in (1, 3, 5))


def _hex(kanaele: tuple[int, ...]) -> str:
    return "#" + "".join(f"{kanal:02x}" for kanal in kanaele)
