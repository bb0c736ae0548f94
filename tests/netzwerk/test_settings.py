import os
import subprocess
import sys

import pytest

EIGENE = ("DEMO", "DEBUG", "SECRET_KEY", "HTTPS", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def start(*befehl, **umgebung):
    """The settings (or a command) in a fresh process with that environment: exit code, output, error text."""
    sauber = {name: wert for name, wert in os.environ.items() if name not in EIGENE}
    ergebnis = subprocess.run(  # noqa: S603
        [sys.executable, *(befehl or ("-c", "import netzwerk.settings as s; print(s.DEBUG, s.SECURE_SSL_REDIRECT)"))],
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


def test_commands_without_any_variable_work_in_development_mode_and_say_so():
    code, _ausgabe, fehler = start("manage.py", "check")

    assert (code, fehler) == (0, "Ohne SECRET_KEY: Entwicklungsbetrieb (DEBUG=1).\n")
    assert start("manage.py", "check", SECRET_KEY="x")[2] == ""


def test_web_server_without_secret_key_does_not_start():
    code, _ausgabe, fehler = start("-c", "import netzwerk.wsgi")

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
