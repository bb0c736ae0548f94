"""manage.py send_rueckfragen: asks partners whether their entries are still true. Once a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from netzwerk.rueckfrage import send_rueckfragen


class Command(BaseCommand):
    help = (
        "Fragt Partner nach Einträgen, die zu lange nicht bestätigt sind: E-Mail, zweite E-Mail, Telefonliste, "
        "Hinweis, nicht mehr in der Suche. Einmal am Tag; ein zweiter Lauf am selben Tag tut nichts."
    )

    def add_arguments(self, parser):
        parser.add_argument("--basis", required=True, help="Adresse des Portals, z. B. https://portal.beispiel.de/")

    def handle(self, *, basis, **options):
        moment = timezone.now()
        schritte = send_rueckfragen(am=timezone.localdate(moment), moment=moment, basis=basis)
        worte = ", ".join(f"{anzahl} × {wort}" for wort, anzahl in sorted(schritte.items()))
        self.stdout.write(worte or "Heute ist niemand zu fragen.")
