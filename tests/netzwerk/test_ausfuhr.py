"""Any list as a sheet: exactly the rows of the list, nobody else's, no secret, no protected address."""

import csv
import io
import zipfile
from html import unescape

import pytest
from django.contrib import admin
from django.urls import reverse
from openpyxl import load_workbook

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.admin.basis import PortalAdmin
from netzwerk.models import Ansprechperson, Konto, Partner, Zugang
from netzwerk.tabellen.ausgabe import FORMATE
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_konto,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
)
from tests.konten import FREMD, make_besetzung
from tests.matrix import ROLLEN
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db
GEHEIM = {"strasse": "Geheime Gasse 7", "plz": "37199", "ort": "Verborgenhausen", "zusatz": "Hinterhof 9"}


def adresse(modell, endung="csv"):
    return url(modell, "ausfuhr", endung)


def zeilen(antwort) -> list[list[str]]:
    return list(csv.reader(io.StringIO(antwort.content.decode("utf-8-sig")), delimiter=";"))


def alles(antwort, endung) -> str:
    """Every text of the sheet."""
    if endung == "csv":
        return antwort.content.decode()
    with zipfile.ZipFile(io.BytesIO(antwort.content)) as paket:
        return unescape("".join(paket.read(teil).decode() for teil in paket.namelist() if teil.endswith(".xml")))


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


def portal_admins():
    return [modell for modell, eintrag in admin.site._registry.items() if isinstance(eintrag, PortalAdmin)]


@pytest.mark.parametrize("modell", portal_admins(), ids=lambda modell: modell.__name__)
def test_every_list_comes_out_in_every_format(verwaltung, modell):
    make_besetzung()

    for endung in FORMATE:
        antwort = verwaltung.get(adresse(modell, endung))
        assert (antwort.status_code, antwort.headers["Content-Type"]) == (200, FORMATE[endung])
        assert antwort.headers["Content-Disposition"].endswith(f'.{endung}"')
    assert len(zeilen(verwaltung.get(adresse(modell)))) == modell._default_manager.count() + 1


@pytest.mark.parametrize("modell", portal_admins(), ids=lambda modell: modell.__name__)
@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "ohne_zugang"])
def test_foreign_rows_never_come_out(modell, rolle):
    besetzung = make_besetzung()
    client = anmelden(getattr(besetzung, rolle))

    for endung in FORMATE:
        antwort = client.get(adresse(modell, endung))
        assert antwort.status_code in ((403,) if rolle == "ohne_zugang" else (200, 403))
        if antwort.status_code == 200:
            assert FREMD not in alles(antwort, endung)


def test_visitor_is_sent_to_the_login(client):
    assert client.get(adresse(Partner)).status_code == 302


def test_sheet_is_the_list_as_filtered_and_searched(verwaltung):
    make_partner("Müttertreff", art="verein")
    make_partner("Väterverein", art="verein")
    make_partner("Müttertreff Amt", art="jobcenter")

    seite = verwaltung.get(url(Partner, "changelist") + "?art__exact=verein&q=treff")
    assert f'href="{adresse(Partner)}?art__exact=verein&amp;q=treff"' in text(seite)
    antwort = verwaltung.get(adresse(Partner) + "?art__exact=verein&q=treff")

    kopf, *rest = zeilen(antwort)
    assert kopf[:4] == ["schluessel", "name", "kurzname", "art"]
    assert [zeile[1] for zeile in rest] == ["Müttertreff"]
    assert verwaltung.get(adresse(Partner) + "?gibtesnicht=1").status_code == 302
    assert verwaltung.get(adresse(Partner).replace(".csv", ".pdf")).status_code == 404


def test_all_pages_of_the_list_come_out(verwaltung):
    for n in range(60):
        make_partner(f"P {n:02}")

    assert len(zeilen(verwaltung.get(adresse(Partner) + "?p=2"))) == 61


