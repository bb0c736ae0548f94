from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from netzwerk.fixtures import DatenError
from netzwerk.models import Ebene, Ortsname, Postleitzahl
from netzwerk.postleitzahlen import Ergebnis, import_postleitzahlen
from tests.factories import make_plz, make_region

pytestmark = pytest.mark.django_db

KOPF = "plz,ort,lat,lon,kreis_ags"


@pytest.fixture
def karte():
    """Northeim with one Gemeinde and two Ortsteile, Göttingen, Eisenach's Kreis; nothing else is known."""
    northeim = make_region("Northeim", ags="03155")
    stadt = make_region("Northeim", ags="03155011", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=northeim)
    make_region("Edesheim", bezeichnung="Ortsteil", ebene=Ebene.ORTSTEIL, eltern=stadt)
    uslar = make_region("Uslar", ags="03155012", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=northeim)
    Ortsname.objects.create(region=uslar, name="Volpriehausen", ist_alias=True)
    make_region("Göttingen", ags="03159")
    make_region("Wartburgkreis", ags="16063")


@pytest.fixture
def schreibe(tmp_path):
    def schreibe(*zeilen, kodierung="utf-8", name="plz.csv"):
        datei = tmp_path / name
        datei.write_bytes("\r\n".join(zeilen).encode(kodierung))
        return datei

    return schreibe


def geonames(plz, ort, ags, lat="51.7", lon="10.0", *, land="DE"):
    return "\t".join([land, plz, ort, "Niedersachsen", "NI", "", "00", "Landkreis", ags, lat, lon, "4"])


def lage():
    return {str(p): sorted(r.pfad for r in p.regionen.all()) for p in Postleitzahl.objects.prefetch_related("regionen")}


def fehler(datei):
    with pytest.raises(DatenError) as info:
        import_postleitzahlen(datei)
    assert Postleitzahl.objects.count() == 0
    return str(info.value).splitlines()


def test_geonames_places_lie_in_the_gemeinde_of_their_name_else_in_the_kreis(karte, schreibe):
    datei = schreibe(
        geonames("37154", "Northeim", "03155"),
        geonames("37154", "Edesheim", "03155"),
        geonames("37170", "Volpriehausen", "03155"),
        geonames("37589", "Kalefeld", "03155"),
        geonames("37073", "Northeim", "03159"),
        geonames("99817", "Eisenach", "16056"),
        "",
    )

    assert import_postleitzahlen(datei) == Ergebnis(6, 6, 0)
    assert lage() == {
        "37154 Northeim": ["de/03155/03155011/"],
        "37154 Edesheim": ["de/03155/03155011/edesheim/"],
        "37170 Volpriehausen": ["de/03155/03155012/"],
        "37589 Kalefeld": ["de/03155/"],
        "37073 Northeim": ["de/03159/"],
        "99817 Eisenach": ["de/16063/"],
    }


def test_unknown_place_lies_where_the_rest_of_its_postcode_lies(karte, schreibe):
    import_postleitzahlen(schreibe(geonames("37154", "Xdorf", "03155"), geonames("37154", "Northeim", "03155")))

    assert lage() == {"37154 Xdorf": ["de/03155/03155011/"], "37154 Northeim": ["de/03155/03155011/"]}


@pytest.mark.parametrize(
    ("zeilen", "kodierung"),
    [
        (["plz,ort,lat,lon,kreis_ags", "37589,Düderode,51.8,10.1,03155"], "utf-8"),
        (["PLZ;Ort;Lat;Lon;Kreis_AGS;Bemerkung", "37589;Düderode;51,8;10,1;03155;x", ";;;;;"], "utf-8-sig"),
        (["ort;plz;lon;lat;kreis_ags", '"Düderode";37589;10.1;51.8;03155'], "cp1252"),
        (["plz,ort,lat,lon,regionen", "37589,Düderode,51.8,10.1,03155"], "utf-8"),
        (["plz,ort,lat,lon,kreis_ags,regionen", "37589,Düderode,51.8,10.1,03155,"], "utf-8"),
    ],
)
def test_table_in_its_spellings(karte, schreibe, zeilen, kodierung):
    assert import_postleitzahlen(schreibe(*zeilen, kodierung=kodierung)).neu == 1

    zeile = Postleitzahl.objects.get()
    assert (str(zeile), zeile.ort_gefaltet, zeile.lat, zeile.lon) == ("37589 Düderode", "duederode", 51.8, 10.1)
    assert lage() == {"37589 Düderode": ["de/03155/"]}


