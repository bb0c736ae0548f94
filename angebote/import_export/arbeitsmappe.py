"""An XLSX workbook → its sheets as rows of text. Pure; the only module that knows openpyxl's reader."""

import io
import warnings
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from angebote.import_export.meldung import TabelleError, zitat
from angebote.import_export.zelle import als_text

# Unpacked, a sheet of 20,000 offers is about 40 MB; a packed bomb is thousands.
ENTPACKT_MB = 150
TEILE = 2000
SPALTEN = 100
BLAETTER = 20
# Sheets that were formatted down to the last row, or claim to have billions, would only keep us counting.
LETZTE_ZEILE = 200_000

# openpyxl puts this one object wherever a sheet has no cell.
LEERE = {id(EMPTY_CELL)}


def read_arbeitsmappe(inhalt: bytes, name: str) -> list[Iterator[tuple[int, list[str]]]]:
    """Each sheet as numbered rows. Raises ``TabelleError``, also later while the rows are being read."""
    _check_paket(inhalt, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            mappe = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=True, keep_links=False)
        blaetter = mappe.worksheets[:BLAETTER]
    # A broken workbook fails in openpyxl with nearly every exception there is (KeyError, TypeError, ParseError …).
    except Exception as fehler:
        raise _kaputt(name) from fehler
    if not blaetter:
        raise _kaputt(name)
    return [_zeilen(blatt, name) for blatt in blaetter]


def _check_paket(inhalt: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as paket:
            teile = paket.infolist()
    # A damaged directory of the archive fails with more than BadZipFile (NotImplementedError, UnicodeDecodeError …).
    except Exception as fehler:
        raise _kaputt(name) from fehler
    if "[Content_Types].xml" not in {teil.filename for teil in teile}:
        raise TabelleError(
            _("{name} können wir nicht lesen. Bitte als XLSX oder CSV speichern.").format(name=zitat(name))
        )
    if len(teile) > TEILE or sum(teil.file_size for teil in teile) > ENTPACKT_MB * 1024 * 1024:
        raise TabelleError(
            _("{name} ist entpackt größer als {mb} MB. Bitte nur die Tabelle der Angebote speichern.").format(
                name=zitat(name), mb=ENTPACKT_MB
            )
        )


def _zeilen(blatt, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        # Some programs write a wrong extent of the sheet; without it all cells are read.
        blatt.reset_dimensions()
        for nummer, zellen in enumerate(blatt.iter_rows(max_col=SPALTEN), 1):
            if nummer > LETZTE_ZEILE:
                text = _("{name} reicht über Zeile 200.000 hinaus. Bitte die leeren Zeilen am Ende löschen.")
                raise TabelleError(text.format(name=zitat(name)))
            yield nummer, [] if {*map(id, zellen)} == LEERE else _texte(zellen)
    except TabelleError:
        raise
    except Exception as fehler:
        raise _kaputt(name) from fehler


def _texte(zellen) -> list[str]:
    """The texts of a row, without the empty cells at its end."""
    texte = ["" if zelle.value is None else als_text(zelle.value, zelle.number_format) for zelle in zellen]
    while texte and not texte[-1]:
        texte.pop()
    return texte


def _kaputt(name: str) -> TabelleError:
    return TabelleError(
        _("{name} ist beschädigt oder keine XLSX-Datei. Bitte neu als XLSX oder CSV speichern.").format(
            name=zitat(name)
        )
    )