@pytest.mark.parametrize("endung", FORMATE)
def test_selected_rows_come_out_by_an_action(verwaltung, endung):
    gewaehlt, _anderer = make_partner("Gewählt"), make_partner("Ungewählt")

    antwort = verwaltung.post(
        url(Partner, "changelist"), {"action": f"ausfuhr_{endung}", "_selected_action": [gewaehlt.pk]}
    )

    assert "Gewählt" in alles(antwort, endung)
    assert "Ungewählt" not in alles(antwort, endung)


def test_action_reaches_no_foreign_rows():
    besetzung = make_besetzung()

    antwort = anmelden(besetzung.koordination).post(
        url(Partner, "changelist"),
        {"action": "ausfuhr_csv", "_selected_action": [besetzung.fremd.partner.pk, besetzung.eigen.partner.pk]},
    )

    assert FREMD not in text(antwort)
    assert besetzung.eigen.partner.name in text(antwort)


@pytest.mark.parametrize("endung", FORMATE)
@pytest.mark.parametrize("modell", [Partner, Anlaufstelle, Angebot])
def test_protected_addresses_never_come_out(verwaltung, modell, endung):
    schutz = {**GEHEIM, "lat": 51.123456, "lon": 9.654321, "adresse_geschuetzt": True}
    partner = make_partner("Frauenhaus", **schutz)
    stelle = make_anlaufstelle("Zuflucht", partner=partner, art="schutz", **schutz)
    make_angebot("Aufnahme", partner=partner, anlaufstelle=stelle, **schutz)

    inhalt = alles(verwaltung.get(adresse(modell, endung)), endung)

    assert {Partner: "Frauenhaus", Anlaufstelle: "Zuflucht", Angebot: "Aufnahme"}[modell] in inhalt
    assert [wert for wert in (*GEHEIM.values(), "51.123456", "51,123456", "9,654321") if wert in inhalt] == []


def test_accounts_come_out_without_passwords(verwaltung):
    konto = make_konto("kim")
    konto.set_password("streng-geheim-1")
    konto.save()

    antwort = verwaltung.get(adresse(Konto))

    assert "kim" in text(antwort)
    assert "password" not in text(antwort)
    assert konto.password not in text(antwort)


def make_angebote(n):
    partner = make_partner(f"Partner {n}", netzwerk=make_netzwerk(), region=make_region(f"R {n}"))
    make_person(f"Person {n}", partner=partner)
    stelle = make_anlaufstelle(f"Stelle {n}", partner=partner, regionen=[partner.region], zeiten=[(0, 9, 12)])
    make_angebot(f"Angebot {n}", partner=partner, anlaufstelle=stelle, regionen=[partner.region])


ABFRAGEN = {Partner: 7, Ansprechperson: 11, Anlaufstelle: 13, Angebot: 18}


@pytest.mark.parametrize("modell", ABFRAGEN, ids=lambda modell: modell.__name__)
@pytest.mark.parametrize("anzahl", [1, 5])
def test_sheet_costs_a_fixed_number_of_queries(verwaltung, modell, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        make_angebote(n)

    with django_assert_num_queries(ABFRAGEN[modell]):
        antwort = verwaltung.get(adresse(modell))

    assert len(zeilen(antwort)) == anzahl + 1


@pytest.mark.einmal
def test_ten_thousand_rows_come_out(verwaltung, django_assert_max_num_queries):
    Partner.objects.bulk_create(Partner(name=f"P {n}", slug=f"p-{n}") for n in range(10_000))

    with django_assert_max_num_queries(10):
        antwort = verwaltung.get(adresse(Partner, "xlsx"))

    blatt = load_workbook(io.BytesIO(antwort.content), read_only=True).worksheets[0]
    assert sum(1 for _zeile in blatt.rows) == 10_001


@pytest.mark.parametrize("rolle", ROLLEN[:3])
def test_links_stand_above_every_list(rolle):
    besetzung = make_besetzung()
    client = anmelden(getattr(besetzung, rolle))

    seite = text(client.get(url(Partner, "changelist")))

    assert [adresse(Partner, endung) in seite for endung in FORMATE] == [True] * 3
    assert reverse("admin:netzwerk_partner_import") in seite
