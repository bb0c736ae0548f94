import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.suche.analyse import gender_neutral, inhaltswoerter, stamm, woerter


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        ("Berater(inne)n", "Berater"),
        ("Mitarbeiter/-innen", "Mitarbeiter"),
        ("Berater:in", "Berater"),
        ("Sozialarbeiter/in", "Sozialarbeiter"),
        ("Mitarbeiter*innen", "Mitarbeiter"),
        ("Pädagog_innen", "Pädagog"),
        ("BeraterInnen", "Berater"),
        ("Jugendliche(r)", "Jugendliche"),
        ("Väter und Mütter", "Väter und Mütter"),
        ("Termin in Berlin", "Termin in Berlin"),
        ("Montag/Dienstag", "Montag/Dienstag"),
    ],
)
def test_gender_neutral(text, neutral):
    assert gender_neutral(text) == neutral


@pytest.mark.parametrize(
    ("eines", "anderes"),
    [
        ("Häuser", "Haus"),
        ("Haeuser", "Haus"),
        ("Väter", "Vaters"),
        ("Beraterinnen", "Berater"),
        ("Ärztin", "Arzt"),
        ("Beratungen", "Beratung"),
        ("Straße", "Strasse"),
    ],
)
def test_forms_of_a_word_are_one_term(eines, anderes):
    assert [stamm(w) for w in woerter(eines)] == [stamm(w) for w in woerter(anderes)]


@pytest.mark.parametrize(("eines", "anderes"), [("Termin", "Term"), ("Medizin", "Medium"), ("Schuld", "Schule")])
def test_different_words_stay_apart(eines, anderes):
    assert stamm(eines.lower()) != stamm(anderes.lower())


def test_inhaltswoerter_leaves_out_what_says_nothing():
    assert inhaltswoerter("Ich brauche Hilfe mit dem Unterhalt") == ["hilfe", "unterhalt"]
    assert inhaltswoerter("ich und du") == ["ich", "und", "du"]
    assert inhaltswoerter("") == []


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert all(wort == wort.casefold() for wort in woerter(text))
