"""The list of drop-in points with 2,000 of them: open now, a ticked week, childcare, distance.

    .venv/bin/python benchmarks/anlaufstellen.py [--datenbank sqlite|postgresql|beide] [--anzahl 2000]

One process fills the database, another one measures. The bar is 150 ms at p95 on PostgreSQL, twice that on SQLite.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WURZEL))

from benchmarks.datenbank import neue_datenbank  # noqa: E402
from benchmarks.suche import make_umgebung, run  # noqa: E402

GRENZE_MS = {"postgresql": 150, "sqlite": 300}


def main() -> None:
    optionen = _optionen()
    arten = ["sqlite", "postgresql"] if optionen.datenbank == "beide" else [optionen.datenbank]
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as ordner:
        umgebung = make_umgebung(Path(ordner))
        run([str(WURZEL / "manage.py"), "collectstatic", "--no-input", "-v0"], umgebung)
        for art in arten:
            with neue_datenbank(art, optionen.anzahl, ordner=Path(ordner), server=optionen.server) as adresse:
                eigene = umgebung | {"DATABASE_URL": adresse}
                run(["-m", "benchmarks.anlaufstellenlauf", "daten", str(optionen.anzahl)], eigene)
                zahlen = run(["-m", "benchmarks.anlaufstellenlauf", "messung", str(optionen.laeufe)], eigene)
                _print(art, [json.loads(zeile) for zeile in zahlen.splitlines()])


def _optionen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--datenbank", choices=["sqlite", "postgresql", "beide"], default="beide")
    parser.add_argument("--anzahl", type=int, default=2_000)
    parser.add_argument("--laeufe", type=int, default=40)
    parser.add_argument("--server", default="postgres://postgres@127.0.0.1:5432", help="PostgreSQL ohne Datenbank")
    return parser.parse_args()


def _print(art: str, zahlen: list[dict]) -> None:
    print(f"\n{art}\n| Frage | Treffer | Abfragen | Median ms | p95 ms | Rechenzeit ms | davon p95 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for zeile in zahlen:
        marke = " ÜBER DER GRENZE" if zeile["p95"] > GRENZE_MS[art] else ""
        werte = f"{zeile['treffer']} | {zeile['abfragen']} | {zeile['median']:.0f} | {zeile['p95']:.0f}{marke}"
        print(f"| {zeile['frage']} | {werte} | {zeile['cpu']:.0f} | {zeile['cpu95']:.0f} |")


if __name__ == "__main__":
    main()
