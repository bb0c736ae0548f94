import pytest

from anlaufstellen.models import Anlaufstelle
from anlaufstellen.wege import make_wegadressen
from tests.factories import make_anlaufstelle

pytestmark = pytest.mark.django_db
PUNKT = (51.7069, 10.0011)


def test_an_exact_point_is_named_by_its_coordinate():
    weg = make_wegadressen(PUNKT, "Markt 1, 37154 Northeim", ungefaehr=False)

    assert weg.geo == "geo:51.70690,10.00110?q=Markt%201%2C%2037154%20Northeim"
    assert weg.plan == "https://www.openstreetmap.org/directions?to=51.70690,10.00110"


def test_the_middle_of_a_postcode_is_not_where_one_goes():
    weg = make_wegadressen(PUNKT, "Markt 1, 37154 Northeim", ungefaehr=True)

    assert weg.geo == "geo:0,0?q=Markt%201%2C%2037154%20Northeim"
    assert weg.plan == "https://www.openstreetmap.org/directions?to=Markt%201%2C%2037154%20Northeim"


ORT = {"strasse": "Ankerweg 7", "plz": "37154", "ort": "Northeim", "lat": PUNKT[0], "lon": PUNKT[1]}


def test_page_says_the_way_and_what_nobody_knows(client):
    stelle = make_anlaufstelle("Treff", **ORT, oepnv="Bus 230 bis Markt", stufenfrei=True)

    seite = client.get(stelle.get_absolute_url()).content.decode()

    assert "<dt>Bus und Bahn</dt><dd>Bus 230 bis Markt</dd>" in seite
    assert "<dt>Parkplatz</dt><dd>nicht bekannt</dd>" in seite
    assert "<dt>Ohne Stufen</dt><dd>ja</dd>" in seite
    assert 'href="geo:51.70690,10.00110?q=Ankerweg' in seite
    assert 'href="https://www.openstreetmap.org/directions?to=51.70690,10.00110" rel="noopener noreferrer"' in seite


@pytest.mark.parametrize(
    "wie",
    [
        {"art": Anlaufstelle.Art.SCHUTZ, "adresse_geschuetzt": True},
        {"art": Anlaufstelle.Art.MOBIL, "adresse_geschuetzt": True},
    ],
)
def test_nothing_leads_to_a_protected_address(client, wie):
    geheim = make_anlaufstelle("Haus", **ORT, **wie, oepnv="Bus 230 bis Anker", anfahrt="Hinter dem Anker")
    offen = make_anlaufstelle("Treff", plz="37154", ort="Northeim", lat=51.7, lon=10.0)

    seite = client.get(geheim.get_absolute_url()).content.decode()
    daneben = client.get(offen.get_absolute_url()).content.decode()

    for wort in ("Anker", "51.70", "10.00", "geo:", "openstreetmap.org/directions", "lageplan-bild"):
        assert wort not in seite
    assert "lageplan-bild" in daneben
    assert "Haus" not in daneben
    assert "Anker" not in daneben


def test_a_telephone_line_is_nowhere(client):
    leitung = make_anlaufstelle("Leitung", art=Anlaufstelle.Art.HOTLINE, **ORT)

    seite = client.get(leitung.get_absolute_url()).content.decode()

    assert "lageplan-bild" not in seite
    assert "Bus und Bahn" not in seite
