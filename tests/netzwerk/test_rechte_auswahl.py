"""What an account may choose, find, act on and delete: never anything foreign."""

import pytest
from django.contrib import admin
from django.urls import reverse

from angebote.models import Angebot, Zustaendigkeit
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ansprechperson, Mitgliedschaft, Netzwerk, Partner, Zugang
from tests.factories import make_konto, make_partner, make_person, make_wegweiser
from tests.konten import FREMD, make_druckwerke
from tests.matrix import BESCHRAENKT, beschraenkt, darf, eigen, je_bearbeitende
from tests.verwaltung import anmelden, fehler, speichere, text, url
from wegweiser.models import Ausgabe

pytestmark = pytest.mark.django_db


@pytest.fixture
def besetzung(besetzung):
    return make_druckwerke(besetzung)


# Choices, autocompletes, filters


def autocomplete_felder():
    for modell_admin in admin.site._registry.values():
        for klasse in (modell_admin, *modell_admin.inlines):
            yield from ((klasse.model._meta.label_lower, feld) for feld in klasse.autocomplete_fields)


@beschraenkt
@pytest.mark.parametrize(("quelle", "feld"), sorted(set(autocomplete_felder())))
def test_autocomplete_names_nothing_foreign(besetzung, rolle, quelle, feld):
    app, modell = quelle.split(".")
    client = anmelden(getattr(besetzung, rolle))

    for suchwort in ("", FREMD[:5]):
        adresse = reverse("admin:autocomplete")
        antwort = client.get(adresse, {"app_label": app, "model_name": modell, "field_name": feld, "term": suchwort})

        assert antwort.status_code in ((200, 403) if rolle != "ohne_zugang" else (403,))
        assert FREMD not in text(antwort)


@pytest.mark.parametrize("rolle", ["koordination", "redaktion"])
@pytest.mark.parametrize(
    ("feld", "erwartet"), [("partner", ["Partner Linde"]), ("anlaufstelle", ["Treff Linde", "Treff Linde am Markt"])]
)
def test_autocomplete_names_the_own(besetzung, rolle, feld, erwartet):
    frage = {"app_label": "angebote", "model_name": "angebot", "field_name": feld, "term": ""}

    antwort = anmelden(getattr(besetzung, rolle)).get(reverse("admin:autocomplete"), frage)

    assert [eintrag["text"] for eintrag in antwort.json()["results"]] == erwartet


@pytest.mark.parametrize("rolle", ["koordination", "redaktion"])
@pytest.mark.parametrize("modell", [Angebot, Anlaufstelle, Ansprechperson, Zustaendigkeit, Partner])
def test_foreign_ids_in_the_address_of_a_new_entry_name_nothing(besetzung, rolle, modell):
    f = besetzung.fremd
    vorgabe = {
        "partner": f.partner.pk,
        "netzwerk": f.netzwerk.pk,
        "anlaufstelle": f.anlaufstelle.pk,
        "person": f.person.pk,
        "personen": f.person.pk,
        "themen": "abc",
        "region": "abc",
        "unbekannt": "x",
    }

    antwort = anmelden(getattr(besetzung, rolle)).get(url(modell, "add"), vorgabe)

    assert antwort.status_code == (200 if darf(modell, rolle, "a") else 403)
    assert FREMD not in text(antwort)


RELATIONEN = [
    (Angebot, "partner", "partner"),
    (Angebot, "netzwerk", "netzwerk"),
    (Angebot, "anlaufstelle", "anlaufstelle"),
    (Angebot, "personen", "person"),
    (Anlaufstelle, "partner", "partner"),
    (Anlaufstelle, "netzwerk", "netzwerk"),
    (Anlaufstelle, "personen", "person"),
    (Ansprechperson, "partner", "partner"),
    (Zustaendigkeit, "partner", "partner"),
    (Zustaendigkeit, "anlaufstelle", "anlaufstelle"),
    (Zustaendigkeit, "person", "person"),
]


