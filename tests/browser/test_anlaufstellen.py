"""A parent on a phone: who is there on Saturday morning, with my child, near 12619?"""

import re
from datetime import UTC, datetime

import pytest

from tests.browser.test_seiten import AXE, LAUF, RAGT_HINAUS
from tests.browser.test_tastatur import druecke_tab_bis
from tests.browser.warten import folge, neue_seite

# Nearly fits: the Infopoint (no childcare), the Gemeindehaus (Saturday afternoon), the Elternzimmer (never).
PASSEND = [
    "Beratungsstelle im Gesundheitshaus Biesdorfer Aue",
    "Familienzentrum „Lindentreff“ Marzahn",
    "Infopoint für Alleinerziehende im Rathaus Hellersdorf",
]


def namen(tab, abschnitt: str) -> list[str]:
    titel = tab.locator(f"section[aria-labelledby={abschnitt}] h3").all_inner_texts()
    return [name.replace("\u00ad", "") for name in titel]


@pytest.mark.parametrize("javascript", [False, True])
def test_saturday_morning_with_a_child_near_12619(seite, javascript):
    tab = seite(360, javascript=javascript)
    tab.goto("/anlaufstellen/")
    tab.get_by_label("Wo?").fill("12619")
    tab.get_by_text("Passt in meine Woche").click()
    tab.get_by_label("Samstag vormittags").check()
    tab.get_by_label("Und mein Kind?").select_option("mit_kind")
    folge(tab.get_by_role("button", name="Anlaufstellen zeigen"))

    assert sorted(namen(tab, "hingehen")) == sorted(PASSEND)
    assert [
        bool(re.fullmatch(r"Passt: (heute|morgen|Sa, \d+\. \w+), \d+–\d+ Uhr", text))
        for text in tab.locator("section[aria-labelledby=hingehen] .passt").all_inner_texts()
    ] == [True] * len(PASSEND)
    assert tab.evaluate(RAGT_HINAUS) == []
    assert "woche=sa-vormittag" in tab.url

    folge(tab.get_by_role("link", name="Sa vormittags"))
    assert set(PASSEND) < set(namen(tab, "hingehen"))
    assert "woche=" not in tab.url


@pytest.mark.parametrize("breite", [360, 1280])
def test_list_with_all_its_parts_is_accessible(seite, breite):
    tab = seite(breite)
    tab.goto("/anlaufstellen/?ort=12619&woche=sa-vormittag&woche=di-abend&telefon=1")
    tab.evaluate(AXE)
    verstoesse = [(v["id"], [knoten["html"][:160] for knoten in v["nodes"]]) for v in tab.evaluate(LAUF)]

    assert verstoesse == []
    assert tab.evaluate(RAGT_HINAUS) == []


def test_week_can_be_ticked_by_keyboard_without_scripts(seite):
    tab = seite(360, javascript=False)
    tab.goto("/anlaufstellen/")
    druecke_tab_bis(tab, "details.mehr > summary")
    tab.keyboard.press("Enter")
    druecke_tab_bis(tab, "input[value=di-abend]")
    tab.keyboard.press("Space")
    with neue_seite(tab):
        tab.keyboard.press("Enter")

    assert re.search(r"/anlaufstellen/\?.*woche=di-abend", tab.url)


def test_words_of_a_page_that_stayed_open_go_on(seite):
    """The clock of the browser is set to where the state that the page brought is over."""
    tab = seite(360)
    tab.clock.install()
    tab.goto("/anlaufstellen/?ort=12619")
    feld = tab.locator("[data-zustaende]").first
    zeilen = [zeile.split(" ", 2) for zeile in feld.get_attribute("data-zustaende").split("\n")]
    tab.clock.set_fixed_time(datetime.fromtimestamp(int(zeilen[1][0]) * 60 + 5, UTC))
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")

    erwartet = zeilen[1][2]
    if len(zeilen) > 2:
        erwartet = erwartet.replace("{}", str(int(zeilen[2][0]) - int(zeilen[1][0])))
    assert feld.locator("span").inner_text() == erwartet
    assert feld.get_attribute("data-lage") == zeilen[1][1]

    tab.clock.set_fixed_time(datetime.fromtimestamp((int(zeilen[0][0]) + 1441) * 60, UTC))
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    assert feld.locator("span").inner_text() == "Bitte laden Sie die Seite neu."
