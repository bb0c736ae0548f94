import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.import_export import felder
from netzwerk.tabellen.felder import parse_einzeilig


@pytest.mark.parametrize(
    ("text", "werte"),
    [
        ("", (None, "")),
        ("0", (0, "")),
        ("0,00 €", (0, "")),
        ("kostenlos", (0, "")),
        ("Kostenfrei!", (0, "")),
        ("gebührenfrei", (0, "")),
        ("12", (1200, "")),
        ("12,5", (1250, "")),
        ("12,50 €", (1250, "")),
        ("12.50", (1250, "")),
        ("12 Euro", (1200, "")),
        ("EUR 12,05", (1205, "")),
        ("5,- €", (500, "")),
        ("5,– €", (500, "")),
        ("1.200 €", (120000, "")),
        ("1.200,50", (120050, "")),
        ("12,50 € (je Termin)", (1250, "je Termin")),
        ("kostenlos (Material 5 € (bar))", (0, "Material 5 € (bar)")),
        ("ca. 5 Euro", (None, "ca. 5 Euro")),
        ("5–10 €", (None, "5–10 €")),
        ("5 € bis\n10 €", (None, "5 € bis 10 €")),
        ("-5", (None, "-5")),
        ("12,505", (None, "12,505")),
        ("ca. 5 Euro (je Termin)", (None, "ca. 5 Euro (je Termin)")),
        ("Spende", (None, "Spende")),
    ],
)
def test_parse_kosten(text, werte):
    assert felder.parse_kosten(text) == werte


def test_parse_kosten_refuses_what_no_database_holds():
    assert felder.parse_kosten("21474836,47") == (2_147_483_647, "")
    with pytest.raises(ValueError, match=r"^bitte einen Betrag in Euro, z\. B\. „12,50 €“\.$"):
        felder.parse_kosten("21474836,48")


@given(st.integers(0, 10**7), st.text("abc €,5()", max_size=20).map(parse_einzeilig))
def test_kosten_als_text_is_read_back(cent, worte):
    assert felder.parse_kosten(felder.kosten_als_text(cent, worte)) == (cent, worte)


@pytest.mark.parametrize(
    ("text", "adresse"),
    [
        ("https://portal.example/angebote/offener-treff-12/", ("offener-treff", 12)),
        ("/angebote/kurs-2-7", ("kurs-2", 7)),
        ("https://portal.example/angebote/", None),
        ("https://portal.example/partner/vhs-3/", None),
        ("/angebote/x-99999999999/", None),
        ("", None),
    ],
)
def test_parse_adresse(text, adresse):
    assert felder.parse_adresse(text) == adresse
