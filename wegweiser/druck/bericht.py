"""The gap analysis on paper, for the steering group: one page of sentences, then the tables on A4 across."""

from dataclasses import dataclass
from itertools import batched
from math import ceil

from django.conf import settings
from django.template.loader import render_to_string

from angebote.bestandsanalyse import Bestandsanalyse, Matrix, Spalte, Zeile
from angebote.bestandssaetze import make_saetze
from angebote.bestandszahlen import Stand, Zelle
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import STILE, farbstil

# So many columns stand side by side on a page.
SPALTEN = 10


@dataclass(frozen=True, slots=True)
class Tafel:
    """A part of a matrix that fits on a page; ``teil`` counts from 1, 0 where there is only one."""

    matrix: Matrix
    teil: int
    spalten: tuple[Spalte, ...]
    zeilen: tuple[tuple[Zeile, tuple[tuple[Zelle, Stand, str], ...]], ...]


def setze_bericht(analyse: Bestandsanalyse) -> Satz:
    kontext = {
        "analyse": analyse,
        "absaetze": make_saetze(analyse),
        "tafeln": [tafel for matrix in analyse.matrizen for tafel in tafeln(matrix)],
        "portalname": settings.PORTALNAME,
    }
    html = render_to_string("druck/bestandsbericht.html", kontext)
    dateien = [(STILE / name).read_text(encoding="utf-8") for name in ("druck.css", "druck-bericht.css")]
    return Satz(html, (farbstil(analyse.netzwerk.farbe), *dateien))


def tafeln(matrix: Matrix) -> list[Tafel]:
    """The matrix cut across into parts of about the same width, so that no column is squeezed."""
    anzahl = ceil(len(matrix.spalten) / SPALTEN)
    teile = list(batched(range(len(matrix.spalten)), ceil(len(matrix.spalten) / max(anzahl, 1)) or 1))
    return [
        Tafel(
            matrix,
            nummer if len(teile) > 1 else 0,
            tuple(matrix.spalten[i] for i in teil),
            tuple((zeile, tuple(_zelle(*zeile.zellen[i]) for i in teil)) for zeile in matrix.zeilen),
        )
        for nummer, teil in enumerate(teile, 1)
    ]


def _zelle(spalte: Spalte, zelle: Zelle) -> tuple[Zelle, Stand, str]:
    stand = spalte.stand(zelle)
    return zelle, stand, "!" if stand == Stand.VIELE else ""
