import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from angebote.suche.analyse import STOPPWOERTER, woerter
from angebote.suche.dokument import FELDGEWICHT, Dokument
from angebote.suche.grund import Begruender, Treffergrund, gefaltet
from angebote.suche.index import make_index
from angebote.suche.rang import Suchmaschine
from angebote.suche.sicht import Bedingungen, Sicht
from angebote.suche.thesaurus import Begriff, Thesaurus

VATER = "Vater zahlt keinen Unterhalt"
BEGRIFFE = [
    Begriff("Tagesmutter", ("Kindertagespflege", "Tagespflegeperson"), gewicht=0.9),
    Begriff("Arbeitsamt", ("Agentur für Arbeit", "Arbeitsagentur"), gewicht=1.0),
    Begriff("Kita hat zu", ("Notfallbetreuung",), gewicht=0.9),
    Begriff("er schlägt mich", ("Gewalt",), gewicht=0.9),
    Begriff("Vater zahlt nicht genug", ("Beistandschaft",), gewicht=0.9),
    Begriff(VATER, ("Unterhaltsvorschuss", "Beistandschaft"), gewicht=0.9),
    Begriff("Geldnot", ("Stiftung",), gewicht=0.5),
    Begriff("pleite", ("Insolvenz",), gewicht=0.7),
    Begriff("Knete", ("Zuschuss",), gewicht=0.9),
    Begriff("Kohle", ("Beihilfe",), gewicht=0.8),
    Begriff("Sonntagsding", ("Frühstück",), gewicht=0.9, netzwerk=5),
    Begriff("Rummel", (), themen=(7,), gewicht=0.9),
    Begriff("Seltsames", ("wir und ihr",), gewicht=0.9),
]
# What else the catalogue offers: a word that no offer has is read by its nearest spelling or its parts.
SONST = (
    "Beratung Schuldnerberatung Kindertagespflege Tagespflegeperson Gewalt Unterhaltsvorschuss Unterhalt "
    "Notfallbetreuung Beistandschaft Stiftung Insolvenz Zuschuss Beihilfe Frühstück Kinderbetreuung Agentur "
    "Arbeitsagentur Straßenfest"
)


def suchtext(**felder):
    return "\n".join(" ".join(woerter(felder.get(feld, ""))) for feld in FELDGEWICHT)


def begruende(frage, text, netzwerk=None):
    thesaurus = Thesaurus(BEGRIFFE)
    dokumente = [Dokument(1, text, netzwerk=netzwerk or 0), Dokument(2, suchtext(titel=SONST), netzwerk=5)]
    index = make_index(dokumente, thesaurus.worte)
    ergebnis = Suchmaschine(index, thesaurus).suche(
        frage, Sicht(index, Bedingungen(am=740_000, netzwerke=frozenset([5])))
    )
    return Begruender(ergebnis, frage).grund(text, netzwerk)


def grund(frage, titel, **felder):
    return begruende(frage, suchtext(titel=titel, **felder))


@pytest.mark.parametrize(
    ("frage", "titel", "worte"),
    [
        ("Beratung", "Beratungen für alle", {"beratungen"}),
        ("BERATUNG", "Die Beratung", {"beratung"}),
        ("Väter", "Väter kochen", {"vaeter"}),
        ("Vaeter", "Väter kochen", {"vaeter"}),
        ("Strasse", "Straßenfest in der Straße", {"strassenfest", "strasse"}),
        ("Beraterin", "Unsere Berater:innen", {"berater"}),
        ("Beratung", "Schuldnerberatung und Kaffee", {"schuldnerberatung"}),
        ("Schulden Beratung", "Schuldnerberatung: Schulden ordnen", {"schuldnerberatung", "schulden"}),
        ("Tages Pflege", "Kindertagespflege", {"kindertagespflege"}),
        ("Schuldnerberatnug", "Schuldnerberatung Einbeck", {"schuldnerberatung"}),
        ("Kinderbetreuung", "Kinderbetreuungskosten", {"kinderbetreuungskosten"}),
        ("Kinderbetreuung", "Betreuung von Kindern am Abend", {"betreuung", "kindern"}),
        ("Kinderbetreuung", "Kinderbetreuung für Kinder", {"kinderbetreuung"}),
        ("Beratung für die Kinder", "Was für die Kinder gut ist", {"kinder"}),
        ("wir und ihr", "Wir und ihr", set()),
        ("Schwimmkurs", "Beratung", set()),
        ("", "Beratung", set()),
    ],
)
def test_direct_answers_are_marked(frage, titel, worte):
    assert grund(frage, titel) == Treffergrund(frozenset(worte))


def test_word_found_in_any_field_counts():
    assert grund("Beratung", "Kaffee", text="Wir bieten Beratung.").markieren == {"beratung"}


