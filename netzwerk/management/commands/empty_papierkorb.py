"""Forgets for good what was deleted more than 30 days ago."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from netzwerk.fassung.papierkorb import empty_papierkorb


class Command(BaseCommand):
    help = "Löscht endgültig, was länger als 30 Tage im Papierkorb liegt, samt Verlauf. Täglich ausführen."

    def handle(self, *args, **options):
        self.stdout.write(f"{empty_papierkorb(timezone.now())} Einträge endgültig gelöscht.")
