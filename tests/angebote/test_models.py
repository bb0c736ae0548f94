from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from angebote.models import Angebot
from netzwerk.models import Netzwerk
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_netzwerk,
    make_partner,
    make_plz,
    make_thema,
    make_zielgruppe,
)
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("felder", "sichtbar"),
    [
        ({}, True),
        ({"status": Angebot.Status.ENTWURF}, False),
        ({"status": Angebot.Status.IN_PRUEFUNG}, False),
        ({"status": Angebot.Status.ARCHIVIERT}, False),
        ({"gueltig_bis": HEUTE}, True),
        ({"gueltig_bis": date(2026, 11, 21)}, False),
        ({"gueltig_von": HEUTE}, True),
        ({"gueltig_von": date(2026, 11, 23)}, False),
    ],
)
def test_angebot_sichtbar_by_status_and_validity(felder, sichtbar):
    make_angebot("Kurs", **felder)

    assert Angebot.objects.sichtbar(HEUTE).exists() is sichtbar


@pytest.mark.parametrize(
    ("status", "sichtbar"),
    [(Netzwerk.Status.AKTIV, True), (Netzwerk.Status.RUHEND, False), (Netzwerk.Status.HISTORISCH, False)],
)
def test_angebot_sichtbar_only_in_active_netzwerk(status, sichtbar):
    make_angebot("Kurs", netzwerk=make_netzwerk(status=status))

    assert Angebot.objects.sichtbar(HEUTE).exists() is sichtbar


def test_in_region_finds_own_containing_and_contained_areas_only():
    orte = make_landkarte()
    for titel, gebiet in [
        ("Bundesweit", orte.bund),
        ("Berlinweit", orte.berlin),
        ("Bezirk", orte.bezirk),
        ("Nur Kaulsdorf", orte.kaulsdorf),
        ("Nur Mahlsdorf", orte.mahlsdorf),
        ("Nur Aachen", orte.aachen),
    ]:
        make_angebot(titel, regionen=[gebiet])

    def titel(*regionen):
        treffer = Angebot.objects.in_region(regionen).with_naehe(regionen).order_by("-naehe", "titel")
        return [angebot.titel for angebot in treffer]

    assert titel(orte.kaulsdorf) == ["Nur Kaulsdorf", "Bezirk", "Berlinweit", "Bundesweit"]
    assert titel(orte.bezirk) == ["Bezirk", "Nur Kaulsdorf", "Nur Mahlsdorf", "Berlinweit", "Bundesweit"]
    assert titel(orte.aachen) == ["Nur Aachen", "Bundesweit"]
    assert titel() == []


def test_in_region_names_an_offer_with_two_areas_once():
    orte = make_landkarte()
    make_angebot("Zwei", regionen=[orte.kaulsdorf, orte.mahlsdorf])

    assert Angebot.objects.in_region([orte.bezirk]).count() == 1


def test_zu_thema_includes_sub_topics_and_nothing_else():
    haupt = make_thema("Wohnen")
    make_angebot("Wohngeld", themen=[make_thema("Wohngeld", eltern=haupt)])
    make_angebot("Haupt", themen=[haupt])
    make_angebot("Anderes", themen=[make_thema("Gesundheit")])

    assert sorted(a.titel for a in Angebot.objects.zu_thema("wohnen")) == ["Haupt", "Wohngeld"]
    assert [a.titel for a in Angebot.objects.zu_thema("wohngeld")] == ["Wohngeld"]


def test_fuer_zielgruppe_needs_the_group_named():
    make_angebot("Väterfrühstück", zielgruppen=[make_zielgruppe("Väter")])
    make_angebot("Für alle")

    assert [a.titel for a in Angebot.objects.fuer_zielgruppe("vaeter")] == ["Väterfrühstück"]


def test_nummer_is_kept_and_never_reused():
    erstes, zweites = make_angebot(), make_angebot()
    alte_nummer = zweites.nummer
    zweites.delete()
    drittes = make_angebot()
    erstes.titel = "Neuer Titel"
    nummer = erstes.nummer
    erstes.save()

    assert erstes.nummer == nummer
    assert drittes.nummer > alte_nummer


def test_koordinate_comes_from_plz_and_follows_it():
    make_plz("37154", "Northeim", lat=51.7, lon=10.0)
    make_plz("37170", "Uslar", lat=51.66, lon=9.63)
    angebot = make_angebot(plz="37154")
    assert (angebot.lat, angebot.lon) == (51.7, 10.0)

    angebot.plz = "37170"
    angebot.save()
    assert (angebot.lat, angebot.lon) == (51.66, 9.63)


def test_koordinate_entered_by_hand_stays():
    make_plz("37154", "Northeim", lat=51.7, lon=10.0)
    angebot = make_angebot(plz="37154", lat=51.71, lon=10.01)
    angebot.save()

    assert (angebot.lat, angebot.lon) == (51.71, 10.01)


def test_anschrift_is_hidden_when_own_or_point_address_is_protected():
    partner = make_partner()
    geheim = make_anlaufstelle(strasse="Geheimer Weg 7", ort="Northeim", adresse_geschuetzt=True, partner=partner)

    offen = make_angebot(strasse="Markt 1", plz="37154", ort="Northeim")
    eigene = make_angebot(strasse="Geheimer Weg 7", ort="Northeim", adresse_geschuetzt=True)
    an_stelle = make_angebot(anlaufstelle=geheim, partner=partner)

    assert str(offen.anschrift) == "Markt 1, 37154 Northeim"
    assert eigene.anschrift is None
    assert an_stelle.anschrift is None


@pytest.mark.parametrize(
    ("felder", "meldung"),
    [
        ({"plz": "1261"}, "Bitte fünf Ziffern, z. B. „12619“."),
        ({"alter_ab": 36, "alter_bis": 12}, "„Alter bis“ liegt unter „Alter ab“."),
        (
            {"gueltig_von": date(2026, 2, 1), "gueltig_bis": date(2026, 1, 1)},
            "„Gilt bis“ liegt vor „gilt ab“.",
        ),
    ],
)
def test_angebot_rules_stand_in_the_form_and_in_the_database(felder, meldung):
    angebot = Angebot(titel="Kurs", partner=make_partner(), nummer=99999, slug="kurs", **felder)

    with pytest.raises(ValidationError) as fehler:
        angebot.full_clean()
    assert meldung in fehler.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        Angebot.objects.bulk_create([angebot])


def test_schluessel_is_unique_per_quelle():
    make_angebot(quelle="liste", externer_schluessel="7")
    make_angebot(quelle="andere", externer_schluessel="7")
    make_angebot(quelle="liste", externer_schluessel="")
    make_angebot(quelle="liste", externer_schluessel="")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_angebot(quelle="liste", externer_schluessel="7")
