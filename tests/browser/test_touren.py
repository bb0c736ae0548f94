"""„When does the bus stop near me?“, the map in words, and a movable map that asks nobody before the click."""

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.conftest import laufendes_portal
from tests.browser.test_seiten import AXE, LAUF, RAGT_HINAUS
from tests.browser.warten import folge, neuer_kontext, warte_auf_bild

SKRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["mit-skript", "ohne-skript"])
LISTE = "/anlaufstellen/?ort=37154"
MARKEN = "() => [...document.querySelectorAll('.lageplan-nummer')].map(e => e.textContent.trim())"
ZEILEN = "() => [...document.querySelectorAll('.lageplan-liste li')].map(e => e.dataset.nummer)"
NAMEN_BILD = "() => [...document.querySelectorAll('.lageplan-bild > :is(a, g) > title')].map(e => e.textContent)"
NAMEN_LISTE = "() => [...document.querySelectorAll('.lageplan-liste :is(a, .fett)')].map(e => e.textContent)"


def bus(hole) -> str:
    return re.search(r'href="(/anlaufstellen/beratungsbus-[\w-]+-\d+/)', hole(LISTE))[1]


def einzeln(texte: list[str]) -> list[int]:
    """„1–3, 7“ → 1, 2, 3, 7."""
    nummern = []
    for teil in ", ".join(texte).split(", "):
        von, _strich, bis = teil.partition("–")
        nummern += range(int(von), int(bis or von) + 1)
    return sorted(nummern)


@SKRIPT
def test_tour_stop_near_me(seite, javascript):
    tab = seite(360, javascript=javascript)
    tab.goto("/anlaufstellen/")
    tab.get_by_label("Wo?").fill("37154")
    folge(tab.get_by_role("button", name="Anlaufstellen zeigen"))

    halte = tab.get_by_role("region", name="Nächste Halte in Ihrer Nähe")
    erster = halte.get_by_role("listitem").first
    assert re.match(r"(jetzt, bis|(Mo|Di|Mi|Do|Fr|Sa|So), \d+\. \w+, )", erster.inner_text())
    folge(erster.get_by_role("link"))

    assert tab.get_by_role("heading", name="Hier halten wir").is_visible()
    assert tab.url.endswith("#tour")
    assert tab.evaluate(RAGT_HINAUS) == []


@SKRIPT
def test_text_of_the_map_says_the_same_as_the_map(seite, hole, javascript):
    tab = seite(360, javascript=javascript)
    for pfad in (LISTE, "/anlaufstellen/?ort=12619", bus(hole)):
        tab.goto(pfad)
        marken, zeilen = tab.evaluate(MARKEN), tab.evaluate(ZEILEN)

        assert einzeln(marken) == [int(nummer) for nummer in zeilen]
        assert len(zeilen) >= 2
        assert sorted(", ".join(tab.evaluate(NAMEN_BILD)).split(", ")) == sorted(
            ", ".join(tab.evaluate(NAMEN_LISTE)).split(", ")
        )
        beschreibung = tab.locator(".lageplan-bild desc").text_content()
        assert f"{len(zeilen)} Punkte" in beschreibung
        orte = tab.locator(".lageplan-ort").all_text_contents()
        assert [ort for ort in orte if ort != "N" and ort not in beschreibung] == []


def test_a_mark_leads_to_its_entry(seite):
    tab = seite(360)
    tab.goto(LISTE)
    tab.get_by_text("Auf der Karte zeigen").click()
    name = tab.locator(".lageplan-bild a title").first.text_content()
    folge(tab.locator(".lageplan-bild a").first)

    assert tab.locator("h1").inner_text().replace("\u00ad", "") == name


@pytest.mark.parametrize(("breite", "dunkel"), [(360, False), (360, True), (1280, False)])
def test_map_and_tour_are_accessible(seite, hole, breite, dunkel):
    tab = seite(breite, dunkel=dunkel)
    for pfad in (LISTE, bus(hole)):
        tab.goto(pfad)
        for summary in tab.locator("details.mehr > summary:visible").all():
            summary.click()
        tab.evaluate(AXE)
        verstoesse = [
            f"{verstoss['id']}: {knoten['html'][:160]}"
            for verstoss in tab.evaluate(LAUF)
            for knoten in verstoss["nodes"]
        ]
        assert verstoesse == []
        assert tab.evaluate(RAGT_HINAUS) == []