@pytest.mark.parametrize(
    ("frage", "titel", "worte", "ueber"),
    [
        ("Tagesmutter", "Vermittlung von Kindertagespflege", {"kindertagespflege"}, "Tagesmutter → Kindertagespflege"),
        ("tagesmuetter", "Eine Tagespflegeperson", {"tagespflegeperson"}, "Tagesmutter → Tagespflegeperson"),
        ("Tagesmuttter", "Kindertagespflege", {"kindertagespflege"}, "Tagesmutter → Kindertagespflege"),
        ("Arbeitsamt", "Agentur für Arbeit", {"agentur", "arbeit"}, "Arbeitsamt → Agentur für Arbeit"),
        ("Arbeitsamt", "Arbeitsagentur", {"arbeitsagentur"}, "Arbeitsamt → Agentur für Arbeit"),
        ("Kita hat zu", "Notfallbetreuung", {"notfallbetreuung"}, "Kita hat zu → Notfallbetreuung"),
        ("Welche KITA?", "Notfallbetreuung", {"notfallbetreuung"}, "KITA → Notfallbetreuung"),
        ("mein Mann schlägt mich", "Gewalt", {"gewalt"}, "schlägt → Gewalt"),
        ("Vater zahlt keinen Unterhalt", "Beistandschaft", {"beistandschaft"}, f"{VATER} → Beistandschaft"),
        ("Papi zahlt keinen Unterhalt", "Beistandschaft", {"beistandschaft"}, f"{VATER} → Beistandschaft"),
    ],
)
def test_thesaurus_is_named(frage, titel, worte, ueber):
    assert grund(frage, titel) == Treffergrund(frozenset(worte), (tuple(ueber.split(" → ")),))


def test_entry_of_which_one_word_is_answered_directly_is_still_named():
    assert grund(VATER, "Unterhaltsvorschuss").ueber == ((VATER, "Unterhaltsvorschuss"),)


def test_direct_answer_needs_no_thesaurus():
    assert grund("Tagesmutter", "Tagesmütter in der Kindertagespflege") == Treffergrund(frozenset(["tagesmuetter"]))


def test_thesaurus_says_more_than_scattered_parts():
    gefunden = grund("Tagesmutter", "Kindertagespflege", text="Jeden Tag eine Gruppe für die Mutter.")

    assert gefunden == Treffergrund(frozenset(["kindertagespflege"]), (("Tagesmutter", "Kindertagespflege"),))


def test_scattered_parts_say_more_than_nothing():
    assert grund("Tagesmutter", "Jeden Tag: Mutter und Baby") == Treffergrund(frozenset(["tag", "mutter"]))


def test_phrase_with_a_missing_word_is_not_named():
    assert grund("Arbeitsamt", "Agentur am Markt") == Treffergrund()


def test_best_two_entries_are_named_and_only_what_they_say_is_marked():
    gefunden = grund("pleite Geldnot Kohle Knete", "Stiftung Insolvenz Beihilfe Zuschuss")

    assert gefunden.ueber == (("Knete", "Zuschuss"), ("Kohle", "Beihilfe"))
    assert gefunden.markieren == {"zuschuss", "beihilfe"}


def test_entry_of_another_network_says_nothing():
    text = suchtext(titel="Frühstück")

    assert begruende("Sonntagsding", text, netzwerk=5).ueber == (("Sonntagsding", "Frühstück"),)
    assert begruende("Sonntagsding", text, netzwerk=6) == Treffergrund()


def test_entry_with_topics_or_stop_words_only_says_nothing():
    assert grund("Rummel", "Frühstück") == Treffergrund()
    assert grund("Seltsames", "Wir und ihr beim Frühstück") == Treffergrund()


def test_relative_is_marked_where_the_thesaurus_says_nothing():
    assert grund("Arbeitsamt", "Arbeit suchen").markieren == {"arbeit"}


def test_without_an_answer_of_its_own_the_part_of_an_unknown_compound_is_marked():
    assert grund("Frühstücksberatung", "Beratung am Markt").markieren == {"beratung"}


@settings(max_examples=150, deadline=None)
@given(
    frage=st.text(max_size=60) | st.lists(st.sampled_from([b.wort for b in BEGRIFFE] + SONST.split())).map(" ".join),
    text=st.text(max_size=60) | st.lists(st.sampled_from(SONST.split())).map(" ".join),
)
def test_no_question_breaks_it_and_only_words_of_the_offer_are_marked(frage, text):
    gefunden = grund(frage, text)

    assert gefunden.markieren <= set(woerter(text)) - STOPPWOERTER
    assert len(gefunden.ueber) <= 2
    assert all(gefunden.markieren & set(gefaltet(f"{text} {wendung}")) for _was, wendung in gefunden.ueber)
