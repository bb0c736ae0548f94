"""Counts of questions: what is kept of them, and above all what is not."""

import re
import threading
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict

from angebote import suchstatistik
from angebote.auswahl import select_angebote
from angebote.models import Suchanfrage
from angebote.suchstatistik import NAMEN, Sammler, count_anfrage, delete_alte, make_frage, write_anfragen
from netzwerk.models import Ebene
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_partner,
    make_person,
    make_plz,
    make_region,
    make_suchbegriff,
)
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
TAG = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def leerer_sammler():
    """Counts of a process outlive a test's database."""
    suchstatistik.vergiss()
    yield
    suchstatistik.vergiss()


def auswahl(q, **weitere):
    return select_angebote(QueryDict(urlencode({"q": q, **weitere})), am=TAG)


def zaehle(q, *, tag=TAG, um=0.0, **weitere):
    count_anfrage(auswahl(q, **weitere), tag=tag, uhr=lambda: um)


def gespeichert():
    """Words, how often, how often without a hit."""
    write_anfragen()
    return list(Suchanfrage.objects.order_by("tag", "worte", "pk").values_list("worte", "anzahl", "ohne_treffer"))


# What is kept


@pytest.mark.parametrize(
    ("frage", "worte"),
    [
        ("Kinderbetreuung am Wochenende", "kinderbetreuung wochenende"),
        ("WOCHENENDE kinderbetreuung", "kinderbetreuung wochenende"),
        ("Beratungen für die Trennung", "beratung trennung"),
        ("Berater:innen für Schulden", "berater schulden"),
        ("Kitaplatz", "kitaplatz"),
        ("Spielplatz", "spielplatz"),
        ("Suche mehr Geld Geld", "geld"),
        ("U3-Betreuung", "betreuung"),
        ("Kochkurs in den Sommerferien", "kochkurs sommerferien"),
        ("Kind 3 Jahre Betreuung", "betreuung jahre kind"),
        ("Hippotherapie", "hippotherapie"),
        ("Tamu gesucht", "tamu"),
        ("Hartz 4 Antrag", "antrag hartz"),
        ("haus brot geld kind wasser schule arbeit", "arbeit brot geld haus kind schule"),
    ],
)
def test_general_words_are_kept_in_the_order_of_the_alphabet(frage, worte):
    make_suchbegriff("Tamu", begriffe=["Kindertagespflege"])
    make_suchbegriff("Hartz 4", begriffe=["Grundsicherung"])
    for n in range(3):
        make_angebot(f"Hippotherapie {n}")

    zaehle(frage)

    assert [zeile[0] for zeile in gespeichert()] == [worte]


def test_long_words_are_kept_whole_within_the_field():
    lange = ["arbeitslosenversicherung", "ausbildungsvermittlung", "beratungsgutscheine", "betreuungseinrichtung"]
    zaehle(" ".join([*lange, "krankenversicherung", "familienversicherung"]))

    [(worte, _anzahl, _ohne)] = gespeichert()
    assert worte == " ".join([*lange, "familienversicherung"])


def test_misspelt_word_counts_as_the_search_took_it():
    make_angebot("Kinderbetreuung")

    zaehle("Kinderbetreung")

    assert gespeichert() == [("kinderbetreuung", 1, 0)]


def test_word_of_two_offers_is_no_general_word():
    for n in range(2):
        make_angebot(f"Hippotherapie {n}", beschreibung="Hippotherapie, nur Hippotherapie")

    zaehle("Hippotherapie")

    assert gespeichert() == []


# What is not kept

