"""The hand-over sheet: a form with contacts and empty fields, counted and never kept."""

from datetime import date

import pytest
from django.utils import timezone

from anlaufstellen.models import Ueberleitung
from anlaufstellen.ueberleitung import count_ueberleitung
from netzwerk.models import Partner
from tests.factories import make_anlaufstelle
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text
from tests.wegweiser.pdfs import oeffne, seitentexte
from wegweiser.druck import speicher
from wegweiser.druck.drucken import print_gesetzt
from wegweiser.druck.ueberleitungsbogen import setze_bogen

pytestmark = pytest.mark.django_db
ADRESSE = "/verwaltung/ueberleitung/"


@pytest.fixture
def besetzung():
    return make_besetzung()


def test_lotsin_gets_a_form_that_is_counted_and_not_kept(besetzung, monkeypatch):
    abgelegt = []
    monkeypatch.setattr(speicher, "save_pdf", lambda *args: abgelegt.append(args))
    eigen = besetzung.eigen
    Partner.objects.filter(pk=eigen.partner.pk).update(telefon="05551 77", email="hilfe@linde.example")

    daten = {"anlaufstelle": eigen.anlaufstelle.pk, "partner": eigen.partner.pk}
    antwort = anmelden(besetzung.lotsin).post(ADRESSE, daten)

    assert (antwort["Content-Type"], "no-store" in antwort["Cache-Control"]) == ("application/pdf", True)
    (seite,) = seitentexte(antwort.content)
    assert [wort in seite for wort in ("Treff Linde", "Partner Linde", "05551 77", "hilfe@linde.example")] == [True] * 4
    dokument = oeffne(antwort.content)
    felder = {str(feld.T): str(feld.get("/V", "")) for feld in dokument.Root.AcroForm.Fields}
    leer = ["name", "rueckruf", "zeit", "sprache", "anliegen", "bisher", "datum", "antwort"]
    assert felder == dict.fromkeys(leer, "") | dict.fromkeys(["weitergabe", "anruf", "termin", "weiter"], "/Off")
    monat = timezone.localdate().replace(day=1)
    zeilen = Ueberleitung.objects.values_list("anlaufstelle", "partner", "monat", "anzahl")
    assert (list(zeilen), abgelegt) == ([(eigen.anlaufstelle.pk, eigen.partner.pk, monat, 1)], [])


def test_sheet_is_german_tagged_and_every_field_has_a_name(besetzung):
    pdf = print_gesetzt(setze_bogen(besetzung.eigen.anlaufstelle, besetzung.eigen.partner, am=date(2026, 11, 23)))

    dokument = oeffne(pdf)

    assert (str(dokument.Root.Lang), bool(dokument.Root.MarkInfo.Marked)) == ("de", True)
    assert [str(feld.T) for feld in dokument.Root.AcroForm.Fields if str(feld.TU) in ("", str(feld.T))] == []


def test_of_a_protected_point_only_phone_and_place_in_words(besetzung):
    stelle = make_anlaufstelle(
        "Schutzwohnung",
        netzwerk=besetzung.eigen.netzwerk,
        art="schutz",
        adresse_geschuetzt=True,
        strasse="Geheimweg 7",
        plz="37154",
        ort="Verborgen",
        anfahrt="Bus bis Geheimplatz",
        telefon="05551 99",
        email="schutz@linde.example",
        gebiet="Landkreis Northeim",
    )

    seite = " ".join(seitentexte(print_gesetzt(setze_bogen(stelle, besetzung.eigen.partner, am=date(2026, 11, 23)))))

    assert ("05551 99" in seite, "Landkreis Northeim" in seite) == (True, True)
    geheim = ("Geheimweg", "Verborgen", "37154", "Geheimplatz", "schutz@linde.example")
    assert [wort for wort in geheim if wort in seite] == []


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "lotsin"])
def test_foreign_points_and_partners_get_no_sheet(besetzung, rolle):
    client, eigen, fremd = anmelden(getattr(besetzung, rolle)), besetzung.eigen, besetzung.fremd

    antworten = [
        client.post(ADRESSE, {"anlaufstelle": fremd.anlaufstelle.pk, "partner": eigen.partner.pk}),
        client.post(ADRESSE, {"anlaufstelle": eigen.anlaufstelle.pk, "partner": fremd.partner.pk}),
        client.post(ADRESSE, {"anlaufstelle": "\x00", "partner": "9" * 30}),
    ]

    assert [antwort["Content-Type"] for antwort in antworten] == ["text/html; charset=utf-8"] * 3
    assert [FREMD in text(antwort) for antwort in antworten] == [False] * 3
    assert Ueberleitung.objects.count() == 0


def test_verwaltung_cannot_mix_two_networks(besetzung):
    daten = {"anlaufstelle": besetzung.eigen.anlaufstelle.pk, "partner": besetzung.fremd.partner.pk}

    seite = text(anmelden(besetzung.verwaltung).post(ADRESSE, daten))

    assert "Dieser Partner gehört nicht zum Netzwerk der Anlaufstelle." in seite


def test_counting_adds_up_by_month(besetzung):
    stelle, partner = besetzung.eigen.anlaufstelle, besetzung.eigen.partner

    for tag in (date(2026, 10, 5), date(2026, 10, 31), date(2026, 11, 1)):
        count_ueberleitung(stelle, partner, am=tag)

    assert list(Ueberleitung.objects.values_list("monat", "anzahl")) == [(date(2026, 11, 1), 1), (date(2026, 10, 1), 2)]
