"""Mail while processes die: a real sender, killed with -9, a real mail server, a real database of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests.netzwerk.postamt import Postamt

pytestmark = pytest.mark.datenbank
WURZEL = Path(__file__).resolve().parent.parent.parent
SCHREIBE = """
from netzwerk.post import queue_post
from django.db import transaction
with transaction.atomic():
    for n in range({anzahl}):
        queue_post(an=f"p{{n:02}}@example.org", betreff="B", text="T", schluessel=f"s{{n}}", moment=timezone.now())
"""
SENDE = "from netzwerk.post import send_post; print(send_post(timezone.now() + timedelta(minutes={minuten})))"
ZAEHLE = """
from netzwerk.models import Post
print(sorted({zeile for zeile in Post.objects.values_list("zustand", "text")}), Post.objects.count())
"""
VORSPANN = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
"""
ALLE_WEG = "[('gesendet', '')] {}"


@pytest.fixture(scope="module")
def leere_datenbank(tmp_path_factory):
    """Address of a migrated database of the same kind as the tests', outside the test's transaction."""
    kennung = f"post_{uuid4().hex[:10]}"
    eigene = os.environ.get("DATABASE_URL", "")
    if connection.vendor != "postgresql":
        adresse = f"sqlite:///{tmp_path_factory.mktemp('post') / 'post.sqlite3'}"
        fuehre_aus("from django.core.management import call_command; call_command('migrate', verbosity=0)", adresse)
        yield adresse
        return
    with psycopg.connect(eigene.replace("postgres://", "postgresql://"), dbname="postgres", autocommit=True) as pg:
        pg.execute(f'CREATE DATABASE "{kennung}"')
        adresse = f"{eigene.rpartition('/')[0]}/{kennung}"
        fuehre_aus("from django.core.management import call_command; call_command('migrate', verbosity=0)", adresse)
        yield adresse
        pg.execute(f'DROP DATABASE "{kennung}" WITH (FORCE)')


@pytest.fixture
def datenbank(leere_datenbank):
    fuehre_aus("from netzwerk.models import Post; Post.objects.all().delete()", leere_datenbank)
    return leere_datenbank


def starte(befehl: str, datenbank: str, port: int = 9) -> subprocess.Popen:
    umgebung = os.environ | {
        "SECRET_KEY": "test",
        "DJANGO_SETTINGS_MODULE": "netzwerk.settings",
        "DATABASE_URL": datenbank,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "TASKS_BACKEND": "datenbank",
    }
    programm = [sys.executable, "-c", VORSPANN + befehl]
    return subprocess.Popen(programm, cwd=WURZEL, env=umgebung, stdout=subprocess.PIPE, text=True)  # noqa: S603


def fuehre_aus(befehl: str, datenbank: str, port: int = 9) -> str:
    kind = starte(befehl, datenbank, port)
    ausgabe, _nichts = kind.communicate(timeout=60)
    assert kind.returncode == 0
    return ausgabe.strip()


def toete(kind: subprocess.Popen) -> None:
    os.kill(kind.pid, signal.SIGKILL)
    kind.communicate(timeout=20)


@pytest.mark.parametrize(
    ("halte_bei", "vorher"),
    [("hallo", []), ("rcpt to:<p02@", ["p00@example.org", "p01@example.org"]), ("mail from", [])],
    ids=["vor der Übergabe", "zwischen zwei E-Mails", "träger Server"],
)
def test_killed_sender_loses_nothing_and_sends_nothing_twice(datenbank, halte_bei, vorher):
    fuehre_aus(SCHREIBE.format(anzahl=4), datenbank)
    with Postamt(halte_bei) as amt:
        kind = starte(SENDE.format(minuten=0), datenbank, amt.port)
        assert amt.erreicht.wait(30)
        toete(kind)
        assert amt.empfangen == vorher
    with Postamt() as zweites:
        gleich = fuehre_aus(SENDE.format(minuten=0), datenbank, zweites.port)
        spaeter = fuehre_aus(SENDE.format(minuten=11), datenbank, zweites.port)

    # The one in hand waits for ten minutes; the others go out at once.
    assert (gleich, spaeter) == (str(3 - len(vorher)), "1")
    assert sorted(vorher + zweites.empfangen) == [f"p{n:02}@example.org" for n in range(4)]
    assert fuehre_aus(ZAEHLE, datenbank) == ALLE_WEG.format(4)


def test_mail_taken_by_the_server_before_the_kill_keeps_its_id(datenbank):
    """The one case that cannot be told apart: the server has it, the sender died before hearing so."""
    fuehre_aus(SCHREIBE.format(anzahl=1), datenbank)
    with Postamt("ende") as amt:
        kind = starte(SENDE.format(minuten=0), datenbank, amt.port)
        assert amt.erreicht.wait(30)
        toete(kind)
    with Postamt() as zweites:
        fuehre_aus(SENDE.format(minuten=11), datenbank, zweites.port)

    assert amt.empfangen == ["p00@example.org"]
    assert amt.kennungen == zweites.kennungen


def test_two_workers_at_once_send_each_mail_once(datenbank):
    fuehre_aus(SCHREIBE.format(anzahl=12), datenbank)
    with Postamt() as amt:
        kinder = [starte(SENDE.format(minuten=0), datenbank, amt.port) for _kind in range(2)]
        gesendet = [int(kind.communicate(timeout=60)[0]) for kind in kinder]

    assert sum(gesendet) == 12
    assert amt.empfangen == [f"p{n:02}@example.org" for n in range(12)]
    assert fuehre_aus(ZAEHLE, datenbank) == ALLE_WEG.format(12)
