from datetime import date

import pytest
from django.http import QueryDict
from PIL import Image

from angebote.auswahl import select_angebote
from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Hilfetelefon
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
    make_thema,
)
from wegweiser.druck.aus_auswahl import heft_aus_auswahl
from wegweiser.druck.heft import Fakt, Verweis
from wegweiser.druck.umwandlung import als_json

pytestmark = pytest.mark.django_db
AM = date(2026, 11, 22)


def heft(query=""):
    auswahl = select_angebote(QueryDict(query), am=AM)
    thema = auswahl.fragen.get("thema", "")
    return heft_aus_auswahl(auswahl, am=AM, basis="https://portal.example/", pfad="/angebote/?" + query, thema=thema)


def gliederung(ein_heft):
    return [(k.titel, [e.titel for e in k.eintraege], [v.titel for v in k.verweise]) for k in ein_heft.kapitel]


@pytest.fixture
def themen():
    geld = make_thema("Finanzielle Hilfen", reihenfolge=1)
    wohnen = make_thema("Wohnen", reihenfolge=2)
    return {
        "wohnen": wohnen,
        "wohngeld": make_thema("Wohngeld", eltern=wohnen, reihenfolge=5),
        "schulden": make_thema("Schulden", eltern=geld, reihenfolge=9),
    }


def test_offers_stand_once_under_their_first_main_topic(themen):
    make_angebot("Beides", themen=[themen["wohngeld"], themen["schulden"]])
    make_angebot("Nur Wohnen", themen=[themen["wohnen"]])
    make_angebot("Ohne Thema")

    assert gliederung(heft()) == [
        ("Finanzielle Hilfen", ["Beides"], []),
        ("Wohnen", ["Nur Wohnen"], ["Beides"]),
        ("Weitere Angebote", ["Ohne Thema"], []),
    ]


def test_topic_that_was_searched_for_comes_first(themen):
    make_angebot("Beides", themen=[themen["wohngeld"], themen["schulden"]])

    assert gliederung(heft("thema=wohngeld")) == [("Wohnen", ["Beides"], [])]


def test_reference_leads_to_the_printed_entry(themen):
    make_angebot("Beides", themen=[themen["wohngeld"], themen["schulden"]])
    make_angebot("Nur Wohnen", themen=[themen["wohnen"]])
    geld, wohnen = heft().kapitel

    assert wohnen.verweise == (Verweis("Beides", geld.eintraege[0].anker),)


def test_only_visible_offers_are_printed(themen):
    make_angebot("Sichtbar")
    make_angebot("Entwurf", status=Angebot.Status.ENTWURF)
    make_angebot("Vorbei", gueltig_bis=date(2026, 11, 21))
    make_angebot("Ruhendes Netz", netzwerk=make_netzwerk(status="ruhend"))

    assert gliederung(heft()) == [("Weitere Angebote", ["Sichtbar"], [])]


@pytest.fixture
def krabbelgruppe(themen):
    """An offer with every fact."""
    partner = make_partner("Familienhaus Uslar", telefon="05571 000-410", email="haus@uslar.example")
    return make_angebot(
        "Krabbelgruppe",
        partner=partner,
        kurzbeschreibung="Wir spielen zusammen.",
        beschreibung="Für **alle**.",
        regionen=[make_region("Northeim", ags="03155")],
        themen=[themen["wohnen"]],
        zeiten=[(0, 9, 12)],
        strasse="Lange Straße 31",
        plz="37170",
        ort="Uslar",
        kosten_cent=250,
        kosten_text="Geschwister frei.",
        anmeldung="noetig",
        anmeldung_text="Bitte anrufen.",
        kinderbetreuung="ja",
        unterlagen="Ausweis\nGeburtsurkunde",
        rechtsgrundlage="§ 16 SGB VIII",
        alter_ab=6,
        alter_bis=36,
        vor_ort=True,
        online=True,
        website="https://uslar.example/krabbeln/",
        bestaetigt_am=date(2026, 10, 1),
        personen=[make_person("Dörte Wallbaum", partner=partner, telefon="05571 000-411")],
    )


