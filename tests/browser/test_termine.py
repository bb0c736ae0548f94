"""Dates on a phone without scripts: found by place and weekend, and taken along as a calendar."""

import icalendar

from tests.browser.test_seiten import AXE, LAUF, RAGT_HINAUS
from tests.browser.warten import folge


def test_page_is_accessible_and_fits(seite):
    for breite, dunkel in ((320, False), (360, True), (1280, False)):
        tab = seite(breite, dunkel=dunkel)
        for pfad in ("/termine/", "/termine/?ort=Northeim&von=2027-01-04", "/termine/?ort=Gibtsnicht&thema=umzug"):
            tab.goto(pfad)
            tab.evaluate(AXE)

            assert tab.evaluate(LAUF) == [], pfad
            assert tab.evaluate(RAGT_HINAUS) == [], pfad


def test_selecting_a_place_on_a_phone_without_scripts(seite):
    tab = seite(360, javascript=False)
    tab.goto("/termine/")
    tab.get_by_text("Auswahl ändern").click()
    tab.get_by_label("Wo?").fill("Uslar")
    tab.get_by_label("Wann?").select_option("wochenende")
    folge(tab.get_by_role("button", name="Termine zeigen"))

    tage = [tag.inner_text() for tag in tab.locator("h2 time").all()]
    assert tage != []
    assert [tag for tag in tage if not tag.startswith(("Sa,", "So,", "Heute", "Morgen"))] == []
    assert tab.get_by_text("Herbstfest der Alleinerziehenden 2026").count() == 0


def test_calendar_is_downloaded_and_opens(seite):
    tab = seite(360, javascript=False)
    tab.goto("/termine/?ort=Northeim")
    with tab.expect_download() as datei:
        tab.get_by_role("link", name="Nur einmal laden").click()

    kalender = icalendar.Calendar.from_ical(datei.value.path().read_bytes())
    abo = tab.get_by_role("link", name="Kalender abonnieren").get_attribute("href")

    assert any("Jobcafé" in event["summary"] and "RRULE" in event for event in kalender.events)
    assert abo.startswith("webcal://")
    assert abo.endswith("/termine.ics?ort=Northeim")
