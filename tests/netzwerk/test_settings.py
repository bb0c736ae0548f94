import os
import subprocess
import sys

import pytest


def start(**umgebung):
    """The settings as a fresh process with that environment reads them: exit code and error text."""
    sauber = {k: v for k, v in os.environ.items() if k not in ("DEMO", "DEBUG", "SECRET_KEY", "HTTPS", "DATABASE_URL")}
    ergebnis = subprocess.run(
        [sys.executable, "-c", "import netzwerk.settings as s; print(s.DEBUG, s.SECURE_SSL_REDIRECT)"],
        env=sauber | umgebung,
        capture_output=True,
        text=True,
        check=False,
    )
    return ergebnis.returncode, ergebnis.stdout.strip(), ergebnis.stderr


def test_without_secret_key_the_portal_does_not_start():
    code, _ausgabe, fehler = start()

    assert code != 0
    assert "SECRET_KEY" in fehler


def test_production_is_safe_by_default():
    assert start(SECRET_KEY="x")[:2] == (0, "False True")


@pytest.mark.parametrize(("wert", "umleitung"), [("0", "False"), ("nein", "False"), ("1", "True"), ("ja", "True")])
def test_switches_understand_german(wert, umleitung):
    assert start(SECRET_KEY="x", HTTPS=wert)[:2] == (0, f"False {umleitung}")


def test_a_misspelt_switch_stops_the_start():
    code, _ausgabe, fehler = start(SECRET_KEY="x", HTTPS="vielleicht")

    assert code != 0
    assert "HTTPS=„vielleicht“ – bitte „1“ oder „0“." in fehler
