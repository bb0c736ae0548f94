"""An XLSX workbook → its sheets as rows of text. Pure; the only module that knows openpyxl's reader."""

import io
import warnings
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.paket import BLAETTER, LETZTE_ZEILE, SPALTEN, kaputt, zu_lang
from netzwerk.tabellen.zelle import als_text

# openpyxl puts this one object wherever a sheet has no cell.
LEERE = {id(EMPTY_CELL)}


def read_arbeitsmappe(inhalt: bytes, name: str) -> list[Iterator[tuple[int, list[str]]]]:
    """Each sheet as numbered rows. Raises ``TabelleError``, also later while the rows are being read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            mappe = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=True, keep_links=False)
        blaetter = mappe.worksheets[:BLAETTER]
    # A broken workbook fails in openpyxl with nearly every exception there is (KeyError, TypeError, ParseError …).
    except Exception as fehler:
        raise kaputt(name) from fehler
    if not blaetter:
        raise kaputt(name)
    return [_zeilen(blatt, name) for blatt in blaetter]


def _zeilen(blatt, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        # Some programs write a wrong extent of the sheet; without it all cells are read.
        blatt.reset_dimensions()
        for nummer, zellen in enumerate(blatt.iter_rows(max_col=SPALTEN), 1):
            if nummer > LETZTE_ZEILE:
                raise zu_lang(name)
            yield nummer, [] if {*map(id, zellen)} == LEERE else _texte(zellen)
    except TabelleError:
        raise
    except Exception as fehler:
        raise kaputt(name) from fehler


def _texte(zellen) -> list[str]:
    """The texts of a row, without the empty cells at its end."""
    texte = ["" if zelle.value is None else als_text(zelle.value, zelle.number_format) for zelle in zellen]
    while texte and not texte[-1]:
        texte.pop()
    return texte
