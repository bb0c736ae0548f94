import pytest

from netzwerk.models import Ebene, Ortsname, Region
from netzwerk.orte import find_ort, find_region, oder
from tests.factories import make_bund, make_plz, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def karte():
    """Regions with all that is hard: equal names, a city in a Kreis of its name, Bezirk and Ortsteile, aliases."""
    bund = make_bund()
    laender = {"03": "Niedersachsen", "05": "Nordrhein-Westfalen", "09": "Bayern", "11": "Berlin", "14": "Sachsen"}
    land = {
        ags: make_region(name, ags=ags, bezeichnung="Land", ebene=Ebene.LAND, eltern=bund)
        for ags, name in laender.items()
    }
    goettingen = make_region("Göttingen", ags="03159", eltern=land["03"], lat=51.56, lon=10.06)
    stadt = make_region(
        "Göttingen", ags="03159016", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=goettingen, lat=51.53, lon=9.93
    )
    grone = make_region("Grone", bezeichnung="Ortsteil", ebene=Ebene.ORTSTEIL, eltern=stadt)
    osterholz = make_region("Osterholz", ags="03356", eltern=land["03"])
    Ortsname.objects.create(region=osterholz, name="OHZ", ist_alias=True)
    make_region("München", ags="09162", bezeichnung="Kreisfreie Stadt", eltern=land["09"])
    make_region("München", ags="09184", eltern=land["09"])
    make_region("Städteregion Aachen", ags="05334", bezeichnung="Kreis", eltern=land["05"])
    make_region("Dresden", ags="14612", bezeichnung="Kreisfreie Stadt", eltern=land["14"])
    berlin = make_region("Berlin", ags="11000", bezeichnung="Kreisfreie Stadt", eltern=land["11"])
    bezirk = make_region(
        "Marzahn-Hellersdorf", ags="11000010", bezeichnung="Bezirk", ebene=Ebene.GEMEINDE, eltern=berlin
    )
    kaulsdorf, hellersdorf = (
        make_region(name, bezeichnung="Ortsteil", ebene=Ebene.ORTSTEIL, eltern=bezirk)
        for name in ("Kaulsdorf", "Hellersdorf")
    )
    make_plz("12619", "Berlin", regionen=[kaulsdorf, hellersdorf], lat=52.5, lon=13.5)
    make_plz("37079", "Göttingen", regionen=[stadt, grone], lat=51.5, lon=9.8)
    make_plz("37079", "Groß Ellershausen", regionen=[stadt], lat=51.7, lon=9.9)
    make_plz("27711", "Osterholz-Scharmbeck", regionen=[osterholz], lat=53.2, lon=8.8)
    make_plz("28865", "Lilienthal", regionen=[osterholz], lat=53.1, lon=8.9)
    make_plz("28865", "Heidberg", regionen=[osterholz], lat=53.3, lon=8.9)
    make_plz("14612", "Falkensee", regionen=[berlin], lat=52.6, lon=13.1)


@pytest.mark.parametrize(
    ("eingabe", "name", "pfade"),
    [
        ("12619", "12619 Berlin", ["de/11/11000/11000010/hellersdorf/", "de/11/11000/11000010/kaulsdorf/"]),
        (" 12619  Berlin ", "12619 Berlin", ["de/11/11000/11000010/hellersdorf/", "de/11/11000/11000010/kaulsdorf/"]),
        ("37079", "37079 Göttingen", ["de/03/03159/03159016/", "de/03/03159/03159016/grone/"]),
        ("28865", "28865 Heidberg und Umgebung", ["de/03/03356/"]),
        ("14612", "14612 Falkensee", ["de/11/11000/"]),
        ("AGS 14612", "Stadt Dresden", ["de/14/14612/"]),
        ("ags03159", "Landkreis Göttingen", ["de/03/03159/"]),
        ("03159016", "Stadt Göttingen", ["de/03/03159/03159016/"]),
        ("03", "Niedersachsen", ["de/03/"]),
        ("Göttingen", "Stadt Göttingen", ["de/03/03159/03159016/"]),
        ("goettingen", "Stadt Göttingen", ["de/03/03159/03159016/"]),
        ("Landkreis Göttingen", "Landkreis Göttingen", ["de/03/03159/"]),
        ("99999 Göttingen", "Stadt Göttingen", ["de/03/03159/03159016/"]),
        ("Kaulsdorf", "Kaulsdorf (Marzahn-Hellersdorf)", ["de/11/11000/11000010/kaulsdorf/"]),
        ("StädteRegion Aachen", "Städteregion Aachen", ["de/05/05334/"]),
        ("Staedteregion Aachen", "Städteregion Aachen", ["de/05/05334/"]),
        ("Berlin Marzahn-Hellersdorf", "Marzahn-Hellersdorf", ["de/11/11000/11000010/"]),
        ("OHZ", "Landkreis Osterholz", ["de/03/03356/"]),
        ("lilienthal", "Lilienthal (Landkreis Osterholz)", ["de/03/03356/"]),
        ("Ber\x00lin", "Stadt Berlin", ["de/11/11000/"]),
        ("Deutschland", "Deutschland", ["de/"]),
    ],
)
def test_finde_ort_understands(karte, eingabe, name, pfade):
    ort = find_ort(eingabe).ort

    assert (ort.name, [region.pfad for region in ort.regionen]) == (name, pfade)


