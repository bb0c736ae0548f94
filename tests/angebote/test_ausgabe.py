import csv
import io
from datetime import date

import pytest

from angebote.import_export.abgleich import build_plan
from angebote.import_export.ausgabe import angebot_als_json, angebote_als_csv
from angebote.import_export.spalten import LISTE
from angebote.models import Angebot
from netzwerk.models import Partner
from netzwerk.tabellen.tabelle import read_tabelle
from netzwerk.tabellen.zelle import entschaerfe
from netzwerk.zeitplaene import Kalenderbuch
from tests.angebote.tabellen import aenderungen, arten, fehler
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_bund,
    make_partner,
    make_region,
    make_thema,
    make_zielgruppe,
)
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 23)
GEHEIM = {"strasse": "Geheimgasse 3", "plz": "37154", "ort": "Verstecksdorf"}


def als_json(angebot, anfrage) -> dict:
    return angebot_als_json(angebot, anfrage, Kalenderbuch(HEUTE).plan(angebot), HEUTE)


@pytest.fixture
def anfrage(rf):
    return rf.get("/angebote.csv")


def make_reiches(**fields):
    """One offer with every column filled and text that is hard for a spreadsheet."""
    return make_angebot(
        "Treff; „Süd“",
        **{
            "partner": make_partner("Müller & Söhne", telefon="05551 000-9", email="m@s.example"),
            "quelle": "demodaten",
            "externer_schluessel": "nom-001",
            "kurzbeschreibung": "=SUMME(A1)",
            "beschreibung": "- eins\n- zwei; drei\r\n",
            "strasse": "Weg 1",
            "plz": "37154",
            "ort": "Northeim",
            "kosten_cent": 450,
            "kosten_text": "je Tag; Essen extra",
            "telefon": "+49 5551 000-1",
            "website": "https://b.example/a",
            "regionen": [make_region("Northeim", ags="03155")],
            "themen": [make_thema("Wohnen"), make_thema("Wohngeld")],
            "zielgruppen": [make_zielgruppe("Väter")],
            "zeiten": [(1, 9, 12)],
            **fields,
        },
    )


def zeilen(text):
    assert text.startswith("\ufeffschluessel;titel;")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_csv_has_the_columns_of_the_import_and_the_address(anfrage):
    angebot = make_reiches()

    assert zeilen(angebote_als_csv(Angebot.objects.with_daten(), anfrage)) == [
        {
            "schluessel": "nom-001",
            "titel": "Treff; „Süd“",
            "kurzbeschreibung": "'=SUMME(A1)",
            "beschreibung": "'- eins\n- zwei; drei\r\n",
            "partner": "Müller & Söhne",
            "region": "Landkreis Northeim",
            "plz": "37154",
            "ort": "Northeim",
            "strasse": "Weg 1",
            "themen": "Wohnen; Wohngeld",
            "zielgruppen": "Väter",
            "kosten": "4,50 € (je Tag; Essen extra)",
            "telefon": "'+49 5551 000-1",
            "email": "m@s.example",
            "website": "https://b.example/a",
            "url": f"http://testserver/angebote/treff-sued-{angebot.nummer}/",
        }
    ]


@pytest.mark.parametrize(
    ("text", "sicher"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5", "'-5"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        ("5-3", "5-3"),
        ("", ""),
        ("„-“", "„-“"),
    ],
)
def test_entschaerfe(text, sicher):
    assert entschaerfe(text) == sicher


def test_export_can_be_imported_again_without_a_change(anfrage):
    karte = make_landkarte()
    make_reiches(regionen=[karte.berlin, karte.kaulsdorf, make_bund()])
    make_reiches(externer_schluessel="", quelle="", kosten_cent=None, kosten_text="kostenlos", partner=make_partner())
    make_reiches(externer_schluessel="", quelle="", partner=Partner.objects.last(), kosten_cent=0, kosten_text="")
    make_reiches(externer_schluessel="x", adresse_geschuetzt=True, **GEHEIM, partner=Partner.objects.last())
    stelle = make_anlaufstelle(strasse="Markt 1", plz="37154", ort="Northeim")
    make_angebot("Beim Treff", anlaufstelle=stelle, themen=[make_thema("Wohnen")])
    text = angebote_als_csv(Angebot.objects.with_daten(), anfrage)

    plan = build_plan(read_tabelle(text.encode(), "angebote.csv", LISTE))

    assert fehler(plan) == []
    assert aenderungen(plan) == []
    assert arten(plan) == ["unveraendert"] * 5


def test_protected_address_is_in_no_format(anfrage):
    eigene = make_angebot("Schutzraum", adresse_geschuetzt=True, **GEHEIM)
    stelle = make_anlaufstelle(art="schutz", adresse_geschuetzt=True, **GEHEIM)
    dort = make_angebot("Beratung", anlaufstelle=stelle)

    text = angebote_als_csv(Angebot.objects.with_daten(), anfrage)
    daten = [als_json(angebot, anfrage) for angebot in (eigene, dort)]

    assert len(zeilen(text)) == 2
    for ausgabe in (text, str(daten)):
        assert not [wort for wort in GEHEIM.values() if wort in ausgabe]
    assert [(d["strasse"], d["plz"], d["ort"]) for d in daten] == [("", "", "")] * 2


def test_json_of_one_offer(anfrage):
    angebot = make_reiches(bestaetigt_am="2026-03-14")
    angebot = Angebot.objects.with_daten().get(pk=angebot.pk)

    assert als_json(angebot, anfrage) == {
        "schluessel": "nom-001",
        "nummer": angebot.nummer,
        "titel": "Treff; „Süd“",
        "kurzbeschreibung": "=SUMME(A1)",
        "partner": "Müller & Söhne",
        "ort": "Northeim",
        "plz": "37154",
        "strasse": "Weg 1",
        "url": f"http://testserver/angebote/treff-sued-{angebot.nummer}/",
        "themen": ["Wohnen", "Wohngeld"],
        "thema_slugs": ["wohnen", "wohngeld"],
        "zielgruppen": ["Väter"],
        "regionen": ["Landkreis Northeim"],
        "kosten": "4,50 € (je Tag; Essen extra)",
        "kosten_cent": 450,
        "telefon": "+49 5551 000-1",
        "email": "m@s.example",
        "website": "https://b.example/a",
        "zeiten": ["Di 9–12 Uhr"],
        "zeiten_osm": "Tu 09:00-12:00; PH off",
        "zeiten_rrule": [
            "DTSTART;TZID=Europe/Berlin:20261124T090000\nRRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
        ],
        "bestaetigt_am": "2026-03-14",
    }


def test_json_keeps_free_and_unknown_apart(anfrage):
    frei, unbekannt = make_angebot("A", kosten_cent=0), make_angebot("B")

    assert [(d["kosten"], d["kosten_cent"]) for d in (als_json(a, anfrage) for a in (frei, unbekannt))] == [
        ("kostenlos", 0),
        ("", None),
    ]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_query_count_is_constant(anfrage, anzahl, django_assert_num_queries):
    for _nummer in range(anzahl):
        make_reiches(externer_schluessel="")

    with django_assert_num_queries(8):
        angebote_als_csv(Angebot.objects.with_daten(), anfrage)
    with django_assert_num_queries(9):
        buch = Kalenderbuch(HEUTE)
        [angebot_als_json(angebot, anfrage, buch.plan(angebot), HEUTE) for angebot in Angebot.objects.with_daten()]