@pytest.mark.parametrize(
    ("modell", "feld", "ziel", "rolle"),
    [(*relation, rolle) for relation in RELATIONEN for rolle in BESCHRAENKT if darf(relation[0], rolle, "c")],
)
def test_foreign_id_in_a_field_is_not_stored(besetzung, rolle, modell, feld, ziel):
    client, obj = anmelden(getattr(besetzung, rolle)), eigen(besetzung, modell)
    adresse = url(modell, "change", obj.pk)
    steht_zur_wahl = feld in client.get(adresse).context["adminform"].form.fields

    antwort = speichere(client, adresse, **{feld: getattr(besetzung.fremd, ziel).pk})

    assert list(fehler(antwort)) == ([feld] if steht_zur_wahl else [])
    neu = modell.objects.get(pk=obj.pk)
    verbunden = getattr(neu, feld).all() if hasattr(getattr(neu, feld), "all") else [getattr(neu, feld)]
    assert getattr(besetzung.fremd, ziel) not in verbunden
    assert FREMD not in text(antwort)


@je_bearbeitende
def test_form_as_it_is_saves_without_a_change(besetzung, rolle, modell):
    client, obj = anmelden(getattr(besetzung, rolle)), eigen(besetzung, modell)
    vorher = modell.objects.filter(pk=obj.pk).values().get()
    adresse = url(modell, "change", obj.pk)

    antwort = speichere(client, adresse)

    assert antwort.status_code == 302, antwort.context["errors"]
    nachher = modell.objects.filter(pk=obj.pk).values().get()
    assert {**nachher, "geaendert_am": None} == {**vorher, "geaendert_am": None}


def test_what_is_already_chosen_stays_although_it_is_foreign(besetzung):
    """Saving an own offer must not silently drop a person whom the account would not have to choose from."""
    angebot = besetzung.eigen.angebot
    angebot.personen.add(besetzung.fremd.person)
    client = anmelden(besetzung.koordination)

    antwort = speichere(client, url(Angebot, "change", angebot.pk))

    assert antwort.status_code == 302
    assert set(angebot.personen.all()) == {besetzung.eigen.person, besetzung.fremd.person}


def test_inline_row_of_a_foreign_parent_cannot_be_taken(besetzung):
    fremde = Mitgliedschaft.objects.get(netzwerk=besetzung.fremd.netzwerk)
    client = anmelden(besetzung.koordination)
    adresse = url(Netzwerk, "change", besetzung.eigen.netzwerk.pk)

    speichere(client, adresse, **{"mitgliedschaften-0-id": fremde.pk, "mitgliedschaften-0-DELETE": "on"})

    assert Mitgliedschaft.objects.filter(pk=fremde.pk, netzwerk=besetzung.fremd.netzwerk).exists()


# Actions


@beschraenkt
@pytest.mark.parametrize("aktion", ["delete_selected", "veroeffentlichen", "bestaetigen", "archivieren"])
@pytest.mark.parametrize("alle", ["0", "1"])
def test_action_does_not_reach_foreign_offers(besetzung, rolle, aktion, alle):
    Angebot.objects.update(status=Angebot.Status.ENTWURF)
    angebot = besetzung.fremd.angebot
    vorher = Angebot.objects.filter(pk=angebot.pk).values().get()
    daten = {"action": aktion, "_selected_action": angebot.pk, "select_across": alle, "post": "yes", "index": 0}

    antwort = anmelden(getattr(besetzung, rolle)).post(url(Angebot, "changelist"), daten)

    assert FREMD not in text(antwort)
    assert Angebot.objects.filter(pk=angebot.pk).values().get() == vorher


@pytest.mark.parametrize(
    ("rolle", "aktion", "status", "bestaetigt"),
    [
        ("verwaltung", "veroeffentlichen", "veroeffentlicht", False),
        ("koordination", "veroeffentlichen", "veroeffentlicht", False),
        ("redaktion", "veroeffentlichen", "entwurf", False),
        ("koordination", "archivieren", "archiviert", False),
        ("redaktion", "archivieren", "entwurf", False),
        ("koordination", "bestaetigen", "entwurf", True),
        ("redaktion", "bestaetigen", "entwurf", True),
    ],
)
def test_action_on_own_offers_as_the_role_may(besetzung, rolle, aktion, status, bestaetigt):
    Angebot.objects.update(status=Angebot.Status.ENTWURF)
    angebot, konto = besetzung.eigen.angebot, getattr(besetzung, rolle)

    anmelden(konto).post(url(Angebot, "changelist"), {"action": aktion, "_selected_action": angebot.pk, "index": 0})

    angebot.refresh_from_db()
    assert (angebot.status, angebot.bestaetigt_von) == (status, konto if bestaetigt else None)


