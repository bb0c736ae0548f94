import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.import_export import felder


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


@given(st.integers(0, 10**7), st.text("abc €,5()", max_size=20).map(felder.parse_einzeilig))
def test_kosten_als_text_is_read_back(cent, worte):
    assert felder.parse_kosten(felder.kosten_als_text(cent, worte)) == (cent, worte)


@pytest.mark.parametrize(
    ("text", "plz"), [("", ""), ("12619", "12619"), ("D-12619", "12619"), ("DE 01067", "01067"), ("12 619", "12619")]
)
def test_parse_plz(text, plz):
    assert felder.parse_plz(text) == plz


@pytest.mark.parametrize("text", ["1261", "126190", "1261O", "١٢٦١٩", "12619\n12621", "Berlin"])
def test_parse_plz_wants_five_digits(text):
    with pytest.raises(ValueError, match=r"^bitte fünf Ziffern, z\. B\. „12619“\.$"):
        felder.parse_plz(text)


@pytest.mark.parametrize(
    ("text", "nummer"),
    [
        ("05551 708-140", "05551 708-140"),
        ("(05551) 708140", "05551 708140"),
        ("(+49)5551 708140", "+49 5551 708140"),
        ("Tel.: 05551/708 – 140", "05551/708 - 140"),
        ("Telefon 05551.708140", "05551 708140"),
        ("+49 (0)5551 708140", "+49 (0)5551 708140"),
        ("", ""),
    ],
)
def test_parse_telefon(text, nummer):
    assert felder.parse_telefon(text) == nummer


@pytest.mark.parametrize(
    ("text", "adresse"),
    [
        ("", ""),
        ("www.verein.de", "https://www.verein.de"),
        ("http://verein.de/a?b=c", "http://verein.de/a?b=c"),
        ("HTTPS://müller.de", "HTTPS://müller.de"),
    ],
)
def test_parse_website(text, adresse):
    assert felder.parse_website(text) == adresse


@pytest.mark.parametrize("text", ["nachbarinnen", "javascript:alert(1)", "ftp://verein.de", "www.a.de und www.b.de"])
def test_parse_website_refuses_what_is_no_address(text):
    with pytest.raises(ValueError, match=r"^bitte eine Internetadresse, z\. B\. „https://www\.verein\.de“\.$"):
        felder.parse_website(text)


def test_parse_email():
    assert felder.parse_email("mailto:a@b.de") == "a@b.de"
    assert felder.parse_email("") == ""
    with pytest.raises(ValueError, match=r"^bitte eine E-Mail-Adresse, z\. B\. „beratung@verein\.de“\.$"):
        felder.parse_email("a@b, c@d.de")


def test_parse_liste_keeps_the_first_spelling_in_order():
    assert felder.parse_liste("Wohnen; Väter ;;vaeter\nGesundheit, Kur;WOHNEN") == [
        "Wohnen",
        "Väter",
        "Gesundheit, Kur",
    ]
    assert felder.parse_liste(" ; ") == []


@pytest.mark.parametrize(
    "text", ["BetreuungsplÃ¤tze", "fÃ¼r", "StraÃŸe", "f\ufffdr", "M„nner", "fŸr", "â€žTreffâ€œ", "Ã–l"]
)
def test_parse_zelle_names_damaged_umlauts(text):
    with pytest.raises(ValueError, match=r"^die Umlaute sind beschädigt"):
        felder.parse_zelle(text)


@pytest.mark.parametrize(
    "text", ["„Väter“-Treff „Süd“", "im„offenen“ Treff", "SÃO PAULO", "L’Haÿ-les-Roses", "Straße", "Angebot #1", "5 €"]
)
def test_parse_zelle_leaves_good_text_alone(text):
    assert felder.parse_zelle(text) == text


def test_parse_zelle_names_a_broken_formula():
    with pytest.raises(ValueError, match=r"^die Formel in dieser Zelle hat einen Fehler"):
        felder.parse_zelle("#BEZUG!")


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
