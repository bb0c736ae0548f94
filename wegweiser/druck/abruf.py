"""What a booklet may load while it is made: the typefaces and pictures inside the document. Never an address.

The typefaces travel with Python packages. Where Atkinson Hyperlegible has no letter, Noto Sans has one for Greek,
Cyrillic and Vietnamese names, Noto Sans Arabic for Arabic, Persian and Urdu ones; a font of the machine is never used.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
from weasyprint.urls import URLFetcher, URLFetcherResponse


def _datei(paket, name: str) -> Path:
    return Path(paket.__file__).parent / "files" / f"{name}.ttf"


SCHRIFTEN = {
    f"portal:schrift/{schnitt}": _datei(fontpkg_atkinson_hyperlegible, f"AtkinsonHyperlegible-{schnitt}")
    for schnitt in ("Regular", "Bold", "Italic", "BoldItalic")
} | {
    "portal:schrift/Noto": _datei(fontpkg_noto_sans, "NotoSans[wdth,wght]"),
    "portal:schrift/NotoArabisch": _datei(fontpkg_noto_sans_arabic, "NotoSansArabic[wdth,wght]"),
}


@cache
def read_schrift(name: str) -> bytes:
    """The font file behind a name; a missing file is an ``OSError``, never a silent replacement."""
    return SCHRIFTEN[name].read_bytes()


@cache
def digest_schriften() -> bytes:
    """SHA-256 over all font files; counted once, they are megabytes."""
    return sha256(b"".join(read_schrift(name) for name in SCHRIFTEN)).digest()


class Sperre(URLFetcher):
    """Opens the font files by name and ``data:`` addresses; anything else stops the whole print."""

    def __init__(self):
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url, headers=None):
        if url in SCHRIFTEN:
            return URLFetcherResponse(url, read_schrift(url), {"Content-Type": "font/ttf"})
        return super().fetch(url, headers)
