"""Registers at the end of a guide: words and places with the pages on which they really stand."""

import re
from datetime import date

import pytest

from anlaufstellen.models import Anlaufstelle, Tourhalt
from netzwerk.models import Ebene
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_region,
    make_suchbegriff,
    make_thema,
    make_wegweiser,
    make_zielgruppe,
)
from tests.wegweiser.pdfs import seitentexte
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.fundorte import ZU_OFT, Fundorte
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.satz import Stichwort
from wegweiser.druck.vorlage import setze

pytestmark = pytest.mark.django_db
REGISTER = [{"titel": "Stichwörter", "art": "register"}, {"titel": "Orte", "art": "register-orte"}]
ANGEBOTE = {"titel": "Angebote", "art": "angebote", "suche": "q="}


@pytest.fixture
def netz():
    return make_netzwerk("Netz", regionen=[make_region("Northeim", ags="03155")])


def heft(netz, *kapitel):
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[*kapitel, *REGISTER])
    return heft_aus_wegweiser(wegweiser, am=date(2026, 11, 22), basis="https://portal.example/")


def worte(register):
    return {stichwort.wort: len(stichwort.anker) for stichwort in register.stichworte}


def test_words_are_titles_topics_groups_and_partners(netz):
    haupt = make_thema("Kinder")
    partner = make_partner("Familienwerk", netzwerk=netz)
    ferien = make_thema("Ferien", eltern=haupt)
    make_angebot("Lager", themen=[ferien], zielgruppen=[make_zielgruppe("Väter")], partner=partner)
    make_angebot("Kurs", themen=[haupt], partner=partner)
    [stichworte] = heft(netz, ANGEBOTE).register

    assert worte(stichworte) == {"Lager": 1, "Kurs": 1, "Kinder": 2, "Ferien": 1, "Väter": 1, "Familienwerk": 2}


def test_benefits_have_their_abbreviation(netz):
    make_leistung("Unterhaltsvorschuss", kurzname="UV")
    [stichworte] = heft(netz, {"titel": "Geld", "art": "leistungen"}).register

    assert worte(stichworte) == {"Unterhaltsvorschuss": 1, "UV": 1}


def test_everyday_words_lead_only_to_what_is_printed(netz):
    uv = make_leistung("Unterhaltsvorschuss")
    make_suchbegriff("Ex zahlt nicht", leistung=uv)
    make_suchbegriff("entfernt", leistung=uv, gewicht=0.4)
    make_suchbegriff("untahalt", leistung=uv, art="tippfehlerform")
    make_suchbegriff("fremd", leistung=uv, netzwerk=make_netzwerk())
    make_suchbegriff("Krippe", themen=[make_thema("Kinderbetreuung")])
    [stichworte] = heft(netz, {"titel": "Geld", "art": "leistungen"}).register

    assert worte(stichworte) == {"Unterhaltsvorschuss": 1, "Ex zahlt nicht": 1}


def test_places_are_those_of_entries_and_never_protected(netz):
    gemeinde = make_region("Uslar", ags="03155012", bezeichnung="Stadt", ebene=Ebene.GEMEINDE)
    kreis = make_region("Northeim", ags="03155")
    make_angebot("Kurs", regionen=[gemeinde, kreis], strasse="Markt 1", ort="Einbeck")
    bus = make_anlaufstelle("Bus", regionen=[kreis])
    Tourhalt.objects.create(
        anlaufstelle=bus, bezeichnung="Markt", ort="Moringen", wochentag=1, von="09:00", bis="10:00"
    )
    schutz = {"art": Anlaufstelle.Art.SCHUTZ, "adresse_geschuetzt": True, "strasse": "Gasse 7", "ort": "Geheimort"}
    haus = make_anlaufstelle("Zuflucht", regionen=[kreis, gemeinde], **schutz)
    make_angebot("Schutz", anlaufstelle=haus, regionen=[gemeinde])
    _stichworte, orte = heft(netz, ANGEBOTE, {"titel": "Hin", "art": "anlaufstellen"}).register

    assert worte(orte) == {"Uslar": 1, "Einbeck": 1, "Moringen": 1}


def test_empty_register_is_told_and_not_printed(netz):
    ergebnis = heft(netz, {"titel": "Text", "text": "Nur Text."})

    assert ergebnis.register == ()
    assert ergebnis.hinweise == tuple(
        f"Kapitel „{titel}“ ist leer und wird nicht gedruckt." for titel in ("Stichwörter", "Orte")
    )


@pytest.mark.parametrize("papier", ["a4", "a5", "web"])
def test_every_page_number_in_the_register_is_right(netz, papier):
    ferien = make_thema("Ferien")
    for nummer in range(12):
        make_angebot(
            f"Angebot-{nummer:02}", themen=[ferien], beschreibung="Viel Text. " * 200, ort=f"Ort{nummer:02}-Tal"
        )
    ergebnis = heft(netz, ANGEBOTE, {"titel": "Impressum hier", "art": "impressum"})
    seiten = seitentexte(render_pdf(setze(ergebnis, papier)))
    anfang = next(n for n, seite in enumerate(seiten, 1) if n > 2 and "Stichwörter" in seite)
    register = " ".join(seiten[anfang - 1 :])

    for nummer in range(12):
        titel, ort = f"Angebot-{nummer:02}", f"Ort{nummer:02}-Tal"
        steht_auf = [n for n, seite in enumerate(seiten[: anfang - 1], 1) if n > 2 and titel in seite]
        assert re.findall(rf"{titel} (\d+)", register) == [str(steht_auf[0])]
        assert re.findall(rf"{ort} (\d+)", register) == [str(steht_auf[0])]
    zahlen = re.search(r"Ferien ((?:\d+, )*\d+)", register)[1].split(", ")
    assert zahlen == sorted(set(zahlen), key=int)
    assert re.search(rf"{anfang} Stichwörter, Orte|Stichwörter, Orte {anfang}", seiten[1])
    assert "Impressum hier" in seiten[anfang - 2]
    assert [n for n, seite in enumerate(seiten, 1) if not seite.strip()] == []


def test_word_that_stands_everywhere_is_no_keyword():
    fundorte = Fundorte()
    fundorte.orte["Berlin"] = [f"a{nummer}" for nummer in range(ZU_OFT + 1)]
    fundorte.orte["Kaulsdorf"] = ["a1", "a1", "a2"]

    assert fundorte.ortsnamen() == (Stichwort("Kaulsdorf", ("a1", "a2")),)
