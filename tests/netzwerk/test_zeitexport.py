"""Hours for machines, read back: every format says the days and minutes that the engine says."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import gettz
from hypothesis import given
from hypothesis import strategies as st

from netzwerk.oeffnungszeiten import (
    WOCHEN,
    Ausnahme,
    Ferienart,
    Ferienbezug,
    Rhythmus,
    Weg,
    Zeitfenster,
    Zeitplan,
    gilt_am,
    spannen,
    vereine,
)
from netzwerk.zeitexport import VORSCHAU, WOCHENTAGE, osm_zeiten, rrule, schema_zeiten
from netzwerk.zeittext import parse_zeiten
from tests.zeiten import auf, plan, zu, zu_in

HEUTE = date(2026, 11, 23)  # a Monday
TAGE = [HEUTE + timedelta(days=n) for n in range(VORSCHAU)]

daten = st.integers(-20, 80).map(lambda n: HEUTE + timedelta(days=n))
uhrzeiten = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@st.composite
def stunden(draw):
    von, bis = sorted([draw(uhrzeiten), draw(uhrzeiten)])
    return (von, time(0)) if von == bis else (von, bis)


@st.composite
def zeitfenster(draw):
    rhythmus = draw(st.sampled_from([Rhythmus.WOECHENTLICH, *Rhythmus]))
    von = draw(daten if rhythmus in WOCHEN else st.none() | daten)
    bis = draw(st.none() | daten)
    if von and bis:
        von, bis = sorted([von, bis])
    ferien = draw(st.sampled_from(Ferienbezug))
    return Zeitfenster(draw(st.integers(0, 6)), *draw(stunden()), rhythmus, False, von, bis, ferien)


@st.composite
def ausnahmen(draw):
    offen = draw(st.booleans())
    return Ausnahme(*sorted([draw(daten), draw(daten)]), None, offen, *(draw(stunden()) if offen else (None, None)))


def schema_tag(daten_: dict, tag: date) -> tuple:
    """The open minutes of a day as a reader of schema.org would take them."""
    besondere = [
        zeile
        for zeile in daten_.get("specialOpeningHoursSpecification", [])
        if zeile["validFrom"] <= tag.isoformat() <= zeile["validThrough"]
    ]
    regeln = [
        zeile
        for zeile in daten_.get("openingHoursSpecification", [])
        if f"https://schema.org/{WOCHENTAGE[tag.weekday()]}" in zeile["dayOfWeek"]
        and zeile.get("validFrom", "") <= tag.isoformat() <= zeile.get("validThrough", "9")
    ]
    return tuple(vereine(filter(None, map(_spanne, besondere or regeln))))


def _spanne(zeile: dict) -> tuple[int, int] | None:
    von, bis = (int(zeile[name][:2]) * 60 + int(zeile[name][3:]) for name in ("opens", "closes"))
    if von == bis == 0:
        return None
    return von, {0: 1440, 23 * 60 + 59: 1440}.get(bis, bis)


@given(st.lists(zeitfenster(), max_size=5), st.lists(ausnahmen(), max_size=2), st.booleans())
def test_schema_says_every_day_what_holds(fenster, zeilen, durchgehend):
    kalender = plan(land="NI", jahre=(2026, 2027)).kalender
    eines = Zeitplan(tuple(fenster), tuple(zeilen), kalender, durchgehend)
    gelesen = schema_zeiten(eines, HEUTE)

    assert [schema_tag(gelesen, tag) for tag in TAGE] == [spannen(eines, tag) for tag in TAGE]


@given(zeitfenster())
def test_rrule_gives_the_days_that_hold(fenster):
    """All but the school holidays, which no rule can say."""
    regel = rrule(fenster, HEUTE)
    ohne_ferien = replace(fenster, ferien=Ferienbezug.IMMER)
    ende = datetime.combine(TAGE[-1], time.max, gettz("Europe/Berlin"))
    gelesen = rrulestr(regel, tzids=gettz).between(datetime(2026, 1, 1, tzinfo=ende.tzinfo), ende) if regel else []

    assert [wann.date() for wann in gelesen] == [tag for tag in TAGE if gilt_am(ohne_ferien, tag)]


HERBST = plan("Mo 9-12", zu_in(Ferienart.HERBST), land="NI", jahre=(2026,))
OSM = {
    "week": (plan("Mo-Fr 9-12"), "Mo-Fr 09:00-12:00"),
    "two a day": (plan("Mo, Di, Do 9-12 und 14-18"), "Mo-Tu,Th 09:00-12:00,14:00-18:00"),
    "midnight": (plan("Fr 20-24"), "Fr 20:00-24:00"),
    "overlapping": (plan("Mo 9-12; Mo 11-14"), "Mo 09:00-14:00"),
    "n-th": (plan("Mo 9-12; 1. Mi 14-16"), "Mo 09:00-12:00, We[1] 14:00-16:00"),
    "last": (plan("letzter Do 9-12"), "Th[-1] 09:00-12:00"),
    "even": (plan("Mo 9-12 (gerade Wochen)"), "week 02-52/2 Mo 09:00-12:00"),
    "odd": (plan("Mo 9-12 (ungerade Wochen)"), "week 01-53/2 Mo 09:00-12:00"),
    "holidays": (plan("Mo 9-12", land="NI"), "Mo 09:00-12:00; PH off"),
    "from": (plan("Mo 9-12 (ab 1.12.2026)"), "2026 Dec 01+ Mo 09:00-12:00"),
    "until": (plan("Mo 9-12 (bis 31.12.2026)"), "2026 Nov 23-2026 Dec 31 Mo 09:00-12:00"),
    "over": (plan("Mo 9-12 (bis 31.10.2026)"), ""),
    "date": (plan("3.12.2026 18-20"), "2026 Dec 03 18:00-20:00"),
    "every 4th week": (
        plan("Fr 9-12 (alle 4 Wochen) (ab 27.11.2026)"),
        "2026 Nov 27,2026 Dec 25,2027 Jan 22,2027 Feb 19 09:00-12:00",
    ),
    "term": (
        plan("Mo 9-12 (nicht in den Ferien); Di 9-12"),
        "Mo-Tu 09:00-12:00; SH off, SH Tu 09:00-12:00",
    ),
    "closed": (
        plan("Mo 9-12", zu("2026-11-30", "2026-12-14")),
        "Mo 09:00-12:00; 2026 Nov 30 off; 2026 Dec 07 off; 2026 Dec 14 off",
    ),
    "other hours": (plan("Mo 9-12", auf("2026-11-30", "10:00-11:00")), "Mo 09:00-12:00; 2026 Nov 30 10:00-11:00"),
    "date on a holiday": (
        plan("Fr 9-12; 25.12.2026 14-16", land="NI"),
        "Fr 09:00-12:00, 2026 Dec 25 14:00-16:00; PH off; 2026 Dec 25 14:00-16:00",
    ),
    "school holidays that are over": (HERBST, "Mo 09:00-12:00; PH off"),
    "always": (plan(durchgehend=True), "24/7"),
    "always but": (plan("", zu("2026-12-24"), durchgehend=True), "24/7; 2026 Dec 24 off"),
    "by appointment": (plan(nach_vereinbarung=True), '"nach Vereinbarung"'),
    "both": (plan("Mo 9-12", nach_vereinbarung=True), 'Mo 09:00-12:00 || "nach Vereinbarung"'),
    "nothing": (plan(), ""),
    "visits only": (plan("Mo 9-12; Di 9-12 (Telefon)").fuer(Weg.BESUCH), "Mo 09:00-12:00"),
}


@pytest.mark.parametrize(("eines", "soll"), OSM.values(), ids=OSM)
def test_osm(eines, soll):
    assert osm_zeiten(eines, HEUTE) == soll


def test_schema_of_plain_hours():
    assert schema_zeiten(plan("Mo, Di 9-12", zu("2026-11-24")), HEUTE) == {
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": ["https://schema.org/Monday", "https://schema.org/Tuesday"],
                "opens": "09:00",
                "closes": "12:00",
            }
        ],
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "opens": "00:00",
                "closes": "00:00",
                "validFrom": "2026-11-24",
                "validThrough": "2026-11-24",
            }
        ],
    }


def test_nothing_known_says_nothing():
    assert schema_zeiten(plan(nach_vereinbarung=True), HEUTE) == {}
    assert rrule(parse_zeiten("Mo 9-12 (bis 31.10.2026)")[0], HEUTE) is None
