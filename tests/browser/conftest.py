"""One portal with demo data for all browser tests, and pages that notice every request and every error.

The portal is a real server process with its own database and collected files, as in production. Everything here lives
as long as the package, not the session: Playwright's event loop must be gone before other tests use the ORM.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.warten import GEDULD, neuer_kontext

WURZEL = Path(__file__).resolve().parent.parent.parent
SCHALTER = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A worker that gets little of the processor is slow, not dead.
GUNICORN = ["--threads", "4", "--timeout", "300"]


def pytest_collection_modifyitems(items):
    """Every test here needs Chromium, and all share one server: one group for one worker.

    xdist 3.8 does not see groups under pytest 9.2; then every worker has a stock and portals of its own.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def vorrat(tmp_path_factory):
    """A folder with the demo data's database and the collected files: what every portal starts from."""
    ordner = tmp_path_factory.mktemp("vorrat")
    for befehl in (["migrate"], ["load_grunddaten"], ["load_demodaten"], ["collectstatic", "--noinput"]):
        manage(befehl, _umgebung(ordner))
    return ordner


@pytest.fixture(scope="package")
def laufend(vorrat, tmp_path_factory):
    """A running portal with demo data: its address („http://127.0.0.1:40123“) and the environment for ``manage``."""
    with laufendes_portal(vorrat, tmp_path_factory.mktemp("portal")) as beides:
        yield beides


@pytest.fixture(scope="package")
def portal(laufend):
    return laufend[0]


def _umgebung(ordner: Path) -> dict[str, str]:
    return {name: wert for name, wert in os.environ.items() if not name.startswith("DJANGO_")} | {
        "DEMO": "1",
        "DATABASE_URL": f"sqlite:///{ordner / 'portal.sqlite3'}",
        "MEDIA_ROOT": str(ordner / "medien"),
        "STATIC_ROOT": str(ordner / "statisch"),
        "DRUCK_CACHE": str(ordner / "druck"),
    }


@contextmanager
def laufendes_portal(vorrat: Path, ordner: Path, **variablen):
    """A portal of its own, with more environment variables: its address, and the environment for ``manage``."""
    shutil.copytree(vorrat, ordner, dirs_exist_ok=True)
    umgebung = _umgebung(ordner) | variablen
    if variablen:  # may bring files of their own
        manage(["collectstatic", "--noinput"], umgebung)
    with socket.socket() as frei:
        frei.bind(("127.0.0.1", 0))
        port = frei.getsockname()[1]
    protokoll = ordner / "gunicorn.log"
    with protokoll.open("wb") as ausgabe:
        prozess = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "gunicorn", "netzwerk.wsgi", "-b", f"127.0.0.1:{port}", *GUNICORN],
            cwd=WURZEL,
            env=umgebung,
            stdout=ausgabe,
            stderr=ausgabe,
        )
    try:
        _warte(f"http://127.0.0.1:{port}/gesund", prozess, protokoll)
        yield f"http://127.0.0.1:{port}", umgebung
    finally:
        prozess.terminate()
        prozess.wait(timeout=GEDULD / 1000)


def manage(befehl, umgebung) -> str:
    lauf = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *befehl], cwd=WURZEL, env=umgebung, capture_output=True, text=True, check=False
    )
    assert lauf.returncode == 0, f"manage.py {' '.join(befehl)}\n{lauf.stdout}\n{lauf.stderr}"
    return lauf.stdout


def _warte(adresse, prozess, protokoll):
    ende = time.monotonic() + GEDULD / 1000
    while time.monotonic() < ende and prozess.poll() is None:
        try:
            with urlopen(adresse, timeout=GEDULD / 1000):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"Das Portal antwortet nicht:\n{protokoll.read_text()}")


@pytest.fixture(scope="package")
def hole(portal):
    """Fetches a page without a browser: ``hole("/angebote/")`` → text."""

    def hole(pfad: str, *, status: int = 200) -> str:
        try:
            antwort = urlopen(portal + quote(pfad, safe="/?=&%"), timeout=GEDULD / 1000)  # noqa: S310
        except HTTPError as fehlerseite:
            antwort = fehlerseite
        with antwort:
            assert antwort.status == status, f"{pfad} antwortet mit {antwort.status}"
            return antwort.read().decode()

    return hole


