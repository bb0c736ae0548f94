import pytest

from angebote.import_export.uebernahme import UebernahmeError, apply_plan
from angebote.models import Angebot
from angebote.suche import search_woertlich
from netzwerk.models import Kurznummer, Mitgliedschaft, Partner, Zielgruppe
from tests.angebote.tabellen import ALLES, ZEILE, arten, importiere, plane
from tests.factories import (
    make_angebot,
    make_netzwerk,
    make_partner,
    make_plz,
    make_region,
    make_thema,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def grunddaten():
    make_region("Northeim", ags="03155")
    make_thema("Wohnen")
    make_thema("Gesundheit")


def anzahlen():
    return [modell.objects.count() for modell in (Angebot, Partner, Zielgruppe, Kurznummer, Mitgliedschaft)]


def test_new_offer_has_everything_the_sheet_says():
    make_plz("37154")

    importiere({**ALLES, "themen": "Wohnen; gesundheit", "zielgruppen": "Väter; Großeltern"}, quelle="caritas")

    angebot = Angebot.objects.get()
    assert (angebot.titel, angebot.slug, angebot.status) == ("Offener Treff", "offener-treff", "entwurf")
    assert (angebot.quelle, angebot.externer_schluessel) == ("caritas", "A-1")
    assert (angebot.kurzbeschreibung, angebot.beschreibung) == ("Ein Satz.", "Eins\n\nzwei")
    assert (str(angebot.anschrift), angebot.lat, angebot.lon) == ("Weg 1, 37154 Northeim", 51.7069, 10.0011)
    assert (angebot.kosten_cent, angebot.kosten_text) == (500, "je Termin")
    assert (angebot.telefon, angebot.email, angebot.website) == ("05551 000-1", "a@b.example", "https://b.example")
    assert (angebot.partner.name, angebot.partner.slug) == ("Caritas Northeim", "caritas-northeim")
    assert [region.ags for region in angebot.regionen.all()] == ["03155"]
    assert sorted(thema.name for thema in angebot.themen.all()) == ["Gesundheit", "Wohnen"]
    assert sorted(gruppe.slug for gruppe in angebot.zielgruppen.all()) == ["grosseltern", "vaeter"]
    assert list(search_woertlich(Angebot.objects.all(), "Großeltern Wohnen")) == [angebot]


def test_change_touches_only_what_differs():
    importiere({"schluessel": "A-1", "plz": "37154", "ort": "Northeim", "zielgruppen": "Väter"})
    vorher = Angebot.objects.get()
    Angebot.objects.update(rechtsgrundlage="§ 18 SGB VIII", slug="alte-adresse")

    importiere({"schluessel": "A-1", "titel": "Kurs", "themen": "Gesundheit"})

    angebot = Angebot.objects.get()
    assert (angebot.titel, angebot.slug, angebot.nummer) == ("Kurs", "alte-adresse", vorher.nummer)
    assert (angebot.rechtsgrundlage, angebot.ort) == ("§ 18 SGB VIII", "Northeim")
    assert [thema.name for thema in angebot.themen.all()] == ["Gesundheit"]
    assert [gruppe.name for gruppe in angebot.zielgruppen.all()] == ["Väter"]
    assert angebot.geaendert_am > vorher.geaendert_am
    assert list(search_woertlich(Angebot.objects.all(), "Kurs Gesundheit")) == [angebot]
    assert list(search_woertlich(Angebot.objects.all(), "Treff")) == []


def test_unchanged_offer_is_not_saved():
    importiere({"schluessel": "A-1"})
    vorher = Angebot.objects.get().geaendert_am

    importiere({"schluessel": "A-1"}, {"schluessel": "A-2", "titel": "Kurs"})

    assert Angebot.objects.get(externer_schluessel="A-1").geaendert_am == vorher


def test_new_partner_belongs_to_the_networks_of_its_offers():
    netzwerk = make_netzwerk(regionen=[make_region(ags="03155")])

    importiere({"titel": "A"}, {"titel": "B"}, {"titel": "C", "partner": "Ohne Netzwerk", "region": "Deutschland"})

    assert [(str(m), m.rolle) for m in Mitgliedschaft.objects.all()] == [
        (f"Caritas Northeim – {netzwerk.name}", "assoziiert")
    ]
    assert [angebot.netzwerk for angebot in Angebot.objects.order_by("titel")] == [netzwerk, netzwerk, None]


def test_new_slugs_are_unique():
    make_partner("Caritas: Northeim!", slug="caritas-northeim-ev")
    lang = "Großeltern, die ihre Enkel an mehreren Tagen in der Woche betreuen"
    Zielgruppe.objects.create(name="Alte", slug="grosseltern-die-ihre-enkel-an-mehreren-tagen")

    importiere({"partner": "Caritas Northeim EV", "zielgruppen": lang})

    assert list(Partner.objects.order_by("pk").values_list("slug", flat=True)) == [
        "caritas-northeim-ev",
        "caritas-northeim-ev-2",
    ]
    assert list(Zielgruppe.objects.order_by("pk").values_list("slug", flat=True)) == [
        "grosseltern-die-ihre-enkel-an-mehreren-tagen",
        "grosseltern-die-ihre-enkel-an-mehreren-tagen-2",
    ]


def test_plan_with_errors_is_refused():
    plan = plane({}, {"titel": "B", "plz": "1"})

    with pytest.raises(ValueError, match=r"^Der Plan hat 1 Fehler\.$"):
        apply_plan(plan)

    assert anzahlen() == [0, 0, 0, 0, 0]


def test_nothing_is_kept_when_the_database_fails_midway():
    """Between plan and import somebody else uses the key of the last of 600 rows, which is in the second block."""
    make_netzwerk(regionen=[make_region(ags="03155")])
    plan = plane(*[{"schluessel": f"K{n}", "titel": f"Kurs {n}", "zielgruppen": "Großeltern"} for n in range(600)])
    assert arten(plan) == ["neu"] * 600
    make_angebot("Fremdes", partner=make_partner("AWO"), quelle="tabelle", externer_schluessel="K599")
    vorher = anzahlen()
    assert vorher[:3] == [1, 1, 0]

    with pytest.raises(UebernahmeError) as fehler:
        apply_plan(plan)

    assert str(fehler.value) == "Die Angebote haben sich inzwischen geändert. Bitte noch einmal versuchen."
    assert anzahlen() == vorher


def test_thousand_rows_cost_few_queries(django_assert_max_num_queries):
    plan = plane(*[{**ZEILE, "schluessel": f"K{n}", "titel": f"Kurs {n}"} for n in range(1000)])

    # Two for each new row (short number and offer) and a fixed sum for each block of 500.
    with django_assert_max_num_queries(2 * 1000 + 2 * 20 + 20):
        apply_plan(plan)

    assert Angebot.objects.count() == 1000
