"""A world with addresses that must never leave the Verwaltung, and how an answer is searched for them."""

import json
import re
from datetime import time, timedelta
from html import escape
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import quote, quote_plus

import pikepdf
from django.utils import timezone

from angebote.models import Angebotszeit
from anlaufstellen.models import Ausnahmetag, Oeffnungszeit, Tourhalt
from netzwerk.models import Rueckfrage
from netzwerk.rueckfrage import send_rueckfragen
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_geloeschtes,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
    make_rueckmeldung,
    make_thema,
    make_vorschlag,
    make_wegweiser,
    make_zustaendigkeit,
)
from tests.wegweiser.pdfs import seitentexte
from wegweiser.models import Merkliste

TELEFON, GEBIET = "05551 000-777", "Ortsteil Quellental"
# Where the point is, where an offer of its own is, where the partner sits.
ADRESSEN = {
    "stelle": {"strasse": "Zaunkönigweg 17", "zusatz": "Remise Nachtigall", "plz": "99871", "ort": "Heimlichshausen"},
    "angebot": {"strasse": "Lauschergasse 4", "zusatz": "Stiege Eisvogel", "plz": "99872", "ort": "Verborgenau"},
    "partner": {"strasse": "Wisperallee 8", "zusatz": "Turm Pirol", "plz": "99873", "ort": "Schweigerode"},
    "netzwerk": {"strasse": "Raunerstieg 6", "zusatz": "Hof Rohrdommel", "plz": "99875", "ort": "Stillersdorf"},
    "halt": {"strasse": "Flüsterplatz 2", "plz": "99874", "ort": "Tarnfelde"},
}
PUNKTE = {"stelle": (51.123457, 10.987654), "angebot": (51.234568, 10.876543), "partner": (51.345679, 10.765432)}
PUNKTE["netzwerk"] = (51.456789, 10.654321)
WEGE = {"anfahrt": "Klingeln bei Zeisig", "oepnv": "Haltestelle Dompfaffbrücke"}
HALT = "Parkplatz Goldammer"
WORTE = [
    *(wert for adresse in ADRESSEN.values() for wert in adresse.values()),
    *WEGE.values(),
    HALT,
    # The name of a street alone would be enough.
    *(re.sub(r" \d+$", "", adresse["strasse"]) for adresse in ADRESSEN.values()),
    "Nachtigall",
    "Eisvogel",
    "Pirol",
    "Rohrdommel",
]


def _zahlen():
    """Coordinates cut and rounded to three digits, with a point, with a comma, and as the index keeps them."""
    for punkt in PUNKTE.values():
        for grad in punkt:
            for kurz in {f"{grad:.6f}"[:6], f"{grad:.3f}"}:
                yield from (kurz, kurz.replace(".", ","))
            yield str(round(grad * 100_000))


GEHEIM = [wort.casefold() for wort in (*WORTE, *_zahlen())]


REGISTER = ("register", "register-orte")
ARTEN = ("angebote", "termine", "leistungen", "anlaufstellen", "kontakte", "kontakte-gebiet", *REGISTER)


def make_geheimnis() -> SimpleNamespace:
    """Everything that is protected, and everything that shows it: offers, guides, proposals, history, a Merkzettel."""
    region = make_region("Northeim", ags="03155")
    netz = make_netzwerk("Netzwerk Northeim", regionen=[region], **_ort("netzwerk"))
    kontakt = {"telefon": "05551 000-778", "email": "h@h.example"}
    partner = make_partner("Rückhalt e. V.", netzwerk=netz, region=region, **kontakt, **_ort("partner"))
    welt = SimpleNamespace(region=region, netzwerk=netz, partner=partner, thema=make_thema("Gewaltschutz"))
    welt.leistung = make_leistung()
    welt.person = make_person("Kim Muster", partner=partner, telefon="05551 000-779")
    _add_stelle(welt)
    _add_angebote(welt)
    _add_vorgaenge(welt)
    kapitel = [{"titel": art, "art": art, "suche": "q=" if art == "angebote" else ""} for art in ARTEN]
    welt.wegweiser = make_wegweiser("Wegweiser", netzwerk=netz, kapitel=kapitel)
    return welt


