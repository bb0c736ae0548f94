import pytest

from angebote.suche.zerlegung import Zerleger, grundwoerter

ZERLEGER = Zerleger(grundwoerter())


@pytest.mark.parametrize(
    ("wort", "teile"),
    [
        ("kinderbetreuungskosten", ("kind", "betreu", "kost")),
        ("randzeitenbetreuung", ("randzeit", "betreu")),
        ("unterhaltsvorschuss", ("unterhalt", "vorschuss")),
        ("schuldnerberatung", ("schuldn", "berat")),
        ("umgangsbegleitungen", ("umgang", "begleit")),
        ("betreuung", ()),
        ("termin", ()),
        ("asdfgh", ()),
        ("", ()),
    ],
)
def test_zerlege(wort, teile):
    assert ZERLEGER.zerlege(wort) == teile


def test_words_of_the_catalogue_are_parts_too():
    assert Zerleger(["wuppi", "netz"]).zerlege("wuppinetz") == ("wuppi", "netz")
    assert Zerleger(["netz"]).zerlege("wuppinetz") == ()
