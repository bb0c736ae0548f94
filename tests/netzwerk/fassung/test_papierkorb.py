"""Deleting can be undone for 30 days, with number, key, rows and whatever pointed to the entry."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.fassung import make_abbild
from netzwerk.fassung.papierkorb import VERWEISE, delete_eintraege, empty_papierkorb, restore_eintrag
from netzwerk.models import Ansprechperson, Fassung, Geloeschtes, Partner
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_konto,
    make_netzwerk,
    make_partner,
    make_person,
    make_thema,
    make_wegweiser,
)

pytestmark = pytest.mark.django_db
JETZT = datetime(2026, 11, 22, 12, tzinfo=UTC)
EINTRAEGE = {Partner, Ansprechperson, Anlaufstelle, Angebot}


def delete(*objekte, moment=JETZT, konto=None):
    delete_eintraege(objekte, konto=konto, moment=moment, ist_eintrag=lambda modell: modell in EINTRAEGE)
    return Geloeschtes.objects.im_papierkorb().order_by("-pk").first()


def test_deleted_offer_comes_back_as_it_was():
    angebot = make_angebot("Café", themen=[make_thema()], zeiten=[(1, 9, 12)])
    kapitel = make_wegweiser(kapitel=[{"titel": "Auswahl"}]).kapitel.get()
    kapitel.angebote.set([angebot])
    pk, nummer, angelegt, alt = angebot.pk, angebot.nummer, angebot.angelegt_am, make_abbild(angebot)

    fassung = delete(angebot)
    weg = Angebot.objects.filter(nummer=nummer).exists()
    (zurueck,) = restore_eintrag(fassung, konto=None, moment=JETZT)

    neu = Angebot.objects.get(nummer=nummer)
    assert (weg, neu.pk, zurueck, list(kapitel.angebote.all())) == (False, pk, neu, [neu])
    assert abs(neu.angelegt_am - angelegt) < timedelta(milliseconds=1)
    assert make_abbild(neu) == alt
    assert neu.suchtext
    assert not Geloeschtes.objects.im_papierkorb().exists()


def test_offers_find_their_point_again():
    stelle = make_anlaufstelle("Treff")
    angebot = make_angebot(anlaufstelle=stelle)
    anderes = make_angebot(anlaufstelle=stelle)
    fassung = delete(stelle)
    neue_stelle = make_anlaufstelle("Neu")
    Angebot.objects.filter(pk=anderes.pk).update(anlaufstelle=neue_stelle)

    restore_eintrag(fassung, konto=None, moment=JETZT)

    angebot.refresh_from_db()
    anderes.refresh_from_db()
    assert (angebot.anlaufstelle.name, anderes.anlaufstelle) == ("Treff", neue_stelle)


def test_what_was_deleted_together_comes_back_together():
    partner = make_partner("Verein")
    person, nummer = make_person("Kim", partner=partner), partner.pk
    delete(partner)
    eigene = Geloeschtes.objects.im_papierkorb().get(modell="netzwerk.ansprechperson")

    zurueck = restore_eintrag(eigene, konto=None, moment=JETZT)

    assert {str(objekt) for objekt in zurueck} == {"Verein", "Kim"}
    assert Ansprechperson.objects.get(pk=person.pk).partner_id == nummer


def test_what_needs_something_gone_says_so():
    partner = make_partner("Verein")
    person = make_person("Kim", partner=partner)
    fassung = delete(person)
    partner.delete()

    with pytest.raises(ValidationError, match="Zuerst muss es „Partner“ wieder geben"):
        restore_eintrag(fassung, konto=None, moment=JETZT)

    assert not Ansprechperson.objects.exists()


def test_key_taken_meanwhile_is_said_and_nothing_is_restored():
    fassung = delete(make_angebot("Café", quelle="liste", externer_schluessel="A1"))
    make_angebot("Anderes", quelle="liste", externer_schluessel="A1")

    with pytest.raises(ValidationError, match="Diesen Schlüssel hat schon ein anderes Angebot"):
        restore_eintrag(fassung, konto=None, moment=JETZT)

    assert Angebot.objects.count() == 1


def test_restored_twice_is_one():
    fassung = delete(make_angebot("Café"))
    restore_eintrag(fassung, konto=None, moment=JETZT)

    with pytest.raises(ValidationError, match="„Café“ ist schon wiederhergestellt"):
        restore_eintrag(fassung, konto=None, moment=JETZT)

    assert Angebot.objects.count() == 1


def test_protected_entry_is_not_deleted_and_leaves_no_trace():
    angebot = make_angebot()

    with pytest.raises(ProtectedError):
        delete(angebot.partner)

    assert (Fassung.objects.count(), Partner.objects.count()) == (0, 1)


def test_who_and_whose_is_kept():
    netzwerk = make_netzwerk()
    konto = make_konto("kim", first_name="Kim", last_name="Muster")

    fassung = delete(make_angebot("Café", netzwerk=netzwerk), konto=konto)

    assert (fassung.netzwerk, fassung.konto, fassung.von, fassung.name) == (netzwerk, konto, "Kim Muster", "Café")
    assert fassung.inhalt[VERWEISE] == []


@pytest.mark.parametrize(("tage", "bleibt"), [(30, True), (31, False)])
def test_after_thirty_days_nothing_is_left(tage, bleibt):
    angebot = make_angebot("Café")
    delete(angebot)
    behalten = delete(make_angebot("Frisch"), moment=JETZT + timedelta(days=tage))

    anzahl = empty_papierkorb(JETZT + timedelta(days=tage))

    assert anzahl == (0 if bleibt else 1)
    assert Fassung.objects.filter(name="Café").exists() is bleibt
    assert Fassung.objects.filter(pk=behalten.pk).exists()
