"""manage.py import_angebote DATEI: offers from a partner's spreadsheet, all or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from angebote.import_export.abgleich import build_plan
from angebote.import_export.bericht import bericht
from angebote.import_export.plan import QUELLE, parse_auftrag
from angebote.import_export.spalten import LISTE
from angebote.import_export.uebernahme import apply_plan
from netzwerk.einlesen.verlauf import apply_mit_verlauf
from netzwerk.tabellen.datei import read_datei
from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.tabelle import read_tabelle


class Command(BaseCommand):
    help = "Liest Angebote aus der Tabelle eines Partners (CSV, XLSX oder ODS). Ganz oder gar nicht; beliebig oft."

    def add_arguments(self, parser):
        parser.add_argument("datei", type=Path, help="Pfad zur Datei")
        parser.add_argument("--probelauf", action="store_true", help="zeigt, was geschähe, und übernimmt nichts")
        parser.add_argument("--veroeffentlicht", action="store_true", help="veröffentlicht, auch vorhandene Entwürfe")
        parser.add_argument("--quelle", default=QUELLE, help=f"wessen Schlüssel die Tabelle hat (sonst „{QUELLE}“)")
        parser.add_argument("--netzwerk", default="", metavar="SLUG", help="Netzwerk der neuen Angebote")

    @transaction.atomic
    def handle(self, *, datei, probelauf, veroeffentlicht, quelle, netzwerk, **options):
        try:
            auftrag = parse_auftrag(quelle, netzwerk, veroeffentlicht)
            plan = build_plan(read_tabelle(read_datei(datei), datei.name, LISTE), auftrag)
            if not (meldungen := plan.fehler) and not probelauf:
                apply_mit_verlauf(plan, apply_plan, moment=timezone.now())
        except TabelleError as fehler:
            meldungen = fehler.meldungen
        if meldungen:
            self.stderr.write("\n".join(map(str, meldungen)))
            raise CommandError(f"{len(meldungen)} Fehler. Es wurde nichts übernommen.")
        self.stdout.write("\n".join(bericht(plan, mit_aenderungen=probelauf)))
        if probelauf:
            self.stdout.write("Probelauf: Es wurde nichts übernommen.")
