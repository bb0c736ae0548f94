"""One run in a process of its own: ``daten PARTNER`` fills, ``messung LAEUFE [ROLLE] [TEIL]`` asks the pages.

It prints a line of JSON for each.

Wall time and the process's own time beside it: on a busy machine the second one tells how much there is to do. What
PostgreSQL works is in the first alone.
"""

import json
import sys
from collections.abc import Iterator
from time import perf_counter, process_time

import django

django.setup()

import numpy as np  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from angebote.models import Angebot  # noqa: E402
from benchmarks.verwaltungsdaten import PRAEFIX, Arbeit, make_konten  # noqa: E402
from netzwerk.admin.basis import PortalAdmin  # noqa: E402
from netzwerk.models import Konto  # noqa: E402
from netzwerk.speicher import entlaste_sammler  # noqa: E402
from netzwerk.tabellen.ausgabe import FORMATE  # noqa: E402
from netzwerk.verwaltung import _seiten  # noqa: E402

AUFWAERMEN = 2
# What somebody types into a list's search: part of a word that occurs.
SUCHWORT = "ver"
# What the cockpit and the cells of the gap analysis lead to.
FILTER = ("bestaetigt=faellig", "thema=kinderbetreuung", "tageszeit=abends", "tageszeit=offen", "zielgruppe=alle")
# Sheets hold every row: they are measured, but are no pages.
AUSFUHR = "Ausfuhr"

type Seite = tuple[str, str]


def main() -> None:
    was, anzahl, *wahl = sys.argv[1], int(sys.argv[2]), *sys.argv[3:]
    if was == "daten":
        Arbeit(timezone.now()).make(anzahl)
        make_konten()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # as autovacuum does
        return
    entlaste_sammler()  # as the web server's processes do
    rolle, teil = (*wahl, "", "")[:2]
    zeilen = (
        measure(konto.username.removeprefix(PRAEFIX), konto, anzahl, *seite)
        for konto in Konto.objects.filter(username__startswith=PRAEFIX + rolle).order_by("pk")
        for seite in seiten(teil)
    )
    for zeile in filter(None, zeilen):
        print(json.dumps(zeile), flush=True)


def seiten(teil: str) -> Iterator[Seite]:
    """Name and address of every page whose name has the part."""
    for liste in (_allgemeine(), _angebotslisten(), *map(_je_modell, *_verwaltungen())):
        yield from (seite for seite in liste if teil in seite[0])


def _verwaltungen() -> tuple[list, list]:
    paare = [(modell, teil) for modell, teil in admin.site._registry.items() if isinstance(teil, PortalAdmin)]
    return [modell for modell, _teil in paare], [teil for _modell, teil in paare]


def _allgemeine() -> Iterator[Seite]:
    yield "Cockpit", reverse("admin:index")
    # Without those of one entry, and without print, which has a benchmark of its own.
    for seite in (seite for seite in _seiten if seite.titel and "pdf" not in seite.name):
        yield f"Seite {seite.name}", seite.adresse
    yield "Seite bestandsanalyse, Unterthemen", f"{reverse('admin:bestandsanalyse')}?stufe=unter"


def _angebotslisten() -> Iterator[Seite]:
    liste = reverse("admin:angebote_angebot_changelist")
    yield from ((f"Liste Angebot, {filter_}", f"{liste}?{filter_}") for filter_ in FILTER)
    region = Angebot.objects.order_by("pk").first().regionen.first()
    yield "Liste Angebot, Region", f"{liste}?region={region.pk}-alle"
    for endung in FORMATE:
        yield f"{AUSFUHR} Angebot {endung}", reverse("admin:angebote_angebot_ausfuhr", args=[endung])
    yield f"{AUSFUHR} Partner csv", reverse("admin:netzwerk_partner_ausfuhr", args=["csv"])


def _je_modell(modell, verwaltung) -> Iterator[Seite]:
    name, opts = modell.__name__, modell._meta
    liste = verwaltung.portal_url("changelist")
    yield f"Liste {name}", liste
    if verwaltung.search_fields:
        yield f"Suche {name}", f"{liste}?q={SUCHWORT}"
    for feld in verwaltung.autocomplete_fields:
        ziel = f"app_label={opts.app_label}&model_name={opts.model_name}&field_name={feld}"
        yield f"Auswahl {name}.{feld}", f"{reverse('admin:autocomplete')}?{ziel}&term={SUCHWORT}"
        yield f"Auswahl {name}.{feld}, leer", f"{reverse('admin:autocomplete')}?{ziel}"
    yield f"Neu {name}", verwaltung.portal_url("add")
    if erstes := modell._default_manager.order_by("pk").first():
        yield f"Formular {name}", verwaltung.portal_url("change", erstes.pk)
        yield f"Verlauf {name}", verwaltung.portal_url("history", erstes.pk)


def measure(rolle: str, konto: Konto, laeufe: int, name: str, adresse: str) -> dict | None:
    """``None`` for what the role may not open."""
    client = Client(headers={"host": "localhost"})
    client.force_login(konto, backend="django.contrib.auth.backends.ModelBackend")
    if client.get(adresse).status_code != 200:
        return None
    laeufe = 3 if name.startswith(AUSFUHR) else laeufe
    zeiten, eigene = [], []
    for lauf in range(AUFWAERMEN + laeufe):
        anfang, rechnend = perf_counter(), process_time()
        b"".join(client.get(adresse))
        if lauf >= AUFWAERMEN:
            zeiten.append((perf_counter() - anfang) * 1000)
            eigene.append((process_time() - rechnend) * 1000)
    reset_queries()
    with CaptureQueriesContext(connection) as abfragen:
        client.get(adresse)
    werte = {"median": float(np.median(zeiten)), "p95": float(np.percentile(zeiten, 95))}
    werte |= {"cpu": float(np.median(eigene)), "cpu95": float(np.percentile(eigene, 95))}
    return {"seite": name, "rolle": rolle, "abfragen": len(abfragen)} | werte


if __name__ == "__main__":
    main()
