"""The print engine: HTML and CSS in, one complete, accessible PDF out – or an error that says why.

Nothing is fetched from anywhere (see ``abruf.py``). A booklet that asks for it becomes PDF/UA-1: tagged, with language,
title, bookmarks.
"""

import errno
import gc
import logging
from contextlib import contextmanager

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from wegweiser.druck.abruf import Sperre
from wegweiser.druck.einpassen import einpassen
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.flicken import apply_flicken
from wegweiser.druck.montage import montiere
from wegweiser.druck.nacharbeit import make_zugaenglich
from wegweiser.druck.satz import Satz
from wegweiser.druck.verzeichnis import register_html, seitenzahlen
from wegweiser.druck.zeichen import drop_fehlende

log = logging.getLogger(__name__)
DATENTRAEGER_VOLL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
apply_flicken()


def ist_vollstaendig(pdf: bytes | None) -> bool:
    """From the first to the last line of a PDF file."""
    return bool(pdf) and pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")


def render_pdf(satz: Satz) -> bytes:
    """The PDF of a booklet that has been set.

    Raises ``DruckError``, ``MemoryError`` at the limit, or ``OSError`` when the disk is full.
    """
    try:
        with ohne_muellabfuhr():
            pdf = Presse(satz).drucke()
    except FatalURLFetchingError as fehler:  # a BaseException
        raise DruckError(
            "Das Heft verweist auf ein Bild oder eine Schrift außerhalb des Portals. Beim Drucken wird nichts aus dem "
            f"Netz geladen. Bitte entfernen Sie die Stelle. ({fehler})"
        ) from fehler
    except (DruckError, MemoryError):
        raise
    except Exception as fehler:
        if getattr(fehler, "errno", None) in DATENTRAEGER_VOLL:
            raise
        log.exception("Heft nicht gedruckt")
        raise DruckError(f"Das Heft ließ sich nicht fertigstellen ({type(fehler).__name__}: {fehler}).") from fehler
    if not ist_vollstaendig(pdf):
        raise DruckError("Das Heft blieb leer oder unvollständig. Es wurde nichts ausgegeben.")
    return pdf


class Presse:
    """One print: fonts and stylesheets are read once and serve every document of the booklet."""

    def __init__(self, satz: Satz):
        self.satz = satz
        self.variante = "pdf/ua-1" if satz.zugaenglich else None
        self.sperre, self.schriften = Sperre(), FontConfiguration()
        self.stile = [self._stil(stil) for stil in satz.stile]

    def drucke(self) -> bytes:
        if self.satz.hoechstens:
            dokument = einpassen(self.satz.html, self.satz.hoechstens, self.setze)
        else:
            dokument = self.setze(self.satz.html)
        if self.satz.register:
            dokument = self._mit_register(dokument)
        if not dokument.pages:
            raise DruckError("Das Heft hat keine einzige Seite. Es wurde nichts ausgegeben.")
        finisher = make_zugaenglich if self.satz.zugaenglich else None
        pdf = dokument.write_pdf(finisher=finisher, pdf_variant=self.variante)
        return montiere(pdf, self.satz.montage) if self.satz.montage else pdf

    def setze(self, html: str, *weitere: CSS) -> Document:
        """The pages of a document."""
        return HTML(string=drop_fehlende(html), url_fetcher=self.sperre).render(
            font_config=self.schriften, stylesheets=[*self.stile, *weitere], pdf_variant=self.variante
        )

    def _mit_register(self, dokument: Document) -> Document:
        """The registers are set last, when every page number is known; they take the place of the empty last page."""
        seiten = dokument.pages[:-1]
        html = register_html(self.satz, seitenzahlen(seiten))
        beginn = "verso" if len(seiten) % 2 else "recto"
        zaehler = f"@page :first {{ counter-reset: page {len(seiten) + 1} }} html {{ break-before: {beginn} }}"
        return dokument.copy([*seiten, *self.setze(html, self._stil(zaehler)).pages])

    def _stil(self, text: str) -> CSS:
        return CSS(string=text, url_fetcher=self.sperre, font_config=self.schriften)


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
