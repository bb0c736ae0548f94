import json
from dataclasses import replace

import pytest

from tests.wegweiser.hefte import make_eintrag, make_heft
from wegweiser.druck.heft import Abschnitt, Fakt, Heft
from wegweiser.druck.umwandlung import als_json, aus_json


def test_heft_comes_back_from_json_unchanged():
    heft = make_heft()

    assert aus_json(Heft, json.loads(json.dumps(als_json(heft)))) == heft


def test_aus_json_ignores_dropped_fields_and_fills_new_ones():
    daten = als_json(make_heft())
    daten["frueher"] = "gab es einmal"
    daten["kapitel"][0]["frueher"] = 1
    del daten["hinweise"]

    assert aus_json(Heft, daten) == make_heft()


@pytest.mark.parametrize(
    ("abschnitt", "erwartet"),
    [
        (Abschnitt("a", "Leer", "angebote"), True),
        (Abschnitt("a", "Leer mit leerem Teil", "stationen", unter=(Abschnitt("b", "Leer", "station"),)), True),
        (Abschnitt("a", "Text", text="Wort"), False),
        (Abschnitt("a", "Teil mit Unterlagen", unter=(Abschnitt("b", "x", "station", unterlagen=("Pass",)),)), False),
        (Abschnitt("a", "Notizen", "notizen"), False),
    ],
)
def test_abschnitt_is_empty_without_anything_to_print(abschnitt, erwartet):
    assert abschnitt.ist_leer is erwartet


def test_small_chapters_may_share_a_page():
    heft = make_heft()

    assert [a.titel for a in heft.kapitel if a.ist_klein] == ["Schön, dass Sie da sind", "Papiere"]


@pytest.mark.parametrize(
    ("text", "fakten", "umfang"), [("Kurz.", 2, "kurz"), ("x" * 900, 5, "mittel"), ("x" * 900, 40, "lang")]
)
def test_eintrag_umfang_grows_with_text_and_facts(text, fakten, umfang):
    eintrag = make_eintrag(1, text=text, fakten=tuple(Fakt(f"Name {n}", ("Wert",)) for n in range(fakten)))

    assert eintrag.umfang == umfang


def test_heft_knows_whether_it_has_numbers():
    ohne = replace(make_heft(), kapitel=(Abschnitt("a", "Text", text="x"),))

    assert [make_heft().hat_nummern, ohne.hat_nummern] == [True, False]
