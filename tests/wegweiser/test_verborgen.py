"""What nobody answers for is in no list, search or print, and is found again once somebody does."""

import pytest
from django.utils import timezone

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.bestaetigung import confirm, hide
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_plz,
    make_region,
    make_thema,
    make_wegweiser,
    make_zustaendigkeit,
)
from tests.wegweiser.pdfs import seitentexte

pytestmark = pytest.mark.django_db
SUCHWORT = "Zwergenstube"
STELLE = "Zwergenhaus"


@pytest.fixture
def eintraege():
    region = make_region("Northeim", ags="03155")
    make_plz("37154", "Northeim", regionen=[region])
    netzwerk = make_netzwerk("Netz", slug="netz", regionen=[region])
    partner = make_partner("Haus", netzwerk=netzwerk, slug="haus")
    leistung = make_leistung()
    stelle = make_anlaufstelle(STELLE, netzwerk=netzwerk, partner=partner, regionen=[region], art="infopoint")
    angebot = make_angebot(
        SUCHWORT, netzwerk=netzwerk, partner=partner, regionen=[region], themen=[make_thema()], anlaufstelle=stelle
    )
    angebot.leistungen.add(leistung)
    make_zustaendigkeit(leistung, region, partner=None, anlaufstelle=stelle)
    wegweiser = make_wegweiser(
        slug="wegweiser",
        netzwerk=netzwerk,
        kapitel=[
            {"art": "angebote", "titel": "Angebote"},
            {"art": "angebote", "titel": "Gesucht", "suche": "thema=kinderbetreuung"},
            {"art": "anlaufstellen", "titel": "Stellen"},
        ],
    )
    wegweiser.kapitel.first().angebote.add(angebot)
    return angebot, stelle


LISTEN = {
    "/angebote/": SUCHWORT,
    f"/angebote/?q={SUCHWORT}&ort=37154": SUCHWORT,
    "/angebote/?thema=kinderbetreuung": SUCHWORT,
    "/angebote/?sortierung=bestaetigt": SUCHWORT,
    f"/angebote/?q={STELLE}": STELLE,
    "/angebote/?q=anlaufstelle&ort=37154": STELLE,
    "/angebote.json": SUCHWORT,
    "/angebote.csv": SUCHWORT,
    f"/vorschlaege.json?art=was&text={SUCHWORT[:6]}": SUCHWORT,
    "/leistungen/unterhaltsvorschuss/?ort=37154": SUCHWORT,
    "/leistungen/unterhaltsvorschuss/?ort=37154#amt": STELLE,
    "/partner/haus/": SUCHWORT,
    "/partner/haus/#stellen": STELLE,
    "/netzwerke/netz/": STELLE,
    "/anlaufstellen/": STELLE,
    "/anlaufstellen/?ort=37154": STELLE,
    "/wegweiser/wegweiser/": SUCHWORT,
    "/wegweiser/wegweiser/#stellen": STELLE,
    "/angebote.pdf?ort=37154": SUCHWORT,
    "/angebote.pdf?ort=37154&format=web": STELLE,
    "/wegweiser/wegweiser.pdf": SUCHWORT,
    "/wegweiser/wegweiser.pdf?format=web": STELLE,
}


def find(client) -> list[str]:
    """The addresses under which the entry is named."""
    return [adresse for adresse, wort in LISTEN.items() if wort in read(client, adresse)]


def read(client, adresse) -> str:
    """What is listed. On a page these are the links: the question that was asked is no entry."""
    antwort = client.get(adresse)
    assert antwort.status_code in (200, 404), adresse
    if antwort["Content-Type"] == "application/pdf":
        return " ".join(seitentexte(antwort.content))
    if "text/html" not in antwort["Content-Type"]:
        return antwort.content.decode()
    wege = {e.get_absolute_url(): str(e) for modell in (Angebot, Anlaufstelle) for e in modell.objects.all()}
    return " ".join(name for weg, name in wege.items() if weg in antwort.text)


def test_hidden_entries_are_in_no_list_and_come_back(client, eintraege):
    heute = timezone.localdate()
    vorher = find(client)
    hide(eintraege, heute, moment=timezone.now())
    verborgen = find(client)
    confirm(eintraege, wie="telefon", am=heute, moment=timezone.now(), durch="Haus")

    assert vorher == list(LISTEN)
    assert verborgen == []
    assert find(client) == list(LISTEN)


def test_own_page_of_a_hidden_entry_answers_with_the_reason(client, eintraege):
    hide(eintraege, timezone.localdate(), moment=timezone.now())

    for eintrag in eintraege:
        antwort = client.get(eintrag.get_absolute_url())
        assert antwort.status_code == 200
        assert "Darum steht dieser Eintrag zurzeit nicht in der Suche." in antwort.text
        assert client.get(f"/e/{eintrag.nummer}").status_code == 302
