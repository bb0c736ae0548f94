"""Hours as dates for a calendar (iCalendar, RFC 5545): pure functions, no hidden clock.

A rule says how often it repeats by ``COUNT``, never for ever: after three months the hours may be different ones.
What is risky to be seen stands there without title, place and number to call: calendars are often shared.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from netzwerk.oeffnungszeiten import Rhythmus, Zeitfenster

BERLIN = ZoneInfo("Europe/Berlin")
# Three months, in days; the last one counts.
VORSCHAU = 92
WOCHENTAGE = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
JE_MONAT = {
    Rhythmus.ERSTER: 1,
    Rhythmus.ZWEITER: 2,
    Rhythmus.DRITTER: 3,
    Rhythmus.VIERTER: 4,
    Rhythmus.LETZTER: -1,
}
PARITAET = (Rhythmus.GERADE, Rhythmus.UNGERADE)
# First and last day, both inclusive.
Pause = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Termin:
    """One window of hours of an entry. ``ort`` is an address that may be shown; ``von`` and ``bis`` are inclusive."""

    nummer: int
    titel: str
    fenster: Zeitfenster
    ort: str = ""
    telefon: str = ""
    pfad: str = ""
    pausen: tuple[Pause, ...] = ()
    von: date | None = None
    bis: date | None = None
    ist_sensibel: bool = False


@dataclass(frozen=True, slots=True)
class Folge:
    """Days of one repeating rule: ``tage`` by the rule alone, ``frei`` those among them that are cancelled."""

    tage: tuple[date, ...]
    frei: tuple[date, ...]


def gilt_am(fenster: Zeitfenster, tag: date) -> bool:
    """Whether the window holds on that day, by weekday, rhythm and validity."""
    if tag.weekday() != fenster.wochentag or not _liegt(tag, fenster.gueltig_von, fenster.gueltig_bis):
        return False
    gerade = tag.isocalendar().week % 2 == 0
    match fenster.rhythmus:
        case Rhythmus.WOECHENTLICH:
            return True
        case Rhythmus.GERADE:
            return gerade
        case Rhythmus.UNGERADE:
            return not gerade
        case Rhythmus.LETZTER:
            return (tag + timedelta(days=7)).month != tag.month
        case _:
            return (tag.day - 1) // 7 + 1 == JE_MONAT[fenster.rhythmus]


def folgen(termin: Termin, *, am: date) -> list[Folge]:
    """The days from ``am`` for three months, split where a rule breaks.

    Even and odd weeks are split by ISO year: after a week 53 the next even one is three weeks away. A sequence begins
    and ends on a day on which it takes place.
    """
    tage = [tag for tag in (am + timedelta(days=i) for i in range(VORSCHAU + 1)) if _findet_statt(termin, tag)]
    gruppen = groupby(tage, key=lambda tag: tag.isocalendar().year) if _ist_paritaet(termin) else [(0, tage)]
    return [folge for _jahr, gruppe in gruppen if (folge := _folge(termin, list(gruppe)))]


def _folge(termin: Termin, tage: list[date]) -> Folge | None:
    frei = [tag for tag in tage if any(von <= tag <= bis for von, bis in termin.pausen)]
    offen = [tag for tag in tage if tag not in frei]
    if not offen:
        return None
    return Folge(
        tuple(tag for tag in tage if offen[0] <= tag <= offen[-1]),
        tuple(tag for tag in frei if offen[0] < tag < offen[-1]),
    )


def _findet_statt(termin: Termin, tag: date) -> bool:
    return gilt_am(termin.fenster, tag) and _liegt(tag, termin.von, termin.bis)


def _liegt(tag: date, von: date | None, bis: date | None) -> bool:
    return (von is None or tag >= von) and (bis is None or tag <= bis)


def _ist_paritaet(termin: Termin) -> bool:
    return termin.fenster.rhythmus in PARITAET


def make_kalender(termine, *, moment: datetime, basis: str) -> bytes | None:
    """The calendar file from the day of ``moment`` on; ``None`` when nothing takes place.

    ``basis`` is the portal's address with the last slash: links begin with it, and its host makes the UIDs unique.
    """
    am = moment.astimezone(BERLIN).date()
    kalender = Calendar()
    kalender.add("prodid", "-//Alleinerziehenden-Netzwerk//Merkzettel//DE")
    kalender.add("version", "2.0")
    for termin in termine:
        for folge in folgen(termin, am=am):
            kalender.add_component(_event(termin, folge, moment=moment, basis=basis))
    if not kalender.events:
        return None
    kalender.add_missing_timezones(first_date=am, last_date=am + timedelta(days=VORSCHAU + 1))
    return kalender.to_ical()


def _event(termin: Termin, folge: Folge, *, moment: datetime, basis: str) -> Event:
    fenster, event = termin.fenster, Event()
    event.add("uid", f"{_kennung(termin, folge)}@{urlsplit(basis).hostname}")
    event.add("dtstamp", moment)
    event.add("dtstart", datetime.combine(folge.tage[0], fenster.von, tzinfo=BERLIN))
    event.add("dtend", datetime.combine(folge.tage[0], fenster.bis, tzinfo=BERLIN))
    event.add("rrule", _regel(fenster) | {"COUNT": len(folge.tage)})
    if folge.frei:
        event.add("exdate", [datetime.combine(tag, fenster.von, tzinfo=BERLIN) for tag in folge.frei])
    for name, wert in _worte(termin, basis).items():
        event.add(name, wert)
    return event


def _kennung(termin: Termin, folge: Folge) -> str:
    """Stays the same from day to day, so that a calendar replaces what it has instead of doubling it."""
    fenster = termin.fenster
    teile = [termin.nummer, fenster.wochentag, f"{fenster.von:%H%M}", f"{fenster.bis:%H%M}", fenster.rhythmus.value]
    if fenster.gueltig_von:
        teile.append(f"{fenster.gueltig_von:%Y%m%d}")
    if fenster.nur_telefon:
        teile.append("tel")
    if _ist_paritaet(termin):
        teile.append(folge.tage[0].isocalendar().year)
    return "-".join(map(str, teile))


def _regel(fenster: Zeitfenster) -> dict:
    if fenster.rhythmus in JE_MONAT:
        return {"FREQ": "MONTHLY", "BYDAY": f"{JE_MONAT[fenster.rhythmus]}{WOCHENTAGE[fenster.wochentag]}"}
    return {"FREQ": "WEEKLY", "INTERVAL": 2 if fenster.rhythmus in PARITAET else 1}


def _worte(termin: Termin, basis: str) -> dict[str, str]:
    if termin.ist_sensibel:
        return {"summary": _("Termin (Nr. %d)") % termin.nummer}
    telefonisch = termin.fenster.nur_telefon
    zeilen = [
        _("Telefon: %s") % termin.telefon if termin.telefon else "",
        _("Bitte vorher anrufen: Zeiten können sich ändern."),
        basis.rstrip("/") + termin.pfad if termin.pfad else "",
    ]
    worte = {
        "summary": _("%s (nur am Telefon)") % termin.titel if telefonisch else termin.titel,
        "description": "\n".join(filter(None, zeilen)),
        "location": "" if telefonisch else termin.ort,
    }
    return {name: wert for name, wert in worte.items() if wert}
