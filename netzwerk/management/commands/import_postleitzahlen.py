"""manage.py import_postleitzahlen DATEI: nationwide postcodes from GeoNames or a plain table."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from netzwerk.fixtures import DatenError
from netzwerk.postleitzahlen import import_postleitzahlen


class Command(BaseCommand):
    help = (
        "Liest Postleitzahlen aus einer Datei ein: entweder die Datei „DE.txt“ von GeoNames (Postal Codes) oder eine "
        "CSV-Tabelle mit den Spalten plz, ort, lat, lon und kreis_ags oder regionen. Ganz oder gar nicht."
    )

    def add_arguments(self, parser):
        parser.add_argument("datei", type=Path, help="Pfad zur Datei")

    def handle(self, *, datei: Path, **options):
        try:
            ergebnis = import_postleitzahlen(datei)
        except OSError as fehler:
            raise CommandError(f"Die Datei „{datei}“ gibt es nicht, oder sie lässt sich nicht lesen.") from fehler
        except DatenError as fehler:
            raise CommandError(str(fehler)) from fehler
        self.stdout.write(f"{ergebnis.zeilen} Zeilen gelesen: {ergebnis.neu} neu, {ergebnis.geaendert} geändert.")
