"""The engine in a process of its own: a big booklet neither slows the portal down nor stays in its memory.

The child gets the ``Satz`` as JSON on its standard input, writes one line per step on its standard output and the PDF
into a file that only it and its parent know. Time and memory are bounded; whatever happens to the child, the parent
says what it was in German.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread, Timer

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wegweiser.druck.fehler import DruckError
from wegweiser.druck.kind import KEIN_PLATZ, KEIN_SPEICHER
from wegweiser.druck.motor import ist_vollstaendig
from wegweiser.druck.satz import Satz
from wegweiser.druck.umwandlung import als_json

ZU_LANGE = _("Der Druck dauerte länger als %d Sekunden und wurde abgebrochen. Bitte wählen Sie weniger Angebote.")
ZU_GROSS = _(
    "Das Heft braucht mehr Speicher, als zum Drucken da ist (%d MB). Bitte wählen Sie weniger Angebote oder kürzen Sie "
    "Texte."
)
DATENTRAEGER_VOLL = _(
    "Auf dem Datenträger ist kein Platz mehr. Das Heft wurde nicht gespeichert. Bitte sagen Sie der Technik Bescheid."
)
ABGEBROCHEN = _("Der Druck wurde von außen abgebrochen. Bitte versuchen Sie es noch einmal.")
UNVOLLSTAENDIG = _("Das Heft blieb leer oder unvollständig. Es wurde nichts ausgegeben.")
# How the libraries in C end when they get no memory.
SPEICHERNOT = (signal.SIGABRT, signal.SIGTRAP, signal.SIGSEGV)


@dataclass(frozen=True, slots=True)
class Fortschritt:
    """``schritt`` in words for people, ``seite`` the page in work (0 where there is none), ``anteil`` 0 to 100."""

    schritt: str
    seite: int = 0
    anteil: int = 0


def print_satz(satz: Satz, melde: Callable[[Fortschritt], None] | None = None) -> bytes:
    """The PDF. ``melde`` is told of every step. Raises ``DruckError``."""
    with _ordner() as ordner:
        ziel = Path(ordner) / "heft.pdf"
        fehler, ergebnis = _arbeite(satz, ziel, melde or (lambda fortschritt: None))
        if fehler:
            raise DruckError(fehler)
        pdf = ziel.read_bytes() if ergebnis == 0 and ziel.exists() else b""
    if not ist_vollstaendig(pdf):
        raise DruckError(_ende_in_worten(ergebnis))
    return pdf


def _ordner() -> tempfile.TemporaryDirectory:
    """For all that the child writes; gone when it has ended, however it did."""
    try:
        return tempfile.TemporaryDirectory(prefix="druck-", ignore_cleanup_errors=True)
    except OSError as fehler:
        raise DruckError(str(DATENTRAEGER_VOLL)) from fehler


def _arbeite(satz: Satz, ziel: Path, melde: Callable[[Fortschritt], None]) -> tuple[str, int]:
    """Runs the child; its own words about a failure, and its exit code (negative: the signal that ended it)."""
    fehler = ""
    with _starte(ziel) as kind:
        abgelaufen = Event()
        wecker = Timer(settings.DRUCK_SEKUNDEN, lambda: (abgelaufen.set(), kind.kill()))
        wecker.start()
        zufuhr = Thread(target=_fuettere, args=(kind, satz))
        zufuhr.start()
        try:
            for zeile in kind.stdout:
                nachricht = json.loads(zeile)
                if "fehler" in nachricht:
                    fehler = nachricht["fehler"]
                else:
                    melde(Fortschritt(**nachricht))
        except BaseException:
            kind.kill()
            raise
        finally:
            wecker.cancel()
            zufuhr.join()
    return str(ZU_LANGE % settings.DRUCK_SEKUNDEN) if abgelaufen.is_set() else fehler, kind.returncode


def _starte(ziel: Path) -> subprocess.Popen:
    umgebung = {
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "HOME": str(ziel.parent),
        "TMPDIR": str(ziel.parent),
        "DRUCK_ELTERN": str(os.getpid()),
        "DRUCK_MEGABYTE": str(settings.DRUCK_MEGABYTE),
        "DRUCK_SEKUNDEN": str(settings.DRUCK_SEKUNDEN),
    }
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "wegweiser.druck.kind", str(ziel)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=umgebung,
        cwd=settings.BASE_DIR,
    )


def _fuettere(kind: subprocess.Popen, satz: Satz) -> None:
    """Hands the booklet over; a child that has died meanwhile is told of by its exit code."""
    with suppress(OSError):
        json.dump(als_json(satz), kind.stdin)
    # Closing writes what is left; the pipe counts as closed even if that fails.
    with suppress(OSError):
        kind.stdin.close()


def _ende_in_worten(ergebnis: int) -> str:
    """Why a child ended without a whole PDF and without a word; negative is the signal that ended it."""
    if ergebnis == -signal.SIGXCPU:
        return str(ZU_LANGE % settings.DRUCK_SEKUNDEN)
    if ergebnis == KEIN_SPEICHER or -ergebnis in SPEICHERNOT:
        return ZU_GROSS % settings.DRUCK_MEGABYTE
    if ergebnis == KEIN_PLATZ:
        return str(DATENTRAEGER_VOLL)
    if ergebnis < 0:
        return str(ABGEBROCHEN)
    return str(UNVOLLSTAENDIG)