def test_entry_holds_all_facts(krabbelgruppe):
    [eintrag] = heft().kapitel[0].eintraege

    assert (eintrag.titel, eintrag.nummer) == ("Krabbelgruppe", krabbelgruppe.nummer)
    assert (eintrag.satz, eintrag.text, eintrag.stelle, eintrag.telefon) == (
        "Wir spielen zusammen.",
        "Für **alle**.",
        "Familienhaus Uslar",
        "05571 000-410",
    )
    assert eintrag.kontakt == (
        Fakt("Wann", ("Mo 9–12 Uhr",)),
        Fakt("Wo", ("Lange Straße 31, 37170 Uslar", "Auch online")),
        Fakt("Kosten", ("2,50\u00a0€", "Geschwister frei.")),
        Fakt("E-Mail", ("haus@uslar.example",), "mailto:haus@uslar.example"),
        Fakt("Internet", ("uslar.example/krabbeln",), "https://uslar.example/krabbeln/"),
        Fakt("Bestätigt", ("Oktober 2026",)),
    )
    assert eintrag.fakten == (
        Fakt("Für wen", ("Kind: 6 Monate bis 3 Jahre",)),
        Fakt("Gilt in", ("Landkreis Northeim",)),
        Fakt("Anmeldung", ("Nötig. Bitte anrufen.",)),
        Fakt("Kinder", ("Ja",)),
        Fakt("Mitbringen", ("Ausweis, Geburtsurkunde",)),
        Fakt("Fragen Sie nach", ("Dörte Wallbaum · 05571\u00a0000-411",)),
        Fakt("Gesetz", ("§ 16 SGB VIII",)),
    )


def test_unknown_stays_out_but_unknown_costs_are_said():
    make_angebot("Wenig bekannt")
    [kapitel] = heft().kapitel
    [eintrag] = kapitel.eintraege

    assert eintrag.kontakt == (
        Fakt("Wo", ("Nicht bekannt",)),
        Fakt("Kosten", ("nicht bekannt, bitte nachfragen",)),
    )
    assert [fakt.name for fakt in eintrag.fakten] == ["Für wen", "Gilt in"]


def test_protected_address_and_hidden_person_never_appear():
    partner = make_partner("Frauenhilfe")
    person = make_person("Geheime Person", partner=partner, telefon="05551 000-999", ist_oeffentlich=False)
    schutz = make_anlaufstelle(
        "Schutzwohnung",
        partner=partner,
        art=Anlaufstelle.Art.SCHUTZ,
        adresse_geschuetzt=True,
        strasse="Verborgene Gasse 7",
        plz="37154",
        ort="Geheimort",
        anfahrt="Bus bis Verborgene Gasse",
        gebiet="Raum Northeim",
    )
    make_angebot("Bei der Schutzwohnung", partner=partner, anlaufstelle=schutz, vor_ort=True, personen=[person])
    make_angebot(
        "Eigene Adresse", partner=partner, adresse_geschuetzt=True, strasse="Verborgene Gasse 8", ort="Geheimort"
    )
    text = str(als_json(heft()))

    assert "Bei der Schutzwohnung" in text
    assert "Raum Northeim" in text
    assert "Die Adresse ist geschützt. Bitte rufen Sie an." in text
    assert [wort for wort in ("Verborgene", "Geheim", "000-999") if wort in text] == []


def test_booklet_takes_its_look_from_the_network():
    region = make_region("Northeim", ags="03155")
    netz = make_netzwerk(
        "Netz Northeim",
        regionen=[region],
        farbe="#1f5130",
        slogan="Kurzer Draht.",
        ist_beispiel=True,
        telefon="05551 000-1",
    )
    make_angebot("Kurs", regionen=[region], netzwerk=netz)
    ergebnis = heft("ort=03155")

    assert (ergebnis.titel, ergebnis.netzwerk, ergebnis.gebiet, ergebnis.farbe, ergebnis.leitsatz) == (
        "Angebote für Alleinerziehende – Landkreis Northeim",
        "Netz Northeim",
        "Landkreis Northeim",
        "#1f5130",
        "Kurzer Draht.",
    )
    assert (ergebnis.ist_beispiel, ergebnis.kontakt, ergebnis.untertitel) == (
        True,
        (Fakt("Telefon", ("05551 000-1",)),),
        "1 Angebot",
    )
    assert ergebnis.adresse == "https://portal.example/angebote/?ort=03155"


def test_booklet_with_any_invented_offer_is_marked(themen):
    make_angebot("Echt", netzwerk=make_netzwerk())
    echt = heft()
    make_angebot("Erfunden", netzwerk=make_netzwerk(ist_beispiel=True))

    assert (echt.ist_beispiel, heft().ist_beispiel) == (False, True)


