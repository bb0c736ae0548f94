"""The sign for a door: one page on A4 or A3, and none where nobody is to find the door."""

from datetime import date

import pytest

from anlaufstellen.models import Tourhalt
from tests.factories import make_anlaufstelle, make_netzwerk, make_thema
from tests.verwaltung import text
from tests.wegweiser.pdfs import bildworte, oeffne, seitentexte

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leerer_druckspeicher(settings, tmp_path):
    settings.CACHES = settings.CACHES | {"druck": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def make_stelle(**felder):
    vorgabe = {"telefon": "05551 708-140", "strasse": "Markt 1", "plz": "37154", "ort": "Northeim"}
    return make_anlaufstelle(
        "Treff am Markt",
        netzwerk=make_netzwerk("Netz Linde"),
        zeiten=[(0, 9, 12), (3, 14, 18)],
        **vorgabe | felder,
    )


def hole(client, stelle, **query):
    return client.get(f"{stelle.get_absolute_url()}schild.pdf", query)


def groesse(pdf: bytes) -> tuple[int, int]:
    """In millimetres."""
    dokument = oeffne(pdf)
    breite, hoehe = (float(wert) for wert in list(dokument.pages[0].mediabox)[2:])
    return round(breite / 72 * 25.4), round(hoehe / 72 * 25.4)


@pytest.mark.parametrize(
    ("query", "masse"), [({}, (210, 297)), ({"format": "a3"}, (297, 420)), ({"format": "\x00"}, (210, 297))]
)
def test_sign_says_where_when_and_how_to_call(client, query, masse):
    antwort = hole(client, make_stelle(art="infopoint"), **query)

    (seite,) = seitentexte(antwort.content)
    worte = ("Hier ist ein Infopoint", "Treff am Markt", "Mo 9–12 Uhr", "Do 14–18 Uhr", "05551 708-140", "Netz Linde")
    assert [wort for wort in worte if wort not in seite] == []
    assert groesse(antwort.content) == masse
    assert any("/e/" in wort for wort in bildworte(antwort.content))


def test_only_the_poster_says_what_one_gets(client):
    stelle = make_stelle(stufenfrei=True)
    stelle.themen.add(make_thema("Wohngeld"))

    tuer, halle = (seitentexte(hole(client, stelle, format=papier).content)[0] for papier in ("a4", "a3"))

    assert [("Wohngeld" in seite, "ohne Stufen" in seite) for seite in (tuer, halle)] == [(False, False), (True, True)]
    assert "Hier sind Sie richtig" in tuer


def test_a_van_shows_its_stops(client):
    stelle = make_stelle(art="mobil")
    Tourhalt.objects.create(anlaufstelle=stelle, bezeichnung="Uslar, Markt", wochentag=1, von="09:00", bis="12:00")

    (seite,) = seitentexte(hole(client, stelle).content)

    assert ("Hier halten wir" in seite, "Uslar, Markt: Di 9–12 Uhr" in seite) == (True, True)


def test_a_van_shows_single_days_in_their_order_and_none_that_is_over(client):
    stelle = make_stelle(art="mobil", nach_vereinbarung=True)
    for tag in (date(2020, 1, 6), date(2099, 6, 20), date(2099, 1, 5)):
        stelle.halte.create(bezeichnung="Fest", wochentag=0, von="9:00", bis="12:00", gueltig_von=tag, gueltig_bis=tag)

    (seite,) = seitentexte(hole(client, stelle, format="a3").content)

    worte = ["Wo und wann", "Mo 5.1.2099", "Sa 20.6.2099", "nach Vereinbarung"]
    assert [wort for wort in sorted(worte, key=seite.find) if wort in seite] == worte
    assert ("2020" in seite, seite.count("nach Vereinbarung")) == (False, 1)


@pytest.mark.parametrize("felder", [{"art": "hotline"}, {"art": "online"}, {"adresse_geschuetzt": True}])
def test_no_sign_where_there_is_no_door_to_find(client, felder):
    antwort = hole(client, make_stelle(**felder))

    assert (antwort.status_code, "Sie hat keine Tür" in text(antwort)) == (404, True)
    assert "Markt 1" not in text(antwort)


def test_hidden_points_have_none_and_old_names_lead_on(client):
    stelle = make_stelle()
    umleitung = client.get(f"/anlaufstellen/anders-{stelle.nummer}/schild.pdf")
    verborgen = make_stelle(ist_veroeffentlicht=False)

    assert umleitung.headers["Location"] == f"{stelle.get_absolute_url()}schild.pdf"
    assert hole(client, verborgen).status_code == 404
    assert client.get(f"/anlaufstellen/x-{'9' * 31}/schild.pdf").status_code == 404


def test_browser_that_has_it_is_told_so(client):
    stelle = make_stelle()
    marke = hole(client, stelle)["ETag"]

    antwort = client.get(f"{stelle.get_absolute_url()}schild.pdf", headers={"if-none-match": marke})

    assert antwort.status_code == 304
