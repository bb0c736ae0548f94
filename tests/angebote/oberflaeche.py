"""The import in the Verwaltung as a test uses it: upload, read, confirm."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.angebote.tabellen import make_csv

ADRESSE = "/verwaltung/angebote/angebot/import/"
EIGEN = {"partner": "Partner Linde"}


def hochladen(client, *zeilen, **felder):
    datei = SimpleUploadedFile("liste.csv", make_csv(*zeilen))
    return client.post(ADRESSE, {"datei": datei, "quelle": "tabelle", **felder})


def text(antwort) -> str:
    """What one reads on the page."""
    inhalt = antwort.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", inhalt).split())


def gruppen(antwort) -> dict[str, list[int]]:
    return {g["art"]: [vorgang.zeile for vorgang in g["vorgaenge"]] for g in antwort.context["gruppen"]}


def fehler(antwort) -> list[str]:
    """Every error that the preview shows."""
    vorgaenge = [vorgang for gruppe in antwort.context["gruppen"] for vorgang in gruppe["vorgaenge"]]
    return [str(meldung) for vorgang in vorgaenge for meldung in vorgang.fehlerliste]


def uebernehmen(client, antwort):
    return client.post(ADRESSE, {"vorschau": antwort.context["paket"]}, follow=True)


def meldungen(antwort) -> list[str]:
    return [str(meldung) for meldung in antwort.context["messages"]]
