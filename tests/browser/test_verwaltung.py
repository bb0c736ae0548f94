"""Every page of the Verwaltung that the portal makes or changes: accessible on a desk, not wider than a phone.

One tab and one login for each account; a page is loaded once and looked at in both widths.
"""

import re

import pytest

from tests.browser.conftest import manage
from tests.browser.test_seiten import AXE, LAUF, RAGT_HINAUS
from tests.browser.warten import folge, neuer_kontext, stelle_breite

# Model → what of it a Koordination can open.
ALLES = ("add", "change", "delete", "history")
MODELLE = {
    "netzwerk/netzwerk": ("change", "history"),
    "netzwerk/partner": ("add", "change", "delete", "history", "zugaenge"),
    "netzwerk/ansprechperson": ALLES,
    "netzwerk/vorschlag": ("change",),
    "netzwerk/geloeschtes": ("change",),
    "netzwerk/post": ("change",),
    "netzwerk/spaltenzuordnung": ("change", "delete"),
    "anlaufstellen/anlaufstelle": ALLES,
    "anlaufstellen/material": ("add", "change"),
    "anlaufstellen/qualitaetskriterium": ("add", "change"),
    "angebote/angebot": ALLES,
    "angebote/zustaendigkeit": ALLES,
    "angebote/suchbegriff": ("add",),
    "angebote/suchanfrage": (),
    "angebote/doppelverdacht": ("vergleich",),
    "angebote/linkstand": (),
    "angebote/rueckmeldung": ("change",),
    "wegweiser/wegweiser": ALLES,
    "wegweiser/ausgabe": ("add",),
    "wegweiser/druckauftrag": (),
}
VERWALTUNG = {
    "netzwerk/region": ("change",),
    "netzwerk/thema": ("add", "change"),
    "netzwerk/zielgruppe": ("change",),
    "netzwerk/sprache": ("change",),
    "netzwerk/hilfetelefon": ("change",),
    "netzwerk/postleitzahl": ("change",),
    "netzwerk/konto": ("add", "change", "zugaenge"),
    "angebote/leistung": ("add", "change"),
    "angebote/betrag": ("change", "neuer-wert"),
}
SEITEN = [
    "",
    "bestandsanalyse/",
    "telefonliste/",
    "nach-nummer/",
    "ohne-email/",
    "gespraech/",
    "gespraeche/",
    "gespraeche/?zeitraum=2026",
    "material/",
    "ueberleitung/",
    "angebote/angebot/import/",
    "netzwerk/partner/import/",
    "password_change/",
]
DUNKEL = ["", "angebote/angebot/add/", "angebote/angebot/"]
TABELLE = "name;strasse\nVerein Ü;Weg 1\n".encode()


@pytest.fixture(scope="module")
def daten(laufend):
    """What the demo data lack."""
    manage(["shell", "-v0", "-c", "from tests.browser.verwaltungsdaten import load; load()"], laufend[1])


@pytest.fixture(scope="module")
def anmelden(browser, portal, daten):
    """Opens one tab for each account, logged in."""
    kontexte = []

    def melde_an(name: str, **mehr):
        kontexte.append(neuer_kontext(browser, base_url=portal, **mehr))
        tab = kontexte[-1].new_page()
        tab.on("dialog", lambda dialog: dialog.accept())
        tab.goto("/verwaltung/")
        tab.fill("input[name=username]", name)
        tab.fill("input[name=password]", f"beispiel-{name}")
        folge(tab.locator("[type=submit]"))
        assert "Verwaltung" in tab.title()
        return tab

    yield melde_an
    for kontext in kontexte:
        kontext.close()


@pytest.fixture(scope="module")
def koordination(anmelden):
    return anmelden("koordination")


@pytest.fixture(scope="module")
def verwaltung(anmelden):
    return anmelden("verwaltung")


def pruefe(tab) -> list[str]:
    """What axe finds on a desk, and what reaches out of a phone, on the page that is open."""
    stelle_breite(tab, 1280)
    tab.evaluate(AXE)
    funde = [f"{fund['id']}: {k['target']} {k['html'][:160]}" for fund in tab.evaluate(LAUF) for k in fund["nodes"]]
    stelle_breite(tab, 360)
    funde += [f"ragt hinaus: {fund}" for fund in tab.evaluate(RAGT_HINAUS)]
    stelle_breite(tab, 1280)
    if (anzahl := tab.locator("h1").count()) != 1:
        funde.append(f"{anzahl} Überschriften h1")
    return [f"{tab.url} {fund}" for fund in funde]


