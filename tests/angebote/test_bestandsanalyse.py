"""The gap analysis of a network: what counts, how many queries it takes, who sees it, and what a cell leads to."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from angebote.bestandsanalyse import load_bestandsanalyse
from angebote.bestandssaetze import make_saetze
from angebote.bestandszahlen import Zelle
from angebote.import_export.bestandstabelle import bestand_als_csv
from angebote.models import Suchanfrage
from netzwerk.models import Ebene
from tests.factories import (
    make_angebot,
    make_netzwerk,
    make_partner,
    make_region,
    make_suchbegriff,
    make_thema,
    make_zielgruppe,
)
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
SEITE, TABELLE, BERICHT = (
    f"/verwaltung/{ende}" for ende in ("bestandsanalyse/", "bestandsanalyse.csv", "bestandsanalyse/bericht.pdf")
)


@pytest.fixture
def netz():
    """A Kreis with two Gemeinden."""
    kreis = make_region("Northeim", ags="03155")
    for name in ("Uslar", "Dassel"):
        make_region(name, ebene=Ebene.GEMEINDE, eltern=kreis, bezeichnung="Stadt")
    return make_netzwerk("Netz", regionen=[kreis])


def kreis_und(netz, name):
    kreis = netz.regionen.get()
    return kreis, kreis.kinder.get(name=name)


def zellen(analyse, nummer=0):
    return {
        (zeile.thema.name, spalte.name): eine
        for zeile in analyse.matrizen[nummer].zeilen
        for spalte, eine in zeile.zellen
        if eine != Zelle()
    }


def test_offers_count_by_place_and_what_is_not_visible_does_not(netz):
    kreis, uslar = kreis_und(netz, "Uslar")
    haupt = make_thema("Geld")
    make_angebot("Hier", regionen=[uslar], themen=[make_thema("Schulden", eltern=haupt)], netzwerk=netz)
    make_angebot("Kreisweit", regionen=[kreis], themen=[haupt])
    make_angebot("Entwurf", regionen=[uslar], themen=[haupt], status="entwurf")
    make_angebot("Vorbei", regionen=[uslar], themen=[haupt], gueltig_bis=HEUTE - timedelta(days=1))
    make_angebot("Woanders", regionen=[make_region("Heinsberg", ags="05370")], themen=[haupt])

    analyse = load_bestandsanalyse(netz, am=HEUTE)

    assert (analyse.anzahl, zellen(analyse)) == (
        2,
        {
            ("Geld", "Ganzes Gebiet"): Zelle(2, 0, 2),
            ("Geld", "Stadt Uslar"): Zelle(1, 1, 1),
            ("Geld", "Stadt Dassel"): Zelle(0, 1, 0),
        },
    )


def test_subtopics_are_rows_of_their_own_when_asked_for(netz):
    haupt = make_thema("Geld")
    make_thema("Schulden", eltern=haupt)
    make_thema("Wohnen")

    namen = [
        [zeile.thema.name for zeile in load_bestandsanalyse(netz, am=HEUTE, **wahl).orte.zeilen]
        for wahl in ({}, {"unterthemen": True}, {"unterthemen": True, "haupt": "geld"}, {"haupt": "gibt-es-nicht"})
    ]

    assert namen == [["Geld", "Wohnen"], ["Geld", "Schulden", "Wohnen"], ["Geld", "Schulden"], ["Geld", "Wohnen"]]


def test_groups_and_times_have_their_own_tables(netz):
    kreis, _uslar = kreis_und(netz, "Uslar")
    thema = make_thema("Geld")
    make_angebot("A", regionen=[kreis], themen=[thema], zielgruppen=[make_zielgruppe("Väter")], zeiten=[(0, 9, 18)])
    make_angebot("B", regionen=[kreis], themen=[thema], durchgehend=True)

    analyse = load_bestandsanalyse(netz, am=HEUTE)

    eins = Zelle(1, 0, 1)
    assert zellen(analyse, 1) == {("Geld", "für alle"): eins, ("Geld", "Väter"): eins}
    spalten = ("vormittags", "nachmittags", "abends", "rund um die Uhr")
    assert zellen(analyse, 2) == {("Geld", spalte): eins for spalte in spalten}


@pytest.mark.parametrize("anzahl", [1, 5])
def test_query_count_does_not_follow_the_number_of_offers(netz, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        make_angebot(
            regionen=[kreis_und(netz, "Uslar")[1]],
            themen=[make_thema(f"Thema {n}")],
            zielgruppen=[make_zielgruppe(f"Gruppe {n}")],
            zeiten=[(0, 9, 12)],
        )

    with django_assert_num_queries(11):
        analyse = load_bestandsanalyse(netz, am=HEUTE)
        make_saetze(analyse)

    assert analyse.anzahl == anzahl


def ask(region, worte, anzahl, ohne):
    Suchanfrage.objects.create(tag=HEUTE, worte=worte, region=region, anzahl=anzahl, ohne_treffer=ohne)


def test_demand_stands_beside_its_topic_and_rare_questions_nowhere(netz):
    kreis, uslar = kreis_und(netz, "Uslar")
    thema = make_thema("Kinderbetreuung")
    make_suchbegriff("Babysitter", themen=[thema])
    ask(uslar, "babysitter", 7, 5)
    ask(kreis, "schreibabyambulanz", Suchanfrage.MINDESTENS - 1, 2)
    ask(make_region("Heinsberg", ags="05370"), "babysitter", 50, 50)

    analyse = load_bestandsanalyse(netz, am=HEUTE)

    assert [(z.gesucht, z.ohne_treffer) for z in analyse.orte.zeilen] == [(7, 5)]
    assert [(f.worte, f.region) for f in analyse.nicht_gefunden] == [("babysitter", "Stadt Uslar")]
    assert "schreibabyambulanz" not in bestand_als_csv(analyse)


def test_sentences_name_gap_doubling_demand_and_confirmation(netz):
    kreis, uslar = kreis_und(netz, "Uslar")
    geld = make_thema("Geld")
    make_thema("Wohnen")
    for n in range(4):
        make_angebot(f"A{n}", regionen=[uslar], themen=[geld], bestaetigt_am=HEUTE if n else None)
    ask(kreis, "babysitter", 7, 5)

    saetze = [absatz.saetze for absatz in make_saetze(load_bestandsanalyse(netz, am=HEUTE))]

    assert saetze == [
        ("Zu diesen Themen gibt es nirgends etwas: Wohnen.", "Stadt Dassel: nichts zu Geld."),
        ("Geld, Stadt Uslar: 4 Angebote von 4 Partnern.",),
        ("„babysitter“ in Landkreis Northeim: 5 von 7 Suchen ohne Treffer.",),
        ("4 sichtbare Angebote; davon in den letzten 180 Tagen bestätigt: 3 (75 %).",),
    ]


def test_sheet_is_for_excel_and_harmless(netz):
    make_angebot(regionen=[kreis_und(netz, "Uslar")[1]], themen=[make_thema("=1+1")])

    zeilen = bestand_als_csv(load_bestandsanalyse(netz, am=HEUTE)).splitlines()

    assert zeilen[0] == "\ufefftabelle;thema;spalte;angebote_hier;angebote_ueberoertlich;partner_hier;stand"
    assert zeilen[1:4] == [
        "Themen und Orte;'=1+1;Ganzes Gebiet;1;0;1;eins",
        "Themen und Orte;'=1+1;Stadt Dassel;0;0;0;nichts",
        "Themen und Orte;'=1+1;Stadt Uslar;1;0;1;eins",
    ]


# The pages


@pytest.mark.parametrize("adresse", [SEITE, TABELLE, BERICHT])
def test_pages_are_for_verwaltung_and_koordination(adresse):
    besetzung = make_besetzung()

    stand = [
        anmelden(getattr(besetzung, rolle)).get(adresse, {"netzwerk": besetzung.eigen.netzwerk.pk}).status_code
        for rolle in ("verwaltung", "koordination", "redaktion", "ohne_zugang")
    ]

    assert (stand, Client().get(adresse).status_code) == ([200, 200, 403, 403], 302)


@pytest.mark.parametrize("adresse", [SEITE, TABELLE, BERICHT])
@pytest.mark.parametrize("wert", ["fremd", "999999", "x", "²"])
def test_foreign_and_unknown_networks_are_not_found(adresse, wert):
    besetzung = make_besetzung()
    nummer = besetzung.fremd.netzwerk.pk if wert == "fremd" else wert

    antwort = anmelden(besetzung.koordination).get(adresse, {"netzwerk": nummer})

    assert (antwort.status_code, FREMD in text(antwort)) == (404, False)


def test_cells_lead_to_the_offers_that_they_count(netz):
    _kreis, uslar = kreis_und(netz, "Uslar")
    partner = make_partner(netzwerk=netz)
    gruppe = make_zielgruppe("Väter")
    felder = {"themen": [make_thema("Geld")], "netzwerk": netz, "partner": partner}
    make_angebot("Gesucht", regionen=[uslar], zielgruppen=[gruppe], zeiten=[(0, 9, 11)], **felder)
    make_angebot("Anderes", regionen=[netz.regionen.get()], zeiten=[(0, 18, 20)], **felder)
    client = anmelden(make_besetzung().verwaltung)

    seite = client.get(SEITE, {"netzwerk": netz.pk})

    gefunden = {}
    for matrix, zeilen in seite.context["tabellen"]:
        (geld,) = [eintrag for eintrag in zeilen if eintrag["zeile"].thema.name == "Geld"]
        for spalte, zelle in zip(matrix.spalten, geld["zellen"], strict=True):
            if zelle["ziel"]:
                liste = client.get(zelle["ziel"])
                gefunden[spalte.name] = sorted(a.titel for a in liste.context["cl"].result_list)
    assert gefunden["Stadt Uslar"] == gefunden["Väter"] == gefunden["vormittags"] == ["Gesucht"]
    assert gefunden["für alle"] == gefunden["abends"] == ["Anderes"]
    assert gefunden["Stadt Dassel"] == ["Anderes"]
    assert {"Gesucht", "Anderes"} <= set(gefunden["Ganzes Gebiet"])


def test_page_says_states_in_words_and_scrolls_by_keyboard(netz):
    make_angebot(regionen=[kreis_und(netz, "Uslar")[1]], themen=[make_thema("Geld")])

    html = text(anmelden(make_besetzung().verwaltung).get(SEITE, {"netzwerk": netz.pk}))

    assert "ein Angebot: Geld, Stadt Uslar" in html
    assert html.count('role="region" tabindex="0" aria-labelledby="matrix-') == 3


def test_network_without_area_is_no_error():
    besetzung = make_besetzung()
    besetzung.eigen.netzwerk.regionen.clear()

    antwort = anmelden(besetzung.koordination).get(SEITE)

    assert "Es gibt noch kein sichtbares Angebot." in text(antwort)


def test_report_is_a_tagged_pdf():
    besetzung = make_besetzung()

    antwort = anmelden(besetzung.koordination).get(BERICHT)

    assert antwort["Content-Type"] == "application/pdf"
    assert antwort.content.startswith(b"%PDF-")
    assert "no-store" in antwort["Cache-Control"]


def test_report_that_fails_says_why(settings):
    settings.DRUCK_SEKUNDEN = 0

    antwort = anmelden(make_besetzung().koordination).get(BERICHT)

    assert antwort.status_code == 503
    assert "Der Druck dauerte länger als 0 Sekunden" in text(antwort)


def test_today_is_the_day_of_the_page(netz):
    antwort = anmelden(make_besetzung().verwaltung).get(SEITE, {"netzwerk": netz.pk})

    assert antwort.context["analyse"].am == timezone.localdate()