@pytest.mark.parametrize(
    ("eingabe", "punkt"),
    [
        ("12619", (52.5, 13.5)),
        ("37079", (51.6, 9.85)),
        ("Göttingen", (51.53, 9.93)),
        ("Lilienthal", (53.1, 8.9)),
        ("OHZ", None),
    ],
)
def test_finde_ort_point(karte, eingabe, punkt):
    gefunden = find_ort(eingabe).ort.punkt

    assert gefunden == (punkt and pytest.approx(punkt))


def test_finde_ort_several_hits_are_a_choice(karte):
    suche = find_ort("München")

    assert (suche.ort, [str(r) for r in suche.auswahl]) == (None, ["Stadt München", "Landkreis München"])


@pytest.mark.parametrize(
    ("eingabe", "vorschlaege"),
    [
        ("Gottingen", ["Stadt Göttingen", "Landkreis Göttingen", "Grone (Göttingen)"]),
        ("Kaulsdrof", ["Kaulsdorf (Marzahn-Hellersdorf)"]),
        ("", []),
        ("\x00", []),
        ("!?", []),
        ("99999", []),
        ("xqzwv", []),
        ("x" * 5000, []),
    ],
)
def test_finde_ort_without_a_hit_names_the_nearest_spellings(karte, eingabe, vorschlaege):
    suche = find_ort(eingabe)

    assert (suche.ort, suche.auswahl, suche.vorschlaege) == (None, [], vorschlaege)


def test_finde_region_one(karte):
    assert find_region("Göttingen").ags == "03159016"
    assert find_region("14612").name == "Dresden"


@pytest.mark.parametrize(
    ("eingabe", "fehler"),
    [
        ("München", "ist mehrdeutig; gemeint sein kann „Stadt München“ oder „Landkreis München“"),
        ("Osterhloz", "kennen wir nicht; ähnlich ist „Landkreis Osterholz“"),
        ("Lilienthal", "kennen wir nicht"),
        ("99999", "kennen wir nicht"),
        ("", "kennen wir nicht"),
    ],
)
def test_finde_region_says_why_not(karte, eingabe, fehler):
    with pytest.raises(ValueError, match=f"^{fehler}$"):
        find_region(eingabe)


@pytest.mark.parametrize(
    ("namen", "text"), [(["A"], "„A“"), (["A", "B"], "„A“ oder „B“"), (["A", "B", "C"], "„A“, „B“ oder „C“")]
)
def test_oder(namen, text):
    assert oder(namen) == text


@pytest.mark.parametrize(("eingabe", "anzahl"), [("12619", 3), ("Kaulsdorf", 1), ("Lilienthal", 4), ("Gottingen", 4)])
def test_finde_ort_query_count_is_constant(karte, django_assert_num_queries, eingabe, anzahl):
    for nummer in range(5):
        make_region(f"Insel {nummer}", ags=f"0199{nummer}", eltern=Region.objects.get(ags="03"))

    with django_assert_num_queries(anzahl):
        find_ort(eingabe)


@pytest.mark.xdist_group("grunddaten")
def test_finde_ort_with_the_real_map(grunddaten):
    eingaben = ("12621", "37154", "52062 Aachen", "Brand", "Hannover", "LK Rostock", "Rostock", "NRW", "MaHe")
    suchen = {eingabe: find_ort(eingabe) for eingabe in eingaben}
    gefunden = {
        eingabe: [region.pfad for region in (suche.ort.regionen if suche.ort else suche.auswahl)]
        for eingabe, suche in suchen.items()
    }

    assert gefunden == {
        "12621": ["de/11/11000/11000010/kaulsdorf/"],
        "37154": ["de/03/03155/03155011/"],
        "52062 Aachen": ["de/05/05334/05334002/aachen-mitte/"],
        "Brand": ["de/05/05334/05334002/brand/"],
        "Hannover": ["de/03/03241/"],
        "LK Rostock": ["de/13/13072/"],
        "Rostock": ["de/13/13003/", "de/13/13072/"],
        "NRW": ["de/05/"],
        "MaHe": ["de/11/11000/11000010/"],
    }
