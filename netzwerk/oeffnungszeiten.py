"""Opening hours as values and pure functions: no database, no hidden clock.

What holds on a day, from the strongest to the weakest:

1. an exception that opens: its hours stand instead of everything else on that day, also on a public holiday;
2. an exception that closes the whole day;
3. a public holiday at that place, unless the place is open on holidays; what was given for just that day holds;
4. the windows whose weekday, rhythm, validity and school holidays fit; a single date holds whatever they are.

Exceptions that close some hours are taken off whatever is left. What is reached around the clock is open always,
except where an exception closes it. Times are local (``ortszeit.ZONE``); a day's hours are minutes from 0 to 1440.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from netzwerk import feiertage
from netzwerk.ortszeit import TAG_MINUTEN, abschnitte, in_ortszeit

TAGE = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
# How far ahead the next opening is looked for: more than a year, for what opens once a year only.
HORIZONT_TAGE = 400

type Spanne = tuple[int, int]
"""Minutes of a local day, ``[von, bis)``."""


class Rhythmus(StrEnum):
    """Which weeks a window holds in; even and odd are ISO 8601 calendar weeks.

    Every second and every fourth week are counted from the week in which the window begins to hold.
    """

    WOECHENTLICH = "woche"
    GERADE = "gerade"
    UNGERADE = "ungerade"
    ALLE_ZWEI = "alle2"
    ALLE_VIER = "alle4"
    ERSTER = "1"
    ZWEITER = "2"
    DRITTER = "3"
    VIERTER = "4"
    LETZTER = "letzter"


WOCHEN = {Rhythmus.ALLE_ZWEI: 2, Rhythmus.ALLE_VIER: 4}


class Ferienbezug(StrEnum):
    """Whether a window depends on the school holidays of its Land."""

    IMMER = ""
    SCHULZEIT = "schulzeit"
    FERIEN = "ferien"


class Ferienart(StrEnum):
    WINTER = "winter"
    OSTERN = "ostern"
    PFINGSTEN = "pfingsten"
    SOMMER = "sommer"
    HERBST = "herbst"
    WEIHNACHTEN = "weihnachten"
    EINZELN = "einzeln"


class Weg(StrEnum):
    """How somebody is reached: one comes, or one calls."""

    BESUCH = "besuch"
    TELEFON = "telefon"


@dataclass(frozen=True, slots=True, order=True)
class Zeitfenster:
    """One weekly interval in local time, ``von`` inclusive, ``bis`` exclusive.

    ``wochentag`` counts from 0 = Montag, as ``datetime.weekday()`` does. An interval never crosses midnight:
    „22–2 Uhr“ is stored as two; ``bis`` 0:00 is the end of the day. ``gueltig_von`` and ``gueltig_bis`` are
    inclusive, ``None`` is open; both the same day is a single date.

    ``spanne`` are its minutes; ``tag`` is the day of a single date, ``None`` for a rule.
    """

    wochentag: int
    von: time
    bis: time
    rhythmus: Rhythmus = Rhythmus.WOECHENTLICH
    nur_telefon: bool = False
    gueltig_von: date | None = None
    gueltig_bis: date | None = None
    ferien: Ferienbezug = Ferienbezug.IMMER
    spanne: Spanne = field(init=False, compare=False, repr=False)
    tag: date | None = field(init=False, compare=False, repr=False)

    def __post_init__(self):
        # Asked for on every day of every entry: worked out once.
        object.__setattr__(self, "spanne", (minuten(self.von), minuten(self.bis) or TAG_MINUTEN))
        einzeln = self.gueltig_von if self.gueltig_von == self.gueltig_bis else None
        object.__setattr__(self, "tag", einzeln)


@dataclass(frozen=True, slots=True)
class Ausnahme:
    """Days on which other hours hold: from ``von`` to ``bis``, both inclusive, or in holidays of a kind.

    ``ab`` and ``ende`` are the hours that are opened or closed, half-open; without them the whole day.
    """

    von: date | None = None
    bis: date | None = None
    ferien: Ferienart | None = None
    offen: bool = False
    ab: time | None = None
    ende: time | None = None
    nur_telefon: bool = False
    grund: str = ""

    @property
    def spanne(self) -> Spanne:
        return minuten(self.ab or time.min), minuten(self.ende or time.min) or TAG_MINUTEN

    @property
    def ist_ganztags(self) -> bool:
        return self.ab is None

    def trifft(self, tag: date, arten: frozenset[Ferienart]) -> bool:
        """Whether it counts on the day; ``arten`` are the school holidays that the day lies in."""
        if self.ferien:
            return self.ferien in arten
        return (self.von or date.min) <= tag <= (self.bis or date.max)


@dataclass(frozen=True, slots=True)
class Ferienzeit:
    """School holidays of a Land, both days inclusive."""

    art: Ferienart
    von: date
    bis: date


@dataclass(frozen=True, slots=True)
class Kalender:
    """What the calendar says at a place.

    ``land`` as in ``feiertage``; ``None`` where public holidays are days like others. ``katholisch`` adds the
    holidays of Catholic communities.
    """

    land: str | None = None
    katholisch: bool = False
    ferien: tuple[Ferienzeit, ...] = ()
    _arten: dict[date, frozenset[Ferienart]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def feiertag(self, tag: date) -> str:
        """The name of the public holiday that closes the place, or nothing."""
        return "" if self.land is None else feiertage.feiertag(self.land, tag, katholisch=self.katholisch)

    def ferienarten(self, tag: date) -> frozenset[Ferienart]:
        """The school holidays that the day lies in; kept, because many entries ask for the same days."""
        if tag not in self._arten:
            self._arten[tag] = frozenset(zeit.art for zeit in self.ferien if zeit.von <= tag <= zeit.bis)
        return self._arten[tag]


@dataclass(frozen=True, slots=True)
class Zeitplan:
    """All that is known about the hours of one owner.

    Without windows for the telephone, a call is answered during the hours for visits.
    """

    fenster: tuple[Zeitfenster, ...] = ()
    ausnahmen: tuple[Ausnahme, ...] = ()
    kalender: Kalender = Kalender()
    durchgehend: bool = False
    nach_vereinbarung: bool = False

    def fuer(self, weg: Weg) -> "Zeitplan":
        """The part that counts for visits, or for calls."""
        return self if weg is Weg.TELEFON and not self.hat_telefonzeiten else self.nur(weg)

    @property
    def hat_telefonzeiten(self) -> bool:
        return any(fenster.nur_telefon for fenster in self.fenster)

    def nur(self, weg: Weg) -> "Zeitplan":
        """The windows and the hours of exceptions of one way alone; what closes closes both."""
        telefon = weg is Weg.TELEFON
        oeffnende = [ausnahme for ausnahme in self.ausnahmen if ausnahme.offen]
        if all(teil.nur_telefon == telefon for teil in (*self.fenster, *oeffnende)):
            return self
        return replace(
            self,
            fenster=tuple(fenster for fenster in self.fenster if fenster.nur_telefon == telefon),
            ausnahmen=tuple(a for a in self.ausnahmen if not a.offen or a.nur_telefon == telefon),
        )


def minuten(zeit: time) -> int:
    return zeit.hour * 60 + zeit.minute


def gilt_am(fenster: Zeitfenster, tag: date, ferien: bool = False) -> bool:
    """Whether the window holds on the day; ``ferien`` says whether there are school holidays."""
    if fenster.tag:
        return tag == fenster.tag
    if tag.weekday() != fenster.wochentag:
        return False
    if (fenster.gueltig_von and tag < fenster.gueltig_von) or (fenster.gueltig_bis and tag > fenster.gueltig_bis):
        return False
    if fenster.ferien and (fenster.ferien == Ferienbezug.FERIEN) != ferien:
        return False
    return _passt(fenster, tag)


def _passt(fenster: Zeitfenster, tag: date) -> bool:
    """Whether the rhythm fits the day."""
    if fenster.rhythmus == Rhythmus.WOECHENTLICH:  # nearly all
        return True
    match fenster.rhythmus:
        case Rhythmus.GERADE | Rhythmus.UNGERADE:
            return (tag.isocalendar().week % 2 == 0) == (fenster.rhythmus == Rhythmus.GERADE)
        case Rhythmus.ALLE_ZWEI | Rhythmus.ALLE_VIER:
            return _wochen_seit(fenster.gueltig_von or tag, tag) % WOCHEN[fenster.rhythmus] == 0
        case Rhythmus.LETZTER:
            return (tag + timedelta(days=7)).month != tag.month
        case _:
            return (tag.day - 1) // 7 + 1 == int(fenster.rhythmus)


def _wochen_seit(anfang: date, tag: date) -> int:
    """Calendar weeks between the two days, counted from Monday to Monday."""
    montage = [wann - timedelta(days=wann.weekday()) for wann in (anfang, tag)]
    return (montage[1] - montage[0]).days // 7


def spannen(plan: Zeitplan, tag: date) -> tuple[Spanne, ...]:
    """The open minutes of a local day, merged and in order."""
    arten = plan.kalender.ferienarten(tag) if plan.kalender.ferien else frozenset()
    treffend = [a for a in plan.ausnahmen if a.trifft(tag, arten)] if plan.ausnahmen else []
    offen = _grundzeiten(plan, tag, bool(arten), treffend)
    for ausnahme in treffend:
        if not ausnahme.offen and not ausnahme.ist_ganztags:
            offen = _ohne(offen, ausnahme.spanne)
    return tuple(offen)


def _grundzeiten(plan: Zeitplan, tag: date, ferien: bool, treffend: list[Ausnahme]) -> list[Spanne]:
    """A day's hours before those that an exception takes off."""
    if any(ausnahme.offen for ausnahme in treffend):
        return vereine(ausnahme.spanne for ausnahme in treffend if ausnahme.offen)
    if any(ausnahme.ist_ganztags for ausnahme in treffend):
        return []
    if plan.durchgehend:
        return [(0, TAG_MINUTEN)]
    heute = [fenster for fenster in plan.fenster if gilt_am(fenster, tag, ferien)]
    if heute and plan.kalender.feiertag(tag):
        heute = [fenster for fenster in heute if fenster.tag]
    return vereine(fenster.spanne for fenster in heute)


