"""How fast the search page answers while this very process has a big booklet printed: ``ANZAHL FORMAT``."""

import json
import sys
import time
from threading import Thread

import django

django.setup()

from benchmarks.drucklauf import make_heft  # noqa: E402
from benchmarks.fragen import make_fragen  # noqa: E402
from benchmarks.messung import Besucher  # noqa: E402
from wegweiser.druck.vorlage import setze  # noqa: E402
from wegweiser.druck.werkstatt import print_satz  # noqa: E402

AUFWAERMEN, HOECHSTENS = 40, 2000


def measure(anzahl: int, papier: str) -> dict[str, float]:
    besucher, fragen = Besucher(), make_fragen(200, anzahl)
    frage = lambda nummer: besucher.hole(f"/angebote/?{fragen[nummer % 200].adresse}")  # noqa: E731
    for nummer in range(AUFWAERMEN):
        frage(nummer)
    ruhe = [_dauer(frage, nummer) for nummer in range(200)]
    druck = Thread(target=lambda: print_satz(setze(make_heft(anzahl), papier)))
    druck.start()
    last = []
    while druck.is_alive() and len(last) < HOECHSTENS:
        last.append(_dauer(frage, len(last)))
    druck.join()
    return {"ruhe_ms": _p95(ruhe), "last_ms": _p95(last), "anfragen": len(last)}


def _dauer(frage, nummer: int) -> float:
    anfang = time.perf_counter()
    frage(nummer)
    return 1000 * (time.perf_counter() - anfang)


def _p95(werte: list[float]) -> float:
    return sorted(werte)[int(0.95 * len(werte))]


if __name__ == "__main__":
    json.dump(measure(int(sys.argv[1]), sys.argv[2]), sys.stdout)
