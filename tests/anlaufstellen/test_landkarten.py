"""What stands on the maps of the pages, and what they cost."""

import pytest

from anlaufstellen.landkarten import make_karte
from anlaufstellen.models import Anlaufstelle
from tests.factories import make_anlaufstelle, make_netzwerk, make_region
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
HIER = {"lat": 52.50, "lon": 13.58, "strasse": "Allee 1", "ort": "Berlin"}


def namen(karte):
    return [zeile.ziel.name for zeile in karte.zeilen]


def test_map_of_a_point_has_its_neighbours_the_nearest_first(client):
    stelle = make_anlaufstelle("Hier", **HIER)
    make_anlaufstelle("Weiter", lat=52.55, lon=13.58)
    make_anlaufstelle("Nah", lat=52.51, lon=13.58)
    make_anlaufstelle("Zu weit", lat=52.80, lon=13.58)
    make_anlaufstelle("Leitung", lat=52.51, lon=13.58, art=Anlaufstelle.Art.HOTLINE)
    make_anlaufstelle("Versteckt", lat=52.51, lon=13.58, ist_veroeffentlicht=False)

    karte = client.get(stelle.get_absolute_url()).context["karte"]

    assert namen(karte) == ["Hier", "Nah", "Weiter"]
    assert [marke.ist_eigen for marke in karte.marken] == [True, False, False]


def test_known_places_are_named(client):
    orte = make_landkarte()
    orte.kaulsdorf.lat, orte.kaulsdorf.lon = 52.51, 13.59
    orte.kaulsdorf.save()
    make_region("Nirgends", ags="01001", bezeichnung="Kreisfreie Stadt", lat=54.78, lon=9.44)
    stelle = make_anlaufstelle("Hier", **HIER)

    karte = client.get(stelle.get_absolute_url()).context["karte"]

    assert [ort.name for ort in karte.orte] == ["Kaulsdorf"]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_map_of_a_point_costs_the_same_for_one_and_five_neighbours(client, anzahl, django_assert_num_queries):
    stelle = make_anlaufstelle("Hier", **HIER)
    for nummer in range(anzahl):
        make_anlaufstelle(f"Nachbarin {nummer}", lat=52.50 + nummer / 100, lon=13.6)

    with django_assert_num_queries(14):
        karte = client.get(stelle.get_absolute_url()).context["karte"]

    assert len(karte.zeilen) == anzahl + 1


@pytest.mark.parametrize("anzahl", [1, 5])
def test_map_of_a_list_costs_the_same_for_one_and_five_points(client, anzahl, django_assert_num_queries):
    orte = make_landkarte()
    for nummer in range(anzahl):
        make_anlaufstelle(f"Treff {nummer}", regionen=[orte.bezirk], lat=52.50 + nummer / 100, lon=13.6)

    with django_assert_num_queries(16):
        karte = client.get("/anlaufstellen/?ort=12621").context["karte"]

    assert namen(karte) == [f"Treff {nummer}" for nummer in range(anzahl)]


def test_map_shows_the_points_of_the_page(client):
    orte = make_landkarte()
    for nummer in range(31):
        make_anlaufstelle(f"Treff {nummer:02}", regionen=[orte.bezirk], lat=52.50 + nummer / 1000, lon=13.6)

    antwort = client.get("/anlaufstellen/?ort=12621")

    assert namen(antwort.context["karte"]) == [stelle.name for stelle in antwort.context["stellen"]]
    assert len(antwort.context["stellen"]) == 12


def test_more_than_thirty_points_are_not_drawn():
    orte = make_landkarte()
    stellen = [
        make_anlaufstelle(f"Treff {nummer:02}", regionen=[orte.bezirk], lat=52.50 + nummer / 1000, lon=13.6)
        for nummer in range(31)
    ]

    assert namen(make_karte(stellen)) == [f"Treff {nummer:02}" for nummer in range(30)]


def test_page_of_a_network_has_a_map_of_its_open_points(client):
    netzwerk = make_netzwerk()
    make_anlaufstelle("Offen", netzwerk=netzwerk, **HIER)
    make_anlaufstelle("Haus", netzwerk=netzwerk, art="schutz", adresse_geschuetzt=True, lat=52.51, lon=13.59)

    seite = client.get(netzwerk.get_absolute_url()).content.decode()

    liste = seite.partition("lageplan-liste")[2]
    assert "Offen" in liste
    assert "Haus" not in liste
    assert "13.59" not in seite


@pytest.mark.parametrize("ort", ["%00", "%ff%fe", "9" * 31, "<script>", "12621%0012621", "AGS 03155"])
def test_no_place_breaks_the_list(client, ort):
    make_landkarte()
    make_anlaufstelle("Hier", **HIER)

    assert client.get(f"/anlaufstellen/?ort={ort}").status_code == 200
