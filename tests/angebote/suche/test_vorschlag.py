from collections import Counter
from datetime import date

import pytest

from angebote.suche.dokument import Dokument
from angebote.suche.index import make_index
from angebote.suche.vorschlag import (
    Eintrag,
    Vorrat,
    Vorschlag,
    find_titel,
    kurze_zuerst,
    lies_text,
    ordne,
    ortsstufe,
    stufe,
)

HEUTE = date(2026, 11, 22)


def eintrag(text, rang=0, *, auch=(), adresse="/x/"):
    return Eintrag(Vorschlag(text, "Art", adresse), rang, (text,), tuple(auch))


@pytest.mark.parametrize(
    ("getippt", "gefaltet"),
    [("Mü", "mue"), ("KINDER-b", "kinder b"), ("x", ""), (" \0ß ", "ss"), ("😀😀", ""), ("a" * 10_000, "a" * 160)],
)
def test_lies_text_folds_and_leaves_out_what_is_too_short(getippt, gefaltet):
    assert lies_text(getippt) == gefaltet


def test_vorrat_knows_where_a_name_begins():
    vorrat = Vorrat([eintrag("Ausbildung in Teilzeit"), eintrag("Für Väter"), eintrag("Kur", auch=["Papa kaputt"])])

    def finde(text):
        return [(anfang, fund.vorschlag.text) for anfang, fund in vorrat.finde(text)]

    assert finde("ausb") == [(0, "Ausbildung in Teilzeit")]
    assert finde("ausbildung in t") == [(0, "Ausbildung in Teilzeit")]
    assert finde("teil") == [(1, "Ausbildung in Teilzeit")]
    assert finde("in") == []
    assert finde("vae") == [(0, "Für Väter")]
    assert finde("fue") == [(0, "Für Väter")]
    assert finde("papa") == [(2, "Kur")]
    assert finde("kaputt") == []


def test_ordne_puts_whole_names_first_then_kinds():
    funde = [(1, eintrag("spät", 0)), (0, eintrag("zwei", 1)), (0, eintrag("eins", 0)), (2, eintrag("auch", 0))]

    assert [v.text for v in ordne(funde, {0: 8, 1: 8})] == ["eins", "zwei", "spät", "auch"]


def test_ordne_shows_eight_and_no_more_of_a_kind_than_allowed():
    funde = [(0, eintrag(f"Name {nummer}", nummer % 2)) for nummer in range(20)]

    rang_von = {f"Name {nummer}": nummer % 2 for nummer in range(20)}
    assert Counter(rang_von[v.text] for v in ordne(funde, {0: 3, 1: 9})) == {0: 3, 1: 5}


def test_ordne_drops_a_completion_that_says_what_stands_there():
    funde = [(0, eintrag("Schulden", 0)), (0, eintrag("Schulden", 1, adresse="/y/")), (0, eintrag("SCHULDEN", 2))]
    wort = (0, eintrag("schulden", 2, adresse=None))

    assert [v.text for v in ordne([*funde, wort], {0: 3, 1: 3, 2: 3})] == ["Schulden", "Schulden", "SCHULDEN"]


def test_kurze_zuerst_sorts_by_length_then_alphabet():
    funde = [(0, eintrag("ccc")), (0, eintrag("bb")), (0, eintrag("aa"))]

    assert [fund.vorschlag.text for _stufe, fund in sorted(funde, key=kurze_zuerst)] == ["aa", "bb", "ccc"]


@pytest.mark.parametrize(
    ("name", "text", "erwartet"),
    [("Kurs für Väter", "kurs fue", 0), ("Kurs für Väter", "vaet", 1), ("Kurs", "urs", None), ("", "kurs", None)],
)
def test_stufe_of_a_title(name, text, erwartet):
    assert stufe(name, text) == erwartet


@pytest.mark.parametrize(
    ("form", "name", "text", "erwartet"),
    [
        ("northeim", "Northeim", "nort", 0),
        ("landkreis northeim", "Northeim", "landkreis n", 0),
        ("landkreis northeim", "Northeim", "landkr", None),
        ("goettingen waake", "Waake", "goett", None),
        ("goettingen waake", "Waake", "goettingen w", 0),
        ("goettingen waake", "Waake", "waake", 0),
        ("waake goettingen", "Waake", "goett", None),
        ("rhein kreis neuss", "Rhein-Kreis Neuss", "neuss", 1),
        ("stolberg", "Stolberg (Rhld.)", "stol", 0),
        ("ohz", "Osterholz", "oh", 1),
        ("ohz", "Osterholz", "hz", None),
    ],
)
def test_ortsstufe_wants_the_name_itself(form, name, text, erwartet):
    assert ortsstufe(form, name, text) == erwartet


# Titles


def make_dokumente(*titel, **felder):
    return make_index([Dokument(nummer, f"{text}\n\n", **felder) for nummer, text in enumerate(titel, 1)])


def titel(index, text, **bedingungen):
    return find_titel(index, text, **{"am": HEUTE.toordinal(), "netzwerke": frozenset(), **bedingungen})


def test_find_titel_completes_a_word_and_knows_its_inflection():
    index = make_dokumente("kinderbetreuung am abend", "kinderbett", "vaeter und kinder", "betreuung")

    assert sorted(titel(index, "kinderb")) == [1, 2]
    assert titel(index, "kinderbetreuun") == [1]
    assert titel(index, "kinderbetreuung") == [1]
    assert titel(index, "vaeter ki") == [3]
    assert titel(index, "und") == []
    assert titel(index, "zebra") == []


def test_find_titel_reads_titles_only():
    index = make_index([Dokument(1, "etwas\nkinderbett\nkinderbett")])

    assert titel(index, "kinderb") == []


@pytest.mark.parametrize(
    "felder",
    [{"frei": False}, {"ab": HEUTE.toordinal() + 1}, {"bis": HEUTE.toordinal() - 1}, {"netzwerk": 7}],
)
def test_find_titel_leaves_out_what_is_hidden(felder):
    assert titel(make_dokumente("kinderbett", **felder), "kinderb") == []


def test_find_titel_follows_the_supplement():
    index = make_dokumente("kinderbett", "kinderbuch")
    index = index.mit([Dokument(1, "kinderwagen\n\n", netzwerk=7)], ohne=[1])

    assert titel(index, "kinderw", netzwerke=frozenset({7})) == [1]
    assert titel(index, "kinderbe") == []
    assert titel(index, "kinderbu") == [2]
