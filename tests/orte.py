"""A small piece of the map that many tests need: Berlin with two Ortsteile, Northeim, Aachen."""

from types import SimpleNamespace

from netzwerk.models import Ebene
from tests.factories import make_bund, make_plz, make_region


def make_landkarte():
    bund = make_bund()
    berlin = make_region("Berlin", ags="11", bezeichnung="Land", ebene=Ebene.LAND, eltern=bund)
    stadt = make_region("Berlin", ags="11000", bezeichnung="Kreisfreie Stadt", eltern=berlin)
    bezirk = make_region(
        "Marzahn-Hellersdorf", ags="11000010", bezeichnung="Bezirk", ebene=Ebene.GEMEINDE, eltern=stadt
    )
    kaulsdorf = make_region("Kaulsdorf", bezeichnung="Ortsteil", ebene=Ebene.ORTSTEIL, eltern=bezirk)
    mahlsdorf = make_region("Mahlsdorf", bezeichnung="Ortsteil", ebene=Ebene.ORTSTEIL, eltern=bezirk)
    niedersachsen = make_region("Niedersachsen", ags="03", bezeichnung="Land", ebene=Ebene.LAND, eltern=bund)
    northeim = make_region("Northeim", ags="03155", eltern=niedersachsen)
    nrw = make_region("Nordrhein-Westfalen", ags="05", bezeichnung="Land", ebene=Ebene.LAND, eltern=bund)
    aachen = make_region("StädteRegion Aachen", ags="05334", bezeichnung="Kreis", eltern=nrw)
    make_plz("12621", "Berlin", regionen=[kaulsdorf], lat=52.50, lon=13.58)
    return SimpleNamespace(
        bund=bund,
        berlin=berlin,
        bezirk=bezirk,
        kaulsdorf=kaulsdorf,
        mahlsdorf=mahlsdorf,
        niedersachsen=niedersachsen,
        northeim=northeim,
        aachen=aachen,
    )
