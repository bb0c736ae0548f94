import re
from datetime import date

import pytest

from angebote.models import Angebot, Angebotsausnahme
from netzwerk.models import Abwesenheit, Hilfetelefon
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
    [("/angebote/", 11), ("/angebote.json", 11), ("/angebote.csv", 10), ("/angebote/?q=kurs&ort=Northeim", 12)],
)
def test_angebot_list_query_count_is_constant(client, count, adresse, queries, django_assert_num_queries):
    make_volle_angebote(count)
    client.get(adresse)  # the search loads what it needs once

    with django_assert_num_queries(queries):
        antwort = client.get(adresse)

    assert antwort.status_code == 200
    assert antwort.content.decode().replace("<mark>", "").replace("</mark>", "").count("Kurs 0") >= 1


@pytest.mark.parametrize("count", [1, 5])
def test_start_query_count_is_constant(client, count, django_assert_num_queries):
    make_volle_angebote(count)
    client.get("/")

    with django_assert_num_queries(5):
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


@pytest.mark.parametrize("felder", [{"ist_veroeffentlicht": False}, {"netzwerk": "ruhend"}])
def test_offer_never_shows_a_point_that_is_not_public(client, felder):
    if "netzwerk" in felder:
        felder = {"netzwerk": make_netzwerk(status="ruhend")}
    partner = make_partner()
    stelle = make_anlaufstelle("Verborgene Stelle", partner=partner, strasse="Ankerweg 7", ort="Anker", **felder)
    angebot = make_angebot("Offener Kurs", partner=partner, anlaufstelle=stelle, vor_ort=True)

    for adresse in (angebot.get_absolute_url(), "/angebote/", "/angebote.json", "/angebote.csv"):
        seite = client.get(adresse).content.decode()
        assert "Offener Kurs" in seite
        assert "Anker" not in seite
        assert "Verborgene" not in seite
    assert client.get("/angebote.json?q=Verborgene").json()["anzahl"] == 0


def test_offer_and_person_say_when_they_pause(client):
    person = make_person("Kim Muster")
    angebot = make_angebot("Kurs", partner=person.partner, personen=[person])
    jahr = date.today().year + 1
    Angebotsausnahme.objects.create(angebot=angebot, von=date(jahr, 7, 1), bis=date(jahr, 8, 1), grund="Sommerpause")
    Angebotsausnahme.objects.create(angebot=angebot, von=date(2020, 7, 1), bis=date(2020, 8, 1), grund="Alte Pause")
    Abwesenheit.objects.create(person=person, von=date(jahr, 5, 1), bis=date(jahr, 5, 9))

    seite = client.get(angebot.get_absolute_url()).content.decode()

    assert f"vom 1.7.{jahr} bis 1.8.{jahr}: Sommerpause" in seite
    assert f"Abwesend vom 1.5.{jahr} bis 9.5.{jahr}" in " ".join(seite.split())
    assert "Alte Pause" not in seite


def test_benefit_page_shows_help_of_the_place_only(client):
    orte = make_landkarte()
    leistung = make_leistung("Unterhaltsvorschuss")
    nah, fern = (
        make_angebot("Nahe Hilfe", regionen=[orte.northeim]),
        make_angebot("Ferne Hilfe", regionen=[orte.aachen]),
    )
    nah.leistungen.add(leistung)
    fern.leistungen.add(leistung)

    seite = client.get("/leistungen/unterhaltsvorschuss/?ort=Northeim").content.decode()

    assert "Nahe Hilfe" in seite
    assert "Ferne Hilfe" not in seite
    assert "Nahe Hilfe" not in client.get("/leistungen/unterhaltsvorschuss/").content.decode()


def test_risky_question_brings_numbers_and_a_way_out(client):
    Hilfetelefon.objects.create(
        name="Polizei", slug="polizei", nummer="110", wofuer="Gefahr", dringend=True, stand="2026-01-01"
    )
    make_angebot("Schutz vor Gewalt", themen=[make_thema("Gewaltschutz", ist_sensibel=True)])
    make_angebot("Krabbelgruppe", themen=[make_thema("Treff")])

    heikel, harmlos = (client.get(f"/angebote/?q={q}").content.decode() for q in ("Gewalt", "Krabbelgruppe"))

    assert "tel:110" in heikel
    assert "Seite schnell verlassen" in heikel
    assert "tel:110" not in harmlos
    assert "Seite schnell verlassen" not in harmlos


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
    geheim = make_anlaufstelle("Ruhende Stelle", netzwerk=make_netzwerk(status="ruhend"))
    make_zustaendigkeit(leistung, orte.northeim, partner=None, anlaufstelle=geheim)
    make_zustaendigkeit(
        leistung, orte.northeim, partner=make_partner("Ruhendes Amt", netzwerk=make_netzwerk(status="ruhend"))
    )

    seite = client.get("/leistungen/unterhaltsvorschuss/?ort=Northeim").content.decode()

    assert "Jugendamt Northeim" in seite
    assert "Jugendamt Aachen" not in seite
    assert "Ruhendes Amt" not in seite
    assert "Ruhende Stelle" not in seite
    assert "Es gibt 227&nbsp;€ im Monat." in seite


@pytest.mark.parametrize("count", [1, 5])
def test_leistung_list_query_count_is_constant(client, count, django_assert_num_queries):
    for nummer in range(count):
        make_leistung(f"Leistung {nummer}")

    with django_assert_num_queries(1):
        antwort = client.get("/leistungen/")

    assert antwort.content.decode().count("in einem Satz.") == count


def zustaende(client, adresse):
    return re.findall(
        r'data-lage="(\w+)"[^>]*>.*?<span>([^<]*)</span>', client.get(adresse).content.decode(), re.DOTALL
    )


def test_offer_says_whether_somebody_is_there_by_its_own_hours_or_those_of_the_point(client):
    immer = make_anlaufstelle(durchgehend=True)
    am_ort = make_angebot("Am Ort", anlaufstelle=immer, vor_ort=True)
    eigene = make_angebot("Eigene Zeiten", anlaufstelle=immer, nach_vereinbarung=True)
    ohne = make_angebot("Ohne Zeiten")
    termin = make_angebot("Termin", ist_termin=True, durchgehend=True)

    assert zustaende(client, am_ort.get_absolute_url()) == [("immer", "Rund um die Uhr erreichbar")]
    assert zustaende(client, eigene.get_absolute_url()) == [("vereinbarung", "Termine nach Vereinbarung")]
    assert zustaende(client, ohne.get_absolute_url()) == []
    assert zustaende(client, termin.get_absolute_url()) == []
    assert sorted(zustaende(client, "/angebote/")) == [
        ("immer", "Rund um die Uhr erreichbar"),
        ("vereinbarung", "Termine nach Vereinbarung"),
    ]


def test_hours_of_a_hidden_point_say_nothing_of_an_offer(client):
    verborgen = make_anlaufstelle(durchgehend=True, ist_veroeffentlicht=False)
    angebot = make_angebot("Kurs", anlaufstelle=verborgen)

    assert zustaende(client, angebot.get_absolute_url()) == []
