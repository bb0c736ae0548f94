import csv
import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from netzwerk.tabellen.kopf import Spaltenliste
from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.paket import ENTPACKT_MB
from netzwerk.tabellen.tabelle import GROESSE_MB, ZEILEN
from netzwerk.tabellen.tabelle import read_tabelle as read_tabelle_mit
from netzwerk.tabellen.zelle import putze

UNLESBAR = "„{}“ können wir nicht lesen. Bitte als XLSX, ODS oder CSV speichern."
KOPF = "titel;partner;region;themen"
PFLICHT = tuple(KOPF.split(";"))
WEITERE = ("kurzbeschreibung", "beschreibung", "plz", "ort", "strasse", "zielgruppen", "kosten", "telefon", "email")
SPALTEN = Spaltenliste((*PFLICHT, *WEITERE, "schluessel", "url"), PFLICHT)


def read_tabelle(inhalt, name):
    return read_tabelle_mit(inhalt, name, SPALTEN)


def lies(text, *, name="liste.csv", zeichensatz="utf-8"):
    return read_tabelle(text.encode(zeichensatz), name)


def werte(tabelle, *spalten):
    return [(zeile.nummer, *(zeile.werte[spalte] for spalte in spalten)) for zeile in tabelle.zeilen]


def fehler(inhalt, name="liste.csv"):
    with pytest.raises(TabelleError) as fehler:
        read_tabelle(inhalt if isinstance(inhalt, bytes) else inhalt.encode(), name)
    return [str(meldung) for meldung in fehler.value.meldungen]


def versuche(inhalt):
    """The rows, or the messages of the one error that may come."""
    try:
        return read_tabelle(inhalt, "liste.xlsx").zeilen
    except TabelleError as fehler:
        return [str(meldung) for meldung in fehler.meldungen]


def make_xlsx(*zeilen, formate=None, blaetter=None):
    """Workbook bytes; ``formate``: (row, column) from 1 → number format; ``blaetter``: further sheets before."""
    mappe = Workbook()
    for name, inhalt in (blaetter or {}).items():
        blatt = mappe.create_sheet(name, 0)
        for zeile in inhalt:
            blatt.append(zeile)
    blatt = mappe.worksheets[-1]
    for zeile in zeilen:
        blatt.append(zeile)
    for (zeile, spalte), zahlenformat in (formate or {}).items():
        blatt.cell(zeile, spalte).number_format = zahlenformat
    ziel = io.BytesIO()
    mappe.save(ziel)
    return ziel.getvalue()


def ersetze_teil(xlsx, name, inhalt):
    """The same workbook with one part replaced."""
    ziel = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as alt, zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for teil in alt.namelist():
            neu.writestr(teil, inhalt if teil == name else alt.read(teil))
    return ziel.getvalue()


XLSX = make_xlsx(KOPF.split(";"), ["Kurs", "VHS", "Northeim", "Wohnen"])


