"""What the clock on the wall and the rules say: rhythms, midnight, both changes of the clock, phone and visits.

Monday is 23 November 2026. Holidays and exceptions have a table of their own: ``test_oeffnungszeiten_kalender.py``.
"""

from datetime import UTC, date, datetime, time

import pytest

from netzwerk.oeffnungszeiten import Ferienbezug, Rhythmus, Weg, Zeitfenster, Zeitplan, ist_offen, letzter_tag, spannen
from netzwerk.zeittext import parse_zeiten
from tests.zeiten import antwort, ort, plan, zu

ZWEI_VORMITTAGE = "Mo 9-12; Mi 14-18"

FAELLE = {
    # half-open: the first minute counts, the last one does not
    "before": ("Mo 9-12", "2026-11-23 08:59", "zu bis 2026-11-23 09:00"),
    "first minute": ("Mo 9-12", "2026-11-23 09:00", "offen bis 2026-11-23 12:00"),
    "last minute": ("Mo 9-12", "2026-11-23 11:59", "offen bis 2026-11-23 12:00"),
    "end": ("Mo 9-12", "2026-11-23 12:00", "zu bis 2026-11-30 09:00"),
    "next weekday": (ZWEI_VORMITTAGE, "2026-11-23 12:00", "zu bis 2026-11-25 14:00"),
    "round the week": (ZWEI_VORMITTAGE, "2026-11-25 18:00", "zu bis 2026-11-30 09:00"),
    "odd minutes": ("Mo 9.05-9.10", "2026-11-23 09:09", "offen bis 2026-11-23 09:10"),
    "no hours at all": ("", "2026-11-23 09:00", "zu"),
    # several windows a day
    "lunch break": ("Mo 9-12 und 14-18", "2026-11-23 13:00", "zu bis 2026-11-23 14:00"),
    "overlapping": ("Mo 9-12; Mo 11-15", "2026-11-23 10:00", "offen bis 2026-11-23 15:00"),
    "touching": ("Mo 9-12; Mo 12-15", "2026-11-23 11:59", "offen bis 2026-11-23 15:00"),
    "one inside the other": ("Mo 8-18; Mo 10-11", "2026-11-23 10:30", "offen bis 2026-11-23 18:00"),
    "rule and other rhythm overlap": ("Mo 9-12; letzter Mo 11-14", "2026-11-30 09:00", "offen bis 2026-11-30 14:00"),
    # midnight
    "until 24": ("Fr 20-24", "2026-11-27 23:59", "offen bis 2026-11-28 00:00"),
    "midnight itself": ("Fr 20-24", "2026-11-28 00:00", "zu bis 2026-12-04 20:00"),
    "across midnight": ("Fr 20-24; Sa 0-2", "2026-11-27 23:00", "offen bis 2026-11-28 02:00"),
    "after midnight": ("Fr 20-24; Sa 0-2", "2026-11-28 01:59", "offen bis 2026-11-28 02:00"),
    "across the week": ("So 22-24; Mo 0-1", "2026-11-22 22:00", "offen bis 2026-11-23 01:00"),
    "whole day": ("Di 0-24", "2026-11-24 12:00", "offen bis 2026-11-25 00:00"),
    "two whole days": ("Di 0-24; Mi 0-24", "2026-11-24 00:00", "offen bis 2026-11-26 00:00"),
    "across the year": ("Do 20-24; Fr 0-1", "2026-12-31 23:30", "offen bis 2027-01-01 01:00"),
    # rhythms
    "1. Mi": ("1. Mi 9-12", "2026-12-02 09:00", "offen bis 2026-12-02 12:00"),
    "2. Mi is not the 1st": ("1. Mi 9-12", "2026-12-09 09:00", "zu bis 2027-01-06 09:00"),
    "1st day of a month": ("1. Di 9-12", "2026-12-01 09:00", "offen bis 2026-12-01 12:00"),
    "7th day is still the 1st": ("1. Mo 9-12", "2026-12-07 09:00", "offen bis 2026-12-07 12:00"),
    "8th day is the 2nd": ("1. Di 9-12", "2026-12-08 09:00", "zu bis 2027-01-05 09:00"),
    "4. Mi with five": ("4. Mi 9-12", "2026-12-30 09:00", "zu bis 2027-01-27 09:00"),
    "last of five": ("letzter Mi 9-12", "2026-12-23 09:00", "zu bis 2026-12-30 09:00"),
    "last of four": ("letzter Mo 9-12", "2027-02-22 09:00", "offen bis 2027-02-22 12:00"),
    "even week": ("Mo 9-12 (gerade Wochen)", "2026-11-23 09:00", "offen bis 2026-11-23 12:00"),
    "odd week": ("Mo 9-12 (ungerade Wochen)", "2026-11-23 09:00", "zu bis 2026-11-30 09:00"),
    "odd week 53": ("Do 9-12 (ungerade Wochen)", "2026-12-31 09:00", "offen bis 2026-12-31 12:00"),
    "odd week 1 follows 53": ("Do 9-12 (ungerade Wochen)", "2026-12-31 12:00", "zu bis 2027-01-07 09:00"),
    "even: three weeks over 53": ("Do 9-12 (gerade Wochen)", "2026-12-24 12:00", "zu bis 2027-01-14 09:00"),
    "1.1.2027 lies in week 53": ("Fr 9-12 (ungerade Wochen)", "2027-01-01 09:00", "offen bis 2027-01-01 12:00"),
    "every 2nd week: first": (
        "Di 9-12 (alle 2 Wochen) (ab 24.11.2026)",
        "2026-11-24 09:00",
        "offen bis 2026-11-24 12:00",
    ),
    "every 2nd week: not": ("Di 9-12 (alle 2 Wochen) (ab 24.11.2026)", "2026-12-01 09:00", "zu bis 2026-12-08 09:00"),
    "every 2nd week over 53": (
        "Di 9-12 (alle 2 Wochen) (ab 24.11.2026)",
        "2026-12-29 12:00",
        "zu bis 2027-01-05 09:00",
    ),
    "every 2nd week counts from the Monday": (
        "Mo 9-12 (alle 2 Wochen) (ab 24.11.2026)",
        "2026-11-24 09:00",
        "zu bis 2026-12-07 09:00",
    ),
    "every 4th week": ("Fr 9-12 (alle 4 Wochen) (ab 27.11.2026)", "2026-12-04 09:00", "zu bis 2026-12-25 09:00"),
    "every 4th week before it begins": (
        "Fr 9-12 (alle 4 Wochen) (ab 27.11.2026)",
        "2026-10-30 09:00",
        "zu bis 2026-11-27 09:00",
    ),
    # validity, both ends inclusive
    "before it holds": ("Mo 9-12 (ab 30.11.2026)", "2026-11-23 09:00", "zu bis 2026-11-30 09:00"),
    "first day": ("Mo 9-12 (ab 30.11.2026)", "2026-11-30 09:00", "offen bis 2026-11-30 12:00"),
    "last day": ("Mo 9-12 (bis 30.11.2026)", "2026-11-30 11:00", "offen bis 2026-11-30 12:00"),
    "after it held": ("Mo 9-12 (bis 30.11.2026)", "2026-11-30 12:00", "zu"),
    "summer hours": ("Mo 9-12 (1.6.2027 bis 31.8.2027)", "2026-11-23 09:00", "zu bis 2027-06-07 09:00"),
    "too far away": ("Mo 9-12 (ab 1.1.2029)", "2026-11-23 09:00", "zu"),
    "single day": ("3.12.2026 9-12", "2026-11-26 09:00", "zu bis 2026-12-03 09:00"),
    "single day is over": ("3.12.2026 9-12", "2026-12-03 12:00", "zu"),
    # leap day
    "29 February": ("Di 9-12", "2028-02-29 09:00", "offen bis 2028-02-29 12:00"),
    "29 February as a date": ("29.2.2028 9-12", "2028-02-28 09:00", "zu bis 2028-02-29 09:00"),
    "last Tuesday is the 29th": ("letzter Di 9-12", "2028-02-22 09:00", "zu bis 2028-02-29 09:00"),
    # the clock skips 2:00-3:00 on 29 March 2026
    "open over the skipped hour": ("So 1-4", "2026-03-29 01:30", "offen bis 2026-03-29 04:00"),
    "skipped hour is not there": ("So 2-3", "2026-03-29 01:59", "zu bis 2026-04-05 02:00"),
    "ends in the skipped hour": ("So 1-2.30", "2026-03-29 01:59", "offen bis 2026-03-29 03:00"),
    "begins in the skipped hour": ("So 2.30-4", "2026-03-29 01:00", "zu bis 2026-03-29 03:00"),
    "touches through the skipped hour": ("So 1-2; So 3-4", "2026-03-29 01:30", "offen bis 2026-03-29 04:00"),
    "morning after the change": ("So 9-12", "2026-03-29 08:00", "zu bis 2026-03-29 09:00"),
    "night into the short day": ("Sa 22-24; So 0-6", "2026-03-28 22:00", "offen bis 2026-03-29 06:00"),
    # the clock shows 2:00-3:00 twice on 25 October 2026
    "first of the doubled hour": ("So 2-3", "2026-10-25 02:30", "offen bis 2026-10-25 03:00"),
    "second of the doubled hour": ("So 2-3", "2026-10-25 02:30B", "offen bis 2026-10-25 03:00"),
    "part of the doubled hour": ("So 2-2.30", "2026-10-25 02:29", "offen bis 2026-10-25 02:30"),
    "between the two": ("So 2-2.30", "2026-10-25 02:45", "zu bis 2026-10-25 02:00B"),
    "part of the doubled hour again": ("So 2-2.30", "2026-10-25 02:15B", "offen bis 2026-10-25 02:30B"),
    "second half comes twice too": ("So 2.30-3", "2026-10-25 02:30", "offen bis 2026-10-25 02:00B"),
    "evening of the long day": ("So 18-20", "2026-10-25 17:59", "zu bis 2026-10-25 18:00"),
    "night into the long day": ("Sa 22-24; So 0-6", "2026-10-24 23:00", "offen bis 2026-10-25 06:00"),
}


