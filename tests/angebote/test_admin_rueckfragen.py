from datetime import timedelta

import pytest
from django.utils import timezone

from angebote.bestaetigungsbild import bestaetigungsaufgaben, bestaetigungsbild, monatsenden
from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.bestaetigung import confirm
from netzwerk.models import Bestaetigung, Partner, Rueckfrage
from netzwerk.rueckfrage import send_rueckfragen
from tests.factories import make_angebot, make_anlaufstelle, make_partner
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db
SEITEN = ["/verwaltung/telefonliste/", "/verwaltung/ohne-email/"]
NUMMER = "/verwaltung/nach-nummer/"


@pytest.fixture
def besetzung():
    """Both networks have a round on the phone list: their partners have no address."""
    besetzung = make_besetzung()
    for bestand in (besetzung.eigen, besetzung.fremd):
        bestand.zweite.delete()
        bestand.vorschlag.delete()  # it would count as an answer
    send_rueckfragen(am=timezone.localdate(), moment=timezone.now(), basis="https://portal.example/")
    return besetzung


def runde(bestand) -> Rueckfrage:
    return Rueckfrage.objects.get(partner=bestand.partner)


def bestaetigte() -> set[str]:
    return set(Bestaetigung.objects.values_list("name", flat=True))


@pytest.mark.parametrize("adresse", SEITEN)
def test_lists_show_the_own_and_nothing_foreign(besetzung, adresse):
    eigene = text(anmelden(besetzung.koordination).get(adresse))
    alle = text(anmelden(besetzung.verwaltung).get(adresse))

    assert ("Partner Linde" in eigene, FREMD in eigene) == (True, False)
    assert ("Partner Linde" in alle, FREMD in alle) == (True, True)


@pytest.mark.parametrize("adresse", [*SEITEN, NUMMER])
@pytest.mark.parametrize("rolle", ["redaktion", "ohne_zugang", None])
def test_lists_are_for_the_koordination(client, besetzung, rolle, adresse):
    client = anmelden(getattr(besetzung, rolle)) if rolle else client
    antwort = client.get(adresse)

    assert antwort.status_code == (200 if (rolle, adresse) == ("redaktion", NUMMER) else 302)
    assert FREMD not in text(antwort)


def test_call_confirms_all_that_was_shown(besetzung):
    eigen = besetzung.eigen
    daten = {"runde": runde(eigen).pk, "nummer": [eigen.angebot.nummer, eigen.anlaufstelle.nummer]}

    anmelden(besetzung.koordination).post(SEITEN[0], daten)

    zeilen = set(Bestaetigung.objects.values_list("name", "wie", "durch", "konto__username"))
    assert zeilen == {
        ("Angebot Linde", "telefon", "Partner Linde", "koordination"),
        ("Treff Linde", "telefon", "Partner Linde", "koordination"),
    }
    assert not Rueckfrage.objects.laufend().filter(partner=eigen.partner).exists()


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "ohne_zugang"])
def test_foreign_rounds_and_numbers_are_out_of_reach(besetzung, rolle):
    client, fremd = anmelden(getattr(besetzung, rolle)), besetzung.fremd
    daten = {"runde": runde(fremd).pk, "nummer": [fremd.angebot.nummer]}

    antworten = [
        client.post(SEITEN[0], daten),
        client.get(NUMMER, {"nummer": fremd.angebot.nummer}),
        client.post(NUMMER, {"nummer": fremd.angebot.nummer}),
        client.post(NUMMER, {"nummer": fremd.anlaufstelle.nummer}),
    ]

    assert {antwort.status_code for antwort in antworten} <= {302, 403, 404}
    assert [FREMD in text(antwort) for antwort in antworten] == [False] * 4
    assert bestaetigte() == set()


@pytest.mark.parametrize("wert", ["x", "-1", "9" * 30, "²", ""])
def test_broken_keys_are_no_server_error(besetzung, wert):
    client = anmelden(besetzung.verwaltung)

    assert client.post(SEITEN[0], {"runde": wert}).status_code == 404
    assert client.get(NUMMER, {"nummer": wert}).status_code == (404 if wert else 200)


