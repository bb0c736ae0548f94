"""Sheets of partners, persons and points for the tests: made, planned, taken over."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from netzwerk.einlesen.abgleich import build_plan
from netzwerk.einlesen.befugnis import Befugnis
from netzwerk.einlesen.plan import Auftrag
from netzwerk.einlesen.uebernahme import apply_plan
from netzwerk.rechte import Regel
from netzwerk.tabellen.tabelle import read_tabelle

MELDUNGEN = "Übernommen: {} neu, {} geändert, {} unverändert."


def make_csv(*zeilen: dict) -> bytes:
    """The columns are those of the first row."""
    ziel = io.StringIO()
    schreiber = csv.DictWriter(ziel, list(zeilen[0]), delimiter=";")
    schreiber.writeheader()
    schreiber.writerows(zeilen)
    return ziel.getvalue().encode("utf-8-sig")


def plane_datei(sorte, inhalt: bytes, name="liste.csv", netzwerk=None):
    auftrag = Auftrag(sorte, Befugnis(None, Regel()), netzwerk)
    return build_plan(read_tabelle(inhalt, name, sorte.liste), auftrag)


def plane(sorte, *zeilen: dict, netzwerk=None):
    return plane_datei(sorte, make_csv(*zeilen), netzwerk=netzwerk)


def lies_ein(sorte, *zeilen: dict, netzwerk=None):
    plan = plane(sorte, *zeilen, netzwerk=netzwerk)
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


def hochladen(client, adresse: str, inhalt: bytes | list[dict], name="liste.csv", **felder):
    inhalt = inhalt if isinstance(inhalt, bytes) else make_csv(*inhalt)
    return client.post(adresse, {"datei": SimpleUploadedFile(name, inhalt), **felder})


def uebernehmen(client, adresse: str, vorschau):
    return client.post(adresse, {"vorschau": vorschau.context["paket"]}, follow=True)


def gezeigte_fehler(antwort) -> list[str]:
    vorgaenge = [vorgang for gruppe in antwort.context["gruppen"] for vorgang in gruppe["vorgaenge"]]
    return [str(meldung) for vorgang in vorgaenge for meldung in vorgang.fehlerliste]


def gruppen(antwort) -> dict[str, list[int]]:
    return {g["art"]: [vorgang.zeile for vorgang in g["vorgaenge"]] for g in antwort.context["gruppen"]}


def meldungen(antwort) -> list[str]:
    return [str(meldung) for meldung in antwort.context["messages"]]
