"""What a booklet may load while it is made: the typeface and pictures inside the document. Never an address."""

from functools import cache
from pathlib import Path

import fontpkg_atkinson_hyperlegible
from weasyprint.urls import URLFetcher, URLFetcherResponse

ORDNER = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
SCHRIFTEN = {
    f"portal:schrift/{schnitt}": ORDNER / f"AtkinsonHyperlegible-{schnitt}.ttf"
    for schnitt in ("Regular", "Bold", "Italic", "BoldItalic")
}


@cache
def read_schrift(name: str) -> bytes:
    """The font file behind a name; a missing file is an ``OSError``, never a silent replacement."""
    return SCHRIFTEN[name].read_bytes()


class Sperre(URLFetcher):
    """Opens the four font files by name and ``data:`` addresses; anything else stops the whole print."""

    def __init__(self):
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url, headers=None):
        if url in SCHRIFTEN:
            return URLFetcherResponse(url, read_schrift(url), {"Content-Type": "font/ttf"})
        return super().fetch(url, headers)