# Questions, and the general words that may be left of each.
HEIKEL = """
Anna Müller → · ich heiße Fatma Yılmaz und brauche Geld → geld · Unterhalt von Mehmet Öztürk → unterhalt
Oleksandr Schewtschenko Sorgerecht → sorgerecht · Катерина Шевченко → · فاطمة أحمد →
Małgorzata Wiśniewska Scheidung → scheidung · Wolf Koch Kita → kita · Richter Winter Gericht → gericht
Annas Kita → kita · Frau Ungewöhnlich Kurs → frau kurs · Frau Sonnabend-Geld → frau geld · Dr. Kind →
Kindermann Feldhaus Sommerfeld → · Krawczyk-Bredow Beratung → beratung · Tschirnhaus →
Tschirnhauss Beratung → beratung · Sprechstunde Abiodunova → sprechstunde · Treff Quellgrund → treff
Herbstweiler Betreuung → betreuung · 0171 2345678 → · Hilfe 05551/99-0 → hilfe · +49 (0) 30 1234567 Kita → kita
null eins sieben eins zwei drei → · ٠١٧١٢٣٤٥ → · ０１７１ Ⅳ ½ → · IBAN DE02120300000000202051 Geld → geld
geboren 12.03.2019 Kita → kita · Aktenzeichen 4F12/26 Unterhalt → aktenzeichen unterhalt · Goethestraße 12 →
Goethestr.12 Kita → kita · Lindenweg 4a Kita → kita · Rathausplatz Kita → kita · Bahnhofstraße Kita → kita
Anna-Seghers-Straße 5 Hort → hort · Familien-Garten-Weg Hort → hort · Lange Straße 5 Hort → hort
An der Kirche 5 Hort → hort · Am Wald 12 b Hort → hort · Kirche Straße Hort → hort · Sommerkoch Kita → kita
Zeitallee Schulgasse Wasserring Feldufer Walddamm Hort → hort · kind.geld@example.org →
kind.geld @ example.org Hilfe → hilfe · https://example.org/kind/geld Hilfe → hilfe
www.familie.de Hilfe → hilfe · familie-kind.de Hilfe → hilfe · Grützwurst → · wie geht das → · !!! ??? →
"""


@pytest.mark.parametrize("fall", re.split(r"[·\n]", HEIKEL.strip()))
def test_names_numbers_and_addresses_are_never_kept(fall):
    """The catalogue and the thesaurus are full of the same names, often enough to be taken for words."""
    frage, worte = (teil.strip() for teil in fall.split("→"))
    partner = make_partner("Beratung Krawczyk-Bredow", kurzname="Tschirnhaus")
    make_person("Olu Abiodunova", partner=partner)
    stelle = make_anlaufstelle("Treff Quellgrund", partner=partner)
    make_region("Groß Herbstweiler", ebene=Ebene.ORTSTEIL, bezeichnung="Ortsteil")
    make_suchbegriff("Abiodunova", begriffe=["Sprechstunde"])
    for n in range(3):
        text = "Tschirnhaus Abiodunova Herbstweiler Goethestraße Müller 0171 anna@example.org"
        make_angebot(f"Krawczyk Bredow Quellgrund {n}", beschreibung=text, partner=partner, anlaufstelle=stelle)

    zaehle(frage)

    assert [zeile[0] for zeile in gespeichert()] == ([worte] if worte else [])


def test_names_are_known_from_many_languages_and_general_words_are_none():
    muster = {"anna", "mueller", "fatma", "yilmaz", "mohammed", "kowalski", "oleksandr", "schewtschenko", "nguyen"}

    assert (muster <= NAMEN, NAMEN & {"kind", "kita", "geld", "frau", "vater", "mutter", "familie"}) == (True, set())


def test_list_without_words_and_question_while_the_index_is_read_are_not_counted():
    leer = auswahl("Geld")
    leer.suche = leer.fund = None

    assert [make_frage(eine, tag=TAG) for eine in (auswahl(""), leer)] == [None, None]


def test_failure_while_counting_says_nothing_of_the_question(caplog):
    count_anfrage("Anna Müller", tag=TAG)

    assert [eintrag.getMessage() for eintrag in caplog.records] == [
        "Eine Suchanfrage konnte nicht gezählt werden: AttributeError"
    ]
    assert "Anna" not in caplog.text


# Where and with how many hits


