"""manage.py rebuild_suchindex: makes every offer's search text anew; all processes follow."""

from django.core.management.base import BaseCommand
from django.db import transaction

from angebote.models import Angebot, Suchstand
from angebote.suche import update_suchtext


class Command(BaseCommand):
    help = "Baut die Suchtexte aller Angebote neu auf. Nötig nur, wenn Daten am Portal vorbei geändert wurden."

    def handle(self, **options):
        with transaction.atomic():
            angebote = list(Angebot.objects.only("pk"))
            update_suchtext(angebote)
            Suchstand.mark_aenderung()
        self.stdout.write(f"{len(angebote)} Angebote.")
