"""Every list, search and start page of the Verwaltung with 10,000 offers and 1,000 partners.

    .venv/bin/python benchmarks/verwaltung.py [--datenbank sqlite|postgresql|beide] [--angebote 10000] [--partner 1000]

One process fills the database, another one measures. Whatever is above the bar at p95 is marked.
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

GRENZE_MS = 300


def main() -> None:
    optionen = _optionen()
    arten = ["sqlite", "postgresql"] if optionen.datenbank == "beide" else [optionen.datenbank]
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as ordner:
        umgebung = make_umgebung(Path(ordner)) | {"ZWEITER_FAKTOR": "0"}
        run([str(WURZEL / "manage.py"), "collectstatic", "--no-input", "-v0"], umgebung)
        for art in arten:
            with neue_datenbank(art, optionen.angebote, ordner=Path(ordner), server=optionen.server) as adresse:
                eigene = umgebung | {"DATABASE_URL": adresse}
                run(["-m", "benchmarks.lauf", "katalog", str(optionen.angebote)], eigene)
                run(["-m", "benchmarks.verwaltungslauf", "daten", str(optionen.partner)], eigene)
                zahlen = run(["-m", "benchmarks.verwaltungslauf", "messung", str(optionen.laeufe)], eigene)
                _print(art, [json.loads(zeile) for zeile in zahlen.splitlines()])


def _optionen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--datenbank", choices=["sqlite", "postgresql", "beide"], default="beide")
    parser.add_argument("--angebote", type=int, default=10_000)
    parser.add_argument("--partner", type=int, default=1_000)
    parser.add_argument("--laeufe", type=int, default=20)
    parser.add_argument("--server", default="postgres://postgres@127.0.0.1:5432", help="PostgreSQL ohne Datenbank")
    return parser.parse_args()


def _print(art: str, zahlen: list[dict]) -> None:
    print(f"\n{art}\n| Seite | Rolle | Abfragen | Median ms | p95 ms | Rechenzeit ms | davon p95 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for zeile in sorted(zahlen, key=lambda zeile: -zeile["p95"]):
        marke = " ÜBER DER GRENZE" if zeile["p95"] > GRENZE_MS else ""
        werte = f"{zeile['abfragen']} | {zeile['median']:.0f} | {zeile['p95']:.0f}{marke}"
        werte += f" | {zeile['cpu']:.0f} | {zeile['cpu95']:.0f}"
        print(f"| {zeile['seite']} | {zeile['rolle']} | {werte} |")


if __name__ == "__main__":
    main()
