"""Hours as dates for a calendar (iCalendar, RFC 5545): pure functions, no hidden clock.

A rule says how often it repeats by ``COUNT``, never for ever: after three months the hours may be different ones.
Days on which a rule does not hold are left out of it; days with other hours stand as single dates, so that the file
says for each day exactly what ``oeffnungszeiten.spannen`` says. „Rund um die Uhr“ is no date.
What is risky to be seen stands there without title, place and number to call: calendars are often shared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from netzwerk.oeffnungszeiten import (
    WOCHEN,
    Ferienbezug,
    Rhythmus,
    Spanne,
    Weg,
    Zeitfenster,
    Zeitplan,
    gilt_am,
    spannen,
    vereine,
)
from netzwerk.ortszeit import TAG_MINUTEN, ZONE, abschnitte, in_ortszeit

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


@dataclass(frozen=True, slots=True)
class Termin:
    """What one entry puts into a calendar: its hours with their exceptions and holidays.

    ``ort`` is an address that may be shown; ``von`` and ``bis`` are the entry's own validity, inclusive. A stop of a
    tour is an entry of its own, whose plan has the windows of that stop only.
    """

    nummer: int
    titel: str
    plan: Zeitplan
    ort: str = ""
    telefon: str = ""
    pfad: str = ""
    von: date | None = None
    bis: date | None = None
    ist_sensibel: bool = False


@dataclass(frozen=True, slots=True)
class Folge:
    """Days of one repeating rule: ``tage`` by the rule alone, ``frei`` those among them that are cancelled."""

    fenster: Zeitfenster
    tage: tuple[date, ...]
    frei: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Einzeln:
    """Hours of one day that no rule says, in UTC; ``tag`` is the local day."""

    tag: date
    anfang: datetime
    ende: datetime
    nur_telefon: bool


def folgen(termin: Termin, *, am: date) -> list[Folge]:
    """The repeating rules from ``am`` for three months, split where one breaks.

    Even and odd weeks are split by ISO year: after a week 53 the next even one is three weeks away. A sequence begins
    and ends on a day on which it takes place.
    """
    ergebnis: list[Folge] = []
    tage = _tage(termin, am)
    for plan in _plaene(termin):
        ordentlich = [tag for tag in tage if _ist_ordentlich(plan, tag)]
        for fenster in dict.fromkeys(plan.fenster):
            ergebnis += _folgen(fenster, tage, {tag for tag in ordentlich if _gilt(plan, fenster, tag)})
    return ergebnis


def einzelne(termin: Termin, *, am: date) -> list[Einzeln]:
    """The hours of those days from ``am`` for three months that differ from the rules."""
    return [
        Einzeln(tag, anfang, ende, weg is Weg.TELEFON)
        for weg, plan in zip(Weg, _plaene(termin), strict=True)
        for tag in _tage(termin, am)
        if not _ist_ordentlich(plan, tag)
        for anfang, ende in _zusammen(abschnitte(tag, spannen(plan, tag)))
    ]


def _tage(termin: Termin, am: date) -> list[date]:
    tage = (am + timedelta(days=i) for i in range(VORSCHAU + 1))
    return [tag for tag in tage if (termin.von or tag) <= tag <= (termin.bis or tag)]


def _plaene(termin: Termin) -> list[Zeitplan]:
    """One for each ``Weg``."""
    return [replace(termin.plan.nur(weg), durchgehend=False) for weg in Weg]


def _ist_ordentlich(plan: Zeitplan, tag: date) -> bool:
    """Whether the windows that hold on the day say just what is open, each minute of the clock once."""
    geplant = [fenster.spanne for fenster in plan.fenster if _gilt(plan, fenster, tag)]
    return spannen(plan, tag) == tuple(vereine(geplant)) and all(_ist_glatt(tag, spanne) for spanne in geplant)


def _gilt(plan: Zeitplan, fenster: Zeitfenster, tag: date) -> bool:
    return gilt_am(fenster, tag, bool(plan.kalender.ferienarten(tag)))


def _ist_glatt(tag: date, spanne: Spanne) -> bool:
    """Whether the clock is not changed in between."""
    dauer = sum((ende - anfang for anfang, ende in abschnitte(tag, [spanne])), timedelta())
    return dauer == timedelta(minutes=spanne[1] - spanne[0])


def _folgen(fenster: Zeitfenster, tage: Iterable[date], offen: set[date]) -> Iterator[Folge]:
    regel = replace(fenster, ferien=Ferienbezug.IMMER)
    nach_regel = [tag for tag in tage if gilt_am(regel, tag)]
    for _jahr, gruppe in groupby(nach_regel, key=lambda tag: _ist_paritaet(fenster) and tag.isocalendar().year):
        teil = list(gruppe)
        statt = [tag for tag in teil if tag in offen]
        if statt:
            teil = [tag for tag in teil if statt[0] <= tag <= statt[-1]]
            yield Folge(fenster, tuple(teil), tuple(tag for tag in teil if tag not in offen))


def _ist_paritaet(fenster: Zeitfenster) -> bool:
    return fenster.rhythmus in PARITAET


def _zusammen(teile: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Intervals that touch, as they do where the clock is changed, as one."""
    ergebnis: list[tuple[datetime, datetime]] = []
    for anfang, ende in sorted(teile):
        if ergebnis and anfang <= ergebnis[-1][1]:
            anfang = ergebnis.pop()[0]
        ergebnis.append((anfang, ende))
    return ergebnis


