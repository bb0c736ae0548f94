"""What search engines are told of a drop-in point, read from its page."""

import json
import re
from datetime import time

import pytest
from django.utils import timezone

from anlaufstellen.models import Anlaufstelle, Oeffnungszeit
from tests.factories import make_anlaufstelle

pytestmark = pytest.mark.django_db

WOCHE = "https://schema.org/"


def gelesen(client, objekt) -> dict:
    seite = client.get(objekt.get_absolute_url()).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', seite, re.DOTALL)
    return json.loads(block)


def test_point_says_where_when_and_by_which_number(client):
    stelle = make_anlaufstelle(
        "Treff",
        telefon="05551 000-1",
        strasse="Hofweg 1",
        plz="37154",
        ort="Northeim",
        lat=51.7,
        lon=10.0,
        zeiten=[(0, 9, 12)],
        website="",
    )
    Oeffnungszeit.objects.create(anlaufstelle=stelle, wochentag=1, von=time(20), bis=time(0), nur_telefon=True)

    daten = gelesen(client, stelle)

    assert (daten["@type"], daten["name"], daten["telephone"]) == (["Place", "Organization"], "Treff", "05551 000-1")
    assert daten["url"] == stelle.get_absolute_url()
    assert daten["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Hofweg 1",
        "postalCode": "37154",
        "addressLocality": "Northeim",
        "addressCountry": "DE",
    }
    assert daten["geo"] == {"@type": "GeoCoordinates", "latitude": 51.7, "longitude": 10.0}
    assert daten["openingHoursSpecification"] == [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": [f"{WOCHE}Monday"], "opens": "09:00", "closes": "12:00"}
    ]
    assert daten["contactPoint"]["hoursAvailable"][0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"{WOCHE}Tuesday"],
        "opens": "20:00",
        "closes": "00:00",
    }


def test_protected_point_says_name_and_phone_only(client):
    stelle = make_anlaufstelle(
        "Zuflucht",
        art=Anlaufstelle.Art.SCHUTZ,
        adresse_geschuetzt=True,
        telefon="05551 000-2",
        strasse="Ankerweg 7",
        plz="37154",
        ort="Northeim",
        lat=51.7,
        lon=10.0,
        zeiten=[(0, 9, 12)],
    )

    assert gelesen(client, stelle) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Zuflucht",
        "telephone": "05551 000-2",
    }


def test_hotline_is_reached_at_hours_and_stands_nowhere(client):
    stelle = make_anlaufstelle(
        "Elterntelefon",
        art=Anlaufstelle.Art.HOTLINE,
        telefon="0800 000",
        plz="37154",
        ort="Northeim",
        zeiten=[(0, 9, 12)],
    )

    daten = gelesen(client, stelle)

    assert daten["@type"] == "Organization"
    assert daten["contactPoint"]["telephone"] == "0800 000"
    assert [name for name in ("address", "geo", "openingHoursSpecification") if name in daten] == []


def test_closure_stands_as_a_special_day(client):
    stelle = make_anlaufstelle(zeiten=[(tag, 9, 12) for tag in range(7)])
    heute = timezone.localdate()
    stelle.ausnahmen.create(von=heute, bis=heute)

    zeilen = gelesen(client, stelle)["specialOpeningHoursSpecification"]

    assert [(zeile["opens"], zeile["closes"]) for zeile in zeilen if zeile["validFrom"] == heute.isoformat()] == [
        ("00:00", "00:00")
    ]


def test_what_people_type_never_ends_the_block(client):
    boese = 'Treff </script><script>alert("1")</script> & <!-- „Mitte“'
    stelle = make_anlaufstelle(boese, slug="treff")

    seite = client.get(stelle.get_absolute_url()).content.decode()

    assert gelesen(client, stelle)["name"] == boese
    assert "<script>alert" not in seite
