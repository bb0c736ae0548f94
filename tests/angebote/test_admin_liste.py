"""The Verwaltung of offers and benefits: finding, narrowing, and what follows from a change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from angebote.models import Angebot, Leistung
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Partner, Region, Thema, Zielgruppe, Zugang
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_konto,
    make_leistung,
    make_partner,
    make_region,
    make_thema,
    make_zielgruppe,
)
from tests.verwaltung import anmelden, fehler, speichere, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


# Finding offers


def test_list_is_narrowed_by_state_topic_region_partner_and_confirmation(verwaltung):
    haupt = make_thema("Wohnen")
    unter = make_thema("Wohngeld", eltern=haupt)
    land = make_region("Niedersachsen", ags="03", ebene=1)
    kreis = make_region("Northeim", ags="03155", eltern=land)
    heute = timezone.localdate()
    a = make_angebot("A", themen=[unter], regionen=[kreis], bestaetigt_am=heute)
    b = make_angebot("B", themen=[make_thema()], bestaetigt_am=heute - timedelta(days=181), status="entwurf")

    def liste(**frage):
        return [obj.titel for obj in verwaltung.get(url(Angebot, "changelist"), frage).context["cl"].result_list]

    assert liste(thema="wohnen") == liste(thema="wohngeld") == ["A"]
    assert liste(region=land.pk) == liste(region=kreis.pk) == ["A"]
    assert liste(bestaetigt="frisch") == liste(status__exact="veroeffentlicht") == ["A"]
    assert liste(bestaetigt="alt") == liste(partner__id__exact=b.partner_id) == ["B"]
    assert liste(bestaetigt="nie") == []
    assert sorted(liste(region="gibt-es-nicht")) == [a.titel, b.titel]


@pytest.mark.parametrize("suchwort", ["muetterkur", "MÜTTER Linde", "NOM-7", "37154", "{nummer}"])
def test_offer_is_found_by_words_number_postcode_and_key(verwaltung, suchwort):
    angebot = make_angebot(
        "Mütterkur beraten",
        partner=make_partner("Haus Linde"),
        themen=[make_thema()],
        plz="37154",
        quelle="nom",
        externer_schluessel="nom-7",
    )
    make_angebot("Anderes")

    antwort = verwaltung.get(url(Angebot, "changelist"), {"q": suchwort.format(nummer=angebot.nummer)})

    assert list(antwort.context["cl"].result_list) == [angebot]


def test_search_for_a_huge_number_finds_nothing(verwaltung):
    antwort = verwaltung.get(url(Angebot, "changelist"), {"q": "9" * 30})

    assert (antwort.status_code, list(antwort.context["cl"].result_list)) == (200, [])


# What follows from a change


@pytest.mark.parametrize(
    ("modell", "felder"),
    [
        (Angebot, {"titel": "Zebrastreifen"}),
        (Partner, {"name": "Zebrastreifen"}),
        (Anlaufstelle, {"name": "Zebrastreifen"}),
        (Thema, {"name": "Zebrastreifen"}),
        (Zielgruppe, {"name": "Zebrastreifen"}),
        (Leistung, {"name": "Zebrastreifen"}),
        (Region, {"name": "Zebrastreifen"}),
    ],
)
def test_new_name_is_found_at_once(verwaltung, modell, felder):
    angebot = make_angebot(themen=[make_thema("Kita")], zielgruppen=[make_zielgruppe()], regionen=[make_region()])
    angebot.anlaufstelle = make_anlaufstelle()
    angebot.save()
    angebot.leistungen.add(make_leistung())
    objekte = {
        Angebot: angebot,
        Partner: angebot.partner,
        Anlaufstelle: angebot.anlaufstelle,
        Thema: angebot.themen.get(),
        Zielgruppe: angebot.zielgruppen.get(),
        Leistung: angebot.leistungen.get(),
        Region: angebot.regionen.get(),
    }

    antwort = speichere(verwaltung, url(modell, "change", objekte[modell].pk), **felder)

    assert (antwort.status_code, fehler(antwort)) == (302, {})
    assert "zebrastreifen" in Angebot.objects.get().suchtext


def test_new_name_of_a_sub_topic_entered_at_its_main_topic_is_found(verwaltung):
    haupt = make_thema("Wohnen")
    make_angebot(themen=[make_thema("Wohngeld", eltern=haupt)])

    antwort = speichere(verwaltung, url(Thema, "change", haupt.pk), **{"unterthemen-0-name": "Zebrastreifen"})

    assert antwort.status_code == 302, antwort.context["errors"]
    assert "zebrastreifen\nwohnen" in Angebot.objects.get().suchtext


def test_deleted_topic_is_no_longer_found(verwaltung):
    angebot = make_angebot(themen=[make_thema("Wohnen"), make_thema("Zebrastreifen")])

    verwaltung.post(url(Thema, "delete", Thema.objects.get(name="Zebrastreifen").pk), {"post": "yes"})

    angebot.refresh_from_db()
    assert ("wohnen" in angebot.suchtext, "zebrastreifen" in angebot.suchtext) == (True, False)


def test_topics_deleted_together_are_no_longer_found(verwaltung):
    make_angebot(themen=[make_thema("Wohnen"), make_thema("Zebrastreifen")])
    alle = list(Thema.objects.values_list("pk", flat=True))
    daten = {"action": "delete_selected", "_selected_action": alle, "post": "yes", "index": 0}

    verwaltung.post(url(Thema, "changelist"), daten)

    suchtext = Angebot.objects.get().suchtext
    assert ("wohnen" in suchtext, "zebrastreifen" in suchtext, Thema.objects.count()) == (False, False, 0)
