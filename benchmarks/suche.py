"""The search from end to end, for catalogues of growing size, on SQLite and on PostgreSQL.

    .venv/bin/python benchmarks/suche.py [--datenbank sqlite|postgresql|beide] [--groessen 1000 2000 10000 200000]

Each database and size is filled in one process and measured in another, so that memory is that of the portal alone.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WURZEL))

from benchmarks.bericht import make_ziele, tabelle, verhaeltnis  # noqa: E402
from benchmarks.datenbank import neue_datenbank  # noqa: E402


def main() -> None:
    optionen = _optionen()
    arten = ["sqlite", "postgresql"] if optionen.datenbank == "beide" else [optionen.datenbank]
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as ordner:
        umgebung = make_umgebung(Path(ordner))
        run([str(WURZEL / "manage.py"), "collectstatic", "--no-input", "-v0"], umgebung)
        for art in arten:
            ergebnisse = {}
            for groesse in sorted(optionen.groessen):
                with neue_datenbank(art, groesse, ordner=Path(ordner), server=optionen.server) as adresse:
                    ergebnisse[groesse] = _measure(groesse, umgebung | {"DATABASE_URL": adresse})
            _print(art, ergebnisse)


def _optionen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--datenbank", choices=["sqlite", "postgresql", "beide"], default="beide")
    parser.add_argument("--groessen", type=int, nargs="+", default=[1000, 2000, 10_000, 200_000])
    parser.add_argument("--server", default="postgres://postgres@127.0.0.1:5432", help="PostgreSQL ohne Datenbank")
    return parser.parse_args()


def make_umgebung(ordner: Path) -> dict[str, str]:
    """As in production, but without HTTPS."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "netzwerk.settings",
        "SECRET_KEY": "nur-zum-messen",
        "ALLOWED_HOSTS": "localhost",
        "DEBUG": "0",
        "DEMO": "0",
        "HTTPS": "0",
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": "sqlite://:memory:",
        "STATIC_ROOT": str(ordner / "static"),
        "DRUCK_CACHE": str(ordner / "druck"),
    }


def _measure(groesse: int, umgebung: dict[str, str]) -> dict:
    print(f"… {groesse} Angebote", file=sys.stderr, flush=True)
    run(["-m", "benchmarks.lauf", "katalog", str(groesse)], umgebung)
    return json.loads(run(["-m", "benchmarks.lauf", "messung", str(groesse)], umgebung))


def run(befehl: list[str], umgebung: dict[str, str]) -> str:
    lauf = subprocess.run(  # noqa: S603
        [sys.executable, *befehl], cwd=WURZEL, env=umgebung, stdout=subprocess.PIPE, text=True, check=True
    )
    return lauf.stdout


def _print(art: str, ergebnisse: dict[int, dict]) -> None:
    print(f"\n{art}\n{tabelle(ergebnisse)}\n\n{verhaeltnis(ergebnisse)}\n")
    for ziel in make_ziele(ergebnisse):
        grenze = f"{'mindestens' if ziel.mindestens else 'höchstens'} {ziel.grenze:g}"
        print(f"{'erreicht' if ziel.erreicht else 'VERFEHLT':9} {ziel.was}: {ziel.wert:.1f} ({grenze})")


if __name__ == "__main__":
    main()
