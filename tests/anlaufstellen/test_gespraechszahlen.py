"""What may be seen of the talks outside the own point: nothing below three, and no way to work it out."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufstellen.gespraechszahlen import ERSTES, WEITERES, Gespraechszeile, zaehle
from anlaufstellen.zahlenschutz import Aufteilung, Zahl, summe, teile_auf, zelle
from anlaufstellen.zeitraum import read_zeitraum

JAHR = read_zeitraum("2026")
MONATE = [read_zeitraum(f"2026-{monat:02}") for monat in range(1, 13)]
QUARTALE = [read_zeitraum(f"2026-q{quartal}") for quartal in (1, 2, 3, 4)]


def zeile(monat=1, stelle=1, dauer="mittel", **werte):
    return Gespraechszeile(stelle, date(2026, monat, 1), dauer, **werte)


@pytest.mark.parametrize(
    ("zahl", "worte"),
    [
        (zelle(0, geschuetzt=True), "0"),
        (zelle(1, geschuetzt=True), "unter 3"),
        (zelle(2, geschuetzt=True), "unter 3"),
        (zelle(3, geschuetzt=True), "3"),
        (zelle(1, geschuetzt=False), "1"),
        (summe([zelle(5, geschuetzt=True), zelle(2, geschuetzt=True)]), "mindestens 5"),
        (summe([zelle(1, geschuetzt=True), zelle(2, geschuetzt=True)]), "unter 5"),
        (summe([]), "0"),
    ],
)
def test_zahl_in_words(zahl, worte):
    assert str(zahl) == worte


def test_a_split_with_a_small_part_is_left_out_whole():
    aufteilung = teile_auf([{"kurz": 3, "lang": 4}, {"kurz": 1, "lang": 9}], geschuetzt=True)

    assert aufteilung == Aufteilung({"kurz": 3, "lang": 4}, ausgelassen=1)


def test_own_point_sees_every_number():
    zahlen = zaehle(
        [zeile(themen=frozenset({7}), partner=frozenset({9}), luecke=8), zeile(monat=2, ist_erstes=False)],
        read_zeitraum("2026-q1"),
        geschuetzt=False,
    )

    assert zahlen.stellen == {(1, date(2026, 1, 1)): Zahl(1), (1, date(2026, 2, 1)): Zahl(1)}
    assert (zahlen.themen, zahlen.luecken, zahlen.matrix) == ({7: Zahl(1)}, {8: Zahl(1)}, {(7, 9): Zahl(1)})
    assert (zahlen.dauer.werte, zahlen.folge.werte) == ({"mittel": 2}, {ERSTES: 1, WEITERES: 1})


def test_from_outside_talks_of_a_hidden_point_count_nowhere():
    """Were they in the topics or bands, the totals would differ by just these two."""
    viele = [zeile(themen=frozenset({7})) for _nummer in range(5)]
    wenige = [zeile(stelle=2, themen=frozenset({7}), dauer="lang", luecke=7) for _nummer in range(2)]

    zahlen = zaehle([*viele, *wenige], MONATE[0], geschuetzt=True)

    assert str(zahlen.gesamt) == "mindestens 5"
    assert zahlen.themen == {7: Zahl(5)}
    assert (zahlen.dauer.werte, zahlen.luecken) == ({"mittel": 5}, {})


def test_from_outside_there_is_no_matrix_for_a_month():
    zeilen = [zeile(themen=frozenset({7}), partner=frozenset({9})) for _nummer in range(5)]

    assert zaehle(zeilen, MONATE[0], geschuetzt=True).matrix is None
    assert zaehle(zeilen, QUARTALE[0], geschuetzt=True).matrix == {(7, 9): Zahl(5)}


talks = st.lists(
    st.builds(
        Gespraechszeile,
        stelle=st.integers(1, 3),
        monat=st.integers(1, 6).map(lambda monat: date(2026, monat, 1)),
        dauer=st.sampled_from(["kurz", "mittel"]),
        ist_erstes=st.booleans(),
        themen=st.frozensets(st.integers(1, 2), max_size=2),
        partner=st.frozensets(st.integers(1, 2), max_size=2),
        luecke=st.none() | st.integers(1, 2),
    ),
    max_size=90,
)


def published(zahlen):
    return [
        *zahlen.stellen.values(),
        *zahlen.themen.values(),
        *zahlen.luecken.values(),
        *(zahlen.matrix or {}).values(),
        *(Zahl(wert) for teile in (zahlen.dauer, zahlen.folge) for wert in teile.werte.values()),
    ]


@given(talks)
def test_no_number_below_three_is_seen_from_outside(zeilen):
    for zeitraum in (JAHR, *QUARTALE, *MONATE):
        assert [zahl for zahl in published(zaehle(zeilen, zeitraum, geschuetzt=True)) if 0 < zahl.wert < 3] == []


@given(talks)
def test_periods_taken_from_each_other_leave_nothing(zeilen):
    """A year is the sum of what its months show, a year's matrix the sum of its quarters'."""
    jahr = zaehle(zeilen, JAHR, geschuetzt=True)
    monate = [zaehle(zeilen, monat, geschuetzt=True) for monat in MONATE]
    quartale = [zaehle(zeilen, quartal, geschuetzt=True) for quartal in QUARTALE]

    assert jahr.gesamt == summe(monat.gesamt for monat in monate)
    for thema in (1, 2):
        assert jahr.themen.get(thema, Zahl()) == summe(m.themen.get(thema, Zahl()) for m in monate)
        assert jahr.luecken.get(thema, Zahl()) == summe(m.luecken.get(thema, Zahl()) for m in monate)
    for paar in product((1, 2), (1, 2)):
        assert jahr.matrix.get(paar, Zahl()) == summe(q.matrix.get(paar, Zahl()) for q in quartale)
    for art in ("kurz", "mittel"):
        assert jahr.dauer.werte.get(art, 0) == sum(m.dauer.werte.get(art, 0) for m in monate)


@given(talks)
def test_tables_taken_from_each_other_leave_nothing(zeilen):
    """In a month a split adds up to what is shown of the points, or is not there; pairs stay within shown topics."""
    for monat in MONATE:
        zahlen = zaehle(zeilen, monat, geschuetzt=True)
        for teile in (zahlen.dauer, zahlen.folge):
            assert sum(teile.werte.values()) in ({0} if teile.ausgelassen else {zahlen.gesamt.wert})
        assert all(zahl.wert <= zahlen.gesamt.wert for zahl in zahlen.themen.values())
    for quartal in QUARTALE:
        zahlen = zaehle(zeilen, quartal, geschuetzt=True)
        for (thema, _partner), zahl in zahlen.matrix.items():
            assert zahl.wert + zahl.verborgen <= zahlen.themen[thema].wert
