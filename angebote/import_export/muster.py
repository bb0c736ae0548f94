"""Empty sheets to fill in: CSV with BOM and XLSX with a second sheet that explains every column. Pure."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from angebote.import_export.spalten import PFLICHT, SPALTEN
from angebote.import_export.tabelle import ZEILEN

FORMATE = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BREIT = {"titel": 40, "kurzbeschreibung": 50, "beschreibung": 60, "partner": 30, "themen": 30, "region": 25}
# So many prepared rows keep a postcode as text, with its leading zero.
TEXTZEILEN = min(500, ZEILEN)


def erklaerungen() -> dict[str, tuple[str, str]]:
    """What belongs into each column, and an example."""
    return {
        "schluessel": (_("Ihre eigene Nummer. Daran erkennen wir das Angebot beim nächsten Mal."), "VHS-017"),
        "titel": (_("Wie das Angebot heißt, höchstens 160 Zeichen."), _("Offener Treff für Alleinerziehende")),
        "kurzbeschreibung": (_("Ein Satz: Was bekommen Eltern hier?"), _("Kaffee, Austausch und Rat.")),
        "beschreibung": (_("Alles Weitere, auch mehrere Absätze."), ""),
        "partner": (_("Wer es anbietet."), _("Familienzentrum Uslar")),
        "region": (_("Für wen aus: Name oder Gemeindeschlüssel, mehrere mit „;“."), "Landkreis Northeim"),
        "plz": (_("Fünf Ziffern."), "37170"),
        "ort": (_("Ort des Angebots."), "Uslar"),
        "strasse": (_("Straße und Hausnummer. Bei geschützten Adressen leer lassen."), _("Lange Straße 1")),
        "themen": (_("Mindestens ein Thema aus der Liste, mehrere mit „;“."), _("Kinderbetreuung; Gesundheit")),
        "zielgruppen": (_("Leer heißt: für alle Alleinerziehenden. Mehrere mit „;“."), _("Väter")),
        "kosten": (
            _("Betrag oder „kostenlos“, Näheres in Klammern. Leer heißt: nicht bekannt."),
            "12,50 € (je Termin)",
        ),
        "telefon": (_("Leer heißt: wie beim Partner."), "05571 000-120"),
        "email": (_("Leer heißt: wie beim Partner."), "treff@familienzentrum.example"),
        "website": (_("Leer heißt: wie beim Partner."), "https://familienzentrum.example"),
    }


def make_muster(endung: str, themen: Iterable[str]) -> bytes:
    return _csv() if endung == "csv" else _xlsx(themen)


def _csv() -> bytes:
    return f"\ufeff{';'.join(SPALTEN)}\r\n".encode()


def _xlsx(themen: Iterable[str]) -> bytes:
    mappe = Workbook()
    blatt = mappe.active
    blatt.title = _("Angebote")
    blatt.append(SPALTEN)
    blatt.freeze_panes = "A2"
    for nummer, spalte in enumerate(SPALTEN, 1):
        blatt.column_dimensions[get_column_letter(nummer)].width = BREIT.get(spalte, 16)
        blatt.cell(1, nummer).font = Font(bold=True)
    for zeile in blatt.iter_rows(min_row=2, max_row=TEXTZEILEN + 1, max_col=len(SPALTEN)):
        for zelle in zeile:
            zelle.number_format = "@"
    _hilfe(mappe.create_sheet(_("Ausfüllhilfe")), themen)
    ziel = io.BytesIO()
    mappe.save(ziel)
    return ziel.getvalue()


def _hilfe(blatt, themen: Iterable[str]) -> None:
    zeilen = [(_("Spalte"), _("Pflicht"), _("Was gehört hinein?"), _("Beispiel"))]
    zeilen += [
        (spalte, _("ja") if spalte in PFLICHT else "", was, beispiel)
        for spalte, (was, beispiel) in erklaerungen().items()
    ]
    zeilen += [(), (_("Themen"),), *((thema,) for thema in themen)]
    for zeile in zeilen:
        blatt.append(zeile)
    for buchstabe, breite in zip("ABCD", (32, 10, 70, 40), strict=True):
        blatt.column_dimensions[buchstabe].width = breite
    for zelle in blatt[1]:
        zelle.font = Font(bold=True)
    for zelle in blatt["C"]:
        zelle.alignment = Alignment(wrap_text=True)