def test_the_calendar_of_the_tour_opens_and_repeats(seite, hole):
    kalender = Calendar.from_ical(hole(bus(hole) + "tour.ics"))

    assert len(kalender.events) >= 5
    assert any("rrule" in event for event in kalender.events)


def test_without_a_map_server_there_is_no_button(seite):
    tab = seite(360)
    tab.goto(LISTE)

    assert tab.locator("[data-kacheln]").count() == 0
    assert tab.locator("script[src*=karte]").count() == 0


@pytest.fixture(scope="module")
def kacheln():
    """A server of map pictures on this machine, and what it was asked for."""
    pfade = []

    class Bilder(BaseHTTPRequestHandler):
        def do_GET(self):
            pfade.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(
                b'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="255" height="255" '
                b'fill="#dfe8dc"/></svg>'
            )

        def log_message(self, *worte):
            """Keeps the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bilder)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", pfade
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def mit_karte(vorrat, tmp_path_factory, kacheln):
    adresse, _pfade = kacheln
    variablen = {"KARTENSERVER": adresse + "/{z}/{x}/{y}.svg", "KARTENSERVER_NENNUNG": "© Muster <b>& Co</b>"}
    with laufendes_portal(vorrat, tmp_path_factory.mktemp("karte"), **variablen) as (portal, _umgebung):
        yield portal


def test_movable_map_asks_nobody_before_the_click(browser, mit_karte, kacheln):
    adresse, pfade = kacheln
    kontext = neuer_kontext(browser, viewport={"width": 360, "height": 800})
    tab = kontext.new_page()
    anfragen, fehler = [], []
    tab.on("request", lambda anfrage: anfragen.append(anfrage.url))
    tab.on("console", lambda meldung: fehler.append(meldung.text) if meldung.type == "error" else None)
    tab.on("pageerror", lambda ausnahme: fehler.append(str(ausnahme)))
    tab.goto(mit_karte + LISTE)
    tab.get_by_text("Auf der Karte zeigen").click()
    expect(tab.locator(".lageplan-bild")).to_be_visible()
    warte_auf_bild(tab)

    assert pfade == []
    assert [url for url in anfragen if not url.startswith(mit_karte)] == []
    assert [url for url in anfragen if "leaflet" in url] == []
    assert f"Ihr Gerät fragt dann Kartenbilder bei {adresse.removeprefix('http://')} an." in tab.content()
    assert tab.get_by_text("© Muster <b>& Co</b>").is_visible()

    tab.get_by_role("button", name="Bewegliche Karte laden").click()
    tab.locator(".leaflet-tile-loaded").first.wait_for()
    expect(tab.locator(".karte-nadel").first).to_be_visible()

    assert pfade
    assert {url.split("/")[2] for url in anfragen} == {mit_karte.split("/")[2], adresse.split("/")[2]}
    nadeln = tab.locator(".karte-nadel").all_text_contents()
    assert einzeln(nadeln) == einzeln(
        tab.locator(".lageplan-liste li").evaluate_all("l => l.map(e => e.dataset.nummer)")
    )
    tab.locator(".karte-nadel").first.click()
    expect(tab.locator(".leaflet-popup a[href^='/anlaufstellen/']")).to_be_visible()
    assert tab.evaluate(RAGT_HINAUS) == []
    assert fehler == []
    kontext.close()


def test_movable_map_is_not_offered_without_script(browser, mit_karte):
    kontext = neuer_kontext(browser, viewport={"width": 360, "height": 800}, java_script_enabled=False)
    tab = kontext.new_page()
    tab.goto(mit_karte + LISTE)
    tab.get_by_text("Auf der Karte zeigen").click()

    expect(tab.locator(".lageplan-bild")).to_be_visible()
    assert tab.get_by_role("button", name="Bewegliche Karte laden").is_visible() is False
    kontext.close()
