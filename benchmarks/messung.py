"""What one process of the portal needs for a catalogue: to get ready, to answer, to take in a saved offer."""

import gc
import resource
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import numpy as np
from django.core.wsgi import get_wsgi_application
from django.db import transaction

from angebote.models import Angebot
from angebote.suche import open_suche, update_suche
from angebote.suche.bestand import get_bestand, vergiss
from angebote.suche.fakten import Art
from benchmarks.fragen import Frage, make_fragen
from benchmarks.vergleich import measure_vergleich

FRAGEN, AUFWAERMEN, GESPEICHERTE = 200, 20, 20
SEITE = 20
MB = 1024 * 1024


def measure(groesse: int, am: date, anfang: float) -> dict:
    """All figures; times in milliseconds unless the name says ``_s``. ``anfang``: when the process began."""
    geladen = time.perf_counter() - anfang
    besucher = Besucher()
    arten = {
        "voll": make_fragen(FRAGEN, groesse),
        "ohne_worte": make_fragen(FRAGEN, groesse, worte=False),
        "nur_worte": make_fragen(FRAGEN, groesse, wo_und_was=False),
    }
    besucher.hole("/leistungen/")  # the portal is loaded, the index is not
    zahlen = _measure_start(besucher, arten["voll"][0])
    zahlen["bereit_s"] += geladen
    zahlen["aufbau_s"] = _measure_aufbau()
    for name, fragen in arten.items():
        zahlen |= _verteilung(f"seite_{name}", fragen, lambda frage: besucher.hole(f"/angebote/?{frage.adresse}"))
        zahlen |= _verteilung(f"suche_{name}", fragen, lambda frage: search(frage, am))
    zahlen["treffer"] = float(np.median([len(search(frage, am)) for frage in arten["voll"]]))
    return zahlen | _measure_speichern(am) | measure_vergleich(arten["voll"], am)


class Besucher:
    """Asks the portal as a web server does: through WSGI, with a connection to the database for each request."""

    def __init__(self):
        self.portal = get_wsgi_application()

    def hole(self, adresse: str) -> tuple[int, bytes]:
        """Status and content. Raises ``RuntimeError`` unless it is a page: an error page would be a fast one."""
        pfad, _, abfrage = adresse.partition("?")
        umgebung = {"PATH_INFO": pfad, "QUERY_STRING": abfrage, "HTTP_HOST": "localhost"}
        umgebung["HTTP_ACCEPT_ENCODING"] = "gzip"
        setup_testing_defaults(umgebung)
        status = []
        antwort = self.portal(umgebung, lambda zeile, _kopf: status.append(int(zeile[:3])))
        inhalt = b"".join(antwort)
        antwort.close()
        if status != [200]:
            raise RuntimeError(f"{adresse}: Status {status[0]}")
        return status[0], inhalt


def search(frage: Frage, am: date) -> list[int]:
    """The engine alone: the first page's numbers, the number of hits, and what every facet counts."""
    fund = open_suche().finde(frage.q, am=am, ort=frage.ort, merkmale=frage.merkmale)
    nummern = fund.nummern(fund.plaetze()[:SEITE])
    for art in Art:
        fund.zaehle(art)
    return nummern[: len(fund.treffer)]


def _measure_start(besucher: Besucher, frage: Frage) -> dict:
    """From the first page until the index is there, and what that takes in memory."""
    gc.collect()
    vorher, anfang = _rss(), time.perf_counter()
    seiten = []
    while not seiten or get_bestand() is None:
        if len(seiten) < 2:
            beginn = time.perf_counter()
            seiten.append((besucher.hole(f"/angebote/?{frage.adresse}")[0], _ms_seit(beginn)))
        time.sleep(0.02)
    bereit = time.perf_counter() - anfang
    spitze = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _wait_for_bau()
    return {
        "bereit_s": bereit,
        "speicher_mb": _rss() - vorher,
        "spitze_mb": spitze - vorher,
        "beim_aufbau_status": [status for status, _ms in seiten],
        "beim_aufbau": [ms for _status, ms in seiten],
    }


def _wait_for_bau() -> None:
    """The thread that reads the index gives memory back after the index is there."""
    for faden in threading.enumerate():
        if faden.name.startswith("suchindex"):
            faden.join()
    gc.collect()


def _measure_aufbau() -> float:
    """Seconds to read the whole catalogue once more."""
    vergiss()
    gc.collect()
    beginn = time.perf_counter()
    while get_bestand() is None:
        time.sleep(0.02)
    return time.perf_counter() - beginn


def _verteilung(name: str, fragen: list[Frage], tue: Callable[[Frage], object]) -> dict[str, float]:
    """By the clock; ``cpu``: what of it this process computed, which says more on a machine that others use too."""
    for frage in fragen[:AUFWAERMEN]:
        tue(frage)
    zeiten, rechenzeiten = [], []
    for frage in fragen:
        beginn, gerechnet = time.perf_counter(), time.process_time()
        tue(frage)
        zeiten.append(_ms_seit(beginn))
        rechenzeiten.append((time.process_time() - gerechnet) * 1000)
    p50, p95 = np.percentile(zeiten, (50, 95)).tolist()
    return {f"{name}_p50": p50, f"{name}_p95": p95, f"{name}_cpu_p95": float(np.percentile(rechenzeiten, 95))}


def _measure_speichern(am: date) -> dict:
    """One offer after another gets a word that nobody else has: until the engine knows it, and the next search."""
    zeiten, danach, gefunden = [], [], 0
    for nummer, angebot in enumerate(Angebot.objects.sichtbar(am).order_by("nummer")[:GESPEICHERTE]):
        wort = f"Quastenflosser{chr(97 + nummer)}"
        angebot.titel = f"{wort} {angebot.titel}"[:160]
        with transaction.atomic():
            angebot.save()
            beginn = time.perf_counter()
            update_suche([angebot])
        get_bestand()
        zeiten.append(_ms_seit(beginn))
        beginn = time.perf_counter()
        nummern = search(Frage(wort, "", None, ""), am)
        danach.append(_ms_seit(beginn))
        gefunden += angebot.pk in nummern
    mitte = {"speichern": float(np.median(zeiten)), "speichern_max": max(zeiten)}
    return mitte | {"suche_nach_speichern": float(np.median(danach)), "gefunden": gefunden == len(zeiten)}


def _ms_seit(beginn: float) -> float:
    return (time.perf_counter() - beginn) * 1000


def _rss() -> float:
    """Megabytes that the process holds in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / MB
