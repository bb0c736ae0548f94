import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from angebote.suche.analyse import woerter
from angebote.suche.index import Dokument, Index
from angebote.suche.rang import Suchmaschine
from angebote.suche.thesaurus import Begriff, Thesaurus

TITEL = {
    1: "Vermittlung von Kindertagespflege",
    2: "Schuldnerberatung Einbeck",
    3: "Unterhaltsvorschuss: Hilfe beim Antrag",
    4: "Mietschulden: schnelle Hilfe",
    5: "Väterfrühstück am Samstag",
    6: "Gruppe für Kinder in Trennung",
    7: "Alleinerziehendentreff mit Frühstück",
    8: "Hilfe bei Gewalt",
}
BEGRIFFE = [
    Begriff("Tagesmutter", ("Kindertagespflege",), gewicht=0.9),
    Begriff("Papa", ("Väter",), gewicht=0.9),
    Begriff("er schlägt mich", ("Gewalt",), gewicht=0.9),
    Begriff("Sonntagsding", ("Frühstück",), gewicht=0.9, netzwerk=5),
]


def maschine():
    dokumente = [
        Dokument(nummer, {"titel": woerter(titel)}, ("thema",), 5 if nummer == 7 else None)
        for nummer, titel in TITEL.items()
    ]
    return Suchmaschine(Index(dokumente), Thesaurus(BEGRIFFE))


MASCHINE = maschine()


@pytest.mark.parametrize(
    ("frage", "erste"),
    [
        ("Unterhaltsvorschuss", 3),
        ("unterhaltsvorschus", 3),
        ("Tagespflege", 1),
        ("Tages Pflege Kinder", 1),
        ("Tagesmutter", 1),
        ("Tagesmuetter", 1),
        ("Miet Schulden", 4),
        ("Vaeter", 5),
        ("mein Mann schlägt mich", 8),
    ],
)
def test_best_answer_comes_first(frage, erste):
    assert next(iter(MASCHINE.suche(frage).punkte)) == erste


@pytest.mark.parametrize("frage", ["", "asdfgh", "Raumschiff Bitcoin", "qwertz uiop", "   ", "und oder"])
def test_nonsense_finds_nothing(frage):
    assert MASCHINE.suche(frage).punkte == {}


def test_correction_is_named():
    assert MASCHINE.suche("Schuldnerberatnug").korrekturen == {"schuldnerberatnug": "schuldnerberatung"}
    assert MASCHINE.suche("Schuldnerberatung").korrekturen == {}


def test_offer_that_answers_all_words_stands_before_one_that_answers_some():
    ergebnis = MASCHINE.suche("Frühstück Väter")

    assert next(iter(ergebnis.punkte)) == 5
    assert ergebnis.deckung[5] == pytest.approx(1)
    assert ergebnis.deckung[7] < 1


def test_word_of_a_network_holds_for_its_offers_only():
    assert set(MASCHINE.suche("Frühstück").punkte) == {5, 7}
    assert list(MASCHINE.suche("Sonntagsding").punkte) == [7]


def test_empty_catalogue_finds_nothing():
    assert Suchmaschine(Index([]), Thesaurus([])).suche("Kind").punkte == {}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_no_question_breaks_the_search(frage):
    ergebnis = MASCHINE.suche(frage)

    assert set(ergebnis.punkte) <= set(TITEL)
    assert list(ergebnis.punkte.values()) == sorted(ergebnis.punkte.values(), reverse=True)
