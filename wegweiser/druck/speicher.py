"""Finished PDFs, kept under the hash of everything that goes in: a changed booklet never comes from the cache."""

import json
import logging
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import weasyprint
from django.conf import settings
from django.core.cache import caches

from wegweiser.druck.abruf import SCHRIFTEN, read_schrift
from wegweiser.druck.heft import Heft, als_json
from wegweiser.druck.motor import ist_vollstaendig

log = logging.getLogger(__name__)
BASIS = Path(settings.BASE_DIR)
# Everything that turns a booklet into pages, besides its content and the typeface.
QUELLEN = ("wegweiser/druck/*.py", "templates/druck/*.html", "static/css/druck*.css", "netzwerk/markdown.py")


def pruefsumme(heft: Heft, papier: str) -> str:
    """SHA-256 in hex over content, format, templates, stylesheets, code, fonts and WeasyPrint's version."""
    summe = sha256(json.dumps([als_json(heft), papier, weasyprint.VERSION], sort_keys=True).encode())
    for datei in sorted(datei for muster in QUELLEN for datei in BASIS.glob(muster)):
        summe.update(datei.read_bytes())
    for name in SCHRIFTEN:
        summe.update(read_schrift(name))
    return summe.hexdigest()


def get_or_print(schluessel: str, drucke: Callable[[], bytes]) -> bytes:
    """The stored PDF, or the one that ``drucke`` makes; only complete ones are stored or served from the store.

    A store that cannot be read or written (disk full) costs time, never the booklet.
    """
    try:
        pdf = caches["druck"].get(schluessel)
    except Exception:
        log.exception("Druckspeicher nicht lesbar")
        pdf = None
    if ist_vollstaendig(pdf):
        return pdf
    pdf = drucke()
    try:
        caches["druck"].set(schluessel, pdf)
    except Exception:
        log.exception("Druckspeicher nicht beschreibbar")
    return pdf
