import pytest

from angebote.suche.tippfehler import Woerterbuch

BUCH = Woerterbuch({"kinderbetreuung": 9, "unterhalt": 5, "kur": 3, "schulden": 4, "schule": 7, "wohnung": 2})


@pytest.mark.parametrize(
    ("wort", "vorschlaege"),
    [
        ("kinderbetreung", ["kinderbetreuung"]),
        ("untrehalt", ["unterhalt"]),
        ("kuhr", ["kur"]),
        ("schuldn", ["schulden"]),
        ("xyz", []),
        ("drohne", []),
        ("k9r2", []),
        ("", []),
    ],
)
def test_korrigiere(wort, vorschlaege):
    assert BUCH.korrigiere(wort) == vorschlaege
