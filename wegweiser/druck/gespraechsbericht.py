"""The talks of a period on paper, for the steering group: what the page shows, and nothing more."""

from django.conf import settings
from django.template.loader import render_to_string

from anlaufstellen.auswertung import Auswertung, Reihe, Tabelle
from wegweiser.druck.aus_merkzettel import FARBE
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import STILE, farbstil

# So many columns of numbers fit on an upright page.
SPALTEN = 6


def setze_gespraechsbericht(auswertung: Auswertung) -> Satz:
    netzwerk = auswertung.sicht.netzwerk
    kontext = {
        "auswertung": auswertung,
        # Wide ones last: every turn of the page begins a new one.
        "tafeln": [(tabelle, _breit(tabelle), _zeilen(tabelle)) for tabelle in sorted(auswertung.tabellen, key=_breit)],
        "netzwerk": netzwerk,
        "portalname": settings.PORTALNAME,
    }
    html = render_to_string("druck/gespraechsbericht.html", kontext)
    dateien = [(STILE / name).read_text(encoding="utf-8") for name in ("druck.css", "druck-bericht.css")]
    return Satz(html, (farbstil(netzwerk.farbe if netzwerk else FARBE), *dateien))


def _breit(tabelle: Tabelle) -> bool:
    return len(tabelle.kopf) > SPALTEN + 1


def _zeilen(tabelle: Tabelle) -> list[tuple[Reihe, int]]:
    """Bars in steps of five percent: a stylesheet without styles in the document knows no others."""
    return [(reihe, round(laenge / 5) * 5) for reihe, laenge in tabelle.zeilen]
