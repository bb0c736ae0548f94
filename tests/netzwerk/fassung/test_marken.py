"""Where two texts differ, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from netzwerk.fassung.marken import HOECHSTENS_WORTE, Art, Stueck, markiere


def test_changed_word_is_marked_on_both_sides():
    assert markiere("Mo 9 Uhr", "Mo 10 Uhr") == (
        (Stueck("Mo "), Stueck("9", Art.WEG), Stueck(" Uhr")),
        (Stueck("Mo "), Stueck("10", Art.NEU), Stueck(" Uhr")),
    )


def test_empty_side_has_no_pieces():
    assert markiere("", "neu") == ((), (Stueck("neu", Art.NEU),))


def test_very_long_texts_are_marked_as_a_whole():
    lang = "Wort " * HOECHSTENS_WORTE

    assert [len(seite) for seite in markiere(lang, lang + "mehr")] == [1, 1]


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_pieces_of_a_side_joined_are_its_text(alt, neu):
    links, rechts = markiere(alt, neu)

    assert ["".join(stueck.text for stueck in seite) for seite in (links, rechts)] == [alt, neu]
    assert [s.text for s in links if s.art is Art.GLEICH] == [s.text for s in rechts if s.art is Art.GLEICH]
