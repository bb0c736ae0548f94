"""Every address of the Verwaltung stands behind the second factor, also those that are added one day."""

import re

import pytest
from django.contrib import admin

from tests.konten import make_besetzung
from tests.verwaltung import anmelden, wege

pytestmark = pytest.mark.django_db
# The pages of the code itself, and the way out.
OFFEN = {"login/", "logout/", "zweiter-faktor/", "zweiter-faktor/einrichten/", "zweiter-faktor/codes/"}


def test_no_address_opens_before_the_code(settings):
    besetzung = make_besetzung()
    settings.ZWEITER_FAKTOR = True
    client = anmelden(besetzung.koordination)
    adressen = {weg: re.sub(r"<[^>]+>", "1", weg) for weg in wege(admin.site.urls[0]) if "(?P" not in weg}

    offene = {
        weg
        for weg, adresse in adressen.items()
        for methode in (client.get, client.post)
        if weg not in OFFEN  # one of them ends the session
        and not methode(f"/verwaltung/{adresse}").headers.get("Location", "").startswith("/verwaltung/zweiter-faktor/?")
    }

    assert {"jsi18n/", "password_change/", "autocomplete/", "angebote/angebot/", "netzwerk/konto/add/"} <= set(adressen)
    assert offene == set()
