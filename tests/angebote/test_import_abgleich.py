import pytest

from angebote.import_export.abgleich import build_plan
from angebote.import_export.spalten import LISTE
from netzwerk.models import Thema
from netzwerk.tabellen.tabelle import read_tabelle
from tests.angebote.tabellen import arten, fehler, hinweise, importiere, make_grunddaten, plane
from tests.factories import (
    make_bund,
    make_netzwerk,
    make_partner,
    make_region,
    make_thema,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def grunddaten():
    make_grunddaten()


def test_every_error_of_every_row_is_named():
    plan = plane(
        {"plz": "1261", "themen": "Wohnenn"},
        {"titel": "", "partner": "", "region": "", "themen": ";"},
        {
            "titel": "B",
            "region": "München; Norheim",
            "email": "a@b",
            "website": "x",
            "telefon": "abc",
            "kosten": "99999999999",
        },
        {"titel": "x" * 161, "kurzbeschreibung": "y" * 251, "partner": "Fürth " * 40, "themen": "Kochen, Backen"},
        {"titel": "…", "zielgruppen": "Väter; " + "z" * 81},
    )

    assert fehler(plan) == [
        "Zeile 2, Spalte „plz“: „1261“ – bitte fünf Ziffern, z. B. „12619“.",
        "Zeile 2, Spalte „themen“: „Wohnenn“ kennen wir nicht. Meinten Sie „Wohnen“?",
        "Zeile 3, Spalte „titel“: leer – bitte ausfüllen.",
        "Zeile 3, Spalte „partner“: leer – bitte ausfüllen.",
        "Zeile 3, Spalte „region“: leer – bitte ausfüllen.",
        "Zeile 3, Spalte „themen“: leer – bitte ausfüllen.",
        "Zeile 4, Spalte „region“: „München“ ist mehrdeutig; "
        "gemeint sein kann „Stadt München“ oder „Landkreis München“.",
        "Zeile 4, Spalte „region“: „Norheim“ kennen wir nicht; ähnlich ist „Stadt Northeim“ oder „Landkreis Northeim“.",
        "Zeile 4, Spalte „kosten“: „99999999999“ – bitte einen Betrag in Euro, z. B. „12,50 €“.",
        "Zeile 4, Spalte „telefon“: „abc“ – bitte nur Ziffern, Leerzeichen und - / ( ), z. B. „05551 708-140“.",
        "Zeile 4, Spalte „email“: „a@b“ – bitte eine E-Mail-Adresse, z. B. „beratung@verein.de“.",
        "Zeile 4, Spalte „website“: „x“ – bitte eine Internetadresse, z. B. „https://www.verein.de“.",
        f"Zeile 5, Spalte „titel“: „{'x' * 59}…“ – 161 Zeichen; höchstens 160 sind möglich.",
        f"Zeile 5, Spalte „kurzbeschreibung“: „{'y' * 59}…“ – 251 Zeichen; höchstens 250 sind möglich.",
        f"Zeile 5, Spalte „partner“: „{('Fürth ' * 10)[:59].rstrip()}…“ – 239 Zeichen; höchstens 200 sind möglich.",
        "Zeile 5, Spalte „themen“: „Kochen, Backen“ kennen wir nicht. Mehrere Themen bitte mit „;“ trennen.",
        "Zeile 6, Spalte „titel“: „…“ – bitte mit Buchstaben oder Ziffern.",
        f"Zeile 6, Spalte „zielgruppen“: „Väter; {'z' * 52}…“ – 81 Zeichen; höchstens 80 sind möglich.",
    ]
    assert arten(plan) == ["fehlerhaft"] * 5
    assert plan.zu_schreiben == []


def test_text_without_heading_is_an_error():
    inhalt = "titel;partner;region;themen\nTreff;Caritas;03155;Wohnen; Gesundheit\n"

    assert fehler(build_plan(read_tabelle(inhalt.encode(), "a.csv", LISTE))) == [
        "Zeile 2: „Gesundheit“ steht unter keiner Überschrift. Bitte löschen oder der Spalte einen Namen geben; "
        "enthält ein Text das Trennzeichen, gehört er in Anführungszeichen."
    ]


def test_topic_that_exists_twice_is_told_apart_by_slug():
    for name in ("Beratung Wohnen", "Beratung Recht"):
        make_thema(name)
    Thema.objects.filter(slug__startswith="beratung").update(name="Beratung")

    plan = plane({"themen": "Beratung-Recht; Wohngeld"}, {"themen": "beratung", "titel": "B"})

    assert [thema.slug for thema in plan.vorgaenge[0].themen] == ["beratung-recht", "wohngeld"]
    assert fehler(plan) == [
        "Zeile 3, Spalte „themen“: „beratung“ gibt es mehrmals. "
        "Bitte „beratung-recht“ oder „beratung-wohnen“ schreiben."
    ]


def test_new_partner_group_and_understood_region_are_said():
    make_partner("Caritasverband Northeim")

    plan = plane(
        {"partner": "Caritasverband Norheim", "zielgruppen": "Vaeter; Großeltern", "region": "Northeim"},
        {"partner": "caritasverband norheim", "zielgruppen": "großeltern", "titel": "B", "region": "Northeim"},
        {"partner": "CARITASVERBAND Northeim", "titel": "C", "region": "3155011;AGS 03155"},
    )

    assert fehler(plan) == [
        "Zeile 4, Spalte „region“: „3155011“ kennen wir nicht; fehlt die führende Null? Bitte „03155011“.",
    ]
    assert hinweise(plan) == [
        "Partner „Caritasverband Norheim“ wird neu angelegt. Ähnlich heißt „Caritasverband Northeim“.",
        "Zielgruppe „Großeltern“ wird neu angelegt.",
        "Zeile 2, Spalte „region“: „Northeim“ verstanden als „Stadt Northeim“.",
    ]


def test_partner_is_found_by_name_short_name_and_slug():
    partner = make_partner("Caritasverband Northeim e. V.", kurzname="Caritas", slug="caritas-nom")

    plan = plane({"partner": "CARITASVERBAND  Northeim e.V."}, {"partner": "caritas"}, {"partner": "caritas-nom"})

    assert [vorgang.partner for vorgang in plan.vorgaenge] == [partner] * 3
    assert list(plan.neue_partner) == []


def test_short_name_of_several_partners_is_an_error_unless_the_network_decides():
    netzwerk = make_netzwerk()
    make_partner("Jobcenter Göttingen", kurzname="Jobcenter")
    partner = make_partner("Jobcenter Northeim", kurzname="Jobcenter", netzwerk=netzwerk)

    assert fehler(plane({"partner": "Jobcenter"})) == [
        "Zeile 2, Spalte „partner“: „Jobcenter“ ist mehrdeutig; "
        "gemeint sein kann „Jobcenter Göttingen“ oder „Jobcenter Northeim“."
    ]
    assert plane({"partner": "Jobcenter"}, netzwerk=netzwerk).vorgaenge[0].partner == partner


def test_words_for_costs_are_said_as_long_as_they_are_new():
    zeile = {"kosten": "ca. 5 Euro", "partner": make_partner().name}

    assert hinweise(importiere(zeile)) == [
        "Zeile 2, Spalte „kosten“: „ca. 5 Euro“ ist kein Betrag und steht als Text beim Angebot."
    ]
    assert hinweise(plane(zeile)) == []


def test_network_is_the_one_asked_for_else_of_the_partner_else_of_the_region():
    kreis, bund = make_region(ags="03155"), make_bund()
    gewaehlt = make_netzwerk()
    der_region = make_netzwerk(regionen=[kreis])
    des_partners = make_netzwerk()
    make_netzwerk(regionen=[kreis], status="historisch")
    make_partner("Mitglied", netzwerk=des_partners)
    zeilen = [{"partner": "Mitglied"}, {"region": "03155011"}, {"region": "Deutschland", "titel": "B"}]
    assert str(bund) == "Deutschland"

    assert [v.netzwerk for v in plane(*zeilen).vorgaenge] == [des_partners, der_region, None]
    assert [v.netzwerk for v in plane(*zeilen, netzwerk=gewaehlt).vorgaenge] == [gewaehlt] * 3


def test_region_outside_of_the_chosen_network_is_said():
    netzwerk = make_netzwerk("Nano", regionen=[make_region(ags="03155")])
    partner = make_partner().name
    regionen = ["03155011", "Deutschland", "Bayern", "Bayern; 03155", "Bayern; 09162"]
    zeilen = [{"titel": f"T{n}", "partner": partner, "region": region} for n, region in enumerate(regionen)]

    assert hinweise(plane(*zeilen, netzwerk=netzwerk)) == [
        "Zeile 4, Spalte „region“: „Bayern“ – nicht im Gebiet von „Nano“.",
        "Zeile 6, Spalte „region“: „Bayern“ und „Stadt München“ – nicht im Gebiet von „Nano“.",
    ]
    assert hinweise(plane(*zeilen)) == []


def test_network_stays_open_where_two_would_fit():
    kreis = make_region(ags="03155")
    eins, zwei = make_netzwerk(regionen=[kreis]), make_netzwerk(regionen=[kreis])
    partner = make_partner("In beiden", netzwerk=eins)
    zwei.mitgliedschaften.create(partner=partner)

    assert [v.netzwerk for v in plane({}, {"partner": "In beiden"}).vorgaenge] == [None, None]


def test_query_count_does_not_grow_with_the_rows(django_assert_num_queries):
    importiere(*[{"schluessel": f"K{n}", "titel": f"Kurs {n}"} for n in range(5)])

    for anzahl in (1, 5):
        zeilen = [{"schluessel": f"K{n}", "titel": f"Kurs {n} neu"} for n in range(anzahl)]
        with django_assert_num_queries(11):
            assert arten(plane(*zeilen)) == ["geaendert"] * anzahl


def test_unknown_regions_cost_a_search_only_up_to_a_limit(django_assert_max_num_queries):
    with django_assert_max_num_queries(170):
        plan = plane(
            *[{"titel": f"T{n}", "region": f"Qqqxyz{n}"} for n in range(300)], {"region": "Landkreis Northeim"}
        )

    assert len(plan.fehler) == 300
    assert fehler(plan)[-1] == "Zeile 301, Spalte „region“: „Qqqxyz299“ kennen wir nicht."
