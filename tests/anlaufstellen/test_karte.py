"""The drawn map: numbers, places, words. Pure."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufstellen import karte
from anlaufstellen.karte import BREITE, RADIUS, Ziel, make_rahmen, nummern_text, richtung, zeichne

NORTHEIM, EINBECK, USLAR = (51.7069, 10.0011), (51.8200, 9.8700), (51.6600, 9.6360)


def ziel(name, punkt, **werte):
    return Ziel(name, punkt, f"/{name}/", **werte)


def zeichnung(ziele, orte=(), **werte):
    return zeichne(make_rahmen(ziele, werte.get("mitte")), ziele, orte, **werte)


def test_points_are_numbered_in_their_order_and_said_in_words():
    bild = zeichnung([ziel("Uslar", USLAR), ziel("Einbeck", EINBECK)], mitte=NORTHEIM, mitte_name="37154 Northeim")

    assert [(zeile.nummer, zeile.ziel.name, zeile.lage) for zeile in bild.zeilen] == [
        (1, "Uslar", "26\u00a0km westlich"),
        (2, "Einbeck", "15\u00a0km nordwestlich"),
    ]
    assert [(marke.text, marke.namen, marke.adresse) for marke in bild.marken] == [
        ("1", ("Uslar",), "/Uslar/"),
        ("2", ("Einbeck",), "/Einbeck/"),
    ]
    assert bild.bezug == "37154 Northeim"


def test_west_lies_at_the_west_and_north_at_the_top():
    bild = zeichnung([ziel("Uslar", USLAR), ziel("Einbeck", EINBECK), ziel("Northeim", NORTHEIM)])
    uslar, einbeck, northeim = bild.marken

    assert uslar.x < einbeck.x < northeim.x
    assert einbeck.y < northeim.y < uslar.y


def test_points_of_one_postcode_share_a_mark_that_leads_to_the_list():
    bild = zeichnung([ziel("A", NORTHEIM), ziel("B", EINBECK), ziel("C", NORTHEIM)])

    assert [(marke.text, marke.namen, marke.adresse) for marke in bild.marken] == [
        ("1, 3", ("A", "C"), ""),
        ("2", ("B",), "/B/"),
    ]


@pytest.mark.parametrize(
    ("nummern", "text"),
    [((3,), "3"), ((3, 7), "3, 7"), ((1, 2), "1, 2"), ((1, 2, 3), "1–3"), ((1, 2, 3, 7, 9, 10), "1–3, 7, 9, 10")],
)
def test_numbers_of_a_mark(nummern, text):
    assert nummern_text(nummern) == text


def test_a_mark_of_many_points_stays_narrow_and_names_them_all():
    ziele = [ziel(f"Z{n}", EINBECK if n % 2 else NORTHEIM) for n in range(30)]

    marken = zeichnung(ziele).marken

    assert [(marke.text, len(marke.namen)) for marke in marken] == [("15 Punkte", 15), ("15 Punkte", 15)]
    assert marken[0].alle.startswith("1, 3, 5, 7, 9, 11")
    assert all(marke.anfang >= 0 and marke.anfang + marke.breite <= BREITE for marke in marken)


@pytest.mark.parametrize(
    ("nach", "wort"),
    [
        ((52.0, 10.0), "nördlich"),
        ((51.5, 10.81), "nordöstlich"),
        ((51.0, 11.0), "östlich"),
        ((50.5, 10.79), "südöstlich"),
        ((50.0, 10.0), "südlich"),
        ((50.5, 9.21), "südwestlich"),
        ((51.0, 9.0), "westlich"),
        ((51.5, 9.19), "nordwestlich"),
    ],
)
def test_direction_is_one_of_eight(nach, wort):
    assert richtung((51.0, 10.0), nach) == wort


@pytest.mark.parametrize(
    ("km", "text"),
    [(0.02, "100 m"), (0.84, "800 m"), (0.96, "1 km"), (2.34, "2,3 km"), (9.96, "10 km"), (26.4, "26 km")],
)
def test_distance_in_words(km, text):
    assert karte.km_text(km) == text.replace(" ", "\u00a0")


def test_same_postcode_is_no_distance():
    bild = zeichnung([ziel("A", NORTHEIM, ungefaehr=True)], mitte=NORTHEIM, mitte_name="37154")

    assert [zeile.lage for zeile in bild.zeilen] == ["im selben Postleitzahlgebiet"]
    assert bild.ist_ungefaehr


def test_one_point_alone_has_its_surroundings():
    rahmen = make_rahmen([ziel("A", NORTHEIM)])
    sued, nord, _west, _ost = rahmen.grenzen

    assert (nord - sued) * karte.KM_JE_GRAD == pytest.approx(2.6, abs=0.1)
    assert BREITE / rahmen.je_km == pytest.approx(4)


def test_nothing_to_draw_and_too_far_apart():
    assert make_rahmen([], NORTHEIM) is None
    assert make_rahmen([ziel("A", NORTHEIM), ziel("Berlin", (52.52, 13.4))]) is None


def test_names_of_places_do_not_cover_each_other_and_the_weightier_wins():
    ziele = [ziel("Uslar", USLAR), ziel("Northeim", NORTHEIM)]
    orte = [("Moringen", (51.70, 9.87)), ("Nebenan", (51.70, 9.871)), ("Weit weg", (53.5, 10.0))]

    bild = zeichnung(ziele, [*orte, ("Gleich", (51.70, 9.87)), ("Auch", (51.70, 9.87)), ("Dort", (51.70, 9.87))])

    namen = [ort.name for ort in bild.orte]
    assert namen[0] == "Moringen"
    assert len(namen) < 5
    assert "Weit weg" not in namen


def test_description_says_what_the_drawing_shows():
    ziele = [ziel("Uslar", USLAR), ziel("Northeim", NORTHEIM)]

    bild = zeichnung(ziele, [("Moringen", (51.70, 9.87))], mitte=EINBECK, mitte_name="Einbeck", ist_tour=True)

    assert bild.beschreibung == (
        "2 Punkte mit Nummern, dieselben wie in der Liste darunter. Ein Kreuz zeigt: Einbeck. Eine Linie verbindet "
        "die Halte in der Reihenfolge der Woche. Orte: Moringen. Ein Kästchen ist 5 km breit. Norden ist oben."
    )
    assert bild.strecke == " ".join(f"{marke.x},{marke.y}" for marke in bild.marken)


def test_a_tour_without_my_place_tells_no_distances():
    """From the middle of the map they would help nobody."""
    bild = zeichnung([ziel("Uslar", USLAR), ziel("Northeim", NORTHEIM)], ist_tour=True)

    assert ([zeile.lage for zeile in bild.zeilen], bild.bezug) == (["", ""], "")


@pytest.mark.parametrize(("punkt", "im_osten"), [((51.60, 9.80), True), ((51.60, 10.20), False)])
def test_scale_stands_in_the_corner_where_no_mark_is(punkt, im_osten):
    mitten = [(51.80, 9.80), (51.80, 10.20)]

    bild = zeichnung([ziel("Unten", punkt), *(ziel(f"Z{n}", mitte) for n, mitte in enumerate(mitten))])

    assert (bild.mass_x > BREITE / 2) is im_osten
    assert bild.mass_x + bild.mass < BREITE


def test_own_point_is_where_distances_are_told_from():
    bild = zeichnung([ziel("Hier", NORTHEIM, ist_eigen=True), ziel("Einbeck", EINBECK)])

    assert [zeile.lage for zeile in bild.zeilen] == ["diese Anlaufstelle", "15\u00a0km nordwestlich"]
    assert bild.bezug == "dieser Anlaufstelle"


GRADE = st.tuples(st.floats(51.2, 52.0), st.floats(9.4, 10.4))


@given(st.lists(GRADE, min_size=1, max_size=30))
def test_every_number_stands_on_exactly_one_mark_inside_the_frame(punkte):
    ziele = [ziel(f"Z{n}", punkt) for n, punkt in enumerate(punkte, 1)]

    bild = zeichnung(ziele)

    assert sorted(nummer for marke in bild.marken for nummer in marke.nummern) == list(range(1, len(ziele) + 1))
    assert all(RADIUS <= marke.y <= bild.hoehe - RADIUS for marke in bild.marken)
    assert all(marke.anfang >= 0 and marke.anfang + marke.breite <= BREITE for marke in bild.marken)
    nah = [(a, b) for a, b in combinations(bild.marken, 2) if abs(a.y - b.y) < 2 * RADIUS]
    assert all(abs(a.x - b.x) >= (a.breite + b.breite) / 2 for a, b in nah)
