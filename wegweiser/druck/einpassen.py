"""Fit to a number of pages: what can be left out is left out, last things first, until the rest fits.

A template marks what may go with the class „weglassbar“. ``<p class="rest" data-rest="… {zahl}" data-schon="0"></p>``
says how many went since the rest before it, besides those that were ``schon`` missing; without any it vanishes. An
element of the class „fuellseite“ is one page; so many of them stay that the pages come out exactly. What has the id
„anfang“ stands on the second page, „ende“ on the last one: a cover or a back that needs two pages does not fit.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol

from django.utils.translation import ngettext

from wegweiser.druck.fehler import DruckError
from wegweiser.druck.verzeichnis import seitenzahlen

MARKE = re.compile(
    r'(?P<anfang><[a-z]\w* [^<>]*?class="[^"]*?\bweglassbar\b)'
    r'|<p class="rest" data-rest="(?P<rest>[^"]*)" data-schon="(?P<schon>\d+)"></p>'
)
FUELLSEITE = re.compile(r'(<[a-z]\w* [^<>]*?class="[^"]*?\bfuellseite\b)')
WEG = " entfallen"


class Dokument(Protocol):
    pages: Sequence


def einpassen(html: str, hoechstens: int, setze: Callable[[str], Dokument]) -> Dokument:
    """The document with as much as fits on that many pages; ``setze`` lays out a HTML text.

    Raises ``DruckError`` when it does not fit even without everything that may go.
    """
    ohne = fuelle(html, 0)
    dokument, behalten = _suche(ohne, hoechstens, setze)
    frei = hoechstens - len(dokument.pages)
    if frei and FUELLSEITE.search(html):
        dokument = setze(lasse_weg(fuelle(html, frei), behalten))
    return dokument


def _suche(html: str, hoechstens: int, setze: Callable[[str], Dokument]) -> tuple[Dokument, int]:
    """The fullest document that fits, and how many of the elements that may go it keeps: tried by halving."""
    alle = zaehle(html)
    dokument = setze(lasse_weg(html, alle))
    if passt(dokument, hoechstens):
        return dokument, alle
    passende = {}

    def passt_nicht(behalten: int) -> bool:
        entwurf = setze(lasse_weg(html, behalten))
        if passt(entwurf, hoechstens):
            passende[behalten] = entwurf
        return behalten not in passende

    behalten = bisect_right(range(alle), False, key=passt_nicht) - 1
    if behalten not in passende:
        raise DruckError(
            ngettext(
                "Der Inhalt passt auch gekürzt nicht auf eine Seite. Bitte kürzen Sie Titel, Namen oder Kontakt, oder "
                "wählen Sie ein anderes Format.",
                "Der Inhalt passt auch gekürzt nicht auf %(seiten)d Seiten. Bitte kürzen Sie Titel, Namen oder "
                "Kontakt, oder wählen Sie ein anderes Format.",
                hoechstens,
            )
            % {"seiten": hoechstens}
        )
    return passende[behalten], behalten


def passt(dokument: Dokument, hoechstens: int) -> bool:
    """Few enough pages, and cover and back, where there are any, fill one each."""
    letzte = len(dokument.pages)
    seiten = seitenzahlen(dokument.pages)
    return letzte <= hoechstens and seiten.get("anfang", 2) == 2 and seiten.get("ende", letzte) == letzte


def zaehle(html: str) -> int:
    """How many elements may go."""
    return sum(treffer["anfang"] is not None for treffer in MARKE.finditer(html))


def lasse_weg(html: str, behalten: int) -> str:
    """Keeps the first ones of the elements that may go, hides the others and says so in every „rest“."""
    gesehen = entfallen = 0

    def ersetze(treffer: re.Match) -> str:
        nonlocal gesehen, entfallen
        if treffer["anfang"] is None:
            zahl, entfallen = entfallen + int(treffer["schon"]), 0
            return f'<p class="rest">{treffer["rest"].replace("{zahl}", str(zahl))}</p>' if zahl else ""
        gesehen += 1
        entfallen += gesehen > behalten
        return treffer["anfang"] + (WEG if gesehen > behalten else "")

    return MARKE.sub(ersetze, html)


def fuelle(html: str, anzahl: int) -> str:
    """Keeps the first ones of the pages that only fill, hides the others."""
    gesehen = 0

    def ersetze(treffer: re.Match) -> str:
        nonlocal gesehen
        gesehen += 1
        return treffer[0] + (WEG if gesehen > anzahl else "")

    return FUELLSEITE.sub(ersetze, html)