@pytest.fixture(scope="package")
def adresse(hole):
    """Path of a kind of page by its name; a detail page is the first that its list links to."""

    @cache
    def adresse(name: str) -> str:
        if name in SEITEN:
            return SEITEN[name]
        liste, muster = DETAILSEITEN[name]
        treffer = re.search(rf'href="({muster})"', hole(liste))
        assert treffer, f"{liste} verweist auf keine Seite der Form {muster}"
        return treffer[1]

    return adresse


SEITEN = {
    "start": "/",
    "angebote": "/angebote/",
    "suche": "/angebote/?q=Unterhaltsvorschuss&ort=12619",
    "suche-ort-mehrdeutig": "/angebote/?ort=Göttingen",
    "suche-ort-unbekannt": "/angebote/?ort=Kaulsdrof",
    "suche-ohne-treffer": "/angebote/?q=quastenflosser",
    "anlaufstellen": "/anlaufstellen/",
    "termine": "/termine/",
    "partner-liste": "/partner/",
    "netzwerke": "/netzwerke/",
    "leistungen": "/leistungen/",
    "wegweiser-liste": "/wegweiser/",
    "merkzettel": "/merkzettel/",
    "merkzettel-link": "/merkzettel/?e=1-2-3-100-200",
    "impressum": "/impressum/",
    "datenschutz": "/datenschutz/",
    "barrierefreiheit": "/barrierefreiheit/",
    "nicht-gefunden": "/gibt-es-nicht/",
}
DETAILSEITEN = {
    "angebot": ("/angebote/?q=Unterhaltsvorschuss&ort=12619", r"/angebote/[\w-]+-\d+/"),
    "anlaufstelle": ("/anlaufstellen/", r"/anlaufstellen/[\w-]+-\d+/"),
    "partner": ("/partner/", r"/partner/[\w-]+/"),
    "netzwerk": ("/netzwerke/", r"/netzwerke/[\w-]+/"),
    "leistung": ("/leistungen/", r"/leistungen/[\w-]+/"),
    "wegweiser": ("/wegweiser/", r"/wegweiser/[\w-]+/"),
}
NAMEN = sorted([*SEITEN, *DETAILSEITEN])


@pytest.fixture(scope="package")
def browser():
    # The shell without a window starts in a third of the time.
    programm = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert programm, "Es fehlt Chromium: apt-get install chromium-headless-shell"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=programm, args=SCHALTER)
        yield chromium
        chromium.close()


@pytest.fixture
def seite(browser, portal):
    """Opens tabs: ``seite(360)``, ``seite(1280, javascript=False, dunkel=True)``; paths are relative to the portal.

    The test fails when any of them asked another host or wrote an error to the console. The missing page that a
    test opens on purpose is no error.
    """
    kontexte, fremde, fehler = [], [], []

    def merke_anfrage(anfrage):
        teile = urlsplit(anfrage.url)
        if teile.scheme not in ("data", "blob") and f"{teile.scheme}://{teile.netloc}" != portal:
            fremde.append(anfrage.url)

    def merke_meldung(meldung):
        if meldung.type == "error" and meldung.location.get("url") != meldung.page.url:
            fehler.append(f"{meldung.page.url}: {meldung.text} ({meldung.location.get('url')})")

    def oeffne(breite: int, *, javascript: bool = True, dunkel: bool = False):
        kontext = neuer_kontext(
            browser,
            base_url=portal,
            viewport={"width": breite, "height": 800},
            java_script_enabled=javascript,
            color_scheme="dark" if dunkel else "light",
        )
        kontexte.append(kontext)
        tab = kontext.new_page()
        tab.on("request", merke_anfrage)
        tab.on("console", merke_meldung)
        tab.on("pageerror", lambda ausnahme: fehler.append(f"{tab.url}: {ausnahme}"))
        return tab

    yield oeffne
    for kontext in kontexte:
        kontext.close()
    assert fremde == [], "Anfragen an fremde Rechner: " + "\n".join(fremde)
    assert fehler == [], "Fehler in der Konsole: " + "\n".join(fehler)