def vereine(teile: Iterable[Spanne]) -> list[Spanne]:
    """Overlapping and touching intervals as one, in order."""
    ergebnis: list[Spanne] = []
    for von, bis in sorted(teile):
        if ergebnis and von <= ergebnis[-1][1]:
            ergebnis[-1] = (ergebnis[-1][0], max(bis, ergebnis[-1][1]))
        else:
            ergebnis.append((von, bis))
    return ergebnis


def _ohne(offen: list[Spanne], weg: Spanne) -> list[Spanne]:
    teile = [teil for von, bis in offen for teil in ((von, min(bis, weg[0])), (max(von, weg[1]), bis))]
    return [(von, bis) for von, bis in teile if von < bis]


def ist_offen(plan: Zeitplan, moment: datetime) -> bool:
    """Whether it is open at an aware moment; by the clock on the wall, also when the clocks change."""
    ortszeit = in_ortszeit(moment)
    minute = ortszeit.hour * 60 + ortszeit.minute
    return any(von <= minute < bis for von, bis in spannen(plan, ortszeit.date()))


def zeiten_ab(plan: Zeitplan, moment: datetime, tage: int = HORIZONT_TAGE) -> Iterator[tuple[datetime, datetime]]:
    """Open intervals that end after the moment, in UTC; what touches across midnight is one.

    The first one may have begun before; ``tage`` is how many days are looked at.
    """
    moment = moment.astimezone(UTC)
    anfang = in_ortszeit(moment).date() - timedelta(days=1)
    laufend: tuple[datetime, datetime] | None = None
    for tag in (anfang + timedelta(days=n) for n in range(tage + 1)):
        for von, bis in abschnitte(tag, spannen(plan, tag)):
            if laufend and von <= laufend[1]:
                laufend = (laufend[0], bis)
                continue
            if laufend and laufend[1] > moment:
                yield laufend
            laufend = (von, bis)
    if laufend and laufend[1] > moment:
        yield laufend


