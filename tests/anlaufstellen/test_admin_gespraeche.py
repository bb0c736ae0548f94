"""„Gespräch zählen“: what is stored, what is not, who may, and taking the last one back."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from anlaufstellen.gespraeche import make_marke
from anlaufstellen.models import Gespraech
from netzwerk.models import Fassung, Mitgliedschaft, Zugang
from tests.factories import make_anlaufstelle, make_gespraech, make_konto, make_partner, make_thema
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text

pytestmark = pytest.mark.django_db
ADRESSE, ZURUECK = "/verwaltung/gespraech/", "/verwaltung/gespraech/zurueck/"


@pytest.fixture
def besetzung():
    return make_besetzung()


def sende(konto, stelle, **felder):
    daten = {"anlaufstelle": stelle.pk, "dauer": "kurz", "tag": timezone.localdate().isoformat(), "ist_erstes": "on"}
    return anmelden(konto).post(ADRESSE, daten | felder)


@pytest.mark.parametrize("rolle", ["verwaltung", "koordination", "redaktion", "lotsin"])
def test_talk_is_stored_as_it_was_entered(besetzung, rolle):
    stelle, thema = besetzung.eigen.anlaufstelle, make_thema("Wohnen")

    antwort = sende(
        getattr(besetzung, rolle),
        stelle,
        themen=[thema.pk],
        verwiesen_an=[besetzung.eigen.partner.pk],
        luecke=thema.pk,
    )

    gespraech = Gespraech.objects.get()
    assert antwort.status_code == 302
    assert (gespraech.anlaufstelle, gespraech.tag, gespraech.dauer) == (stelle, timezone.localdate(), "kurz")
    assert (gespraech.ist_erstes, gespraech.luecke) == (True, thema)
    assert (list(gespraech.themen.all()), list(gespraech.verwiesen_an.all())) == ([thema], [besetzung.eigen.partner])


def test_nothing_says_who_entered_it(besetzung):
    vorher = Fassung.objects.count()

    sende(besetzung.lotsin, besetzung.eigen.anlaufstelle)

    assert (LogEntry.objects.count(), Fassung.objects.count()) == (0, vorher)
    felder = {feld.name for feld in Gespraech._meta.get_fields()}
    assert felder == {"id", "anlaufstelle", "tag", "dauer", "ist_erstes", "themen", "verwiesen_an", "luecke"}


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "lotsin"])
def test_foreign_points_partners_and_made_up_values_are_refused(besetzung, rolle):
    konto, eigene = getattr(besetzung, rolle), besetzung.eigen.anlaufstelle

    antworten = [
        sende(konto, besetzung.fremd.anlaufstelle),
        sende(konto, eigene, verwiesen_an=[besetzung.fremd.partner.pk]),
        sende(konto, eigene, dauer="ewig"),
        sende(konto, eigene, themen=["\x00", "9" * 30]),
        sende(konto, eigene, tag="2026-02-30"),
        sende(konto, eigene, tag=(timezone.localdate() + timedelta(days=1)).isoformat()),
        sende(konto, eigene, tag=(timezone.localdate() - timedelta(days=32)).isoformat()),
    ]

    assert [antwort.status_code for antwort in antworten] == [200] * 7
    assert Gespraech.objects.count() == 0
    assert [FREMD in text(antwort) for antwort in antworten] == [False] * 7


def test_account_without_points_and_visitors_stay_outside(besetzung):
    assert anmelden(besetzung.ohne_zugang).get(ADRESSE).status_code == 403
    assert Client().get(ADRESSE).status_code == 302


def test_point_is_preselected_when_there_is_only_one(besetzung):
    form = anmelden(besetzung.lotsin).get(ADRESSE).context["form"]

    assert (form.einzige, form["anlaufstelle"].value()) == (besetzung.eigen.anlaufstelle, form.einzige.pk)
    assert (form["tag"].value(), form["ist_erstes"].value()) == (timezone.localdate(), True)


def test_the_usual_stands_first(besetzung):
    stelle, am = besetzung.eigen.anlaufstelle, timezone.localdate()
    haupt = [make_thema(name, reihenfolge=nummer) for nummer, name in enumerate(("Geld", "Wohnen"))]
    anderer = make_partner("Anderer")
    Mitgliedschaft.objects.create(netzwerk=besetzung.eigen.netzwerk, partner=anderer)
    make_gespraech(stelle, am, themen=[haupt[1]], partner=[anderer])
    make_gespraech(stelle, am - timedelta(days=400), themen=[haupt[0]])
    make_gespraech(stelle, am - timedelta(days=400), themen=[haupt[0]])

    form = anmelden(besetzung.lotsin).get(ADRESSE).context["form"]

    assert form.fields["themen"].queryset.first().name == "Wohnen"
    assert [partner.name for partner in form.fields["verwiesen_an"].queryset] == ["Anderer", "Partner Linde"]


def test_after_saving_one_can_go_on_or_take_it_back(besetzung):
    client = anmelden(besetzung.lotsin)
    weiter = sende(besetzung.lotsin, besetzung.eigen.anlaufstelle).headers["Location"]

    seite = client.get(weiter)
    antwort = client.post(ZURUECK, {"marke": seite.context["marke"]})

    assert "Gezählt. Noch eins?" in text(seite)
    assert (antwort.status_code, Gespraech.objects.count()) == (302, 0)
    assert "Gezählt. Noch eins?" not in text(client.get(weiter))


def test_only_a_fresh_own_talk_can_be_taken_back(besetzung):
    fremdes = make_gespraech(besetzung.fremd.anlaufstelle, date(2026, 1, 5))
    eigenes = make_gespraech(besetzung.eigen.anlaufstelle, date(2026, 1, 5))
    client = anmelden(besetzung.lotsin)

    for marke in (make_marke(fremdes), str(eigenes.pk), "", "\x00", make_marke(eigenes) + "x"):
        client.post(ZURUECK, {"marke": marke})

    assert set(Gespraech.objects.all()) == {fremdes, eigenes}


@pytest.mark.parametrize("anzahl", [1, 5])
def test_query_count_is_constant(besetzung, django_assert_num_queries, anzahl):
    konto = make_konto("viele", rolle=Zugang.Rolle.REDAKTION, partner=make_partner("Viele"))
    for nummer in range(anzahl):
        stelle = make_anlaufstelle(f"Stelle {nummer}", partner=konto.zugaenge.get().partner)
        make_gespraech(stelle, timezone.localdate(), themen=[make_thema(f"Thema {nummer}")])
    client = anmelden(konto)

    with django_assert_num_queries(10):
        client.get(ADRESSE)
