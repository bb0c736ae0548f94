import re
from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from anlaufstellen.models import Anlaufstelle, Tourhalt
from tests.factories import make_anlaufstelle, make_netzwerk, make_partner, make_person, make_sprache
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", 10),
        ("ort=12621", 19),
        ("ort=12621&umkreis=10&zeit=wochenende&telefon=1&kinder=mit_kind&sprache=de", 23),
        ("ort=12621&woche=sa-vormittag&woche=mo-vormittag&art=treff", 22),
    ],
)
def test_anlaufstelle_list_query_count_is_constant(client, count, query, queries, django_assert_num_queries):
    orte = make_landkarte()
    for nummer in range(count):
        stelle = make_anlaufstelle(
            f"Treff {nummer}",
            art="treff",
            regionen=[orte.bezirk],
            zeiten=[(0, 9, 12), (5, 9, 12)],
            kinderbetreuung="ja",
            lat=52.5,
            lon=13.6,
        )
        stelle.sprachen.add(make_sprache())
        amt = make_partner(art="jugendamt", region=orte.bezirk)
        make_person(partner=amt)

    with django_assert_num_queries(queries):
        antwort = client.get(f"/anlaufstellen/?{query}")

    assert antwort.content.decode().count("Mo, Sa 9–12 Uhr") == count


@pytest.mark.parametrize(
    "query",
    [
        "ort=%00",
        "ort=" + "9" * 31,
        "umkreis=" + "9" * 31,
        "umkreis=-5",
        "umkreis=nan",
        "zeit=%00",
        "woche=%00",
        "woche=mo-&woche=-abend",
        "telefon=%ff%fe",
        "kinder=1%00",
        "art=%F0%9F%98%80",
        "sprache=%00",
        "seite=" + "9" * 31,
        "seite=%00",
        "ort=12621&umkreis=1e400",
        "&&&=%",
    ],
)
def test_no_question_breaks_the_list(client, query):
    make_landkarte()
    make_anlaufstelle("Treff")

    antwort = client.get(f"/anlaufstellen/?{query}")

    assert antwort.status_code == 200
    assert "Treff" in antwort.content.decode()


def test_pages_with_a_state_are_asked_for_anew(client):
    stelle = make_anlaufstelle(durchgehend=True)

    for adresse in ("/anlaufstellen/", stelle.get_absolute_url()):
        kopf = client.get(adresse)["Cache-Control"]
        assert "private" in kopf
        assert set(kopf.split(", ")) == {"private", "no-cache"}


def test_state_stands_on_the_card_and_on_the_page_and_carries_what_follows(client):
    stelle = make_anlaufstelle(durchgehend=True)

    for adresse in ("/anlaufstellen/", stelle.get_absolute_url()):
        seite = client.get(adresse).content.decode()
        assert re.findall(r'data-lage="(\w+)" data-zustaende="\d+ immer Rund um die Uhr erreichbar', seite) == ["immer"]
        assert "<span>Rund um die Uhr erreichbar</span>" in seite


def test_mobile_point_is_open_where_it_stops_and_protected_one_says_nothing_of_its_tour(client):
    for name, geschuetzt in (("Bus", False), ("Geheim", True)):
        stelle = make_anlaufstelle(name, art=Anlaufstelle.Art.MOBIL, adresse_geschuetzt=geschuetzt)
        for tag in range(7):
            Tourhalt.objects.create(
                anlaufstelle=stelle, bezeichnung="Ankerplatz", wochentag=tag, von=time(0), bis=time(0)
            )

    seite = client.get("/anlaufstellen/").content.decode()

    assert re.findall(r"<span>(Jetzt [^<]*|Zeiten [^<]*)</span>", seite) == [
        "Jetzt geöffnet",
        "Zeiten nicht bekannt, bitte anrufen",
    ]
    assert "Ankerplatz" not in seite


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


def test_page_says_each_feature_once(client):
    werte = {"stufenfrei": True, "parkplatz": None, "wickeltisch": True}
    stellen = [
        make_anlaufstelle("Haus", strasse="Markt 1", plz="37154", ort="Northeim", **werte),
        make_anlaufstelle("Geheim", adresse_geschuetzt=True, **werte),
        make_anlaufstelle("Leitung", art=Anlaufstelle.Art.HOTLINE, **werte),
    ]

    seiten = [client.get(stelle.get_absolute_url()).content.decode() for stelle in stellen]

    assert [seite.count("Ohne Stufen") for seite in seiten] == [1, 1, 1]
    assert [seite.count("Parkplatz") for seite in seiten] == [1, 1, 0]
    assert ["Kinderbetreuung" in seite for seite in seiten] == [True, True, False]


@pytest.mark.parametrize(
    ("art", "tage", "zeilen"),
    [
        ("treff", 4, ["Mo 9–10 Uhr", "Di 9–11 Uhr", "Mi 9–12 Uhr", "Do 9–13 Uhr"]),
        ("treff", 5, ["Mo 9–10 Uhr", "Di 9–11 Uhr", "Mi 9–12 Uhr", "und mehr"]),
        ("mobil", 0, ["an wechselnden Orten"]),
    ],
)
def test_card_never_cuts_hours_without_a_word(art, tage, zeilen):
    stelle = make_anlaufstelle(art=art, zeiten=[(tag, 9, 10 + tag) for tag in range(tage)])

    assert [str(zeile) for zeile in stelle.zeiten_kurz] == zeilen


def test_page_of_a_mobile_point_leads_from_its_hours_to_its_stops(client):
    stelle = make_anlaufstelle("Bus", art=Anlaufstelle.Art.MOBIL)
    stelle.halte.create(bezeichnung="Markt", wochentag=0, von=time(9), bis=time(12))

    assert '<a href="#tour">Wann wir wo halten</a>' in client.get(stelle.get_absolute_url()).content.decode()


def test_hours_that_are_over_are_told_nowhere(client):
    heute = timezone.localdate()
    stelle = make_anlaufstelle(zeiten=[(0, 9, 12)], art=Anlaufstelle.Art.INFOPOINT)
    for ende, von in ((heute - timedelta(days=1), 17), (heute, 20)):
        stelle.zeiten.create(wochentag=1, von=time(von), bis=time(von + 1), gueltig_bis=ende)
    seiten = [client.get(adresse).content.decode() for adresse in (stelle.get_absolute_url(), "/anlaufstellen/")]

    assert [("17–18" in seite, "20–21" in seite) for seite in seiten] == [(False, True)] * 2


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
