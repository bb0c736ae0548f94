"""Drop-in points as parents see them, and what a Lots*in and the Koordination do with them."""

from kamera import lade_pdf, lege, melde_an, save_ansicht, save_bild, zeichne
from playwright.sync_api import Browser, Page

V = "/verwaltung"
LISTE = "/anlaufstellen/"


def bilder_anlaufstellen(browser: Browser, portal: str) -> None:
    bilder_hingehen(browser, portal)
    bilder_gespraech(browser, portal)
    bilder_schild(browser, portal)


def bilder_hingehen(browser: Browser, portal: str) -> None:
    """The list with free times, a point with its state and map, a tour, dates."""
    weit = browser.new_context(base_url=portal, viewport={"width": 1280, "height": 900}).new_page()
    weit.goto(f"{LISTE}?ort=12619&woche=sa-vormittag&kinder=mit_kind")
    save_ansicht("anlaufstellen-woche", weit, hoehe=920)
    mittel = browser.new_context(base_url=portal, viewport={"width": 1000, "height": 900}).new_page()
    oeffne_stelle(mittel, "Infopoint für Alleinerziehende im Rathaus Hellersdorf")
    save_ansicht("anlaufstelle", mittel, hoehe=1345, ab="h1")
    schmal = browser.new_context(base_url=portal, viewport={"width": 390, "height": 900}).new_page()
    oeffne_stelle(schmal, "Elternbus Marzahn-Hellersdorf")
    save_ansicht("tour", schmal, hoehe=1000, ab="#tour")
    mittel.goto("/termine/?ort=12619")
    save_ansicht("termine", mittel, hoehe=735)


def oeffne_stelle(seite: Page, name: str) -> None:
    """By the heading of its card; titles carry soft hyphens."""
    seite.goto(f"{LISTE}?ort=12619")
    titel = seite.locator("article h3 a").all()
    next(eins for eins in titel if eins.text_content().replace("\u00ad", "") == name).click()
    seite.locator("#kontakt").wait_for()


def bilder_gespraech(browser: Browser, portal: str) -> None:
    """The form on a Lots*in's phone, and the numbers on the desk of the Koordination."""
    lotsin = melde_an(browser, portal, "lotsin")
    lotsin.set_viewport_size({"width": 390, "height": 900})
    lotsin.goto(f"{V}/gespraech/")
    save_ansicht("gespraech", lotsin, hoehe=900, ab="#content h1")
    koordination = melde_an(browser, portal, "koordination")
    koordination.goto(f"{V}/gespraeche/")
    save_ansicht("gespraeche", koordination, hoehe=900, ab="#content h1")


def bilder_schild(browser: Browser, portal: str) -> None:
    seite = browser.new_context(base_url=portal).new_page()
    oeffne_stelle(seite, "Infopoint für Alleinerziehende im Rathaus Hellersdorf")
    schild = f"{seite.url}schild.pdf"
    save_bild(
        "schild", lege(zeichne(lade_pdf(seite.context, f"{schild}?format={papier}"), 1, 42) for papier in ("a4", "a3"))
    )