@pytest.mark.parametrize(("zeiten", "moment", "soll"), FAELLE.values(), ids=FAELLE)
def test_hours(zeiten, moment, soll):
    assert antwort(plan(zeiten), moment) == soll


RUND_UM = {
    "always": ((), "2026-11-23 03:00", "offen"),
    "until it closes": ((zu("2026-11-25"),), "2026-11-23 03:00", "offen bis 2026-11-25 00:00"),
    "while it is closed": ((zu("2026-11-25"),), "2026-11-25 03:00", "zu bis 2026-11-26 00:00"),
    "some hours closed": ((zu("2026-11-25", uhr="10:00-11:30"),), "2026-11-25 10:00", "zu bis 2026-11-25 11:30"),
    "closed far away": ((zu("2027-06-01"),), "2026-11-23 03:00", "offen"),
    "holidays do not count": ((), "2026-12-25 03:00", "offen"),
}


@pytest.mark.parametrize(("ausnahmen", "moment", "soll"), RUND_UM.values(), ids=RUND_UM)
def test_around_the_clock(ausnahmen, moment, soll):
    assert antwort(plan("", *ausnahmen, land="NI", durchgehend=True), moment) == soll


ZWEIERLEI = "Mo 9-12; Mo 14-16 (Telefon)"


@pytest.mark.parametrize(
    ("zeiten", "weg", "moment", "soll"),
    [
        (ZWEIERLEI, Weg.BESUCH, "2026-11-23 15:00", "zu bis 2026-11-30 09:00"),
        (ZWEIERLEI, Weg.TELEFON, "2026-11-23 15:00", "offen bis 2026-11-23 16:00"),
        (ZWEIERLEI, Weg.TELEFON, "2026-11-23 10:00", "zu bis 2026-11-23 14:00"),
        ("Mo 9-12", Weg.TELEFON, "2026-11-23 10:00", "offen bis 2026-11-23 12:00"),
        ("Mo 9-12 (Telefon)", Weg.BESUCH, "2026-11-23 10:00", "zu"),
    ],
)
def test_phone_hours_stand_apart(zeiten, weg, moment, soll):
    assert antwort(plan(zeiten).fuer(weg), moment) == soll


