"""The report on talks on paper hides what the page hides."""

from datetime import date

import pytest

from tests.factories import make_gespraech, make_thema
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden
from tests.wegweiser.pdfs import seitentexte

pytestmark = pytest.mark.django_db
ADRESSE = "/verwaltung/gespraeche/bericht.pdf"


@pytest.fixture
def besetzung():
    besetzung = make_besetzung()
    for tag in range(1, 6):
        make_gespraech(besetzung.eigen.anlaufstelle, date(2026, 9, tag), themen=[make_thema("Wohnen")])
    make_gespraech(besetzung.eigen.zweite, date(2026, 9, 1), themen=[make_thema("Recht")])
    return besetzung


def test_report_for_the_steering_group_hides_small_numbers(besetzung):
    antwort = anmelden(besetzung.koordination).get(ADRESSE, {"zeitraum": "2026-09"})

    seiten = " ".join(seitentexte(antwort.content))
    assert "no-store" in antwort["Cache-Control"]
    worte = ("Gespräche September 2026", "mindestens 5 Gespräche", "Treff Linde am Markt unter 3", "Wohnen 5 100 %")
    assert [wort for wort in worte if wort not in seiten] == []
    assert ("Recht 0" in seiten, FREMD in seiten) == (True, False)


def test_report_of_the_own_point_is_exact(besetzung):
    antwort = anmelden(besetzung.redaktion).get(ADRESSE, {"zeitraum": "2026-09"})

    assert "Treff Linde am Markt 1" in " ".join(seitentexte(antwort.content))


def test_foreign_report_is_not_there(besetzung):
    sicht = f"netzwerk-{besetzung.fremd.netzwerk.pk}"

    assert anmelden(besetzung.koordination).get(ADRESSE, {"sicht": sicht}).status_code == 404
