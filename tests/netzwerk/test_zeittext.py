from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerk.oeffnungszeiten import Rhythmus, Zeitfenster
from netzwerk.zeittext import parse_zeiten, zeiten_als_text


@pytest.mark.parametrize(
    ("text", "gelesen"),
    [
        ("", ""),
        (" ; \n", ""),
        ("Mo 9–12; Do 14–18 Uhr; jeden 1. Mi 10–12", "Mo 9–12 Uhr; Do 14–18 Uhr; 1. Mi im Monat 10–12 Uhr"),
        ("Mo-Fr 8:30-12:00", "Mo–Fr 8.30–12 Uhr"),
        ("Montag bis Freitag von 8.30 bis 12 Uhr", "Mo–Fr 8.30–12 Uhr"),
        ("montags und mittwochs 9-12", "Mo, Mi 9–12 Uhr"),
        ("Mo–Mi, Fr 9–12 und 14–18 Uhr", "Mo–Mi, Fr 9–12 und 14–18 Uhr"),
        ("Mo: 9-12, 14-16", "Mo 9–12 und 14–16 Uhr"),
        ("täglich 8-20", "Mo–So 8–20 Uhr"),
        ("letzter Do im Monat 16.30-18 Uhr (Telefon)", "letzter Do im Monat 16.30–18 Uhr (Telefon)"),
        ("gerade KW Di 17-19", "Di (gerade Kalenderwochen) 17–19 Uhr"),
        ("Di (ungerade Kalenderwochen) 17–19 Uhr", "Di (ungerade Kalenderwochen) 17–19 Uhr"),
        ("Mo 9–12 (ab 1.6.2026)\nDi 9–12 (1.6.2026 bis 31.8.2026)", None),
        ("Mo 9–12; Mo 9–12", "Mo 9–12 Uhr"),
    ],
)
def test_parse_zeiten(text, gelesen):
    erwartet = "Mo 9–12 Uhr (ab 1.6.2026); Di 9–12 Uhr (1.6.2026 bis 31.8.2026)" if gelesen is None else gelesen

    assert sorted(zeiten_als_text(parse_zeiten(text)).split("; ")) == sorted(erwartet.split("; "))


UNKLAR = "verstehen wir nicht. Bitte wie „Mo 9–12; Do 14–18 Uhr; jeden 1. Mi 10–12“."


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("nach Vereinbarung", f"„nach Vereinbarung“ {UNKLAR}"),
        ("Mo", f"„Mo“ {UNKLAR}"),
        ("9–12", f"„9–12“ {UNKLAR}"),
        ("Mo 9–12; Do vormittags", f"„Do vormittags“ {UNKLAR}"),
        ("Monat 9-12", f"„Monat 9-12“ {UNKLAR}"),
        ("Mo 9–12 außer Ferien", f"„Mo 9–12 außer Ferien“ {UNKLAR}"),
        ("Mo 9–12 (Ferien)", f"„Mo 9–12 (Ferien)“ {UNKLAR}"),
        ("Mo im Monat 9–12", f"„Mo im Monat 9–12“ {UNKLAR}"),
        ("1. Mi (gerade Wochen) 9-12", f"„1. Mi (gerade Wochen) 9-12“ {UNKLAR}"),
        ("Mo 9–25", "„Mo 9–25“: bitte Uhrzeiten von 0 bis 23.59."),
        ("Mo 9–24", "„Mo 9–24“: bitte Uhrzeiten von 0 bis 23.59."),
        ("Mo 22–2", "„Mo 22–2“: das Ende liegt nicht nach dem Anfang; über Mitternacht bitte zwei Zeiten."),
        ("Fr–Mo 9–12", "„Fr–Mo 9–12“: die Tage bitte der Reihe nach, z. B. „Mo–Fr“."),
        ("Mo 9–12 (ab 31.2.2026)", "„Mo 9–12 (ab 31.2.2026)“: diesen Tag gibt es nicht."),
    ],
)
def test_parse_zeiten_names_the_entry_and_the_remedy(text, grund):
    with pytest.raises(ValueError) as fehler:  # noqa: PT011
        parse_zeiten(text)
    assert str(fehler.value) == grund


UHRZEITEN = (
    st.tuples(st.times(), st.times())
    .map(lambda paar: sorted(time(t.hour, t.minute) for t in paar))
    .filter(lambda paar: paar[0] < paar[1])
)
TAGE = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
FENSTER = st.builds(
    lambda tag, zeiten, rhythmus, telefon, von, bis: Zeitfenster(tag, *zeiten, rhythmus, telefon, von, bis),
    st.integers(0, 6),
    UHRZEITEN,
    st.sampled_from(Rhythmus),
    st.booleans(),
    TAGE,
    TAGE,
)


@given(st.sets(FENSTER, max_size=8))
def test_what_the_portal_shows_is_read_back(fenster):
    assert set(parse_zeiten(zeiten_als_text(fenster))) == fenster


@given(st.text(max_size=60))
def test_any_text_is_hours_or_an_error(text):
    assert versuche(text)


def versuche(text: str) -> bool:
    """Whether it is understood, or refused with the entry named."""
    try:
        return all(fenster.von < fenster.bis for fenster in parse_zeiten(text))
    except ValueError as fehler:
        return str(fehler).startswith("„")
