import pytest

from angebote.suche.anfrage import split_ort
from netzwerk.models import Ebene
from tests.factories import make_plz, make_region
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("frage", "rest", "ort"),
    [
        ("Schulden 12621", "Schulden", "12621"),
        ("Schulden 99999", "Schulden 99999", ""),
        ("Treffpunkt Kaulsdorf", "Treffpunkt", "Kaulsdorf"),
        ("Sprachkurs in Kaulsdorf mit Kind", "Sprachkurs mit Kind", "Kaulsdorf"),
        ("Kita im Landkreis Northeim", "Kita", "Landkreis Northeim"),
        ("Marzahn-Hellersdorf", "", "Marzahn-Hellersdorf"),
        ("Essen umsonst", "Essen umsonst", ""),
        ("Treff in Essen", "Treff", "Essen"),
        ("Hilfe beim Antrag", "Hilfe beim Antrag", ""),
        ("", "", ""),
    ],
)
def test_trenne_ort(frage, rest, ort):
    orte = make_landkarte()
    make_region("Essen", ags="05113", bezeichnung="Kreisfreie Stadt", ebene=Ebene.KREIS)
    make_plz("37154", "Northeim", regionen=[orte.northeim])

    assert split_ort(frage) == (rest, ort)
