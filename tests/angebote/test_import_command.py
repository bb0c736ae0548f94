import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from angebote.models import Angebot
from netzwerk.models import Ebene, Partner
from tests.angebote.tabellen import make_csv
from tests.factories import make_netzwerk, make_region, make_thema, make_zielgruppe
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
BEISPIELE = Path(__file__).resolve().parents[2] / "fixtures" / "beispiele"


@pytest.fixture(autouse=True)
def grunddaten():
    karte = make_landkarte()
    bayern = make_region("Bayern", ags="09", bezeichnung="Land", ebene=Ebene.LAND)
    make_region("München", ags="09162", bezeichnung="Kreisfreie Stadt", eltern=bayern)
    make_region("München", ags="09184", bezeichnung="Landkreis", eltern=bayern)
    goettingen = make_region("Göttingen", ags="03159", eltern=karte.niedersachsen)
    make_region("Göttingen", ags="03159016", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=goettingen)
    make_region("Northeim", ags="03155011", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=karte.northeim)
    for name in (
        "Treffpunkte und Austausch",
        "Unterhaltsvorschuss",
        "Kindesunterhalt",
        "Kinderbetreuung",
        "Trennung und Scheidung",
        "Schulden",
        "Bewerbung",
        "Wiedereinstieg",
        "Sprachkurs mit Kind",
        "Freizeit und Ferien",
        "Beratung und Krisenhilfe",
        "Gesundheit",
        "Wohnen",
    ):
        make_thema(name)
    for name in ("Väter", "Mit Schulkindern", "Auf Arbeitssuche", "Zugewanderte und Geflüchtete"):
        make_zielgruppe(name)


def importiere(datei, *optionen) -> list[str]:
    ausgabe = StringIO()
    call_command("import_angebote", str(datei), *optionen, stdout=ausgabe)
    return ausgabe.getvalue().splitlines()


def scheitere(datei, *optionen) -> list[str]:
    """The error lines, the closing sentence last. Nothing is on the other channel."""
    ausgabe, fehler = StringIO(), StringIO()
    with pytest.raises(CommandError) as schluss:
        call_command("import_angebote", str(datei), *optionen, stdout=ausgabe, stderr=fehler)
    assert ausgabe.getvalue() == ""
    assert schluss.value.returncode == 1
    return [*fehler.getvalue().splitlines(), str(schluss.value)]


@pytest.fixture
def liste(tmp_path):
    def schreibe(*zeilen, **form):
        datei = tmp_path / "liste.csv"
        datei.write_bytes(make_csv(*zeilen, **form))
        return datei

    return schreibe


def test_example_sheets_import_once_in_both_formats():
    drei = "„Familienzentrum Sollingblick“, „Verein Nachbarinnen Göttingen“, „Beratungshaus Kaulsdorf“"
    for datei in ("angebote-beispiel.csv", "angebote-beispiel.xlsx"):
        assert importiere(BEISPIELE / datei, "--probelauf")[-4:] == [
            "10 neu, 0 geändert, 0 unverändert.",
            f"Neue Partner: {drei} und „Bildungswerk Dreiländereck“.",
            "Neue Angebote ohne Netzwerk: 10.",
            "Probelauf: Es wurde nichts übernommen.",
        ]
    assert Angebot.objects.count() == 0

    assert importiere(BEISPIELE / "angebote-beispiel.csv")[-3] == "10 neu, 0 geändert, 0 unverändert."
    assert importiere(BEISPIELE / "angebote-beispiel.csv")[-1] == "0 neu, 0 geändert, 10 unverändert."
    assert importiere(BEISPIELE / "angebote-beispiel.xlsx")[-1] == "0 neu, 0 geändert, 10 unverändert."
    assert (Angebot.objects.count(), Partner.objects.count()) == (10, 4)


def test_faulty_example_fails_as_its_readme_says():
    block = (BEISPIELE / "README.md").read_text(encoding="utf-8").split("```\n")[-2]

    assert scheitere(BEISPIELE / "angebote-fehlerhaft.csv") == block.splitlines()
    assert (Angebot.objects.count(), Partner.objects.count()) == (0, 0)


