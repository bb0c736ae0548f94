"""Search engine alone: build time, memory and time per question for catalogues of growing size.

    .venv/bin/python benchmarks/suche.py [1000 10000 …]

Offers are made up: a Zipf vocabulary of compounds, six fields, one of forty topics. Prints medians and the growth
from the smallest to the largest size. Asks no database.
"""

import os
import random
import resource
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "netzwerk.settings"
os.environ.setdefault("DEBUG", "1")
django.setup()

from angebote.suche.index import Dokument, Index  # noqa: E402
from angebote.suche.rang import Suchmaschine  # noqa: E402
from angebote.suche.thesaurus import Begriff, Thesaurus  # noqa: E402
from angebote.suche.zerlegung import grundwoerter  # noqa: E402

FRAGEN = 200


def vokabular(zufall: random.Random) -> tuple[list[str], list[float]]:
    """Base words and compounds of two of them, with weights after Zipf."""
    einfache = sorted(wort for wort in grundwoerter() if len(wort) > 3)
    worte = einfache + [zufall.choice(einfache) + zufall.choice(einfache) for _ in range(6000)]
    zufall.shuffle(worte)
    return worte, [1 / rang for rang in range(1, len(worte) + 1)]


def dokumente(anzahl: int, zufall: random.Random) -> list[Dokument]:
    worte, gewichte = vokabular(zufall)

    def text(laenge: int) -> list[str]:
        return zufall.choices(worte, gewichte, k=laenge)

    return [
        Dokument(n, {"titel": text(4), "kurz": text(10), "text": text(50), "partner": text(2)}, (f"thema-{n % 40}",))
        for n in range(anzahl)
    ]


def measure(anzahl: int) -> tuple[float, list[float]]:
    """Seconds to build, and milliseconds for each of ``FRAGEN`` questions of two words."""
    zufall = random.Random(7)  # noqa: S311
    alle = dokumente(anzahl, zufall)
    worte, gewichte = vokabular(random.Random(7))  # noqa: S311
    anfang = time.perf_counter()
    maschine = Suchmaschine(Index(alle), Thesaurus([Begriff("Tagesmutter", ("Tagespflege",))]))
    bauzeit = time.perf_counter() - anfang
    zeiten = []
    for _ in range(FRAGEN):
        frage = " ".join(zufall.choices(worte, gewichte, k=2))
        anfang = time.perf_counter()
        maschine.suche(frage)
        zeiten.append((time.perf_counter() - anfang) * 1000)
    return bauzeit, sorted(zeiten)


def main() -> None:
    mediane = []
    for anzahl in [int(zahl) for zahl in sys.argv[1:]] or [1000, 10000]:
        bauzeit, zeiten = measure(anzahl)
        mediane.append(statistics.median(zeiten))
        speicher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{anzahl:7} Angebote: Aufbau {bauzeit:6.2f} s, Frage p50 {mediane[-1]:6.2f} ms, "
            f"p95 {zeiten[int(FRAGEN * 0.95)]:6.2f} ms, Speicher bis hier {speicher:5.0f} MB"
        )
    print(f"Wachstum des Medians: {mediane[-1] / mediane[0]:.1f}-fach")


if __name__ == "__main__":
    main()
