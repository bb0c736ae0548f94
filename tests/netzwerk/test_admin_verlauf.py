"""The history of an entry and the bin, as people meet them in the Verwaltung."""

import re

import pytest
from django.urls import reverse

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ansprechperson, Fassung, Geloeschtes, Netzwerk, Partner, Vorschlag
from tests.factories import make_geloeschtes, make_partner
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, speichere, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def besetzung():
    besetzung = make_besetzung()
    Vorschlag.objects.all().delete()
    Fassung.objects.all().delete()
    return besetzung


@pytest.fixture
def angebot(besetzung):
    return besetzung.eigen.angebot


# History


def test_history_names_who_changed_what(besetzung, angebot):
    client = anmelden(besetzung.koordination)
    speichere(client, url(Angebot, "change", angebot.pk), titel="Angebot Eiche")

    seite = text(client.get(url(Angebot, "history", angebot.pk)))

    assert re.search(r"geändert von koordination.*<del>Linde</del>.*<ins>Eiche</ins>", seite, re.DOTALL)
    assert "Stand vor der ersten Änderung" in seite


def test_old_state_comes_back_and_confirmation_stays(besetzung, angebot):
    client = anmelden(besetzung.koordination)
    speichere(client, url(Angebot, "change", angebot.pk), titel="Angebot Eiche")
    Angebot.objects.filter(pk=angebot.pk).update(bestaetigt_am="2026-11-20", bestaetigt_wie="telefon")
    alte = Fassung.objects.zu(angebot).last()

    antwort = client.post(url(Angebot, "fassung", angebot.pk, alte.pk))

    angebot.refresh_from_db()
    assert (antwort.status_code, angebot.titel, str(angebot.bestaetigt_am)) == (302, "Angebot Linde", "2026-11-20")
    assert Fassung.objects.zu(angebot).first().anlass == "zurueck"


@pytest.mark.parametrize(("rolle", "status"), [("redaktion", 403), ("ohne_zugang", 403)])
def test_old_state_is_brought_back_by_those_who_decide_only(besetzung, angebot, rolle, status):
    speichere(anmelden(besetzung.koordination), url(Angebot, "change", angebot.pk), titel="Angebot Eiche")
    alte = Fassung.objects.zu(angebot).last()

    antwort = anmelden(getattr(besetzung, rolle)).post(url(Angebot, "fassung", angebot.pk, alte.pk))

    angebot.refresh_from_db()
    assert (antwort.status_code in (302, status), angebot.titel) == (True, "Angebot Eiche")


def test_state_of_another_entry_is_not_found(besetzung, angebot):
    fremdes = besetzung.fremd.angebot
    speichere(anmelden(besetzung.fremde), url(Angebot, "change", fremdes.pk), titel=f"Neu {FREMD}")
    fassung = Fassung.objects.zu(fremdes).first()

    antwort = anmelden(besetzung.koordination).post(url(Angebot, "fassung", angebot.pk, fassung.pk))

    assert (antwort.status_code, FREMD in text(antwort)) == (404, False)


@pytest.mark.parametrize("anzahl", [2, 10])
def test_history_costs_the_same_queries(besetzung, angebot, anzahl, django_assert_num_queries):
    client = anmelden(besetzung.verwaltung)
    for nummer in range(anzahl):
        partner = make_partner(f"Verein {nummer}")
        speichere(client, url(Angebot, "change", angebot.pk), titel=f"Titel {nummer}", partner=partner.pk)

    with django_assert_num_queries(10):
        seite = client.get(url(Angebot, "history", angebot.pk))

    assert len(seite.context["staende"]) == anzahl + 1


# Bin


def test_deleted_entry_lies_in_the_bin_and_comes_back(besetzung, angebot):
    client, nummer = anmelden(besetzung.koordination), angebot.nummer
    client.post(url(Angebot, "delete", angebot.pk), {"post": "yes"})
    (fassung,) = Geloeschtes.objects.im_papierkorb()

    liste, seite = client.get(url(Geloeschtes, "changelist")), client.get(url(Geloeschtes, "change", fassung.pk))
    weg = Angebot.objects.filter(nummer=nummer).exists()
    daten = {"action": "wiederherstellen", "_selected_action": fassung.pk, "index": 0}
    client.post(url(Geloeschtes, "changelist"), daten)

    assert (weg, "Angebot Linde" in text(liste), "Angebot Linde" in text(seite)) == (False, True, True)
    assert Angebot.objects.get(nummer=nummer).titel == "Angebot Linde"


def test_delete_action_goes_through_the_bin_too(besetzung, angebot):
    daten = {"action": "delete_selected", "_selected_action": angebot.pk, "post": "yes", "index": 0}

    anmelden(besetzung.koordination).post(url(Angebot, "changelist"), daten)

    assert [f.name for f in Geloeschtes.objects.im_papierkorb()] == ["Angebot Linde"]


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "ohne_zugang"])
def test_foreign_deleted_entry_is_neither_seen_nor_brought_back(besetzung, rolle):
    fassung = make_geloeschtes(besetzung.fremd.angebot)
    client = anmelden(getattr(besetzung, rolle))
    daten = {"action": "wiederherstellen", "_selected_action": fassung.pk, "index": 0}

    antworten = [
        client.get(url(Geloeschtes, "changelist")),
        client.get(url(Geloeschtes, "change", fassung.pk)),
        client.post(url(Geloeschtes, "changelist"), daten, follow=True),
    ]

    assert [FREMD in text(antwort) for antwort in antworten] == [False] * 3
    assert Geloeschtes.objects.im_papierkorb().filter(pk=fassung.pk).exists()


@pytest.mark.parametrize("modell", [Angebot, Anlaufstelle, Partner, Ansprechperson, Netzwerk])
def test_every_catalogue_form_carries_the_state_it_was_opened_with(besetzung, modell):
    name = {Ansprechperson: "person"}.get(modell, modell._meta.model_name)
    objekt = getattr(besetzung.eigen, name)

    seite = text(anmelden(besetzung.koordination).get(url(modell, "change", objekt.pk)))

    assert seite.count('name="fassung"') == 1
    assert reverse("admin:index") in seite
