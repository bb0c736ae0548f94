"""The two sheets: what stands on them, and that they can be read aloud."""

from datetime import date

import pytest

from netzwerk.models import Hilfetelefon
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_person
from tests.wegweiser.pdfs import bildworte, lesezeichen, mit_rolle, oeffne, seitentexte
from wegweiser.druck.aus_merkzettel import (
    find_netzwerk,
    make_laufzettel,
    make_mein_wegweiser,
    merge_unterlagen,
    pruefsumme,
)
from wegweiser.druck.motor import render_pdf
from wegweiser.merkeintraege import load_merkeintraege

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


def lade(*objekte):
    return load_merkeintraege(tuple(objekt.nummer for objekt in objekte), am=HEUTE)


@pytest.fixture
def eintraege():
    Hilfetelefon.objects.create(
        name="Elterntelefon", slug="elterntelefon", nummer="0800 111 0 550", auf_startseite=True, stand=HEUTE
    )
    treff = make_anlaufstelle("Treff", strasse="Hofweg 1", plz="37154", ort="Northeim", anfahrt="Bus 7")
    kurs = make_angebot(
        "Nähkurs",
        anlaufstelle=treff,
        telefon="05551 000-1",
        unterlagen="Ausweis\nMietvertrag",
        personen=[make_person("Kim Muster")],
    )
    return lade(kurs, treff)


def test_handout_tells_all_that_one_needs_on_the_way(eintraege):
    pdf = render_pdf(make_mein_wegweiser(eintraege, am=HEUTE, basis="https://portal.example/"))
    inhalt = " ".join(seitentexte(pdf))

    for wort in (
        "Mein Wegweiser",
        "22. November 2026",
        "Diese Unterlagen brauchen Sie",
        "Mietvertrag (für 1)",
        "05551 000-1",
        "Hofweg 1, 37154 Northeim",
        "Bus 7",
        "Kim Muster",
        "Notizen",
        "Wenn es dringend ist",
        "0800 111 0 550",
    ):
        assert wort in inhalt
    assert bildworte(pdf) == [
        f"QR-Code: führt zu portal.example/merkzettel/?e={'-'.join(str(m.eintrag.nummer) for m in eintraege)}"
    ]


def test_route_sheet_has_fields_and_place_for_a_name(eintraege):
    inhalt = " ".join(seitentexte(render_pdf(make_laufzettel(eintraege, am=HEUTE, basis="https://portal.example/"))))

    assert inhalt.count("Vorname:") == 1
    for feld in ("Datum", "Ansprechperson", "Stempel, Unterschrift", "Ergebnis", "Nächster Schritt"):
        assert inhalt.count(feld) == 2
    assert "Treff, Hofweg 1, 37154 Northeim" in inhalt


@pytest.mark.parametrize("make", [make_mein_wegweiser, make_laufzettel])
def test_sheets_are_tagged_with_title_and_headings(eintraege, make):
    pdf = render_pdf(make(eintraege, am=HEUTE, basis="https://portal.example/"))
    dokument = oeffne(pdf)

    assert str(dokument.Root.Lang) == "de"
    assert "pdfuaid" in str(dokument.Root.Metadata.read_bytes())
    assert len(mit_rolle(dokument, "/H1")) == 1
    assert "1 Nähkurs" in [titel for titel, _kinder in lesezeichen(pdf)]


def test_papers_are_merged_whatever_their_case():
    dinge = [make_angebot("A", unterlagen="Ausweis\nFoto"), make_angebot("B", unterlagen="ausweis")]

    assert merge_unterlagen(lade(*dinge)) == [("Ausweis", [1, 2]), ("Foto", [1])]


def test_colour_is_the_networks_when_all_share_it():
    netz = make_netzwerk("Netz Northeim", farbe="#7a1f4d")
    eigen, weiteres, fremd = make_angebot(netzwerk=netz), make_anlaufstelle(netzwerk=netz), make_angebot()
    satz = make_laufzettel(lade(eigen, weiteres), am=HEUTE, basis="https://portal.example/")

    assert find_netzwerk(lade(eigen, weiteres)) == netz
    assert find_netzwerk(lade(eigen, fremd)) is None
    assert "#7a1f4d" in satz.stile[0]
    assert "Netz Northeim" in satz.html


def test_checksum_changes_with_the_sheet(eintraege):
    satz, selber, anderer = (
        make_laufzettel(teil, am=HEUTE, basis="/") for teil in (eintraege, eintraege, eintraege[:1])
    )

    assert pruefsumme(satz) == pruefsumme(selber) != pruefsumme(anderer)
