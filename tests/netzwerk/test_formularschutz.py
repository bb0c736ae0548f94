"""Public forms without a cookie: the mark of when the page was opened, and the limit per caller."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from netzwerk.formularschutz import Marke, check_marke, darf_noch, make_marke
from netzwerk.herkunft import adressgruppe, ist_von_hier

JETZT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def leerer_speicher():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    ("alter", "urteil"),
    [
        (timedelta(0), Marke.ZU_FRUEH),
        (timedelta(seconds=2), Marke.ZU_FRUEH),
        (timedelta(seconds=3), Marke.GUT),
        (timedelta(hours=24), Marke.GUT),
        (timedelta(hours=24, seconds=1), Marke.ZU_ALT),
        (timedelta(seconds=-60), Marke.ZU_FRUEH),
    ],
)
def test_mark_has_a_time(alter, urteil):
    assert check_marke(make_marke("form:1", JETZT - alter), "form:1", JETZT) is urteil


@pytest.mark.parametrize("marke", ["", "x", "a:b:c", "\x00", "ü" * 600, make_marke("form:2", JETZT) + "x"])
def test_mark_that_we_did_not_make_is_false(marke):
    assert check_marke(marke, "form:1", JETZT) is Marke.FALSCH


def test_mark_is_good_for_one_form_only():
    assert check_marke(make_marke("form:2", JETZT), "form:1", JETZT + timedelta(minutes=1)) is Marke.FALSCH


@pytest.mark.parametrize(
    ("adresse", "gruppe"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unbekannt"),
        ("unix:", "unbekannt"),
    ],
)
def test_household_is_one_caller(adresse, gruppe):
    assert adressgruppe(adresse) == gruppe


def test_limit_holds_for_a_caller_an_hour_and_a_form():
    def versuche(adresse="192.0.2.1", zweck="form", moment=JETZT):
        return darf_noch(adresse, zweck, moment, je_stunde=2)

    assert [versuche(), versuche(), versuche()] == [True, True, False]
    assert versuche(adresse="192.0.2.2")
    assert versuche(zweck="andere")
    assert versuche(moment=JETZT + timedelta(hours=1))


def test_limit_remembers_no_address():
    darf_noch("192.0.2.77", "form", JETZT, je_stunde=2)

    assert [schluessel for schluessel in cache._cache if "192.0.2.77" in schluessel] == []
    assert [wert for wert in cache._cache.values() if b"192.0.2.77" in wert] == []


@pytest.mark.parametrize(
    ("koepfe", "von_hier"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "https://fremd.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://[kaputt"}, False),
    ],
)
def test_form_of_another_site_is_told_by_the_browser(rf, koepfe, von_hier):
    assert ist_von_hier(rf.post("/", headers=koepfe)) is von_hier
