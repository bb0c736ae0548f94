"""Text colours keep WCAG 2.2 AAA contrast (7 : 1) in both colour schemes; fields and focus rings 3 : 1."""

import re
from pathlib import Path

import pytest

TOKENS = Path("static/css/tokens.css").read_text()
HELL, DUNKEL = TOKENS.split("prefers-color-scheme: dark")

TEXT_AUF = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "tint"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("action", "paper"),
    ("action", "surface"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("warm-ink", "warm-tint"),
    ("warm-ink", "surface"),
]


def farben(css):
    return dict(re.findall(r"--color-([a-z-]+): (#[0-9a-f]{6})", css))


def helligkeit(farbe):
    werte = [int(farbe[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [w / 12.92 if w <= 0.03928 else ((w + 0.055) / 1.055) ** 2.4 for w in werte]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def kontrast(eine, andere):
    hell, dunkel = sorted((helligkeit(eine), helligkeit(andere)), reverse=True)
    return (hell + 0.05) / (dunkel + 0.05)


@pytest.mark.parametrize("schema", [HELL, DUNKEL], ids=["hell", "dunkel"])
@pytest.mark.parametrize(("text", "grund"), TEXT_AUF)
def test_text_contrast(schema, text, grund):
    tabelle = farben(schema)

    assert kontrast(tabelle[text], tabelle[grund]) >= 7


@pytest.mark.parametrize("schema", [HELL, DUNKEL], ids=["hell", "dunkel"])
@pytest.mark.parametrize(("zeichen", "grund"), [("field", "surface"), ("focus", "paper"), ("action", "paper")])
def test_sign_contrast(schema, zeichen, grund):
    tabelle = farben(schema)

    assert kontrast(tabelle[zeichen], tabelle[grund]) >= 3
