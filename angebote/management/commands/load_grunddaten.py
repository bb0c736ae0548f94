"""manage.py load_grunddaten: regions, topics, benefits, old networks; again after an update."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from angebote.grunddaten import load_leistungen
from angebote.models import Angebot, Suchaenderung
from angebote.suchbegriffe import load_suchbegriffe
from angebote.suche import update_suche
from netzwerk.fixtures import DatenError
from netzwerk.grunddaten import load_grunddaten


class Command(BaseCommand):
    help = (
        "Lädt die Grunddaten: Regionen, Postleitzahlen, Themen, Zielgruppen, Sprachen, Hilfetelefone, Leistungen und "
        "die Netzwerke von 2011 bis 2013. Darf beliebig oft laufen; geänderte Angaben werden übernommen."
    )

    def handle(self, **options):
        try:
            with transaction.atomic():
                anzahlen = [*load_grunddaten(), *load_leistungen(), *load_suchbegriffe()]
                update_suche(Angebot.objects.only("pk"), nur_geaenderte=True)  # others may have new names
                Suchaenderung.mark(was=Suchaenderung.Was.ALLES)
        except DatenError as fehler:
            raise CommandError(f"Es wurde nichts übernommen.\n{fehler}") from fehler
        self.stdout.write(", ".join(f"{anzahl} {wort}" for anzahl, wort in anzahlen) + ".")