def test_seconds_do_not_matter():
    offen = [ist_offen(plan("Mo 9-12"), ort("2026-11-23 08:59").replace(second=s)) for s in (0, 59)]
    letzte = [ist_offen(plan("Mo 9-12"), ort("2026-11-23 11:59").replace(second=s)) for s in (0, 59)]

    assert (offen, letzte) == ([False, False], [True, True])


def test_any_zone_means_the_same_moment():
    assert ist_offen(plan("Mo 9-12"), datetime.fromisoformat("2026-11-23T03:30:00-05:00"))
    assert not ist_offen(plan("Mo 9-12"), datetime(2026, 11, 23, 11, 0, tzinfo=UTC))


def test_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="without time zone"):
        ist_offen(plan("Mo 9-12"), datetime(2026, 11, 23, 9))


def test_minutes_of_a_day_are_merged_and_in_order():
    assert spannen(plan("Mo 14-16; Mo 9-12; Mo 11-13"), date(2026, 11, 23)) == ((540, 780), (840, 960))


def test_every_second_week_without_a_first_day_is_every_week():
    """The database refuses such a row; a value that is made anyway says the hours rather than none."""
    fenster = Zeitfenster(0, time(9), time(12), Rhythmus.ALLE_ZWEI)

    assert [bool(spannen(Zeitplan((fenster,)), date(2026, 11, tag))) for tag in (16, 23, 30)] == [True] * 3


def test_single_date_holds_whatever_weekday_and_rhythm_say():
    tag = date(2026, 12, 3)
    fenster = Zeitfenster(0, time(9), time(12), Rhythmus.GERADE, False, tag, tag, Ferienbezug.FERIEN)

    assert [bool(spannen(Zeitplan((fenster,)), date(2026, 12, n))) for n in (2, 3, 4)] == [False, True, False]


@pytest.mark.parametrize(
    ("zeiten", "soll"),
    [
        ("", None),
        ("Mo 9-12", None),
        ("3.12.2026 9-12; 10.12.2026 9-12", date(2026, 12, 10)),
        ("3.12.2026 9-12; Mo 9-12", None),
        ("Mo 9-12 (bis 30.11.2026)", date(2026, 11, 30)),
    ],
)
def test_last_day(zeiten, soll):
    assert letzter_tag(parse_zeiten(zeiten)) == soll
