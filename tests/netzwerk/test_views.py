import pytest

from netzwerk.karte import BREITE, HOEHE, project_punkt
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_partner, make_person, make_region
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(("adresse", "queries"), [("/netzwerke/", 2), ("/partner/", 2), ("/impressum/", 1)])
def test_list_query_count_is_constant(client, count, adresse, queries, django_assert_num_queries):
    make_landkarte()
    for nummer in range(count):
        make_partner(f"Amt {nummer}", netzwerk=make_netzwerk(f"Netz {nummer}", lat=51.7, lon=10.0))

    with django_assert_num_queries(queries):
        antwort = client.get(adresse)

    assert antwort.status_code == 200


def test_netzwerk_list_lights_networks_and_marks_history(client):
    make_region("Northeim", ags="03155", lat=51.7, lon=9.97)
    make_netzwerk("NONA", status="historisch", lat=51.7, lon=9.97, jahr_von=2011, jahr_bis=2013)
    make_netzwerk("Neues Netz", lat=52.5, lon=13.6)
    make_netzwerk("Ruhendes Netz", status="ruhend", lat=50, lon=8)

    seite = client.get("/netzwerke/").content.decode()

    assert seite.count("landkarte-kreis") == 1
    assert seite.count("landkarte-netz") == 2
    assert seite.count("landkarte-aktiv") == 1
    assert "Stand 2013" in seite
    assert "Ruhendes Netz" not in seite


def test_historic_netzwerk_says_so(client):
    netz = make_netzwerk("NONA", status="historisch", traeger="Verein X", gebiet="Landkreis Northeim")

    seite = client.get(netz.get_absolute_url()).content.decode()

    assert "Stand 2013" in seite
    assert "Verein X" in seite


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(("seite", "queries"), [("partner", 15), ("netzwerk", 13)])
def test_cards_say_what_is_open_for_a_fixed_number_of_queries(client, count, seite, queries, django_assert_num_queries):
    netz = make_netzwerk()
    eintraege = {"partner": make_partner(netzwerk=netz), "netzwerk": netz}
    for nummer in range(count):
        werte = {"partner": eintraege["partner"], "netzwerk": netz, "durchgehend": True}
        make_anlaufstelle(f"Treff {nummer}", lat=51.7, lon=10.0, **werte)
        make_angebot(f"Kurs {nummer}", **werte)

    with django_assert_num_queries(queries):
        antwort = client.get(eintraege[seite].get_absolute_url())

    karten = count * (2 if seite == "partner" else 1)
    assert antwort.content.decode().count("<span>Rund um die Uhr erreichbar</span>") == karten
    assert "no-cache" in antwort["Cache-Control"]


def test_partner_page_shows_public_things_only(client):
    netz = make_netzwerk()
    partner = make_partner("Jugendamt", netzwerk=netz)
    make_person("Öffentliche Person", partner=partner)
    make_person("Private Person", partner=partner, ist_oeffentlich=False)
    make_angebot("Sichtbarer Kurs", partner=partner, netzwerk=netz)
    make_angebot("Entwurfskurs", partner=partner, netzwerk=netz, status="entwurf")

    seite = client.get(partner.get_absolute_url()).content.decode()

    assert "Öffentliche Person" in seite
    assert "Sichtbarer Kurs" in seite
    assert "Private Person" not in seite
    assert "Entwurfskurs" not in seite


def test_partner_of_resting_network_is_not_found(client):
    partner = make_partner("Ruhendes Amt", netzwerk=make_netzwerk(status="ruhend"))

    assert client.get(partner.get_absolute_url()).status_code == 404
    assert "Ruhendes Amt" not in client.get("/partner/").content.decode()


@pytest.mark.parametrize("seite", ["impressum", "datenschutz", "barrierefreiheit"])
def test_legal_pages_are_data_of_the_network(client, seite):
    netz = make_netzwerk("Netz Nord", **{seite: "Verantwortlich: **Frau Muster**"})

    alle = client.get(f"/{seite}/").content.decode()
    eine = client.get(f"/netzwerke/{netz.slug}/{seite}/").content.decode()

    assert "<strong>Frau Muster</strong>" in alle
    assert "<strong>Frau Muster</strong>" in eine


def test_gesund_answers(client):
    assert client.get("/gesund").content == b"ok"


@pytest.mark.parametrize(("lat", "lon"), [(54.9, 8.3), (47.3, 10.2), (51.0, 6.0), (51.3, 15.0)])
def test_the_corners_of_germany_lie_on_the_map(lat, lon):
    punkt = project_punkt(lat, lon)

    assert 0 < punkt.x < BREITE
    assert 0 < punkt.y < HOEHE
