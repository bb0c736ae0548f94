"""School holidays from the files of the Länder, and what then counts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from netzwerk.ferien_import import FerienError, parse_ferien
from netzwerk.models import Schulferien
from netzwerk.oeffnungszeiten import Ferienart
from netzwerk.zeitplaene import Kalenderbuch

SCHULJAHR = "art;von;bis\nHerbstferien;2026-10-12;2026-10-24\nWeihnachtsferien;23.12.2026;9.1.2027\n"
KALENDER = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Land//DE
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261012
DTEND;VALUE=DATE:20261025
SUMMARY:Herbstferien Niedersachsen
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20270507
SUMMARY:Unterrichtsfreier Tag nach Himmelfahrt
END:VEVENT
END:VCALENDAR
"""


def gelesen(text: str) -> list[str]:
    return [str(zeile) for zeile in parse_ferien(text.encode())]


def test_table_with_both_kinds_of_dates():
    assert gelesen(SCHULJAHR) == ["Herbstferien 12.10.2026–24.10.2026", "Weihnachtsferien 23.12.2026–09.01.2027"]


def test_calendar_ends_the_day_before():
    assert gelesen(KALENDER) == ["Herbstferien 12.10.2026–24.10.2026", "Pfingstferien 07.05.2027–07.05.2027"]


@pytest.mark.parametrize("zeilenende", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "\ufeffname,von,bis\nHerbstferien 2026,2026-10-12,2026-10-24",
        "Art; Von ;Bis\n\nherbstferien;12.10.2026; 24.10.2026\n;;\n",
        "bis\tvon\tname\n24.10.2026\t12.10.2026\tHerbstferien\n24.10.2026\t12.10.2026\tHerbstferien",
    ],
)
def test_other_spellings_of_the_same(text, zeilenende):
    assert gelesen(text.replace("\n", zeilenende)) == ["Herbstferien 12.10.2026–24.10.2026"]


@pytest.mark.parametrize(
    ("name", "art"),
    [
        ("Faschingsferien", Ferienart.WINTER),
        ("Oster-/Frühjahrsferien", Ferienart.OSTERN),
        ("Himmelfahrts-/Pfingstferien", Ferienart.PFINGSTEN),
        ("SOMMERFERIEN", Ferienart.SOMMER),
        ("Beweglicher Ferientag", Ferienart.EINZELN),
    ],
)
def test_kinds_by_the_names_that_ministries_use(name, art):
    (zeile,) = parse_ferien(f"name;von;bis\n{name};1.2.2027;2.2.2027".encode())

    assert zeile.art == art


def test_windows_encoding_is_read():
    (zeile,) = parse_ferien("name;von;bis\nFrühjahrsferien;1.4.2027;9.4.2027".encode("cp1252"))

    assert zeile.art == Ferienart.OSTERN


ARTEN = (
    "Bitte „Winterferien“, „Osterferien“, „Pfingstferien“, „Sommerferien“, „Herbstferien“, „Weihnachtsferien“ oder "
    "„freie Tage der Schulen“."
)


@pytest.mark.parametrize(
    ("text", "fehler"),
    [
        ("", ["Zeile 1: Bitte die Spalten „art;von;bis“ oder „name;von;bis“, getrennt durch „;“ oder „,“."]),
        (
            "art;von\nx;y",
            ["Zeile 1: Bitte die Spalten „art;von;bis“ oder „name;von;bis“, getrennt durch „;“ oder „,“."],
        ),
        ("art;von;bis", ["In der Datei stehen keine Ferien. Erwartet: eine ICS-Datei, oder CSV mit „art;von;bis“."]),
        (
            "art;von;bis\nKartoffeln;1.2.2027;2.2.2027\nHerbst;31.2.2027;x\nHerbst;2.10.2027;1.10.2027",
            [
                f"Zeile 2: „Kartoffeln“ ist keine bekannte Art. {ARTEN}",
                "Zeile 3: „31.2.2027“ ist kein Datum. Bitte wie „2026-10-12“ oder „12.10.2026“.",
                "Zeile 4: Herbstferien 02.10.2027–01.10.2027: Das Ende liegt vor dem Anfang.",
                "3 Fehler. Es wurde nichts übernommen.",
            ],
        ),
        (
            "art;von;bis\nSommer;1.7.2026;12.8.2027",
            [
                "Zeile 2: Sommerferien 01.07.2026–12.08.2027: Das ist länger als 60 Tage. Bitte prüfen Sie das Jahr.",
                "1 Fehler. Es wurde nichts übernommen.",
            ],
        ),
        (
            "art;von;bis\nSommer;1.7.2026;12.8.2026\nfrei;12.8.2026;12.8.2026",
            [
                "Zeile 3: freie Tage der Schulen 12.08.2026–12.08.2026 überschneidet sich mit "
                "Sommerferien 01.07.2026–12.08.2026 (Zeile 2). Bitte eine der beiden Angaben ändern oder löschen.",
                "1 Fehler. Es wurde nichts übernommen.",
            ],
        ),
        (
            KALENDER.replace("DTSTART;VALUE=DATE:20270507\n", ""),
            [
                "Termin 2: „“ ist kein Datum. Bitte wie „2026-10-12“ oder „12.10.2026“.",
                "1 Fehler. Es wurde nichts übernommen.",
            ],
        ),
    ],
)
def test_every_error_names_place_value_and_remedy(text, fehler):
    with pytest.raises(FerienError) as grund:
        parse_ferien(text.encode())

    assert str(grund.value).splitlines() == fehler


