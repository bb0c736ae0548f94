import pytest

from angebote.models import Angebot
from netzwerk.models import Partner
from tests.angebote.tabellen import ALLES, aenderungen, arten, hinweise, importiere, make_grunddaten, plane
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_partner,
    make_thema,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def grunddaten():
    make_grunddaten()


def angebot():
    return Angebot.objects.get()


@pytest.mark.parametrize("zeile", [{}, {"schluessel": "A-1"}, ALLES])
def test_second_import_changes_nothing(zeile):
    importiere(zeile)

    plan = importiere(zeile)

    assert arten(plan) == ["unveraendert"]
    assert (Angebot.objects.count(), Partner.objects.count()) == (1, 1)


def test_changed_cells_show_old_and_new():
    importiere(ALLES)

    plan = plane(
        {
            **ALLES,
            "titel": "Treff am Abend",
            "kurzbeschreibung": "",
            "beschreibung": "Eins\n\ndrei",
            "region": "03155; Bayern",
            "themen": "Wohngeld; Wohnen",
            "zielgruppen": "Großeltern",
            "ort": "Moringen",
            "kosten": "kostenlos",
        }
    )

    assert arten(plan) == ["geaendert"]
    assert sorted(aenderungen(plan)) == [
        (2, "beschreibung", "Eins\n\nzwei", "Eins\n\ndrei"),
        (2, "kosten", "5,00 € (je Termin)", "kostenlos"),
        (2, "kurzbeschreibung", "Ein Satz.", ""),
        (2, "ort", "Northeim", "Moringen"),
        (2, "region", "Landkreis Northeim", "Landkreis Northeim; Bayern"),
        (2, "themen", "Wohnen", "Wohngeld; Wohnen"),
        (2, "titel", "Offener Treff", "Treff am Abend"),
        (2, "zielgruppen", "Väter", "Großeltern"),
    ]


def test_missing_column_leaves_the_field_and_empty_cell_empties_it():
    importiere(ALLES)

    assert aenderungen(plane({"schluessel": "A-1"})) == []
    assert sorted(aenderungen(plane({**ALLES, "telefon": "", "kosten": "", "zielgruppen": "", "strasse": ""}))) == [
        (2, "kosten", "5,00 € (je Termin)", ""),
        (2, "strasse", "Weg 1", ""),
        (2, "telefon", "05551 000-1", ""),
        (2, "zielgruppen", "Väter", ""),
    ]


def test_blanks_line_ends_and_spelling_of_names_are_no_change():
    importiere(ALLES)
    Angebot.objects.update(beschreibung="Eins\r\n\r\nzwei ", kurzbeschreibung=" Ein  Satz.")

    plan = plane(
        {**ALLES, "partner": "caritas NORTHEIM", "themen": "WOHNEN ", "zielgruppen": "vaeter", "region": "03155"}
    )

    assert aenderungen(plan) == []


def test_protected_address_is_never_emptied_by_a_sheet():
    adresse = {"strasse": "Geheimer Weg 3", "plz": "37154", "ort": "Northeim"}
    importiere({**adresse, "schluessel": "A-1"})
    Angebot.objects.update(adresse_geschuetzt=True)

    leer = importiere({"schluessel": "A-1", "strasse": "", "plz": "", "ort": ""})
    nur_ort = importiere({"schluessel": "A-1", "strasse": "", "plz": "", "ort": "Northeim"})

    assert (aenderungen(leer), aenderungen(nur_ort)) == ([], [])
    assert angebot().strasse == "Geheimer Weg 3"


def test_address_of_the_drop_in_point_and_contact_of_the_partner_are_no_change():
    partner = make_partner("Caritas Northeim", telefon="05551 000-9", email="c@d.example", website="https://d.example")
    stelle = make_anlaufstelle(partner=partner, strasse="Markt 1", plz="37154", ort="Northeim")
    make_angebot("Offener Treff", partner=partner, anlaufstelle=stelle)
    zeile = {
        "strasse": "Markt 1",
        "plz": "37154",
        "ort": "Northeim",
        "telefon": "05551 000-9",
        "email": "c@d.example",
        "website": "d.example",
        "region": "Deutschland",
    }
    Angebot.objects.get().themen.set([make_thema("Wohnen")])

    assert aenderungen(plane(zeile)) == []
    assert (
        aenderungen(plane({**zeile, "strasse": "", "plz": "", "ort": "", "telefon": "", "email": "", "website": ""}))
        == []
    )
    assert sorted(aenderungen(plane({**zeile, "strasse": "Markt 2"}))) == [
        (2, "ort", "", "Northeim"),
        (2, "plz", "", "37154"),
        (2, "strasse", "", "Markt 2"),
    ]


def test_new_offers_are_drafts_and_nothing_is_unpublished():
    importiere({"schluessel": "A-1"})
    assert angebot().status == "entwurf"

    plan = importiere({"schluessel": "A-1"}, veroeffentlicht=True)
    assert aenderungen(plan) == [(2, "status", "Entwurf", "veröffentlicht")]
    assert angebot().status == "veroeffentlicht"

    importiere({"schluessel": "A-1", "titel": "Neu"})
    assert (angebot().status, angebot().titel) == ("veroeffentlicht", "Neu")


def test_archived_offer_stays_archived():
    importiere({"schluessel": "A-1"})
    Angebot.objects.update(status="archiviert")

    plan = importiere({"schluessel": "A-1", "titel": "Neu"}, veroeffentlicht=True)

    assert hinweise(plan) == ["Zeile 2: Das Angebot ist archiviert und bleibt es."]
    assert (angebot().status, angebot().titel) == ("archiviert", "Neu")
