import re
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerk.oeffnungszeiten import TAGE, Rhythmus, Zeitfenster, als_text, parse_zeit


def fenster(tag, von, bis, rhythmus=Rhythmus.WOECHENTLICH, *, telefon=False):
    return Zeitfenster(tag, time(*von), time(*bis), rhythmus, telefon)


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("Mo 9:00-12:00", [fenster(0, (9, 0), (12, 0))]),
        ("So 0:00-23:59", [fenster(6, (0, 0), (23, 59))]),
        (" Fr 8.30 – 12.15 ", [fenster(4, (8, 30), (12, 15))]),
        ("Do-Fr 8:30-12:00", [fenster(3, (8, 30), (12, 0)), fenster(4, (8, 30), (12, 0))]),
        ("Di 9:00-11:00 Telefon", [fenster(1, (9, 0), (11, 0), telefon=True)]),
        ("1. Mi im Monat 16:00-18:00", [fenster(2, (16, 0), (18, 0), Rhythmus.ERSTER)]),
        ("4. Mi 16:00-18:00", [fenster(2, (16, 0), (18, 0), Rhythmus.VIERTER)]),
        ("letzter Sa im Monat 10:00-12:00", [fenster(5, (10, 0), (12, 0), Rhythmus.LETZTER)]),
        ("gerade KW Di 17:00-19:00", [fenster(1, (17, 0), (19, 0), Rhythmus.GERADE)]),
        ("ungerade KW Di 17:00-19:00 Telefon", [fenster(1, (17, 0), (19, 0), Rhythmus.UNGERADE, telefon=True)]),
    ],
)
def test_parse_zeit(text, erwartet):
    assert parse_zeit(text) == erwartet


FORM = "– bitte wie „Mo-Fr 8:30-12:00“ oder „1. Mi im Monat 16:00-18:00“."
FOLGE = "– das Ende liegt nicht nach dem Anfang."
UHRZEIT = "– bitte eine Uhrzeit von 0:00 bis 23:59; über Mitternacht bitte zwei Zeiten."


@pytest.mark.parametrize(
    ("text", "fehler"),
    [
        ("", f"„“ {FORM}"),
        ("vormittags", f"„vormittags“ {FORM}"),
        ("Montag 9:00-12:00", f"„Montag 9:00-12:00“ {FORM}"),
        ("Mo 9-12", f"„Mo 9-12“ {FORM}"),
        ("5. Mo im Monat 9:00-12:00", f"„5. Mo im Monat 9:00-12:00“ {FORM}"),
        ("Mo im Monat 9:00-12:00", f"„Mo im Monat 9:00-12:00“ {FORM}"),
        ("gerade KW Mo im Monat 9:00-12:00", f"„gerade KW Mo im Monat 9:00-12:00“ {FORM}"),
        ("Mo 9:00-12:00; Di 9:00-12:00", f"„Mo 9:00-12:00; Di 9:00-12:00“ {FORM}"),
        ("Mo 12:00-9:00", f"„Mo 12:00-9:00“ {FOLGE}"),
        ("Mo 9:00-9:00", f"„Mo 9:00-9:00“ {FOLGE}"),
        ("Fr-Mo 9:00-12:00", f"„Fr-Mo 9:00-12:00“ {FOLGE}"),
        ("Mo 22:00-24:00", f"„24:00“ {UHRZEIT}"),
        ("Mo 9:60-12:00", f"„9:60“ {UHRZEIT}"),
    ],
)
def test_parse_zeit_says_what_is_wrong(text, fehler):
    with pytest.raises(ValueError, match=f"^{re.escape(fehler)}$"):
        parse_zeit(text)


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
        (["Di 9:00-11:00 Telefon", "Di 14:00-16:00"], ["Di 14–16 Uhr", "Di 9–11 Uhr (Telefon)"]),
        (["1. Mi im Monat 16:00-18:00", "Mo 9:00-12:00"], ["Mo 9–12 Uhr", "1. Mi im Monat 16–18 Uhr"]),
        (["letzter Sa im Monat 0:00-1:00"], ["letzter Sa im Monat 0–1 Uhr"]),
        (["gerade KW Di 17:00-19:00"], ["Di (gerade Kalenderwochen) 17–19 Uhr"]),
        (["ungerade KW Di 17:00-19:00 Telefon"], ["Di (ungerade Kalenderwochen) 17–19 Uhr (Telefon)"]),
    ],
)
def test_als_text(texte, zeilen):
    assert als_text(f for text in texte for f in parse_zeit(text)) == zeilen


@pytest.mark.parametrize(
    ("von", "bis", "zusatz"),
    [
        (date(2026, 6, 1), date(2026, 8, 31), " (1.6.2026 bis 31.8.2026)"),
        (date(2026, 6, 1), None, " (ab 1.6.2026)"),
        (None, date(2026, 8, 31), " (bis 31.8.2026)"),
    ],
)
def test_als_text_names_the_validity(von, bis, zusatz):
    (immer,) = parse_zeit("Mo 9:00-12:00")
    sommer = replace(immer, gueltig_von=von, gueltig_bis=bis)

    assert sorted(als_text([sommer, immer])) == ["Mo 9–12 Uhr", f"Mo 9–12 Uhr{zusatz}"]


@given(
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(0, 22),
    st.integers(1, 59),
    st.booleans(),
    st.sampled_from(Rhythmus),
)
def test_parse_zeit_gives_one_window_for_each_day(erster, letzter, stunde, minute, telefon, rhythmus):
    vor = {"gerade": "gerade KW ", "ungerade": "ungerade KW ", "letzter": "letzter ", "woche": ""}
    text = f"{TAGE[erster]}-{TAGE[letzter]} {stunde}:00-{stunde + 1}:{minute:02d}{' Telefon' if telefon else ''}"
    text = vor.get(rhythmus.value, f"{rhythmus.value}. ") + text

    if letzter < erster:
        with pytest.raises(ValueError, match="Ende"):
            parse_zeit(text)
    else:
        assert parse_zeit(text) == [
            fenster(tag, (stunde, 0), (stunde + 1, minute), rhythmus, telefon=telefon)
            for tag in range(erster, letzter + 1)
        ]
