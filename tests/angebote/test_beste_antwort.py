from datetime import date

import pytest
from django.http import QueryDict

from angebote.auswahl import select_angebote
from anlaufstellen.models import Qualitaetskriterium
from tests.factories import make_anlaufstelle, make_leistung, make_netzwerk, make_partner, make_zustaendigkeit
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


def antwort(query):
    return select_angebote(QueryDict(query), am=HEUTE).beste_antwort


def test_benefit_comes_with_the_office_at_the_place():
    orte = make_landkarte()
    leistung = make_leistung("Unterhaltsvorschuss")
    nah = make_zustaendigkeit(leistung, orte.bezirk)
    make_zustaendigkeit(leistung, orte.northeim)

    assert antwort("q=Unterhaltsvorschuss&ort=Kaulsdorf").zustaendig == nah
    assert antwort("q=Unterhaltsvorschuss+12621").zustaendig == nah
    assert antwort("q=Unterhaltsvorschuss").leistung == leistung
    assert antwort("q=Unterhaltsvorschuss").zustaendig is None
    assert antwort("q=Unterhaltsvorschuss&ort=Aachen").zustaendig is None
    assert antwort("q=Beratung&ort=Kaulsdorf").leistung is None


def test_office_that_the_public_may_not_see_is_not_named(client):
    orte = make_landkarte()
    leistung = make_leistung("Unterhaltsvorschuss")
    geheim = make_anlaufstelle("Geheime Stelle", ist_veroeffentlicht=False)
    make_zustaendigkeit(leistung, orte.bezirk, partner=None, anlaufstelle=geheim)

    assert antwort("q=Unterhaltsvorschuss&ort=Kaulsdorf").zustaendig is None
    assert "Geheime Stelle" not in client.get("/angebote/?q=Unterhaltsvorschuss&ort=Kaulsdorf").content.decode()


def test_point_is_found_by_most_of_its_name():
    wolke = make_anlaufstelle("Familienzentrum Wolkenburg Mitte")
    make_anlaufstelle("Familienzentrum Sonne")

    assert antwort("q=Wolkenburg+Familienzentrum").stelle == wolke
    assert antwort("q=familienzentrum").stelle is None
    assert antwort("q=Familienzentrum+Wolkenburg+Schulden").stelle is None


def test_open_point_at_the_place_answers_the_question_where_to_go():
    orte = make_landkarte()
    make_anlaufstelle("A Beratung", art="beratungsstelle", regionen=[orte.bezirk])
    make_anlaufstelle("B Treff", art="treff", regionen=[orte.bezirk])
    infopoint = make_anlaufstelle("C Info", art="infopoint", regionen=[orte.bezirk])

    assert antwort("q=Anlaufstelle&ort=Kaulsdorf").stelle == infopoint
    assert antwort("q=Lotsin&ort=Kaulsdorf").stelle == infopoint
    assert antwort("q=Anlaufstelle&ort=Northeim").stelle is None
    assert antwort("q=Anlaufstelle").stelle is None


@pytest.mark.parametrize("felder", [{"ist_veroeffentlicht": False}, {"netzwerk": "ruhend"}])
def test_point_that_is_not_public_is_no_answer(felder):
    if "netzwerk" in felder:
        felder = {"netzwerk": make_netzwerk(status="ruhend")}
    make_anlaufstelle("Wolkenburg", partner=make_partner(), **felder)

    assert antwort("q=Wolkenburg").stelle is None


def test_protected_point_is_named_without_its_address(client):
    make_anlaufstelle(
        "Frauenhaus Anker",
        art="schutz",
        adresse_geschuetzt=True,
        strasse="Geheimweg 7",
        ort="Ankerstadt",
    )
    seite = client.get("/angebote/?q=Frauenhaus+Anker").content.decode()

    assert "Frauenhaus Anker" in seite
    assert "Geheimweg" not in seite
    assert "Ankerstadt" not in seite
    assert "verlassen" in seite


@pytest.mark.parametrize(("frage", "queries"), [("Anlaufstelle", 13), ("Wohnen", 4)])
def test_best_answer_says_whether_somebody_is_there(client, frage, queries, django_assert_num_queries):
    """For nothing at all where no point is meant."""
    orte = make_landkarte()
    netzwerk = make_netzwerk()
    Qualitaetskriterium.objects.create(netzwerk=netzwerk, art="raum")
    werte = {"vertraulicher_raum": True, "infopoint_geprueft_am": date.today(), "durchgehend": True}
    make_anlaufstelle("C Info", art="infopoint", regionen=[orte.bezirk], netzwerk=netzwerk, **werte)
    client.get(f"/angebote/?q={frage}&ort=Kaulsdorf")

    with django_assert_num_queries(queries):
        seite = client.get(f"/angebote/?q={frage}&ort=Kaulsdorf").content.decode()

    gemeint = frage == "Anlaufstelle"
    assert ("Rund um die Uhr erreichbar" in seite, "Infopoint, geprüft" in seite) == (gemeint, gemeint)