def test_thousand_rows_with_three_faults_then_repaired(liste):
    zeilen = [{"schluessel": f"K{n}", "titel": f"Kurs {n}", "plz": "37154", "ort": "Northeim"} for n in range(1000)]
    gut = [dict(zeile) for zeile in zeilen]
    zeilen[10]["plz"] = "3715"
    zeilen[500]["themen"] = "Gesundheid"
    zeilen[999]["region"] = "München"

    assert scheitere(liste(*zeilen, zeichensatz="cp1252")) == [
        "Zeile 12, Spalte „plz“: „3715“ – bitte fünf Ziffern, z. B. „12619“.",
        "Zeile 502, Spalte „themen“: „Gesundheid“ kennen wir nicht. Meinten Sie „Gesundheit“?",
        "Zeile 1001, Spalte „region“: „München“ ist mehrdeutig; "
        "gemeint sein kann „Stadt München“ oder „Landkreis München“.",
        "3 Fehler. Es wurde nichts übernommen.",
    ]
    assert (Angebot.objects.count(), Partner.objects.count()) == (0, 0)

    assert importiere(liste(*gut))[-3:] == [
        "1000 neu, 0 geändert, 0 unverändert.",
        "Neue Partner: „Caritas Northeim“.",
        "Neue Angebote ohne Netzwerk: 1000.",
    ]
    assert importiere(liste(*gut)) == ["0 neu, 0 geändert, 1000 unverändert."]

    gut[3]["telefon"] = "05551 000-3"
    assert importiere(liste(*gut), "--probelauf") == [
        "Zeile 5, „Kurs 3“, telefon: (leer) → „05551 000-3“",
        "0 neu, 1 geändert, 999 unverändert.",
        "Probelauf: Es wurde nichts übernommen.",
    ]
    assert importiere(liste(*gut)) == ["0 neu, 1 geändert, 999 unverändert."]
    assert Angebot.objects.get(telefon="05551 000-3").titel == "Kurs 3"


def test_header_faults_are_counted_as_faults(liste):
    assert scheitere(liste({"partner": None})) == [
        "Zeile 1: Die Spalte „partner“ fehlt. Bitte ergänzen; nötig sind „titel“, „partner“, „region“ und „themen“.",
        "1 Fehler. Es wurde nichts übernommen.",
    ]


def test_wrong_encoding_is_named(liste):
    datei = liste({"titel": "Mütterfrühstück"})
    datei.write_bytes(datei.read_bytes().decode("utf-8-sig").encode().decode("latin-1").encode())

    assert scheitere(datei) == [
        "Zeile 2, Spalte „titel“: „MÃ¼tterfrÃ¼hstÃ¼ck“ – die Umlaute sind beschädigt. "
        "Bitte die Tabelle neu als „CSV UTF-8“ oder XLSX speichern.",
        "1 Fehler. Es wurde nichts übernommen.",
    ]


def test_long_change_shows_where_it_differs(liste):
    lang = "Wort " * 200
    importiere(liste({"beschreibung": f"{lang}Ende"}))

    zeilen = importiere(liste({"beschreibung": f"{lang}Schluss"}), "--probelauf")

    anfang = f"…{(lang + 'Ende')[940:1000]}"
    assert zeilen[0] == f"Zeile 2, „Offener Treff“, beschreibung: „{anfang}Ende“ → „{anfang}Schluss“"


def test_options(liste):
    netzwerk = make_netzwerk("Nano", slug="nano")
    make_netzwerk(slug="alt", status="historisch")

    importiere(liste({"schluessel": "1"}), "--veroeffentlicht", "--quelle", "awo-2026", "--netzwerk", "nano")

    angebot = Angebot.objects.get()
    assert (angebot.status, angebot.quelle, angebot.netzwerk) == ("veroeffentlicht", "awo-2026", netzwerk)
    assert scheitere(liste({}), "--netzwerk", "alt") == [
        "Ein aktives Netzwerk „alt“ gibt es nicht. Möglich sind „nano“.",
        "1 Fehler. Es wurde nichts übernommen.",
    ]
    assert scheitere(liste({}), "--quelle", "für uns") == [
        "Quelle „für uns“: bitte höchstens 60 Buchstaben (ohne Umlaute), Ziffern, „-“ und „_“.",
        "1 Fehler. Es wurde nichts übernommen.",
    ]


def test_file_that_cannot_be_read_is_named(tmp_path):
    schluss = "1 Fehler. Es wurde nichts übernommen."
    fehlt, ordner = tmp_path / "fehlt.csv", tmp_path / "ordner"
    ordner.mkdir()

    assert scheitere("gibt/es/nicht.csv") == [
        "Die Datei „gibt/es/nicht.csv“ gibt es nicht. Bitte den Pfad prüfen.",
        schluss,
    ]
    assert scheitere(fehlt)[0].endswith("fehlt.csv“ gibt es nicht. Bitte den Pfad prüfen.")
    assert scheitere(ordner)[0].endswith("ist ein Ordner. Bitte eine CSV-, XLSX- oder ODS-Datei angeben.")
    assert scheitere("a\0b.csv") == ["Die Datei „a\0b.csv“ lässt sich nicht lesen.", schluss]


def test_file_is_known_by_its_content_and_not_by_its_name(tmp_path):
    falsch = tmp_path / "liste.txt"
    shutil.copy(BEISPIELE / "angebote-beispiel.xlsx", falsch)

    assert importiere(falsch)[-3] == "10 neu, 0 geändert, 0 unverändert."
