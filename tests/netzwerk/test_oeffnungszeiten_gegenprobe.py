"""The engine against a slow reference that goes through the minutes one by one.

The reference is written from the meaning of the rules and shares no code with the engine: minutes are counted in UTC,
``zoneinfo`` says what the clock on the wall shows, holidays are a list of their own. ``BEISPIELE=20000`` in the
environment lets it run longer.
"""

import os
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dateutil.easter import easter
from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerk.oeffnungszeiten import (
    Ausnahme,
    Ferienart,
    Ferienbezug,
    Ferienzeit,
    Kalender,
    Rhythmus,
    Weg,
    Zeitfenster,
    Zeitplan,
    ist_offen,
    naechste_oeffnung,
    schliesst,
    zeiten_ab,
)

BERLIN = ZoneInfo("Europe/Berlin")
TAGE = 4
MINUTE = timedelta(minutes=1)
BEISPIELE = int(os.environ.get("BEISPIELE", "200"))


def feiertage(land, katholisch, jahr):
    ostern = easter(jahr)
    tage = {date(jahr, 1, 1), date(jahr, 5, 1), date(jahr, 10, 3), date(jahr, 12, 25), date(jahr, 12, 26)}
    tage |= {ostern + timedelta(days=abstand) for abstand in (-2, 1, 39, 50)}
    if land in ("NI", "SN"):
        tage.add(date(jahr, 10, 31))
    if land == "SN":
        tage.add(next(date(jahr, 11, tag) for tag in range(16, 23) if date(jahr, 11, tag).weekday() == 2))
    if land == "BY":
        tage |= {date(jahr, 1, 6), date(jahr, 11, 1), ostern + timedelta(days=60)}
    if katholisch and land == "BY":
        tage.add(date(jahr, 8, 15))
    if katholisch and land == "SN":
        tage.add(ostern + timedelta(days=60))
    return tage


def rhythmus_passt(fenster, tag):
    gleiche = [n for n in range(1, monthrange(tag.year, tag.month)[1] + 1) if (n - tag.day) % 7 == 0]
    woche = int(tag.strftime("%V"))
    if fenster.rhythmus == "gerade":
        return woche in range(0, 54, 2)
    if fenster.rhythmus == "ungerade":
        return woche in range(1, 54, 2)
    if fenster.rhythmus in ("alle2", "alle4"):
        montag = fenster.gueltig_von
        while montag.weekday() != 0:
            montag -= timedelta(days=1)
        while montag + timedelta(days=6) < tag:
            montag += timedelta(weeks=int(fenster.rhythmus[-1]))
        return montag <= tag
    if fenster.rhythmus == "letzter":
        return tag.day == gleiche[-1]
    if fenster.rhythmus in ("1", "2", "3", "4"):
        return tag.day == gleiche[int(fenster.rhythmus) - 1]
    return True


def ist_einzeltag(fenster):
    return fenster.gueltig_von is not None and fenster.gueltig_von == fenster.gueltig_bis


def fenster_gilt(fenster, tag, ferien):
    if ist_einzeltag(fenster):
        return fenster.gueltig_von == tag
    if fenster.wochentag != tag.weekday():
        return False
    if fenster.gueltig_von is not None and tag < fenster.gueltig_von:
        return False
    if fenster.gueltig_bis is not None and tag > fenster.gueltig_bis:
        return False
    if fenster.ferien == "schulzeit" and ferien:
        return False
    if fenster.ferien == "ferien" and not ferien:
        return False
    return rhythmus_passt(fenster, tag)


def dazwischen(uhr, ab, ende):
    """Whether the clock time lies in the hours; none are the whole day, an end at 0:00 is the end of the day."""
    return ab is None or (ab <= uhr and (ende == time(0) or uhr < ende))


