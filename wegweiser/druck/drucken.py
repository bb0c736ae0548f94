"""From the booklet to its PDF: the one door."""

from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Heft
from wegweiser.druck.satz import Satz
from wegweiser.druck.speicher import get_or_print, pruefsumme
from wegweiser.druck.vorlage import setze
from wegweiser.druck.werkstatt import print_satz

# Printing takes a core and much memory: so many at a time in one process, the others wait this long (seconds).
GLEICHZEITIG = 2
WARTEZEIT = 30
_plaetze = BoundedSemaphore(GLEICHZEITIG)


def print_heft(heft: Heft, papier: str, *, schluessel: str = "") -> bytes:
    """The PDF of the booklet, from the store where it is there; ``schluessel`` saves counting the hash twice.

    Raises ``DruckError``, also when so many are printing that others would wait for nothing.
    """
    return get_or_print(schluessel or pruefsumme(heft, papier), lambda: print_gesetzt(setze(heft, papier)))


def print_gesetzt(satz: Satz) -> bytes:
    """The PDF of something set already; it is not stored. Raises ``DruckError``."""
    if not _plaetze.acquire(timeout=WARTEZEIT):
        raise DruckError(_("Gerade werden viele Hefte gedruckt. Bitte versuchen Sie es in einer Minute noch einmal."))
    try:
        return print_satz(satz)
    finally:
        _plaetze.release()
