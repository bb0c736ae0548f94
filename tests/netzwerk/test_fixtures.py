import re
from datetime import time
from pathlib import Path

import pytest

from netzwerk.fixtures import DatenError, Eintrag, lade, read_csv, read_toml


def make_eintrag(**werte):
    return Eintrag("netz/angebote.toml", "nom-001", werte)


def write(ordner: Path, text: str) -> Path:
    datei = ordner / "angebote.toml"
    datei.write_text(text, encoding="utf-8")
    return datei


def test_read_toml_names_the_tables_by_their_key(tmp_path):
    datei = write(tmp_path, '[[angebot]]\nschluessel = "a"\n[[angebot]]\ntitel = "b"\n')

    assert [(e.name, e.werte) for e in read_toml(datei, "angebot", "schluessel")] == [
        ("a", {"schluessel": "a"}),
        ("?", {"titel": "b"}),
    ]


def test_read_toml_takes_a_single_table(tmp_path):
    assert [e.name for e in read_toml(write(tmp_path, '[netz]\nname = "a"'), "netz", "name")] == ["a"]


@pytest.mark.parametrize(
    ("text", "fehler"),
    [
        ('[[a]]\nx = "1"\n[[a]]\nx = "1"', r"angebote.toml: „1“ steht doppelt in der Datei\."),
        ("[[a]", r"angebote.toml: kein gültiges TOML \(.*line 1.*\)"),
    ],
)
def test_read_toml_says_what_is_wrong(tmp_path, text, fehler):
    with pytest.raises(DatenError, match=fehler):
        read_toml(write(tmp_path, text), "a", "x")


def test_read_toml_missing_file(tmp_path):
    with pytest.raises(DatenError, match=r"weg\.toml fehlt\.$"):
        read_toml(tmp_path / "weg.toml", "a", "x")


def test_read_csv_names_the_lines(tmp_path):
    zeilen = read_csv(write(tmp_path, "ags,name\n01,Kiel\n02,Hamburg\n"))

    assert [(z.name, z.werte) for z in zeilen] == [
        ("Zeile 2", {"ags": "01", "name": "Kiel"}),
        ("Zeile 3", {"ags": "02", "name": "Hamburg"}),
    ]


def test_eintrag_reads_what_is_there():
    eintrag = make_eintrag(titel=" Treff ", zeiten=["Mo-Di 9:00-12:00 (Telefon)"], stufenfrei="nein", themen=["a", "a"])

    assert eintrag.texte("titel", "telefon") == {"titel": "Treff", "telefon": ""}
    assert [(z["wochentag"], z["von"], z["nur_telefon"]) for z in eintrag.zeiten()] == [
        (0, time(9), True),
        (1, time(9), True),
    ]
    assert [eintrag.ja_nein("stufenfrei"), eintrag.ja_nein("parkplatz")] == [False, None]
    assert eintrag.viele("themen", str.upper) == ["A"]
    eintrag.schluss()


@pytest.mark.parametrize(
    ("werte", "lies", "fehler"),
    [
        ({}, lambda e: e.pflicht("titel"), "Feld „titel“: fehlt."),
        ({"titel": 5}, lambda e: e.texte("titel"), "Feld „titel“: „5“ – bitte Text in Anführungszeichen."),
        (
            {"themen": "kuren"},
            lambda e: e.viele("themen", str),
            "Feld „themen“: „kuren“ – bitte eine Liste in eckigen Klammern.",
        ),
        (
            {"stufenfrei": True},
            lambda e: e.ja_nein("stufenfrei"),
            "Feld „stufenfrei“: „True“ – bitte „ja“ oder „nein“; unbekannt heißt: Feld weglassen.",
        ),
        (
            {"zeiten": ["Mo 12:00-9:00"]},
            lambda e: e.zeiten(),
            "Feld „zeiten“: „Mo 12:00-9:00“: das Ende liegt nicht nach dem Anfang; über Mitternacht bitte zwei Zeiten.",
        ),
        ({"tittel": "x"}, lambda e: e.schluss(), "Feld „tittel“: kennen wir nicht. Bitte die Schreibweise prüfen."),
    ],
)
def test_eintrag_names_file_entry_field_and_value(werte, lies, fehler):
    with pytest.raises(DatenError, match=f"^{re.escape(f'netz/angebote.toml, „nom-001“, {fehler}')}$"):
        lies(make_eintrag(**werte))


def test_lade_collects_the_faults_of_all_entries():
    eintraege = [Eintrag("a.toml", name, werte) for name, werte in (("1", {}), ("2", {"x": "gut"}), ("3", {}))]

    with pytest.raises(DatenError) as info:
        lade(eintraege, lambda eintrag: eintrag.pflicht("x"))

    assert str(info.value).splitlines() == ["a.toml, „1“, Feld „x“: fehlt.", "a.toml, „3“, Feld „x“: fehlt."]