@pytest.mark.parametrize(
    ("ort", "region"),
    [
        ("", None),
        ("Nirgendwo", None),
        ("Deutschland", None),
        ("Niedersachsen", None),
        ("Northeim", "Landkreis Northeim"),
        ("Berlin", "Stadt Berlin"),
        ("Marzahn-Hellersdorf", "Marzahn-Hellersdorf"),
        ("Kaulsdorf", "Marzahn-Hellersdorf"),
        ("12621", "Marzahn-Hellersdorf"),
        ("12622", "Marzahn-Hellersdorf"),
        ("37170", "Landkreis Northeim"),
        ("37170 Uslar", "Landkreis Northeim"),
        ("99999", None),
    ],
)
def test_region_is_a_kreis_or_a_gemeinde_never_an_ortsteil(ort, region):
    orte = make_landkarte()
    gemeinden = [make_region(name, ebene=Ebene.GEMEINDE, eltern=orte.northeim) for name in ("Uslar", "Bodenfelde")]
    make_plz("12622", "Berlin", regionen=[orte.kaulsdorf, orte.mahlsdorf])
    make_plz("37170", "Uslar", regionen=gemeinden)
    make_plz("99999", "Grenze", regionen=[orte.northeim, orte.aachen])

    zaehle("Geld", ort=ort)
    write_anfragen()

    assert [zeile.region and str(zeile.region) for zeile in Suchanfrage.objects.all()] == [region]


def test_place_in_the_question_is_no_word_of_it():
    orte = make_landkarte()

    zaehle("Geld Kaulsdorf")

    write_anfragen()
    assert list(Suchanfrage.objects.values_list("worte", "region")) == [("geld", orte.bezirk.pk)]


def test_page_that_asks_back_for_the_place_is_not_counted():
    make_region("München", ags="09162", bezeichnung="Kreisfreie Stadt")
    make_region("München", ags="09184")

    zaehle("Geld", ort="München")

    assert gespeichert() == []


def test_same_words_add_up_by_day_region_and_hits():
    orte = make_landkarte()
    make_angebot("Geld", regionen=[orte.northeim])

    zaehle("Geld", ort="Northeim")
    zaehle("geld!", ort="Northeim")
    zaehle("Geld", ort="Kaulsdorf")
    zaehle("Geld", ort="Northeim", tag=TAG + timedelta(days=1))
    write_anfragen()

    zeilen = Suchanfrage.objects.order_by("tag", "-anzahl").values_list("tag", "region", "anzahl", "ohne_treffer")
    assert list(zeilen) == [
        (TAG, orte.northeim.pk, 2, 0),
        (TAG, orte.bezirk.pk, 1, 1),
        (TAG + timedelta(days=1), orte.northeim.pk, 1, 0),
    ]


# Writing


def test_two_processes_add_up():
    einer, anderer = Sammler(), Sammler()
    frage = make_frage(auswahl("Geld"), tag=TAG)

    for sammler in (einer, anderer, einer):
        sammler.add(frage, jetzt=0)
        sammler.write()

    assert gespeichert() == [("geld", 3, 3)]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_writing_costs_the_same_for_one_and_for_many(anzahl, django_assert_num_queries):
    make_landkarte()
    for wort in ["Geld", "Kind", "Schule", "Arbeit", "Wasser"][:anzahl]:
        zaehle(wort, ort="Northeim")

    with django_assert_num_queries(7):
        write_anfragen()

    assert Suchanfrage.objects.count() == anzahl


def test_names_are_read_only_for_words_that_may_be_some(django_assert_num_queries):
    for n in range(3):
        make_angebot(f"Hippotherapie {n}")
    zaehle("Hippotherapie")

    with django_assert_num_queries(9):
        write_anfragen()


def test_counting_and_writing_nothing_ask_the_database_nothing(django_assert_num_queries):
    gewaehlt = auswahl("Geld")

    with django_assert_num_queries(0):
        write_anfragen()
        count_anfrage(gewaehlt, tag=TAG, uhr=lambda: 0.0)