def test_table_with_several_regions_and_several_lines_for_a_place(karte, schreibe):
    datei = schreibe(
        "plz,ort,lat,lon,regionen",
        "37154,Northeim,51.7,10.0,03155011/Edesheim|03155011",
        "37154,Northeim,51.9,10.9,03159",
    )

    import_postleitzahlen(datei)

    assert lage() == {"37154 Northeim": ["de/03155/03155011/", "de/03155/03155011/edesheim/", "de/03159/"]}
    assert Postleitzahl.objects.get().lat == 51.7


def test_import_twice_changes_nothing(karte, schreibe):
    datei = schreibe(*(geonames("37154", ort, "03155") for ort in ("Northeim", "Edesheim", "Xdorf")))
    import_postleitzahlen(datei)
    vorher = list(Postleitzahl.regionen.through.objects.values_list())

    assert import_postleitzahlen(datei) == Ergebnis(3, 0, 0)
    assert list(Postleitzahl.regionen.through.objects.values_list()) == vorher


def test_import_takes_over_what_changed(karte, schreibe):
    import_postleitzahlen(schreibe(KOPF, "37154,Northeim,51.7,10.0,03155", "37170,Uslar,51.6,9.6,03155"))

    assert import_postleitzahlen(schreibe(KOPF, "37154,Northeim,51.8,10.0,03159")) == Ergebnis(1, 0, 1)
    assert Postleitzahl.objects.get(plz="37154").lat == 51.8
    assert lage() == {"37154 Northeim": ["de/03159/"], "37170 Uslar": ["de/03155/03155012/"]}


def test_finer_regions_are_kept(karte, schreibe):
    ortsteil = Ortsname.objects.get(gefaltet="edesheim").region
    make_plz("37154", "Irgendwo", regionen=[ortsteil, ortsteil.eltern])

    import_postleitzahlen(schreibe(KOPF, "37154,Irgendwo,51.7,10.0,03155"))

    assert lage() == {"37154 Irgendwo": ["de/03155/03155011/", "de/03155/03155011/edesheim/"]}


def test_query_count_does_not_grow_with_the_file(karte, schreibe, django_assert_num_queries):
    for anzahl in (1, 5):
        zeilen = [f"3758{n},Ort {anzahl} {n},51.7,10.0,03155" for n in range(anzahl)]
        with django_assert_num_queries(8):
            import_postleitzahlen(schreibe(KOPF, *zeilen))


def test_every_fault_is_named_and_nothing_is_taken_over(karte, schreibe):
    datei = schreibe(
        KOPF,
        "37154,Northeim,51.7,10.0,03155",
        "3715,Northeim,51.7,10.0,03155",
        "37154,,51.7,10.0,03155",
        "37154,Northeim,10.0,51.7,03155",
        "37154,Northeim,nan,10.0,3155",
        "37154,Northeim,51.7,10.0,03999",
        "37154,Northeim,51.7",
    )

    assert fehler(datei) == [
        "Zeile 3, Spalte „plz“: „3715“ – bitte fünf Ziffern, z. B. „12619“.",
        "Zeile 4, Spalte „ort“: „“ – bitte einen lesbaren Ortsnamen mit 1 bis 120 Zeichen.",
        "Zeile 5, Spalte „lat“: „10.0“ – bitte die Breite in Grad, in Deutschland 47 bis 55,2, z. B. „51.7066“.",
        "Zeile 5, Spalte „lon“: „51.7“ – bitte die Länge in Grad, in Deutschland 5,5 bis 15,5, z. B. „10.0011“.",
        "Zeile 6, Spalte „kreis_ags“: „3155“ – bitte den Schlüssel des Kreises mit fünf Ziffern, z. B. „03155“.",
        "Zeile 6, Spalte „lat“: „nan“ – bitte die Breite in Grad, in Deutschland 47 bis 55,2, z. B. „51.7066“.",
        "Zeile 7, Spalte „kreis_ags“: „03999“ – diesen Schlüssel (AGS) kennen wir nicht. "
        "Bitte prüfen; führende Nullen gehören dazu.",
        "Zeile 8: falsche Zahl von Spalten – bitte mit der ersten Zeile vergleichen.",
        "8 Fehler. Es wurde nichts übernommen.",
    ]


