"""What the calendar and the exceptions do to hours. Each line: plan, moment, what the engine answers."""

from datetime import date

import pytest

from netzwerk.feiertage import LAND_JE_AGS, feiertag, schulferien
from netzwerk.oeffnungszeiten import Ausnahme, Ferienart, Ferienzeit, Kalender, Weg, Zeitplan, tage_mit_zeiten
from netzwerk.zeittext import parse_zeiten
from tests.zeiten import antwort, auf, plan, zu, zu_in

TAEGLICH = "täglich 9-12"
HERBST = zu_in(Ferienart.HERBST)

FEIERTAGE = {
    "31 October NI": ("NI", "2025-10-31 10:00", "zu bis 2025-11-01 09:00"),
    "31 October BY": ("BY", "2025-10-31 10:00", "offen bis 2025-10-31 12:00"),
    "8 March BE": ("BE", "2027-03-08 10:00", "zu bis 2027-03-09 09:00"),
    "8 March BB": ("BB", "2027-03-08 10:00", "offen bis 2027-03-08 12:00"),
    "8 March MV": ("MV", "2027-03-08 10:00", "zu bis 2027-03-09 09:00"),
    "Fronleichnam NW": ("NW", "2026-06-04 10:00", "zu bis 2026-06-05 09:00"),
    "Fronleichnam NI": ("NI", "2026-06-04 10:00", "offen bis 2026-06-04 12:00"),
    "Bußtag SN": ("SN", "2026-11-18 10:00", "zu bis 2026-11-19 09:00"),
    "Bußtag BY": ("BY", "2026-11-18 10:00", "offen bis 2026-11-18 12:00"),
    "Epiphany BW": ("BW", "2027-01-06 10:00", "zu bis 2027-01-07 09:00"),
    "Epiphany HE": ("HE", "2027-01-06 10:00", "offen bis 2027-01-06 12:00"),
    "Mariä Himmelfahrt SL": ("SL", "2025-08-15 10:00", "zu bis 2025-08-16 09:00"),
    "Mariä Himmelfahrt BY": ("BY", "2025-08-15 10:00", "offen bis 2025-08-15 12:00"),
    "Allerheiligen RP": ("RP", "2027-11-01 10:00", "zu bis 2027-11-02 09:00"),
    "Weltkindertag TH": ("TH", "2027-09-20 10:00", "zu bis 2027-09-21 09:00"),
    "Ostersonntag BB": ("BB", "2026-04-05 10:00", "zu bis 2026-04-07 09:00"),
    "Good Friday to Easter Monday": ("HH", "2026-04-03 08:00", "zu bis 2026-04-04 09:00"),
    "Christmas": ("SH", "2026-12-25 08:00", "zu bis 2026-12-27 09:00"),
    "Christmas Eve is no holiday": ("SH", "2026-12-24 10:00", "offen bis 2026-12-24 12:00"),
    "Unity Day": ("ST", "2026-10-03 10:00", "zu bis 2026-10-04 09:00"),
    "1 May without a Land": ("", "2026-05-01 10:00", "zu bis 2026-05-02 09:00"),
    "31 October without a Land": ("", "2025-10-31 10:00", "offen bis 2025-10-31 12:00"),
    "open on holidays": (None, "2026-12-25 10:00", "offen bis 2026-12-25 12:00"),
}


@pytest.mark.parametrize(("land", "moment", "soll"), FEIERTAGE.values(), ids=FEIERTAGE)
def test_public_holidays(land, moment, soll):
    assert antwort(plan(TAEGLICH, land=land), moment) == soll


@pytest.mark.parametrize(
    ("land", "moment", "soll"),
    [
        ("BY", "2025-08-15 10:00", "zu bis 2025-08-16 09:00"),
        ("SN", "2026-06-04 10:00", "zu bis 2026-06-05 09:00"),
        ("TH", "2026-06-04 10:00", "zu bis 2026-06-05 09:00"),
        ("NI", "2026-06-04 10:00", "offen bis 2026-06-04 12:00"),
    ],
)
def test_holidays_of_catholic_communities(land, moment, soll):
    assert antwort(plan(TAEGLICH, land=land, katholisch=True), moment) == soll


@pytest.mark.parametrize(
    ("zeiten", "soll"),
    [
        ("Fr 1.5.2026 14-18; Fr 9-12", "zu bis 2026-05-01 14:00"),
        ("Fr 9-12; Sa 9-12", "zu bis 2026-05-02 09:00"),
    ],
)
def test_date_given_for_a_holiday_holds(zeiten, soll):
    """Who enters the family day on 1 May means it."""
    assert antwort(plan(zeiten, land="NI"), "2026-05-01 10:00") == soll


