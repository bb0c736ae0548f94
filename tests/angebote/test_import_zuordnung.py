import pytest

from angebote.models import Angebot
from tests.angebote.tabellen import aenderungen, arten, fehler, hinweise, importiere, make_grunddaten, plane
from tests.factories import (
    make_angebot,
    make_partner,
    make_region,
    make_thema,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def grunddaten():
    make_grunddaten()


def angebot():
    return Angebot.objects.get()


def test_key_twice_names_both_rows():
    plan = plane({"schluessel": "A-1"}, {"schluessel": "A-1", "titel": "Kurs"})

    assert fehler(plan) == [
        "Zeile 3, Spalte „schluessel“: „A-1“ steht schon in Zeile 2. Bitte jeden Schlüssel nur einmal vergeben."
    ]


@pytest.mark.parametrize("schluessel", [("", ""), ("", "A-1"), ("A-1", "")])
def test_same_title_twice_without_keys_names_both_rows(schluessel):
    eins, zwei = schluessel

    plan = plane({"schluessel": eins}, {"schluessel": zwei, "titel": "OFFENER  Treff", "partner": "caritas northeim"})

    assert fehler(plan) == [
        "Zeile 3: „OFFENER Treff“ von „Caritas Northeim“ steht schon in Zeile 2. "
        "Bitte eine der Zeilen löschen oder beide mit „schluessel“ unterscheiden."
    ]


def test_same_title_twice_with_keys_are_two_offers():
    assert arten(plane({"schluessel": "A-1"}, {"schluessel": "A-2"})) == ["neu", "neu"]


def test_key_of_another_offer_is_an_error_that_names_both():
    make_angebot("Babytreff", partner=make_partner("AWO"), quelle="tabelle", externer_schluessel="A-1")

    plan = plane({"schluessel": "A-1"})

    assert fehler(plan) == [
        "Zeile 2, Spalte „schluessel“: „A-1“ gehört schon zu „Babytreff“ von „AWO“, hier steht „Offener Treff“ von "
        "„Caritas Northeim“. Bitte einen anderen Schlüssel vergeben oder eine andere Quelle angeben."
    ]


def test_key_of_another_source_is_another_offer():
    make_angebot("Babytreff", partner=make_partner("AWO"), quelle="awo", externer_schluessel="A-1")

    assert arten(plane({"schluessel": "A-1"})) == ["neu"]


def test_title_that_exists_twice_cannot_be_meant_without_key():
    partner = make_partner("Caritas Northeim")
    eins = make_angebot("Offener Treff", partner=partner, externer_schluessel="1", quelle="a")
    zwei = make_angebot("Offener Treff", partner=partner, externer_schluessel="2", quelle="a")

    assert fehler(plane({})) == [
        f"Zeile 2: „Offener Treff“ von „Caritas Northeim“ gibt es mehrfach (Nr. {eins.nummer}, {zwei.nummer}). "
        "Bitte mit „url“ oder „schluessel“ sagen, welches gemeint ist."
    ]


@pytest.mark.parametrize("quelle", ["awo", "tabelle"])
def test_second_offer_of_that_title_is_said_unless_the_sheet_has_both(quelle):
    partner = make_partner("Caritas Northeim")
    anderes = make_angebot("Offener Treff", partner=partner, quelle=quelle, externer_schluessel="9")

    plan = plane({"schluessel": "A-1"})

    assert arten(plan) == ["neu"]
    assert hinweise(plan) == [
        f"Zeile 2: „Offener Treff“ von „Caritas Northeim“ gibt es schon (Nr. {anderes.nummer}, Schlüssel „9“); "
        "hier entsteht ein zweites."
    ]
    assert hinweise(plane({"schluessel": "A-1"}, {"schluessel": "9"}, quelle=quelle)) == []


def test_offer_without_key_gets_the_key_instead_of_a_double():
    make_angebot(
        "Offener Treff",
        partner=make_partner("Caritas Northeim"),
        themen=[make_thema("Wohnen")],
        regionen=[make_region(ags="03155")],
    )

    plan = importiere({"schluessel": "A-1"})

    assert aenderungen(plan) == [(2, "schluessel", "", "A-1")]
    assert (angebot().quelle, angebot().externer_schluessel) == ("tabelle", "A-1")
    assert arten(importiere({"schluessel": "A-1"})) == ["unveraendert"]


def test_empty_key_never_takes_a_key_away():
    importiere({"schluessel": "A-1"})

    assert arten(importiere({"schluessel": ""})) == ["unveraendert"]
    assert angebot().externer_schluessel == "A-1"


def test_key_keeps_an_offer_through_a_new_title_or_a_new_partner():
    importiere({"schluessel": "A-1"})

    assert aenderungen(importiere({"schluessel": "A-1", "partner": "AWO"})) == [
        (2, "partner", "Caritas Northeim", "AWO")
    ]
    assert aenderungen(importiere({"schluessel": "A-1", "partner": "AWO", "titel": "Neu"})) == [
        (2, "titel", "Offener Treff", "Neu")
    ]
    assert angebot().partner.name == "AWO"


def test_page_address_says_which_offer_is_meant():
    eins = make_angebot("Offener Treff", partner=make_partner("Caritas Northeim"))
    zwei = make_angebot("Offener Treff", partner=eins.partner)
    zeilen = [
        {"url": f"https://portal.example/angebote/{a.slug}-{a.nummer}/", "region": "Deutschland"} for a in (eins, zwei)
    ]

    plan = plane(zeilen[0], {**zeilen[1], "titel": "Zweiter Treff"})

    assert fehler(plan) == []
    assert [v.angebot for v in plan.vorgaenge] == [eins, zwei]
    assert fehler(plane(zeilen[0], zeilen[0])) == [
        "Zeile 3: Gemeint ist dasselbe Angebot wie in Zeile 2: „Offener Treff“ von „Caritas Northeim“. "
        "Bitte eine der Zeilen löschen."
    ]
    assert fehler(plane({**zeilen[0], "titel": "Kurs", "partner": "AWO"})) == [
        "Zeile 2, Spalte „url“: Die Adresse gehört zu „Offener Treff“ von „Caritas Northeim“, "
        "hier steht „Kurs“ von „AWO“. Bitte die Zelle leeren."
    ]


def test_key_of_a_third_offer_cannot_be_taken_over():
    importiere({"schluessel": "A-1"}, {"schluessel": "A-2", "titel": "Kurs"})
    kurs = Angebot.objects.get(titel="Kurs")

    plan = plane({"schluessel": "A-1", "titel": "Kurs", "url": f"/angebote/kurs-{kurs.nummer}/"})

    assert fehler(plan) == [
        "Zeile 2, Spalte „schluessel“: „A-1“ gehört schon zu „Offener Treff“ von „Caritas Northeim“. "
        "Bitte einen anderen Schlüssel vergeben."
    ]
