"""What the same questions cost the database alone: its own full text index, and a search by ``icontains``."""

import time
from collections.abc import Callable
from datetime import date

import numpy as np
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from angebote.models import Angebot
from benchmarks.fragen import Frage

SEITE = 20
WIEDERHOLUNGEN, WIEDERHOLUNGEN_ICONTAINS = 200, 15
FELDER = ("titel", "kurzbeschreibung", "beschreibung")

ANLEGEN = {
    "sqlite": [
        "CREATE VIRTUAL TABLE volltext USING fts5(worte, content='')",
        "INSERT INTO volltext (rowid, worte) SELECT id, suchtext FROM angebote_angebot",
    ],
    "postgresql": [
        "CREATE TABLE volltext AS SELECT id AS rowid, to_tsvector('german', suchtext) AS worte FROM angebote_angebot",
        "CREATE INDEX volltext_worte ON volltext USING gin (worte)",
        "VACUUM ANALYZE volltext",
    ],
}
NUMMERN = {
    "sqlite": "SELECT rowid FROM volltext WHERE volltext MATCH %s",
    "postgresql": "SELECT rowid FROM volltext WHERE worte @@ plainto_tsquery('german', %s)",
}
NACH_RANG = {
    "sqlite": "ORDER BY rank",
    "postgresql": "ORDER BY ts_rank(worte, plainto_tsquery('german', %s)) DESC",
}


def measure_vergleich(fragen: list[Frage], am: date) -> dict[str, float]:
    """Medians in milliseconds. ``volltext``: any 20 numbers, the least a search by SQL can cost."""
    _run(ANLEGEN[connection.vendor])
    return {
        "volltext": _median(fragen[:WIEDERHOLUNGEN], lambda frage: _volltext(frage, nach_rang=False)),
        "volltext_rang": _median(fragen[:WIEDERHOLUNGEN], lambda frage: _volltext(frage, nach_rang=True)),
        "volltext_gefiltert": _median(fragen[:WIEDERHOLUNGEN], lambda frage: _volltext_gefiltert(frage, am)),
        "icontains": _median(fragen[:WIEDERHOLUNGEN_ICONTAINS], lambda frage: _icontains(frage, am)),
    }


def _run(befehle: list[str]) -> None:
    with connection.cursor() as cursor:
        for befehl in befehle:
            cursor.execute(befehl)


def _median(fragen: list[Frage], tue: Callable[[Frage], object]) -> float:
    tue(fragen[0])
    zeiten = []
    for frage in fragen:
        beginn = time.perf_counter()
        tue(frage)
        zeiten.append((time.perf_counter() - beginn) * 1000)
    return float(np.median(zeiten))


def _volltext(frage: Frage, *, nach_rang: bool) -> list[int]:
    rang = NACH_RANG[connection.vendor] if nach_rang else ""
    befehl = f"{NUMMERN[connection.vendor]} {rang} LIMIT {SEITE}"
    with connection.cursor() as cursor:
        cursor.execute(befehl, [frage.q] * befehl.count("%s"))
        return [nummer for (nummer,) in cursor.fetchall()]


def _volltext_gefiltert(frage: Frage, am: date) -> list[int]:
    """Any 20 that the public may see, at the place and of the topic."""
    mit_worten = RawSQL(NUMMERN[connection.vendor], [frage.q])  # noqa: S611
    return list(_am_ort(frage, am).filter(pk__in=mit_worten).order_by().values_list("pk", flat=True)[:SEITE])


def _icontains(frage: Frage, am: date) -> tuple[int, list[Angebot]]:
    """Every word somewhere in the texts: how many, and the first page."""
    angebote = _am_ort(frage, am)
    for wort in frage.q.split():
        bedingung = Q()
        for feld in FELDER:
            bedingung |= Q(**{f"{feld}__icontains": wort})
        angebote = angebote.filter(bedingung)
    return angebote.count(), list(angebote[:SEITE])


def _am_ort(frage: Frage, am: date):
    return Angebot.objects.sichtbar(am).in_region(frage.ort.regionen).zu_thema(frage.thema)
