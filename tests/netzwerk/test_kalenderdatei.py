"""Dates for the calendar: what the rules say, read back by icalendar and counted out by dateutil."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from netzwerk.kalenderdatei import VORSCHAU, Termin, folgen, make_kalender
from netzwerk.oeffnungszeiten import Ausnahme, Ferienart, Zeitfenster, Zeitplan, gilt_am, spannen
from netzwerk.ortszeit import ZONE, abschnitte
from netzwerk.zeittext import parse_zeiten
from tests.zeiten import auf, plan, zu, zu_in

HEUTE = date(2026, 11, 22)  # a Sunday
MOMENT = datetime(2026, 11, 22, 11, tzinfo=UTC)


def termin(zeit: str, ausnahmen=(), **felder) -> Termin:
    return Termin(nummer=12, titel="Nähkurs", plan=Zeitplan(tuple(parse_zeiten(zeit)), tuple(ausnahmen)), **felder)


def events(*termine, moment=MOMENT):
    return Calendar.from_ical(make_kalender(termine, moment=moment, basis="https://portal.example/")).events


def tage(event) -> list[date]:
    """The days on which an event takes place, by the rule as it was written; local time all along."""
    anfang = event.start.replace(tzinfo=None)
    frei = event.get("exdate")
    ausnahmen = {zeit.dt.date() for zeit in frei.dts} if frei else set()
    regel = rrulestr(event["rrule"].to_ical().decode(), dtstart=anfang)
    return [zeit.date() for zeit in regel if zeit.date() not in ausnahmen]


@pytest.mark.parametrize(
    ("zeit", "tag", "gilt"),
    [
        ("Di 9:00-10:00", date(2026, 11, 24), True),
        ("Di 9:00-10:00", date(2026, 11, 25), False),
        ("gerade KW Di 9:00-10:00", date(2026, 11, 24), True),
        ("ungerade KW Di 9:00-10:00", date(2026, 11, 24), False),
        ("ungerade KW Do 9:00-10:00", date(2026, 12, 31), True),
        ("1. Mi im Monat 9:00-10:00", date(2026, 4, 1), True),
        ("1. Mi im Monat 9:00-10:00", date(2026, 4, 8), False),
        ("4. Mi im Monat 9:00-10:00", date(2026, 4, 22), True),
        ("4. Mi im Monat 9:00-10:00", date(2026, 4, 29), False),
        ("letzter Mi im Monat 9:00-10:00", date(2026, 4, 29), True),
        ("letzter Mi im Monat 9:00-10:00", date(2026, 4, 22), False),
        ("letzter Do im Monat 9:00-10:00", date(2026, 12, 31), True),
    ],
)
def test_window_holds_on_its_days(zeit, tag, gilt):
    assert gilt_am(parse_zeiten(zeit)[0], tag) is gilt


def test_validity_is_inclusive():
    fenster = Zeitfenster(1, time(9), time(10), gueltig_von=date(2026, 11, 24), gueltig_bis=date(2026, 12, 1))

    assert [folge.tage for folge in folgen(Termin(12, "Kurs", Zeitplan((fenster,))), am=HEUTE)] == [
        (date(2026, 11, 24), date(2026, 12, 1))
    ]


def test_today_and_the_last_day_count():
    (folge,) = folgen(termin("So 9:00-10:00"), am=HEUTE)

    assert folge.tage[0] == HEUTE
    assert folge.tage[-1] == date(2027, 2, 21)
    assert folge.tage[-1] <= HEUTE + timedelta(days=VORSCHAU)


@pytest.mark.parametrize(
    ("zeit", "regel"),
    [
        ("Di 9:00-10:00", {"FREQ": ["WEEKLY"], "INTERVAL": [1], "COUNT": [13]}),
        ("1. Mi im Monat 9:00-10:00", {"FREQ": ["MONTHLY"], "BYDAY": ["1WE"], "COUNT": [3]}),
        ("letzter Fr im Monat 9:00-10:00", {"FREQ": ["MONTHLY"], "BYDAY": ["-1FR"], "COUNT": [3]}),
    ],
)
def test_rule_says_the_rhythm_and_ends(zeit, regel):
    (event,) = events(termin(zeit))

    assert dict(event["rrule"]) == regel


@pytest.mark.parametrize(
    "zeit",
    [
        "Di 9:00-10:00",
        "gerade KW Di 9:00-10:00",
        "ungerade KW Do 9:00-10:00",
        "2. Mi im Monat 9:00-10:00",
        "4. So im Monat 9:00-10:00",
        "letzter Fr im Monat 9:00-10:00",
    ],
)
def test_rules_give_exactly_the_days_that_hold(zeit):
    eines = termin(zeit)
    soll = [
        HEUTE + timedelta(days=i)
        for i in range(VORSCHAU + 1)
        if gilt_am(eines.plan.fenster[0], HEUTE + timedelta(days=i))
    ]

    assert sorted(tag for event in events(eines) for tag in tage(event)) == soll


def test_odd_weeks_go_on_right_after_week_53():
    """2026 has 53 weeks: after week 53 the next odd one is week 1, seven days later."""
    alt, neu = events(termin("ungerade KW Do 9:00-10:00"))

    assert (tage(alt)[-1], tage(neu)[0]) == (date(2026, 12, 31), date(2027, 1, 7))
    assert (alt["uid"], neu["uid"]) == (
        "12-3-0900-1000-ungerade-2026@portal.example",
        "12-3-0900-1000-ungerade-2027@portal.example",
    )


def test_hours_stay_the_same_on_the_clock_when_summer_time_begins():
    (event,) = events(termin("So 9:00-10:00"), moment=datetime(2027, 3, 20, 12, tzinfo=UTC))
    kalender = make_kalender(
        [termin("So 9:00-10:00")], moment=datetime(2027, 3, 20, 12, tzinfo=UTC), basis="https://portal.example/"
    ).decode()

    assert event.start == datetime(2027, 3, 21, 9, tzinfo=ZONE)
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert tage(event)[:2] == [date(2027, 3, 21), date(2027, 3, 28)]
    assert "BEGIN:VTIMEZONE" in kalender
    assert "BEGIN:DAYLIGHT" in kalender


def test_shortly_before_midnight_in_london_it_is_tomorrow_in_berlin():
    (event,) = events(termin("Mo 9:00-10:00"), moment=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))

    assert event.start.date() == date(2026, 11, 23)


def test_pause_is_left_out_and_never_begins_or_ends_a_rule():
    pausen = (
        Ausnahme(date(2026, 11, 24), date(2026, 11, 24)),
        Ausnahme(date(2026, 12, 22), date(2027, 1, 5)),
    )
    (event,) = events(termin("Di 9:00-10:00", pausen, bis=date(2027, 1, 12)))

    assert tage(event) == [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15), date(2027, 1, 12)]
    assert event.start.date() == date(2026, 12, 1)


def test_nothing_takes_place():
    immer = [Ausnahme(date(2026, 1, 1), date(2027, 12, 31))]

    assert make_kalender([], moment=MOMENT, basis="https://portal.example/") is None
    assert make_kalender([termin("Di 9:00-10:00", immer)], moment=MOMENT, basis="https://a.example/") is None


def test_event_tells_what_where_and_whom_to_call():
    (event,) = events(termin("Di 9:00-10:30", ort="Hofweg 1, 37154 Northeim", telefon="05551 000-1", pfad="/e/12"))

    assert str(event["summary"]) == "Nähkurs"
    assert str(event["location"]) == "Hofweg 1, 37154 Northeim"
    assert str(event["description"]).splitlines() == [
        "Telefon: 05551 000-1",
        "Bitte vorher anrufen: Zeiten können sich ändern.",
        "https://portal.example/e/12",
    ]
    assert event.end == datetime(2026, 11, 24, 10, 30, tzinfo=ZONE)


def test_telephone_hours_have_no_place():
    (event,) = events(termin("Di 9:00-10:00 (Telefon)", ort="Hofweg 1"))

    assert str(event["summary"]) == "Nähkurs (nur am Telefon)"
    assert "location" not in event


def test_risky_entry_stands_without_name_place_and_number():
    heikel = termin("Di 9:00-10:00", ort="Hofweg 1", telefon="05551 000-1", pfad="/e/12", ist_sensibel=True)
    (event,) = events(heikel)

    assert str(event["summary"]) == "Termin (Nr. 12)"
    assert [name for name in ("location", "description", "url") if name in event] == []


def test_uid_stays_the_same_a_week_later():
    (heute,), (spaeter,) = (events(termin("Di 9:00-10:00"), moment=MOMENT + timedelta(days=tage)) for tage in (0, 7))

    assert heute["uid"] == spaeter["uid"] == "12-1-0900-1000-woche@portal.example"


def test_window_until_midnight_ends_on_the_next_day():
    (event,) = events(termin("Di 20:00-24:00"))

    assert (event.start, event.end) == (
        datetime(2026, 11, 24, 20, tzinfo=ZONE),
        datetime(2026, 11, 25, tzinfo=ZONE),
    )


def test_calendar_to_subscribe_to_may_be_empty_and_has_a_name():
    datei = make_kalender([], moment=MOMENT, basis="https://portal.example/", name="Termine in Uslar")

    assert str(Calendar.from_ical(datei)["x-wr-calname"]) == "Termine in Uslar"


def bloecke(datei: bytes | None, bis: date) -> dict[date, set]:
    """The open minutes of each local day as a calendar counts them out: rules, cancelled days, single dates."""
    minuten: dict[date, set] = {}
    for event in Calendar.from_ical(datei).events if datei else []:
        dauer = event.end - event.start
        anfaenge = [datetime.combine(tag, event.start.time(), ZONE) for tag in tage(event)] if "rrule" in event else []
        for anfang in anfaenge or [event.start]:
            minute, ende = anfang.astimezone(UTC), (anfang.astimezone(UTC) + dauer)
            while minute < ende:
                hier = minute.astimezone(ZONE)
                minuten.setdefault(hier.date(), set()).add(minute)
                minute += timedelta(minutes=30)
    return {tag: was for tag, was in minuten.items() if tag <= bis}


def soll(eines: Zeitplan, am: date) -> dict[date, set]:
    """The same minutes as the engine says."""
    minuten: dict[date, set] = {}
    for tag in (am + timedelta(days=n) for n in range(VORSCHAU + 1)):
        for von, bis in abschnitte(tag, spannen(eines, tag)):
            while von < bis:
                minuten.setdefault(tag, set()).add(von)
                von += timedelta(minutes=30)
    return minuten


PLAENE = {
    "Christmas": plan("Mo-Fr 9-12", land="NI"),
    "school holidays": plan(
        "Mo 9-12 (nicht in den Ferien); Di 9-12 (nur in den Ferien)", land="NI", jahre=(2026, 2027)
    ),
    "closed and open": plan("Mo-Fr 9-12", zu("2026-12-01", "2026-12-04"), auf("2026-12-02", "15:00-17:00")),
    "closes early": plan("Mo-Fr 9-12 und 13-16", zu("2026-12-01", uhr="11:00-14:00")),
    "closed in autumn": plan("Mo-Fr 9-12", zu_in(Ferienart.WEIHNACHTEN), land="BY", jahre=(2026, 2027)),
    "every second week": plan("Di 9-12 (alle 2 Wochen) (ab 3.11.2026)", land="NI"),
    "every fourth week": plan("Di 9-12 (alle 4 Wochen) (ab 3.11.2026)", zu("2026-12-01")),
    "even over week 53": plan("Do 9-12 (gerade Wochen)"),
    "odd over week 53": plan("Do 9-12 (ungerade Wochen)", land="NI"),
    "last": plan("letzter Fr 9-12; 1. Mi 14-16", land="NI"),
    "midnight": plan("Fr 20-24; Sa 0-2", zu("2026-12-05", uhr="01:00-02:00")),
    "single dates": plan("3.12.2026 18-20; 25.12.2026 14-16; Fr 9-12", land="NI"),
    "overlapping": plan("Mo 9-12; Mo 11-14; 1. Mo 13-15"),
    "phone and visits": plan("Mo 9-12; Mo 14-16 (Telefon)", zu("2026-12-07", uhr="11:00-15:00")),
}


@pytest.mark.parametrize("eines", PLAENE.values(), ids=PLAENE)
@pytest.mark.parametrize(
    "moment", [MOMENT, datetime(2027, 1, 20, 12, tzinfo=UTC), datetime(2026, 9, 1, 12, tzinfo=UTC)]
)
def test_file_says_the_minutes_that_the_engine_says(eines, moment):
    am = moment.date()
    datei = make_kalender([Termin(12, "Kurs", eines)], moment=moment, basis="https://portal.example/")

    assert bloecke(datei, am + timedelta(days=VORSCHAU)) == soll(eines, am)


@pytest.mark.parametrize("zeit", ["So 1-4", "So 2-3", "So 2.30-5", "So 1-2.30", "Sa 22-24; So 0-6"])
@pytest.mark.parametrize("am", [datetime(2026, 3, 22, 12, tzinfo=UTC), datetime(2026, 10, 20, 12, tzinfo=UTC)])
def test_nights_in_which_the_clock_is_changed(zeit, am):
    datei = make_kalender([Termin(12, "Nachtcafé", plan(zeit))], moment=am, basis="https://portal.example/")

    assert bloecke(datei, am.date() + timedelta(days=VORSCHAU)) == soll(plan(zeit), am.date())


def test_around_the_clock_is_no_date():
    assert (
        make_kalender([Termin(12, "Notruf", plan(durchgehend=True))], moment=MOMENT, basis="https://a.example/") is None
    )


def test_uids_are_never_used_twice():
    eines = plan(
        "Mo 9-12; Mo 9-12 (bis 30.12.2026); Mo 9-12 (nicht in den Ferien)", zu("2026-12-07", uhr="10:00-11:00")
    )
    gefunden = [event["uid"] for event in events(Termin(12, "Kurs", eines), Termin(12, "Halt", eines))]

    assert len(gefunden) == len(set(gefunden)) > 6


def test_single_date_has_no_rule():
    (event,) = events(termin("3.12.2026 18-20"))

    assert "rrule" not in event
    assert event.start == datetime(2026, 12, 3, 18, tzinfo=ZONE)
