from datetime import UTC, date, datetime

import pytest

from netzwerk.ortszeit import ZONE
from netzwerk.zeitwunsch import (
    WOCHENTEILE,
    Wunsch,
    make_wochenwuensche,
    make_wuensche,
    spanne_in_worten,
    tag_in_worten,
)

# A Monday.
MONTAG = datetime(2026, 11, 23, 18, 45, tzinfo=ZONE)


def test_now_is_this_minute_by_the_local_clock():
    assert make_wuensche("jetzt", datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == [
        Wunsch(date(2026, 7, 2), 30, 31, mindestens=1)
    ]


def test_today_is_what_is_left_of_it():
    assert make_wuensche("heute", MONTAG) == [Wunsch(date(2026, 11, 23), 18 * 60 + 45, 24 * 60, mindestens=1)]


def test_evening_begins_at_17_and_of_today_only_the_rest_counts():
    wuensche = make_wuensche("abend", MONTAG)

    assert len(wuensche) == 28
    assert wuensche[:2] == [
        Wunsch(date(2026, 11, 23), 18 * 60 + 45, 24 * 60),
        Wunsch(date(2026, 11, 24), 17 * 60, 24 * 60),
    ]


def test_weekend_is_both_days_of_four_weeks():
    tage = [(wunsch.tag.weekday(), wunsch.von, wunsch.bis) for wunsch in make_wuensche("wochenende", MONTAG)]

    assert tage == [(5, 0, 1440), (6, 0, 1440)] * 4


def test_unknown_word_is_refused():
    with pytest.raises(ValueError, match="mittags"):
        make_wuensche("mittags", MONTAG)


@pytest.mark.parametrize("teil", ["di", "di-mittag", "xx-abend", ""])
def test_unknown_part_of_a_week_is_refused(teil):
    with pytest.raises(ValueError):  # noqa: PT011
        make_wochenwuensche([teil], MONTAG)


def test_week_has_28_parts_and_each_comes_four_times():
    assert len(WOCHENTEILE) == 28
    assert [len(make_wochenwuensche([teil], MONTAG)) for teil in WOCHENTEILE] == [
        # What is over on this Monday evening does not come, nor does it a fifth time.
        {"mo-vormittag": 3, "mo-nachmittag": 3}.get(teil, 4)
        for teil in WOCHENTEILE
    ]


def test_part_that_ends_in_less_than_half_an_hour_is_over():
    um = datetime(2026, 11, 23, 19, 31, tzinfo=ZONE)

    assert make_wochenwuensche(["mo-abend"], um)[0] == Wunsch(date(2026, 11, 30), 17 * 60, 20 * 60)


@pytest.mark.parametrize(
    ("spanne", "passt"),
    [((600, 630), True), ((600, 629), False), ((480, 540), False), ((690, 800), True), ((691, 800), False)],
)
def test_half_an_hour_must_be_open(spanne, passt):
    assert Wunsch(date(2026, 11, 28), 570, 720).passt(spanne) is passt


@pytest.mark.parametrize(
    ("tag", "wort"),
    [(23, "heute"), (24, "morgen"), (28, "Sa, 28. November")],
)
def test_day_in_words(tag, wort):
    assert tag_in_worten(date(2026, 11, tag), date(2026, 11, 23)) == wort


@pytest.mark.parametrize(
    ("von", "bis", "wort"),
    [(600, 780, "10–13 Uhr"), (570, 645, "9.30–10.45 Uhr"), (1080, 1440, "18–24 Uhr"), (0, 1440, "rund um die Uhr")],
)
def test_hours_in_words(von, bis, wort):
    assert spanne_in_worten(von, bis) == wort
