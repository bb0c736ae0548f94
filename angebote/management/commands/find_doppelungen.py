from django.core.management.base import BaseCommand
from django.utils import timezone

from angebote.doppelungen.verdacht import refresh_alle
from angebote.models import Doppelverdacht


class Command(BaseCommand):
    help = "Sucht mögliche Doppel unter Angeboten, Partnern und Anlaufstellen."

    def handle(self, *args, **options):
        zahlen = refresh_alle(am=timezone.localdate())
        namen = dict(Doppelverdacht.Art.choices)
        self.stdout.write("Mögliche Doppel: " + ", ".join(f"{namen[art]} {zahl}" for art, zahl in zahlen.items()))