def test_letter_is_keyed_in_by_its_number(besetzung):
    client = anmelden(besetzung.koordination)
    nummer = besetzung.eigen.anlaufstelle.nummer

    seite = client.get(NUMMER, {"nummer": nummer})
    client.post(NUMMER, {"nummer": nummer})

    assert url(Anlaufstelle, "change", besetzung.eigen.anlaufstelle.pk) in text(seite)
    assert list(Bestaetigung.objects.values_list("name", "wie", "durch")) == [("Treff Linde", "brief", "Partner Linde")]


def test_ten_due_entries_are_confirmed_in_few_clicks(besetzung):
    """List of what is due, select all, action, go: four clicks for any number."""
    eigen = besetzung.eigen
    for nummer in range(9):
        make_angebot(f"Kurs {nummer}", netzwerk=eigen.netzwerk, partner=eigen.partner)
    client, adresse = anmelden(besetzung.koordination), url(Angebot, "changelist") + "?bestaetigt=faellig"
    gewaehlt = [angebot.pk for angebot in client.get(adresse).context["cl"].result_list]

    client.post(adresse, {"action": "am_telefon", "_selected_action": gewaehlt, "index": 0})

    assert (len(gewaehlt), Bestaetigung.objects.filter(wie="telefon").count()) == (10, 10)
    assert client.get(adresse).context["cl"].result_count == 0


def test_action_confirms_nothing_foreign(besetzung):
    daten = {"action": "am_telefon", "_selected_action": besetzung.fremd.anlaufstelle.pk, "index": 0}

    antwort = anmelden(besetzung.koordination).post(url(Anlaufstelle, "changelist"), daten)

    assert (FREMD in text(antwort), bestaetigte()) == (False, set())


@pytest.mark.parametrize("mehr", [0, 4])
def test_phone_list_query_count_is_constant(besetzung, mehr, django_assert_num_queries):
    for nummer in range(mehr):
        partner = make_partner(f"Haus {nummer}", netzwerk=besetzung.eigen.netzwerk)
        make_angebot(netzwerk=besetzung.eigen.netzwerk, partner=partner)
        make_anlaufstelle(netzwerk=besetzung.eigen.netzwerk, partner=partner)
    send_rueckfragen(am=timezone.localdate(), moment=timezone.now(), basis="https://portal.example/")
    client = anmelden(besetzung.koordination)
    client.get(SEITEN[0])

    with django_assert_num_queries(46):
        client.get(SEITEN[0])


def test_partner_with_an_address_is_in_no_list(besetzung):
    Partner.objects.filter(pk=besetzung.eigen.partner.pk).update(pflege_email="haus@haus.example")
    Rueckfrage.objects.all().delete()

    assert "Partner Linde" not in text(anmelden(besetzung.koordination).get(SEITEN[1]))


# Start page


def test_start_page_counts_the_own(besetzung):
    am = timezone.localdate()

    def anzahlen(konto):
        return [(str(aufgabe.titel), aufgabe.anzahl) for aufgabe in bestaetigungsaufgaben(konto, am)]

    assert anzahlen(besetzung.koordination) == [
        ("Angebote zu bestätigen", 1),
        ("Anlaufstellen zu bestätigen", 1),
        ("Partner anrufen", 1),
        ("Rückfragen, die nicht ankommen", 1),
    ]
    assert anzahlen(besetzung.redaktion) == anzahlen(besetzung.koordination)[:2]
    assert [anzahl for _titel, anzahl in anzahlen(besetzung.verwaltung)] == [2, 2, 2, 2]


def test_chart_is_exact(besetzung, django_assert_num_queries):
    heute = timezone.localdate()
    enden = monatsenden(heute)
    for eintrag, tag in [
        (besetzung.eigen.angebot, enden[3]),
        (besetzung.fremd.angebot, enden[0]),
        (besetzung.eigen.anlaufstelle, enden[8] + timedelta(days=1)),
    ]:
        confirm([eintrag], wie="link", am=tag, moment=timezone.now(), durch="Haus")

    with django_assert_num_queries(4):
        (bild,) = bestaetigungsbild(besetzung.koordination, heute)

    frist = timedelta(days=180)
    erwartet = [
        50.0 * (enden[3] <= ende <= enden[3] + frist) + 50.0 * (enden[8] < ende <= enden[8] + timedelta(days=1) + frist)
        for ende in enden
    ]
    assert [wert for _monat, wert in bild.werte] == erwartet
    assert (len(set(erwartet)) > 1, len(enden)) == (True, 12)
