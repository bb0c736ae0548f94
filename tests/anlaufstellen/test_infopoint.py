"""What makes a point an Infopoint: the checklist, and the badge on card and page."""

import re
from datetime import date, time

import pytest
from django.utils import timezone

from anlaufstellen.infopoint import Angaben, Art, Pruefung, pruefe
from anlaufstellen.models import Anlaufstelle, Qualitaetskriterium
from anlaufstellen.pruefungen import add_pruefungen
from netzwerk.oeffnungszeiten import Zeitfenster
from tests.factories import make_anlaufstelle, make_netzwerk
from tests.verwaltung import text

AM = date(2026, 11, 23)
BUERO = Zeitfenster(0, time(9), time(17))


def fenster(tag, von, bis, **mehr):
    return Zeitfenster(tag, time(von), time(bis), **mehr)


@pytest.mark.parametrize(
    ("art", "angaben", "erfuellt"),
    [
        (Art.GESCHULT, Angaben(), None),
        (Art.GESCHULT, Angaben(geschult_am=date(2023, 11, 24)), True),
        (Art.GESCHULT, Angaben(geschult_am=date(2023, 11, 23)), False),
        (Art.GESCHULT, Angaben(geschult_am=date(2026, 11, 24)), False),
        (Art.BARRIEREFREI, Angaben(stufenfrei=None), None),
        (Art.BARRIEREFREI, Angaben(stufenfrei=False), False),
        (Art.KINDERBETREUUNG, Angaben(mit_kind=True), True),
        (Art.RAUM, Angaben(vertraulicher_raum=True), True),
        (Art.RANDZEITEN, Angaben(), None),
        (Art.RANDZEITEN, Angaben(durchgehend=True), True),
        (Art.RANDZEITEN, Angaben(fenster=(BUERO, fenster(4, 8, 17))), False),
        (Art.RANDZEITEN, Angaben(fenster=(BUERO, fenster(3, 14, 18))), True),
        (Art.RANDZEITEN, Angaben(fenster=(fenster(3, 7, 12),)), True),
        (Art.RANDZEITEN, Angaben(fenster=(fenster(5, 10, 12),)), True),
        (Art.RANDZEITEN, Angaben(fenster=(Zeitfenster(0, time(9), time(0)),)), True),
        (Art.RANDZEITEN, Angaben(fenster=(fenster(5, 10, 12, gueltig_bis=date(2026, 11, 22)),)), False),
    ],
)
def test_criterion(art, angaben, erfuellt):
    assert pruefe([(art, "Name")], angaben, AM, AM).punkte[0].erfuellt is erfuellt


@pytest.mark.parametrize(
    ("kriterien", "raum", "geprueft", "ist_infopoint"),
    [
        ([("raum", "Raum")], True, date(2024, 11, 24), True),
        ([("raum", "Raum")], True, date(2024, 11, 23), False),
        ([("raum", "Raum")], True, None, False),
        ([("raum", "Raum")], None, AM, False),
        ([("raum", "Raum"), ("barrierefrei", "Stufen")], True, AM, False),
        ([], True, AM, False),
    ],
)
def test_infopoint_needs_criteria_all_met_and_a_fresh_look(kriterien, raum, geprueft, ist_infopoint):
    assert pruefe(kriterien, Angaben(vertraulicher_raum=raum), geprueft, AM).ist_infopoint is ist_infopoint


def test_leap_day_holds_until_the_first_of_march():
    for am, gilt in ((date(2027, 2, 28), True), (date(2027, 3, 1), False)):
        assert pruefe([("geschult", "Kurs")], Angaben(geschult_am=date(2024, 2, 29)), AM, am).punkte[0].erfuellt is gilt


@pytest.mark.django_db
@pytest.mark.parametrize("anzahl", [1, 5])
def test_add_pruefungen_asks_one_query_for_all_networks(django_assert_num_queries, anzahl):
    for _nummer in range(anzahl):
        netzwerk = make_netzwerk()
        Qualitaetskriterium.objects.create(netzwerk=netzwerk, art="raum")
        make_anlaufstelle(netzwerk=netzwerk, vertraulicher_raum=True, infopoint_geprueft_am=AM)
    stellen = list(Anlaufstelle.objects.with_karte())

    with django_assert_num_queries(1):
        add_pruefungen(stellen, AM)

    assert [stelle.pruefung.ist_infopoint for stelle in stellen] == [True] * anzahl


