"""Logging in, the second factor, invitations and passwords in a browser: accessible, by keyboard, on a phone too."""

from base64 import b32decode

import pytest
from django_otp.oath import totp

from tests.browser.conftest import laufendes_portal, manage
from tests.browser.test_seiten import AXE, LAUF, RAGT_HINAUS
from tests.browser.warten import folge, neue_seite, stelle_breite

ANMELDEN, EINRICHTEN = "/verwaltung/login/", "/verwaltung/zweiter-faktor/einrichten/"
LINK = """
from django.contrib.auth.tokens import default_token_generator as t
from django.utils.http import urlsafe_base64_encode as b
from netzwerk.models import Konto
k = Konto.objects.get(username="lotsin")
print(f"/verwaltung/passwort/{b(str(k.pk).encode())}/{t.make_token(k)}/")
"""
VERGISS = """
from django_otp.plugins.otp_totp.models import TOTPDevice
TOTPDevice.objects.filter(user__username="{name}").delete()
"""


@pytest.fixture(scope="module")
def eigenes(vorrat, tmp_path_factory):
    """A portal that asks for the second factor; the others here do not."""
    with laufendes_portal(vorrat, tmp_path_factory.mktemp("konten"), ZWEITER_FAKTOR="1") as portal:
        yield portal


@pytest.fixture(scope="module")
def portal(eigenes):
    return eigenes[0]


def pruefe(tab):
    """Both widths: nothing for axe, nothing beyond the edge, one heading."""
    for breite in (360, 1280):
        stelle_breite(tab, breite)
        tab.evaluate(AXE)
        funde = [f"{v['id']}: {k['target']} {k['html'][:160]}" for v in tab.evaluate(LAUF) for k in v["nodes"]]
        assert (tab.url, breite, funde, tab.evaluate(RAGT_HINAUS)) == (tab.url, breite, [], [])
    assert tab.locator("h1").count() == 1


def melde_an(tab, name):
    tab.goto(ANMELDEN)
    tab.get_by_label("Benutzername").fill(name)
    tab.get_by_label("Passwort").fill(f"beispiel-{name}")
    druecke_enter(tab)


def druecke_enter(tab):
    """Sends the form that is being filled."""
    with neue_seite(tab):
        tab.keyboard.press("Enter")


def code(schluessel: str) -> str:
    return f"{totp(b32decode(schluessel.replace(' ', ''))):06d}"


def richte_ein(tab, name, eigenes):
    """Sets up the second factor of somebody who is logged in; an earlier one is forgotten."""
    manage(["shell", "-v0", "-c", VERGISS.format(name=name)], eigenes[1])
    tab.goto(EINRICHTEN)
    tab.get_by_label("Code aus der App").fill(code(tab.locator("code.schluessel").inner_text()))
    druecke_enter(tab)
    assert tab.get_by_role("link", name="Ich habe die Codes, weiter").is_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["mit-skript", "ohne-skript"])
def test_login_leads_through_the_second_factor(seite, eigenes, javascript):
    manage(["shell", "-v0", "-c", VERGISS.format(name="koordination")], eigenes[1])
    tab = seite(360, javascript=javascript)
    melde_an(tab, "koordination")
    ueberschrift = tab.locator("h1").inner_text()

    richte_ein(tab, "koordination", eigenes)
    codes = tab.locator(".wiederherstellung code").all_inner_texts()
    folge(tab.get_by_role("link", name="Ich habe die Codes, weiter"))

    assert (ueberschrift, len(set(codes))) == ("Anmeldung absichern", 10)
    assert tab.locator("h1").inner_text() == "Was möchten Sie tun?"


def test_pages_of_the_second_factor_are_accessible(seite, eigenes):
    tab = seite(360)
    melde_an(tab, "partner")
    tab.goto(EINRICHTEN)
    pruefe(tab)
    tab.get_by_label("Code aus der App").fill("12")
    druecke_enter(tab)
    assert tab.locator(".errorlist").is_visible()
    pruefe(tab)

    richte_ein(tab, "partner", eigenes)
    pruefe(tab)
    for adresse in ("/verwaltung/zweiter-faktor/", "/verwaltung/zweiter-faktor/codes/"):
        tab.goto(adresse)
        pruefe(tab)

    neu = seite(360)
    melde_an(neu, "partner")
    assert neu.locator("h1").inner_text() == "Code eingeben"
    pruefe(neu)
    neu.get_by_label("Code aus der App").fill("000000")
    druecke_enter(neu)
    assert neu.locator(".errorlist").is_visible()
    pruefe(neu)


def test_pages_without_login_are_accessible(seite, eigenes):
    tab = seite(360)
    link = manage(["shell", "-v0", "-c", LINK], eigenes[1]).strip()
    for adresse in (
        ANMELDEN,
        "/verwaltung/passwort/",
        "/verwaltung/passwort/unterwegs/",
        "/verwaltung/passwort/fertig/",
        "/verwaltung/passwort/x/y/",
        link,
    ):
        tab.goto(adresse)
        pruefe(tab)
    tab.get_by_label("Neues Passwort").first.fill("1234")
    druecke_enter(tab)
    assert tab.locator(".errorlist").first.is_visible()
    pruefe(tab)


def test_wrong_password_page_is_accessible(seite, portal):
    tab = seite(360)
    tab.goto(ANMELDEN)
    tab.get_by_label("Benutzername").fill("niemand")
    tab.get_by_label("Passwort").fill("falsch")
    druecke_enter(tab)
    assert tab.locator(".errornote").is_visible()
    pruefe(tab)


def test_locked_login_is_accessible(seite, portal):
    tab = seite(360)
    for _versuch in range(6):
        tab.goto(ANMELDEN)
        tab.get_by_label("Benutzername").fill("niemand-sonst")
        tab.get_by_label("Passwort").fill("falsch")
        druecke_enter(tab)

    assert tab.locator("h1").inner_text() == "Zu viele falsche Passwörter"
    pruefe(tab)


def test_pages_of_accesses_are_accessible(seite, eigenes):
    tab = seite(360)
    melde_an(tab, "verwaltung")
    richte_ein(tab, "verwaltung", eigenes)
    tab.goto("/verwaltung/netzwerk/partner/?q=Familienhaus")
    folge(tab.locator("#result_list tbody th a").first)
    folge(tab.get_by_role("link", name="Zugang einladen"))
    tab.get_by_label("E-Mail").fill("neu@beispiel.example")
    tab.get_by_label("Vorname").fill("Neu")
    tab.get_by_label("Nachname").fill("Dabei")
    pruefe(tab)
    druecke_enter(tab)
    assert tab.get_by_role("button", name="Noch einmal senden: neu@beispiel.example").is_visible()
    pruefe(tab)
    folge(tab.get_by_role("button", name="Einladung senden"))
    assert tab.locator(".errornote").is_visible()
    pruefe(tab)
    tab.goto("/verwaltung/netzwerk/konto/zugaenge/")
    pruefe(tab)
    tab.goto("/verwaltung/netzwerk/konto/?q=verwaltung")
    folge(tab.locator("#result_list tbody th a").first)
    folge(tab.get_by_role("link", name="Zweiten Faktor zurücksetzen"))
    pruefe(tab)
