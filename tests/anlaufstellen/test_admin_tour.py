"""Single days of a tour stop, typed as a list."""

from datetime import date, time

import pytest

from anlaufstellen.models import Anlaufstelle, Tourhalt
from netzwerk.models import Zugang
from tests.factories import make_anlaufstelle, make_konto
from tests.verwaltung import anmelden, speichere, url


@pytest.fixture
def verwaltung(db):
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


def trage_ein(client, stelle, **felder):
    werte = {"bezeichnung": "Markt", "von": "09:00", "bis": "12:00", "rhythmus": "woche", **felder}
    zeile = {f"halte-0-{name}": wert for name, wert in werte.items()}
    return speichere(client, url(Anlaufstelle, "change", stelle.pk), **{"halte-TOTAL_FORMS": 1}, **zeile)


def meldungen(antwort):
    return antwort.context["inline_admin_formsets"][0].formset.errors


def test_every_day_becomes_a_row(verwaltung):
    stelle = make_anlaufstelle("Bus", art=Anlaufstelle.Art.MOBIL)

    antwort = trage_ein(verwaltung, stelle, einzelne_tage="17.12.2026, 3.12.2026", strasse="Markt 1", ort="Uslar")

    assert antwort.status_code == 302
    spalten = ("bezeichnung", "wochentag", "von", "gueltig_von", "gueltig_bis", "strasse")
    assert list(Tourhalt.objects.order_by("gueltig_von").values_list(*spalten)) == [
        ("Markt", 3, time(9), date(2026, 12, 3), date(2026, 12, 3), "Markt 1"),
        ("Markt", 3, time(9), date(2026, 12, 17), date(2026, 12, 17), "Markt 1"),
    ]


def test_days_that_are_there_already_do_not_come_twice(verwaltung):
    stelle = make_anlaufstelle("Bus", art=Anlaufstelle.Art.MOBIL)
    trage_ein(verwaltung, stelle, einzelne_tage="3.12.2026, 17.12.2026")

    speichere(
        verwaltung,
        url(Anlaufstelle, "change", stelle.pk),
        **{"halte-0-einzelne_tage": "3.12.2026, 17.12.2026, 24.12.2026"},
    )

    tage = Tourhalt.objects.order_by("gueltig_von").values_list("gueltig_von", flat=True)
    assert [tag.day for tag in tage] == [3, 17, 24]


def test_neither_weekday_nor_days(verwaltung):
    stelle = make_anlaufstelle("Bus", art=Anlaufstelle.Art.MOBIL)

    antwort = trage_ein(verwaltung, stelle)

    assert meldungen(antwort) == [{"wochentag": ["Bitte einen Wochentag wählen oder „Einzelne Tage“ ausfüllen."]}]
    assert not Tourhalt.objects.exists()


def test_wrong_days_are_named_beside_the_field(verwaltung):
    stelle = make_anlaufstelle("Bus", art=Anlaufstelle.Art.MOBIL)

    antwort = trage_ein(verwaltung, stelle, einzelne_tage="3.12.2026, 31.11.2026")

    assert meldungen(antwort) == [{"einzelne_tage": ["„31.11.2026“: diesen Tag gibt es nicht."]}]
    assert not Tourhalt.objects.exists()
