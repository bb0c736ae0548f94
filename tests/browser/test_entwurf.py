"""What is typed into a form and not saved is still there after an accident; a field says at once what it lacks."""

import pytest

from tests.browser.warten import folge, warte_bis

ADD = "/verwaltung/angebote/angebot/add/"
KURZ = "Z. B. ein Satz, der nicht verloren gehen darf."
LAGER = "Object.keys(localStorage).filter(name => name.startsWith('entwurf:'))"


@pytest.fixture
def tab(seite):
    tab = seite(1280)
    tab.on("dialog", lambda dialog: dialog.accept())
    melde_an(tab)
    return tab


def melde_an(tab):
    tab.goto("/verwaltung/")
    tab.fill("input[name=username]", "koordination")
    tab.fill("input[name=password]", "beispiel-koordination")
    folge(tab.locator("[type=submit]"))


def tippe(tab):
    """Text, a choice by select2 and a box; then the browser is reloaded."""
    tab.goto(ADD)
    tab.fill("#id_kurzbeschreibung", KURZ)
    tab.check("#id_online")
    tab.locator(".field-partner .select2-selection").click()
    tab.locator(".select2-results__option[aria-selected], .select2-results__option--highlighted").first.click()
    partner = tab.locator("#id_partner").input_value()
    warte_bis(tab, lambda: tab.evaluate(f"({LAGER}).some(name => localStorage[name].includes('partner'))"))
    return partner


def test_typed_text_is_offered_again_put_back_and_gone_after_saving(tab):
    partner = tippe(tab)
    tab.reload()
    notiz = tab.locator(".entwurf-notiz")
    notiz.wait_for()
    leer = tab.locator("#id_kurzbeschreibung").input_value()
    tab.get_by_role("button", name="Wieder einsetzen").press("Enter")

    assert (leer, tab.locator("#id_kurzbeschreibung").input_value()) == ("", KURZ)
    assert (tab.locator("#id_partner").input_value(), tab.locator("#id_online").is_checked()) == (partner, True)
    assert notiz.is_hidden()

    folge(tab.locator("[name=_save]"))
    assert tab.locator(".errornote").is_visible()
    assert tab.evaluate(f"{LAGER}.length") == 1

    tab.fill("#id_titel", "Entwurf aus dem Speicher")
    tab.evaluate("""() => {
        for (const [id, wert] of [["id_themen", 1], ["id_regionen", 1]])
            document.getElementById(id).add(new Option("x", wert, true, true));
    }""")
    folge(tab.locator("[name=_save]"))
    assert tab.locator(".messagelist .success").is_visible()
    assert tab.evaluate(f"{LAGER}.length") == 0
    tab.goto(ADD)
    assert tab.locator("#id_kurzbeschreibung").input_value() == ""
    assert tab.locator(".entwurf-notiz").is_hidden()


def test_discarded_text_stays_away_and_nothing_secret_is_kept(tab):
    tippe(tab)
    gemerkt = tab.evaluate(f"localStorage[{LAGER}[0]]")
    tab.reload()
    tab.get_by_role("button", name="Verwerfen").click()
    tab.reload()

    assert ("csrf" in gemerkt, "fassung" in gemerkt, KURZ in gemerkt) == (False, False, True)
    assert tab.locator(".entwurf-notiz").is_hidden()


def test_logging_out_forgets_what_was_typed(tab):
    tippe(tab)
    folge(tab.locator("#logout-form button"))

    assert tab.url.endswith("/logout/")
    assert tab.evaluate(f"{LAGER}.length") == 0


def test_old_text_is_dropped(tab):
    tippe(tab)
    tab.evaluate(f"""() => {{
        const name = {LAGER}[0], alt = JSON.parse(localStorage[name]);
        alt.zeit -= 8 * 24 * 3600 * 1000;
        localStorage[name] = JSON.stringify(alt);
    }}""")
    tab.goto("/verwaltung/")

    assert tab.evaluate(f"{LAGER}.length") == 0


@pytest.mark.parametrize(
    ("feld", "falsch", "wort", "richtig"),
    [
        ("titel", "", "Bitte ausfüllen.", "Kurs"),
        ("email", "kim", "Bitte eine E-Mail-Adresse, z. B. „kontakt@verein.de“.", "kim@example.org"),
        ("website", "kein link", "Bitte eine Internetadresse, z. B. „https://www.verein.de“.", "www.verein.de"),
        ("plz", "1261", "Bitte fünf Ziffern, z. B. „12619“.", "12619"),
        ("telefon", "0555 eins", "Bitte nur Ziffern, Leerzeichen und - / ( ), z. B. „05551 708-140“.", "05551 708-140"),
    ],
)
def test_field_says_what_it_lacks_and_takes_it_back(tab, feld, falsch, wort, richtig):
    tab.goto(ADD)
    tab.evaluate("document.querySelectorAll('details').forEach(teil => teil.open = true)")
    eingabe = tab.locator(f"#id_{feld}")
    eingabe.fill(falsch)
    eingabe.focus()
    eingabe.blur()
    mangel = tab.locator(f"#id_{feld}-mangel")

    assert mangel.inner_text() == wort
    assert (
        eingabe.get_attribute("aria-invalid"),
        f"id_{feld}-mangel" in eingabe.get_attribute("aria-describedby"),
    ) == (
        "true",
        True,
    )
    eingabe.fill(richtig)
    assert (mangel.count(), eingabe.get_attribute("aria-invalid")) == (0, None)


def test_first_fields_and_saving_are_on_one_screen(tab):
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(ADD)

    assert tab.locator("[name=_save]").bounding_box()["y"] < 780
    assert tab.locator("#id_titel").bounding_box()["y"] < 780
