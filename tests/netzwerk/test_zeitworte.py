from dataclasses import replace
from datetime import date

import pytest

from netzwerk.zeittext import parse_zeiten
from netzwerk.zeitworte import als_text


@pytest.mark.parametrize(
    ("texte", "zeilen"),
    [
        ([], []),
        (["Mo 9:00-12:00"], ["Mo 9–12 Uhr"]),
        (["Mo-Di 9:00-12:00"], ["Mo, Di 9–12 Uhr"]),
        (["Mo-Mi 9:00-12:00"], ["Mo–Mi 9–12 Uhr"]),
        (["Mo 9:00-12:00", "Mi 9:00-12:00"], ["Mo, Mi 9–12 Uhr"]),
        (["Do 14:00-18:30", "Do 9:05-12:00"], ["Do 9.05–12 und 14–18.30 Uhr"]),
        (["Mo-Fr 9:00-12:00", "Do 14:00-18:00"], ["Mo–Mi, Fr 9–12 Uhr", "Do 9–12 und 14–18 Uhr"]),
        (["Di 9:00-11:00 (Telefon)", "Di 14:00-16:00"], ["Di 14–16 Uhr", "Di 9–11 Uhr (Telefon)"]),
        (["1. Mi im Monat 16:00-18:00", "Mo 9:00-12:00"], ["Mo 9–12 Uhr", "1. Mi im Monat 16–18 Uhr"]),
        (["letzter Sa im Monat 0:00-1:00"], ["letzter Sa im Monat 0–1 Uhr"]),
        (["gerade KW Di 17:00-19:00"], ["Di (gerade Kalenderwochen) 17–19 Uhr"]),
        (["ungerade KW Di 17:00-19:00 (Telefon)"], ["Di (ungerade Kalenderwochen) 17–19 Uhr (Telefon)"]),
    ],
)
def test_als_text(texte, zeilen):
    assert als_text(f for text in texte for f in parse_zeiten(text)) == zeilen


@pytest.mark.parametrize(
    ("von", "bis", "zusatz"),
    [
        (date(2026, 6, 1), date(2026, 8, 31), " (1.6.2026 bis 31.8.2026)"),
        (date(2026, 6, 1), None, " (ab 1.6.2026)"),
        (None, date(2026, 8, 31), " (bis 31.8.2026)"),
    ],
)
def test_als_text_names_the_validity(von, bis, zusatz):
    (immer,) = parse_zeiten("Mo 9:00-12:00")
    sommer = replace(immer, gueltig_von=von, gueltig_bis=bis)

    assert sorted(als_text([sommer, immer])) == ["Mo 9–12 Uhr", f"Mo 9–12 Uhr{zusatz}"]
