"""Lists of the base app cost the same number of queries for one row and for five."""

from datetime import date

import pytest

from netzwerk.models import (
    Ansprechperson,
    Ebene,
    Hilfetelefon,
    Konto,
    Netzwerk,
    Partner,
    Postleitzahl,
    Region,
    Schulferien,
    Sprache,
    Thema,
    Zielgruppe,
    Zugang,
)
from tests.factories import (
    make_konto,
    make_netzwerk,
    make_partner,
    make_person,
    make_plz,
    make_region,
    make_sprache,
    make_thema,
    make_zielgruppe,
)
from tests.verwaltung import anmelden, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


def make_ort(n):
    kreis = make_region(f"Kreis {n}", ags=f"0{3100 + n}")
    gemeinde = make_region(f"Gemeinde {n}", ebene=Ebene.GEMEINDE, eltern=kreis)
    return make_region(f"Ortsteil {n}", ebene=Ebene.ORTSTEIL, eltern=gemeinde)


def make_hilfetelefon(n):
    return Hilfetelefon.objects.create(
        name=f"Telefon {n}", slug=f"telefon-{n}", nummer="116 016", wofuer="Rat", stand="2026-01-01"
    )


def make_ferien(n):
    tag = date(2026, 10, n + 1)
    return Schulferien.objects.create(land="NI", art="einzeln", von=tag, bis=tag)


def make_mitglied(n):
    return make_partner(f"Partner {n}", netzwerk=make_netzwerk(), region=make_ort(n))


ZEILE = {
    Region: make_ort,
    Postleitzahl: lambda n: make_plz(f"3715{n}", "Northeim", regionen=[make_ort(n)]),
    Thema: lambda n: make_thema(f"Thema {n}", eltern=make_thema(f"Haupt {n}")),
    Zielgruppe: lambda n: make_zielgruppe(f"Gruppe {n}"),
    Sprache: lambda n: make_sprache(f"x{n}", f"Sprache {n}", f"Language {n}"),
    Hilfetelefon: make_hilfetelefon,
    Schulferien: make_ferien,
    Partner: make_mitglied,
    Ansprechperson: lambda n: make_person(f"Person {n}", partner=make_mitglied(n)),
    Netzwerk: lambda n: make_netzwerk(land=make_region(f"Land {n}", ebene=Ebene.LAND, bezeichnung="Land")),
    Konto: lambda n: make_konto(rolle=Zugang.Rolle.KOORDINATION, netzwerk=make_netzwerk()),
}
# Two of them ask for Django's own permissions, on behalf of the admins of axes and the task queue.
ABFRAGEN = {
    Region: 8,
    Postleitzahl: 10,
    Thema: 8,
    Zielgruppe: 8,
    Sprache: 8,
    Hilfetelefon: 8,
    Schulferien: 8,
    Partner: 9,
    Ansprechperson: 9,
    Netzwerk: 9,
    Konto: 10,
}


@pytest.mark.parametrize("modell", ZEILE, ids=lambda modell: modell.__name__)
@pytest.mark.parametrize("anzahl", [1, 5])
def test_changelist_query_count_is_constant(verwaltung, modell, anzahl, django_assert_num_queries):
    zeilen = [ZEILE[modell](n) for n in range(anzahl)]
    adresse = url(modell, "changelist")

    with django_assert_num_queries(ABFRAGEN[modell]):
        antwort = verwaltung.get(adresse)

    gezeigt = {zeile.pk for zeile in antwort.context["cl"].result_list}
    assert (antwort.status_code, {zeile.pk for zeile in zeilen} <= gezeigt) == (200, True)
