from datetime import UTC, datetime, time, timedelta

from netzwerk.oeffnungszeiten import Zeitfenster, Zeitplan
from netzwerk.ortszeit import ZONE
from netzwerk.zeitverlauf import als_attribut, minute, verlauf
from netzwerk.zeitzustand import zustand

# Mondays 9–12, Tuesdays 9–10.
PLAN = Zeitplan((Zeitfenster(0, time(9), time(12)), Zeitfenster(1, time(9), time(10))))


def um(stunde, minuten=0, tag=23):
    return datetime(2026, 11, tag, stunde, minuten, tzinfo=ZONE)


def worte(moment, plan=PLAN):
    return [f"{stand.moment:%d. %H:%M} {stand.text}" for stand in verlauf(plan, moment)]


def test_words_change_when_it_opens_soon_closes_closes_and_at_midnight():
    assert worte(um(8)) == [
        "23. 08:00 Öffnet heute um 9 Uhr",
        "23. 09:00 Jetzt geöffnet, bis 12 Uhr",
        "23. 11:31 Jetzt geöffnet, noch 29 Min.",
        "23. 12:00 Öffnet morgen um 9 Uhr",
        "24. 00:00 Öffnet heute um 9 Uhr",
    ]


def test_unknown_hours_stay_unknown():
    assert [stand.text for stand in verlauf(Zeitplan(), um(8))] == ["Zeiten nicht bekannt, bitte anrufen"] * 2


def test_each_line_is_a_minute_a_state_and_words_with_a_place_for_the_minutes_left():
    zeilen = als_attribut(verlauf(PLAN, um(11, 40))).split("\n")

    assert zeilen[0] == f"{minute(um(11, 40))} offen Jetzt geöffnet, noch {{}} Min."
    assert zeilen[1] == f"{minute(um(12))} zu Öffnet morgen um 9 Uhr"


def test_minute_counts_in_utc():
    assert minute(datetime(1970, 1, 1, 2, 30, tzinfo=UTC)) == 150


def test_what_the_page_carries_is_what_the_engine_says_in_every_minute_of_a_day():
    """Also over the end of summer time; the minutes left are put in as the script does."""
    plan = Zeitplan(
        (Zeitfenster(6, time(1), time(4)), Zeitfenster(6, time(17), time(18)), Zeitfenster(5, time(20), time(0)))
    )
    anfang = datetime(2026, 10, 24, 19, 10, tzinfo=ZONE).astimezone(UTC)
    staende = verlauf(plan, anfang)
    for n in range(24 * 60):
        moment = anfang + timedelta(minutes=n)
        nummer = max(i for i, stand in enumerate(staende) if stand.moment.astimezone(UTC) <= moment)
        naechster = staende[nummer + 1].moment if nummer + 1 < len(staende) else moment
        gezeigt = staende[nummer].vorlage.replace("{}", str(minute(naechster) - minute(moment)))
        assert gezeigt == zustand(plan, moment).text, moment
