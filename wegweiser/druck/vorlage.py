"""Booklet and format → HTML and stylesheets. The network's own look comes from its record, not from code."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string

from wegweiser.druck import farben
from wegweiser.druck.auszug import make_auszug, ohne_notizen, ohne_tabellen
from wegweiser.druck.heft import Heft
from wegweiser.druck.satz import Satz
from wegweiser.formate import FORMATE

STILE = Path(settings.BASE_DIR) / "static" / "css"


@dataclass(frozen=True, slots=True)
class Vorlage:
    """How a format is set. ``stile`` are the stylesheets after the shared ``druck.css``.

    ``tabellen``: benefits stand in a table; ``kurzlisten``: short lists do; ``notizen``: pages to write on are worth
    it. ``hoechstens`` and ``montage`` as in ``Satz``.
    """

    stile: tuple[str, ...]
    html: str = "heft"
    tabellen: bool = True
    kurzlisten: bool = True
    notizen: bool = True
    hoechstens: int = 0
    montage: str = ""


VORLAGEN = {
    "a4": Vorlage(("druck-a4",)),
    "a5": Vorlage(("druck-a5",), tabellen=False),
    "web": Vorlage(("druck-web",), tabellen=False, kurzlisten=False, notizen=False),
    "gross": Vorlage(("druck-gross",), tabellen=False, kurzlisten=False),
    "heft": Vorlage(("druck-a5",), tabellen=False, montage="heft"),
    "faltblatt": Vorlage(("druck-faltblatt",), html="faltblatt", hoechstens=6, montage="faltblatt"),
    "plakat": Vorlage(("druck-plakat",), html="plakat", hoechstens=1),
    "druckerei": Vorlage(("druck-a5", "druck-druckerei"), tabellen=False, montage="druckerei"),
}


def setze(heft: Heft, papier: str) -> Satz:
    """The booklet in a format, ready for the engine; ``papier`` is a key of ``FORMATE``."""
    vorlage = VORLAGEN[papier]
    heft = heft if vorlage.tabellen else ohne_tabellen(heft, kurzlisten=vorlage.kurzlisten)
    heft = heft if vorlage.notizen else ohne_notizen(heft)
    inhalt = {"heft": heft}
    if vorlage.html != "heft":
        inhalt["auszug"] = make_auszug(heft)
    dateien = [(STILE / f"{name}.css").read_text(encoding="utf-8") for name in ("druck", *vorlage.stile)]
    return Satz(
        html=render_to_string(f"druck/{vorlage.html}.html", inhalt),
        stile=(farbstil(heft.farbe), *dateien),
        hoechstens=vorlage.hoechstens,
        montage=vorlage.montage,
        zugaenglich=FORMATE[papier].zugaenglich,
        register=heft.register if FORMATE[papier].hefte else (),
    )


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
