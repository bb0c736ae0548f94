from datetime import time

import pytest
from django.db import IntegrityError, transaction

from anlaufstellen.models import Anlaufstelle, Tourhalt
from tests.factories import make_anlaufstelle, make_netzwerk, make_sprache
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 5])
def test_anlaufstelle_list_query_count_is_constant(client, count, django_assert_num_queries):
    orte = make_landkarte()
    for nummer in range(count):
        stelle = make_anlaufstelle(f"Treff {nummer}", regionen=[orte.northeim], zeiten=[(0, 9, 12), (2, 14, 18)])
        stelle.sprachen.add(make_sprache())

    with django_assert_num_queries(6):
        antwort = client.get("/anlaufstellen/")

    assert antwort.content.decode().count("Mo 9–12 Uhr") == count


def test_anlaufstelle_list_by_place(client):
    orte = make_landkarte()
    make_anlaufstelle("Treff Northeim", regionen=[orte.northeim])
    make_anlaufstelle("Treff Berlin", regionen=[orte.bezirk])

    seite = client.get("/anlaufstellen/?ort=12621").content.decode()

    assert "Treff Berlin" in seite
    assert "Treff Northeim" not in seite


def test_unreleased_and_resting_points_stay_hidden(client):
    versteckt = make_anlaufstelle("Noch nicht offen", ist_veroeffentlicht=False)
    ruhend = make_anlaufstelle("Ruht gerade", netzwerk=make_netzwerk(status="ruhend"))

    seite = client.get("/anlaufstellen/").content.decode()

    assert "Noch nicht offen" not in seite
    assert "Ruht gerade" not in seite
    assert client.get(versteckt.get_absolute_url()).status_code == 404
    assert client.get(ruhend.get_absolute_url()).status_code == 404


def test_unknown_features_are_said_to_be_unknown(client):
    stelle = make_anlaufstelle(stufenfrei=True, spielecke=False)

    assert [(str(name), wert) for name, wert in stelle.merkmale] == [("ohne Stufen", True), ("Spielecke", False)]
    assert "Wickeltisch" in stelle.merkmale_unbekannt
    assert "Nicht bekannt" in client.get(stelle.get_absolute_url()).content.decode()


def test_by_appointment_never_shows_closed(client):
    stelle = make_anlaufstelle(nach_vereinbarung=True)

    seite = client.get(stelle.get_absolute_url()).content.decode()

    assert stelle.zeiten_text == ["nach Vereinbarung"]
    assert "nach Vereinbarung" in seite
    assert "geschlossen" not in seite.lower()


def test_shelter_without_protected_address_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_anlaufstelle(art=Anlaufstelle.Art.SCHUTZ, strasse="Ankerweg 7", adresse_geschuetzt=False)


def test_protected_point_shows_no_tour(client):
    stelle = make_anlaufstelle("Bus", art=Anlaufstelle.Art.MOBIL, adresse_geschuetzt=True)
    Tourhalt.objects.create(
        anlaufstelle=stelle, bezeichnung="Markt", strasse="Ankerweg 7", wochentag=0, von=time(9), bis=time(12)
    )

    seite = client.get(stelle.get_absolute_url()).content.decode()

    assert stelle.tour == []
    assert "Ankerweg" not in seite
    assert "Markt" not in seite