def test_redaktion_deletes_no_offers_by_action(besetzung):
    angebot = besetzung.eigen.angebot
    daten = {"action": "delete_selected", "_selected_action": angebot.pk, "post": "yes", "index": 0}

    anmelden(besetzung.redaktion).post(url(Angebot, "changelist"), daten)

    assert Angebot.objects.filter(pk=angebot.pk).exists()


# Deleting what others use


def test_delete_page_names_no_foreign_entry(besetzung):
    """The own partner runs an offer in the other network: its title would stand on the page as an obstacle."""
    Angebot.objects.filter(pk=besetzung.fremd.angebot.pk).update(partner=besetzung.eigen.partner)
    Angebot.objects.filter(pk=besetzung.eigen.angebot.pk).delete()
    Anlaufstelle.objects.filter(pk=besetzung.eigen.anlaufstelle.pk).delete()
    Zugang.objects.filter(konto__in=[besetzung.redaktion, besetzung.lotsin]).delete()
    client = anmelden(besetzung.koordination)
    adresse = url(Partner, "delete", besetzung.eigen.partner.pk)

    antwort = client.get(adresse)
    client.post(adresse, {"post": "yes"})

    assert (antwort.status_code, FREMD in text(antwort)) == (200, False)
    assert "Bitte wenden Sie sich an die Verwaltung" in text(antwort)
    assert Partner.objects.filter(pk=besetzung.eigen.partner.pk).exists()


@pytest.mark.parametrize("grund", ["geteilt", "konto", "lotsin", "frei"])
def test_koordination_deletes_only_partners_of_its_own(besetzung, grund):
    partner = make_partner("Verein", netzwerk=besetzung.eigen.netzwerk)
    if grund == "geteilt":
        Mitgliedschaft.objects.create(netzwerk=besetzung.fremd.netzwerk, partner=partner)
    if grund == "konto":
        make_konto(rolle=Zugang.Rolle.REDAKTION, partner=partner)
    if grund == "lotsin":
        make_konto(rolle=Zugang.Rolle.LOTSIN, person=make_person(partner=partner))

    antwort = anmelden(besetzung.koordination).post(url(Partner, "delete", partner.pk), {"post": "yes"})

    assert antwort.status_code == (302 if grund == "frei" else 403)
    assert Partner.objects.filter(pk=partner.pk).exists() is (grund != "frei")


def test_shared_partner_is_seen_by_both_and_names_no_other_network(besetzung):
    Mitgliedschaft.objects.create(netzwerk=besetzung.fremd.netzwerk, partner=besetzung.eigen.partner)
    client = anmelden(besetzung.koordination)

    seiten = [client.get(url(Partner, "changelist")), client.get(url(Partner, "change", besetzung.eigen.partner.pk))]
    fremde = anmelden(besetzung.fremde).get(url(Partner, "change", besetzung.eigen.partner.pk))

    assert [(seite.status_code, FREMD in text(seite)) for seite in seiten] == [(200, False), (200, False)]
    assert (fremde.status_code, "Netzwerk Linde" in text(fremde)) == (200, False)


def test_koordination_adds_an_edition_although_it_may_not_change_one(besetzung):
    """What is stored is checked for the right to add it, not for the right to change it."""
    wegweiser = make_wegweiser(netzwerk=besetzung.eigen.netzwerk)
    felder = {"wegweiser": wegweiser.pk, "bezeichnung": "1/2026", "format": "a5"}

    antwort = speichere(anmelden(besetzung.koordination), url(Ausgabe, "add"), **felder)

    assert antwort.status_code == 302
    assert list(wegweiser.ausgaben.values_list("bezeichnung", flat=True)) == ["1/2026"]
