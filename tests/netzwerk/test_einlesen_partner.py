"""Partners out of a sheet: what a row means, what it changes, all or nothing."""

import pytest
from django.db import IntegrityError, connection

from netzwerk.einlesen.partner import PARTNER
from netzwerk.einlesen.uebernahme import UebernahmeError, apply_plan
from netzwerk.models import Partner
from tests.factories import make_netzwerk, make_partner, make_region
from tests.netzwerk.tabellen.einlesen import aenderungen, arten, fehler, hinweise, lies_ein, plane

pytestmark = pytest.mark.django_db
GEHEIM = {"strasse": "Geheime Gasse 7", "plz": "37154", "ort": "Verborgen"}


def test_new_partner_gets_every_column():
    make_region("Northeim", ags="03155")
    netzwerk = make_netzwerk()

    lies_ein(
        PARTNER,
        {
            "schluessel": "K-1",
            "name": "Müttertreff Süd",
            "kurzname": "MTS",
            "art": "verein",
            "region": "Landkreis Northeim",
            "telefon": "Tel. 05551 1234",
            "email": "a@b.example",
            "website": "b.example",
            "strasse": "Weg 1",
            "plz": "D-37154",
            "ort": "Northeim",
            "adresse_geschuetzt": "nein",
            "beschreibung": "Eins\n\nzwei",
        },
        netzwerk=netzwerk,
    )

    partner = Partner.objects.get()
    assert (partner.name, partner.slug, partner.art, str(partner.region)) == (
        "Müttertreff Süd",
        "muettertreff-sued",
        "verein",
        "Landkreis Northeim",
    )
    assert (partner.telefon, partner.website, partner.plz) == ("05551 1234", "https://b.example", "37154")
    assert (partner.beschreibung, partner.externer_schluessel) == ("Eins\n\nzwei", "K-1")
    assert list(partner.netzwerke.all()) == [netzwerk]


def test_second_run_changes_nothing():
    zeilen = [{"name": "A", "ort": "Uslar"}, {"name": "B", "ort": ""}]
    lies_ein(PARTNER, *zeilen)

    assert arten(plane(PARTNER, *zeilen)) == ["unveraendert", "unveraendert"]
    assert Partner.objects.count() == 2


def test_row_means_by_key_then_by_name():
    make_partner("Alt", externer_schluessel="K-1")
    make_partner("Caritas Süd", telefon="1234")

    plan = lies_ein(
        PARTNER,
        {"schluessel": "K-1", "name": "Neu", "telefon": "0555"},
        {"schluessel": "K-2", "name": "CARITAS  sued", "telefon": ""},
    )

    assert aenderungen(plan) == [
        (2, "name", "Alt", "Neu"),
        (2, "telefon", "", "0555"),
        (3, "schluessel", "", "K-2"),
        (3, "name", "Caritas Süd", "CARITAS  sued"),
        (3, "telefon", "1234", ""),
    ]
    assert Partner.objects.count() == 2


def test_missing_column_leaves_alone_and_empty_cell_empties():
    make_partner("A", telefon="1234", kurzname="AA", externer_schluessel="K", art="verein")

    lies_ein(PARTNER, {"schluessel": "", "name": "A", "kurzname": "", "art": ""})

    partner = Partner.objects.get()
    assert (partner.telefon, partner.kurzname) == ("1234", "")
    assert (partner.externer_schluessel, partner.art) == ("K", "verein")


def test_empty_cell_never_empties_a_protected_address_nor_its_protection():
    make_partner("Haus", adresse_geschuetzt=True, **GEHEIM)
    leer = {"name": "Haus", **dict.fromkeys(GEHEIM, ""), "adresse_geschuetzt": ""}

    assert arten(plane(PARTNER, leer)) == ["unveraendert"]

    lies_ein(PARTNER, {**leer, "ort": "Anderswo"})
    partner = Partner.objects.get()
    assert (partner.strasse, partner.ort, partner.adresse_geschuetzt) == ("Geheime Gasse 7", "Anderswo", True)


