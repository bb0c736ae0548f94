"""Cells that only an offer sheet has → values of an offer. Pure; ``ValueError`` carries the German remedy."""

import re

from django.utils.translation import gettext as _

from netzwerk.tabellen.felder import parse_einzeilig
from netzwerk.text import falte

KOSTENLOS = {"0", "kostenlos", "kostenfrei", "gratis", "umsonst", "frei", "keine", "unentgeltlich", "gebuehrenfrei"}
BETRAG = re.compile(
    r"(?:€|EUR)?\s*(?P<euro>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:[,.](?P<cent>[0-9]{1,2}|-{1,2}|–|—))?\s*(?:€|EUR|Euro)?",
    re.IGNORECASE,
)
MIT_WORTEN = re.compile(r"(?P<betrag>[^()]+)\((?P<worte>.+)\)", re.DOTALL)
# The largest whole number that both databases keep in this column.
HOECHSTBETRAG_CENT = 2_147_483_647


def parse_kosten(text: str) -> tuple[int | None, str]:
    """Euro cents and words. 0 is free, ``None`` with words is a price no one can calculate with („ca. 5 Euro“).

    „12,50 € (je Termin)“ is both: an amount and words about it. What is no amount stays in words, unchanged.
    """
    text = parse_einzeilig(text)
    teile = MIT_WORTEN.fullmatch(text)
    cent = _parse_betrag(teile["betrag"].strip() if teile else text)
    if cent is None:
        return None, text
    return cent, teile["worte"].strip() if teile else ""


def _parse_betrag(text: str) -> int | None:
    if falte(text) in KOSTENLOS:
        return 0
    treffer = BETRAG.fullmatch(text)
    if not treffer:
        return None
    nachkomma = (treffer["cent"] or "").strip("-–—")
    cent = int(treffer["euro"].replace(".", "")) * 100 + int(nachkomma.ljust(2, "0") or 0)
    if cent > HOECHSTBETRAG_CENT:
        raise ValueError(_("bitte einen Betrag in Euro, z. B. „12,50 €“."))
    return cent


def kosten_als_text(cent: int | None, worte: str) -> str:
    """The cell that ``parse_kosten`` reads back to the same values."""
    if cent is None:
        return worte
    betrag = _betrag_als_text(cent)
    return f"{betrag} ({worte})" if worte else betrag


def _betrag_als_text(cent: int) -> str:
    return _("kostenlos") if cent == 0 else f"{cent // 100},{cent % 100:02d} €"


def parse_adresse(text: str) -> tuple[str, int] | None:
    """Slug and short number of the offer whose page has this address, ``None`` when it is none."""
    treffer = re.search(r"/angebote/([-a-zA-Z0-9_]+)-([0-9]{1,9})/?(?:[?#].*)?$", text)
    return (treffer[1], int(treffer[2])) if treffer else None
