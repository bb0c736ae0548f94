"""The tour of a mobile point as a poster A4, to hang up where the bus stops."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string

from anlaufstellen.models import Anlaufstelle
from anlaufstellen.touren import Halt
from wegweiser.druck.absender import absender
from wegweiser.druck.aus_merkzettel import FARBE
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import STILE, farbstil


def make_tourplakat(stelle: Anlaufstelle, tour: list[Halt], *, am: date, basis: str) -> Satz:
    """One page; stops that find no room are counted on it. ``basis``: the portal's own address with the last slash."""
    netzwerk = stelle.netzwerk
    wer = absender(netzwerk)
    kontext = {
        "stelle": stelle,
        "tour": tour,
        "am": am,
        "adresse": f"{basis}e/{stelle.nummer}",
        "portalname": settings.PORTALNAME,
        "netzwerk": wer["netzwerk"],
        "logo": wer.get("logo", ""),
        "ist_beispiel": bool(netzwerk and netzwerk.ist_beispiel),
    }
    css = (STILE / "druck-tour.css").read_text(encoding="utf-8")
    farbe = farbstil(netzwerk.farbe if netzwerk else FARBE)
    return Satz(render_to_string("druck/tourplakat.html", kontext), (farbe, css), hoechstens=1)
