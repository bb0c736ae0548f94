"""manage.py rebuild_suchindex: makes anew what every offer is found by; all processes follow."""

from itertools import batched

from django.core.management.base import BaseCommand
from django.db import transaction

from angebote.models import Angebot, Suchaenderung
from angebote.suche import update_suche

BLOCK = 500
BREITE = 40


class Command(BaseCommand):
    help = "Baut die Suchtexte aller Angebote neu auf. Nötig nur, wenn Daten am Portal vorbei geändert wurden."

    @transaction.atomic
    def handle(self, **options):
        nummern = list(Angebot.objects.order_by("pk").values_list("pk", flat=True))
        fertig = 0
        for block in batched(nummern, BLOCK):
            update_suche([Angebot(pk=nummer) for nummer in block], nur_geaenderte=True)
            fertig += len(block)
            self._balken(fertig, len(nummern))
        Suchaenderung.mark(was=Suchaenderung.Was.ALLES)
        self.stdout.write(f"{len(nummern)} Angebote. Jeder Prozess lädt seinen Index vor der nächsten Suche neu.")

    def _balken(self, fertig, alle):
        """One line that grows; where nobody looks, one line a block."""
        voll = BREITE * fertig // alle
        zeile = f"[{'#' * voll}{'.' * (BREITE - voll)}] {fertig} von {alle}"
        am_bildschirm = self.stdout.isatty() and fertig < alle
        self.stdout.write(zeile, ending="\r" if am_bildschirm else "\n")
