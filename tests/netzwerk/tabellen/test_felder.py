import pytest

from netzwerk.tabellen import felder


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
