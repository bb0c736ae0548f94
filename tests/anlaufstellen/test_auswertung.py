"""The numbers as each role sees them, on the page and as a sheet."""

import csv
import io
from datetime import date

import pytest

from anlaufstellen.auswertung import Sicht, load_auswertung
from anlaufstellen.models import Ueberleitung
from anlaufstellen.zeitraum import read_zeitraum
from netzwerk.models import Zugang
from tests.factories import make_angebot, make_anlaufstelle, make_gespraech, make_konto, make_netzwerk, make_thema
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text

pytestmark = pytest.mark.django_db
AM = date(2026, 11, 23)
OKTOBER = "2026-10"


@pytest.fixture
def besetzung():
    """In October five talks at the own point, two at its neighbour; one hand-over."""
    besetzung = make_besetzung()
    eigen, wohnen, recht = besetzung.eigen, make_thema("Wohnen"), make_thema("Recht")
    for tag in range(1, 6):
        themen = [wohnen, recht] if tag == 1 else [wohnen]
        make_gespraech(eigen.anlaufstelle, date(2026, 10, tag), themen=themen, partner=[eigen.partner])
    for tag in (1, 2):
        make_gespraech(eigen.zweite, date(2026, 10, tag), themen=[recht], luecke=recht, dauer="lang")
    make_gespraech(eigen.anlaufstelle, date(2026, 11, 2), themen=[recht])
    make_gespraech(besetzung.fremd.anlaufstelle, date(2026, 10, 1), themen=[wohnen])
    Ueberleitung.objects.create(
        anlaufstelle=eigen.anlaufstelle, partner=eigen.partner, monat=date(2026, 10, 1), anzahl=1
    )
    return besetzung


def lies(konto, **query) -> dict[str, dict[str, list[str]]]:
    """The sheet: title of a table → its rows by name."""
    antwort = anmelden(konto).get("/verwaltung/gespraeche.csv", query)
    tabellen, titel = {}, ""
    for zeile in csv.reader(io.StringIO(antwort.content.decode("utf-8-sig")), delimiter=";"):
        if len(zeile) == 1:
            titel = zeile[0]
            tabellen[titel] = {}
        elif zeile and titel:
            tabellen[titel][zeile[0]] = zeile[1:]
    return tabellen


def test_lotsin_sees_her_point_exactly(besetzung):
    tabellen = lies(besetzung.lotsin, zeitraum=OKTOBER)

    assert tabellen["Gespräche je Anlaufstelle"] == {"Anlaufstelle": ["Gespräche"], "Treff Linde": ["5"]}
    themen = tabellen["Themen, Lücken und Angebote"]
    assert (themen["Wohnen"][:2], themen["Recht"][:2]) == (["5", "100\u00a0%"], ["1", "20\u00a0%"])
    assert tabellen["Überleitungsbögen je Partner"]["Partner Linde"] == ["1"]


def test_redaktion_sees_all_points_of_its_partner_exactly(besetzung):
    tabellen = lies(besetzung.redaktion, zeitraum=OKTOBER)

    stellen = tabellen["Gespräche je Anlaufstelle"]
    assert (stellen["Treff Linde"], stellen["Treff Linde am Markt"], stellen["Alle"]) == (["5"], ["2"], ["7"])
    assert tabellen["Themen, Lücken und Angebote"]["Recht"][2] == "2"
    assert tabellen["Erstes Gespräch und Dauer"]["30 bis 60 Minuten"][0] == "2"


@pytest.mark.parametrize("rolle", ["koordination", "verwaltung"])
def test_from_outside_one_and_two_are_hidden_everywhere(besetzung, rolle):
    sicht = f"netzwerk-{besetzung.eigen.netzwerk.pk}"

    tabellen = lies(getattr(besetzung, rolle), zeitraum=OKTOBER, sicht=sicht)

    stellen = tabellen["Gespräche je Anlaufstelle"]
    assert (stellen["Treff Linde am Markt"], stellen["Alle"]) == (["unter 3"], ["mindestens 5"])
    themen = tabellen["Themen, Lücken und Angebote"]
    # The two hidden talks were about Recht: they must not appear in the topic's number, nor in the gaps.
    assert (themen["Wohnen"][:3], themen["Recht"][:3]) == (["5", "100\u00a0%", "0"], ["unter 3", "–", "0"])
    assert tabellen["Erstes Gespräch und Dauer"]["30 bis 60 Minuten"] == ["0", "–"]
    assert tabellen["Überleitungsbögen je Partner"]["Partner Linde"] == ["unter 3"]
    assert "Von welchem Thema zu welchem Partner" not in tabellen


