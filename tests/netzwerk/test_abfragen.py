"""Every list, choice and overview of the Verwaltung costs a fixed number of queries, however much there is."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netzwerk.admin.basis import PortalAdmin
from tests.factories import make_angebot, make_geloeschtes, make_region, make_vorschlag
from tests.konten import make_besetzung, make_bestand, make_druckwerk, make_druckwerke, make_suchanfrage
from tests.verwaltung import anmelden, url

pytestmark = pytest.mark.django_db

# As Verwaltung, who sees everything.
LISTEN = {
    "Angebot": 14,
    "Anlaufstelle": 10,
    "Ansprechperson": 9,
    "Ausgabe": 10,
    "Betrag": 12,
    "Doppelverdacht": 8,
    "Druckauftrag": 12,
    "Geloeschtes": 8,
    "Hilfetelefon": 8,
    "Konto": 12,
    "Leistung": 8,
    "Linkstand": 14,
    "Material": 9,
    "Netzwerk": 9,
    "Partner": 9,
    "Post": 7,
    "Postleitzahl": 8,
    "Qualitaetskriterium": 9,
    "Region": 8,
    "Rueckmeldung": 8,
    "Schulferien": 8,
    "Spaltenzuordnung": 9,
    "Sprache": 8,
    "Suchanfrage": 8,
    "Suchbegriff": 10,
    "Thema": 8,
    "Vorschlag": 8,
    "Wegweiser": 9,
    "Zielgruppe": 8,
    "Zustaendigkeit": 11,
}
AUSWAHL = 5
SEITEN = {"index": 28, "bestandsanalyse": 18, "telefonliste": 10, "ohne_email": 7}


@pytest.fixture
def besetzung():
    return make_druckwerke(make_besetzung())


@pytest.fixture
def portal(besetzung):
    return anmelden(besetzung.verwaltung)


def wachse(besetzung):
    """Four more networks with all that hangs on them."""
    for wort in ("Ahorn", "Birke", "Eiche", "Fichte"):
        bestand = make_bestand(wort, besetzung.eigen.zustaendigkeit.leistung)
        make_vorschlag(bestand.angebot, titel=f"Vorschlag {wort}")
        make_geloeschtes(make_angebot(f"Weg {wort}", netzwerk=bestand.netzwerk, partner=bestand.partner))
        make_suchanfrage(wort, make_region("Northeim", ags="03155"))
        make_druckwerk(bestand, wort)


def verwaltungen() -> dict:
    """Every kind with a list of our own, by its name."""
    return {m.__name__: (m, v) for m, v in admin.site._registry.items() if isinstance(v, PortalAdmin)}


def zaehle(portal, adresse) -> int:
    portal.get(adresse)  # what a process asks once
    with CaptureQueriesContext(connection) as abfragen:
        assert portal.get(adresse).status_code == 200
    return len(abfragen)


@pytest.mark.parametrize("viel", [False, True])
def test_lists_cost_the_same_for_one_and_for_many(besetzung, portal, viel):
    if viel:
        wachse(besetzung)

    assert {name: zaehle(portal, url(m, "changelist")) for name, (m, _v) in verwaltungen().items()} == LISTEN


@pytest.mark.parametrize("viel", [False, True])
def test_choices_cost_the_same_for_one_and_for_many(besetzung, portal, viel):
    if viel:
        wachse(besetzung)
    auswahlen = {
        f"?app_label={m._meta.app_label}&model_name={m._meta.model_name}&field_name={feld}&term=e"
        for m, v in verwaltungen().values()
        for feld in v.autocomplete_fields
    }

    teuer = {frage for frage in auswahlen if zaehle(portal, reverse("admin:autocomplete") + frage) > AUSWAHL}

    assert (len(auswahlen) > 20, teuer) == (True, set())


@pytest.mark.parametrize("viel", [False, True])
def test_overviews_cost_the_same_for_one_and_for_many(besetzung, portal, viel):
    if viel:
        wachse(besetzung)

    assert {name: zaehle(portal, reverse(f"admin:{name}")) for name in SEITEN} == SEITEN
