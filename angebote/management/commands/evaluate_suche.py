"""manage.py evaluate_suche: how well the search finds, by kind of question. Leaves the database as it was."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from angebote.models import Angebot, Suchaenderung
from angebote.suchguete import measure, read_anfragen

ORDNER = settings.BASE_DIR / "tests" / "suche"


class Command(BaseCommand):
    help = "Misst die Suche an Angeboten und Anfragen mit Urteilen (nDCG@10) und ändert nichts an den Daten."

    def add_arguments(self, parser):
        parser.add_argument("--ordner", type=Path, default=ORDNER, help="Ordner mit angebote.csv und anfragen.toml")

    def handle(self, *, ordner, **options):
        with transaction.atomic():
            Angebot.objects.update(status=Angebot.Status.ARCHIVIERT)
            Suchaenderung.mark(was=Suchaenderung.Was.ALLES)
            tabelle = ordner / "angebote.csv"
            call_command("import_angebote", tabelle, veroeffentlicht=True, quelle="messung", stdout=StringIO())
            werte = measure(read_anfragen(ordner / "anfragen.toml"), am=timezone.localdate())
            transaction.set_rollback(True)
        for art, einzelne in werte.items():
            self.stdout.write(f"{art:12} {len(einzelne):4}  {sum(einzelne) / len(einzelne):.3f}")
        alle = [wert for art, einzelne in werte.items() if art != "unsinn" for wert in einzelne]
        self.stdout.write(f"{'gesamt':12} {len(alle):4}  {sum(alle) / len(alle):.3f}")
