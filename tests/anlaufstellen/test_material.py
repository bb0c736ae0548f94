"""Material at the points: numbers, orders, deliveries, and whose they are."""

from datetime import date

import pytest

from anlaufstellen.material import deliver, order, read_bestaende
from anlaufstellen.models import Anlaufstelle, Bestand, Material
from netzwerk.cockpit import read_aufgaben
from tests.factories import make_anlaufstelle, make_netzwerk
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text

pytestmark = pytest.mark.django_db
ADRESSE = "/verwaltung/material/"
AM = date(2026, 11, 23)


@pytest.fixture
def besetzung():
    return make_besetzung()


def kennung(seite) -> str:
    return f"{seite.anlaufstelle.pk}-{seite.material.pk}"


def bestand(seite) -> tuple[int, int]:
    zeile = Bestand.objects.filter(anlaufstelle=seite.anlaufstelle, material=seite.material).first()
    return (zeile.anzahl, zeile.bestellt) if zeile else (0, 0)


def test_lotsin_changes_numbers_and_orders(besetzung):
    client, name = anmelden(besetzung.lotsin), kennung(besetzung.eigen)

    client.post(ADRESSE, {f"anzahl-{name}": "12", f"stueck-{name}": "30", "bestellen": name})
    assert bestand(besetzung.eigen) == (12, 30)

    client.post(ADRESSE, {"zurueckziehen": name})
    assert bestand(besetzung.eigen) == (12, 0)


@pytest.mark.parametrize("wert", ["", "-1", "1.5", "99999", "²", "٣", "\x00", "9" * 40])
def test_what_is_no_number_changes_nothing(besetzung, wert):
    client, name = anmelden(besetzung.lotsin), kennung(besetzung.eigen)

    client.post(ADRESSE, {f"anzahl-{name}": wert, "speichern": "1"})
    client.post(ADRESSE, {f"stueck-{name}": wert, "bestellen": name})

    assert bestand(besetzung.eigen) == (0, 0)


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "lotsin"])
def test_foreign_stock_is_neither_seen_nor_changed(besetzung, rolle):
    order(besetzung.fremd.anlaufstelle, besetzung.fremd.material, 5, am=AM)
    client, name = anmelden(getattr(besetzung, rolle)), kennung(besetzung.fremd)
    zeile = Bestand.objects.get()

    client.post(ADRESSE, {f"anzahl-{name}": "1", f"stueck-{name}": "9", "bestellen": name})
    client.post(ADRESSE, {"zurueckziehen": name})
    client.post(ADRESSE, {"geliefert": zeile.pk})

    assert bestand(besetzung.fremd) == (0, 5)
    assert FREMD not in text(client.get(ADRESSE))


def test_koordination_sees_orders_on_its_start_page_and_delivers(besetzung):
    order(besetzung.eigen.anlaufstelle, besetzung.eigen.material, 30, am=AM)
    order(besetzung.fremd.anlaufstelle, besetzung.fremd.material, 5, am=AM)

    anzahlen = [a.anzahl for a in read_aufgaben(besetzung.koordination, AM) if a.titel.startswith("Bestellungen")]
    anmelden(besetzung.koordination).post(ADRESSE, {"geliefert": Bestand.objects.get(bestellt=30).pk})

    assert (anzahlen, bestand(besetzung.eigen)) == ([1], (30, 0))


@pytest.mark.parametrize("rolle", ["redaktion", "lotsin"])
def test_others_cannot_deliver(besetzung, rolle):
    order(besetzung.eigen.anlaufstelle, besetzung.eigen.material, 30, am=AM)

    anmelden(getattr(besetzung, rolle)).post(ADRESSE, {"geliefert": Bestand.objects.get().pk})

    assert bestand(besetzung.eigen) == (0, 30)
    assert [a for a in read_aufgaben(getattr(besetzung, rolle), AM) if a.titel.startswith("Bestellungen")] == []


def test_delivered_twice_counts_once(besetzung):
    order(besetzung.eigen.anlaufstelle, besetzung.eigen.material, 30, am=AM)
    zeile = Bestand.objects.get()

    assert (deliver(zeile), deliver(zeile), bestand(besetzung.eigen)) == (30, 0, (30, 0))


@pytest.mark.parametrize("anzahl", [1, 5])
def test_read_bestaende_in_two_queries(django_assert_num_queries, anzahl):
    netzwerk = make_netzwerk()
    for nummer in range(anzahl):
        make_anlaufstelle(f"Stelle {nummer}", netzwerk=netzwerk)
        Material.objects.create(netzwerk=netzwerk, name=f"Heft {nummer}")
    stellen = list(Anlaufstelle.objects.all())

    with django_assert_num_queries(2):
        zeilen = [[str(zeile) for zeile in bestaende] for _stelle, bestaende in read_bestaende(stellen)]

    assert zeilen == [[f"Heft {nummer}: 0" for nummer in range(anzahl)]] * anzahl
