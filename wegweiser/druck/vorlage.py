"""Booklet and paper size → HTML and stylesheets. The network's own look comes from its record, not from code."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string

from wegweiser.druck import farben
from wegweiser.druck.heft import Heft

FORMATE = ("a4", "a5")
STILE = Path(settings.BASE_DIR) / "static" / "css"


def select_format(wunsch: str) -> str:
    """The format asked for; A4 when it is unknown or missing."""
    return wunsch.lower() if wunsch.lower() in FORMATE else FORMATE[0]


def setze(heft: Heft, papier: str) -> tuple[str, list[str]]:
    """HTML and stylesheets of the booklet, ready for the engine."""
    html = render_to_string("druck/heft.html", {"heft": heft})
    dateien = [(STILE / name).read_text(encoding="utf-8") for name in ("druck.css", f"druck-{papier}.css")]
    return html, [farbstil(heft.farbe), *dateien]


def farbstil(farbe: str) -> str:
    """The network's colour, a light tint of it and the cover's motif as custom properties."""
    farbe = farben.lesbar(farbe)
    return f':root {{ --farbe: {farbe}; --zart: {farben.aufgehellt(farbe, 0.07)}; --motiv: url("{_motiv(farbe)}"); }}'


def _motiv(farbe: str) -> str:
    """A rising sun in the corner and two on their way, a big one and a small one; a data address."""
    ringe = "".join(
        f'<circle cx="100" cy="0" r="{radius}" fill="{farben.aufgehellt(farbe, anteil)}"/>'
        for radius, anteil in ((96, 0.93), (76, 0.86), (56, 0.78))
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{ringe}'
        '<circle cx="100" cy="0" r="36" fill="#f2b544"/>'
        '<circle cx="49.5" cy="56.7" r="5.6" fill="#ffffff"/><circle cx="61.4" cy="65.6" r="3.6" fill="#ffffff"/></svg>'
    )
    return "data:image/svg+xml," + quote(svg)