def test_page_says_what_the_sheet_says(besetzung):
    seite = text(anmelden(besetzung.koordination).get("/verwaltung/gespraeche/", {"zeitraum": OKTOBER}))

    assert "<td>unter 3</td>" in seite
    assert "mindestens 5" in seite


def test_from_outside_the_running_month_is_not_shown(besetzung):
    """A number that grows from day to day would tell every talk."""
    eigen = besetzung.eigen
    stellen = (eigen.anlaufstelle,)
    for sicht, gesamt in ((Sicht("a", "von außen", stellen, eigen.netzwerk, True), "5"), (_innen(stellen), "6")):
        auswertung = load_auswertung(sicht, read_zeitraum("2026"), am=AM)

        assert (sicht.name, str(auswertung.gesamt)) == (sicht.name, gesamt)


def _innen(stellen):
    return Sicht("b", "von innen", stellen, None, False)


def test_a_month_with_a_small_band_is_not_told_as_nothing(besetzung):
    make_gespraech(besetzung.eigen.anlaufstelle, date(2026, 10, 9), dauer="kurz")

    dauer = lies(besetzung.koordination, zeitraum=OKTOBER)["Erstes Gespräch und Dauer"]

    assert dauer["10 bis 30 Minuten"] == dauer["unter 10 Minuten"] == ["nicht gezeigt", "–"]


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "lotsin"])
def test_foreign_views_are_not_there(besetzung, rolle):
    client = anmelden(getattr(besetzung, rolle))
    fremd = besetzung.fremd

    for sicht in (f"netzwerk-{fremd.netzwerk.pk}", f"stelle-{fremd.anlaufstelle.pk}", "stelle-x", "netzwerk-", "\x00"):
        assert client.get("/verwaltung/gespraeche/", {"sicht": sicht}).status_code == 404
        assert client.get("/verwaltung/gespraeche.csv", {"sicht": sicht}).status_code == 404
    assert FREMD not in text(client.get("/verwaltung/gespraeche/", {"zeitraum": OKTOBER}))


@pytest.mark.parametrize("zeitraum", ["", "2026-13", "9" * 30, "\x00", "2026-q4", "2099"])
def test_any_period_gives_a_page(besetzung, zeitraum):
    assert anmelden(besetzung.koordination).get("/verwaltung/gespraeche/", {"zeitraum": zeitraum}).status_code == 200


def test_supply_counts_visible_offers_of_sub_topics_too(besetzung):
    wohnen = make_thema("Wohnen")
    unter = make_thema("Wohngeld", eltern=wohnen)
    region = besetzung.eigen.netzwerk.regionen.get()
    make_angebot("Eins", themen=[unter, wohnen], regionen=[region])
    make_angebot("Entwurf", themen=[wohnen], regionen=[region], status="entwurf")

    assert lies(besetzung.lotsin, zeitraum=OKTOBER)["Themen, Lücken und Angebote"]["Wohnen"][3] == "1"


@pytest.mark.parametrize("anzahl", [1, 5])
def test_query_count_is_constant(django_assert_num_queries, anzahl):
    netzwerk = make_netzwerk()
    for nummer in range(anzahl):
        stelle = make_anlaufstelle(netzwerk=netzwerk)
        make_gespraech(stelle, date(2026, 10, 1), themen=[make_thema(f"Thema {nummer}")], partner=[stelle.partner])
    client = anmelden(make_konto(rolle=Zugang.Rolle.KOORDINATION, netzwerk=netzwerk))

    with django_assert_num_queries(18):
        client.get("/verwaltung/gespraeche/", {"zeitraum": "2026-q3"})
