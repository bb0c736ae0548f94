"""Print: the only package that knows WeasyPrint.

``heft`` is the booklet as plain values; ``aus_auswahl`` and ``aus_wegweiser`` make one from the catalogue,
``vorlage`` sets it as HTML, ``motor`` turns that into a PDF, ``speicher`` keeps it.
"""

from wegweiser.druck.drucken import print_heft
from wegweiser.druck.fehler import DruckError

__all__ = ["DruckError", "print_heft"]
