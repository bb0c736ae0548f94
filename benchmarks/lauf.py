"""One run in a process of its own: ``katalog ANZAHL`` fills the database, ``messung ANZAHL`` measures it, as JSON."""

import time

ANFANG = time.perf_counter()

import json  # noqa: E402
import sys  # noqa: E402

import django  # noqa: E402

django.setup()

from django.utils import timezone  # noqa: E402

from benchmarks.katalog import make_katalog  # noqa: E402
from benchmarks.messung import measure  # noqa: E402


def main() -> None:
    was, anzahl = sys.argv[1], int(sys.argv[2])
    am = timezone.localdate()
    if was == "katalog":
        make_katalog(anzahl, am)
    else:
        json.dump(measure(anzahl, am, ANFANG), sys.stdout)


if __name__ == "__main__":
    main()
