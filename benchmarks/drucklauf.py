"""One size in a process of its own: ``ANZAHL FORMAT``; prints figures as JSON, times in seconds unless named."""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import django

django.setup()

import pikepdf  # noqa: E402
from django.utils import timezone  # noqa: E402

from angebote.models import Angebot  # noqa: E402
from wegweiser.druck.aus_auswahl import kapitel_nach_thema  # noqa: E402
from wegweiser.druck.drucken import print_heft  # noqa: E402
from wegweiser.druck.heft import Heft  # noqa: E402
from wegweiser.druck.satz import Satz  # noqa: E402
from wegweiser.druck.vorlage import setze  # noqa: E402
from wegweiser.druck.werkstatt import print_satz  # noqa: E402

WIEDERHOLUNGEN = 20
NACKT = Path(__file__).with_name("drucknackt.py")
STIL = "@page { size: A5; margin: 15mm } p, dd, dl { margin: 0 } .qr { width: 13mm }"


@dataclass
class Druck:
    sekunden: float
    seiten: int
    megabyte: float  # highest point of any child so far


def make_heft(anzahl: int) -> Heft:
    am = timezone.localdate()
    angebote = list(Angebot.objects.sichtbar(am).with_seite().order_by("pk")[:anzahl])
    if len(angebote) < anzahl:
        raise SystemExit(f"Nur {len(angebote)} sichtbare Angebote.")
    return Heft(
        titel="Angebote",
        stand=am,
        basis="https://portal.example/",
        adresse="https://portal.example/angebote/",
        kapitel=kapitel_nach_thema(angebote, am=am),
    )


def measure(anzahl: int, papier: str) -> dict:
    anfang = time.perf_counter()
    heft = make_heft(anzahl)
    sammeln = time.perf_counter() - anfang
    satz = setze(heft, papier)
    vorlage = time.perf_counter() - anfang - sammeln
    kalt = _miss(lambda: print_satz(satz))
    gleicher_bau = _miss(lambda: print_nackt(satz.html))
    nur_text = _miss(lambda: print_nackt(_nur_text(satz)))
    return {
        "sammeln": sammeln,
        "vorlage": vorlage,
        "kalt": vorlage + kalt.sekunden,
        "seiten": kalt.seiten,
        "megabyte": kalt.megabyte,
        "nackt": gleicher_bau.sekunden,
        "nackt_seiten": gleicher_bau.seiten,
        "text": nur_text.sekunden,
        "text_seiten": nur_text.seiten,
        "gespeichert_ms": _miss_gespeichert(heft, papier),
    }


def _miss(drucke) -> Druck:
    anfang = time.perf_counter()
    pdf = drucke()
    sekunden = time.perf_counter() - anfang
    with pikepdf.open(BytesIO(pdf)) as dokument:
        seiten = len(dokument.pages)
    return Druck(sekunden, seiten, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def print_nackt(html: str) -> bytes:
    """WeasyPrint as anybody would call it, in a process of its own too."""
    with tempfile.TemporaryDirectory() as ordner:
        ziel = Path(ordner) / "nackt.pdf"
        subprocess.run([sys.executable, str(NACKT), STIL, str(ziel)], input=html, text=True, check=True)  # noqa: S603
        return ziel.read_bytes()


def _nur_text(satz: Satz) -> str:
    """The same words, a paragraph for each piece; no links, no pictures, no contents."""
    koerper = re.sub(r"<nav.*?</nav>", "", satz.html.partition("<body")[2].partition(">")[2], flags=re.DOTALL)
    stuecke = (" ".join(stueck.split()) for stueck in re.sub(r"<[^>]+>", "\n", koerper).split("\n"))
    return '<!DOCTYPE html><html lang="de"><title>Text</title>' + "".join(f"<p>{s}</p>" for s in stuecke if s)


def _miss_gespeichert(heft: Heft, papier: str) -> float:
    """Median of asking for a booklet that is stored already, in milliseconds."""
    print_heft(heft, papier)
    zeiten = []
    for _nummer in range(WIEDERHOLUNGEN):
        anfang = time.perf_counter()
        print_heft(heft, papier)
        zeiten.append(time.perf_counter() - anfang)
    return 1000 * sorted(zeiten)[WIEDERHOLUNGEN // 2]


if __name__ == "__main__":
    json.dump(measure(int(sys.argv[1]), sys.argv[2]), sys.stdout)
