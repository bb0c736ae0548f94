from datetime import date

import pytest
from django.http import QueryDict

from angebote.auswahl import select_angebote
from tests.factories import make_angebot, make_netzwerk, make_region, make_thema, make_zielgruppe
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


def auswahl(query):
    return select_angebote(QueryDict(query), am=HEUTE)


def titel(query):
    return [angebot.titel for angebot in auswahl(query).angebote]


def test_all_words_come_first_in_any_spelling():
    make_angebot("Hilfe für Väter", kurzbeschreibung="Beratung am Abend")
    make_angebot("Hilfe für Mütter", kurzbeschreibung="Beratung am Morgen")

    assert titel("q=VAETER+beratung") == ["Hilfe für Väter"]
    assert titel("q=Väter") == ["Hilfe für Väter"]
    assert auswahl("q=Väter+Beratung").hinweise == []
    assert auswahl("q=Mütter+Väter").hinweise == [
        "Zu allen Wörtern zusammen gibt es nichts. Diese Angebote passen zu einem Teil."
    ]


def test_words_in_the_title_come_first():
    make_angebot("A-Kurs", beschreibung="Hier geht es um Schulden.")
    make_angebot("Schuldnerberatung: Schulden ordnen")

    assert titel("q=schulden") == ["Schuldnerberatung: Schulden ordnen", "A-Kurs"]


def test_ort_leaves_out_other_places_and_puts_the_nearest_first():
    orte = make_landkarte()
    make_angebot("A bundesweit")
    make_angebot("B im Bezirk", regionen=[orte.bezirk])
    make_angebot("C nur Mahlsdorf", regionen=[orte.mahlsdorf])
    make_angebot("D in Aachen", regionen=[orte.aachen])

    assert titel("ort=12621") == ["B im Bezirk", "A bundesweit"]
    assert titel("ort=Kaulsdorf") == ["B im Bezirk", "A bundesweit"]


def test_unknown_ort_is_left_out_with_a_word_and_the_nearest_spelling():
    make_landkarte()
    make_angebot("Kurs")
    ergebnis = auswahl("ort=Nordheim")

    assert [a.titel for a in ergebnis.angebote] == ["Kurs"]
    assert ergebnis.fragen == {}
    assert ergebnis.hinweise == [
        "Den Ort „Nordheim“ kennen wir nicht. Wir zeigen Angebote aus allen Orten. Meinten Sie „Landkreis Northeim“?"
    ]


def test_ambiguous_ort_asks_instead_of_guessing():
    make_region("München", ags="09162", bezeichnung="Kreisfreie Stadt")
    make_region("München", ags="09184")
    ergebnis = auswahl("ort=München")

    assert ergebnis.hinweise == ["„München“ gibt es mehrmals. Bitte wählen Sie."]
    assert sorted(str(region) for region in ergebnis.ortssuche.auswahl) == ["Landkreis München", "Stadt München"]


@pytest.mark.parametrize("query", ["thema=quatsch", "zielgruppe=%00", "q=%00", "thema=a&thema=b"])
def test_broken_values_are_left_out_with_a_word(query):
    make_angebot("Kurs")
    ergebnis = auswahl(query)

    assert [a.titel for a in ergebnis.angebote] == ["Kurs"]
    assert len(ergebnis.hinweise) == 1
    assert ergebnis.hinweise[0].endswith("Wir suchen ohne diese Angabe.")


def test_titel_and_marken_say_what_was_understood():
    make_landkarte()
    make_thema("Wohnen")
    make_zielgruppe("Väter")
    ergebnis = auswahl("q=Kurs&ort=Kaulsdorf&thema=wohnen&zielgruppe=vaeter")

    assert ergebnis.titel == "Wohnen, Väter, „Kurs“ – Kaulsdorf (Marzahn-Hellersdorf)"
    assert ergebnis.marken()[0] == ("„Kurs“", "ort=Kaulsdorf&thema=wohnen&zielgruppe=vaeter")
    assert [name for name, _query in ergebnis.marken()] == [
        "„Kurs“",
        "Kaulsdorf (Marzahn-Hellersdorf)",
        "Wohnen",
        "Väter",
    ]


def test_netzwerk_is_the_only_active_one_at_the_place():
    orte = make_landkarte()
    netz = make_netzwerk("Berliner Netz", regionen=[orte.bezirk])
    make_netzwerk("Altes Netz", regionen=[orte.bezirk], status="historisch")

    assert auswahl("ort=Kaulsdorf").netzwerk == netz
    assert auswahl("ort=Northeim").netzwerk is None
    assert auswahl("").netzwerk is None


def test_very_long_question_is_asked_by_its_beginning():
    make_angebot("Schulden ordnen")
    make_angebot("Ganz anderes")
    ergebnis = auswahl("q=" + "Schulden+" * 40)

    assert [a.titel for a in ergebnis.angebote] == ["Schulden ordnen"]
    assert ergebnis.fragen["q"] == ("Schulden " * 40)[:200].strip()


def test_nearest_offers_beyond_are_at_most_fifty_kilometres_away():
    orte = make_landkarte()
    make_angebot("Nah", regionen=[orte.mahlsdorf], lat=52.51, lon=13.62)
    make_angebot("Fern", regionen=[orte.northeim], lat=51.7, lon=10.0)
    ergebnis = auswahl("ort=12621")

    assert list(ergebnis.angebote) == []
    assert [(a.titel, round(a.km)) for a in ergebnis.weiter_weg] == [("Nah", 3)]
    assert auswahl("ort=Aachen").weiter_weg == []


def test_ambiguous_place_shows_no_count_before_the_choice(client):
    make_region("München", ags="09162", bezeichnung="Kreisfreie Stadt")
    make_region("München", ags="09184")
    seite = client.get("/angebote/?ort=München").content.decode()

    assert "Bitte wählen Sie" in seite
    assert "Angebote gefunden" not in seite
