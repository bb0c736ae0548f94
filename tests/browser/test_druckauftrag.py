"""The page of a print job: it follows the job, ends at the file, and does without scripts."""

import json

from playwright.sync_api import expect

from tests.browser.test_seiten import AXE, LAUF, RAGT_HINAUS
from tests.browser.warten import GEDULD_DRUCK, neue_seite, stelle_breite, warte_auf_bild, warte_bis

BESTELLUNG = "/angebote.pdf?q=Beratung&format="
BLICKE = ((320, "light"), (360, "dark"), (1280, "light"))
STAND = {"zustand": "wartet", "anteil": 0, "text": "Vor Ihrem Heft ist noch 1 anderes dran."}


def pruefe_blicke(tab):
    """Accessible and not wider than the screen, on a phone, in the dark and on a desk."""
    tab.evaluate(AXE)
    for breite, farben in BLICKE:
        stelle_breite(tab, breite)
        tab.emulate_media(color_scheme=farben)
        warte_auf_bild(tab)
        assert tab.evaluate(LAUF) == []
        assert tab.evaluate(RAGT_HINAUS) == []


def test_progress_is_shown_and_spoken_at_new_steps_only(seite):
    stand = {"zustand": "laeuft", "anteil": 57, "text": "Seiten setzen, Seite 41"}
    tab = seite(360)
    tab.route("**/druck/*.json", lambda weg: weg.fulfill(json=stand))
    tab.goto(f"{BESTELLUNG}a5")
    status = tab.locator("[role=status]")

    tab.get_by_text("Seiten setzen, Seite 41").wait_for()
    assert (status.get_attribute("aria-live"), tab.locator("progress").evaluate("e => e.value")) == ("polite", 57)
    stand |= {"anteil": 58, "text": "Seiten setzen, Seite 42"}
    tab.get_by_text("Seiten setzen, Seite 42").wait_for()
    assert (status.get_attribute("aria-live"), tab.locator("progress").evaluate("e => e.value")) == ("off", 58)
    assert tab.locator("h1").inner_text() == "Ihr Heft wird erstellt"
    pruefe_blicke(tab)


def test_lost_connection_does_not_end_the_waiting(seite):
    antworten = iter(["<html>", "", json.dumps(STAND)])
    tab = seite(360)
    tab.route("**/druck/*.json", lambda weg: weg.fulfill(body=next(antworten, json.dumps(STAND))))
    tab.goto(f"{BESTELLUNG}gross")

    tab.get_by_text(STAND["text"]).wait_for()
    assert tab.locator("h1").inner_text() == "Ihr Heft wird erstellt"


def test_finished_booklet_has_the_focus(seite):
    tab = seite(360)
    tab.goto(f"{BESTELLUNG}web")
    tab.get_by_role("heading", name="Ihr Heft ist fertig").wait_for(timeout=GEDULD_DRUCK)

    knopf = tab.locator(":focus")
    expect(knopf).to_have_text("Heft öffnen (PDF)")
    assert tab.title().startswith("Ihr Heft ist fertig")
    assert tab.request.get(knopf.get_attribute("href")).body().startswith(b"%PDF-")
    pruefe_blicke(tab)


def test_without_scripts_the_button_keeps_the_focus_until_the_booklet_is_there(seite):
    tab = seite(360, javascript=False)
    tab.goto(f"{BESTELLUNG}heft")
    tab.get_by_role("link", name="Nachsehen, ob es fertig ist").focus()
    fokus = set()

    def ist_fertig():
        with neue_seite(tab):
            tab.keyboard.press("Enter")
        fokus.add(tab.locator(":focus").inner_text())
        return tab.locator("progress").count() == 0

    warte_bis(tab, ist_fertig, geduld=GEDULD_DRUCK, takt=1000)
    assert tab.locator("h1").inner_text() == "Ihr Heft ist fertig"
    assert fokus <= {"Nachsehen, ob es fertig ist", "Heft öffnen (PDF)"}
