"""The admin site: nothing of it stays English, and no address gives foreign entries away."""

import gettext
import re
from pathlib import Path

import django
import pytest
from django.urls import reverse

from netzwerk.models import Zugang
from tests.factories import make_konto
from tests.verwaltung import anmelden, text

EIGENE = Path("netzwerk/locale/de/LC_MESSAGES")
DJANGO = Path(django.__file__).parent
INLINE = r"<script(?![^>]* src=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son\w+="
TEXT = r'((?:"(?:[^"\\]|\\.)*"\n)+)'


def lies(mo: Path) -> dict[str, str]:
    """The first form of every word; plurals have more."""
    with mo.open("rb") as datei:
        katalog = gettext.GNUTranslations(datei)._catalog
    woerter = {key if isinstance(key, tuple) else (key, 0): wert for key, wert in katalog.items() if key}
    return {wort: wert for (wort, form), wert in woerter.items() if form == 0}


def eintraege(po: Path) -> list[str]:
    """Every msgid, with its context as gettext stores it."""
    muster = re.compile(rf"^(?:msgctxt {TEXT})?msgid {TEXT}", re.MULTILINE)
    teile = [[_zusammen(teil) for teil in treffer.groups()] for treffer in muster.finditer(po.read_text("utf-8"))]
    return [f"{kontext}\x04{wort}" if kontext else wort for kontext, wort in teile if wort]


def _zusammen(zeilen: str | None) -> str:
    roh = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', zeilen or ""))
    return roh.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


@pytest.mark.parametrize(("bereich", "domain"), [("admin", "django"), ("admin", "djangojs"), ("auth", "django")])
def test_every_word_of_the_admin_is_german(bereich, domain):
    ordner = DJANGO / "contrib" / bereich / "locale"
    woerter = eintraege(ordner / "en" / "LC_MESSAGES" / f"{domain}.po")
    deutsch = lies(ordner / "de" / "LC_MESSAGES" / f"{domain}.mo") | lies(EIGENE / f"{domain}.mo")

    assert len(woerter) > 50
    assert [wort for wort in woerter if wort not in deutsch] == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_compiled_words_are_those_of_the_source(domain):
    po = (EIGENE / f"{domain}.po").read_text("utf-8")
    erste = [_zusammen(zeilen) for zeilen in re.findall(rf"^msgstr(?:\[0\])? {TEXT}", po, re.MULTILINE)][1:]
    mo = lies(EIGENE / f"{domain}.mo")

    assert [mo[wort] for wort in eintraege(EIGENE / f"{domain}.po")] == erste


@pytest.mark.django_db
def test_pages_speak_our_words():
    client = anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))

    liste = text(client.get(reverse("admin:angebote_angebot_changelist")))
    script = text(client.get(reverse("admin:jsi18n")))

    assert "- Select an option -" not in liste
    assert "<h1>Angebote</h1>" in liste
    assert '"Today (%(date)s)": "Heute (%(date)s)"' in script


@pytest.mark.django_db
def test_stylesheet_is_linked_and_nothing_is_inline():
    client = anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))

    antwort = client.get(reverse("admin:angebote_angebot_add"))

    assert "css/verwaltung.css" in text(antwort)
    assert (
        re.findall(r"<script(?![^>]* src=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son\w+=", text(antwort))
        == []
    )
    assert "'unsafe-" not in antwort.headers["Content-Security-Policy"]
