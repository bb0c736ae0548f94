"""Makes all pictures of the README and the manuals from a portal with fresh demo data.

``bin/demo --neu --hintergrund``, then ``.venv/bin/python docs/bilder/machen.py``. Needs Chromium and poppler-utils.
``DATABASE_URL`` names the demo's database if it is not that of ``bin/demo``. It signs in as Koordination, changes
offers and makes an edition: never run it on a real portal.
"""

import argparse

from hingehen import bilder_anlaufstellen
from kamera import find_seite, lade_pdf, lege, melde_an, save_ansicht, save_bild, zeichne
from koordination import bilder_koordination
from playwright.sync_api import Browser, Page, sync_playwright

SCHALTER = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SCHALTER += ["--no-first-run"]
WEGWEISER = "/wegweiser/wegweiser-northeim"
VERWALTUNG = "/verwaltung/wegweiser"
KAPITEL = "Finanzielle Hilfen"  # its first page is shown beside the cover


def bilder_oeffentlich(browser: Browser, portal: str) -> None:
    """Start page, search, formats and the Merkzettel as a visitor sees them."""
    weit = browser.new_context(base_url=portal, viewport={"width": 1280, "height": 900}).new_page()
    weit.goto("/angebote/?q=Kinderbetreuung&ort=37154")
    save_ansicht("angebote-1280", weit, hoehe=900)
    schmal = browser.new_context(base_url=portal, viewport={"width": 360, "height": 740}).new_page()
    schmal.goto("/")
    save_ansicht("start-360", schmal, hoehe=740)
    mittel = browser.new_context(base_url=portal, viewport={"width": 820, "height": 900}).new_page()
    mittel.goto(f"{WEGWEISER}/")
    mittel.get_by_text("Anderes Format wählen").click()
    save_ansicht("formate", mittel, hoehe=790, ab="h1")
    schmal.goto("/angebote/?ort=37154")
    for _schritt in range(3):
        schmal.locator("article .merken-knopf[name=dazu]").first.click()
    schmal.goto("/merkzettel/")
    save_ansicht("merkzettel", schmal, hoehe=900, ab="h1")


def bilder_gedruckt(browser: Browser, portal: str) -> None:
    """Booklet, leaflet and poster of one guide."""
    kontext = browser.new_context(base_url=portal)
    heft = lade_pdf(kontext, f"{WEGWEISER}.pdf?format=a5")
    save_bild("heft", lege(zeichne(heft, seite, 90) for seite in (1, find_seite(heft, KAPITEL))))
    faltblatt = lade_pdf(kontext, f"{WEGWEISER}.pdf?format=faltblatt")
    save_bild("faltblatt", lege((zeichne(faltblatt, seite, 84) for seite in (1, 2)), untereinander=True))
    save_bild("plakat", lege([zeichne(lade_pdf(kontext, f"{WEGWEISER}.pdf?format=plakat"), 1, 50)]))


def bilder_verwaltung(browser: Browser, portal: str) -> None:
    """Form, preview, edition and comparison as the Koordination sees them."""
    seite = melde_an(browser, portal, "koordination")
    seite.goto(f"{VERWALTUNG}/wegweiser/")
    seite.click("#result_list tbody th a")
    save_ansicht("wegweiser-formular", seite, hoehe=860, ab="#kapitel-group")
    with seite.context.expect_page() as neue:
        seite.get_by_role("button", name="Vorschau").click()
    neue.value.wait_for_load_state()
    save_ansicht("vorschau", neue.value, hoehe=640)
    bilder_ausgabe(seite)


def bilder_ausgabe(seite: Page) -> None:
    """Makes an edition, changes what it prints and asks what has changed."""
    wegweiser = seite.url.rstrip("/").split("/")[-2]
    seite.goto(f"{VERWALTUNG}/ausgabe/add/?wegweiser={wegweiser}")
    seite.click("[name=_save]")
    seite.click("#result_list tbody th a")
    while seite.get_by_role("cell", name="in Arbeit").count():
        seite.wait_for_timeout(2000)
        seite.reload()
    save_ansicht("ausgabe", seite, hoehe=1150, ab="#content h1")
    ausgabe = seite.url
    change_angebote(seite)
    seite.goto(ausgabe)
    seite.get_by_role("link", name="Was hat sich geändert?").click()
    save_ansicht("vergleich", seite, hoehe=430, ab="#content h1")


def change_angebote(seite: Page) -> None:
    """New numbers for two offers of the demo, the last day for a third."""
    werte = [("telefon", "05551 000-998"), ("telefon", "05551 000-999"), ("gueltig_bis", "31.12.2025")]
    for platz, (feld, wert) in enumerate(werte):
        seite.goto("/verwaltung/angebote/angebot/?status__exact=veroeffentlicht")
        seite.locator("#result_list tbody th a").nth(platz).click()
        seite.wait_for_url("**/change/**")
        seite.evaluate("document.querySelectorAll('details').forEach(teil => teil.open = true)")
        seite.fill(f"#id_{feld}", wert)
        seite.click("[name=_save]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("portal", nargs="?", default="http://127.0.0.1:8000", help="address of the demo")
    portal = parser.parse_args().portal.rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=SCHALTER)
        # The last one changes offers, so it comes last.
        for mache in (
            bilder_oeffentlich,
            bilder_gedruckt,
            bilder_anlaufstellen,
            bilder_koordination,
            bilder_verwaltung,
        ):
            mache(browser, portal)
        browser.close()


if __name__ == "__main__":
    main()
