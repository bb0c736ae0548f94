"""manage.py tend_rueckmeldungen: forgets addresses and old hints."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from angebote.rueckmeldungen import tend_rueckmeldungen


class Command(BaseCommand):
    help = (
        "Löscht die E-Mail-Adressen erledigter Rückmeldungen nach 30 Tagen und die Rückmeldungen selbst nach einem "
        "Jahr. Für eine geplante Aufgabe."
    )

    def handle(self, **options):
        adressen, rueckmeldungen = tend_rueckmeldungen(timezone.now())
        self.stdout.write(f"{adressen} Adressen und {rueckmeldungen} alte Rückmeldungen gelöscht.")
