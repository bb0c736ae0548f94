"""Rows → CSV, XLSX or ODS that German Excel and LibreOffice open as they are, and that run nothing. Pure.

CSV has a BOM and semicolons, and an apostrophe before what would be taken for a formula. In XLSX and ODS every text is
a cell of type text, so that „=1+1“ stays what it is. Whole numbers are numbers. All of it is read back by ``tabelle``.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from netzwerk.tabellen.zelle import ENTSCHAERFT, STEUERZEICHEN, UMBRUCH, entschaerfe

FORMATE = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# The most characters that a cell of Excel holds.
ZELLE_HOECHSTENS = 32_767
# Sheets of Excel have names of at most 31 characters without these.
KEIN_BLATTNAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))

type Wert = str | int
type Blatt = tuple[str, Iterable[Iterable[Wert]]]


def write_tabelle(endung: str, titel: str, zeilen: Iterable[Iterable[Wert]]) -> bytes:
    """The first row is the header."""
    match endung:
        case "csv":
            return _csv(zeilen)
        case "xlsx":
            return _xlsx(titel, zeilen)
        case "ods":
            return write_ods([(titel, zeilen)])
    raise ValueError(endung)


def blattname(titel: str) -> str:
    return " ".join(titel.translate(KEIN_BLATTNAME).split())[:31] or "Tabelle"


def _csv(zeilen: Iterable[Iterable[Wert]]) -> bytes:
    ziel = io.StringIO()
    schreiber = csv.writer(ziel, delimiter=";")
    for zeile in zeilen:
        schreiber.writerow([entschaerfe(_sauber(wert)) if isinstance(wert, str) else wert for wert in zeile])
    return f"\ufeff{ziel.getvalue()}".encode()


def _xlsx(titel: str, zeilen: Iterable[Iterable[Wert]]) -> bytes:
    mappe = Workbook(write_only=True)
    blatt = mappe.create_sheet(blattname(titel))
    blatt.freeze_panes = "A2"
    for nummer, zeile in enumerate(zeilen):
        blatt.append([_zelle(blatt, wert, ist_kopf=nummer == 0) for wert in zeile])
    ziel = io.BytesIO()
    mappe.save(ziel)
    return ziel.getvalue()


def _zelle(blatt, wert: Wert, *, ist_kopf: bool):
    """Only what needs a style or could be a formula is made a cell of its own; the rest stays a plain value."""
    if not isinstance(wert, str):
        return wert
    text = _als_zelltext(wert)
    if not (ist_kopf or text.startswith(("=", "#"))):
        return text
    zelle = WriteOnlyCell(blatt, text)
    zelle.data_type = "s"
    if ist_kopf:
        zelle.font = Font(bold=True)
    else:
        zelle.quotePrefix = True
    return zelle


def _als_zelltext(wert: str) -> str:
    """Reading takes one apostrophe from before a formula sign, so a text that has one of its own gets a second."""
    text = _sauber(wert)[: ZELLE_HOECHSTENS - 1]
    return f"'{text}" if ENTSCHAERFT.match(text) else text


def _sauber(text: str) -> str:
    return STEUERZEICHEN.sub(" ", UMBRUCH.sub("\n", text)).replace("\ufffe", "").replace("\uffff", "")


def write_ods(blaetter: Iterable[Blatt]) -> bytes:
    """OpenDocument 1.2 with these sheets: only texts and whole numbers, the first row bold."""
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as paket:
        # The standard wants this part first and unpacked.
        paket.writestr("mimetype", FORMATE["ods"], zipfile.ZIP_STORED)
        paket.writestr("META-INF/manifest.xml", _MANIFEST)
        with paket.open("content.xml", "w") as strom:
            for teil in _inhalt(blaetter):
                strom.write(teil.encode("utf-8", "replace"))
    return ziel.getvalue()


_NAMEN = " ".join(
    f'xmlns:{kurz}="urn:oasis:names:tc:opendocument:xmlns:{lang}:1.0"'
    for kurz, lang in [
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    ]
)
_KOPF = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_KOPF}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{FORMATE["ods"]}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_STILE = (
    '<office:automatic-styles><style:style style:name="kopf" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
)


def _inhalt(blaetter: Iterable[Blatt]) -> Iterator[str]:
    yield f'{_KOPF}<office:document-content {_NAMEN} office:version="1.2">{_STILE}<office:body><office:spreadsheet>'
    for titel, zeilen in blaetter:
        yield f"<table:table table:name={quoteattr(blattname(titel))}>"
        for nummer, zeile in enumerate(zeilen):
            stil = ' table:style-name="kopf"' if nummer == 0 else ""
            yield f"<table:table-row>{''.join(_ods_zelle(wert, stil) for wert in zeile)}</table:table-row>"
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _ods_zelle(wert: Wert, stil: str) -> str:
    if not isinstance(wert, str):
        zahl = f'office:value-type="float" office:value="{wert}"'
        return f"<table:table-cell {zahl}><text:p>{wert}</text:p></table:table-cell>"
    text = _als_zelltext(wert)
    if not text:
        return "<table:table-cell/>"
    absaetze = "".join(f"<text:p>{_ods_text(absatz)}</text:p>" for absatz in text.split("\n"))
    return f'<table:table-cell{stil} office:value-type="string">{absaetze}</table:table-cell>'


def _ods_text(text: str) -> str:
    """Runs of spaces and tabs as the elements that keep them."""
    sicher = escape(text).replace("\t", "<text:tab/>")
    return sicher.replace("  ", " <text:s/>") if "  " in sicher else sicher
