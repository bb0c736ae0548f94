"""The portal without a mouse and without scripts."""

import pytest

from tests.browser.warten import neue_seite

SICHTBAR = """e => {
    const stil = getComputedStyle(e), kasten = e.getBoundingClientRect();
    const rahmen = stil.outlineStyle !== "none" && parseFloat(stil.outlineWidth) >= 2;
    return (rahmen || stil.boxShadow !== "none") && kasten.width > 1 && kasten.height > 1
        && kasten.bottom > 0 && kasten.top < innerHeight && kasten.right > 0 && kasten.left < innerWidth;
}"""
NAME = "e => `${e.tagName.toLowerCase()} „${(e.innerText || e.name || e.ariaLabel || '').trim().slice(0, 40)}“`"


def druecke_tab_bis(tab, selektor: str, *, hoechstens: int = 60):
    for _schritt in range(hoechstens):
        tab.keyboard.press("Tab")
        if tab.locator(f"{selektor}:focus").count():
            return
    pytest.fail(f"Mit {hoechstens} × Tab nicht erreicht: {selektor}")


def test_skip_link_comes_first_and_leads_to_the_content(seite):
    tab = seite(1280)
    tab.goto("/angebote/")
    tab.keyboard.press("Tab")
    ziel = tab.locator(":focus").get_attribute("href")

    assert tab.locator(":focus").inner_text().strip() == "Zum Inhalt"
    assert tab.locator(":focus").evaluate(SICHTBAR)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/angebote/{ziel}")
    assert tab.locator(f"main{ziel}").count() == 1
    tab.keyboard.press("Tab")
    assert tab.locator("main :focus").count() == 1


@pytest.mark.parametrize("pfad", ["/", "/angebote/", "/netzwerke/"])
@pytest.mark.parametrize("dunkel", [False, True], ids=["hell", "dunkel"])
def test_focus_is_always_visible(seite, pfad, dunkel):
    tab = seite(1280, dunkel=dunkel)
    tab.goto(pfad)
    unsichtbar, stationen = [], 0
    for _schritt in range(40):
        tab.keyboard.press("Tab")
        fokus = tab.locator(":focus")
        if not fokus.count():
            break
        stationen += 1
        if not fokus.evaluate(SICHTBAR):
            unsichtbar.append(fokus.evaluate(NAME))

    assert stationen > 5
    assert unsichtbar == []


def test_search_works_by_keyboard_and_without_scripts(seite):
    tab = seite(360, javascript=False)
    tab.goto("/")
    druecke_tab_bis(tab, "input[name=q]")
    tab.keyboard.type("Unterhaltsvorschuss")
    druecke_tab_bis(tab, "input[name=ort]")
    tab.keyboard.type("12619")
    with neue_seite(tab):
        tab.keyboard.press("Enter")

    assert "/angebote/?" in tab.url
    assert "q=Unterhaltsvorschuss" in tab.url
    assert "ort=12619" in tab.url
    ziel = tab.locator("main article.karte h2 a").first
    titel = ziel.inner_text().replace("\u00ad", "").strip()
    adresse = ziel.get_attribute("href")
    ziel.focus()
    with neue_seite(tab):
        tab.keyboard.press("Enter")
    assert tab.url.endswith(adresse)
    assert tab.locator("h1").inner_text().replace("\u00ad", "").strip() == titel
