"""Counting topics by place, group and time, against a slow reference that asks every offer about every cell."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.bestandszahlen import (
    LEER,
    Bestandsangebot,
    Stand,
    Tageszeit,
    Zelle,
    count_orte,
    count_zeiten,
    count_zielgruppen,
    gilt_noch,
    tageszeiten,
)

PFADE = ["de/", "de/03/", "de/03/155/", "de/03/155/uslar/", "de/03/155/dassel/", "de/03/156/"]
ANGEBOTE = st.lists(
    st.builds(
        Bestandsangebot,
        pk=st.integers(1, 10_000),
        partner=st.integers(1, 4),
        themen=st.frozensets(st.integers(1, 3)),
        pfade=st.lists(st.sampled_from(PFADE), min_size=1, max_size=3, unique=True).map(tuple),
        zielgruppen=st.frozensets(st.integers(1, 3)),
        zeiten=st.frozensets(st.sampled_from(Tageszeit)),
    ),
    max_size=20,
    unique_by=lambda angebot: angebot.pk,
)


def zelle(hier, weiter=()):
    return Zelle(len(hier), len(weiter), len({angebot.partner for angebot in hier}))


@given(ANGEBOTE)
def test_places_are_counted_as_the_slow_reference_does(angebote):
    zellen = count_orte(angebote, PFADE)

    for thema in (1, 2, 3):
        for ort in PFADE:
            dazu = [a for a in angebote if thema in a.themen]
            hier = [a for a in dazu if any(p.startswith(ort) for p in a.pfade)]
            weiter = [a for a in dazu if a not in hier and any(ort.startswith(p) for p in a.pfade)]
            assert zellen.get((thema, ort), LEER) == zelle(hier, weiter)


@given(ANGEBOTE)
def test_groups_and_times_are_counted_as_the_slow_reference_does(angebote):
    gruppen, zeiten = count_zielgruppen(angebote), count_zeiten(angebote)

    for thema in (1, 2, 3):
        dazu = [a for a in angebote if thema in a.themen]
        for gruppe in range(4):
            erwartet = zelle([a for a in dazu if gruppe in (a.zielgruppen or {0})])
            assert gruppen.get((thema, gruppe), LEER) == erwartet
        for zeit in Tageszeit:
            assert zeiten.get((thema, zeit), LEER) == zelle([a for a in dazu if zeit in (a.zeiten or {"offen"})])


def test_county_wide_offer_does_not_hide_a_local_gap():
    angebot = Bestandsangebot(1, 1, frozenset({7}), ("de/03/155/",))

    zellen = count_orte([angebot], ["de/03/155/", "de/03/155/uslar/", "de/03/156/"])

    assert zellen == {(7, "de/03/155/"): Zelle(1, 0, 1), (7, "de/03/155/uslar/"): Zelle(0, 1, 0)}
    assert zellen[7, "de/03/155/uslar/"].stand == Stand.NUR_WEITER


def test_several_areas_are_one_place():
    angebote = [Bestandsangebot(n, n, frozenset({7}), (pfad,)) for n, pfad in enumerate(["de/a/x/", "de/b/"], 1)]

    assert count_orte(angebote, ["de/a/ de/b/"]) == {(7, "de/a/ de/b/"): Zelle(2, 0, 2)}


@pytest.mark.parametrize(
    ("eine", "stand"),
    [
        (Zelle(), "nichts"),
        (Zelle(0, 2), "nur-weiter"),
        (Zelle(1, 5, 1), "eins"),
        (Zelle(3, 0, 3), "mehrere"),
        (Zelle(4, 0, 2), "mehrere"),
        (Zelle(4, 0, 3), "viele"),
    ],
)
def test_state_of_a_cell(eine, stand):
    assert eine.stand == stand


@pytest.mark.parametrize(
    ("tag", "von", "bis", "erwartet"),
    [
        (0, time(9), time(12), {"vormittags"}),
        (0, time(9), time(12, 30), {"vormittags", "nachmittags"}),
        (1, time(12), time(12, 15), {"nachmittags"}),
        (1, time(14), time(17, 15), {"nachmittags"}),
        (1, time(14), time(17, 30), {"nachmittags", "abends"}),
        (1, time(17), time(17, 10), {"abends"}),
        (5, time(9), time(11), {"vormittags", "wochenende"}),
    ],
)
def test_times_of_day_of_a_window(tag, von, bis, erwartet):
    assert tageszeiten(tag, von, bis) == erwartet


def test_window_holds_on_its_last_day():
    heute = date(2026, 11, 22)

    assert [gilt_noch(tag, heute) for tag in (None, heute, date(2026, 11, 21))] == [True, True, False]
