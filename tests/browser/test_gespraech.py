"""A Lots*in with a phone counts a talk, without JavaScript: so many clicks from the start page of the Verwaltung."""

import pytest
from playwright.sync_api import Locator

from tests.browser.test_verwaltung import pruefe
from tests.browser.warten import folge

HOECHSTENS_KLICKS = 6


@pytest.fixture
def lotsin(seite):
    """A tab on the start page, logged in, and what was clicked since."""

    def melde_an(*, javascript: bool):
        tab = seite(360, javascript=javascript)
        tab.goto("/verwaltung/")
        tab.fill("input[name=username]", "lotsin")
        tab.fill("input[name=password]", "beispiel-lotsin")
        folge(tab.locator("[type=submit]"))
        return tab

    return melde_an


@pytest.mark.parametrize("javascript", [False, True])
def test_talk_is_counted_in_six_clicks_and_taken_back(lotsin, javascript):
    tab, klicks = lotsin(javascript=javascript), []

    def klicke(ziel, wie=Locator.click):
        wie(ziel)
        klicks.append(ziel)

    klicke(tab.get_by_role("link", name="Gespräch zählen"), folge)
    klicke(tab.get_by_role("group", name="Wo?").locator("label").first)
    klicke(tab.get_by_role("group", name="Wie lange?").locator("label").nth(1))
    klicke(tab.get_by_role("group", name="Worum ging es?").locator("label").first)
    klicke(tab.get_by_role("group", name="Weiter zu wem?").locator("label").first)
    klicke(tab.get_by_role("button", name="Speichern"), folge)

    assert tab.get_by_text("Gezählt. Noch eins?").is_visible()
    assert len(klicks) <= HOECHSTENS_KLICKS
    if javascript:
        assert pruefe(tab) == []
    folge(tab.get_by_role("button", name="Zurücknehmen"))
    assert tab.get_by_text("Zurückgenommen. Es ist nicht mehr gezählt.").is_visible()


def test_keys_are_big_enough_for_a_thumb(lotsin):
    tab = lotsin(javascript=True)
    tab.goto("/verwaltung/gespraech/")

    hoehen = tab.eval_on_selector_all(
        ".gespraech-taste", "tasten => tasten.map(taste => taste.offsetParent && taste.getBoundingClientRect().height)"
    )

    assert [hoehe for hoehe in hoehen if hoehe and hoehe < 44] == []


def test_a_forgotten_duration_is_named_and_the_rest_kept(lotsin):
    tab = lotsin(javascript=True)
    tab.goto("/verwaltung/gespraech/")
    tab.get_by_role("group", name="Wo?").locator("label").first.click()
    tab.get_by_role("group", name="Worum ging es?").locator("label").first.click()
    folge(tab.get_by_role("button", name="Speichern"))

    assert "wie lange es ungefähr gedauert hat" in tab.get_by_role("alert").inner_text()
    assert tab.get_by_role("group", name="Worum ging es?").locator("input:checked").count() == 1
    assert pruefe(tab) == []
