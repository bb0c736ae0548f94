"""Cells of an offer sheet → values of an offer. Pure; ``ValueError`` carries the German remedy."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from netzwerk.text import falte

KOSTENLOS = {"0", "kostenlos", "kostenfrei", "gratis", "umsonst", "frei", "keine", "unentgeltlich", "gebuehrenfrei"}
BETRAG = re.compile(
    r"(?:€|EUR)?\s*(?P<euro>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:[,.](?P<cent>[0-9]{1,2}|-{1,2}|–|—))?\s*(?:€|EUR|Euro)?",
    re.IGNORECASE,
)
MIT_WORTEN = re.compile(r"(?P<betrag>[^()]+)\((?P<worte>.+)\)", re.DOTALL)
# The largest whole number that both databases keep in this column.
HOECHSTBETRAG_CENT = 2_147_483_647
# Signs of a file that was once opened in the wrong character set: „BetreuungsplÃ¤tze“, „f�r“, „K„se“, „fŸr“.
BESCHAEDIGT = re.compile(
    r"Ã[\x80-\xbf\u0152-\u0192\u2013-\u2122]|â€|\ufffd|[a-z]Ÿ[a-z]|[A-Za-z]„[a-z](?!.*[“”\"])", re.DOTALL
)
FORMELFEHLER = re.compile(r"#(REF!|BEZUG!|NAME\?|N/A|NV|VALUE!|WERT!|DIV/0!|NULL!|NUM!|ZAHL!)")
_pruefe_url = URLValidator(schemes=["http", "https"])


def parse_zelle(text: str) -> str:
    """The text itself. Raises when it shows that the file was damaged on its way."""
    if BESCHAEDIGT.search(text):
        raise ValueError(_("die Umlaute sind beschädigt. Bitte die Tabelle neu als „CSV UTF-8“ oder XLSX speichern."))
    if FORMELFEHLER.match(text):
        raise ValueError(_("die Formel in dieser Zelle hat einen Fehler. Bitte den Text selbst eintragen."))
    return text


def parse_einzeilig(text: str) -> str:
    return " ".join(text.split())


def parse_plz(text: str) -> str:
    """Five digits; „D-12619“ and „12 619“ are understood."""
    ziffern = re.sub(r"^(DE?)\s*-?\s*(?=[0-9])", "", text, flags=re.IGNORECASE).replace(" ", "")
    if ziffern and not re.fullmatch(r"[0-9]{5}", ziffern):
        raise ValueError(_("bitte fünf Ziffern, z. B. „12619“."))
    return ziffern


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


def parse_telefon(text: str) -> str:
    """One number; „Tel.:“, dots and a bracket around the area code are taken away."""
    nummer = re.sub(r"^(tel(efon)?|fon|ruf)\b[.:\s]*", "", parse_einzeilig(text), flags=re.IGNORECASE)
    nummer = re.sub(r"[\u2010-\u2015\u2212]", "-", nummer).replace(".", " ")
    return parse_einzeilig(re.sub(r"^\((\+?[0-9]+)\)", r"\1 ", nummer))


def parse_email(text: str) -> str:
    adresse = text.removeprefix("mailto:").strip()
    try:
        if adresse:
            validate_email(adresse)
    except ValidationError as fehler:
        raise ValueError(_("bitte eine E-Mail-Adresse, z. B. „beratung@verein.de“.")) from fehler
    return adresse


def parse_website(text: str) -> str:
    """An address with „https://“ where people leave that out."""
    adresse = text if re.match(r"https?://", text, re.IGNORECASE) or not text else f"https://{text}"
    try:
        if adresse:
            _pruefe_url(adresse)
    except ValidationError as fehler:
        raise ValueError(_("bitte eine Internetadresse, z. B. „https://www.verein.de“.")) from fehler
    return adresse


def parse_liste(text: str) -> list[str]:
    """Entries separated by „;“ or line breaks, each spelling once."""
    eintraege: dict[str, str] = {}
    for eintrag in map(parse_einzeilig, re.split(r"[;\n]", text)):
        if eintrag:
            eintraege.setdefault(falte(eintrag), eintrag)
    return list(eintraege.values())


def parse_adresse(text: str) -> tuple[str, int] | None:
    """Slug and short number of the offer whose page has this address, ``None`` when it is none."""
    treffer = re.search(r"/angebote/([-a-zA-Z0-9_]+)-([0-9]{1,9})/?(?:[?#].*)?$", text)
    return (treffer[1], int(treffer[2])) if treffer else None
