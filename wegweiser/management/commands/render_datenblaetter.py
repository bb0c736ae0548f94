"""manage.py render_datenblaetter: letters with data sheets to the partners of a network, as one PDF."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from netzwerk.models import Netzwerk, Rueckfrage
from wegweiser.druck.datenblatt import make_datenblaetter
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.werkstatt import print_satz


class Command(BaseCommand):
    help = "Druckt Anschreiben und Datenblätter für die Partner eines Netzwerks, die keine E-Mail erreicht."

    def add_arguments(self, parser):
        parser.add_argument("netzwerk", help="Kurzname des Netzwerks in der Adresse")
        parser.add_argument("--alle", action="store_true", help="für alle Partner des Netzwerks")
        parser.add_argument("--datei", type=Path, default=Path("var/datenblaetter.pdf"))
        parser.add_argument("--basis", required=True, help="Adresse des Portals, z. B. https://portal.beispiel.de/")

    def handle(self, *, netzwerk, alle, datei, basis, **options):
        netz = Netzwerk.objects.aktiv().filter(slug=netzwerk).first()
        if netz is None:
            raise CommandError(f"Dieses Netzwerk gibt es nicht, oder es ruht: „{netzwerk}“.")
        partner = netz.partner.order_by("name")
        if not alle:
            stumme = Rueckfrage.objects.laufend().filter(netzwerk=netz).exclude(zustand=Rueckfrage.Zustand.OFFEN)
            partner = partner.filter(pk__in=stumme.values("partner"))
        try:
            satz = make_datenblaetter(
                [(einer, netz) for einer in partner], am=timezone.localdate(), basis=_basis(basis)
            )
            if satz is None:
                raise CommandError("Zu diesen Partnern gibt es nichts zu drucken.")
            datei.parent.mkdir(parents=True, exist_ok=True)
            datei.write_bytes(print_satz(satz))
        except (DruckError, OSError) as fehler:
            raise CommandError(str(fehler)) from fehler
        self.stdout.write(str(datei))


def _basis(adresse: str) -> str:
    return adresse.rstrip("/") + "/"
