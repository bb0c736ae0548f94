"""What is written: read back the same, umlauts whole, nothing that a spreadsheet program would run."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from netzwerk.tabellen.ausgabe import FORMATE, blattname, write_tabelle
from netzwerk.tabellen.kopf import Spaltenliste
from netzwerk.tabellen.tabelle import read_tabelle
from netzwerk.tabellen.zelle import entschaerfe, putze

SPALTEN = Spaltenliste(("name", "ort"), ("name",))
NICHT_IN_XML = re.compile("[\ufffe\uffff]")
FORMELN = ["=1+1", "+49 5551", "-5", "@SUMME(A1)", '=HYPERLINK("http://x")', "'=1", "''+1", "=", "#NV"]


def zurueck(endung, zeilen):
    inhalt = write_tabelle(endung, "Blatt", [["name", "ort"], *zeilen])
    return [tuple(z.werte.values()) for z in read_tabelle(inhalt, f"x.{endung}", SPALTEN).zeilen]


@pytest.mark.parametrize("endung", FORMATE)
def test_formulas_and_umlauts_are_read_back(endung):
    zeilen = [(formel, "Ämter & Öl < Übel; „ß“\nzwei") for formel in FORMELN]

    assert zurueck(endung, zeilen) == zeilen


def test_csv_is_what_german_excel_wants():
    inhalt = write_tabelle("csv", "x", [["a", "b"], ["Ä;Ö", "=1"], [-5, "x"]])

    assert inhalt == '\ufeffa;b\r\n"Ä;Ö";\'=1\r\n-5;x\r\n'.encode()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\tx", "\rx", "'=1"])
def test_entschaerfe_leaves_nothing_that_runs(text):
    assert entschaerfe(text) == f"'{text}"


def test_xlsx_holds_texts_and_numbers_and_no_formula():
    inhalt = write_tabelle("xlsx", "Ämter: [x]/*?", [["a", "b"], *[[formel, 7] for formel in FORMELN]])
    blatt = load_workbook(io.BytesIO(inhalt)).worksheets[0]

    assert blatt.title == "Ämter x"
    assert [(z[0].data_type, z[1].value) for z in blatt.iter_rows(min_row=2)] == [("s", 7)] * len(FORMELN)
    assert blatt["A2"].value == "=1+1"
    with zipfile.ZipFile(io.BytesIO(inhalt)) as paket:
        assert b"<f>" not in paket.read("xl/worksheets/sheet1.xml")


def test_ods_holds_texts_and_no_formula():
    inhalt = write_tabelle("ods", "x", [["a"], *[[formel] for formel in FORMELN], [7]])
    with zipfile.ZipFile(io.BytesIO(inhalt)) as paket:
        xml = paket.read("content.xml").decode()
        erster = paket.infolist()[0]

    assert (erster.filename, erster.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert "formula" not in xml
    assert xml.count('office:value-type="string"') == len(FORMELN) + 1
    assert xml.count('office:value-type="float"') == 1


@pytest.mark.parametrize("endung", FORMATE)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.text(max_size=30)] * 2), max_size=4))
def test_any_text_can_be_written_and_is_read_as_one_sees_it(endung, zeilen):
    zeilen = [*((f"A{a}", f"B{b}") for a, b in zeilen), ("Schluss", "x")]

    assert zurueck(endung, zeilen) == [tuple(putze(NICHT_IN_XML.sub("", wert)) for wert in zeile) for zeile in zeilen]


def test_blattname_is_never_empty_or_too_long():
    assert (blattname("[]"), len(blattname("x" * 50))) == ("Tabelle", 31)
