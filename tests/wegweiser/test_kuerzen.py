import pytest

from wegweiser.druck.kuerzen import kern


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("", ""),
        ("Ein Satz. Noch ein Satz.", "Ein Satz. Noch ein Satz."),
        ("Erster Absatz.\n\nZweiter Absatz.", "Erster Absatz."),
        ("Erster Satz, recht lang. Zweiter Satz, auch recht lang. Dritter.", "Erster Satz, recht lang."),
        (
            "Ein einziger Satz, der länger ist als die Zelle und trotzdem ganz bleibt.",
            "Ein einziger Satz, der länger ist als die Zelle und trotzdem ganz bleibt.",
        ),
        ("Das gilt z. B. Montags und bis 5 Uhr. Danach gilt es nicht mehr.", "Das gilt z. B. Montags und bis 5 Uhr."),
        ("Nach Abs. 2 gibt es Geld im Monat. Danach nicht.", "Nach Abs. 2 gibt es Geld im Monat."),
    ],
)
def test_kern_keeps_whole_sentences(text, erwartet):
    assert kern(text, zeichen=40) == erwartet


@pytest.mark.parametrize(
    "text",
    [
        "- erste Bedingung, die gelten muss\n- zweite Bedingung, die auch gelten muss",
        "Sie bekommen es, wenn\n\n- Sie arbeiten,\n- Sie ein Kind haben und\n- das Geld nicht reicht.",
    ],
)
def test_kern_never_cuts_a_list_of_conditions(text):
    assert kern(f"{text}\n\nDanach mehr.", zeichen=20) == text
