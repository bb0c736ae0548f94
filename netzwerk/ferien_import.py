"""School holidays of a Land from a file, as the ministries give them: a calendar (ICS) or a table (CSV).

All or nothing. What lies between the first and the last day of the file is what the file says; holidays before and
after it stay, so that each school year can come in a file of its own.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db import transaction
from icalendar import Calendar

from netzwerk.models import Schulferien
from netzwerk.oeffnungszeiten import Ferienart
from netzwerk.tabellen.meldung import aufzaehlung, zitat
from netzwerk.zeitworte import FERIEN

ART_JE_WORT = {
    "winter": Ferienart.WINTER,
    "fasching": Ferienart.WINTER,
    "fastnacht": Ferienart.WINTER,
    "oster": Ferienart.OSTERN,
    "frühjahr": Ferienart.OSTERN,
    "pfingst": Ferienart.PFINGSTEN,
    "himmelfahrt": Ferienart.PFINGSTEN,
    "sommer": Ferienart.SOMMER,
    "herbst": Ferienart.HERBST,
    "weihnacht": Ferienart.WEIHNACHTEN,
    "frei": Ferienart.EINZELN,
    "beweglich": Ferienart.EINZELN,
    "brückentag": Ferienart.EINZELN,
    "einzeln": Ferienart.EINZELN,
    "buß": Ferienart.EINZELN,
}
# Longer than any holidays of a Land; more is a slip of the pen.
LAENGSTENS = timedelta(days=60)
KOPF = "art;von;bis"


class FerienError(ValueError):
    """Why nothing was taken: one line for each thing that is wrong."""

    def __init__(self, *zeilen: str):
        super().__init__("\n".join(zeilen))


@dataclass(frozen=True, slots=True, order=True)
class Ferienzeile:
    """One stretch, both days inclusive; ``stelle`` says where in the file it stands."""

    von: date
    bis: date
    art: Ferienart
    stelle: str

    def __str__(self):
        return f"{FERIEN[self.art]} {self.von:%d.%m.%Y}–{self.bis:%d.%m.%Y}"


def parse_ferien(inhalt: bytes) -> list[Ferienzeile]:
    """The stretches in order, each once. Raises ``FerienError`` with every error of the file."""
    text = _dekodiert(inhalt)
    roh = _aus_ics(text) if text.lstrip().startswith("BEGIN:VCALENDAR") else _aus_csv(text)
    zeilen: dict[tuple, Ferienzeile] = {}
    fehler: list[str] = []
    for stelle, name, von, bis in roh:
        try:
            zeile = _zeile(stelle, name, von, bis)
            zeilen.setdefault((zeile.von, zeile.bis, zeile.art), zeile)
        except ValueError as grund:
            fehler.append(f"{stelle}: {grund}")
    geordnet = sorted(zeilen.values())
    fehler += [
        f"{b.stelle}: {b} überschneidet sich mit {a} ({a.stelle}). Bitte eine der beiden Angaben ändern oder löschen."
        for a, b in pairwise(geordnet)
        if b.von <= a.bis
    ]
    if fehler:
        raise FerienError(*fehler, f"{len(fehler)} Fehler. Es wurde nichts übernommen.")
    if not geordnet:
        raise FerienError(f"In der Datei stehen keine Ferien. Erwartet: eine ICS-Datei, oder CSV mit „{KOPF}“.")
    return geordnet


def _dekodiert(inhalt: bytes) -> str:
    try:
        return inhalt.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhalt.decode("cp1252", errors="replace")


def _aus_csv(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Place, name, first and last day as they stand there."""
    zeilen = text.replace("\x00", "").splitlines()
    trenner = max(";,\t", key=zeilen[0].count) if zeilen else ";"
    leser = csv.DictReader(zeilen, delimiter=trenner, restval="", restkey="übrig")
    spalten = {(spalte or "").strip().casefold(): spalte for spalte in leser.fieldnames or []}
    name = spalten.get("art") or spalten.get("name")
    if name is None or "von" not in spalten or "bis" not in spalten:
        raise FerienError(f"Zeile 1: Bitte die Spalten „{KOPF}“ oder „name;von;bis“, getrennt durch „;“ oder „,“.")
    for zeile in leser:
        werte = [zeile[spalte].strip() for spalte in (name, spalten["von"], spalten["bis"])]
        if any(werte):
            yield f"Zeile {leser.line_num}", werte[0], werte[1], werte[2] or werte[1]


