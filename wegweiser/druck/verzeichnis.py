"""Registers: words and the pages on which they are found, each page once. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from html import escape

from netzwerk.text import falte
from wegweiser.druck.satz import Register, Satz, Stichwort

# Fewer words are found without letters between them.
BUCHSTABEN_AB = 25
# Longer words may be broken.
WORT_HOECHSTENS = 22
ANFANG = re.compile(r".*?<body[^>]*>", re.DOTALL)


def seitenzahlen(seiten: Iterable) -> dict[str, int]:
    """Anchor → page, counted from 1, of pages that the print engine has laid out."""
    zahlen: dict[str, int] = {}
    for zahl, seite in enumerate(seiten, 1):
        for anker in seite.anchors:
            zahlen.setdefault(anker, zahl)
    return zahlen


def register_html(satz: Satz, seiten: dict[str, int]) -> str:
    """All registers of a booklet as one document with its head and its words for the running lines."""
    kopf = ANFANG.match(satz.html)[0]
    teile = "".join(_register(register, seiten) for register in satz.register)
    return f"{kopf}<main>{teile}</main></body></html>"


def _register(register: Register, seiten: dict[str, int]) -> str:
    gruppen: dict[str, list[str]] = defaultdict(list)
    for stichwort in sorted(register.stichworte, key=lambda stichwort: falte(stichwort.wort)):
        fundorte = _fundorte(stichwort, seiten)
        if fundorte:
            gruppen[_buchstabe(stichwort.wort)].append(_zeile(stichwort.wort, fundorte))
    return (
        f'<section class="abschnitt ebene-2 art-register" id="{escape(register.anker)}">'
        f'<h2>{escape(register.titel)}</h2><div class="spalten">{_liste(gruppen)}</div></section>'
    )


def _liste(gruppen: dict[str, list[str]]) -> str:
    """One list; a long one is parted by letters."""
    if sum(map(len, gruppen.values())) < BUCHSTABEN_AB:
        return f"<ul>{''.join(zeile for zeilen in gruppen.values() for zeile in zeilen)}</ul>"
    return "".join(f"<h3>{buchstabe}</h3><ul>{''.join(zeilen)}</ul>" for buchstabe, zeilen in gruppen.items())


def _buchstabe(wort: str) -> str:
    """The letter that a word stands under; digits and signs share one group."""
    anfang = falte(wort)[:1].upper()
    return anfang if anfang.isalpha() else "0–9"


def _zeile(wort: str, fundorte: list[tuple[int, str]]) -> str:
    """The first number stays in the line of the last word, unless that fills a line itself."""
    *worte, letztes = wort.split(" ")
    zahlen = ", ".join(f'<a href="#{escape(anker)}">{zahl}</a>' for zahl, anker in fundorte)
    anfang, komma, weitere = zahlen.partition(", ")
    ende = f"{escape(letztes)} {anfang}{komma.strip()}"
    if len(letztes) <= WORT_HOECHSTENS:
        ende = f'<span class="wort">{ende}</span>'
    return f"<li>{escape(' '.join([*worte, '']))}{ende} {weitere}</li>"


def _fundorte(stichwort: Stichwort, seiten: dict[str, int]) -> list[tuple[int, str]]:
    """Every page once, with the first anchor on it."""
    je_seite: dict[int, str] = {}
    for anker in stichwort.anker:
        if anker in seiten:
            je_seite.setdefault(seiten[anker], anker)
    return sorted(je_seite.items())
