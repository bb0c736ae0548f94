"""Every kind of public page is valid HTML, by the Nu HTML checker."""

import json
import shutil
import subprocess

import pytest

from tests.browser.conftest import NAMEN, WURZEL

PRUEFER = WURZEL / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def meldungen(hole, adresse, tmp_path_factory):
    """Errors of all pages by name, from one run of the checker."""
    if not PRUEFER.exists():
        pytest.fail("Der HTML-Prüfer fehlt. Bitte einmal ausführen: npm ci --ignore-scripts")
    java = shutil.which("java")
    if not java:
        pytest.fail("Java fehlt. Bitte einmal ausführen: apt-get install default-jre-headless")
    ordner = tmp_path_factory.mktemp("html")
    ergebnis = {name: [] for name in NAMEN}
    for name in NAMEN:
        try:
            text = hole(adresse(name), status=404 if name == "nicht-gefunden" else 200)
        except AssertionError as fehler:
            ergebnis[name].append(str(fehler))
            continue
        (ordner / f"{name}.html").write_text(text, encoding="utf-8")
    lauf = subprocess.run(  # noqa: S603
        [java, "-jar", PRUEFER, "--format", "json", *sorted(ordner.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )
    for meldung in json.loads(lauf.stderr)["messages"]:
        if meldung["type"] != "info":
            name = meldung["url"].rpartition("/")[2].removesuffix(".html")
            stelle = f"{meldung.get('lastLine')}:{meldung.get('lastColumn')}"
            ergebnis[name].append(f"{stelle} {meldung['message']} | {meldung.get('extract', '')[:120]}")
    return ergebnis


@pytest.mark.parametrize("name", NAMEN)
def test_page_is_valid_html(meldungen, name):
    assert meldungen[name] == [], "\n".join(meldungen[name])
