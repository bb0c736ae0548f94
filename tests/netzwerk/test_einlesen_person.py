"""Contact persons out of a sheet."""

import pytest

from netzwerk.einlesen.person import PERSON
from netzwerk.models import Ansprechperson
from tests.factories import make_partner, make_person, make_region, make_sprache, make_thema
from tests.netzwerk.tabellen.einlesen import aenderungen, arten, fehler, lies_ein, plane

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return make_partner("Caritas Northeim", kurzname="Caritas")


def test_new_person_with_lists_and_hours(partner):
    make_thema("Wohnen")
    make_sprache("de", "Deutsch")
    make_sprache("ar", "Arabisch")
    make_region("Northeim", ags="03155")

    lies_ein(
        PERSON,
        {
            "partner": "caritas",
            "name": "Kim Muster",
            "funktion": "Beratung",
            "themen": "wohnen",
            "sprachen": "Deutsch; ar",
            "regionen": "03155",
            "zeiten": "Mo 9–12; jeden 1. Mi 10–12 (Telefon)",
            "nach_vereinbarung": "ja",
            "ist_oeffentlich": "nein",
        },
    )

    person = Ansprechperson.objects.get()
    assert (person.partner, str(person), person.nach_vereinbarung, person.ist_oeffentlich) == (
        partner,
        "Kim Muster, Beratung",
        True,
        False,
    )
    assert [str(sprache) for sprache in person.sprachen.all()] == ["Arabisch", "Deutsch"]
    assert [str(ding) for ding in (*person.themen.all(), *person.regionen.all())] == ["Wohnen", "Landkreis Northeim"]
    assert person.zeiten_text == ["Mo 9–12 Uhr", "1. Mi im Monat 10–12 Uhr (Telefon)", "und nach Vereinbarung"]


def test_person_is_found_by_name_also_with_another_function(partner):
    make_person("Kim", partner=partner, funktion="Beratung")
    make_person("", partner=partner, funktion="Empfang", telefon="0555 1")
    zeilen = [
        {"partner": "Caritas", "name": "Kim", "funktion": "Leitung", "telefon": ""},
        {"partner": "Caritas", "name": "", "funktion": "empfang", "telefon": "0555 2"},
        {"partner": "Caritas", "name": "Ali", "funktion": "", "telefon": ""},
    ]

    plan = lies_ein(PERSON, *zeilen)

    assert arten(plan) == ["geaendert", "geaendert", "neu"]
    assert aenderungen(plan) == [
        (2, "funktion", "Beratung", "Leitung"),
        (3, "funktion", "Empfang", "empfang"),
        (3, "telefon", "0555 1", "0555 2"),
    ]
    assert arten(plane(PERSON, *zeilen)) == ["unveraendert"] * 3


def test_two_of_one_name_are_told_apart_by_function(partner):
    make_person("Kim", partner=partner, funktion="Beratung")
    make_person("Kim", partner=partner, funktion="Leitung")

    genau = plane(PERSON, {"partner": "Caritas", "name": "Kim", "funktion": "Leitung", "telefon": "0555 1"})
    unklar = plane(PERSON, {"partner": "Caritas", "name": "Kim", "telefon": "0555 1"})

    assert (arten(genau), genau.vorgaenge[0].objekt.funktion) == (["geaendert"], "Leitung")
    assert fehler(unklar) == [
        "Zeile 2: Davon gibt es mehrere. Bitte mit „schluessel“ sagen, welcher Eintrag gemeint ist."
    ]


def test_exact_rows_come_before_looser_ones(partner):
    """The first row alone would take the stored person, who is the second row's."""
    make_person("Kim", partner=partner, funktion="Beratung")

    plan = plane(
        PERSON,
        {"partner": "Caritas", "name": "Kim", "funktion": "Leitung"},
        {"partner": "Caritas", "name": "Kim", "funktion": "Beratung"},
    )

    assert arten(plan) == ["neu", "unveraendert"]


def test_errors_name_hours_partner_and_the_missing_name(partner):
    plan = plane(
        PERSON,
        {
            "partner": "Karitas Northeim",
            "name": "A",
            "funktion": "",
            "zeiten": "Mo vormittags",
            "sprachen": "Klingonisch",
        },
        {"partner": "Caritas", "name": "", "funktion": "", "zeiten": "", "sprachen": ""},
    )

    assert fehler(plan) == [
        "Zeile 2, Spalte „partner“: „Karitas Northeim“ kennen wir nicht. Meinten Sie „Caritas Northeim“?",
        "Zeile 2, Spalte „zeiten“: „Mo vormittags“ verstehen wir nicht. "
        "Bitte wie „Mo 9–12; Do 14–18 Uhr; jeden 1. Mi 10–12“.",
        "Zeile 2, Spalte „sprachen“: „Klingonisch“ kennen wir nicht.",
        "Zeile 3, Spalte „name“: bitte einen Namen oder eine Funktion angeben.",
    ]


def test_hours_are_replaced_only_where_they_differ(partner):
    lies_ein(PERSON, {"partner": "Caritas", "name": "Kim", "zeiten": "Mo 9-12"})
    nummer = Ansprechperson.objects.get().zeiten.get().pk

    lies_ein(PERSON, {"partner": "Caritas", "name": "Kim", "zeiten": "montags 9 bis 12 Uhr"})
    assert Ansprechperson.objects.get().zeiten.get().pk == nummer

    plan = lies_ein(PERSON, {"partner": "Caritas", "name": "Kim", "zeiten": "Di 9-12"})
    assert aenderungen(plan) == [(2, "zeiten", "Mo 9–12 Uhr", "Di 9–12 Uhr")]
    lies_ein(PERSON, {"partner": "Caritas", "name": "Kim", "zeiten": ""})
    assert list(Ansprechperson.objects.get().zeiten.all()) == []


@pytest.mark.parametrize("anzahl", [1, 5, 200])
def test_plan_costs_a_fixed_number_of_queries(partner, anzahl, django_assert_num_queries):
    make_thema("Wohnen")
    make_sprache()
    zeilen = [
        {"partner": "Caritas", "name": f"P {n}", "themen": "Wohnen", "sprachen": "Deutsch", "zeiten": "Mo 9-12"}
        for n in range(anzahl)
    ]
    lies_ein(PERSON, *zeilen)

    with django_assert_num_queries(9):
        plan = plane(PERSON, *[{**zeile, "zeiten": "Di 9-12"} for zeile in zeilen])

    assert arten(plan) == ["geaendert"] * anzahl
