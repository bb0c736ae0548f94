"""manage.py check_links: asks whether the web pages that entries name are still there."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from angebote.links import HOECHSTENS, MINUTEN, check_links


class Command(BaseCommand):
    help = (
        "Prüft die Webadressen sichtbarer Einträge, die am längsten ungeprüften zuerst. Nur im öffentlichen Internet, "
        "höchstens eine Anfrage je Sekunde und Rechner. Schalter: LINKPRUEFUNG."
    )

    def add_arguments(self, parser):
        parser.add_argument("--hoechstens", type=int, default=HOECHSTENS, help="so viele Adressen")
        parser.add_argument("--minuten", type=float, default=MINUTEN, help="so lange")

    def handle(self, *, hoechstens: int, minuten: float, **options):
        if not settings.LINKPRUEFUNG:
            self.stdout.write("Die Linkprüfung ist ausgeschaltet (LINKPRUEFUNG=0). Es wurde nichts abgefragt.")
            return
        zahlen = check_links(timezone.now(), hoechstens=max(hoechstens, 0), sekunden=minuten * 60)
        self.stdout.write(f"{zahlen['ok']} gehen, {zahlen['tot']} gehen nicht, {zahlen['unklar']} unklar.")
