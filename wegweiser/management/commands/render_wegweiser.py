"""manage.py render_wegweiser: guides and search results as PDF files, in any or all formats."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone

from angebote.auswahl import select_angebote
from wegweiser.druck.aus_auswahl import heft_aus_auswahl
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.vorlage import setze
from wegweiser.druck.werkstatt import print_satz
from wegweiser.formate import FORMATE, VORGABE
from wegweiser.models import Wegweiser


class Command(BaseCommand):
    help = "Druckt Wegweiser oder das Ergebnis einer Suche als PDF-Dateien in einen Ordner."

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="*", help="Kurzname eines Wegweisers; ohne: alle")
        parser.add_argument("--suche", help="statt eines Wegweisers: der Teil nach dem „?“ der Suchseite")
        parser.add_argument("--format", nargs="+", choices=[*FORMATE, "alle"], default=[VORGABE])
        parser.add_argument("--ordner", type=Path, default=Path("var/hefte"))
        parser.add_argument("--basis", default="http://127.0.0.1:8000/", help="Adresse des Portals für die QR-Codes")

    def handle(self, *, slug, suche, format, ordner, basis, **options):  # noqa: A002
        am = timezone.localdate()
        formate = FORMATE if "alle" in format else format
        try:
            ordner.mkdir(parents=True, exist_ok=True)
            for name, heft in self._hefte(slug, suche, am, basis.rstrip("/") + "/"):
                for papier in formate:
                    pdf = print_satz(setze(heft, papier))
                    (ordner / f"{name}-{papier}.pdf").write_bytes(pdf)
                    self.stdout.write(f"{ordner / name}-{papier}.pdf ({len(pdf) // 1024} KB)")
        except (DruckError, OSError) as fehler:
            raise CommandError(str(fehler)) from fehler

    def _hefte(self, slugs, suche, am, basis):
        if suche is not None:
            auswahl = select_angebote(QueryDict(suche), am=am)
            yield "suche", heft_aus_auswahl(auswahl, am=am, basis=basis, pfad=f"/angebote/?{auswahl.query}")
            return
        alle = Wegweiser.objects.select_related("netzwerk", "region__eltern")
        gewaehlt = alle.filter(slug__in=slugs) if slugs else alle
        if fehlend := set(slugs) - {wegweiser.slug for wegweiser in gewaehlt}:
            raise CommandError(f"Diesen Wegweiser gibt es nicht: {', '.join(sorted(fehlend))}.")
        for wegweiser in gewaehlt:
            yield wegweiser.slug, heft_aus_wegweiser(wegweiser, am=am, basis=basis)
