from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerk.oeffnungszeiten import WOCHEN, Ferienbezug, Rhythmus, Zeitfenster
from netzwerk.zeittext import parse_tage, parse_zeiten, zeiten_als_text


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
        ("Fr 20–24", "Fr 20–24 Uhr"),
        ("Fr 20:00-24:00", "Fr 20–24 Uhr"),
        ("Di 9–12 (alle zwei Wochen) (ab 3.11.2026)", "Di (alle 2 Wochen) 9–12 Uhr (ab 3.11.2026)"),
        ("Di 9–12 (außer in den Ferien)", "Di 9–12 Uhr (nicht in den Schulferien)"),
        ("Di 9–12 (nur in den Schulferien)", "Di 9–12 Uhr (nur in den Schulferien)"),
        ("am 3.12.2026 9–12 und 14–16 Uhr", "Do 3.12.2026 9–12 und 14–16 Uhr"),
        ("Do, 3.12.2026, 9–12 Uhr (Telefon)", "Do 3.12.2026 9–12 Uhr (Telefon)"),
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
        ("Mo 24–2", "„Mo 24–2“: bitte Uhrzeiten von 0 bis 23.59."),
        ("Mo 9–24.30", "„Mo 9–24.30“: bitte Uhrzeiten von 0 bis 23.59."),
        (
            "Di 9–12 (alle 2 Wochen)",
            "„Di 9–12 (alle 2 Wochen)“: ab welcher Woche? Bitte so: „Di 9–12 (alle 2 Wochen) (ab 3.11.2026)“.",
        ),
        ("Mo 3.12.2026 9–12", "„Mo 3.12.2026 9–12“: der 3.12.2026 ist ein anderer Wochentag (Do)."),
        ("Do 3.12.2026 9–12 (ab 1.1.2027)", f"„Do 3.12.2026 9–12 (ab 1.1.2027)“ {UNKLAR}"),
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
    .map(lambda paar: [time(t.hour, t.minute) for t in paar])
    .filter(lambda paar: paar[0] < paar[1] or paar[1] == time.min)
)
TAGE = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


@st.composite
def fenster(draw) -> Zeitfenster:
    """A window as the database may hold it."""
    von, bis = draw(UHRZEITEN)
    ab, ende = draw(TAGE), draw(TAGE)
    telefon = draw(st.booleans())
    if ab and ab == ende:
        return Zeitfenster(ab.weekday(), von, bis, Rhythmus.WOECHENTLICH, telefon, ab, ab)
    if ab and ende and ende < ab:
        ab, ende = ende, ab
    rhythmus = draw(st.sampled_from([takt for takt in Rhythmus if ab or takt not in WOCHEN]))
    return Zeitfenster(
        draw(st.integers(0, 6)), von, bis, rhythmus, telefon, ab, ende, draw(st.sampled_from(Ferienbezug))
    )


@given(st.sets(fenster(), max_size=8))
def test_what_the_portal_shows_is_read_back(gegeben):
    assert set(parse_zeiten(zeiten_als_text(gegeben))) == gegeben


@given(st.text(max_size=60))
def test_any_text_is_hours_or_an_error(text):
    assert versuche(text)


def versuche(text: str) -> bool:
    """Whether it is understood, or refused with the entry named."""
    try:
        return all(f.von < f.bis or f.bis == time.min for f in parse_zeiten(text))
    except ValueError as fehler:
        return str(fehler).startswith("„")


@pytest.mark.parametrize(
    ("text", "tage"),
    [
        (" ", []),
        ("3.12.2026", [date(2026, 12, 3)]),
        ("17.12.2026, Do 3.12.2026;\n17. 12. 2026 und 24.12.2026", [date(2026, 12, tag) for tag in (3, 17, 24)]),
    ],
)
def test_parse_tage_sorts_single_days(text, tage):
    assert parse_tage(text) == tage


TAG_UNKLAR = "verstehen wir nicht. Bitte wie „3.12.2026, 17.12.2026“."


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("3.12.", f"„3.12.“ {TAG_UNKLAR}"),
        ("3.12.2026, morgen", f"„morgen“ {TAG_UNKLAR}"),
        ("\x00", f"„\x00“ {TAG_UNKLAR}"),
        ("31.11.2026", "„31.11.2026“: diesen Tag gibt es nicht."),
        ("Mo 3.12.2026", "„Mo 3.12.2026“: der 3.12.2026 ist ein anderer Wochentag (Do)."),
    ],
)
def test_parse_tage_names_what_is_no_day(text, grund):
    with pytest.raises(ValueError, match=r"^„") as fehler:
        parse_tage(text)

    assert str(fehler.value) == grund