@pytest.mark.parametrize(
    "inhalt", [b"\x00\x00", b"BEGIN:VCALENDAR\nBEGIN:VEVENT", b"art;von;bis\n\x00;\xff;1", b"\xff\xfe"]
)
def test_rubbish_is_refused_in_words(inhalt):
    with pytest.raises(FerienError):
        parse_ferien(inhalt)


@pytest.fixture
def lies(tmp_path, capsys):
    def lies(text: str, land="NI", **optionen) -> str:
        datei = tmp_path / "ferien.csv"
        datei.write_text(text)
        call_command("import_ferien", datei, "--land", land, **optionen)
        return capsys.readouterr().out.strip()

    return lies


def bestand(land="NI") -> list[str]:
    return [str(ferien) for ferien in Schulferien.objects.filter(land=land)]


HERBST = "Herbstferien NI 12.10.2026–24.10.2026"
WEIHNACHTEN = "Weihnachtsferien NI 23.12.2026–09.01.2027"


@pytest.mark.django_db
def test_import_twice_changes_nothing(lies):
    assert lies(SCHULJAHR) == "Schulferien NI: 2 neu, 0 unverändert, 0 entfernt."
    assert lies(SCHULJAHR, quelle="Kultusministerium") == "Schulferien NI: 0 neu, 2 unverändert, 0 entfernt."
    assert bestand() == [HERBST, WEIHNACHTEN]
    assert set(Schulferien.objects.values_list("quelle", flat=True)) == {"Kultusministerium"}


@pytest.mark.django_db
def test_import_replaces_between_first_and_last_day_of_its_land_only(lies):
    lies(SCHULJAHR)
    lies(SCHULJAHR, land="BY")
    lies("art;von;bis\nSommer;2.7.2026;12.8.2026")

    lies("art;von;bis\nHerbst;5.10.2026;17.10.2026\nWeihnachten;23.12.2026;9.1.2027")

    assert bestand() == ["Sommerferien NI 02.07.2026–12.08.2026", "Herbstferien NI 05.10.2026–17.10.2026", WEIHNACHTEN]
    assert bestand("BY") == [zeile.replace("NI", "BY") for zeile in (HERBST, WEIHNACHTEN)]


@pytest.mark.django_db
def test_half_of_known_holidays_is_refused(lies):
    lies(SCHULJAHR)

    with pytest.raises(CommandError) as grund:
        lies("art;von;bis\nWeihnachten;1.1.2027;9.1.2027\nWinter;1.2.2027;2.2.2027")

    assert (
        str(grund.value).splitlines()[0] == f"„{WEIHNACHTEN}“ steht schon im Portal und reicht über die Datei hinaus."
    )
    assert bestand() == [HERBST, WEIHNACHTEN]


@pytest.mark.django_db
def test_one_error_keeps_everything_as_it_was(lies):
    lies(SCHULJAHR)

    with pytest.raises(CommandError, match="Zeile 3: „“ ist kein Datum"):
        lies("art;von;bis\nHerbst;5.10.2026;17.10.2026\nOstern;;")

    assert bestand() == [HERBST, WEIHNACHTEN]


def test_missing_file_is_said():
    with pytest.raises(CommandError, match="gibt es nicht, oder sie lässt sich nicht lesen"):
        call_command("import_ferien", "/nirgends.csv", "--land", "NI")


@pytest.mark.django_db
def test_what_was_read_in_counts_from_its_first_to_its_last_day(lies):
    """One school year's file takes nothing from the years that only the package knows."""
    lies("art;von;bis\nHerbst;5.10.2026;17.10.2026\nWeihnachten;23.12.2026;9.1.2027")
    ferien = Kalenderbuch(date(2026, 11, 23)).kalender("NI").ferien
    um_2026 = [zeit for zeit in ferien if date(2026, 6, 1) <= zeit.von <= date(2027, 3, 31)]

    assert sorted((zeit.art.value, zeit.von, zeit.bis) for zeit in um_2026) == [
        ("herbst", date(2026, 10, 5), date(2026, 10, 17)),
        ("ostern", date(2027, 3, 22), date(2027, 4, 3)),
        ("sommer", date(2026, 7, 2), date(2026, 8, 12)),
        ("weihnachten", date(2026, 12, 23), date(2027, 1, 9)),
        ("winter", date(2027, 2, 1), date(2027, 2, 2)),
    ]


@pytest.mark.django_db
def test_calendars_of_all_laender_cost_one_query(lies, django_assert_num_queries):
    lies(SCHULJAHR)

    with django_assert_num_queries(1):
        buch = Kalenderbuch(date(2026, 11, 23))
        kalender = [buch.kalender(land) for land in ("NI", "BY", "")]

    assert [bool(eines.ferien) for eines in kalender] == [True, True, False]


@pytest.mark.django_db
def test_form_refuses_holidays_that_overlap():
    Schulferien.objects.create(land="NI", art="herbst", von=date(2026, 10, 12), bis=date(2026, 10, 24))
    zweite = Schulferien(land="NI", art="einzeln", von=date(2026, 10, 24), bis=date(2026, 10, 25))

    with pytest.raises(ValidationError, match="liegen schon andere Ferien: Herbstferien NI"):
        zweite.full_clean()
    Schulferien(land="BY", art="herbst", von=date(2026, 10, 24), bis=date(2026, 10, 25)).full_clean()
