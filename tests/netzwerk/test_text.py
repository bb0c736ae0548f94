import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerk.text import falte, slug_aus, zeilen


@pytest.mark.parametrize(
    ("text", "gefaltet"),
    [
        ("StädteRegion Aachen", "staedteregion aachen"),
        ("Städte\u00adRegion  Aachen!", "staedteregion aachen"),
        ("Sta\u0308dteRegion Aachen", "staedteregion aachen"),
        ("Hann. Münden", "hann muenden"),
        ("Groß Döbbern", "gross doebbern"),
        ("Élodie Yıldırım", "elodie yildirim"),
        ("§ 18 SGB VIII", "18 sgb viii"),
        ("unter_strich", "unter strich"),
        ("\x00Berlin", "berlin"),
        ("", ""),
        (" – ", ""),
    ],
)
def test_falte(text, gefaltet):
    assert falte(text) == gefaltet


@given(st.text(max_size=60))
def test_falte_of_folded_text_is_the_same(text):
    einmal = falte(text)

    assert falte(einmal) == einmal


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Väter-Kind-Café am Samstag", "vaeter-kind-cafe-am-samstag"),
        ("Wohngeld: 1/2 Stunde", "wohngeld-1-2-stunde"),
        ("日本", "eintrag"),
        ("", "eintrag"),
        ("eins zwei drei", "eins-zwei"),
        ("einszweidrei", "einszweidr"),
    ],
)
def test_slug_aus(text, slug):
    assert slug_aus(text, laenge=10 if text.startswith("eins") else 60) == slug


@given(st.text(max_size=200))
def test_slug_aus_is_an_address_of_at_most_the_length(text):
    slug = slug_aus(text, laenge=20)

    assert 1 <= len(slug) <= 20
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug.strip("-") == slug


def test_zeilen_leaves_out_empty_lines():
    assert zeilen(" Ausweis \n\n\tUrkunde\r\n") == ["Ausweis", "Urkunde"]
    assert zeilen("") == []
