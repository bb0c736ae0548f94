"""What the Koordination does with the catalogue, step by step, for the manual."""

import os
import re
import subprocess
import sys
from email import message_from_string
from io import BytesIO
from pathlib import Path

from kamera import lade_pdf, lege, melde_an, save_ansicht, save_bild, zeichne
from PIL import Image
from playwright.sync_api import Browser, Page

WURZEL = Path(__file__).resolve().parents[2]
V = "/verwaltung"
LISTE_DER_VHS = """Kurs;Worum geht es?;Rubrik;Preis;Tel.
Schwimmen lernen für Mütter;Acht Abende, Kinder sind nebenan betreut.;Freizeit und Ferien;24,00;05551 000-720
Deutsch am Vormittag;Mit Kinderzimmer im Haus, Einstieg jederzeit.;Migration und Sprache;0;05551 000-721
"""


def bilder_koordination(browser: Browser, portal: str) -> None:
    seite = melde_an(browser, portal, "koordination")
    bilder_startseite(seite)
    bilder_zugang(seite)
    bilder_einlesen(seite)
    bilder_bestaetigen(seite)
    bilder_am_telefon(browser, portal)
    bilder_pruefen(seite)
    bilder_konflikt(browser, portal, seite)
    bilder_rueckmeldung(browser, portal, seite)
    bilder_bestand(seite)


def bilder_startseite(seite: Page) -> None:
    seite.goto(f"{V}/")
    save_ansicht("startseite", seite, hoehe=740)
    save_ansicht("startseite-bilder", seite, hoehe=980, ab=seite.locator("section", has_text="Wie verlässlich"))
    seite.goto(f"{V}/angebote/angebot/add/")
    save_bild("angebot-formular", Image.open(BytesIO(seite.screenshot(animations="disabled"))))


def bilder_zugang(seite: Page) -> None:
    seite.goto(f"{V}/netzwerk/partner/")
    seite.locator("#result_list").get_by_role("link", name="Bildungswerk Rhumeaue").click()
    seite.get_by_role("link", name="Zugang einladen").click()
    seite.get_by_label("E-Mail").fill("kurse@bildungswerk-rhumeaue.example")
    seite.get_by_label("Vorname").fill("Mika")
    seite.get_by_label("Nachname").fill("Beispiel")
    save_ansicht("einladen", seite, hoehe=640, ab="#content h1")


def bilder_einlesen(seite: Page) -> None:
    """A foreign list: its columns are assigned, then the preview."""
    seite.goto(f"{V}/angebote/angebot/")
    seite.get_by_role("link", name="Tabelle einlesen").click()
    inhalt = LISTE_DER_VHS.encode()
    seite.set_input_files("input[type=file]", {"name": "vhs.csv", "mimeType": "text/csv", "buffer": inhalt})
    seite.get_by_role("button", name="Vorschau zeigen").click()
    wahl = ["titel", "kurzbeschreibung", "themen", "kosten", "telefon"]
    for nummer, feld in enumerate(wahl):
        seite.locator("select[name^=spalte_]").nth(nummer).select_option(value=feld)
    for nummer, (feld, wert) in enumerate([("partner", "Bildungswerk Rhumeaue"), ("region", "Landkreis Northeim")], 1):
        seite.select_option(f"[name=fest_{nummer}]", value=feld)
        seite.fill(f"[name=wert_{nummer}]", wert)
    seite.fill("[name=name]", "Liste des Bildungswerks")
    save_ansicht("einlesen-zuordnen", seite, hoehe=980, ab="#content h1")
    seite.get_by_role("button", name="Vorschau zeigen").click()
    save_ansicht("einlesen-vorschau", seite, hoehe=640, ab="#content h1")


def bilder_bestaetigen(seite: Page) -> None:
    seite.goto(f"{V}/")
    seite.get_by_role("link", name="Angebote zu bestätigen").click()
    seite.click("#action-toggle")
    seite.select_option("select[name=action]", label="Als bestätigt markieren (heute)")
    save_ansicht("bestaetigen-liste", seite, hoehe=620, ab="#content h1")
    seite.goto(f"{V}/telefonliste/")
    save_ansicht("telefonliste", seite, hoehe=700, ab="#content h1")


def bilder_am_telefon(browser: Browser, portal: str) -> None:
    """The partner's side: the page behind the link of the mail."""
    seite = browser.new_context(base_url=portal, viewport={"width": 420, "height": 900}).new_page()
    seite.goto(frage_partner(portal))
    save_ansicht("bestaetigen-partner", seite, hoehe=1150)


