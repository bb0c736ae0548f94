"""How long it takes to look for doubles among so many made-up entries, and for those of a single one.

    .venv/bin/python benchmarks/doppelungen.py [--groessen 1000 10000]

No database: profiles are made here and compared in memory, as the command does after its one query.
"""

import argparse
import os
import sys
from pathlib import Path
from random import Random
from time import perf_counter

import django

WURZEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WURZEL))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netzwerk.settings")
os.environ.setdefault("SECRET_KEY", "nur-zum-messen")
django.setup()

from angebote.doppelungen.vergleich import Steckbrief, find_paare, kandidaten, make_steckbrief  # noqa: E402
from benchmarks.wortschatz import SAMEN  # noqa: E402

WAS = ["Beratung", "Sprechstunde", "Kurs", "Gruppe", "Treff", "Betreuung", "Hilfe", "Begleitung", "Austausch"]
WOZU = ["Unterhalt", "Sorgerecht", "Schulden", "Wohnung", "Arbeit", "Trennung", "Kita", "Ferien", "Gesundheit", "Geld"]
WO = [f"{anfang}{ende}" for anfang in ("Nord", "Süd", "Ost", "Alt", "Neu") for ende in ("stadt", "dorf", "heim")]
JE_PARTNER = 25
# So many of a hundred are entered twice.
DOPPELT = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--groessen", type=int, nargs="+", default=[1000, 10_000])
    for groesse in parser.parse_args().groessen:
        beginn = perf_counter()
        briefe = make_steckbriefe(groesse)
        gemacht = perf_counter()
        paare = find_paare(briefe)
        fertig = perf_counter()
        print(
            f"{groesse} Einträge: lesen {gemacht - beginn:.2f} s, vergleichen {fertig - gemacht:.2f} s, "
            f"{len(kandidaten(briefe))} Paare angesehen, {len(paare)} verdächtig"
        )


def make_steckbriefe(anzahl: int) -> list[Steckbrief]:
    zufall, briefe = Random(SAMEN), []  # noqa: S311
    for pk in range(1, anzahl + 1):
        if briefe and zufall.randrange(100) < DOPPELT:
            vorbild = zufall.choice(briefe)
            briefe.append(
                make_steckbrief("angebot", pk, vorbild.sortiert, partner=vorbild.partner, telefon=vorbild.telefon)
            )
            continue
        partner = pk // JE_PARTNER + 1
        name = f"{zufall.choice(WAS)} {zufall.choice(WOZU)} {zufall.choice(WOZU)} {zufall.choice(WO)}"
        briefe.append(make_steckbrief("angebot", pk, name, partner=partner, telefon=f"05551 70{partner:05}"))
    return briefe


if __name__ == "__main__":
    main()