def test_date_on_a_day_that_is_closed_does_not_hold():
    assert antwort(plan("1.5.2026 14-18", zu("2026-05-01"), land="NI"), "2026-05-01 10:00") == "zu"


def test_unknown_land_is_an_error_and_not_an_open_door():
    with pytest.raises(KeyError):
        feiertag("XX", date(2026, 12, 25))


@pytest.mark.parametrize("land", sorted(LAND_JE_AGS.values()))
def test_every_land_has_its_holidays_and_summer_holidays(land):
    feste = [feiertag(land, date(2026, *tag)) for tag in ((1, 1), (4, 3), (5, 1), (10, 3), (12, 25), (12, 26))]

    assert "" not in feste
    assert "sommer" in [art for art, _von, _bis in schulferien(land, 2026)]


AUSNAHMEN = {
    "closed all day": ((zu("2026-11-24"),), "2026-11-24 10:00", "zu bis 2026-11-25 09:00"),
    "both ends inclusive: first": ((zu("2026-11-24", "2026-11-26"),), "2026-11-24 09:00", "zu bis 2026-11-27 09:00"),
    "both ends inclusive: last": ((zu("2026-11-24", "2026-11-26"),), "2026-11-26 11:59", "zu bis 2026-11-27 09:00"),
    "day before": ((zu("2026-11-24"),), "2026-11-23 11:59", "offen bis 2026-11-23 12:00"),
    "some hours off": ((zu("2026-11-24", uhr="10:00-11:00"),), "2026-11-24 10:00", "zu bis 2026-11-24 11:00"),
    "before the hours off": ((zu("2026-11-24", uhr="10:00-11:00"),), "2026-11-24 09:30", "offen bis 2026-11-24 10:00"),
    "closes early": ((zu("2026-11-24", uhr="11:00-00:00"),), "2026-11-24 09:30", "offen bis 2026-11-24 11:00"),
    "opens late": ((zu("2026-11-24", uhr="00:00-10:30"),), "2026-11-24 09:30", "zu bis 2026-11-24 10:30"),
    "two closures overlap": (
        (zu("2026-11-24", uhr="09:30-10:30"), zu("2026-11-23", "2026-11-25", uhr="10:00-11:00")),
        "2026-11-24 09:30",
        "zu bis 2026-11-24 11:00",
    ),
    "closures that cover all": (
        (zu("2026-11-24", uhr="09:00-10:30"), zu("2026-11-24", uhr="10:00-12:00")),
        "2026-11-24 08:00",
        "zu bis 2026-11-25 09:00",
    ),
    "other hours": ((auf("2026-11-24", "15:00-17:00"),), "2026-11-24 10:00", "zu bis 2026-11-24 15:00"),
    "inside the other hours": ((auf("2026-11-24", "15:00-17:00"),), "2026-11-24 16:00", "offen bis 2026-11-24 17:00"),
    "other hours twice": (
        (auf("2026-11-24", "15:00-17:00"), auf("2026-11-24", "16:00-19:00")),
        "2026-11-24 15:00",
        "offen bis 2026-11-24 19:00",
    ),
    "opening beats closing": (
        (zu("2026-11-23", "2026-11-27"), auf("2026-11-25", "10:00-11:00")),
        "2026-11-24 10:00",
        "zu bis 2026-11-25 10:00",
    ),
    "closed hours are taken off other hours": (
        (auf("2026-11-24", "10:00-18:00"), zu("2026-11-24", uhr="12:00-13:00")),
        "2026-11-24 11:00",
        "offen bis 2026-11-24 12:00",
    ),
    "open until midnight and on": (
        (auf("2026-11-24", "20:00-00:00"), auf("2026-11-25", "00:00-02:00")),
        "2026-11-24 22:00",
        "offen bis 2026-11-25 02:00",
    ),
    "open on a holiday": ((auf("2026-12-25", "14:00-16:00"),), "2026-12-25 10:00", "zu bis 2026-12-25 14:00"),
    "inside on a holiday": ((auf("2026-12-25", "14:00-16:00"),), "2026-12-25 15:00", "offen bis 2026-12-25 16:00"),
    "closed hours on a holiday": (
        (zu("2026-12-25", uhr="09:00-10:00"),),
        "2026-12-25 11:00",
        "zu bis 2026-12-27 09:00",
    ),
    "leap day closed": ((zu("2028-02-29"),), "2028-02-29 10:00", "zu bis 2028-03-01 09:00"),
    "closed over the year": ((zu("2026-12-24", "2027-01-03"),), "2026-12-24 09:00", "zu bis 2027-01-04 09:00"),
    "closed for more than a year": ((zu("2026-11-01", "2028-12-31"),), "2026-11-24 09:00", "zu"),
    "closed by day over the changed clock": ((zu("2026-10-25"),), "2026-10-25 02:30B", "zu bis 2026-10-26 09:00"),
}