@pytest.mark.django_db
def test_a_tour_counts_for_hours_but_not_that_of_a_protected_point(django_assert_num_queries):
    netzwerk = make_netzwerk()
    Qualitaetskriterium.objects.create(netzwerk=netzwerk, art="randzeiten")
    stellen = [make_anlaufstelle(name, netzwerk=netzwerk, art="mobil") for name in ("A Bus", "B Bus")]
    stellen[1].adresse_geschuetzt = True
    for stelle in stellen:
        stelle.halte.create(bezeichnung="Markt", wochentag=5, von=time(9), bis=time(12))

    with django_assert_num_queries(4):
        add_pruefungen(stellen, AM)

    assert [stelle.pruefung.punkte[0].erfuellt for stelle in stellen] == [True, None]


@pytest.mark.django_db
def test_badge_and_checklist_on_card_and_page(client):
    heute = timezone.localdate()
    netzwerk = make_netzwerk()
    for art in ("raum", "geschult"):
        Qualitaetskriterium.objects.create(netzwerk=netzwerk, art=art)
    werte = {"netzwerk": netzwerk, "vertraulicher_raum": True, "infopoint_geprueft_am": heute}
    stelle = make_anlaufstelle("Treff", geschult_am=heute, **werte)
    ohne = make_anlaufstelle("Laden", **werte)

    karten = text(client.get("/anlaufstellen/"))
    seite, andere = (text(client.get(eine.get_absolute_url())) for eine in (stelle, ohne))

    assert karten.count("Infopoint, geprüft") == 1
    assert ("Geprüfter Infopoint" in seite, "Geprüfter Infopoint" in andere) == (True, False)
    assert "<dt>Lots*in ist geschult</dt><dd>nicht bekannt</dd>" in andere
    assert f"zuletzt am {heute.day}. " in seite


@pytest.mark.django_db
def test_a_network_without_criteria_shows_no_list(client):
    stelle = make_anlaufstelle(netzwerk=make_netzwerk(), infopoint_geprueft_am=timezone.localdate())
    add_pruefungen([stelle], AM)

    assert stelle.pruefung == Pruefung()
    assert "geprüfter Infopoint" not in text(client.get(stelle.get_absolute_url()))


@pytest.mark.django_db
def test_a_checked_infopoint_is_called_so_once(client):
    netzwerk = make_netzwerk()
    Qualitaetskriterium.objects.create(netzwerk=netzwerk, art="raum")
    werte = {"netzwerk": netzwerk, "vertraulicher_raum": True, "infopoint_geprueft_am": timezone.localdate()}
    for name, art in (("Rathaus", "infopoint"), ("Laden", "treff")):
        make_anlaufstelle(name, art=art, **werte)

    plaketten = re.findall(r'<span class="plakette[^"]*">([^<]*)</span>', text(client.get("/anlaufstellen/")))

    assert plaketten == ["Infopoint, geprüft", "Treff", "Infopoint, geprüft"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("art", "geprueft_am", "sagt_es"),
    [("infopoint", None, True), ("treff", date(2020, 1, 1), True), ("treff", None, False), ("schutz", None, False)],
)
def test_only_what_may_be_taken_for_an_infopoint_says_what_it_lacks(client, art, geprueft_am, sagt_es):
    netzwerk = make_netzwerk()
    for kriterium in ("raum", "barrierefrei"):
        Qualitaetskriterium.objects.create(netzwerk=netzwerk, art=kriterium)
    werte = {"adresse_geschuetzt": art == "schutz", "vertraulicher_raum": True, "infopoint_geprueft_am": geprueft_am}
    stelle = make_anlaufstelle(art=art, netzwerk=netzwerk, **werte)

    seite = text(client.get(stelle.get_absolute_url()))

    assert ("Noch kein geprüfter Infopoint" in seite) is sagt_es
    assert ("<dt>Ohne Stufen erreichbar</dt><dd>nicht bekannt</dd>" in seite) is sagt_es
