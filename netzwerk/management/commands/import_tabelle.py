"""manage.py import_tabelle ART DATEI: partners, persons or points from a sheet, all or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from netzwerk.einlesen.abgleich import build_plan
from netzwerk.einlesen.befugnis import Befugnis
from netzwerk.einlesen.plan import Auftrag
from netzwerk.einlesen.sorte import sorten
from netzwerk.einlesen.uebernahme import apply_plan
from netzwerk.einlesen.verlauf import apply_mit_verlauf
from netzwerk.models import Netzwerk
from netzwerk.rechte import Regel
from netzwerk.tabellen.datei import read_datei
from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.plan import zusammenfassung
from netzwerk.tabellen.tabelle import read_tabelle


class Command(BaseCommand):
    help = "Liest Partner, Ansprechpersonen oder Anlaufstellen aus einer Tabelle (CSV, XLSX, ODS). Ganz oder gar nicht."

    def add_arguments(self, parser):
        parser.add_argument("art", choices=sorted(sorten()))
        parser.add_argument("datei", type=Path, help="Pfad zur Datei")
        parser.add_argument("--probelauf", action="store_true", help="zeigt, was geschähe, und übernimmt nichts")
        parser.add_argument("--netzwerk", default="", metavar="SLUG", help="Netzwerk der neuen Einträge")

    @transaction.atomic
    def handle(self, *, art, datei, probelauf, netzwerk, **options):
        sorte, netz = sorten()[art], Netzwerk.objects.aktiv().filter(slug=netzwerk).first()
        if netzwerk and netz is None:
            raise CommandError(f"Ein aktives Netzwerk „{netzwerk}“ gibt es nicht.")
        try:
            tabelle = read_tabelle(read_datei(datei), datei.name, sorte.liste)
            plan = build_plan(tabelle, Auftrag(sorte, Befugnis(None, Regel()), netz))
            if not (meldungen := plan.fehler) and not probelauf:
                apply_mit_verlauf(plan, apply_plan, moment=timezone.now())
        except TabelleError as fehler:
            meldungen = fehler.meldungen
        if meldungen:
            self.stderr.write("\n".join(map(str, meldungen)))
            raise CommandError(f"{len(meldungen)} Fehler. Es wurde nichts übernommen.")
        self.stdout.write("\n".join([*(f"Hinweis: {hinweis}" for hinweis in plan.hinweise), zusammenfassung(plan)]))
        if probelauf:
            self.stdout.write("Probelauf: Es wurde nichts übernommen.")
