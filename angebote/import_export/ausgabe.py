"""Offers → CSV and JSON, from what the public may see of them."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest

from angebote.import_export.felder import kosten_als_text
from angebote.import_export.spalten import ADRESSE, SPALTEN
from angebote.models import Angebot
from netzwerk.oeffnungszeiten import Weg, Zeitplan
from netzwerk.tabellen.zelle import entschaerfe
from netzwerk.zeitexport import osm_zeiten, rrule

LISTENTRENNER = "; "


def angebote_als_csv(angebote: Iterable[Angebot], request: HttpRequest) -> str:
    """A sheet that the import takes back: its columns and ``url``, with BOM and semicolons as German Excel wants."""
    ziel = io.StringIO()
    ziel.write("\ufeff")
    schreiber = csv.writer(ziel, delimiter=";")
    schreiber.writerow([*SPALTEN, ADRESSE])
    for angebot in angebote:
        werte = {**zellen(angebot), ADRESSE: request.build_absolute_uri(angebot.get_absolute_url())}
        schreiber.writerow([entschaerfe(werte[spalte]) for spalte in (*SPALTEN, ADRESSE)])
    return ziel.getvalue()


def zellen(angebot: Angebot) -> dict[str, str]:
    """The columns of the sheet as the public sees the offer: no protected address, contact with its fallback."""
    anschrift = angebot.anschrift
    return {
        "schluessel": angebot.externer_schluessel,
        "titel": angebot.titel,
        "kurzbeschreibung": angebot.kurzbeschreibung,
        "beschreibung": angebot.beschreibung,
        "partner": angebot.partner.name,
        "region": LISTENTRENNER.join(str(region) for region in angebot.regionen.all()),
        "plz": anschrift.plz if anschrift else "",
        "ort": anschrift.ort if anschrift else "",
        "strasse": anschrift.strasse if anschrift else "",
        "themen": LISTENTRENNER.join(thema.name for thema in angebot.themen.all()),
        "zielgruppen": LISTENTRENNER.join(gruppe.name for gruppe in angebot.zielgruppen.all()),
        "kosten": kosten_als_text(angebot.kosten_cent, angebot.kosten_text),
        "telefon": angebot.erreichbar_telefon,
        "email": angebot.erreichbar_email,
        "website": angebot.erreichbar_website,
    }


def angebot_als_json(angebot: Angebot, request: HttpRequest, plan: Zeitplan, am: date) -> dict:
    """One offer for machines. Wants ``with_daten()``. ``kosten_cent``: 0 is free, ``None`` is unknown.

    ``plan`` are its hours with their calendar; what only counts from ``am`` on leaves out what is over.
    """
    werte = zellen(angebot)
    einfach = ("schluessel", "titel", "kurzbeschreibung", "partner", "ort", "plz", "strasse")
    kontakt = ("telefon", "email", "website")
    return {
        "nummer": angebot.nummer,
        **{name: werte[name] for name in einfach},
        "url": request.build_absolute_uri(angebot.get_absolute_url()),
        "themen": [thema.name for thema in angebot.themen.all()],
        "thema_slugs": [thema.slug for thema in angebot.themen.all()],
        "zielgruppen": [gruppe.name for gruppe in angebot.zielgruppen.all()],
        "regionen": [str(region) for region in angebot.regionen.all()],
        "kosten": werte["kosten"],
        "kosten_cent": angebot.kosten_cent,
        **{name: werte[name] for name in kontakt},
        "zeiten": angebot.zeiten_text,
        "zeiten_osm": osm_zeiten(plan.fuer(Weg.BESUCH), am),
        "zeiten_rrule": [regel for fenster in plan.fenster if (regel := rrule(fenster, am))],
        "bestaetigt_am": angebot.bestaetigt_am and angebot.bestaetigt_am.isoformat(),
    }
