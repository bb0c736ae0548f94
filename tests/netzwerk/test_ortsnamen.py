import pytest

from netzwerk.ortsnamen import anzeigename, schreibweisen


@pytest.mark.parametrize(
    ("name", "bezeichnung", "erwartet"),
    [
        ("Northeim", "Landkreis", "Landkreis Northeim"),
        ("Göttingen", "Stadt", "Stadt Göttingen"),
        ("München", "Kreisfreie Stadt", "Stadt München"),
        ("Stuttgart", "Stadtkreis", "Stadt Stuttgart"),
        ("Unna", "Kreis", "Kreis Unna"),
        ("Vogtlandkreis", "Landkreis", "Vogtlandkreis"),
        ("Landkreis Rostock", "Landkreis", "Landkreis Rostock"),
        ("Region Hannover", "Landkreis", "Region Hannover"),
        ("StädteRegion Aachen", "Kreis", "StädteRegion Aachen"),
        ("Bodenfelde", "Flecken", "Bodenfelde"),
        ("Marzahn-Hellersdorf", "Bezirk", "Marzahn-Hellersdorf"),
    ],
)
def test_anzeigename(name, bezeichnung, erwartet):
    assert anzeigename(name, bezeichnung) == erwartet


def test_schreibweisen_of_kreis():
    assert schreibweisen("Northeim", "Landkreis") == {
        "northeim",
        "landkreis northeim",
        "kreis northeim",
        "lk northeim",
        "northeim landkreis",
        "northeim kreis",
    }


def test_schreibweisen_of_stadt_in_kreis():
    assert schreibweisen("Göttingen", "Stadt", "Göttingen") == {
        "goettingen",
        "stadt goettingen",
        "goettingen stadt",
        "goettingen goettingen",
    }


def test_schreibweisen_of_ortsteil_name_the_place_above():
    assert schreibweisen("Kaulsdorf", "Ortsteil", "Marzahn-Hellersdorf") == {
        "kaulsdorf",
        "ortsteil kaulsdorf",
        "marzahn hellersdorf kaulsdorf",
        "kaulsdorf marzahn hellersdorf",
    }


@pytest.mark.parametrize(
    ("name", "bezeichnung", "schreibweise"),
    [
        ("Halle (Saale)", "Kreisfreie Stadt", "halle"),
        ("Stolberg (Rhld.)", "Stadt", "stadt stolberg"),
        ("Bayern", "Land", "bundesland bayern"),
        ("Landkreis Rostock", "Landkreis", "rostock"),
        ("Landkreis Rostock", "Landkreis", "lk rostock"),
    ],
)
def test_schreibweisen_contain(name, bezeichnung, schreibweise):
    assert schreibweise in schreibweisen(name, bezeichnung)
