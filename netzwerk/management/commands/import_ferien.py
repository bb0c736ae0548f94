"""manage.py import_ferien DATEI --land NI: school holidays from an ICS or CSV file of the Land."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from netzwerk.feiertage import LAND_JE_AGS
from netzwerk.ferien_import import FerienError, import_ferien


class Command(BaseCommand):
    help = (
        "Liest Schulferien eines Landes ein: aus einer Kalenderdatei (ICS) oder einer CSV-Tabelle mit den Spalten "
        "art;von;bis. Ganz oder gar nicht. Ersetzt, was zwischen dem ersten und dem letzten Tag der Datei liegt."
    )

    def add_arguments(self, parser):
        parser.add_argument("datei", type=Path, help="Pfad zur Datei")
        parser.add_argument("--land", required=True, choices=sorted(LAND_JE_AGS.values()), help="Kürzel, z. B. NI")
        parser.add_argument("--quelle", default="", help="Woher die Datei ist; ohne Angabe ihr Name")

    def handle(self, *, datei: Path, land: str, quelle: str, **options):
        try:
            ergebnis = import_ferien(datei.read_bytes(), land=land, quelle=(quelle or datei.name)[:200])
        except OSError as fehler:
            raise CommandError(f"Die Datei „{datei}“ gibt es nicht, oder sie lässt sich nicht lesen.") from fehler
        except FerienError as fehler:
            raise CommandError(str(fehler)) from fehler
        zahlen = f"{ergebnis.neu} neu, {ergebnis.unveraendert} unverändert, {ergebnis.entfernt} entfernt."
        self.stdout.write(f"Schulferien {land}: {zahlen}")
