"""Empty sheets to fill in; XLSX and ODS have a second sheet that explains every column. Pure."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from netzwerk.tabellen.ausgabe import blattname, write_ods, write_tabelle
from netzwerk.tabellen.tabelle import ZEILEN

# Columns with long texts, in characters.
BREIT = {"titel": 40, "kurzbeschreibung": 50, "beschreibung": 60, "partner": 30, "themen": 30, "region": 25, "name": 40}
# So many prepared rows keep a postcode as text, with its leading zero.
TEXTZEILEN = min(500, ZEILEN)


@dataclass(frozen=True, slots=True)
class Erklaerung:
    """What belongs into a column."""

    spalte: str
    was: str
    beispiel: str = ""
    ist_pflicht: bool = False


@dataclass(frozen=True, slots=True)
class Muster:
    """``listen``: the names that may be written in a column, by heading."""

    titel: str
    erklaerungen: Sequence[Erklaerung]
    listen: dict[str, Sequence[str]] = field(default_factory=dict)

    @property
    def spalten(self) -> list[str]:
        return [erklaerung.spalte for erklaerung in self.erklaerungen]


def make_muster(endung: str, muster: Muster) -> bytes:
    match endung:
        case "xlsx":
            return _xlsx(muster)
        case "ods":
            return write_ods([(muster.titel, [muster.spalten]), (_("Ausfüllhilfe"), _hilfe(muster))])
    return write_tabelle("csv", muster.titel, [muster.spalten])


def _hilfe(muster: Muster) -> list[tuple[str, ...]]:
    kopf = (_("Spalte"), _("Pflicht"), _("Was gehört hinein?"), _("Beispiel"))
    zeilen = [(e.spalte, _("ja") if e.ist_pflicht else "", e.was, e.beispiel) for e in muster.erklaerungen]
    listen = [((), (titel,), *((name,) for name in namen)) for titel, namen in muster.listen.items() if namen]
    return [kopf, *zeilen, *(zeile for liste in listen for zeile in liste)]


def _xlsx(muster: Muster) -> bytes:
    mappe = Workbook()
    blatt = mappe.active
    blatt.title = blattname(muster.titel)
    blatt.append(muster.spalten)
    blatt.freeze_panes = "A2"
    for nummer, spalte in enumerate(muster.spalten, 1):
        blatt.column_dimensions[get_column_letter(nummer)].width = BREIT.get(spalte, 16)
        blatt.cell(1, nummer).font = Font(bold=True)
    for zeile in blatt.iter_rows(min_row=2, max_row=TEXTZEILEN + 1, max_col=len(muster.spalten)):
        for zelle in zeile:
            zelle.number_format = "@"
    _add_hilfe(mappe.create_sheet(_("Ausfüllhilfe")), _hilfe(muster))
    ziel = io.BytesIO()
    mappe.save(ziel)
    return ziel.getvalue()


def _add_hilfe(blatt, zeilen: Iterable[tuple[str, ...]]) -> None:
    for zeile in zeilen:
        blatt.append([str(wert) for wert in zeile])
    for buchstabe, breite in zip("ABCD", (32, 10, 70, 40), strict=True):
        blatt.column_dimensions[buchstabe].width = breite
    for zelle in blatt[1]:
        zelle.font = Font(bold=True)
    for zelle in blatt["C"]:
        zelle.alignment = Alignment(wrap_text=True)
    # Examples such as „+49 …“ are texts, whatever they begin with.
    for zeile in blatt.iter_rows():
        for zelle in zeile:
            if zelle.data_type == "f":
                zelle.data_type = "s"
