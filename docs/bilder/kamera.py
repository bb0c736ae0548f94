"""How a picture is taken: of a page, of a part of it, of a printed sheet. PNG with a small palette."""

import re
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page

ORDNER = Path(__file__).parent
GEDULD = 120_000  # milliseconds for one booklet
FARBEN = 96
HOECHSTENS_KB = 120
RAND, GRUND = 12, "#d5dbdd"
# Buttons that stay in sight would cover what stands below.
OHNE_LEISTE = "document.querySelectorAll('.submit-row').forEach(leiste => { leiste.style.position = 'static'; })"
LUFT = 16  # pixels around what is shown


def save_bild(name: str, bild: Image.Image) -> None:
    """Text stays sharp, the file is a third of its size; one that is still too big is told."""
    datei = ORDNER / f"{name}.png"
    bild.convert("RGB").quantize(FARBEN, dither=Image.Dither.NONE).save(datei, optimize=True)
    groesse = datei.stat().st_size // 1024
    print(f"{datei.name}: {bild.width} × {bild.height}, {groesse} KB{' ZU GROSS' if groesse > HOECHSTENS_KB else ''}")


def save_ansicht(name: str, seite: Page, *, hoehe: int, ab: str | Locator = "") -> None:
    """What stands on the screen from an element on, which begins its lines; ``hoehe`` in CSS pixels at most."""
    seite.evaluate(OHNE_LEISTE)
    stelle = seite.locator(ab).first if isinstance(ab, str) and ab else ab
    kasten = stelle.bounding_box() if stelle else {"x": 0, "y": 0}
    x, y = (max(0, kasten[achse] - LUFT) for achse in "xy")
    y += seite.evaluate("scrollY")
    hoehe = min(hoehe, seite.evaluate("document.documentElement.scrollHeight") - y)
    ausschnitt = {"x": x, "y": y, "width": seite.viewport_size["width"] - x, "height": hoehe}
    bild = seite.screenshot(clip=ausschnitt, full_page=True, animations="disabled")
    save_bild(name, Image.open(BytesIO(bild)))


def melde_an(browser: Browser, portal: str, name: str) -> Page:
    """A tab of somebody who has logged in, without the list of all lists at the side."""
    seite = browser.new_context(base_url=portal, viewport={"width": 1100, "height": 900}, locale="de-DE").new_page()
    seite.goto("/verwaltung/")
    seite.fill("#id_username", name)
    seite.fill("#id_password", f"beispiel-{name}")
    seite.click("[type=submit]")
    seite.evaluate("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
    return seite


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
