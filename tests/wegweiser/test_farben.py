import pytest

from wegweiser.druck.farben import aufgehellt, kontrast_zu_weiss, lesbar


@pytest.mark.parametrize(("farbe", "erwartet"), [("#1f5130", "#1f5130"), ("#000000", "#000000"), ("rot", "#0b5d66")])
def test_lesbar_leaves_dark_colours_and_replaces_broken_ones(farbe, erwartet):
    assert lesbar(farbe) == erwartet


@pytest.mark.parametrize("farbe", ["#ffffff", "#ffcc00", "#3a9ad9", "#ff0000"])
def test_lesbar_darkens_until_text_has_aaa_contrast(farbe):
    ergebnis = lesbar(farbe)

    assert kontrast_zu_weiss(tuple(bytes.fromhex(ergebnis[1:]))) >= 7
    assert ergebnis < farbe


@pytest.mark.parametrize(("anteil", "erwartet"), [(0, "#ffffff"), (1, "#204060"), (0.5, "#90a0b0")])
def test_aufgehellt_mixes_with_white(anteil, erwartet):
    assert aufgehellt("#204060", anteil) == erwartet
