import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from angebote.suche.analyse import woerter
from angebote.suche.dokument import FELDGEWICHT, Dokument
from angebote.suche.fund import Fund
from angebote.suche.index import make_index
from angebote.suche.rang import Suchmaschine
from angebote.suche.sicht import Bedingungen, Sicht
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


def text(**felder):
    return "\n".join(" ".join(woerter(felder.get(feld, ""))) for feld in FELDGEWICHT)


def maschine(titel, begriffe=()):
    dokumente = [Dokument(nummer, text(titel=wort), netzwerk=5 if nummer == 7 else 0) for nummer, wort in titel.items()]
    thesaurus = Thesaurus(begriffe)
    return Suchmaschine(make_index(dokumente, thesaurus.worte), thesaurus)


MASCHINE = maschine(TITEL, BEGRIFFE)
HEUTE = Bedingungen(am=740_000, netzwerke=frozenset([5]))


def suche(frage, engine=MASCHINE):
    return engine.suche(frage, Sicht(engine.index, HEUTE))


def nummern(frage, engine=MASCHINE):
    fund = Fund(Sicht(engine.index, HEUTE), suche(frage, engine))
    return fund.nummern(fund.plaetze())


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
    assert nummern(frage)[0] == erste


@pytest.mark.parametrize("frage", ["", "asdfgh", "Raumschiff Bitcoin", "qwertz uiop", "   ", "und oder"])
def test_nonsense_finds_nothing(frage):
    assert nummern(frage) == []


def test_correction_is_named():
    assert suche("Schuldnerberatnug").korrekturen == {"schuldnerberatnug": "schuldnerberatung"}
    assert suche("Schuldnerberatung").korrekturen == {}


def test_offer_that_answers_all_words_stands_before_one_that_answers_some():
    deckung = dict(zip(TITEL, suche("Frühstück Väter").deckung, strict=True))

    assert nummern("Frühstück Väter")[0] == 5
    assert deckung[5] == pytest.approx(1)
    assert deckung[7] < 1


def test_word_of_a_network_holds_for_its_offers_only():
    assert set(nummern("Frühstück")) == {5, 7}
    assert nummern("Sonntagsding") == [7]


def test_empty_catalogue_finds_nothing():
    assert nummern("Kind", maschine({})) == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_no_question_breaks_the_search(frage):
    gefunden = nummern(frage)

    assert set(gefunden) <= set(TITEL)
    assert len(set(gefunden)) == len(gefunden)
