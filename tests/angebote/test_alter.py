import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.alter import HOECHSTALTER_MONATE, alter_als_text, altersspanne, parse_alter


@pytest.mark.parametrize(
    ("text", "monate"),
    [
        ("0", 0),
        ("0 Monate", 0),
        ("1 Monat", 1),
        ("6 Monate", 6),
        ("18 mon.", 18),
        ("32 M", 32),
        ("3", 36),
        (" 3 Jahre ", 36),
        ("1 Jahr", 12),
        ("3 J.", 36),
        ("27 Jahre", 324),
        ("324 Monate", 324),
    ],
)
def test_parse_alter(text, monate):
    assert parse_alter(text) == monate


@pytest.mark.parametrize(
    "text", ["", "drei", "-1", "28", "28 Jahre", "325 Monate", "1,5", "3 Wochen", "3 Jahre 6 Monate"]
)
def test_parse_alter_says_what_is_wrong(text):
    fehler = f"„{text}“ – bitte ein Alter bis 27 Jahre, z. B. „6 Monate“ oder „3 Jahre“."

    with pytest.raises(ValueError, match=f"^{re.escape(fehler)}$"):
        parse_alter(text)


@pytest.mark.parametrize(
    ("monate", "text"),
    [(0, "0 Monate"), (1, "1 Monat"), (6, "6 Monate"), (12, "1 Jahr"), (18, "18 Monate"), (24, "2 Jahre")],
)
def test_alter_als_text(monate, text):
    assert alter_als_text(monate) == text


@given(st.integers(0, HOECHSTALTER_MONATE))
def test_alter_als_text_is_read_back(monate):
    assert parse_alter(alter_als_text(monate)) == monate


@pytest.mark.parametrize(
    ("ab", "bis", "text"),
    [
        (None, None, ""),
        (0, None, ""),
        (36, None, "ab 3 Jahren"),
        (12, None, "ab 1 Jahr"),
        (6, None, "ab 6 Monaten"),
        (None, 36, "bis 3 Jahre"),
        (0, 36, "bis 3 Jahre"),
        (36, 72, "3 bis 6 Jahre"),
        (6, 36, "6 Monate bis 3 Jahre"),
        (12, 32, "1 Jahr bis 32 Monate"),
    ],
)
def test_altersspanne(ab, bis, text):
    assert altersspanne(ab, bis) == text