def frage_partner(portal: str) -> str:
    """Asks partners as every day, and takes the link out of the last mail."""
    umgebung = {"DEMO": "1", "DATABASE_URL": f"sqlite:///{WURZEL}/var/demo.sqlite3"} | os.environ
    befehl = [sys.executable, "manage.py", "send_rueckfragen", "--basis", f"{portal}/"]
    ausgabe = subprocess.run(befehl, cwd=WURZEL, env=umgebung, capture_output=True, check=True).stdout.decode()  # noqa: S603
    mail = message_from_string(re.findall(r"^Content-Type:.*?(?=^-{79})", ausgabe, re.MULTILINE | re.DOTALL)[-1])
    return re.search(rf"{portal}\S+", mail.get_payload(decode=True).decode())[0]


def bilder_pruefen(seite: Page) -> None:
    seite.goto(f"{V}/netzwerk/vorschlag/")
    seite.locator("#result_list").get_by_role("link", name="Reparatur-Café").click()
    save_ansicht("vorschlag", seite, hoehe=560, ab="#content h1")
    seite.goto(f"{V}/angebote/angebot/?q=Randzeitenbetreuung")
    seite.locator("#result_list tbody th a").first.click()
    seite.get_by_role("link", name="Verlauf").click()
    save_ansicht("verlauf", seite, hoehe=720, ab="#content h1")
    seite.goto(f"{V}/angebote/angebot/?status__exact=entwurf")
    seite.locator("#result_list tbody th a").first.click()
    seite.locator("a.deletelink").click()
    seite.wait_for_url("**/delete/**")
    seite.locator("#content form [type=submit]").click()
    seite.goto(f"{V}/netzwerk/geloeschtes/")
    save_ansicht("papierkorb", seite, hoehe=420, ab="#content h1")


def bilder_konflikt(browser: Browser, portal: str, seite: Page) -> None:
    """Two write at the same entry; the second one chooses."""
    seite.goto(f"{V}/angebote/angebot/?q=Mittagstisch")
    seite.locator("#result_list tbody th a").first.click()
    zweite = melde_an(browser, portal, "verwaltung")
    zweite.goto(seite.url)
    zweite.fill("#id_telefon", "05571 000-417")
    zweite.click("[name=_save]")
    seite.fill("#id_telefon", "05571 000-418")
    seite.fill("#id_kurzbeschreibung", "Betreuung von 7.30 bis 16 Uhr, mit Mittagessen.")
    seite.click("[name=_save]")
    save_ansicht("konflikt", seite, hoehe=620, ab="#content h1")
    zweite.context.close()


def bilder_rueckmeldung(browser: Browser, portal: str, seite: Page) -> None:
    seite.goto(f"{V}/angebote/rueckmeldung/")
    seite.locator("#result_list tbody th a").first.click()
    seite.wait_for_url("**/change/**")
    save_ansicht("rueckmeldung", seite, hoehe=1000, ab="#content h1")
    schmal = browser.new_context(base_url=portal, viewport={"width": 420, "height": 900}).new_page()
    schmal.goto("/angebote/?q=Ferienbetreuung&ort=37170")
    schmal.locator("article h2 a, article h3 a").first.click()
    schmal.get_by_role("link", name="Angabe stimmt nicht?").first.click()
    save_ansicht("rueckmeldung-eltern", schmal, hoehe=900, ab="h1")


def bilder_bestand(seite: Page) -> None:
    seite.goto(f"{V}/bestandsanalyse/")
    save_ansicht("bestandsanalyse", seite, hoehe=900, ab="#content h1")
    adresse = seite.get_by_role("link", name="Bericht zum Drucken (PDF)").get_attribute("href")
    bericht = lade_pdf(seite.context, seite.evaluate("href => new URL(href, location).href", adresse))
    save_bild("bericht", lege(zeichne(bericht, nummer, 60) for nummer in (1, 2)))
    seite.goto(f"{V}/angebote/suchanfrage/?zeitraum=30")
    save_ansicht("gesucht", seite, hoehe=520, ab="#content h1")
    seite.goto(f"{V}/angebote/doppelverdacht/")
    seite.locator("#result_list tbody a").first.click()
    save_ansicht("doppel", seite, hoehe=760, ab="#content h1")
