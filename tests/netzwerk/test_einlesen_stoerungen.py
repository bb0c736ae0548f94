"""The database is lost in mid-import: nothing half is left, and people read a sentence instead of an error."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection

from netzwerk.models import Ansprechperson, Fassung
from tests.factories import make_konto, make_netzwerk, make_partner
from tests.netzwerk.tabellen.einlesen import hochladen, make_csv, meldungen, uebernehmen
from tests.verwaltung import anmelden, url

WURZEL = Path(__file__).resolve().parent.parent.parent
NAMEN = [f"Person {n:03}" for n in range(200)]


def reisse_ab() -> None:
    """Ends the connection of the test from outside on PostgreSQL; SQLite has none, there the call itself fails."""
    if connection.vendor != "postgresql":
        raise OperationalError("disk I/O error")
    kennung = connection.connection.info.backend_pid
    adresse = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://")
    with psycopg.connect(adresse, dbname="postgres", autocommit=True) as andere:
        andere.execute("SELECT pg_terminate_backend(%s)", [kennung])


@pytest.fixture
def import_von_personen(transactional_db):
    """A preview of many persons, and the button under it."""
    netzwerk = make_netzwerk("Netzwerk Linde")
    partner = make_partner("Partner Linde", netzwerk=netzwerk)
    client = anmelden(make_konto("koordination", rolle="koordination", netzwerk=netzwerk))
    adresse = url(Ansprechperson, "import")
    vorschau = hochladen(client, adresse, [{"partner": partner.name, "name": name} for name in NAMEN])
    return lambda: uebernehmen(client, adresse, vorschau)


class Abriss:
    """Loses the database before the statement of that kind that comes as number ``bei``."""

    def __init__(self, anfang: str, bei: int):
        self.anfang, self.rest = anfang, bei

    def __call__(self, execute, sql, params, many, context):
        self.rest -= sql.startswith(self.anfang)
        if self.rest == 0:
            self.rest = -1
            reisse_ab()
        return execute(sql, params, many, context)


@pytest.mark.parametrize(
    ("anfang", "bei"),
    [
        ('INSERT INTO "netzwerk_ansprechperson"', 100),
        ('INSERT INTO "netzwerk_fassung"', 1),
        ('INSERT INTO "django_admin_log"', 1),
    ],
    ids=["beim hundertsten Eintrag", "beim Verlauf", "beim letzten Schritt"],
)
def test_database_lost_in_mid_import_leaves_nothing_half_and_says_so(import_von_personen, anfang, bei):
    with connection.execute_wrapper(Abriss(anfang, bei)):
        antwort = import_von_personen()

    assert len(meldungen(antwort)) == 1
    assert "Es wurde nichts übernommen." in meldungen(antwort)[0]
    assert (Ansprechperson.objects.count(), Fassung.objects.count()) == (0, 0)

    assert meldungen(import_von_personen()) == ["Übernommen: 200 neu, 0 geändert, 0 unverändert."]
    assert Fassung.objects.count() == len(NAMEN)


EINLESEN = """
import django
django.setup()
import os, sys
from django.core.management import call_command
from django.db.models.signals import post_save
from netzwerk.models import Ansprechperson, Partner
call_command("migrate", verbosity=0)
Partner.objects.create(name="Partner Linde", slug="linde")
zahl = []
def zaehle(**was):
    zahl.append(1)
    if len(zahl) == 100:
        os.kill(os.getpid(), {signal})
post_save.connect(zaehle, sender=Ansprechperson)
call_command("import_tabelle", "person", sys.argv[1])
"""
ZAEHLE = """
import django
django.setup()
from netzwerk.models import Ansprechperson, Fassung, Partner
print(Partner.objects.count(), Ansprechperson.objects.count(), Fassung.objects.count())
"""


def fuehre_aus(befehl: str, datenbank: Path, *argumente: str) -> subprocess.CompletedProcess:
    umgebung = os.environ | {
        "SECRET_KEY": "test",
        "DJANGO_SETTINGS_MODULE": "netzwerk.settings",
        "DATABASE_URL": f"sqlite:///{datenbank}",
    }
    programm = [sys.executable, "-c", befehl, *argumente]
    return subprocess.run(programm, cwd=WURZEL, env=umgebung, capture_output=True, text=True, timeout=120)  # noqa: S603


def test_process_killed_in_mid_import_leaves_nothing_half(tmp_path):
    datei, datenbank = tmp_path / "personen.csv", tmp_path / "portal.sqlite3"
    datei.write_bytes(make_csv(*[{"partner": "Partner Linde", "name": name} for name in NAMEN]))

    kind = fuehre_aus(EINLESEN.replace("{signal}", str(int(signal.SIGKILL))), datenbank, str(datei))

    assert kind.returncode == -signal.SIGKILL
    assert fuehre_aus(ZAEHLE, datenbank).stdout.split() == ["1", "0", "0"]