@pytest.mark.parametrize("zeichensatz", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("trenner", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_and_separator(zeichensatz, trenner):
    text = f'{KOPF}\r\nMüttertreff „Süd“;Caritas;Göttingen;"Wohnen"\r\n'.replace(";", trenner)

    tabelle = lies(text, zeichensatz=zeichensatz)

    assert tabelle.spalten == ("titel", "partner", "region", "themen")
    assert werte(tabelle, *tabelle.spalten) == [(2, "Müttertreff „Süd“", "Caritas", "Göttingen", "Wohnen")]


@pytest.mark.parametrize("umbruch", ["\n", "\r\n", "\r"])
def test_csv_quoted_line_break_does_not_begin_a_row(umbruch):
    text = f'{KOPF};beschreibung{umbruch}A;P;R;T;"eins{umbruch}zwei; drei"{umbruch}B;P;R;T;"sagt ""ja"""{umbruch}'

    assert werte(lies(text), "titel", "beschreibung") == [(2, "A", "eins\nzwei; drei"), (3, "B", 'sagt "ja"')]


def test_csv_empty_rows_are_skipped_and_counted():
    text = f"{KOPF}\n\nA;P;R;T\n;;;\n \t;;;\nB;P;R;T\n\n"

    assert werte(lies(text), "titel") == [(3, "A"), (6, "B")]


def test_csv_title_and_empty_rows_above_the_header_are_left_out():
    text = f"Angebote der VHS, Stand 14.03.2026;;;\n\n{KOPF}\nA;P;R;T\n"

    assert werte(lies(text), "titel") == [(4, "A")]


@pytest.mark.parametrize("zeichensatz", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_separator_line_of_excel_is_not_counted(zeichensatz):
    tabelle = lies(f"sep=,\r\n{KOPF.replace(';', ',')}\r\nA;B,P,R,T\r\n", zeichensatz=zeichensatz)

    assert werte(tabelle, "titel") == [(2, "A;B")]


def test_csv_short_row_has_empty_cells_and_text_without_heading_is_kept_apart():
    tabelle = lies(f"{KOPF};;\nA;P\nB;P;R;T;;zu viel\nC;P;R;T;x;y;z\n")

    assert [(z.nummer, z.werte["themen"], z.zuviel) for z in tabelle.zeilen] == [
        (2, "", ""),
        (3, "T", "zu viel"),
        (4, "T", "x"),
    ]


def test_invisible_characters_are_taken_away():
    text = f"{KOPF}\n\u200b A\xa0B \x07;P\u2028Q;R\ufeff;'=1+1\n"

    assert werte(lies(text), "titel", "partner", "region", "themen") == [(2, "A B", "P\nQ", "R", "=1+1")]


@pytest.mark.parametrize(
    ("kopf", "spalten"),
    [
        ("TITEL; Partner ;Region;Themen", ("titel", "partner", "region", "themen")),
        (f"{KOPF};Kurzbeschreibung ;Straße;E-Mail;Schlüssel;URL", None),
        (f"{KOPF};kurz beschreibung;strasse;email;schluessel;url", None),
    ],
)
def test_header_is_forgiving(kopf, spalten):
    voll = ("titel", "partner", "region", "themen", "kurzbeschreibung", "strasse", "email", "schluessel", "url")

    assert lies(f"{kopf}\nA;P;R;T\n").spalten == (spalten or voll)


def test_header_names_every_fault():
    assert fehler("Titel;titel;region;Thema;zielgrupen;Notiz\nA;B;R;T;;\n") == [
        "Zeile 1: Die Spalte „titel“ kommt mehrmals vor: A („Titel“), B („titel“). Bitte nur eine davon stehen lassen.",
        "Zeile 1: Die Spalte „Thema“ kennen wir nicht. Heißt sie „themen“?",
        "Zeile 1: Die Spalte „zielgrupen“ kennen wir nicht. Heißt sie „zielgruppen“?",
        "Zeile 1: Die Spalte „partner“ fehlt. Bitte ergänzen; nötig sind „titel“, „partner“, „region“ und „themen“.",
        "Zeile 1: Die Spalte „themen“ fehlt. Bitte ergänzen; nötig sind „titel“, „partner“, „region“ und „themen“.",
    ]


def test_unlike_column_is_left_out_and_named():
    tabelle = lies(f"{KOPF};Bearbeitet von\nA;P;R;T;Frau Muster\n")

    assert [str(hinweis) for hinweis in tabelle.hinweise] == [
        "Zeile 1: Die Spalte „Bearbeitet von“ kennen wir nicht; sie wird nicht übernommen."
    ]
    assert tabelle.zeilen[0].werte == {"titel": "A", "partner": "P", "region": "R", "themen": "T"}
    assert tabelle.zeilen[0].zuviel == ""


def test_sheet_without_header_is_refused():
    assert fehler("Kurs;VHS;Northeim;Wohnen\n") == [
        "Zeile 1: Hier fehlt die Kopfzeile mit den Spaltennamen. Nötig sind „titel“, „partner“, „region“ und „themen“."
    ]


@pytest.mark.parametrize(
    ("inhalt", "name", "text"),
    [
        (b"", "a.csv", "„a.csv“ ist leer."),
        (b" \r\n\n", "a.csv", "„a.csv“ ist leer."),
        (KOPF.encode(), "a.csv", "„a.csv“ enthält nur die Kopfzeile und keinen Eintrag."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "a.xls",
            UNLESBAR.format("a.xls"),
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "x/a.csv",
            UNLESBAR.format("a.csv"),
        ),
        (b"\xd0\xcf\x11\xe0", "a.xlsx", "„a.xlsx“ ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern."),
        (
            b"PK\x03\x04",
            "a.ods",
            "„a.ods“ ist beschädigt oder keine Tabelle. Bitte neu als XLSX, ODS oder CSV speichern.",
        ),
        (b"%PDF-1.7", "a.csv", UNLESBAR.format("a.csv")),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00",
            "a.csv",
            "„a.csv“ ist keine Tabelle. Bitte als XLSX, ODS oder „CSV UTF-8“ speichern.",
        ),
        (
            KOPF.encode("utf-16-le"),
            "a.csv",
            "„a.csv“ ist keine Tabelle. Bitte als XLSX, ODS oder „CSV UTF-8“ speichern.",
        ),
        (
            b"PK\x03\x04kaputt",
            "a.xlsx",
            "„a.xlsx“ ist beschädigt oder keine Tabelle. Bitte neu als XLSX, ODS oder CSV speichern.",
        ),
        (
            XLSX[:-200],
            "a.xlsx",
            "„a.xlsx“ ist beschädigt oder keine Tabelle. Bitte neu als XLSX, ODS oder CSV speichern.",
        ),
        (
            ersetze_teil(XLSX, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'><c"),
            "a.xlsx",
            "„a.xlsx“ ist beschädigt oder keine Tabelle. Bitte neu als XLSX, ODS oder CSV speichern.",
        ),
        (
            ersetze_teil(XLSX, "xl/workbook.xml", b""),
            "a.xlsx",
            "„a.xlsx“ ist beschädigt oder keine Tabelle. Bitte neu als XLSX, ODS oder CSV speichern.",
        ),
    ],
)
def test_file_that_is_no_sheet_is_refused_in_words(inhalt, name, text):
    assert fehler(inhalt, name) == [text]


def test_zip_of_another_kind_is_refused():
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w") as paket:
        paket.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert fehler(ziel.getvalue(), "a.xlsx") == [
        "„a.xlsx“ können wir nicht lesen. Bitte als XLSX, ODS oder CSV speichern."
    ]


def test_zip_bomb_is_refused_unopened():
    bombe = ersetze_teil(XLSX, "xl/worksheets/sheet1.xml", bytes((ENTPACKT_MB + 1) * 1024 * 1024))
    assert len(bombe) < 1024 * 1024

    assert fehler(bombe, "a.xlsx") == ["„a.xlsx“ ist entpackt größer als 150 MB. Bitte nur die eine Tabelle speichern."]


def test_entities_in_a_workbook_are_not_expanded():
    lachen = "".join(f"<!ENTITY l{i} '{f'&l{i - 1};' * 50}'>" for i in range(1, 9))
    xml = f"<!DOCTYPE x [<!ENTITY l0 'ha'>{lachen}]><worksheet><sheetData><row><c t='str'><v>&l8;</v></c></row>"
    blatt = ersetze_teil(XLSX, "xl/worksheets/sheet1.xml", f"{xml}</sheetData></worksheet>".encode())

    assert fehler(blatt, "a.xlsx") == [
        "„a.xlsx“ ist beschädigt oder keine Tabelle. Bitte neu als XLSX, ODS oder CSV speichern."
    ]


def test_limits_are_named():
    assert fehler(bytes(GROESSE_MB * 1024 * 1024 + 1)) == [
        "„liste.csv“ ist größer als 10 MB. Bitte Bilder entfernen oder die Tabelle teilen."
    ]
    assert fehler(KOPF + "\nA;P;R;T" * (ZEILEN + 1)) == [
        "„liste.csv“ hat mehr als 20.000 Zeilen. Bitte die Tabelle teilen."
    ]
    assert len(lies(KOPF + "\nA;P;R;T" * ZEILEN).zeilen) == ZEILEN


@pytest.mark.parametrize("kaputt", ['"Kurs "Neustart" am Abend";P;R;T', 'B;P;R;"offen', 'B;P;R;"' + "x" * 200_000])
def test_csv_with_open_quotes_is_refused_with_its_row(kaputt):
    assert fehler(f"{KOPF}\nA;P;R;T\n{kaputt}\nC;P;R;T\n") == [
        'Zeile 3: Die Anführungszeichen gehen nicht auf. Bitte im Text verdoppeln ("") oder als XLSX speichern.'
    ]


def test_xlsx_turns_cells_into_what_one_sees():
    kopf = [*KOPF.split(";"), "plz", "kosten", "kurzbeschreibung", "beschreibung", "schluessel", "ort"]
    zeile = [
        "Kurs",
        True,
        "Northeim",
        "Wohnen",
        37154.0,
        12.5,
        date(2026, 3, 14),
        datetime(2026, 3, 14, 9, 30),
        7,
        None,
    ]
    uhrzeit = [time(9, 5), " P\xa0", "R", "T", "01067", 0, "_x000D_zwei\r\nZeilen", "", "A-7", "=1+1"]

    tabelle = read_tabelle(make_xlsx(kopf, [], zeile, [None] * 10, uhrzeit), "liste.xlsx")

    assert werte(tabelle, *kopf) == [
        (3, "Kurs", "ja", "Northeim", "Wohnen", "37154", "12,5", "14.03.2026", "14.03.2026 09:30", "7", ""),
        (5, "9:05", "P", "R", "T", "01067", "0", "zwei\nZeilen", "", "A-7", ""),
    ]


def test_xlsx_restores_lost_leading_zeros_and_says_so():
    kopf = [*KOPF.split(";"), "plz", "telefon", "schluessel"]
    zeilen = [["A", "P", 3155, "T", 1067, 5551708140, 7], ["B", "P", 3, "T", 99, 116016, 7], ["C", "P", "R", "T", 1067]]

    tabelle = read_tabelle(make_xlsx(kopf, *zeilen, formate={(2, 7): "000", (3, 5): "0"}), "liste.xlsx")

    assert werte(tabelle, "region", "plz", "telefon", "schluessel") == [
        (2, "03155", "01067", "05551708140", "007"),
        (3, "03", "99", "116016", "7"),
        (4, "R", "01067", "", ""),
    ]
    assert [str(hinweis) for zeile in tabelle.zeilen for hinweis in zeile.hinweise] == [
        f"Zeile {zeile}, Spalte „{spalte}“: „{alt}“ gelesen als „0{alt}“; die Tabelle hatte die führende Null verloren."
        for zeile, spalte, alt in [
            (2, "region", "3155"),
            (2, "plz", "1067"),
            (2, "telefon", "5551708140"),
            (3, "region", "3"),
            (4, "plz", "1067"),
        ]
    ]


def test_csv_postcode_with_four_digits_is_left_as_it_is():
    assert werte(lies(f"{KOPF};plz\nA;P;3155;T;1067\n"), "region", "plz") == [(2, "3155", "1067")]


def test_xlsx_takes_the_sheet_with_the_header():
    inhalt = make_xlsx(KOPF.split(";"), ["A", "P", "R", "T"], blaetter={"Hinweise": [["Bitte ausfüllen"], ["titel"]]})

    assert werte(read_tabelle(inhalt, "a.xlsx"), "titel") == [(2, "A")]


def test_xlsx_with_a_wrong_extent_is_read_whole():
    inhalt = make_xlsx(KOPF.split(";"), ["A", "P", "R", "T"])
    with zipfile.ZipFile(io.BytesIO(inhalt)) as paket:
        xml = paket.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:D2"' in xml

    falsch = ersetze_teil(inhalt, "xl/worksheets/sheet1.xml", xml.replace(b'ref="A1:D2"', b'ref="A1:A1"'))

    assert werte(read_tabelle(falsch, "a.xlsx"), "titel", "themen") == [(2, "A", "T")]


def test_xlsx_with_a_row_far_away_is_refused():
    with zipfile.ZipFile(io.BytesIO(XLSX)) as paket:
        xml = paket.read("xl/worksheets/sheet1.xml")
    fern = ersetze_teil(XLSX, "xl/worksheets/sheet1.xml", xml.replace(b'<row r="2"', b'<row r="999999999"'))
    assert b'r="999999999"' in zipfile.ZipFile(io.BytesIO(fern)).read("xl/worksheets/sheet1.xml")

    assert fehler(fern, "a.xlsx") == [
        "„a.xlsx“ reicht über Zeile 200.000 hinaus. Bitte die leeren Zeilen am Ende löschen."
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", XLSX, f"{KOPF}\n".encode(), b"\xff\xfe"]))
def test_arbitrary_bytes_raise_nothing_but_the_german_error(rest, anfang):
    assert versuche(anfang + rest)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(XLSX) - 1), st.binary(min_size=1, max_size=8))
def test_damaged_workbook_raises_nothing_but_the_german_error(stelle, bytes_):
    assert versuche(XLSX[:stelle] + bytes_ + XLSX[stelle + len(bytes_) :])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.text(st.characters(codec="cp1252", categories=["L", "N", "P", "Z"]), max_size=20)] * 4),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_is_read_back(zeilen, trenner, zeichensatz):
    ziel = io.StringIO()
    schreiber = csv.writer(ziel, delimiter=trenner)
    schreiber.writerows([KOPF.split(";"), *zeilen, ["Schluss", "P", "R", "T"]])

    gelesen = lies(ziel.getvalue(), zeichensatz=zeichensatz)

    erwartet = [tuple(map(putze, zeile)) for zeile in zeilen if any(map(putze, zeile))]
    assert [tuple(z.werte.values()) for z in gelesen.zeilen] == [*erwartet, ("Schluss", "P", "R", "T")]