def naechste_oeffnung(plan: Zeitplan, moment: datetime, tage: int = HORIZONT_TAGE) -> datetime | None:
    """When it opens next, in UTC: the moment itself while it is open; ``None`` if not in ``tage`` days with today."""
    erste = next(zeiten_ab(plan, moment, tage), None)
    return max(erste[0], moment.astimezone(UTC)) if erste else None


def schliesst(plan: Zeitplan, moment: datetime, tage: int = 15) -> datetime | None:
    """When it closes, in UTC; ``None`` if it is closed at the moment or goes on for more than ``tage`` × 24 hours."""
    if plan.durchgehend and not plan.ausnahmen:
        return None
    moment = moment.astimezone(UTC)
    # Two days more than asked for: where the days looked at end is no closing time.
    erste = next(zeiten_ab(plan, moment, tage + 2), None)
    if not erste or erste[0] > moment or erste[1] > moment + timedelta(days=tage):
        return None
    return erste[1]


def tage_mit_zeiten(plan: Zeitplan, ab: date, anzahl: int) -> list[tuple[date, tuple[Spanne, ...]]]:
    """The days of ``anzahl`` days from ``ab`` on which it is open, with their minutes."""
    tage = ((tag, spannen(plan, tag)) for tag in (ab + timedelta(days=n) for n in range(anzahl)))
    return [(tag, zeiten) for tag, zeiten in tage if zeiten]


def letzter_tag(fenster: Iterable[Zeitfenster]) -> date | None:
    """The last day on which a window may hold; ``None`` when one has no end, or there is none."""
    enden = [teil.gueltig_bis for teil in fenster]
    return max(enden) if enden and all(enden) else None
