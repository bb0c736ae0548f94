"""The child process of ``werkstatt``: prints one booklet and ends. ``python -m wegweiser.druck.kind ZIEL``."""

import json
import logging
import os
import re
import resource
import sys
from itertools import count
from pathlib import Path
from shutil import rmtree
from threading import Thread
from time import sleep
from typing import NoReturn

from django.conf import settings

from wegweiser.druck.fehler import DruckError
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.satz import Satz
from wegweiser.druck.umwandlung import aus_json

MEGABYTE = 1024 * 1024
SEITE = re.compile(r"Page (\d+)")
LEBENSZEICHEN = 5  # seconds
# Pages for visitors go first when both want the same core.
NACHRANG = 10
# Exit codes of the two failures that the parent words, and of a child that has no parent any more.
KEIN_SPEICHER, KEIN_PLATZ, VERWAIST = 3, 4, 5


class Ansage(logging.Handler):
    """Turns WeasyPrint's own progress log into lines for the parent.

    Laying out takes about nine tenths of the time up to the drawing; how many pages there will be is not known before
    the end, so the share grows with every page towards 80 and never reaches it.
    """

    SCHRITTE = (("Step 5", "Seiten setzen", 15), ("Step 6", "PDF zeichnen", 82), ("Step 7", "Datei fertigstellen", 95))

    def __init__(self):
        super().__init__()
        self.zuletzt, self.weiteste = {}, 0
        self.sage("Heft vorbereiten", anteil=3)

    def emit(self, record):
        text = record.getMessage()
        for anfang, worte, anteil in self.SCHRITTE:
            if text.startswith(anfang):
                treffer = SEITE.search(text)
                seite = int(treffer[1]) if treffer else 0
                if seite and seite < self.weiteste:  # laid out again, with page numbers that are known by now
                    worte, seite, anteil = "Seitenzahlen einsetzen", 0, 75
                self.weiteste = max(self.weiteste, seite)
                anteil += round(65 * (1 - 60 / (60 + seite)))
                if seite % 5 == bool(seite):
                    self.sage(worte, seite, max(anteil, self.zuletzt["anteil"]))

    def sage(self, schritt: str, seite: int = 0, anteil: int = 0) -> None:
        self.zuletzt = {"schritt": schritt, "seite": seite, "anteil": anteil}
        melde(self.zuletzt)

    def lebe(self) -> None:
        """Says the last line again and again, so that a long step is not taken for the end.

        When the parent was killed nobody waits for the booklet: the child clears up and ends within a second.
        """
        for sekunde in count(1):
            sleep(1)
            if os.getppid() != int(os.environ["DRUCK_ELTERN"]):
                verschwinde()
            if sekunde % LEBENSZEICHEN == 0:
                melde(self.zuletzt)


def melde(nachricht: dict) -> None:
    """One line for the parent."""
    try:
        print(json.dumps(nachricht), flush=True)
    except BrokenPipeError:
        verschwinde()


def verschwinde() -> NoReturn:
    """The end of a child without a parent: nothing is left behind, nothing is said."""
    rmtree(Path(sys.argv[1]).parent, ignore_errors=True)
    os._exit(VERWAIST)


def main(ziel: Path) -> int:
    """Prints what stands on the standard input; the exit code."""
    os.nice(NACHRANG)
    grenze = int(os.environ["DRUCK_MEGABYTE"])
    resource.setrlimit(resource.RLIMIT_AS, (grenze * MEGABYTE, grenze * MEGABYTE))
    sekunden = int(os.environ["DRUCK_SEKUNDEN"])
    resource.setrlimit(resource.RLIMIT_CPU, (sekunden, sekunden + 5))
    settings.configure(USE_I18N=False)
    try:
        satz = aus_json(Satz, json.load(sys.stdin))
    except ValueError:  # the parent was killed in the middle of a word
        verschwinde()
    ansage = Ansage()
    log = logging.getLogger("weasyprint.progress")
    log.setLevel(logging.INFO)
    log.addHandler(ansage)
    Thread(target=ansage.lebe, daemon=True).start()
    try:
        ziel.write_bytes(render_pdf(satz))
    except MemoryError:
        return KEIN_SPEICHER
    except OSError:
        return KEIN_PLATZ
    except DruckError as fehler:
        melde({"fehler": str(fehler)})
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