@pytest.mark.parametrize(("ausnahmen", "moment", "soll"), AUSNAHMEN.values(), ids=AUSNAHMEN)
def test_exceptions(ausnahmen, moment, soll):
    assert antwort(plan(TAEGLICH, *ausnahmen, land="NI"), moment) == soll


# School holidays in Niedersachsen 2026: autumn 12–24 October; a Monday and the Saturday after it.
FERIEN = {
    "not in the holidays: before": (
        "Mo-Fr 9-12 (nicht in den Ferien)",
        (),
        "2026-10-09 12:00",
        "zu bis 2026-10-26 09:00",
    ),
    "not in the holidays: inside": (
        "Mo-Fr 9-12 (nicht in den Ferien)",
        (),
        "2026-10-12 10:00",
        "zu bis 2026-10-26 09:00",
    ),
    "only in the holidays": ("Mo-Fr 9-12 (nur in den Ferien)", (), "2026-10-09 10:00", "zu bis 2026-10-12 09:00"),
    "only in the holidays: last day": (
        "Sa 9-12 (nur in den Ferien)",
        (),
        "2026-10-24 10:00",
        "offen bis 2026-10-24 12:00",
    ),
    "both rules": (
        "Mo 9-12 (nicht in den Ferien); Mo 15-17 (nur in den Ferien)",
        (),
        "2026-10-12 10:00",
        "zu bis 2026-10-12 15:00",
    ),
    "closed in autumn": ("Mo-Fr 9-12", (HERBST,), "2026-10-09 12:00", "zu bis 2026-10-26 09:00"),
    "open in summer": ("Mo-Fr 9-12", (HERBST,), "2026-07-06 10:00", "offen bis 2026-07-06 12:00"),
    "other hours in autumn": (
        "Mo-Fr 9-12",
        (Ausnahme(ferien=Ferienart.HERBST, offen=True, ab=auf("2026-01-01", "10:00-11:00").ab, ende=None),),
        "2026-10-13 09:00",
        "zu bis 2026-10-13 10:00",
    ),
    "open on a day of the holidays": (
        "Mo-Fr 9-12",
        (HERBST, auf("2026-10-14", "10:00-11:00")),
        "2026-10-09 12:00",
        "zu bis 2026-10-14 10:00",
    ),
    "single free day of schools": ("Fr 9-12 (nicht in den Ferien)", (), "2026-05-15 10:00", "zu bis 2026-05-22 09:00"),
}


@pytest.mark.parametrize(("zeiten", "ausnahmen", "moment", "soll"), FERIEN.values(), ids=FERIEN)
def test_school_holidays(zeiten, ausnahmen, moment, soll):
    assert antwort(plan(zeiten, *ausnahmen, land="NI", jahre=(2026,)), moment) == soll


def test_where_no_school_holidays_are_known_it_is_term():
    ohne = plan("Mo-Fr 9-12 (nicht in den Ferien)", HERBST, land="NI")

    assert antwort(ohne, "2026-10-12 10:00") == "offen bis 2026-10-12 12:00"


def test_holidays_that_meet_count_as_both():
    zeiten = (
        Ferienzeit(Ferienart.EINZELN, date(2026, 10, 12), date(2026, 10, 12)),
        Ferienzeit(Ferienart.HERBST, date(2026, 10, 12), date(2026, 10, 13)),
    )
    eines = Zeitplan(tuple(parse_zeiten(TAEGLICH)), (HERBST,), Kalender("NI", False, zeiten))

    assert [tag.day for tag, _zeiten in tage_mit_zeiten(eines, date(2026, 10, 11), 4)] == [11, 14]


@pytest.mark.parametrize(
    ("weg", "soll"),
    [(Weg.BESUCH, "zu bis 2026-11-30 09:00"), (Weg.TELEFON, "offen bis 2026-11-23 20:00")],
)
def test_hours_by_phone_on_one_day_do_not_open_the_door(weg, soll):
    eines = plan("Mo 9-12; Di 9-12 (Telefon)", auf("2026-11-23", "18:00-20:00", nur_telefon=True)).fuer(weg)

    assert antwort(eines, "2026-11-23 19:00") == soll


def test_closing_closes_both_door_and_phone():
    eines = plan("Mo 9-12; Mo 14-16 (Telefon)", zu("2026-11-23"))

    assert [antwort(eines.fuer(weg), "2026-11-23 08:00") for weg in Weg] == [
        "zu bis 2026-11-30 09:00",
        "zu bis 2026-11-30 14:00",
    ]