def test_every_error_of_every_row_is_named():
    make_region("Northeim", ags="03155")
    make_partner("Doppel")
    make_partner("Doppel")

    plan = plane(
        PARTNER,
        {"schluessel": "K-1", "name": "A", "plz": "1261", "art": "Verrein", "region": "Nordheim"},
        {"schluessel": "K-1", "name": "", "plz": "", "art": "", "region": ""},
        {"schluessel": "", "name": "a", "plz": "", "art": "", "region": ""},
        {"schluessel": "", "name": "Doppel", "plz": "", "art": "", "region": ""},
        {"schluessel": "", "name": "x" * 201, "plz": "", "art": "", "region": ""},
    )

    zeilen = fehler(plan)
    assert zeilen.pop(1).startswith("Zeile 2, Spalte „art“: „Verrein“ – bitte „Jobcenter“, „Agentur für Arbeit“")
    assert zeilen == [
        "Zeile 2, Spalte „plz“: „1261“ – bitte fünf Ziffern, z. B. „12619“.",
        "Zeile 2, Spalte „region“: „Nordheim“ kennen wir nicht; ähnlich ist „Landkreis Northeim“.",
        "Zeile 3, Spalte „schluessel“: „K-1“ steht schon in Zeile 2. Bitte jeden Schlüssel nur einmal vergeben.",
        "Zeile 3, Spalte „name“: leer – bitte ausfüllen.",
        "Zeile 4: Der Eintrag steht schon in Zeile 2. Bitte eine der Zeilen löschen.",
        "Zeile 5: Davon gibt es mehrere. Bitte mit „schluessel“ sagen, welcher Eintrag gemeint ist.",
        f"Zeile 6, Spalte „name“: „{'x' * 59}…“ – 201 Zeichen; höchstens 200 sind möglich.",
    ]
    assert Partner.objects.count() == 2


def test_same_name_with_another_key_is_a_second_one_and_said():
    make_partner("A", externer_schluessel="K-1")

    plan = lies_ein(PARTNER, {"schluessel": "K-2", "name": "A"})

    assert hinweise(plan) == [
        "Zeile 2, Spalte „schluessel“: Diesen Eintrag gibt es schon mit dem Schlüssel „K-1“; hier entsteht ein zweiter."
    ]
    assert list(Partner.objects.order_by("pk").values_list("externer_schluessel", flat=True)) == ["K-1", "K-2"]


def test_short_names_of_new_partners_are_free_ones():
    make_partner("Anders", slug="verein")

    lies_ein(PARTNER, {"schluessel": "1", "name": "Verein"}, {"schluessel": "2", "name": "Verein"})

    assert sorted(Partner.objects.values_list("slug", flat=True)) == ["verein", "verein-2", "verein-3"]


def test_failure_in_the_middle_leaves_nothing_half():
    """Somebody else takes the key of the third row between plan and import."""
    make_partner("A", telefon="0555 1")
    plan = plane(
        PARTNER,
        {"schluessel": "", "name": "A", "telefon": "0555 2"},
        {"schluessel": "K-2", "name": "B", "telefon": ""},
        {"schluessel": "K-3", "name": "C", "telefon": ""},
        {"schluessel": "K-4", "name": "D", "telefon": ""},
    )
    make_partner("Schneller", externer_schluessel="K-3")

    with pytest.raises(UebernahmeError) as grund:
        apply_plan(plan)

    assert str(grund.value) == (
        "Die Einträge haben sich inzwischen geändert. Es wurde nichts übernommen. Bitte noch einmal versuchen."
    )
    assert isinstance(grund.value.__cause__, IntegrityError)
    assert list(Partner.objects.order_by("name").values_list("name", "telefon")) == [("A", "0555 1"), ("Schneller", "")]


def test_database_that_refuses_after_some_rows_leaves_nothing():
    """The database itself fails at the 30th statement that writes."""
    plan = plane(PARTNER, *[{"name": f"P {n}"} for n in range(50)])
    schreibt = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal schreibt
        schreibt += sql.startswith("INSERT")
        kaputt = schreibt == 30 and sql.startswith("INSERT")
        return execute("INSERT INTO gibt_es_nicht VALUES (1)" if kaputt else sql, params, many, context)

    with connection.execute_wrapper(wrapper), pytest.raises(UebernahmeError):
        apply_plan(plan)

    assert (schreibt, Partner.objects.count()) == (30, 0)


def test_plan_with_errors_is_not_applied():
    with pytest.raises(ValueError, match="1 Fehler"):
        apply_plan(plane(PARTNER, {"name": "", "ort": "Uslar"}))


@pytest.mark.parametrize("anzahl", [1, 5, 500])
def test_plan_costs_a_fixed_number_of_queries(anzahl, django_assert_num_queries):
    make_region("Northeim", ags="03155")
    zeilen = [{"name": f"P {n}", "region": "Landkreis Northeim", "ort": "X"} for n in range(anzahl)]
    lies_ein(PARTNER, *zeilen)

    with django_assert_num_queries(4):
        plan = plane(PARTNER, *[{**zeile, "ort": "Y"} for zeile in zeilen])

    assert arten(plan) == ["geaendert"] * anzahl
