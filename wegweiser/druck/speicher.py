"""Finished PDFs, kept under the hash of everything that goes in: a changed booklet never comes from the cache."""

import json
import logging
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import weasyprint
from django.conf import settings
from django.core.cache import caches

from wegweiser.druck.abruf import digest_schriften
from wegweiser.druck.heft import Heft
from wegweiser.druck.motor import ist_vollstaendig
from wegweiser.druck.umwandlung import als_json

log = logging.getLogger(__name__)
BASIS = Path(settings.BASE_DIR)
# Everything that turns a booklet into pages, besides its content and the typeface.
QUELLEN = ("wegweiser/druck/*.py", "templates/druck/*.html", "static/css/druck*.css", "netzwerk/markdown.py")


def pruefsumme(heft: Heft, papier: str) -> str:
    """SHA-256 in hex over content, format, templates, stylesheets, code, fonts and WeasyPrint's version."""
    summe = sha256(json.dumps([als_json(heft), papier, weasyprint.VERSION], sort_keys=True).encode())
    for datei in sorted(datei for muster in QUELLEN for datei in BASIS.glob(muster)):
        summe.update(datei.read_bytes())
    summe.update(digest_schriften())
    return summe.hexdigest()


def get_pdf(schluessel: str) -> bytes | None:
    """The stored PDF if it is there and complete. A store that cannot be read is like an empty one."""
    try:
        pdf = caches["druck"].get(schluessel)
    except Exception:
        log.exception("Druckspeicher nicht lesbar")
        return None
    return pdf if ist_vollstaendig(pdf) else None


def save_pdf(schluessel: str, pdf: bytes) -> None:
    """Keeps a PDF. Raises ``OSError`` when there is no room for it."""
    caches["druck"].set(schluessel, pdf)


def get_or_print(schluessel: str, drucke: Callable[[], bytes]) -> bytes:
    """The stored PDF, or the one that ``drucke`` makes.

    A store that cannot be read or written (disk full) costs time, never the booklet.
    """
    pdf = get_pdf(schluessel)
    if pdf is None:
        pdf = drucke()
        try:
            save_pdf(schluessel, pdf)
        except Exception:
            log.exception("Druckspeicher nicht beschreibbar")
    return pdf