def tagesablauf(plan, tag):
    """For each minute that a clock can show, whether it is open. The rules as ``oeffnungszeiten`` orders them."""
    arten = {zeit.art for zeit in plan.kalender.ferien if zeit.von <= tag <= zeit.bis}
    heute = [a for a in plan.ausnahmen if (a.ferien in arten if a.ferien else a.von <= tag <= a.bis)]
    oeffnend = [a for a in heute if a.offen]
    schliessend = [a for a in heute if not a.offen]
    land = plan.kalender.land
    ist_feiertag = land is not None and tag in feiertage(land, plan.kalender.katholisch, tag.year)
    fenster = [f for f in plan.fenster if fenster_gilt(f, tag, bool(arten)) and (ist_einzeltag(f) or not ist_feiertag)]
    ablauf = []
    for minute in range(24 * 60):
        uhr = time(minute // 60, minute % 60)
        if oeffnend:
            offen = any(dazwischen(uhr, a.ab, a.ende) for a in oeffnend)
        elif any(a.ab is None for a in schliessend):
            offen = False
        elif plan.durchgehend:
            offen = True
        else:
            offen = any(dazwischen(uhr, f.von, f.bis) for f in fenster)
        if any(a.ab is not None and dazwischen(uhr, a.ab, a.ende) for a in schliessend):
            offen = False
        ablauf.append(offen)
    return ablauf


@cache
def wanduhr(minute):
    """The local day and its minute."""
    hier = minute.astimezone(BERLIN)
    return hier.date(), hier.hour * 60 + hier.minute


class Minuten:
    """The reference: one answer for each minute in UTC; a day's answers are kept."""

    def __init__(self, plan):
        self.plan = plan
        self.tage = {}

    def __call__(self, moment):
        tag, uhr = wanduhr(moment.replace(second=0))
        if tag not in self.tage:
            self.tage[tag] = tagesablauf(self.plan, tag)
        return self.tage[tag][uhr]


def minuten_bis(moment, tage):
    """Whole minutes from the one of the moment to the end of the last local day, today counted."""
    minute = moment.replace(second=0)
    schluss = wanduhr(minute)[0] + timedelta(days=tage)
    while wanduhr(minute)[0] < schluss:
        yield minute
        minute += MINUTE


def laeufe(offen, moment):
    """Open minutes in a row as first and end, what began before the moment from the moment on."""
    ergebnis = []
    for minute in minuten_bis(moment, TAGE):
        if not offen(minute):
            continue
        if ergebnis and ergebnis[-1][1] == minute:
            ergebnis[-1] = (ergebnis[-1][0], minute + MINUTE)
        else:
            ergebnis.append((max(minute, moment), minute + MINUTE))
    return ergebnis


def ende(offen, moment):
    minute = moment.replace(second=0)
    if not offen(minute):
        return None
    while offen(minute):
        minute += MINUTE
        if minute > moment + timedelta(days=TAGE):
            return None
    return minute


ANFAENGE = [
    date(2026, 3, 28),
    date(2026, 4, 2),
    date(2026, 5, 31),
    date(2026, 8, 14),
    date(2026, 10, 24),
    date(2026, 10, 30),
    date(2026, 11, 17),
    date(2026, 12, 24),
    date(2026, 12, 30),
    date(2027, 3, 27),
    date(2028, 2, 27),
]
uhrzeiten = st.builds(time, st.one_of(st.integers(0, 4), st.integers(0, 23)), st.sampled_from([0, 0, 30, 45]))


@st.composite
def stunden(draw):
    von, bis = sorted([draw(uhrzeiten), draw(uhrzeiten)])
    return (von, time(0)) if von == bis or draw(st.integers(0, 5)) == 0 else (von, bis)


@st.composite
def zeitfenster(draw, tage):
    von, bis = draw(stunden())
    rhythmus = draw(st.sampled_from([Rhythmus.WOECHENTLICH, *Rhythmus]))
    ab = draw(tage if rhythmus.startswith("alle") else st.none() | tage)
    gueltig_bis = draw(st.none() | tage)
    if ab and gueltig_bis:
        ab, gueltig_bis = sorted([ab, gueltig_bis])
    wochentag = draw(tage).weekday()
    return Zeitfenster(
        wochentag, von, bis, rhythmus, draw(st.booleans()), ab, gueltig_bis, draw(st.sampled_from(Ferienbezug))
    )


@st.composite
def ausnahmen(draw, tage):
    offen = draw(st.booleans())
    ab, schluss = draw(stunden()) if offen or draw(st.booleans()) else (None, None)
    rest = (offen, ab, schluss, draw(st.booleans()))
    if draw(st.integers(0, 3)) == 0:
        return Ausnahme(None, None, draw(st.sampled_from(Ferienart)), *rest)
    return Ausnahme(*sorted([draw(tage), draw(tage)]), None, *rest)


@st.composite
def plaene_und_momente(draw):
    anfang = draw(st.sampled_from(ANFAENGE))
    tage = st.integers(-6, 9).map(lambda n: anfang + timedelta(days=n))
    ferien = draw(st.lists(st.tuples(st.sampled_from(Ferienart), tage, tage), max_size=2))
    kalender = Kalender(
        draw(st.sampled_from([None, "", "NI", "BY", "SN"])),
        draw(st.booleans()),
        tuple(Ferienzeit(art, min(a, b), max(a, b)) for art, a, b in ferien),
    )
    plan = Zeitplan(
        tuple(draw(st.lists(zeitfenster(tage), max_size=6))),
        tuple(draw(st.lists(ausnahmen(tage), max_size=4))),
        kalender,
        draw(st.integers(0, 7)) == 0,
    )
    moment = datetime.combine(anfang, time(0), UTC) + timedelta(seconds=draw(st.integers(0, 3 * 86_400)))
    return plan, moment


@settings(max_examples=BEISPIELE, deadline=None)
@given(plaene_und_momente())
def test_engine_says_what_the_minutes_say(beides):
    plan, moment = beides
    offen = Minuten(plan)
    erwartet = laeufe(offen, moment)

    assert ist_offen(plan, moment) == offen(moment)
    assert naechste_oeffnung(plan, moment, TAGE) == (erwartet[0][0] if erwartet else None)
    assert schliesst(plan, moment, TAGE) == ende(offen, moment)
    assert [(max(von, moment), bis) for von, bis in zeiten_ab(plan, moment, TAGE)] == erwartet


@settings(max_examples=max(BEISPIELE // 10, 20), deadline=None)
@given(plaene_und_momente(), st.sampled_from(Weg))
def test_way_of_reaching_picks_its_hours(beides, weg):
    plan, moment = beides
    telefon = weg is Weg.TELEFON
    if telefon and not any(fenster.nur_telefon for fenster in plan.fenster):
        gemeint = plan
    else:
        fenster = tuple(f for f in plan.fenster if f.nur_telefon == telefon)
        zeilen = tuple(a for a in plan.ausnahmen if a.nur_telefon == telefon or not a.offen)
        gemeint = Zeitplan(fenster, zeilen, plan.kalender, plan.durchgehend)

    assert ist_offen(plan.fuer(weg), moment) == Minuten(gemeint)(moment)
