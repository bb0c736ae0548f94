"""The sheet to put into an edition: one page, what is wrong first, the rest counted."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.wegweiser.hefte import make_eintrag, make_heft
from tests.wegweiser.pdfs import bildworte, mit_rolle, oeffne, seitentexte
from wegweiser.druck.einlegeblatt import setze_einlegeblatt
from wegweiser.druck.heft import Abschnitt, mark_heft
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.vergleich import compare_hefte

ADRESSE = "portal.example/wegweiser/northeim"


def heft(*eintraege, text=""):
    kapitel = Abschnitt("k1", "Angebote", "angebote", text=text, eintraege=eintraege)
    return mark_heft(make_heft(kapitel=(kapitel,)), bezeichnung="3/2026", ausgabe=5)


def blatt(alt, neu):
    satz = setze_einlegeblatt(compare_hefte(alt, neu), alt, am=date(2027, 2, 1), basis="https://portal.example/")
    return render_pdf(satz)


def test_sheet_names_edition_network_day_and_the_way_to_the_guide():
    pdf = blatt(heft(make_eintrag(1)), heft(make_eintrag(1, telefon="05571 9")))
    [text] = seitentexte(pdf)

    for worte in (
        "Netzwerk Alleinerziehende Northeim",
        "Was sich seit Ausgabe 3/2026 geändert hat",
        "Wegweiser für Alleinerziehende · Landkreis Northeim",
        "Stand: 1. Februar 2027",
        ADRESSE,
    ):
        assert worte in text
    assert bildworte(pdf) == [f"QR-Code: führt zu {ADRESSE}"]


def test_wrong_entries_come_before_new_ones_and_empty_parts_are_left_out():
    alt = heft(make_eintrag(1), make_eintrag(2), make_eintrag(3), text="Alt.")
    neu = heft(make_eintrag(1, telefon="05571 9"), make_eintrag(3), make_eintrag(4), text="Neu.")
    [text] = seitentexte(blatt(alt, neu))
    [nur_neu] = seitentexte(blatt(heft(make_eintrag(1)), heft(make_eintrag(1), make_eintrag(4))))
    stellen = [text.index(wort) for wort in ("bitte streichen", "Nummer 2", "Geändert", "Nummer 1", "Text:", "Neu ")]

    assert stellen == sorted(stellen)
    assert [wort for wort in ("Angebot Nummer 3", "weitere.") if wort in text] == []
    assert [wort for wort in ("Geändert", "streichen", "weitere.") if wort in nur_neu] == []


def test_lost_fact_is_said_to_hold_no_longer():
    [text] = seitentexte(blatt(heft(make_eintrag(1)), heft(make_eintrag(1, telefon=""))))

    assert "Telefon: 05571 000-410 gilt nicht mehr" in text


@pytest.mark.parametrize("anzahl", [20, 60, 300])
def test_what_does_not_fit_is_counted(anzahl):
    alt = heft(*(make_eintrag(nummer) for nummer in range(1, anzahl + 1)))
    eintraege = tuple(replace(e, telefon="05571 9") for e in alt.kapitel[0].eintraege)
    [text] = seitentexte(blatt(alt, replace(alt, kapitel=(replace(alt.kapitel[0], eintraege=eintraege),))))
    gezeigt = len(re.findall(r"jetzt:", text))
    rest = re.search(r"… und (\d+) weitere\. Alle Änderungen: " + re.escape(ADRESSE), text)

    assert gezeigt > 5
    assert gezeigt + int(rest[1]) == anzahl


def test_sheet_is_accessible_and_small():
    pdf = blatt(heft(make_eintrag(1)), heft(make_eintrag(2)))
    dokument = oeffne(pdf)
    seite = dokument.pages[0].mediabox

    assert (str(dokument.Root.Lang), "pdfuaid" in dokument.Root.Metadata.read_bytes().decode()) == ("de", True)
    assert [round(float(zahl)) for zahl in seite[2:]] == [420, 595]
    assert len(mit_rolle(dokument, "/H1")) == 1
    assert len(mit_rolle(dokument, "/H2")) == 2


def test_hostile_words_stay_words():
    boese = '<b class="weglassbar">x</b> {zahl} {{ 7 }}'
    [text] = seitentexte(blatt(heft(make_eintrag(1)), heft(make_eintrag(1, titel=boese), make_eintrag(2, titel=boese))))

    assert text.count(boese) >= 2