def _add_stelle(welt) -> None:
    """The point with hours, a closing day, a stop of a tour, and what it is responsible for."""
    eigner = {"netzwerk": welt.netzwerk, "partner": welt.partner, "regionen": [welt.region]}
    felder = {"art": "schutz", "telefon": TELEFON, "gebiet": GEBIET, **WEGE}
    stelle = welt.stelle = make_anlaufstelle("Schutzwohnung Linde", **eigner, **felder, **_ort("stelle"))
    stelle.personen.add(welt.person)
    stelle.themen.add(welt.thema)
    Oeffnungszeit.objects.create(anlaufstelle=stelle, wochentag=0, von=time(9), bis=time(12))
    Ausnahmetag.objects.create(anlaufstelle=stelle, von="2026-12-24", bis="2026-12-24")
    halt = {"bezeichnung": HALT, **ADRESSEN["halt"], "lat": 51.123457, "lon": 10.987654}
    Tourhalt.objects.create(anlaufstelle=stelle, wochentag=1, von=time(9), bis=time(10), **halt)
    make_zustaendigkeit(welt.leistung, welt.region, partner=welt.partner, anlaufstelle=stelle)


def _add_angebote(welt) -> None:
    """One offer at the point, one with an address of its own; both take place in three days."""
    felder = {"netzwerk": welt.netzwerk, "partner": welt.partner, "vor_ort": True, "ist_termin": True}
    listen = {"regionen": [welt.region], "themen": [welt.thema], "personen": [welt.person]}
    welt.dort = make_angebot("Beratung in der Linde", anlaufstelle=welt.stelle, **felder, **listen)
    welt.eigen = make_angebot("Gesprächskreis", telefon=TELEFON, **felder, **listen, **_ort("angebot"))
    tag = timezone.localdate() + timedelta(days=3)
    for angebot in (welt.dort, welt.eigen):
        angebot.leistungen.add(welt.leistung)
        zeit = {"wochentag": 0, "von": time(9), "bis": time(12), "gueltig_von": tag, "gueltig_bis": tag}
        Angebotszeit.objects.create(angebot=angebot, **zeit)


def _add_vorgaenge(welt) -> None:
    """A proposal, a hint, something deleted, a Merkzettel under its code, and a round that asks the partner."""
    heute = timezone.localdate()
    weg = make_anlaufstelle("Alt", netzwerk=welt.netzwerk, partner=welt.partner, **_ort("stelle"))
    welt.vorschlag = make_vorschlag(welt.eigen, strasse="Lauschergasse 4 b")
    welt.rueckmeldung = make_rueckmeldung(welt.stelle, text="Nummer falsch")
    welt.geloeschtes = make_geloeschtes(weg)
    welt.nummern = f"{welt.stelle.nummer}-{welt.dort.nummer}-{welt.eigen.nummer}"
    bis = heute + timedelta(days=9)
    welt.merkliste = Merkliste.objects.create(code="amsel-birke-11", nummern=welt.nummern, gilt_bis=bis)
    send_rueckfragen(am=heute, moment=timezone.now(), basis="https://portal.example/")
    welt.runde = Rueckfrage.objects.get()


def _ort(was: str) -> dict:
    lat, lon = PUNKTE[was]
    return {**ADRESSEN[was], "lat": lat, "lon": lon, "adresse_geschuetzt": True}


def lesbar(antwort) -> str:
    """All that an answer says: its address, its words, in a PDF also what is not printed."""
    kopf = " ".join(f"{name}: {wert}" for name, wert in antwort.headers.items())
    inhalt = b"".join(antwort.streaming_content) if antwort.streaming else antwort.content
    if inhalt.startswith(b"%PDF"):
        return kopf + aus_pdf(inhalt)
    text = inhalt.decode("utf-8", errors="replace")
    if "calendar" in antwort.headers.get("Content-Type", ""):
        text = text.replace("\r\n ", "").replace("\\,", ",")
    return kopf + text


def aus_pdf(pdf: bytes) -> str:
    """Text, also joined across lines, and every string of the document: links, bookmarks, titles."""
    with pikepdf.open(BytesIO(pdf)) as dokument:
        rest = [repr(objekt) for objekt in dokument.objects if not isinstance(objekt, pikepdf.Stream)]
    return " ".join([*seitentexte(pdf), *rest])


def verraten(text: str) -> list[str]:
    """The secrets in the text, however they are written."""
    text = " ".join(text.casefold().split())
    return [wort for wort in GEHEIM if any(form in text for form in _formen(wort))]


def _formen(wort: str) -> set[str]:
    """As it is, and as JSON, an address or HTML would write it."""
    return {wort, json.dumps(wort)[1:-1], quote(wort).casefold(), quote_plus(wort).casefold(), escape(wort)}
