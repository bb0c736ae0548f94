import pytest

from angebote.models import Angebot
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_person,
    make_thema,
    make_zielgruppe,
    make_zustaendigkeit,
)
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db


def make_volle_angebote(count):
    orte = make_landkarte()
    netz = make_netzwerk(regionen=[orte.northeim])
    for nummer in range(count):
        partner = make_partner(netzwerk=netz)
        make_angebot(
            f"Kurs {nummer}",
            netzwerk=netz,
            partner=partner,
            anlaufstelle=make_anlaufstelle(partner=partner, netzwerk=netz, zeiten=[(0, 9, 12)]),
            regionen=[orte.northeim, orte.kaulsdorf],
            themen=[make_thema(f"Unterthema {nummer}", eltern=make_thema("Wohnen"))],
            zielgruppen=[make_zielgruppe("Väter")],
            zeiten=[(1, 9, 12)],
        )


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("adresse", "queries"),
    [("/angebote/", 11), ("/angebote.json", 8), ("/angebote.csv", 7), ("/angebote/?q=kurs&ort=Northeim", 14)],
)
def test_angebot_list_query_count_is_constant(client, count, adresse, queries, django_assert_num_queries):
    make_volle_angebote(count)
    client.get(adresse)  # the search loads what it needs once

    with django_assert_num_queries(queries):
        antwort = client.get(adresse)

    assert antwort.status_code == 200
    assert antwort.content.decode().count("Kurs 0") >= 1


@pytest.mark.parametrize("count", [1, 5])
def test_start_query_count_is_constant(client, count, django_assert_num_queries):
    make_volle_angebote(count)

    with django_assert_num_queries(4):
        antwort = client.get("/")

    assert antwort.status_code == 200


def test_json_tells_count_pages_and_public_facts(client):
    thema = make_thema("Wohngeld", eltern=make_thema("Wohnen"))
    angebot = make_angebot("Wohngeld erklärt", themen=[thema], externer_schluessel="A1", quelle="liste", kosten_cent=0)
    make_angebot("Geheimer Entwurf", status=Angebot.Status.ENTWURF)

    daten = client.get("/angebote.json?q=wohngeld").json()

    assert (daten["anzahl"], daten["seite"], daten["seiten"]) == (1, 1, 1)
    eintrag = daten["angebote"][0]
    assert (eintrag["schluessel"], eintrag["titel"], eintrag["themen"]) == ("A1", "Wohngeld erklärt", ["Wohngeld"])
    assert eintrag["url"] == f"http://testserver{angebot.get_absolute_url()}"


@pytest.mark.parametrize(
    ("seite", "nummer"), [("1", 1), ("2", 2), ("99", 2), ("0", 2), ("x", 1), ("-1", 2), ("%00", 1), ("9" * 400, 2)]
)
def test_seite_never_breaks(client, seite, nummer):
    for _ in range(21):
        make_angebot()

    assert client.get(f"/angebote.json?seite={seite}").json()["seite"] == nummer


def test_detail_shows_facts_and_redirects_old_slugs(client):
    angebot = make_angebot("Wohngeld erklärt", kosten_cent=250, kurzbeschreibung="Wir rechnen mit Ihnen.")

    antwort = client.get(f"/angebote/alter-titel-{angebot.nummer}/")
    assert antwort.status_code == 301
    assert antwort.url == angebot.get_absolute_url()
    seite = client.get(antwort.url).content.decode()
    assert "Wir rechnen mit Ihnen." in seite
    assert "2,50" in seite


@pytest.mark.parametrize("felder", [{"status": Angebot.Status.ENTWURF}, {"gueltig_bis": "2020-01-01"}])
def test_detail_of_hidden_angebot_is_not_found(client, felder):
    angebot = make_angebot("Geheimer Kurs", **felder)

    antwort = client.get(angebot.get_absolute_url())

    assert antwort.status_code == 404
    assert "Geheimer Kurs" not in antwort.content.decode()


def test_detail_hides_protected_address_and_private_person(client):
    partner = make_partner()
    geheim = make_anlaufstelle("Schutzhaus", partner=partner, strasse="Ankerweg 7", adresse_geschuetzt=True)
    person = make_person("Private Person", partner=partner, ist_oeffentlich=False)
    angebot = make_angebot("Schutz", partner=partner, anlaufstelle=geheim, vor_ort=True, personen=[person])

    for adresse in (
        angebot.get_absolute_url(),
        "/angebote/",
        "/angebote.json",
        "/angebote.csv",
        geheim.get_absolute_url(),
    ):
        seite = client.get(adresse).content.decode()
        assert "Schutz" in seite
        assert "Ankerweg" not in seite
        assert "Private Person" not in seite


def test_detail_of_sensitive_topic_offers_a_way_out(client):
    sensibel = make_angebot(themen=[make_thema("Schutz vor Gewalt", ist_sensibel=True)])
    harmlos = make_angebot(themen=[make_thema("Wohnen")])

    assert "Seite schnell verlassen" in client.get(sensibel.get_absolute_url()).content.decode()
    assert "Seite schnell verlassen" not in client.get(harmlos.get_absolute_url()).content.decode()


def test_leistung_detail_names_the_office_of_my_place_only(client):
    orte = make_landkarte()
    leistung = make_leistung(
        "Unterhaltsvorschuss", betraege=[("uv_0_5", "227.00")], hoehe="Es gibt {{ betrag.uv_0_5 }}."
    )
    make_zustaendigkeit(leistung, orte.northeim, partner=make_partner("Jugendamt Northeim"))
    make_zustaendigkeit(leistung, orte.aachen, partner=make_partner("Jugendamt Aachen"))
    make_zustaendigkeit(
        leistung, orte.northeim, partner=make_partner("Ruhendes Amt", netzwerk=make_netzwerk(status="ruhend"))
    )

    seite = client.get("/leistungen/unterhaltsvorschuss/?ort=Northeim").content.decode()

    assert "Jugendamt Northeim" in seite
    assert "Jugendamt Aachen" not in seite
    assert "Ruhendes Amt" not in seite
    assert "Es gibt 227&nbsp;€ im Monat." in seite


@pytest.mark.parametrize("count", [1, 5])
def test_leistung_list_query_count_is_constant(client, count, django_assert_num_queries):
    for nummer in range(count):
        make_leistung(f"Leistung {nummer}")

    with django_assert_num_queries(1):
        antwort = client.get("/leistungen/")

    assert antwort.content.decode().count("in einem Satz.") == count
