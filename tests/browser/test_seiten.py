"""Every kind of public page, on a phone, in the dark and on a desk: accessible, not wider than the screen."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.conftest import NAMEN

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LAUF = "() => axe.run(document, {resultTypes: ['violations']}).then(ergebnis => ergebnis.violations)"
# The innermost elements that reach out of the window to the side.
RAGT_HINAUS = """() => {
    const rand = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= rand) return [];
    const breite = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > rand + 1);
    return ["zu breit: " + document.documentElement.scrollWidth, ...breite
        .filter(e => !breite.some(anderes => anderes !== e && e.contains(anderes)))
        .map(e => e.outerHTML.slice(0, 160)).slice(0, 8)];
}"""
BLICKE = {"handy": (360, False), "dunkel": (360, True), "schreibtisch": (1280, False)}

je_seite = pytest.mark.parametrize("name", NAMEN)


@je_seite
@pytest.mark.parametrize("blick", BLICKE)
def test_page_is_accessible(seite, adresse, name, blick):
    breite, dunkel = BLICKE[blick]
    tab = seite(breite, dunkel=dunkel)
    tab.goto(adresse(name))
    # Injected by the debugger, so that the Content-Security-Policy stays as it is.
    tab.evaluate(AXE)

    verstoesse = [
        f"{verstoss['id']}: {knoten['target']} {knoten['html'][:160]}"
        for verstoss in tab.evaluate(LAUF)
        for knoten in verstoss["nodes"]
    ]

    assert verstoesse == [], "\n".join(verstoesse)


@je_seite
@pytest.mark.parametrize("breite", [320, 360, 1280])
def test_page_never_scrolls_sideways(seite, adresse, name, breite):
    """320 CSS pixels are also a screen of 1280 at 400 % zoom (WCAG 1.4.10)."""
    tab = seite(breite)
    tab.goto(adresse(name))

    funde = tab.evaluate(RAGT_HINAUS)

    assert funde == [], "\n".join(funde)


@je_seite
def test_page_has_its_frame(seite, adresse, name):
    tab = seite(360, javascript=False)
    antwort = tab.goto(adresse(name))

    assert antwort.status == (404 if name == "nicht-gefunden" else 200)
    assert tab.locator("html").get_attribute("lang") == "de"
    assert tab.locator("html").get_attribute("dir") == "ltr"
    assert tab.locator("h1").count() == 1
    assert tab.title().strip()
