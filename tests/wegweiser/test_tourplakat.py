"""The tour as a poster: one accessible page."""

from datetime import date, time

import pytest

from anlaufstellen.models import Anlaufstelle, Tourhalt
from tests.factories import make_anlaufstelle, make_netzwerk
from tests.wegweiser.pdfs import oeffne, seitentexte

pytestmark = pytest.mark.django_db


def make_bus(anzahl):
    bus = make_anlaufstelle(
        "Beratungsbus", art=Anlaufstelle.Art.MOBIL, telefon="05551 000-120", netzwerk=make_netzwerk("Netz Nord")
    )
    for nummer in range(anzahl):
        Tourhalt.objects.create(
            anlaufstelle=bus,
            bezeichnung=f"Halt {nummer}",
            strasse=f"Marktstraße {nummer}",
            ort="Uslar",
            wochentag=nummer % 5,
            von=time(9 + nummer // 5),
            bis=time(12 + nummer // 5),
        )
    return bus


def test_poster_names_stops_hours_and_telephone(client):
    bus = make_bus(2)

    antwort = client.get(f"{bus.get_absolute_url()}tour.pdf")

    (seite,) = seitentexte(antwort.content)
    assert (antwort.status_code, antwort["Content-Type"]) == (200, "application/pdf")
    for wort in ("Netz Nord", "Beratungsbus", "Halt 0", "Mo 9–12 Uhr", "Halt 1", "Di 9–12 Uhr", "05551 000-120"):
        assert wort in seite
    dokument = oeffne(antwort.content)
    assert (bool(dokument.Root.MarkInfo.Marked), str(dokument.Root.Lang)) == (True, "de")


def test_a_long_tour_stays_on_one_page_and_counts_the_rest(client):
    bus = make_bus(20)

    (seite,) = seitentexte(client.get(f"{bus.get_absolute_url()}tour.pdf").content)

    assert "Weitere Halte: " in seite


def test_stops_that_are_over_are_not_printed(client):
    bus = make_bus(1)
    Tourhalt.objects.create(
        anlaufstelle=bus,
        bezeichnung="Vorbei",
        wochentag=0,
        von=time(9),
        bis=time(12),
        gueltig_von=date(2020, 1, 6),
        gueltig_bis=date(2020, 1, 6),
    )

    (seite,) = seitentexte(client.get(f"{bus.get_absolute_url()}tour.pdf").content)

    assert "Halt 0" in seite
    assert "Vorbei" not in seite
