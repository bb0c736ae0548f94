"""Cells of a sheet → values. Pure; ``ValueError`` carries the German remedy."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from netzwerk.text import falte

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
