"""Makes the pictures of the README and the manuals from a portal with fresh demo data.

``bin/demo --neu --hintergrund``, then ``.venv/bin/python docs/bilder/machen.py``. Needs Chromium and
poppler-utils. It signs in as Koordination, makes an edition and changes an offer: never run it on a real portal.
"""

import argparse
import re
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ORDNER = Path(__file__).parent
SCHALTER = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
WEGWEISER = "/wegweiser/wegweiser-northeim"
VERWALTUNG = "/verwaltung/wegweiser"
GEDULD = 120_000  # milliseconds for one booklet
FARBEN = 96
RAND, GRUND = 12, "#d5dbdd"
LUFT = 16  # pixels around what is shown
KAPITEL = "Finanzielle Hilfen"  # its first page is shown beside the cover


def save_bild(name: str, bild: Image.Image) -> None:
    """A PNG with a small palette: text stays sharp, the file a third of its size."""
    datei = ORDNER / f"{name}.png"
    bild.convert("RGB").quantize(FARBEN, dither=Image.Dither.NONE).save(datei, optimize=True)
    print(f"{datei.name}: {bild.width} × {bild.height}, {datei.stat().st_size // 1024} KB")


def save_ansicht(name: str, seite: Page, *, hoehe: int, ab: str = "") -> None:
    """What stands on the screen from an element on, which begins its lines; ``hoehe`` in CSS pixels."""
    kasten = seite.locator(ab).first.bounding_box() if ab else {"x": 0, "y": 0}
    x, y = (max(0, kasten[achse] - LUFT) for achse in "xy")
    ausschnitt = {"x": x, "y": y, "width": seite.viewport_size["width"] - x, "height": hoehe}
    bild = seite.screenshot(clip=ausschnitt, full_page=True, animations="disabled")
    save_bild(name, Image.open(BytesIO(bild)))


def lade_pdf(kontext: BrowserContext, adresse: str) -> bytes:
    """The file behind an address, also when a job has to print it first."""
    antwort = kontext.request.get(adresse, timeout=GEDULD)
    if antwort.headers["content-type"] == "application/pdf":
        return antwort.body()
    seite = kontext.new_page()
    seite.goto(antwort.url)
    seite.get_by_role("link", name="Heft öffnen (PDF)").wait_for(timeout=GEDULD)
    seite.close()
    return kontext.request.get(f"{antwort.url.rstrip('/')}.pdf").body()


def zeichne(pdf: bytes, seite: int, dpi: int) -> Image.Image:
    """One page, counted from 1."""
    befehl = ["pdftoppm", "-png", "-r", str(dpi), "-f", str(seite), "-l", str(seite), "-"]
    return Image.open(BytesIO(subprocess.run(befehl, input=pdf, capture_output=True, check=True).stdout))  # noqa: S603


def find_seite(pdf: bytes, kapitel: str) -> int:
    """The page, counted from 1, on which the entries of a chapter begin."""
    befehl = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(befehl, input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S603
    anfang = re.compile(rf"^\s*{kapitel}\s*$.*\bNr\. \d", re.MULTILINE | re.DOTALL)
    return next(nummer for nummer, seite in enumerate(text.split("\f"), 1) if anfang.search(seite))


def lege(bilder: Iterable[Image.Image], *, untereinander: bool = False) -> Image.Image:
    """Pages on a grey ground, side by side or one below the other."""
    bilder = list(bilder)
    weiten, hoehen = [b.width for b in bilder], [b.height for b in bilder]
    breite, hoehe = (max(weiten), sum(hoehen)) if untereinander else (sum(weiten), max(hoehen))
    luecken = RAND * (len(bilder) - 1)
    dazu = (0, luecken) if untereinander else (luecken, 0)
    flaeche = Image.new("RGB", (breite + 2 * RAND + dazu[0], hoehe + 2 * RAND + dazu[1]), GRUND)
    stelle = RAND
    for bild in bilder:
        flaeche.paste(bild, (RAND, stelle) if untereinander else (stelle, RAND))
        stelle += RAND + (bild.height if untereinander else bild.width)
    return flaeche


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
    kontext = browser.new_context(base_url=portal, viewport={"width": 1100, "height": 900})
    seite = kontext.new_page()
    seite.goto("/verwaltung/")
    seite.fill("#id_username", "koordination")
    seite.fill("#id_password", "beispiel-koordination")
    seite.click("[type=submit]")
    seite.goto(f"{VERWALTUNG}/wegweiser/")
    seite.click("#result_list tbody th a")
    save_ansicht("wegweiser-formular", seite, hoehe=860, ab="#kapitel-group")
    with kontext.expect_page() as neue:
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
        for mache in (bilder_oeffentlich, bilder_gedruckt, bilder_verwaltung):
            mache(browser, portal)
        browser.close()


if __name__ == "__main__":
    main()
