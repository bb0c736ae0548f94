"""From the booklet to its PDF: the one door."""

from wegweiser.druck.heft import Heft
from wegweiser.druck.motor import erzeuge_pdf
from wegweiser.druck.speicher import hol_oder_drucke, pruefsumme
from wegweiser.druck.vorlage import setze


def drucke(heft: Heft, papier: str, *, schluessel: str = "") -> bytes:
    """The PDF of the booklet, from the store where it is there; ``schluessel`` saves counting the hash twice.

    Raises ``DruckError``.
    """
    return hol_oder_drucke(schluessel or pruefsumme(heft, papier), lambda: erzeuge_pdf(*setze(heft, papier)))