def oeffne(tab, pfad: str) -> list[str]:
    antwort = tab.goto(f"/verwaltung/{pfad}")
    assert (pfad, antwort.status) == (pfad, 200)
    return pruefe(tab)


def pruefe_modell(tab, modell, ansichten) -> list[str]:
    """The list, then the views of its first row."""
    funde = oeffne(tab, f"{modell}/")
    zeile = tab.locator("#result_list tbody a[href*='/change/']")
    nummer = re.search(r"/([\w-]+)/change/", zeile.first.get_attribute("href"))[1] if zeile.count() else None
    for ansicht in ansichten:
        ohne_zeile = ansicht == "add" or (modell, ansicht) == ("netzwerk/konto", "zugaenge")
        assert ohne_zeile or nummer, f"{modell}: keine Zeile"
        funde += oeffne(tab, f"{modell}/{ansicht}/" if ohne_zeile else f"{modell}/{nummer}/{ansicht}/")
    return funde


@pytest.mark.parametrize("pfad", SEITEN)
def test_page_is_accessible_and_fits(koordination, pfad):
    funde = oeffne(koordination, pfad)

    assert funde == [], "\n".join(funde)


@pytest.mark.parametrize("modell", MODELLE)
def test_pages_of_a_model_are_accessible_and_fit(koordination, modell):
    funde = pruefe_modell(koordination, modell, MODELLE[modell])

    assert funde == [], "\n".join(funde)


@pytest.mark.parametrize("modell", VERWALTUNG)
def test_pages_of_a_shared_model_are_accessible_and_fit(verwaltung, modell):
    funde = pruefe_modell(verwaltung, modell, VERWALTUNG[modell])

    assert funde == [], "\n".join(funde)


def test_preview_of_a_sheet_and_assigning_its_columns(koordination):
    koordination.goto("/verwaltung/netzwerk/partner/import/")
    koordination.set_input_files("[type=file]", {"name": "l.csv", "mimeType": "text/csv", "buffer": TABELLE})
    folge(koordination.locator("#content-main [type=submit]").first)
    funde = pruefe(koordination)

    assert funde == [], "\n".join(funde)


def test_two_versions_of_one_entry(anmelden, koordination):
    """The second to save sees both."""
    andere = anmelden("verwaltung")
    koordination.goto("/verwaltung/angebote/angebot/?status__exact=veroeffentlicht")
    folge(koordination.locator("#result_list tbody th a").nth(5))
    andere.goto(koordination.url)
    for tab, telefon in ((andere, "05551 1"), (koordination, "05551 2")):
        tab.fill("#id_telefon", telefon)
        folge(tab.locator("[name=_save]"))
    funde = pruefe(koordination)

    assert "wurde inzwischen auch geändert" in koordination.locator("h1").inner_text()
    assert funde == [], "\n".join(funde)


def test_page_of_many_offers(koordination):
    koordination.goto("/verwaltung/angebote/angebot/")
    koordination.locator("[name=_selected_action]").first.check()
    koordination.select_option("[name=action]", "thema_zuordnen")
    folge(koordination.locator(".actions button"))
    assert koordination.locator("[name=was]").first.is_visible()
    funde = pruefe(koordination)

    assert funde == [], "\n".join(funde)


def test_dark_pages_have_enough_contrast(anmelden):
    tab = anmelden("koordination", color_scheme="dark")
    funde = [fund for pfad in DUNKEL for fund in oeffne(tab, pfad)]

    assert funde == [], "\n".join(funde)


@pytest.mark.parametrize("modell", ["angebote/angebot", "anlaufstellen/anlaufstelle", "netzwerk/ansprechperson"])
def test_rows_of_hours_never_scroll_sideways(koordination, modell):
    """With the list of lists at the side and without it, on a desk and on a phone."""
    koordination.goto(f"/verwaltung/{modell}/")
    koordination.locator("#result_list tbody th a").first.click()
    koordination.wait_for_url("**/change/**")
    koordination.evaluate("document.querySelectorAll('details').forEach(teil => teil.open = true)")

    breiten = []
    for breite, leiste in ((1280, True), (1280, False), (1024, True), (360, True)):
        koordination.set_viewport_size({"width": breite, "height": 800})
        koordination.evaluate("da => document.querySelector('#main').classList.toggle('shifted', da)", leiste)
        rollt = "teil => teil.scrollWidth > teil.clientWidth"
        breiten += [koordination.evaluate(rollt, teil) for teil in koordination.query_selector_all(".tabular .wrapper")]
    koordination.set_viewport_size({"width": 1280, "height": 800})

    assert set(breiten) == {False}
