"""Drop-in points out of a sheet, and their sheet back."""

from datetime import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlaufstellen.einlesen import ANLAUFSTELLE
from anlaufstellen.models import Anlaufstelle
from netzwerk.einlesen.uebernahme import apply_plan
from netzwerk.tabellen.ausgabe import FORMATE, write_tabelle
from tests.factories import make_anlaufstelle, make_netzwerk, make_partner, make_region, make_sprache, make_thema
from tests.netzwerk.tabellen.einlesen import aenderungen, arten, fehler, lies_ein, plane, plane_datei

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return make_partner("Caritas Northeim", kurzname="Caritas")


def test_new_point_gets_every_column(partner):
    make_region("Northeim", ags="03155")
    make_thema("Wohnen")
    netzwerk = make_netzwerk()

    lies_ein(
        ANLAUFSTELLE,
        {
            "schluessel": "A-1",
            "name": "Infopoint Süd",
            "partner": "Caritas",
            "art": "Infopoint",
            "zeiten": "Mo–Fr 9–12; Do 14–18 Uhr",
            "regionen": "Landkreis Northeim",
            "themen": "Wohnen",
            "stufenfrei": "ja",
            "wickeltisch": "nein",
            "parkplatz": "",
            "ist_veroeffentlicht": "",
        },
        netzwerk=netzwerk,
    )

    stelle = Anlaufstelle.objects.get()
    assert (stelle.name, stelle.slug, stelle.art, stelle.netzwerk) == (
        "Infopoint Süd",
        "infopoint-sued",
        "infopoint",
        netzwerk,
    )
    assert (stelle.stufenfrei, stelle.wickeltisch, stelle.parkplatz) == (True, False, None)
    assert stelle.zeiten_text == ["Mo–Mi, Fr 9–12 Uhr", "Do 9–12 und 14–18 Uhr"]
    assert (stelle.ist_veroeffentlicht, stelle.nummer > 0) == (True, True)


def test_refuge_needs_protection(partner):
    zeile = {"name": "Haus", "partner": "Caritas", "art": "Schutz vor Gewalt"}

    assert fehler(plane(ANLAUFSTELLE, zeile)) == [
        "Zeile 2, Spalte „art“: bei „Schutz vor Gewalt“ muss „adresse_geschuetzt“ auf „ja“ stehen."
    ]
    lies_ein(ANLAUFSTELLE, {**zeile, "adresse_geschuetzt": "ja", "strasse": "Geheime Gasse 7"})
    stelle = Anlaufstelle.objects.get()
    assert (stelle.adresse_geschuetzt, stelle.anschrift, stelle.strasse) == (True, None, "Geheime Gasse 7")
    assert fehler(plane(ANLAUFSTELLE, {"name": "Haus", "partner": "Caritas", "adresse_geschuetzt": "nein"})) == [
        "Zeile 2, Spalte „adresse_geschuetzt“: bei „Schutz vor Gewalt“ muss „adresse_geschuetzt“ auf „ja“ stehen."
    ]


def test_point_is_found_by_name_and_partner(partner):
    make_anlaufstelle("Treff", partner=partner, telefon="0555 1")
    make_anlaufstelle("Treff", partner=make_partner("Andere"), telefon="0555 1")

    plan = lies_ein(ANLAUFSTELLE, {"name": "TREFF", "partner": "Caritas", "telefon": "0555 2"})

    assert aenderungen(plan) == [(2, "name", "Treff", "TREFF"), (2, "telefon", "0555 1", "0555 2")]
    assert list(Anlaufstelle.objects.filter(partner__name="Andere").values_list("telefon", flat=True)) == ["0555 1"]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_plan_costs_a_fixed_number_of_queries(partner, anzahl, django_assert_num_queries):
    make_thema("Wohnen")
    zeilen = [{"name": f"P {n}", "partner": "Caritas", "themen": "Wohnen", "zeiten": "Mo 9-12"} for n in range(anzahl)]
    lies_ein(ANLAUFSTELLE, *zeilen)

    with django_assert_num_queries(9):
        plan = plane(ANLAUFSTELLE, *[{**zeile, "zeiten": "Di 9-12"} for zeile in zeilen])

    assert arten(plan) == ["geaendert"] * anzahl


def als_tabelle(endung):
    stellen = ANLAUFSTELLE.lade(Anlaufstelle.objects.order_by("pk"))
    zeilen = [[spalte.zeige(stelle) for spalte in ANLAUFSTELLE.spalten] for stelle in stellen]
    return write_tabelle(endung, "Anlaufstellen", [[spalte.name for spalte in ANLAUFSTELLE.spalten], *zeilen])


WORT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20)
NAME = WORT.map(lambda text: "Ä" + " ".join(text.split()))
SATZ = st.one_of(st.just(""), st.sampled_from(["=1+1", "+49 5", "-x", "@a", "'=b", "''+c", "a;b", 'sagt "ja"'])) | NAME


@pytest.mark.parametrize("endung", FORMATE)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(namen=st.lists(NAME, min_size=1, max_size=3, unique_by=lambda n: n), satz=SATZ, ja=st.none() | st.booleans())
def test_what_is_written_is_read_back_unchanged(partner, endung, namen, satz, ja):
    Anlaufstelle.objects.all().delete()
    for nummer, name in enumerate(namen):
        make_anlaufstelle(
            name,
            partner=partner,
            externer_schluessel=f"K-{nummer}",
            kurzbeschreibung=satz,
            gebiet=satz,
            stufenfrei=ja,
            zeiten=[(nummer, 9, 12)],
        )

    plan = plane_datei(ANLAUFSTELLE, als_tabelle(endung), f"x.{endung}")

    assert (fehler(plan), arten(plan)) == ([], ["unveraendert"] * len(namen))


@pytest.mark.parametrize("endung", FORMATE)
def test_a_written_sheet_makes_the_same_points_elsewhere(partner, endung):
    make_sprache("ar", "Arabisch")
    lies_ein(
        ANLAUFSTELLE,
        {
            "schluessel": "A-1",
            "name": "=Ümläut; „Treff“",
            "partner": "Caritas",
            "kurzbeschreibung": "@Zeile",
            "beschreibung": "Eins\n\nzwei  drei",
            "zeiten": "Mo 9–12 (ab 1.6.2026); letzter Do 16.30–18",
            "sprachen": "Arabisch",
            "plz": "01067",
            "telefon": "+49 5551 1",
            "stufenfrei": "nein",
        },
    )
    datei = als_tabelle(endung)
    alt = Anlaufstelle.objects.get()
    vorher = {s.name: s.zeige(alt) for s in ANLAUFSTELLE.spalten}
    alt.delete()

    plan = plane_datei(ANLAUFSTELLE, datei, f"x.{endung}")
    assert (fehler(plan), arten(plan)) == ([], ["neu"])
    apply_plan(plan)

    neu = Anlaufstelle.objects.get()
    assert {s.name: s.zeige(neu) for s in ANLAUFSTELLE.spalten} == vorher
    assert neu.zeiten.first().von == time(9)
