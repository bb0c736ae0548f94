"""The Merkzettel without scripts: collect, see, give away."""

from tests.browser.test_seiten import AXE, LAUF, RAGT_HINAUS
from tests.browser.warten import folge, neue_seite


def sammle(tab, anzahl: int):
    tab.goto("/angebote/?ort=12619")
    for _schritt in range(anzahl):
        folge(tab.locator("article .merken-knopf[name=dazu]").first)


def test_collecting_keeps_the_place_and_the_focus(seite):
    tab = seite(360, javascript=False)
    tab.goto("/angebote/?ort=12619")
    knopf = tab.locator("article .merken-knopf").nth(3)
    kennung = knopf.get_attribute("id")
    folge(knopf)

    assert tab.url.endswith(f"/angebote/?ort=12619#{kennung}")
    assert tab.locator(":focus").get_attribute("id") == kennung
    assert tab.locator(":focus").inner_text().startswith("Gemerkt – entfernen")
    assert tab.locator(".hauptmenue").get_by_text("Merkzettel (1)").count() == 1


def test_buttons_are_big_enough_for_a_thumb(seite):
    tab = seite(360, javascript=False)
    tab.goto("/angebote/?ort=12619")
    kaesten = [knopf.bounding_box() for knopf in tab.locator(".merken-knopf").all()]

    assert kaesten
    assert [kasten for kasten in kaesten if kasten["height"] < 44 or kasten["width"] < 44] == []


def test_page_is_accessible_and_fits(seite):
    for breite, dunkel in ((320, False), (360, True), (1280, False)):
        tab = seite(breite, dunkel=dunkel)
        for pfad in ("/merkzettel/", None, "/merkzettel/?code=x1"):
            if pfad is None:
                sammle(tab, 2)
                tab.goto("/merkzettel/")
                tab.locator("details").first.evaluate("e => e.open = true")
            else:
                tab.goto(pfad)
            tab.evaluate(AXE)
            assert tab.evaluate(LAUF) == []
            assert tab.evaluate(RAGT_HINAUS) == []


def test_code_leads_another_phone_to_the_list(seite):
    tab = seite(360, javascript=False)
    sammle(tab, 2)
    tab.goto("/merkzettel/")
    titel = tab.locator("article .karte-titel").all_inner_texts()
    folge(tab.get_by_role("button", name="Kurzer Code"))
    code = tab.locator(".code").inner_text()
    andere = seite(360, javascript=False)
    andere.goto("/merkzettel/")
    andere.get_by_label("Haben Sie einen Code?").fill(code.lower().replace("-", " "))
    with neue_seite(andere):
        andere.keyboard.press("Enter")
    folge(andere.get_by_role("button", name="Auf meinen Merkzettel übernehmen"))

    assert andere.locator("h1").inner_text() == "Ihr Merkzettel"
    assert andere.locator("article .karte-titel").all_inner_texts() == titel
