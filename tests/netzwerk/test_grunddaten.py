from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from angebote.models import Betrag, Leistung, Suchaenderung, Suchstand
from netzwerk.fixtures import FIXTURES, DatenError
from netzwerk.grunddaten import load_netzwerke, load_zielgruppen
from netzwerk.models import Ebene, Hilfetelefon, Netzwerk, Ortsname, Postleitzahl, Region, Thema, Zielgruppe
from tests.factories import make_region

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("grunddaten")]


def snapshot():
    """Every row of every table of the project, so that also a row made anew shows; not the journal of the search."""
    return {
        modell._meta.label: sorted(map(str, modell.objects.values_list()))
        for app in ("netzwerk", "anlaufstellen", "angebote", "wegweiser")
        for modell in apps.get_app_config(app).get_models(include_auto_created=True)
        if modell not in (Suchaenderung, Suchstand)
    }


def test_load_grunddaten_loads_everything(grunddaten):
    assert {ebene.name: Region.objects.filter(ebene=ebene).count() for ebene in Ebene} == {
        "BUND": 1,
        "LAND": 16,
        "KREIS": 400,
        "GEMEINDE": 72,
        "ORTSTEIL": 35,
    }
    assert Netzwerk.objects.historisch().count() == Netzwerk.objects.count() == 102
    assert Leistung.objects.count() == 37
    assert Thema.objects.haupt().count() == 12
    assert Postleitzahl.objects.count() == 69
    assert Hilfetelefon.objects.get(slug="gewalt-gegen-frauen").nummer == "116 016"
    assert Betrag.objects.get(schluessel="kg_kind", gueltig_ab="2026-01-01").wert == 259


def test_load_grunddaten_twice_changes_no_row(grunddaten, django_assert_max_num_queries):
    vorher = snapshot()

    with django_assert_max_num_queries(80):
        call_command("load_grunddaten", stdout=StringIO())

    assert snapshot() == vorher


def test_load_grunddaten_takes_over_changed_values(grunddaten):
    Thema.objects.filter(slug="kuren").update(name="Alt", eltern=None)
    Betrag.objects.filter(schluessel="kg_kind").update(wert=1)
    Region.objects.filter(ags="03155").update(name="Nordheim")
    Leistung.objects.get(slug="kindergeld").geht_mit.clear()
    vorher = snapshot()

    call_command("load_grunddaten", stdout=StringIO())

    assert Thema.objects.get(slug="kuren").eltern.slug == "gesundheit"
    assert Betrag.objects.get(schluessel="kg_kind").wert == 259
    assert Region.objects.get(ags="03155").name == "Northeim"
    assert Leistung.objects.get(slug="kindergeld").geht_mit.count() > 0
    assert {name: len(zeilen) for name, zeilen in snapshot().items() if name != "angebote.Leistung_geht_mit"} == {
        name: len(zeilen) for name, zeilen in vorher.items() if name != "angebote.Leistung_geht_mit"
    }


@pytest.mark.parametrize("filter_", [{"ags": "03"}, {"ags": "11000010"}, {"name": "Kaulsdorf"}, {"ags": "13072"}])
def test_loaded_regions_are_as_save_would_make_them(grunddaten, filter_):
    region = Region.objects.get(**filter_)
    formen = sorted(region.ortsnamen.values_list("gefaltet", "ist_alias"))
    pfad = region.pfad

    region.save()

    assert (region.pfad, sorted(region.ortsnamen.values_list("gefaltet", "ist_alias"))) == (pfad, formen)


def test_bezirke_lie_below_berlin(grunddaten):
    bezirk = Region.objects.get(name="Marzahn-Hellersdorf")

    assert (bezirk.eltern.ags, bezirk.pfad) == ("11000", "de/11/11000/11000010/")
    assert list(Ortsname.objects.filter(gefaltet="ohz").values_list("region__name", "ist_alias")) == [
        ("Osterholz", True)
    ]


def test_relations_of_benefits_hold_in_both_directions(grunddaten):
    ausbildung, kindergeld = (Leistung.objects.get(slug=slug) for slug in ("teilzeitausbildung", "kindergeld"))

    assert (kindergeld in ausbildung.geht_mit.all(), ausbildung in kindergeld.geht_mit.all()) == (True, True)


def test_historic_network_has_its_place_and_keeps_its_printed_words(grunddaten):
    netzwerk = Netzwerk.objects.get(slug="famnet-rottweil")

    assert (netzwerk.land.name, [r.ags for r in netzwerk.regionen.all()], netzwerk.traeger) == (
        "Baden-Württemberg",
        ["08325"],
        "PRO JOB gGmbH",
    )
    assert (netzwerk.lat, netzwerk.jahr_von, netzwerk.jahr_bis, netzwerk.ist_beispiel) == (48.24, 2011, 2013, False)


def test_network_that_lives_again_is_left_alone(grunddaten):
    Netzwerk.objects.filter(slug="famnet-rottweil").update(status=Netzwerk.Status.AKTIV, traeger="Landkreis Rottweil")

    load_netzwerke(FIXTURES / "grunddaten" / "netzwerke.toml")

    assert Netzwerk.objects.get(slug="famnet-rottweil").traeger == "Landkreis Rottweil"


@pytest.mark.parametrize(
    ("text", "fehler"),
    [
        ('slug = "vaeter"', "„vaeter“, Feld „name“: „“ – Dieses Feld darf nicht leer sein."),
        (
            f'slug = "vaeter"\nname = "{"V" * 81}"',
            f"„vaeter“, Feld „name“: „{'V' * 81}“ – "
            "Bitte sicherstellen, dass der Wert aus höchstens 80 Zeichen besteht. (Er besteht aus 81 Zeichen.)",
        ),
        (
            'slug = "vaeter"\nname = "Väter"\nsymbol = "x"',
            "„vaeter“, Feld „symbol“: kennen wir nicht. Bitte die Schreibweise prüfen.",
        ),
    ],
)
def test_faults_name_file_entry_and_value(tmp_path, text, fehler):
    datei = tmp_path / "zielgruppen.toml"
    datei.write_text(f"[[zielgruppe]]\n{text}\n")

    with pytest.raises(DatenError) as info:
        load_zielgruppen(datei)

    assert str(info.value).partition("zielgruppen.toml, ")[2] == fehler


def test_unknown_region_of_a_network_is_a_fault(tmp_path):
    make_region("Niedersachsen", ags="03", bezeichnung="Land", ebene=Ebene.LAND)
    datei = tmp_path / "netzwerke.toml"
    datei.write_text('[[netzwerk]]\nslug = "a"\nname = "A"\nland = "03"\nregionen = ["03999"]\n')

    with pytest.raises(DatenError, match=r"„a“, Feld „regionen“: „03999“ – gibt es nicht\.$"):
        load_netzwerke(datei)


def test_command_prints_counts(db):
    ausgabe = StringIO()

    call_command("load_grunddaten", stdout=ausgabe)

    assert ausgabe.getvalue().startswith("16 Länder, 400 Kreise, 72 Gemeinden und Bezirke, 35 Ortsteile, 69 Postleit")


def test_command_takes_nothing_over_when_something_is_wrong(db):
    Zielgruppe.objects.create(name="Väter", slug="papas")

    with pytest.raises(CommandError, match=r"„vaeter“, Feld „name“: „Väter“ – .* existiert bereits\.$"):
        call_command("load_grunddaten", stdout=StringIO())

    assert Region.objects.count() == 0
