from math import inf

import numpy as np
import pytest

from angebote.suche.dokument import Dokument
from angebote.suche.fakten import Art, Fakten, als_zeile, fakt
from angebote.suche.fund import Fund
from angebote.suche.gebiete import Gebiete
from angebote.suche.index import make_index
from angebote.suche.sicht import Bedingungen, Sicht
from netzwerk.entfernung import entfernung_km, rahmen_um

GEBIETE = Gebiete([("de/", 1), ("de/11/", 20), ("de/11/a/", 3), ("de/11/b/", 4), ("de/111/", 5)])
ALEXANDERPLATZ, ZOO = (52.5219, 13.4132), (52.5073, 13.3325)


def dokument(nummer, *regionen, punkt=None, titel="", **felder):
    zeile = als_zeile(Fakten(punkt, tuple(fakt(Art.REGION, region) for region in regionen)))
    return Dokument(nummer, titel, zeile, **felder)


def index(*dokumente):
    return make_index(dokumente, gebiete=GEBIETE)


def nummern(ein_index, sortierung="relevanz", **bedingungen):
    fund = Fund(Sicht(ein_index, Bedingungen(am=100, **bedingungen)))
    return fund.nummern(fund.plaetze(sortierung))


def test_place_finds_itself_what_lies_in_it_and_what_contains_it():
    alle = index(*(dokument(region * 10, region) for region in (1, 20, 3, 4, 5)))

    assert nummern(alle, pfade=("de/11/a/",)) == [30, 200, 10]
    assert set(nummern(alle, pfade=("de/11/",))) == {10, 200, 30, 40}
    assert set(nummern(alle, pfade=("de/111/",))) == {10, 50}
    assert set(nummern(alle, pfade=("de/",))) == {10, 200, 30, 40, 50}
    assert nummern(alle, pfade=("de/99/",)) == [10]
    assert len(nummern(alle)) == 5


def test_validity_is_inclusive_on_both_sides():
    alle = index(
        dokument(1, 1, ab=100, bis=100), dokument(2, 1, ab=101), dokument(3, 1, bis=99), dokument(4, 1, frei=False)
    )

    assert nummern(alle) == [1]


def test_only_active_networks_are_seen():
    alle = index(dokument(1, 1), dokument(2, 1, netzwerk=7), dokument(3, 1, netzwerk=8))

    assert nummern(alle, netzwerke=frozenset([8])) == [1, 3]


def test_radius_takes_near_places_and_those_without_one_that_serve_the_region():
    alle = index(
        dokument(1, 5, punkt=ZOO),
        dokument(2, 20, punkt=(48.1, 11.5)),
        dokument(3, 20),
        dokument(4, 5),
    )

    assert set(nummern(alle, pfade=("de/11/",), punkt=ALEXANDERPLATZ, umkreis_km=10)) == {1, 3}
    assert set(nummern(alle, pfade=("de/11/",), punkt=ALEXANDERPLATZ, umkreis_km=5)) == {3}


def test_order_by_distance_name_and_confirmation():
    alle = index(
        dokument(1, 1, titel="b", punkt=ZOO, bestaetigt=50),
        dokument(2, 1, titel="a", bestaetigt=90),
        dokument(3, 1, titel="c", punkt=ALEXANDERPLATZ),
    )

    assert nummern(alle, "entfernung", punkt=ALEXANDERPLATZ) == [3, 1, 2]
    assert nummern(alle, "entfernung") == [2, 1, 3]
    assert nummern(alle, "name") == [2, 1, 3]
    assert nummern(alle, "bestaetigt") == [2, 1, 3]
    assert nummern(alle) == [2, 1, 3]


def test_supplement_stands_in_order_of_titles_too():
    alle = index(dokument(1, 1, titel="b"), dokument(2, 1, titel="d"))
    alle = alle.mit([dokument(3, 1, titel="c"), dokument(1, 1, titel="e")], [1, 3])

    assert nummern(alle, "name") == [3, 2, 1]
    assert nummern(alle.mit([], [2]), "name") == [3, 1]


def test_supplement_with_an_unknown_region_is_refused():
    with pytest.raises(LookupError):
        index(dokument(1, 1)).mit([dokument(2, 99)], [2])


def test_facts_of_the_supplement_are_counted():
    alle = index(dokument(1, 20)).mit([dokument(2, 3), dokument(3, 20)], [])
    fund = Fund(Sicht(alle, Bedingungen(am=100)))

    assert fund.zaehle_gebiete("de/", ["de/11/", "de/111/"]) == [3, 0]
    assert fund.zaehle_gebiete("de/11/", ["de/11/a/", "de/11/b/"]) == [3, 0]


def test_distance_is_that_of_a_great_circle():
    berlin, muenchen = (52.5200, 13.4050), (48.1374, 11.5755)
    km = entfernung_km(berlin, np.array([muenchen[0], berlin[0], np.nan]), np.array([muenchen[1], berlin[1], np.nan]))

    assert km[0] == pytest.approx(504.4, abs=0.5)
    assert km[1] == 0
    assert np.isnan(km[2])


@pytest.mark.parametrize("punkt", [(47.3, 10.2), (52.5, 13.4), (54.9, 8.3)])
def test_bounding_box_holds_the_circle(punkt):
    sued, nord, west, ost = rahmen_um(punkt, 25)
    rand = entfernung_km(punkt, np.array([sued, nord, punkt[0], punkt[0]]), np.array([punkt[1], punkt[1], west, ost]))

    assert rand == pytest.approx([25] * 4, rel=0.01)
    assert max(rand) < inf
