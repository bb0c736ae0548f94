"""manage.py load_demodaten: four invented networks to try the portal with."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from angebote.demoarbeit import load_arbeit
from angebote.demodaten import load_angebote
from anlaufstellen.demodaten import load_anlaufstellen
from anlaufstellen.demogespraeche import load_gespraeche
from netzwerk.demodaten import load_netzwerke
from netzwerk.demokonten import load_konten
from netzwerk.demorunden import load_rueckfragen
from netzwerk.fixtures import DatenError
from wegweiser.demoauftrag import load_druckauftrag
from wegweiser.demodaten import load_wegweiser


class Command(BaseCommand):
    help = (
        "Lädt die erfundenen Beispieldaten: vier Netzwerke mit Partnern, Anlaufstellen, Angeboten und Wegweisern, "
        "vier Konten und was bei der Koordination liegt (Vorschläge, Rückmeldungen, Verlauf). Braucht die Grunddaten. "
        "Darf beliebig oft laufen. Nicht für den echten Betrieb."
    )

    def handle(self, **options):
        moment = timezone.now()
        try:
            with transaction.atomic():
                anzahlen = [*load_netzwerke(), *load_anlaufstellen(), *load_angebote(), *load_konten()]
                anzahlen.append((load_wegweiser(), "Wegweiser"))
                anzahlen.append((load_rueckfragen(timezone.localdate(moment)), "Rückfragen"))
                anzahlen += load_gespraeche(timezone.localdate(moment))
                anzahlen += [*load_arbeit(moment), (load_druckauftrag(moment), "gescheiterter Druckauftrag")]
        except DatenError as fehler:
            raise CommandError(f"Es wurde nichts übernommen.\n{fehler}") from fehler
        self.stdout.write(", ".join(f"{anzahl} {wort}" for anzahl, wort in anzahlen) + ".")
