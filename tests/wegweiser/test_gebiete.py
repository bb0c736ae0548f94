"""Contact persons by district, and the imprint where the editor wants it."""

from datetime import date

import pytest

from netzwerk.models import Ebene
from tests.factories import make_netzwerk, make_partner, make_person, make_region, make_thema, make_wegweiser
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.heft import Fakt

pytestmark = pytest.mark.django_db


@pytest.fixture
def bezirk():
    return make_region("Marzahn-Hellersdorf", ags="11000010", bezeichnung="Bezirk", ebene=Ebene.GEMEINDE)


@pytest.fixture
def netz(bezirk):
    return make_netzwerk("Netz", regionen=[bezirk])


def make_ortsteil(name, bezirk):
    return make_region(name, bezeichnung="Ortsteil", ebene=Ebene.ORTSTEIL, eltern=bezirk)


def make_zustaendige(name, *, partner, regionen=(), **felder):
    person = make_person(name, partner=partner, **felder)
    person.regionen.set(regionen)
    return person


def heft(netz, *kapitel):
    kapitel = kapitel or ({"titel": "Wer ist wo da?", "art": "kontakte-gebiet"},)
    return heft_aus_wegweiser(
        make_wegweiser(netzwerk=netz, kapitel=kapitel), am=date(2026, 11, 22), basis="https://portal.example/"
    )


def je_gebiet(abschnitt):
    return {
        teil.titel: {e.titel: [person.titel for person in e.personen] for e in teil.eintraege}
        for teil in abschnitt.unter
    }


def test_persons_stand_in_their_districts_and_once_for_the_whole_area(netz, bezirk):
    mahlsdorf, biesdorf = make_ortsteil("Mahlsdorf", bezirk), make_ortsteil("Biesdorf", bezirk)
    amt, verein = make_partner("Amt", netzwerk=netz, region=bezirk), make_partner("Verein", netzwerk=netz)
    make_zustaendige("Anna", partner=amt, regionen=[mahlsdorf, biesdorf])
    make_zustaendige("Bert", partner=amt)
    make_zustaendige("Cem", partner=verein)
    make_zustaendige("Dora", partner=verein, regionen=[mahlsdorf, bezirk])
    make_zustaendige("Fern", partner=verein, regionen=[make_region("Aachen", ags="05334")])

    assert je_gebiet(heft(netz).kapitel[0]) == {
        "Biesdorf": {"Amt": ["Anna"]},
        "Mahlsdorf": {"Amt": ["Anna"]},
        "Im ganzen Gebiet": {"Amt": ["Bert"], "Verein": ["Cem", "Dora"]},
    }


def test_partner_of_a_part_is_not_said_to_be_there_for_all(netz, bezirk):
    mahlsdorf = make_ortsteil("Mahlsdorf", bezirk)
    make_zustaendige("Anna", partner=make_partner("Gemeinde", netzwerk=netz, region=mahlsdorf))

    assert je_gebiet(heft(netz).kapitel[0]) == {"Mahlsdorf": {"Gemeinde": ["Anna"]}}


def test_hidden_persons_and_other_networks_stay_out(netz):
    make_zustaendige("Geheim", partner=make_partner("Amt", netzwerk=netz), ist_oeffentlich=False)
    make_zustaendige("Fremd", partner=make_partner("Anderes", netzwerk=make_netzwerk()))
    ergebnis = heft(netz)

    assert ergebnis.kapitel == ()
    assert ergebnis.hinweise == ("Kapitel „Wer ist wo da?“ ist leer und wird nicht gedruckt.",)


def test_person_has_subjects_and_what_she_is_responsible_for(netz):
    person = make_zustaendige("Anna", partner=make_partner("Amt", netzwerk=netz), zustaendig="A–K", telefon="030 1")
    person.themen.set([make_thema("Wohnen")])
    [teil] = heft(netz).kapitel[0].unter
    [gedruckt] = teil.eintraege[0].personen

    assert (gedruckt.telefon, gedruckt.fakten) == ("030 1", (Fakt("Zuständig", ("A–K",)), Fakt("Themen", ("Wohnen",))))


@pytest.mark.parametrize("anzahl", [1, 5])
def test_number_of_queries_is_constant(netz, bezirk, anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        ortsteil = make_ortsteil(f"Ort {nummer}", bezirk)
        person = make_zustaendige("P", partner=make_partner(netzwerk=netz, region=ortsteil), regionen=[ortsteil])
        person.themen.set([make_thema(f"Thema {nummer}")])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "W", "art": "kontakte-gebiet"}])

    with django_assert_num_queries(14):
        ergebnis = heft_aus_wegweiser(wegweiser, am=date(2026, 11, 22), basis="https://portal.example/")

    assert len(ergebnis.kapitel[0].unter) == anzahl


def test_imprint_stands_where_the_chapter_is_with_its_own_words(netz):
    impressum = {"titel": "Wer das gemacht hat", "art": "impressum", "text": "Danke!"}
    mit = heft(netz, impressum, {"titel": "Danach", "text": "x"})

    assert [(k.titel, k.text, k.ist_leer, k.nur_im_druck) for k in mit.kapitel] == [
        ("Wer das gemacht hat", "Danke!", False, False),
        ("Danach", "x", False, False),
    ]
    assert mit.hat_impressum
