"""The print engine: HTML and CSS in, one complete, accessible PDF out – or an error that says why.

Nothing is fetched from anywhere (see ``abruf.py``). The PDF is PDF/UA-1: tagged, with language, title, bookmarks.
"""

import gc
import logging
from contextlib import contextmanager

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from wegweiser.druck.abruf import Sperre
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.nacharbeit import make_zugaenglich

log = logging.getLogger(__name__)


def ist_vollstaendig(pdf: bytes | None) -> bool:
    """From the first to the last line of a PDF file."""
    return bool(pdf) and pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")


def render_pdf(html: str, stile: list[str]) -> bytes:
    """The PDF of a whole HTML document with the given stylesheets, in their order. Raises ``DruckError``."""
    try:
        with ohne_muellabfuhr():
            pdf, seiten = _setze(html, stile)
    except FatalURLFetchingError as fehler:  # a BaseException
        raise DruckError(
            "Das Heft verweist auf ein Bild oder eine Schrift außerhalb des Portals. Beim Drucken wird nichts aus dem "
            f"Netz geladen. Bitte entfernen Sie die Stelle. ({fehler})"
        ) from fehler
    except Exception as fehler:
        log.exception("Heft nicht gedruckt")
        raise DruckError(f"Das Heft ließ sich nicht fertigstellen ({type(fehler).__name__}: {fehler}).") from fehler
    if not seiten or not ist_vollstaendig(pdf):
        raise DruckError("Das Heft blieb leer oder unvollständig. Es wurde nichts ausgegeben.")
    return pdf


def _setze(html: str, stile: list[str]) -> tuple[bytes, int]:
    """One pass of WeasyPrint: the PDF and its number of pages."""
    sperre, schriften = Sperre(), FontConfiguration()
    blaetter = [CSS(string=stil, url_fetcher=sperre, font_config=schriften) for stil in stile]
    dokument = HTML(string=html, url_fetcher=sperre).render(
        font_config=schriften, stylesheets=blaetter, pdf_variant="pdf/ua-1"
    )
    return dokument.write_pdf(finisher=make_zugaenglich, pdf_variant="pdf/ua-1"), len(dokument.pages)


@contextmanager
def ohne_muellabfuhr():
    """Pauses the cyclic garbage collector: it walks the growing document again and again (a fifth of the time)."""
    lief = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if lief:
            gc.enable()
