"""Pages of the Verwaltung as a Koordination sees them: accessible, not wider than a phone."""

import re

import pytest

from tests.browser.test_seiten import AXE, LAUF, RAGT_HINAUS

SEITEN = [
    "",
    "angebote/angebot/",
    "angebote/angebot/add/",
    "angebote/rueckmeldung/",
    "angebote/linkstand/",
    "netzwerk/post/",
]
FORMULARE = ["angebote/angebot", "wegweiser/wegweiser"]
# Known of Django's own widgets and still open: the search field of lists, select2, the first column of inline rows.
BEKANNT = {"label-title-only", "label", "aria-input-field-name", "empty-table-header", "list"}


@pytest.fixture(scope="module")
def sitzung(browser, portal):
    """The cookies of a Koordination that has logged in."""
    kontext = browser.new_context(base_url=portal, locale="de-DE")
    tab = kontext.new_page()
    tab.goto("/verwaltung/")
    tab.fill("input[name=username]", "koordination")
    tab.fill("input[name=password]", "beispiel-koordination")
    tab.click("[type=submit]")
    assert "Verwaltung" in tab.title()
    yield kontext.cookies()
    kontext.close()


@pytest.fixture
def verwaltung(seite, sitzung):
    def oeffne(breite: int, pfad: str):
        tab = seite(breite)
        tab.context.add_cookies(sitzung)
        tab.goto(f"/verwaltung/{pfad}")
        return tab

    return oeffne


def pruefe(tab) -> list[str]:
    tab.evaluate(AXE)
    verstoesse = [
        f"{verstoss['id']}: {knoten['target']} {knoten['html'][:160]}"
        for verstoss in tab.evaluate(LAUF)
        if verstoss["id"] not in BEKANNT
        for knoten in verstoss["nodes"]
    ]
    return [*verstoesse, *(f"ragt hinaus: {fund}" for fund in tab.evaluate(RAGT_HINAUS))]


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize("pfad", SEITEN)
def test_page_of_the_verwaltung_is_accessible_and_fits(verwaltung, breite, pfad):
    tab = verwaltung(breite, pfad)

    assert tab.locator("h1").count() == 1
    funde = pruefe(tab)
    assert funde == [], "\n".join(funde)


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize("modell", FORMULARE)
def test_form_of_the_verwaltung_is_accessible_and_fits(verwaltung, breite, modell):
    tab = verwaltung(breite, f"{modell}/")
    adresse = tab.locator("#result_list tbody th a").first.get_attribute("href")
    assert re.search(r"/\d+/change/", adresse)
    tab.goto(adresse)

    funde = pruefe(tab)
    assert funde == [], "\n".join(funde)