def make_kalender(termine: Iterable[Termin], *, moment: datetime, basis: str, name: str = "") -> bytes | None:
    """The calendar file from the day of ``moment`` on; ``None`` when nothing takes place.

    ``basis`` is the portal's address with the last slash: links begin with it, and its host makes the UIDs unique.
    With a ``name`` it is a calendar to subscribe to, which may be empty for a while.
    """
    am = in_ortszeit(moment).date()
    kalender = Calendar()
    kalender.add("prodid", "-//Alleinerziehenden-Netzwerk//Termine//DE")
    kalender.add("version", "2.0")
    if name:
        kalender.add("name", name)
        kalender.add("x-wr-calname", name)
    vergeben: Counter[str] = Counter()
    for kennung, event in (teil for termin in termine for teil in _events(termin, am, basis)):
        vergeben[kennung] += 1
        folgende = f"-{vergeben[kennung]}" if vergeben[kennung] > 1 else ""
        event.add("uid", f"{kennung}{folgende}@{urlsplit(basis).hostname}")
        event.add("dtstamp", moment)
        kalender.add_component(event)
    if not kalender.events and not name:
        return None
    kalender.add_missing_timezones(first_date=am, last_date=am + timedelta(days=VORSCHAU + 1))
    return kalender.to_ical()


def _events(termin: Termin, am: date, basis: str) -> Iterator[tuple[str, Event]]:
    """The events of an entry, each with what makes its UID."""
    for folge in folgen(termin, am=am):
        yield _kennung(termin, folge), _event(folge, _worte(termin, basis, folge.fenster.nur_telefon))
    for teil in einzelne(termin, am=am):
        kennung = f"{termin.nummer}-{teil.tag:%Y%m%d}-{teil.anfang:%H%M}" + ("-tel" if teil.nur_telefon else "")
        yield kennung, _make_event(teil.anfang, teil.ende, _worte(termin, basis, teil.nur_telefon))


def _make_event(anfang: datetime, ende: datetime, worte: dict[str, str]) -> Event:
    event = Event()
    event.add("dtstart", anfang)
    event.add("dtend", ende)
    for name, wert in worte.items():
        event.add(name, wert)
    return event


def _event(folge: Folge, worte: dict[str, str]) -> Event:
    fenster = folge.fenster
    von, bis = fenster.spanne
    event = _make_event(_uhr(folge.tage[0], von), _uhr(folge.tage[0], bis), worte)
    if fenster.tag is None:
        event.add("rrule", make_regel(fenster) | {"COUNT": len(folge.tage)})
    if folge.frei:
        event.add("exdate", [_uhr(tag, von) for tag in folge.frei])
    return event


def _uhr(tag: date, minute: int) -> datetime:
    """The moment at a minute of the day as the clock on the wall shows it; the last one is midnight."""
    return datetime.combine(tag + timedelta(days=minute // TAG_MINUTEN), time(*divmod(minute % TAG_MINUTEN, 60)), ZONE)


def _kennung(termin: Termin, folge: Folge) -> str:
    """Stays the same from day to day, so that a calendar replaces what it has instead of doubling it."""
    fenster = folge.fenster
    teile = [termin.nummer, fenster.wochentag, f"{fenster.von:%H%M}", f"{fenster.bis:%H%M}", fenster.rhythmus.value]
    if fenster.gueltig_von:
        teile.append(f"{fenster.gueltig_von:%Y%m%d}")
    if fenster.nur_telefon:
        teile.append("tel")
    if fenster.ferien:
        teile.append(fenster.ferien.value)
    if _ist_paritaet(fenster):
        teile.append(folge.tage[0].isocalendar().year)
    return "-".join(map(str, teile))


def make_regel(fenster: Zeitfenster) -> dict[str, str | int]:
    """The rhythm as the parts of an RRULE, without its end. Even and odd weeks hold within one ISO year only."""
    if fenster.rhythmus in JE_MONAT:
        return {"FREQ": "MONTHLY", "BYDAY": f"{JE_MONAT[fenster.rhythmus]}{WOCHENTAGE[fenster.wochentag]}"}
    return {"FREQ": "WEEKLY", "INTERVAL": 2 if fenster.rhythmus in PARITAET else WOCHEN.get(fenster.rhythmus, 1)}


def _worte(termin: Termin, basis: str, telefonisch: bool) -> dict[str, str]:
    if termin.ist_sensibel:
        return {"summary": _("Termin (Nr. %d)") % termin.nummer}
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
