from datetime import date

import pytest

from anlaufstellen.zeitraum import Zeitraum, make_auswahl, read_zeitraum


@pytest.mark.parametrize(
    ("wert", "name", "erster", "anzahl"),
    [
        ("2026", "2026", date(2026, 1, 1), 12),
        ("2026-q4", "4. Quartal 2026", date(2026, 10, 1), 3),
        ("2026-02", "Februar 2026", date(2026, 2, 1), 1),
    ],
)
def test_read_zeitraum(wert, name, erster, anzahl):
    zeitraum = read_zeitraum(wert)

    assert (zeitraum.name, zeitraum.monate[0], len(zeitraum.monate)) == (name, erster, anzahl)


@pytest.mark.parametrize("wert", ["", "1999", "2026-13", "2026-q5", "2026-00", "20266", "2026-1", "٢٠٢٦", "2026\n"])
def test_read_zeitraum_refuses_what_is_none(wert):
    assert read_zeitraum(wert) is None


@pytest.mark.parametrize(
    ("monate", "quartale"),
    [(range(1, 13), (1, 4, 7, 10)), (range(1, 11), (1, 4, 7)), (range(10, 12), ()), ((1,), ())],
)
def test_only_whole_quarters_count(monate, quartale):
    zeitraum = Zeitraum("2026", "2026", tuple(date(2026, monat, 1) for monat in monate))

    assert zeitraum.quartale == tuple(date(2026, monat, 1) for monat in quartale)


def test_make_auswahl_names_what_lies_between():
    auswahl = make_auswahl(date(2025, 12, 31), date(2026, 1, 15))

    assert [zeitraum.wert for zeitraum in auswahl] == ["2026", "2025", "2026-q1", "2025-q4", "2026-01", "2025-12"]
