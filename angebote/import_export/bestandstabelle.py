"""The gap analysis as a sheet: one row for each topic and column of each matrix, then what was asked for in vain."""

import csv
import io

from django.utils.translation import gettext as _

from angebote.bestandsanalyse import Bestandsanalyse
from angebote.import_export.ausgabe import entschaerfe

KOPF = ("tabelle", "thema", "spalte", "angebote_hier", "angebote_ueberoertlich", "partner_hier", "stand")
KOPF_NACHFRAGE = ("tabelle", "woerter", "region", "gesucht", "ohne_treffer")


def bestand_als_csv(analyse: Bestandsanalyse) -> str:
    """With BOM and semicolons as German Excel wants."""
    ziel = io.StringIO()
    ziel.write("\ufeff")
    schreiber = csv.writer(ziel, delimiter=";")
    schreiber.writerow(KOPF)
    for matrix in analyse.matrizen:
        for zeile in matrix.zeilen:
            for spalte, zelle in zeile.zellen:
                worte = [matrix.titel, zeile.thema.name, spalte.name]
                schreiber.writerow(
                    [*map(entschaerfe, worte), zelle.hier, zelle.weiter, zelle.partner, str(spalte.stand(zelle))]
                )
    schreiber.writerow([])
    schreiber.writerow(KOPF_NACHFRAGE)
    for frage in analyse.nicht_gefunden:
        worte = [_("Gesucht und nicht gefunden"), frage.worte, frage.region]
        schreiber.writerow([*map(entschaerfe, worte), frage.anzahl, frage.ohne_treffer])
    return ziel.getvalue()