def _aus_ics(text: str) -> Iterator[tuple[str, str, date | None, date | None]]:
    """The events; ``DTEND`` of all-day events is the day after the last one."""
    try:
        events = Calendar.from_ical(text).walk("VEVENT")
    except (ValueError, IndexError, KeyError) as grund:
        raise FerienError("Die Datei beginnt wie ein Kalender, lässt sich aber nicht lesen.") from grund
    for nummer, event in enumerate(events, 1):
        anfang, ende = (getattr(event.get(name), "dt", None) for name in ("dtstart", "dtend"))
        yield f"Termin {nummer}", str(event.get("summary", "")), _tag(anfang), _letzter_tag(ende) or _tag(anfang)


def _tag(wert: date | datetime | None) -> date | None:
    return wert.date() if isinstance(wert, datetime) else wert


def _letzter_tag(ende: date | datetime | None) -> date | None:
    """The day before the end; an end within a day lies on that day."""
    if isinstance(ende, datetime):
        return (ende - timedelta(seconds=1)).date()
    return ende and ende - timedelta(days=1)


def _zeile(stelle: str, name: str, von: str | date | None, bis: str | date | None) -> Ferienzeile:
    """Raises ``ValueError`` with value and remedy."""
    art = next((art for wort, art in ART_JE_WORT.items() if wort in name.casefold()), None)
    if art is None:
        namen = aufzaehlung(FERIEN.values(), "oder")
        raise ValueError(f"{zitat(name)} ist keine bekannte Art. Bitte {namen}.")
    zeile = Ferienzeile(_datum(von), _datum(bis), art, stelle)
    if zeile.bis < zeile.von:
        raise ValueError(f"{zeile}: Das Ende liegt vor dem Anfang.")
    if zeile.bis - zeile.von > LAENGSTENS:
        raise ValueError(f"{zeile}: Das ist länger als {LAENGSTENS.days} Tage. Bitte prüfen Sie das Jahr.")
    return zeile


def _datum(wert: str | date | None) -> date:
    if isinstance(wert, date):
        return wert
    text = wert or ""
    deutsch = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    teile = deutsch.groups()[::-1] if deutsch else iso.groups() if iso else None
    try:
        return date(*map(int, teile))
    except (TypeError, ValueError):
        raise ValueError(f"{zitat(text)} ist kein Datum. Bitte wie „2026-10-12“ oder „12.10.2026“.") from None


@dataclass(frozen=True, slots=True)
class Ergebnis:
    neu: int
    unveraendert: int
    entfernt: int


@transaction.atomic
def import_ferien(inhalt: bytes, *, land: str, quelle: str) -> Ergebnis:
    """Take the file's holidays over for the Land. Raises ``FerienError``; then nothing has changed."""
    zeilen = parse_ferien(inhalt)
    anfang, ende = zeilen[0].von, max(zeile.bis for zeile in zeilen)
    vorhandene = list(Schulferien.objects.filter(land=land, von__lte=ende, bis__gte=anfang))
    raus = [ferien for ferien in vorhandene if ferien.von < anfang or ferien.bis > ende]
    if raus:
        raise FerienError(
            *(f"„{ferien}“ steht schon im Portal und reicht über die Datei hinaus." for ferien in raus),
            "Bitte in der Datei die ganzen Ferien angeben oder den Eintrag in der Verwaltung löschen. "
            "Es wurde nichts übernommen.",
        )
    gewollt = {(zeile.von, zeile.bis, zeile.art.value) for zeile in zeilen}
    gleiche = [ferien.pk for ferien in vorhandene if (ferien.von, ferien.bis, ferien.art) in gewollt]
    bekannt = {(ferien.von, ferien.bis, ferien.art) for ferien in vorhandene}
    Schulferien.objects.filter(pk__in={ferien.pk for ferien in vorhandene} - set(gleiche)).delete()
    Schulferien.objects.filter(pk__in=gleiche).update(quelle=quelle)
    neue = sorted(gewollt - bekannt)
    Schulferien.objects.bulk_create(
        Schulferien(land=land, art=art, von=von, bis=bis, quelle=quelle) for von, bis, art in neue
    )
    return Ergebnis(len(neue), len(gleiche), len(vorhandene) - len(gleiche))