def test_broken_logo_is_replaced_by_the_name_and_told(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos/kaputt.png").write_bytes(b"kein Bild")
    region = make_region("Northeim", ags="03155")
    make_netzwerk("Netz Northeim", regionen=[region], logo="logos/kaputt.png")
    make_angebot("Kurs", regionen=[region])
    ergebnis = heft("ort=03155")

    assert ergebnis.logo == ""
    assert ergebnis.hinweise == (
        "Das Logo „logos/kaputt.png“ von Netz Northeim lässt sich nicht lesen. Bitte laden Sie es neu hoch.",
    )


def test_logo_travels_inside_the_booklet(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "logos").mkdir()
    Image.new("RGB", (3000, 1000), "red").save(tmp_path / "logos/gross.jpg")
    region = make_region("Northeim", ags="03155")
    make_netzwerk("Netz", regionen=[region], logo="logos/gross.jpg")
    make_angebot("Kurs", regionen=[region])

    assert heft("ort=03155").logo.startswith("data:image/png;base64,")
    assert len(heft("ort=03155").logo) < 20_000


@pytest.mark.parametrize("anzahl", [1, 5])
def test_number_of_queries_is_constant(anzahl, themen, django_assert_num_queries):
    partner = make_partner()
    for nummer in range(anzahl):
        make_angebot(
            f"Kurs {nummer}",
            themen=[themen["wohngeld"]],
            anlaufstelle=make_anlaufstelle(zeiten=[(1, 9, 12)]),
            personen=[make_person(f"Person {nummer}", partner=partner)],
        )

    heft()  # the search loads what it needs once
    with django_assert_num_queries(17):  # the last one asks for the help lines
        heft()


def test_drop_in_points_at_the_place_and_help_lines_come_last():
    region = make_region("Northeim", ags="03155")
    make_angebot("Kurs", regionen=[region])
    make_anlaufstelle("Treff", regionen=[region], telefon="05551 000-7")
    make_anlaufstelle("Anderswo", regionen=[make_region("Kassel", ags="06633")])
    Hilfetelefon.objects.create(name="TelefonSeelsorge", nummer="0800 111 0 111", wofuer="Reden", stand=AM)

    assert [
        (k.titel, k.art, [e.titel for e in k.eintraege], [n.nummer for n in k.nummern])
        for k in heft("ort=03155").kapitel
    ] == [
        ("Weitere Angebote", "angebote", ["Kurs"], []),
        ("Hier können Sie hingehen", "anlaufstellen", ["Treff"], []),
        ("Wenn Sie sofort Hilfe brauchen", "notruf", [], ["0800 111 0 111"]),
    ]
    assert [k.art for k in heft().kapitel] == ["angebote", "notruf"]


def test_protected_drop_in_point_is_named_without_its_address():
    region = make_region("Northeim", ags="03155")
    make_angebot("Kurs", regionen=[region])
    make_anlaufstelle(
        "Zuflucht",
        regionen=[region],
        art=Anlaufstelle.Art.SCHUTZ,
        adresse_geschuetzt=True,
        strasse="Verborgene Gasse 7",
        ort="Geheimort",
        anfahrt="Bus bis Verborgene Gasse",
        gebiet="Raum Northeim",
    )
    text = str(als_json(heft("ort=03155")))

    assert [wort for wort in ("Zuflucht", "Raum Northeim", "Verborgene", "Geheimort") if wort in text] == [
        "Zuflucht",
        "Raum Northeim",
    ]


def test_place_with_too_many_drop_in_points_lists_none(monkeypatch):
    monkeypatch.setattr("wegweiser.druck.aus_auswahl.STELLEN_HOECHSTENS", 1)
    region = make_region("Northeim", ags="03155")
    make_angebot("Kurs", regionen=[region])
    for name in ("Eins", "Zwei"):
        make_anlaufstelle(name, regionen=[region])

    assert [k.art for k in heft("ort=03155").kapitel] == ["angebote"]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_number_of_queries_with_a_place_is_constant(anzahl, django_assert_num_queries):
    region = make_region("Northeim", ags="03155")
    make_angebot("Kurs", regionen=[region])
    for nummer in range(anzahl):
        make_anlaufstelle(f"Treff {nummer}", regionen=[region], zeiten=[(1, 9, 12)])

    heft("ort=03155")
    with django_assert_num_queries(24):
        heft("ort=03155")
