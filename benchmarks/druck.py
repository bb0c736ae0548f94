"""What a booklet costs: cold, cached, against bare WeasyPrint, and what the portal feels of it.

    .venv/bin/python benchmarks/druck.py [--groessen 20 100 300 500 1000] [--format a5]

Every size is measured in a process of its own, on a catalogue as in ``suche.py``; every print is a process anyway.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WURZEL))

from benchmarks.datenbank import neue_datenbank  # noqa: E402
from benchmarks.druckbericht import drucktabelle, make_druckziele  # noqa: E402
from benchmarks.suche import make_umgebung, run  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--groessen", type=int, nargs="+", default=[20, 100, 300, 500, 1000])
    parser.add_argument("--format", default="a5")
    optionen = parser.parse_args()
    groesste = max(optionen.groessen)
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as ordner,
        neue_datenbank("sqlite", groesste, ordner=Path(ordner), server="") as adresse,
    ):
        umgebung = make_umgebung(Path(ordner)) | {"DATABASE_URL": adresse}
        run([str(WURZEL / "manage.py"), "collectstatic", "--no-input", "-v0"], umgebung)
        run(["-m", "benchmarks.lauf", "katalog", str(groesste * 6 // 5)], umgebung)
        ergebnisse = {}
        for groesse in sorted(optionen.groessen):
            print(f"… {groesse} Angebote", file=sys.stderr, flush=True)
            zahlen = run(["-m", "benchmarks.drucklauf", str(groesse), optionen.format], umgebung)
            ergebnisse[groesse] = json.loads(zahlen)
            print(drucktabelle({groesse: ergebnisse[groesse]}), file=sys.stderr, flush=True)
        last = json.loads(run(["-m", "benchmarks.drucklast", str(groesste), optionen.format], umgebung))
    print(drucktabelle(ergebnisse))
    print(f"\nSuchseite, p95: {last['ruhe_ms']:.1f} ms; während eines Drucks: {last['last_ms']:.1f} ms")
    for ziel in make_druckziele(ergebnisse, last):
        print(ziel)


if __name__ == "__main__":
    main()
