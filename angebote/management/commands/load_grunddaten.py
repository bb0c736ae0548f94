"""manage.py load_grunddaten: regions, topics, benefits, old networks; again after an update."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from angebote.grunddaten import load_leistungen
from angebote.models import Angebot
from angebote.suchbegriffe import load_suchbegriffe
from angebote.suche import update_suchtext
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
                update_suchtext(Angebot.objects.only("pk"))  # topics, regions and benefits may have new names
        except DatenError as fehler:
            raise CommandError(f"Es wurde nichts übernommen.\n{fehler}") from fehler
        self.stdout.write(", ".join(f"{anzahl} {wort}" for anzahl, wort in anzahlen) + ".")