def test_what_could_not_be_written_is_written_the_next_time(caplog):
    zaehle("Geld")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE angebote_suchanfrage RENAME TO weg")
        write_anfragen()
        cursor.execute("ALTER TABLE weg RENAME TO angebote_suchanfrage")
    zaehle("Geld")

    assert gespeichert() == [("geld", 2, 2)]
    assert [eintrag.getMessage() for eintrag in caplog.records if eintrag.name == "angebote.suchstatistik"] == [
        "Die Suchanfragen konnten nicht geschrieben werden; es wird nachgeholt."
    ]


def test_more_rows_than_go_at_once_are_counted_once_each(monkeypatch):
    monkeypatch.setattr(suchstatistik, "BLOCK", 2)
    orte = make_landkarte()
    for ort in ("Northeim", "Kaulsdorf", "Berlin", ""):
        zaehle("Geld", ort=ort)
    erste = gespeichert()
    for ort in ("Northeim", "Kaulsdorf", "Berlin", ""):
        zaehle("Geld", ort=ort)

    assert (erste, gespeichert()) == ([("geld", 1, 1)] * 4, [("geld", 2, 2)] * 4)
    assert Suchanfrage.objects.filter(region=orte.northeim).count() == 1


def test_memory_is_bounded_while_nothing_can_be_written(monkeypatch):
    monkeypatch.setattr(suchstatistik, "HOECHSTENS", 1)

    for wort in ("Geld", "Schule", "Geld"):
        zaehle(wort)

    assert gespeichert() == [("geld", 2, 2)]


def test_counts_go_after_400_days():
    for tage in (399, 400, 401):
        Suchanfrage.objects.create(tag=TAG - timedelta(days=tage), worte=str(tage), anzahl=9)
    zaehle("Geld")

    assert [worte for worte, _anzahl, _ohne in gespeichert()] == ["400", "399", "geld"]


def test_old_counts_go_in_one_query(django_assert_num_queries):
    for n in range(3):
        Suchanfrage.objects.create(tag=TAG - timedelta(days=401), worte=str(n), anzahl=9)

    with django_assert_num_queries(1):
        delete_alte(TAG)

    assert Suchanfrage.objects.count() == 0


# When it is written


def test_time_to_write_is_a_minute_after_the_first_and_then_again():
    sammler, frage = Sammler(), make_frage(auswahl("Geld"), tag=TAG)

    assert [um for um in (100, 159, 160, 161, 220, 221) if sammler.add(frage, jetzt=um)] == [160, 221]


def test_time_to_write_is_with_the_fiftieth():
    sammler, frage = Sammler(), make_frage(auswahl("Geld"), tag=TAG)

    assert [n for n in range(1, 121) if sammler.add(frage, jetzt=0)] == [50, 100]


def warte():
    for faden in threading.enumerate():
        if faden.name in ("suchstatistik", "probe"):
            faden.join()


@pytest.mark.django_db(transaction=True)
def test_count_a_minute_after_the_first_has_all_written_aside():
    zaehle("Geld", um=0)
    zaehle("Geld", um=59.9)
    warte()
    vorher = Suchanfrage.objects.count()
    zaehle("Geld", um=60)
    warte()

    assert (vorher, list(Suchanfrage.objects.values_list("worte", "anzahl"))) == (0, [("geld", 3)])


@pytest.mark.django_db(transaction=True)
def test_writing_at_the_same_time_adds_up():
    frage = make_frage(auswahl("Geld"), tag=TAG)
    sammler = [Sammler() for _ in range(4)]
    for einer in sammler:
        for _ in range(5):
            einer.add(frage, jetzt=0)

    def schreibe(einer):
        einer.write()
        connection.close()

    for einer in sammler:
        threading.Thread(target=schreibe, args=(einer,), name="probe").start()
    warte()
    for einer in sammler:
        einer.write()  # what found the database locked

    assert list(Suchanfrage.objects.values_list("worte", "anzahl", "ohne_treffer")) == [("geld", 20, 20)]
