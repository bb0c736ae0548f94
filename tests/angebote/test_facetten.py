"""Counts in the form say what one really finds after choosing."""

import re
from itertools import chain

import pytest
from django.http import QueryDict

from angebote.auswahl import select_angebote
from angebote.passungen import ZUM_MOMENT
from tests.angebote.suche.test_gegenprobe import HEUTE, make_katalog, query
from tests.factories import make_angebot, make_sprache, make_thema
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
ANZAHL = re.compile(r"(.*) \((\d+)\)$")


def auswahl(werte):
    ergebnis = select_angebote(query(werte), am=HEUTE)
    ergebnis.add_anzahlen()
    return ergebnis


def choices(ergebnis, name):
    """Value → number, groups unfolded, without the empty choice and those that only the moment decides."""
    alle = ergebnis.filter.form.fields[name].widget.choices
    flach = chain.from_iterable(namen if isinstance(namen, list) else [(wert, namen)] for wert, namen in alle)
    return {wert: int(ANZAHL.match(str(text))[2]) for wert, text in flach if wert not in ("", *ZUM_MOMENT)}


@pytest.mark.parametrize(
    "werte",
    [
        {},
        {"ort": "Kaulsdorf"},
        {"q": "angebot", "ort": "12619", "umkreis": "10"},
        {"thema": "wohnen"},
        {"zeit": "abend", "kosten": "kostenlos"},
        {"kinderbetreuung": "mit_kind", "thema": "wohngeld", "ort": "Northeim"},
        {"sprache": "ar", "format": "online"},
    ],
)
def test_each_count_is_what_choosing_it_finds(werte):
    make_katalog()
    ergebnis = auswahl(werte)

    for name in ("thema", "zielgruppe", "zeit", "kinderbetreuung", "format", "kosten", "sprache"):
        for wert, anzahl in choices(ergebnis, name).items():
            assert anzahl == len(auswahl({**werte, name: wert}).angebote), (name, wert)


def test_choice_without_offers_goes_except_the_chosen_one():
    make_thema("Leer")
    make_angebot(themen=[make_thema("Wohnen")])

    assert choices(auswahl({}), "thema") == {"wohnen": 1}
    assert choices(auswahl({"thema": "leer"}), "thema") == {"leer": 0, "wohnen": 1}


def test_kinderbetreuung_with_child_counts_each_offer_once():
    for wert in ("ja", "anfrage", "mitbringen", "nein", "unbekannt"):
        make_angebot(kinderbetreuung=wert)

    assert choices(auswahl({}), "kinderbetreuung") == {"mit_kind": 3, "ja": 1, "anfrage": 1, "mitbringen": 1}


def test_gebiete_are_the_parts_with_offers_of_their_own_and_count_the_wider_ones():
    orte = make_landkarte()
    make_angebot("Bezirk", regionen=[orte.bezirk])
    make_angebot("Beide", regionen=[orte.kaulsdorf, orte.mahlsdorf])
    make_angebot("Mahlsdorf", regionen=[orte.mahlsdorf])
    ergebnis = auswahl({"ort": "Marzahn-Hellersdorf"})

    assert ergebnis.gebiete() == [
        ("Mahlsdorf (Marzahn-Hellersdorf)", 3, "ort=Mahlsdorf+%28Marzahn-Hellersdorf%29"),
        ("Kaulsdorf (Marzahn-Hellersdorf)", 2, "ort=Kaulsdorf+%28Marzahn-Hellersdorf%29"),
    ]
    for _name, anzahl, frage in ergebnis.gebiete():
        assert anzahl == len(select_angebote(QueryDict(frage), am=HEUTE).angebote)
    assert auswahl({"ort": "Kaulsdorf"}).gebiete() == []


def test_gebiete_of_everywhere_are_the_laender():
    orte = make_landkarte()
    make_angebot("Nah", regionen=[orte.kaulsdorf])
    make_angebot("Fern", regionen=[orte.northeim])

    assert [(name, anzahl) for name, anzahl, _frage in auswahl({}).gebiete()] == [("Berlin", 1), ("Niedersachsen", 1)]


def test_numbers_stay_out_of_titles_and_chips():
    make_angebot("Kurs", themen=[make_thema("Wohnen")], sprachen=[make_sprache("ar", "Arabisch")])
    ergebnis = auswahl({"thema": "wohnen", "sprache": "ar"})

    assert ergebnis.titel == "Wohnen"
    assert ergebnis.marken() == [("Wohnen", "sprache=ar"), ("Arabisch", "thema=wohnen")]
