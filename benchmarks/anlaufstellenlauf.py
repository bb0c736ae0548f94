"""One run in a process of its own: ``daten ANZAHL`` fills, ``messung LAEUFE`` asks the list and prints JSON lines.

Wall time and the process's own time beside it, as in ``verwaltungslauf``.
"""

import json
import sys
from datetime import date, datetime, time
from random import Random
from time import perf_counter, process_time
from unittest.mock import patch

import django

django.setup()

import numpy as np  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from anlaufstellen.auswahl import select_anlaufstellen  # noqa: E402
from anlaufstellen.models import Anlaufstelle, Ausnahmetag, Oeffnungszeit, Tourhalt  # noqa: E402
from benchmarks.wortschatz import SAMEN  # noqa: E402
from netzwerk.models import Kinderbetreuung, Kurznummer, Partner, Region  # noqa: E402
from netzwerk.ortszeit import ZONE  # noqa: E402
from netzwerk.speicher import entlaste_sammler  # noqa: E402

AUFWAERMEN = 5
# A Tuesday morning, when much is open; at night „jetzt“ would be a small question.
MOMENT = datetime(2026, 11, 24, 10, 30, tzinfo=ZONE)
ARTEN = ["infopoint", "beratungsstelle", "treff", "treff", "beratungsstelle", "mobil", "hotline", "online"]
FRAGEN = {
    "alle": "",
    "Ort": "ort=12619",
    "jetzt, Ort": "ort=12619&zeit=jetzt",
    "heute, Ort, Umkreis": "ort=12619&zeit=heute&umkreis=20",
    "abends, Ort": "ort=12619&zeit=abend",
    "Woche, Ort, mit Kind": "ort=12619&woche=di-abend&woche=sa-vormittag&telefon=1&kinder=mit_kind",
    "halbe Woche, Ort": "ort=12619&telefon=1&" + "&".join(f"woche={t}-abend" for t in ("mo", "di", "mi", "do", "fr")),
    "Woche, jetzt, Ort": "ort=12619&zeit=jetzt&woche=mo-vormittag",
}


def main() -> None:
    was, anzahl = sys.argv[1], int(sys.argv[2])
    if was == "daten":
        call_command("migrate", verbosity=0)
        call_command("load_grunddaten", verbosity=0, stdout=sys.stderr)
        make_stellen(anzahl)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # as autovacuum does
        return
    entlaste_sammler()  # as wsgi.py does
    with patch("django.utils.timezone.now", return_value=MOMENT):
        for name, query in FRAGEN.items():
            print(json.dumps({"frage": name} | measure(f"/anlaufstellen/?{query}", anzahl)), flush=True)


def make_stellen(anzahl: int) -> None:
    """Points of one Land around 12619, with three to seven windows, exceptions and tours, all for the same place."""
    zufall = Random(SAMEN)  # noqa: S311
    partner = Partner.objects.bulk_create(
        Partner(name=f"Partner {n}", slug=f"partner-{n}", telefon="030 23125-133") for n in range(anzahl // 5 + 1)
    )
    nummern = Kurznummer.objects.bulk_create(Kurznummer() for _n in range(anzahl))
    stellen = Anlaufstelle.objects.bulk_create(
        _stelle(nummer, nummern[nummer], zufall.choice(partner), zufall) for nummer in range(anzahl)
    )
    gebiete, berlin = Anlaufstelle.regionen.through, Region.objects.get(ags="11")
    gebiete.objects.bulk_create(gebiete(anlaufstelle=stelle, region=berlin) for stelle in stellen)
    fahrend = [stelle for stelle in stellen if stelle.art == "mobil"]
    feste = [stelle for stelle in stellen if stelle.art != "mobil"]
    Oeffnungszeit.objects.bulk_create(
        Oeffnungszeit(anlaufstelle=stelle, **_zeit(zufall)) for stelle in feste for _n in range(zufall.randrange(3, 8))
    )
    Ausnahmetag.objects.bulk_create(
        Ausnahmetag(anlaufstelle=stelle, von=date(2026, 12, 24), bis=date(2027, 1, 1), grund="Weihnachtspause")
        for stelle in stellen[::2]
    )
    Tourhalt.objects.bulk_create(
        Tourhalt(anlaufstelle=bus, bezeichnung=f"Halt {n}", **_zeit(zufall), **_ort(zufall))
        for bus in fahrend
        for n in range(5)
    )


def _stelle(nummer: int, kurznummer: Kurznummer, partner: Partner, zufall: Random) -> Anlaufstelle:
    return Anlaufstelle(
        name=f"Anlaufstelle {nummer}",
        slug=f"anlaufstelle-{nummer}",
        nummer=kurznummer.pk,
        partner=partner,
        art=zufall.choice(ARTEN),
        kurzbeschreibung="Hier hört jemand zu und zeigt den nächsten Schritt.",
        telefon="030 23125-133",
        strasse="Musterweg 1",
        plz="12619",
        ort="Berlin",
        land="BE",
        kinderbetreuung=zufall.choice(Kinderbetreuung.values),
        durchgehend=nummer % 50 == 0,
        **_ort(zufall),
    )


def _ort(zufall: Random) -> dict[str, float]:
    return {"lat": zufall.uniform(52.3, 52.7), "lon": zufall.uniform(13.1, 13.8)}


def _zeit(zufall: Random) -> dict:
    von = zufall.choice([8, 9, 10, 14, 15, 16])
    return {
        "wochentag": zufall.choices(range(7), [6, 6, 6, 6, 5, 2, 1])[0],
        "von": time(von),
        "bis": time(von + zufall.randrange(2, 5), zufall.choice([0, 30])),
        "rhythmus": zufall.choices(["woche", "gerade", "1"], [8, 1, 1])[0],
        "nur_telefon": zufall.random() < 0.15,
        "ferien": zufall.choices(["", "schulzeit"], [9, 1])[0],
    }


def measure(adresse: str, laeufe: int) -> dict:
    """Times of one address; an error page would be a fast one, so it raises ``RuntimeError``."""
    client = Client(headers={"host": "localhost"})
    zeiten, eigene = [], []
    for lauf in range(AUFWAERMEN + laeufe):
        anfang, rechnend = perf_counter(), process_time()
        antwort = client.get(adresse)
        if lauf >= AUFWAERMEN:
            zeiten.append((perf_counter() - anfang) * 1000)
            eigene.append((process_time() - rechnend) * 1000)
    if antwort.status_code != 200:
        raise RuntimeError(f"{adresse}: Status {antwort.status_code}")
    reset_queries()
    with CaptureQueriesContext(connection) as abfragen:
        client.get(adresse)
    treffer = len(select_anlaufstellen(QueryDict(adresse.partition("?")[2]), MOMENT).fund.treffer)
    werte = {"median": float(np.median(zeiten)), "p95": float(np.percentile(zeiten, 95))}
    werte |= {"cpu": float(np.median(eigene)), "cpu95": float(np.percentile(eigene, 95))}
    return {"treffer": treffer, "abfragen": len(abfragen)} | werte


if __name__ == "__main__":
    main()
