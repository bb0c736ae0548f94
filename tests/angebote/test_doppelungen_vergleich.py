"""Which two entries are suspected of being the same, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.doppelungen.gruende import gruende_in_worten
from angebote.doppelungen.vergleich import BLOCK, SCHWELLE, find_paare, make_steckbrief, telefon, vergleiche


def brief(pk, name, *, art="angebot", **angaben):
    return make_steckbrief(art, pk, name, **angaben)


@pytest.mark.parametrize(
    "schreibweise", ["05551 708-140", "+49 5551 708140", "05551/708140", "+49 (0)5551 708 140", "0049 5551 708140"]
)
def test_telephone_numbers_are_one_number(schreibweise):
    assert telefon(schreibweise) == "+495551708140"


def test_what_is_no_telephone_number_is_empty():
    assert [telefon(text) for text in ("", "keine")] == ["", ""]


GEMEINSAM = {"telefon": "05551 1", "partner": 7}


@pytest.mark.parametrize(
    ("a", "b", "gruende"),
    [
        (
            brief(1, "Offene Sprechstunde zum Unterhalt", telefon="05551 708-140", partner=7),
            brief(2, "Sprechstunde Unterhalt (offen)", telefon="+49 5551 708140", partner=7),
            "gleicher Name, gleiche Telefonnummer, selber Partner",
        ),
        (
            brief(1, "Krabbelgruppe", strasse="Lange Straße 5", plz="37154", email="A@verein.example"),
            brief(2, "Krabelgruppe", strasse="Lange Str. 5", plz="37154", email="a@verein.example"),
            "ähnlicher Name (96 %), gleiche E-Mail-Adresse, Website beim selben Anbieter, gleiche Adresse",
        ),
        (brief(1, "Verein Süd e. V.", art="partner"), brief(2, "Verein Sued e.V.", art="partner"), "gleicher Name"),
    ],
)
def test_doubles_are_found_with_their_reasons(a, b, gruende):
    paar = vergleiche(a, b)

    assert (paar.a, paar.b, gruende_in_worten(paar.gruende)) == (1, 2, gruende)
    assert SCHWELLE <= paar.grad <= 100


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (brief(1, "Schuldnerberatung", partner=1), brief(2, "Schuldnerberatung", partner=2)),
        (brief(1, "Gruppe 1", **GEMEINSAM), brief(2, "Gruppe 2", **GEMEINSAM)),
        (brief(1, "Krabbelgruppe", **GEMEINSAM), brief(2, "Rechtsberatung", **GEMEINSAM)),
        (
            brief(1, "Schuldnerberatung", email="a@web.de", plz="37154"),
            brief(2, "Schuldnerberatung", email="b@web.de", plz="37170"),
        ),
    ],
)
def test_different_things_are_not_suspected(a, b):
    assert vergleiche(a, b) is None


NAMEN = st.lists(st.sampled_from(["Krabbelgruppe", "Beratung", "Unterhalt", "Treff", "Uslar", "1", "2"]), max_size=4)
BRIEFE = st.lists(
    st.builds(
        lambda worte, tel, partner, pk: brief(pk, " ".join(worte), telefon=tel, partner=partner),
        NAMEN,
        st.sampled_from(["", "05551 708140", "05551 708141"]),
        st.integers(1, 2),
        st.integers(1, 1000),
    ),
    max_size=12,
    unique_by=lambda eines: eines.pk,
)


@given(BRIEFE)
def test_blocks_lose_no_pair_of_a_small_catalogue(briefe):
    """The slow reference compares everything; what shares nothing but half of its name is not looked at."""
    alle = {(p.a, p.b): p for i, a in enumerate(briefe) for b in briefe[i + 1 :] if (p := vergleiche(a, b))}

    assert {(paar.a, paar.b): paar for paar in find_paare(briefe)} == alle


@given(BRIEFE)
def test_order_does_not_matter(briefe):
    assert find_paare(briefe) == find_paare(briefe[::-1])


def test_large_block_compares_neighbours():
    briefe = [brief(n, f"Angebot {chr(97 + n % 26)}{n}xyz", partner=1) for n in range(1, BLOCK + 20)]
    briefe += [brief(900, "Rechtsberatung Sorgerecht", partner=1), brief(901, "Sorgerecht Rechtsberatung", partner=1)]

    assert (900, 901) in {(paar.a, paar.b) for paar in find_paare(briefe)}
