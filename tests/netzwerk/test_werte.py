from datetime import date

import pytest

from netzwerk.templatetags.werte import euro, ja_nein, monat, ohne_schema, telefon_link, weich


@pytest.mark.parametrize(
    ("cent", "text"),
    [(None, "nicht bekannt"), (0, "kostenlos"), (5, "0,05\u00a0€"), (1200, "12\u00a0€"), (1250, "12,50\u00a0€")],
)
def test_euro(cent, text):
    assert euro(cent) == text


@pytest.mark.parametrize(
    ("nummer", "link"),
    [
        ("116 016", "116016"),
        ("112", "112"),
        ("0800 111 0 111", "+498001110111"),
        ("05551 000-140", "+495551000140"),
        ("030 23125-123", "+493023125123"),
        ("", ""),
    ],
)
def test_telefon_link(nummer, link):
    assert telefon_link(nummer) == link


def test_words_for_three_states_dates_and_addresses():
    assert [ja_nein(w) for w in (True, False, None)] == ["ja", "nein", "nicht bekannt"]
    assert monat(date(2026, 10, 3)) == "Oktober 2026"
    assert monat(None) == ""
    assert ohne_schema("https://amt.example/") == "amt.example"


def test_weich_breaks_only_words_too_long_for_a_phone():
    assert weich("Hilfe beim Unterhaltsvorschuss") == "Hilfe beim Unter\u00adhalts\u00advor\u00adschuss"
    assert weich("Kurze Worte bleiben") == "Kurze Worte bleiben"
