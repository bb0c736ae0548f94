from datetime import date

import pytest

from angebote.models import Zustaendigkeit
from netzwerk.models import Ebene
from tests.factories import (
    make_anlaufstelle,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
    make_wegweiser,
    make_zustaendigkeit,
)
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.heft import Stelle, Zustaendig
from wegweiser.druck.umwandlung import als_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def northeim():
    return make_region("Northeim", ags="03155")


@pytest.fixture
def netz(northeim):
    return make_netzwerk("Netz Northeim", regionen=[northeim])


def heft(wegweiser):
    return heft_aus_wegweiser(wegweiser, am=date(2026, 11, 22), basis="https://portal.example/")


def test_benefits_name_the_office_here(netz, northeim):
    leistung = make_leistung(betraege=[("uv", "227")], fuer_wen="Für Kinder.", hoehe="{{ betrag.uv }}", wo="Jugendamt")
    amt = make_partner("Jugendamt Northeim", telefon="05551 000-300", strasse="Am Markt 1", plz="37154", ort="Northeim")
    person = make_person("Frauke Dettmers", partner=amt, telefon="05551 000-311")
    make_zustaendigkeit(
        leistung, northeim, partner=amt, person=person, formular="https://amt.example/uv", hinweis="A–K"
    )
    make_zustaendigkeit(leistung, make_region("Aachen", ags="05334"), partner=make_partner("Amt Aachen"))
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Geld", "art": "leistungen"}])
    [zeile] = heft(wegweiser).kapitel[0].leistungen

    assert (zeile.name, zeile.fuer_wen, zeile.hoehe) == ("Unterhaltsvorschuss", "Für Kinder.", "227\u00a0€ im Monat")
    assert zeile.stellen == (
        Stelle(
            "Jugendamt Northeim",
            "Am Markt 1, 37154 Northeim",
            "https://amt.example/uv",
            (Zustaendig("", "Frauke Dettmers", "05551 000-311", "A–K"),),
        ),
    )


def test_office_stands_once_with_all_its_places(northeim):
    leistung = make_leistung()
    uslar, dassel = (
        make_region(name, ags=ags, bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=northeim)
        for name, ags in (("Uslar", "03155011"), ("Dassel", "03155003"))
    )
    amt = make_partner("Wohngeldstelle")
    for region in (uslar, dassel):
        Zustaendigkeit.objects.create(leistung=leistung, region=region, partner=amt)
    netz = make_netzwerk(regionen=[northeim])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Geld", "art": "leistungen"}])
    [zeile] = heft(wegweiser).kapitel[0].leistungen

    assert zeile.stellen == (Stelle("Wohngeldstelle", "", "", (Zustaendig("Stadt Dassel, Stadt Uslar"),)),)


def test_hidden_person_and_protected_office_are_not_named(netz, northeim):
    leistung = make_leistung()
    schutz = make_anlaufstelle(
        "Beratung",
        art="schutz",
        adresse_geschuetzt=True,
        strasse="Verborgene Gasse 7",
        ort="Geheimort",
        telefon="05551 000-6",
    )
    person = make_person("Geheime Person", partner=schutz.partner, ist_oeffentlich=False)
    Zustaendigkeit.objects.create(leistung=leistung, region=northeim, anlaufstelle=schutz, person=person)
    text = str(als_json(heft(make_wegweiser(netzwerk=netz, kapitel=[{"titel": "G", "art": "leistungen"}]))))

    assert "05551 000-6" in text
    assert [wort for wort in ("Verborgene", "Geheim") if wort in text] == []
