"""Sheets for the tests of import and export."""

import csv
import io

from angebote.import_export.abgleich import build_plan
from angebote.import_export.plan import Auftrag
from angebote.import_export.spalten import LISTE
from angebote.import_export.uebernahme import apply_plan
from netzwerk.models import Ebene
from netzwerk.tabellen.tabelle import read_tabelle
from tests.factories import make_region, make_thema, make_zielgruppe

ZEILE = {"titel": "Offener Treff", "partner": "Caritas Northeim", "region": "Landkreis Northeim", "themen": "Wohnen"}

ALLES = {
    "schluessel": "A-1",
    "kurzbeschreibung": "Ein Satz.",
    "beschreibung": "Eins\n\nzwei",
    "plz": "37154",
    "ort": "Northeim",
    "strasse": "Weg 1",
    "zielgruppen": "Väter",
    "kosten": "5 € (je Termin)",
    "telefon": "05551 000-1",
    "email": "a@b.example",
    "website": "b.example",
}


def make_grunddaten():
    """Two places called München, Landkreis and Stadt Northeim, three topics, one target group."""
    bayern = make_region("Bayern", ags="09", bezeichnung="Land", ebene=Ebene.LAND)
    make_region("München", ags="09162", bezeichnung="Kreisfreie Stadt", eltern=bayern)
    make_region("München", ags="09184", bezeichnung="Landkreis", eltern=bayern)
    kreis = make_region("Northeim", ags="03155")
    make_region("Northeim", ags="03155011", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=kreis)
    make_thema("Wohngeld", eltern=make_thema("Wohnen"))
    make_thema("Kinderbetreuung")
    make_zielgruppe("Väter")


def make_csv(*zeilen: dict, trenner=";", zeichensatz="utf-8-sig") -> bytes:
    """Every row is ``ZEILE`` with changes; a value ``None`` takes the column out of the whole sheet."""
    volle = [{**ZEILE, **zeile} for zeile in zeilen]
    spalten = [
        s for s in dict.fromkeys(s for zeile in volle for s in zeile) if all(z.get(s, "") is not None for z in volle)
    ]
    ziel = io.StringIO()
    schreiber = csv.DictWriter(ziel, spalten, delimiter=trenner, extrasaction="ignore", restval="")
    schreiber.writeheader()
    schreiber.writerows(volle)
    return ziel.getvalue().encode(zeichensatz)


def plane(*zeilen: dict, **auftrag):
    return build_plan(read_tabelle(make_csv(*zeilen), "liste.csv", LISTE), Auftrag(**auftrag))


def importiere(*zeilen: dict, **auftrag):
    plan = plane(*zeilen, **auftrag)
    assert fehler(plan) == []
    apply_plan(plan)
    return plan


def fehler(plan) -> list[str]:
    return [str(meldung) for meldung in plan.fehler]


def hinweise(plan) -> list[str]:
    return [str(meldung) for meldung in plan.hinweise]


def arten(plan) -> list[str]:
    return [vorgang.art.value for vorgang in plan.vorgaenge]


def aenderungen(plan) -> list[tuple[int, str, str, str]]:
    return [(v.zeile, a.spalte, a.alt, a.neu) for v in plan.vorgaenge for a in v.aenderungen]
