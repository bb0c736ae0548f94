"""Suggestions while typing: by keyboard, by pointer, read aloud, and none without scripts."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import WURZEL
from tests.browser.test_seiten import AXE, BLICKE, LAUF, RAGT_HINAUS
from tests.browser.warten import halte_uhr_an, neue_seite, warte_auf_bild, warte_bis

HOECHSTENS_BYTES = 2048
FELD, OPTION = "input[name=q]", "[role=option]"
VERDECKT = """knopf => {
    knopf.scrollIntoView({block: "center"});
    const k = knopf.getBoundingClientRect();
    return !knopf.contains(document.elementFromPoint(k.x + k.width / 2, k.y + k.height / 2));
}"""


def oeffne(tab, text="kinderb", feld=FELD, pfad="/"):
    """Fills the field, in one step: one question, one answer. Goes on when suggestions stand below it."""
    tab.goto(pfad)
    tab.locator(feld).fill(text)
    tab.locator(OPTION).first.wait_for()


def gewaehlt(tab):
    """Text of the option that is active for assistive technology, „“ when none is."""
    nummer = tab.locator(":focus").get_attribute("aria-activedescendant")
    return tab.locator(f"[id='{nummer}'][aria-selected=true]").inner_text() if nummer else ""


def merke_fragen(tab) -> list[str]:
    """What the tab asks for suggestions from now on."""
    fragen = []

    def merke(anfrage):
        if "vorschlaege.json" in anfrage.url:
            fragen.append(parse_qs(urlsplit(anfrage.url).query)["text"][0])

    tab.on("request", merke)
    return fragen


def druecke_enter(tab):
    """Enter that leads to the result page."""
    with neue_seite(tab):
        tab.keyboard.press("Enter")


def adresse(tab):
    teile = urlsplit(tab.url)
    return teile.path, parse_qs(teile.query)


def test_typing_opens_a_list_that_is_announced(seite):
    tab = seite(1280)
    oeffne(tab)
    feld, liste = tab.locator(FELD), tab.get_by_role("listbox", name="Was suchen Sie?")
    zahl = tab.locator(OPTION).count()

    assert tab.locator(OPTION).first.inner_text().split("\n") == ["Kinderbetreuung", "Thema"]
    assert 2 <= zahl <= 8
    assert tab.locator("output").first.inner_text() == f"{zahl} Vorschläge"
    zustand = {
        name: feld.get_attribute(name) for name in ("role", "aria-expanded", "aria-autocomplete", "aria-controls")
    }
    assert zustand == {
        "role": "combobox",
        "aria-expanded": "true",
        "aria-autocomplete": "list",
        "aria-controls": liste.get_attribute("id"),
    }
    assert tab.locator(f"{FELD}:focus").count() == 1
    assert gewaehlt(tab) == ""


def test_arrows_go_round_through_the_field(seite):
    tab = seite(1280)
    oeffne(tab)
    texte = tab.locator(OPTION).all_inner_texts()
    gesehen = []
    for _schritt in range(len(texte) + 2):
        tab.keyboard.press("ArrowDown")
        gesehen.append(gewaehlt(tab))

    assert gesehen == [*texte, "", texte[0]]
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert gewaehlt(tab) == texte[-1]
    assert tab.locator("[aria-selected=true]").count() == 1
    assert tab.locator(FELD).input_value() == "kinderb"


def test_enter_opens_a_topic_at_the_place_typed(seite):
    tab = seite(1280)
    tab.goto("/")
    tab.locator("input[name=ort]").fill("12619")
    tab.locator(FELD).fill("kinderb")
    tab.locator(OPTION).first.wait_for()
    tab.keyboard.press("ArrowDown")
    druecke_enter(tab)

    assert adresse(tab) == ("/angebote/", {"thema": ["kinderbetreuung"], "ort": ["12619"]})


def test_enter_on_a_word_fills_the_field_and_another_searches(seite):
    tab = seite(1280)
    oeffne(tab, "hartz")
    tab.locator(OPTION, has_text="Suchwort").first.wait_for()
    while "Suchwort" not in gewaehlt(tab):
        tab.keyboard.press("ArrowDown")
    wort = gewaehlt(tab).split("\n")[0]
    tab.keyboard.press("Enter")

    assert tab.locator(FELD).input_value() == wort
    assert (tab.locator(OPTION).count(), adresse(tab)) == (0, ("/", {}))
    druecke_enter(tab)
    assert adresse(tab)[1]["q"] == [wort]


def test_enter_without_a_choice_searches_as_ever(seite):
    tab = seite(1280)
    oeffne(tab)
    druecke_enter(tab)

    assert adresse(tab)[1]["q"] == ["kinderb"]


@pytest.mark.parametrize(("taste", "fokus"), [("Escape", "q"), ("Tab", "ort")])
def test_escape_and_tab_close_the_list(seite, taste, fokus):
    tab = seite(1280)
    oeffne(tab)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press(taste)

    assert tab.locator(OPTION).count() == 0
    assert tab.locator(FELD).get_attribute("aria-expanded") == "false"
    assert tab.locator(FELD).get_attribute("aria-activedescendant") == ""
    assert tab.locator("output").first.inner_text() == ""
    assert tab.locator(":focus").get_attribute("name") == fokus
    assert tab.locator(FELD).input_value() == "kinderb"


def test_list_opens_for_what_is_typed_only(seite):
    tab = seite(1280)
    halte_uhr_an(tab)
    fragen = merke_fragen(tab)
    tab.goto("/angebote/?q=kinder")
    tab.locator(FELD).focus()
    tab.keyboard.press("ArrowDown")
    tab.clock.run_for(1000)
    assert tab.locator(OPTION).count() == 0

    tab.locator(FELD).fill("kinderb")
    tab.clock.run_for(1000)
    tab.locator(OPTION).first.wait_for()
    assert fragen == ["kinderb"]


def test_place_chosen_is_understood(seite):
    tab = seite(360)
    oeffne(tab, "kauls", "input[name=ort]")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.locator("input[name=ort]").input_value() == "Kaulsdorf (Marzahn-Hellersdorf)"
    druecke_enter(tab)

    assert "Kaulsdorf (Marzahn-Hellersdorf)" in tab.locator("h1").inner_text().replace("\u00ad", "")


def test_pointer_chooses_and_the_field_keeps_the_focus(seite):
    tab = seite(360)
    oeffne(tab, "126", "input[name=ort]")
    tab.locator(OPTION).nth(1).click()

    assert re.fullmatch(r"126\d\d Berlin", tab.locator("input[name=ort]").input_value())
    assert tab.locator("input[name=ort]:focus").count() == 1
    assert tab.locator(OPTION).count() == 0


def test_fast_typing_asks_once(seite):
    """However long the test takes for one key: for the page no time passes between them."""
    tab = seite(1280)
    halte_uhr_an(tab)
    fragen = merke_fragen(tab)
    tab.goto("/")
    tab.locator(FELD).press_sequentially("kinderbetreuung")
    tab.clock.run_for(1000)
    tab.locator(OPTION).first.wait_for()

    assert fragen == ["kinderbetreuung"]


def test_late_answer_does_not_open_a_closed_list(seite):
    tab = seite(1280)
    offen, beendet = [], []
    tab.route("**/vorschlaege.json*", lambda route: offen.append(route))
    for ereignis in ("requestfinished", "requestfailed"):
        tab.on(ereignis, lambda anfrage: beendet.append(anfrage.url))
    tab.goto("/")
    tab.locator(FELD).fill("kinderb")
    warte_bis(tab, lambda: offen)
    tab.keyboard.press("Escape")
    offen[0].continue_()
    warte_bis(tab, lambda: offen[0].request.url in beendet)
    warte_auf_bild(tab)

    assert (len(offen), tab.locator(OPTION).count()) == (1, 0)


def test_broken_answer_changes_nothing(seite):
    tab = seite(1280)
    tab.route("**/vorschlaege.json*", lambda route: route.fulfill(body="<h1>Fehler</h1>", content_type="text/html"))
    tab.goto("/")
    with tab.expect_response("**/vorschlaege.json*") as antwort:
        tab.locator(FELD).fill("kinderb")
    antwort.value.finished()
    warte_auf_bild(tab)

    assert tab.locator(OPTION).count() == 0
    druecke_enter(tab)


@pytest.mark.parametrize("blick", BLICKE)
@pytest.mark.parametrize("pfad", ["/", "/angebote/"])
def test_open_list_is_accessible(seite, blick, pfad):
    breite, dunkel = BLICKE[blick]
    tab = seite(breite, dunkel=dunkel)
    oeffne(tab, "beratung", pfad=pfad)
    tab.keyboard.press("ArrowDown")
    tab.evaluate(AXE)

    verstoesse = [
        f"{verstoss['id']}: {knoten['target']} {knoten['html'][:160]}"
        for verstoss in tab.evaluate(LAUF)
        for knoten in verstoss["nodes"]
        if "vorschlaege" in knoten["html"] or "_liste" in knoten["html"] or "id_q" in knoten["html"]
    ]
    assert verstoesse == [], "\n".join(verstoesse)


@pytest.mark.parametrize("richtung", ["ltr", "rtl"])
@pytest.mark.parametrize("breite", [320, 360, 1280])
def test_open_list_fits_and_covers_no_button(seite, breite, richtung):
    tab = seite(breite)
    oeffne(tab, "beratung")
    tab.evaluate(f"document.documentElement.dir = '{richtung}'")
    hoehen = tab.locator(OPTION).evaluate_all("alle => alle.map(e => e.getBoundingClientRect().height)")

    assert tab.evaluate(RAGT_HINAUS) == []
    assert min(hoehen) >= 44
    assert not tab.locator("form[role=search] button").evaluate(VERDECKT)


def test_kind_stands_at_the_end_of_the_line(seite):
    tab = seite(1280)
    oeffne(tab)
    lage = """option => {
        const art = option.querySelector("small").getBoundingClientRect(), ganz = option.getBoundingClientRect();
        return art.x + art.width / 2 > ganz.x + ganz.width / 2;
    }"""

    assert tab.locator(OPTION).first.evaluate(lage)
    tab.evaluate("document.documentElement.dir = 'rtl'")
    assert not tab.locator(OPTION).first.evaluate(lage)


def test_without_scripts_the_form_is_plain(seite):
    tab = seite(360, javascript=False)
    tab.goto("/")
    tab.locator(FELD).press_sequentially("kinderb")

    assert tab.locator("[role=listbox], [role=combobox], output").count() == 0
    druecke_enter(tab)
    assert adresse(tab)[1]["q"] == ["kinderb"]


def test_script_is_small(seite):
    """As it is in the repository and as it is delivered."""
    tab = seite(360)
    with tab.expect_response("**/vorschlaege*.js") as geladen:
        tab.goto("/")

    assert len(geladen.value.body()) <= HOECHSTENS_BYTES
    assert len((WURZEL / "static" / "js" / "vorschlaege.js").read_bytes()) <= HOECHSTENS_BYTES
