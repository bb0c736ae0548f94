"""From the booklet to its PDF: the one door."""

from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Heft
from wegweiser.druck.motor import erzeuge_pdf
from wegweiser.druck.speicher import hol_oder_drucke, pruefsumme
from wegweiser.druck.vorlage import setze

# Printing takes a core and much memory: so many at a time in one process, the others wait this long (seconds).
GLEICHZEITIG = 2
WARTEZEIT = 30
_plaetze = BoundedSemaphore(GLEICHZEITIG)


def drucke(heft: Heft, papier: str, *, schluessel: str = "") -> bytes:
    """The PDF of the booklet, from the store where it is there; ``schluessel`` saves counting the hash twice.

    Raises ``DruckError``, also when so many are printing that others would wait for nothing.
    """
    return hol_oder_drucke(schluessel or pruefsumme(heft, papier), lambda: _setze_und_drucke(heft, papier))


def _setze_und_drucke(heft: Heft, papier: str) -> bytes:
    if not _plaetze.acquire(timeout=WARTEZEIT):
        raise DruckError(_("Gerade werden viele Hefte gedruckt. Bitte versuchen Sie es in einer Minute noch einmal."))
    try:
        return erzeuge_pdf(*setze(heft, papier))
    finally:
        _plaetze.release()