def test_faults_of_geonames_name_its_columns(karte, schreibe):
    datei = schreibe(geonames("37154", "Northeim", "03155"), geonames("1010", "Wien", "", "48.2", "16.4", land="AT"))

    assert fehler(datei) == [
        "Zeile 2, Spalte „admin code3“: „“ – bitte den Schlüssel des Kreises mit fünf Ziffern, z. B. „03155“.",
        "Zeile 2, Spalte „country code“: „AT“ – bitte nur Zeilen für Deutschland („DE“).",
        "Zeile 2, Spalte „longitude“: „16.4“ – bitte die Länge in Grad, in Deutschland 5,5 bis 15,5, z. B. „10.0011“.",
        "Zeile 2, Spalte „postal code“: „1010“ – bitte fünf Ziffern, z. B. „12619“.",
        "4 Fehler. Es wurde nichts übernommen.",
    ]


def test_many_faults_are_cut_short(karte, schreibe):
    meldungen = fehler(schreibe(KOPF, *["1,Northeim,51.7,10.0,03155"] * 25))

    assert (len(meldungen), meldungen[-2:]) == (22, ["… und 5 weitere.", "25 Fehler. Es wurde nichts übernommen."])


FEHLT = "Gebraucht werden plz, ort, lat, lon und dazu kreis_ags oder regionen."


@pytest.mark.parametrize(
    ("inhalt", "meldung"),
    [
        (b"", "Die Datei ist leer."),
        (b"\xef\xbb\xbf \r\n", "Die Datei ist leer."),
        (b"plz,ort,lat,kreis_ags\n", f"Zeile 1: Es fehlt die Spalte „lon“. {FEHLT}"),
        (b"plz,ort,lat,lon\n", f"Zeile 1: Es fehlt die Spalte „kreis_ags“. {FEHLT}"),
        (b"\xd0\xcf\x11\xe0 PK\x03\x04", f"Zeile 1: Es fehlt die Spalte „plz“. {FEHLT}"),
        (
            "plz;ort".encode("utf-16"),
            "Das ist keine Textdatei. Bitte die Tabelle als „CSV UTF-8“ speichern.",
        ),
    ],
)
def test_files_that_are_no_table(karte, tmp_path, inhalt, meldung):
    datei = tmp_path / "plz.csv"
    datei.write_bytes(inhalt)

    assert fehler(datei) == [meldung]


def test_unreadable_letters_are_a_fault(karte, tmp_path):
    datei = tmp_path / "plz.csv"
    datei.write_bytes(KOPF.encode() + b"\n37154,Nor\x81heim,51.7,10.0,03155\n")

    assert (
        fehler(datei)[0]
        == "Zeile 2, Spalte „ort“: „Nor\ufffdheim“ – bitte einen lesbaren Ortsnamen mit 1 bis 120 Zeichen."
    )


def test_command_prints_what_it_did(karte, schreibe):
    ausgabe = StringIO()

    call_command("import_postleitzahlen", schreibe(KOPF, "37154,Northeim,51.7,10.0,03155"), stdout=ausgabe)

    assert ausgabe.getvalue() == "1 Zeilen gelesen: 1 neu, 0 geändert.\n"


@pytest.mark.parametrize("name", ["weg.csv", "."])
def test_command_without_a_file(tmp_path, name):
    with pytest.raises(CommandError) as info:
        call_command("import_postleitzahlen", tmp_path / name)

    assert str(info.value) == f"Die Datei „{tmp_path / name}“ gibt es nicht, oder sie lässt sich nicht lesen."


def test_command_says_what_is_wrong(karte, schreibe):
    with pytest.raises(CommandError, match=r"^Die Datei ist leer\.$"):
        call_command("import_postleitzahlen", schreibe(""))
