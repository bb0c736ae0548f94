"""ODS as LibreOffice writes it: repeats, types, damage."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerk.tabellen.ausgabe import write_ods
from netzwerk.tabellen.kopf import Spaltenliste
from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.paket import ENTPACKT_MB
from netzwerk.tabellen.tabelle import read_tabelle

SPALTEN = Spaltenliste(("name", "plz", "ort", "datum", "zeit"), ("name",))
KOPF = "<table:table-row><table:table-cell><text:p>name</text:p></table:table-cell>{}</table:table-row>"
NAMEN = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text", "dc")
)
KAPUTT = ["„a.ods“ ist beschädigt oder keine Tabelle. Bitte neu als XLSX, ODS oder CSV speichern."]


def make_ods(zeilen: str, *, kopf=("name",), vor="") -> bytes:
    """A file with one sheet of raw rows under a header."""
    zellen = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in kopf)
    xml = (
        f'<?xml version="1.0"?>{vor}<office:document-content {NAMEN}><office:body><office:spreadsheet>'
        f"<table:table><table:table-row>{zellen}</table:table-row>{zeilen}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packe(xml.encode())


def packe(xml: bytes) -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as paket:
        paket.writestr("content.xml", xml)
    return ziel.getvalue()


def zeile(*zellen: str, oft=1) -> str:
    return f'<table:table-row table:number-rows-repeated="{oft}">{"".join(zellen)}</table:table-row>'


def text(inhalt: str, oft=1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{oft}"><text:p>{inhalt}</text:p></table:table-cell>'


def wert(typ: str, name: str, inhalt: str, gezeigt: str = "") -> str:
    zeichen = f'office:value-type="{typ}" office:{name}="{inhalt}"'
    return f"<table:table-cell {zeichen}><text:p>{gezeigt}</text:p></table:table-cell>"


def lies(inhalt, name="a.ods"):
    return [(z.nummer, *z.werte.values()) for z in read_tabelle(inhalt, name, SPALTEN).zeilen]


def fehler(inhalt, name="a.ods"):
    with pytest.raises(TabelleError) as grund:
        read_tabelle(inhalt, name, SPALTEN)
    return [str(meldung) for meldung in grund.value.meldungen]


def test_repeated_cells_and_rows_are_counted():
    leer = "<table:table-cell/>"
    zeilen = zeile(leer, oft=3) + zeile(text("A", oft=2), oft=2) + zeile(text("B"), leer) + zeile(leer, oft=1_048_000)

    assert lies(make_ods(zeilen, kopf=("name", "ort"))) == [(5, "A", "A"), (6, "A", "A"), (7, "B", "")]


def test_columns_that_are_repeated_without_end_are_not():
    zeilen = zeile(text("A"), '<table:table-cell table:number-columns-repeated="16383"/>')

    assert lies(make_ods(zeilen)) == [(2, "A")]


def test_row_far_away_is_refused():
    zeilen = zeile("<table:table-cell/>", oft=300_000) + zeile(text("A"))

    assert fehler(make_ods(zeilen)) == [
        "„a.ods“ reicht über Zeile 200.000 hinaus. Bitte die leeren Zeilen am Ende löschen."
    ]
    assert fehler(make_ods(zeile(text("A"), oft=999_999_999))) == [
        "„a.ods“ reicht über Zeile 200.000 hinaus. Bitte die leeren Zeilen am Ende löschen."
    ]


def test_cells_are_what_one_sees():
    kopf = ("name", "plz", "ort", "datum", "zeit")
    zeilen = zeile(
        text("Äpfel<text:s text:c='2'/>und<text:line-break/>Öl"),
        wert("float", "value", "1067", "01067"),
        wert("boolean", "boolean-value", "true", "WAHR"),
        wert("date", "date-value", "2026-03-14", "14. März"),
        wert("time", "time-value", "PT09H30M00S", "09:30:00"),
    ) + zeile(
        text("<text:span>B</text:span>&amp;<text:a>C</text:a>"),
        wert("float", "value", "1067", "1067"),
        wert("float", "value", "12.5", "12,50 €"),
        wert("date", "date-value", "2026-03-14T09:30:00"),
        wert("time", "time-value", "kaputt", "9 Uhr"),
    )

    assert lies(make_ods(zeilen, kopf=kopf)) == [
        (2, "Äpfel  und\nÖl", "01067", "ja", "14.03.2026", "9:30"),
        (3, "B&C", "01067", "12,5", "14.03.2026 09:30", "9 Uhr"),
    ]


def test_formula_is_its_value_and_never_run():
    zelle = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p>'

    assert lies(make_ods(zeile(f"{zelle}</table:table-cell>"))) == [(2, "2")]


def test_notes_in_the_margin_are_left_out():
    notiz = "<office:annotation><text:p>intern</text:p></office:annotation>"

    assert lies(make_ods(zeile(f"<table:table-cell>{notiz}<text:p>A</text:p></table:table-cell>"))) == [(2, "A")]


@pytest.mark.parametrize(
    "inhalt",
    [
        b"PK\x03\x04kaputt",
        packe(b"<office"),
        packe(b""),
        packe(b"<a/>"),
        make_ods(zeile(text("A")))[:-40],
        make_ods(zeile(text("A")).replace('"1"', '"x"')),
        make_ods(zeile(wert("float", "value", "x", "1"))),
        make_ods(zeile(wert("date", "date-value", "gestern", "1"))),
        make_ods(zeile(text("&l;")), vor="<!DOCTYPE x [<!ENTITY l 'ha'>]>"),
    ],
)
def test_damaged_file_is_refused_in_words(inhalt):
    assert fehler(inhalt) == KAPUTT


def test_bomb_is_refused_unopened():
    assert fehler(packe(bytes((ENTPACKT_MB + 1) * 1024 * 1024))) == [
        "„a.ods“ ist entpackt größer als 150 MB. Bitte nur die eine Tabelle speichern."
    ]


GUT = write_ods([("Blatt", [["name", "ort"], ["A", "B"]])])


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(GUT) - 1), st.binary(min_size=1, max_size=8))
def test_damaged_bytes_raise_nothing_but_the_german_error(stelle, bytes_):
    assert versuche(GUT[:stelle] + bytes_ + GUT[stelle + len(bytes_) :])


def versuche(inhalt):
    try:
        return lies(inhalt)
    except TabelleError as grund:
        return [str(meldung) for meldung in grund.meldungen]


def test_second_sheet_with_the_header_is_taken():
    inhalt = write_ods([("Hinweise", [["Bitte ausfüllen"]]), ("Liste", [["name", "ort"], ["A", "Uslar"]])])

    assert lies(inhalt) == [(2, "A", "Uslar")]
