"""The engine follows the database: every change counts at the next search, and nothing stale survives."""

from datetime import date, timedelta
from threading import Event, Thread
from threading import enumerate as enumerate_threads

import pytest
from django.db import connection, transaction

from angebote.models import Angebot, Suchaenderung
from angebote.suche import bestand, open_suche, update_suche
from netzwerk.nachwirkung import nachwirkung
from tests.factories import make_angebot, make_netzwerk, make_region, make_suchbegriff, make_thema

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


def titel(frage="", **fragen):
    fund = open_suche().finde(frage, am=HEUTE, **fragen)
    namen = dict(Angebot.objects.values_list("pk", "titel"))
    return sorted(namen[nummer] for nummer in fund.nummern(fund.treffer))


def speichere(angebot, **felder):
    for name, wert in felder.items():
        setattr(angebot, name, wert)
    angebot.save()
    update_suche([angebot])


def test_saved_hidden_and_deleted_offer_counts_at_the_next_search():
    bleibt = make_angebot("Bleibt")
    assert titel() == ["Bleibt"]
    basis = open_suche().maschine.index.basis

    neu = make_angebot("Neu")
    assert titel() == ["Bleibt", "Neu"]
    speichere(neu, status=Angebot.Status.ARCHIVIERT)
    assert titel() == ["Bleibt"]
    speichere(neu, status=Angebot.Status.VEROEFFENTLICHT)
    assert titel() == ["Bleibt", "Neu"]
    with nachwirkung([bleibt]):
        bleibt.delete()
    assert titel() == ["Neu"]
    assert open_suche().maschine.index.basis is basis


def test_one_change_reads_the_journal_and_that_offer_only(django_assert_num_queries):
    angebot = make_angebot("Kurs")
    make_angebot("Anderes")
    titel()
    speichere(angebot, titel="Zebra")

    with django_assert_num_queries(3):  # the journal twice, once under the lock, and the one offer
        open_suche()
    with django_assert_num_queries(1):
        open_suche()
    assert titel("Zebra") == ["Zebra"]


def test_words_that_only_a_new_offer_has_are_known():
    make_angebot("Kurs")
    titel()
    make_angebot("Quittenmarmelade kochen")

    assert titel("Quittenmarmelade") == ["Quittenmarmelade kochen"]
    assert titel("Quittenmarmelad") == ["Quittenmarmelade kochen"]


def test_rolled_back_change_leaves_nothing():
    angebot = make_angebot("Alt")
    titel()
    with transaction.atomic():
        speichere(angebot, titel="Zurückgenommen")
        assert titel("Zurückgenommen") == ["Zurückgenommen"]
        transaction.set_rollback(True)
    make_angebot("Danach")

    assert titel("Zurückgenommen") == []
    assert titel() == ["Alt", "Danach"]


def test_journal_that_was_cut_or_replaced_makes_everything_be_read_anew():
    make_angebot("Alt")
    titel()
    Angebot.objects.update(titel="Umbenannt", suchtext="umbenannt")
    Suchaenderung.objects.all().delete()

    assert titel("umbenannt") == ["Umbenannt"]


def test_resting_network_takes_its_offers_along():
    netz = make_netzwerk()
    make_angebot("Im Netz", netzwerk=netz)
    make_angebot("Ohne Netz")
    assert titel() == ["Im Netz", "Ohne Netz"]

    netz.status = "ruhend"
    netz.save()
    Suchaenderung.mark(was=Suchaenderung.Was.RAHMEN)

    assert titel() == ["Ohne Netz"]


def test_new_region_is_understood_although_nobody_reported_it():
    make_angebot("Kurs")
    titel()
    make_angebot("Fern", regionen=[make_region("Neukreis", ags="99999")])

    assert titel() == ["Fern", "Kurs"]


def test_many_changes_at_once_are_one_entry_and_a_new_base():
    for nummer in range(3):
        make_angebot(f"Angebot {nummer}")
    titel()
    Suchaenderung.mark(range(Suchaenderung.EINZELN_HOECHSTENS + 1))

    letzter = Suchaenderung.objects.latest("nummer")
    assert (letzter.was, letzter.angebote) == ("alles", [])
    assert len(titel()) == 3
    assert open_suche().maschine.index.nachgetragen == 0


def test_supplement_that_grew_large_becomes_a_new_base(monkeypatch):
    monkeypatch.setattr(bestand, "NACHTRAEGE", 4)
    angebot = make_angebot("Kurs")
    for nummer in range(4):
        titel()
        speichere(angebot, titel=f"Kurs {nummer}")

    assert titel() == ["Kurs 3"]
    assert open_suche().maschine.index.nachgetragen <= 2
    assert titel("Kurs") == ["Kurs 3"]


def test_journal_keeps_the_last_entries_only(monkeypatch):
    monkeypatch.setattr(Suchaenderung, "BEHALTEN", 3)
    for nummer in range(6):
        Suchaenderung.mark([nummer])

    letzte = Suchaenderung.objects.order_by("nummer").values_list("nummer", flat=True)
    assert list(letzte) == [4, 5, 6]


def test_topic_of_the_thesaurus_follows_at_once():
    wohnen = make_thema("Wohnen")
    make_angebot("Hilfe", themen=[wohnen])
    make_angebot("Anderes")
    assert titel("Dachüberdemkopf") == []

    make_suchbegriff("Dachüberdemkopf", themen=[wohnen])

    assert titel("Dachüberdemkopf") == ["Hilfe"]


def test_offer_that_is_not_valid_today_is_found_on_its_days():
    make_angebot("Bald", gueltig_von=HEUTE + timedelta(1))
    suche = open_suche()

    assert len(suche.finde(am=HEUTE).treffer) == 0
    assert len(suche.finde(am=HEUTE + timedelta(1)).treffer) == 1


@pytest.mark.django_db(transaction=True)
def test_large_index_is_read_aside_while_the_old_one_answers(monkeypatch):
    make_angebot("Alt")
    titel()
    gebaut, darf = Event(), Event()
    echt = bestand._build

    def langsam():
        darf.wait(10)
        echt()
        gebaut.set()

    monkeypatch.setattr(bestand, "SOFORT_BIS", 0)
    monkeypatch.setattr(bestand, "_build", langsam)
    make_angebot("Neu")
    Suchaenderung.mark(was=Suchaenderung.Was.ALLES)

    assert titel() == ["Alt"]
    darf.set()
    assert gebaut.wait(10)
    assert titel() == ["Alt", "Neu"]


@pytest.mark.django_db(transaction=True)
def test_process_reads_the_index_when_it_starts(django_assert_num_queries):
    make_angebot("Kurs")
    bestand.load_im_hintergrund()
    next(faden for faden in enumerate_threads() if faden.name == "suchindex-anfang").join(20)

    with django_assert_num_queries(1):
        open_suche()


@pytest.mark.django_db(transaction=True)
def test_several_threads_build_once_and_all_find(monkeypatch):
    make_angebot("Kurs")
    gebaut = []
    echt = bestand._build
    monkeypatch.setattr(bestand, "_build", lambda: (gebaut.append(1), echt()))
    gefunden = []

    def suche():
        gefunden.append(len(open_suche().finde("Kurs", am=HEUTE).treffer))
        connection.close()

    faeden = [Thread(target=suche) for _ in range(4)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join(20)

    assert gefunden == [1, 1, 1, 1]
    assert len(gebaut) == 1
