"""The page on which a partner answers without an account."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from angebote.models import Angebot, Angebotszeit
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Bestaetigung, Netzwerk, Rueckfrage, Vorschlag
from netzwerk.rueckfrage import link, send_rueckfragen
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_partner

pytestmark = pytest.mark.django_db
DANKE = "/bestaetigen/danke/"


@pytest.fixture
def runde():
    return make_runde()


def make_runde(*, angebote=2, **fields):
    heute = timezone.localdate()
    netzwerk = make_netzwerk("Netzwerk Northeim", email="netz@netz.example")
    partner = make_partner("Familienhaus", netzwerk=netzwerk, email="haus@haus.example", telefon="05551 000-1")
    for nummer in range(1, angebote + 1):
        make_angebot(f"Kurs {nummer}", netzwerk=netzwerk, partner=partner, zeiten=[(0, 9, 12)], **fields)
    make_angebot("Frisch", netzwerk=netzwerk, partner=partner, bestaetigt_am=heute)
    fremder = make_partner("Zitadelle", netzwerk=netzwerk)
    make_angebot("Kurs Zitadelle", netzwerk=netzwerk, partner=fremder, bestaetigt_am=heute)
    send_rueckfragen(am=heute, moment=timezone.now(), basis="https://portal.example/")
    return Rueckfrage.objects.select_related("partner", "netzwerk").get()


def nummer(titel) -> int:
    return Angebot.objects.get(titel=titel).nummer


def bestaetigte() -> set[str]:
    return set(Bestaetigung.objects.values_list("name", flat=True))


def daten(client, adresse, **felder) -> dict:
    """The form as a browser would send it back."""
    antwort = client.get(adresse)
    form, zeiten = antwort.context["form"], antwort.context["zeiten"]
    teile = [form, zeiten.management_form, *zeiten.forms]
    werte = {f.html_name: f.field.prepare_value(f.value()) for teil in teile for f in teil}
    return {name: wert for name, wert in werte.items() if wert is not None and wert is not False} | felder


def test_page_shows_the_partners_entries_and_sets_no_cookie(client, runde):
    antwort = client.get(link(runde))

    seite = antwort.context["seite"]
    assert [str(e) for e in seite.faellige] == ["Kurs 1", "Kurs 2"]
    assert [str(e) for e in seite.uebrige] == ["Frisch"]
    assert "Zitadelle" not in antwort.text
    assert "Mo 9–12 Uhr" in antwort.text
    assert (antwort.cookies, antwort["Referrer-Policy"]) == ({}, "same-origin")
    assert '<meta name="robots" content="noindex, nofollow">' in antwort.text


def test_get_confirms_nothing(client, runde):
    for frage in ("", "?alle=1&nummer=1", f"?stimmt={nummer('Kurs 1')}"):
        client.get(link(runde) + frage)
    client.head(link(runde))

    assert bestaetigte() == set()


def test_one_button_confirms_all_that_was_shown(client, runde):
    gezeigte = [nummer("Kurs 1")]

    antwort = client.post(link(runde), {"alle": "1", "nummer": gezeigte})

    assert (antwort.status_code, bestaetigte()) == (302, {"Kurs 1"})
    assert antwort.url == link(runde) or "bestaetigen" in antwort.url
    client.post(link(runde), {"alle": "1", "nummer": [nummer("Kurs 2")]})
    assert set(Bestaetigung.objects.values_list("wie", "durch", "konto")) == {("link", "Familienhaus", None)}


def test_last_answer_ends_the_round_and_the_link(client, runde):
    adresse = link(runde)
    client.post(adresse, {"stimmt": nummer("Kurs 1")})
    antwort = client.post(adresse, {"stimmt": nummer("Kurs 2")})

    assert antwort.url == DANKE
    assert client.get(DANKE).status_code == 200
    nachher = client.get(adresse)
    assert (nachher.status_code, "Schon beantwortet" in nachher.text) == (410, True)


def test_double_click_is_one_record(client, runde):
    for _ in range(2):
        client.post(link(runde), {"stimmt": nummer("Kurs 1")})

    assert Bestaetigung.objects.count() == 1


@pytest.mark.parametrize("feld", ["stimmt", "weg"])
@pytest.mark.parametrize("wert", ["fremd", "-1", "x", "9" * 40, ""])
def test_foreign_or_broken_numbers_do_nothing(client, runde, feld, wert):
    wert = nummer("Kurs Zitadelle") if wert == "fremd" else wert

    antwort = client.post(link(runde), {feld: wert})

    assert (antwort.status_code, Bestaetigung.objects.count(), Vorschlag.objects.count()) == (302, 0, 0)


def test_gone_is_a_proposal(client, runde):
    stelle = make_anlaufstelle("Treff", netzwerk=runde.netzwerk, partner=runde.partner)
    for eintrag in (Angebot.objects.get(titel="Kurs 1"), stelle):
        client.post(link(runde), {"weg": eintrag.nummer})

    assert {v.modell: v.aenderungen for v in Vorschlag.objects.all()} == {
        "angebote.angebot": {"status": {"alt": "veroeffentlicht", "neu": "archiviert"}},
        "anlaufstellen.anlaufstelle": {"ist_veroeffentlicht": {"alt": True, "neu": False}},
    }
    assert Angebot.objects.get(titel="Kurs 1").status == "veroeffentlicht"
    assert set(Vorschlag.objects.values_list("von", "email")) == {("Familienhaus", "haus@haus.example")}
    assert [str(e) for e in client.get(link(runde)).context["seite"].wartende] == ["Treff", "Kurs 1"]


def test_change_proposes_only_what_differs(client, runde):
    Angebot.objects.filter(titel="Kurs 1").update(beschreibung="Eins\n\nZwei\n")
    adresse = f"{link(runde)}aendern/{nummer('Kurs 1')}/"

    werte = daten(client, adresse, telefon="05551 000-9", nachricht="Bitte Logo tauschen.")
    werte["beschreibung"] = "Eins\r\n\r\nZwei"
    client.post(adresse, werte)

    vorschlag = Vorschlag.objects.get()
    assert vorschlag.aenderungen == {"telefon": {"alt": "", "neu": "05551 000-9"}}
    assert vorschlag.anmerkung == "Bitte Logo tauschen."
    assert bestaetigte() == set()


def test_change_of_hours_keeps_what_the_form_does_not_show(client, runde):
    Angebotszeit.objects.filter(angebot__titel="Kurs 1").update(rhythmus="gerade")
    adresse = f"{link(runde)}aendern/{nummer('Kurs 1')}/"

    client.post(
        adresse,
        daten(
            client,
            adresse,
            **{"zeit-0-von": "10:00", "zeit-1-wochentag": "2", "zeit-1-von": "14:00", "zeit-1-bis": "16:30"},
        ),
    )

    neu = Vorschlag.objects.get().aenderungen["zeiten"]["neu"]
    assert [(z["wochentag"], z["von"], z["bis"], z["rhythmus"]) for z in neu] == [
        (0, "10:00:00", "12:00:00", "gerade"),
        (2, "14:00:00", "16:30:00", "woche"),
    ]


def test_message_alone_does_not_vanish(client, runde):
    adresse = f"{link(runde)}aendern/{nummer('Kurs 1')}/"

    client.post(adresse, daten(client, adresse, nachricht="Wir ziehen um."))

    assert Vorschlag.objects.values_list("anmerkung", "aenderungen").get() == ("Wir ziehen um.", {})


def test_rest_is_confirmed_where_ticked(client, runde):
    adresse = f"{link(runde)}aendern/{nummer('Kurs 1')}/"

    client.post(adresse, daten(client, adresse, telefon="05551 000-9", rest_stimmt="on"))

    assert (bestaetigte(), Vorschlag.objects.count()) == ({"Kurs 1"}, 1)


def test_nothing_said_is_an_error(client, runde):
    adresse = f"{link(runde)}aendern/{nummer('Kurs 1')}/"

    antwort = client.post(adresse, daten(client, adresse))

    assert antwort.status_code == 400
    assert "Sie haben noch nichts geändert." in antwort.text


def test_errors_are_named_and_what_was_typed_stays(client, runde):
    adresse = f"{link(runde)}aendern/{nummer('Kurs 1')}/"

    antwort = client.post(
        adresse, daten(client, adresse, telefon="ruf an", titel="Neuer Titel", **{"zeit-0-bis": "08:00"})
    )

    assert antwort.status_code == 400
    assert antwort.context["fehler"] == [
        ("id_telefon", "Telefon: Bitte nur Ziffern, Leerzeichen und - / ( ), z. B. „05551 708-140“."),
        ("id_zeit-0-wochentag", "Zeit 1: „Bis“ muss nach „von“ liegen."),
    ]
    assert 'value="Neuer Titel"' in antwort.text
    assert Vorschlag.objects.count() == 0


@pytest.mark.parametrize(
    "kaputt",
    [
        {"zeit-TOTAL_FORMS": "x"},
        {"zeit-TOTAL_FORMS": "9999"},
        {"zeit-0-pk": "9" * 30},
        {"zeit-0-wochentag": "9"},
        {"titel": ""},
    ],
)
def test_tampered_form_is_no_server_error(client, runde, kaputt):
    adresse = f"{link(runde)}aendern/{nummer('Kurs 1')}/"

    assert client.post(adresse, daten(client, adresse, **kaputt)).status_code in (302, 400)


def test_protected_address_is_nowhere(client):
    runde = make_runde(angebote=1)
    stelle = make_anlaufstelle(
        "Schutz",
        netzwerk=runde.netzwerk,
        partner=runde.partner,
        art="schutz",
        adresse_geschuetzt=True,
        strasse="Geheimweg 7",
        plz="37154",
        ort="Geheimstadt",
        gebiet="Kreis Northeim",
        lat=51.0,
        lon=10.0,
    )

    seiten = [client.get(link(runde)).text, client.get(f"{link(runde)}aendern/{stelle.nummer}/").text]

    assert [("Geheim" in text) for text in seiten] == [False, False]
    assert "Kreis Northeim" in seiten[0]


def token_ungueltig(runde):
    echt = link(runde).split("/")[2]
    return {
        "leer": ("x", 404),
        "verdreht": (echt[:-1] + ("A" if echt[-1] != "A" else "B"), 404),
        "anderes Salz": (signing.TimestampSigner(salt="anders").sign(f"{runde.pk}-{runde.zufall}"), 404),
        "anderer Zufall": (signing.TimestampSigner(salt="netzwerk.rueckfrage").sign(f"{runde.pk}-x"), 410),
        "gibt es nicht": (signing.TimestampSigner(salt="netzwerk.rueckfrage").sign("99999-x"), 410),
        "sehr lang": ("x" * 5000, 404),
    }


@pytest.mark.parametrize("wie", ["leer", "verdreht", "anderes Salz", "anderer Zufall", "gibt es nicht", "sehr lang"])
@pytest.mark.parametrize("methode", ["get", "post"])
def test_wrong_link_is_a_friendly_page(client, runde, wie, methode):
    token, status = token_ungueltig(runde)[wie]

    antworten = [getattr(client, methode)(f"/bestaetigen/{token}/{ende}") for ende in ("", "aendern/1/")]

    assert [antwort.status_code for antwort in antworten] == [status, status]
    assert all("Koordination" in antwort.text for antwort in antworten)
    assert bestaetigte() == set()


def test_link_ends_after_ninety_days(client, runde, monkeypatch):
    adresse = link(runde)
    jetzt = timezone.now().timestamp()
    gelesen = []
    for tage in (89, 91):
        monkeypatch.setattr(signing.time, "time", lambda tage=tage: jetzt + timedelta(days=tage).total_seconds())
        gelesen.append(client.get(adresse).status_code)

    assert gelesen == [200, 410]


def test_new_random_part_revokes_the_link(client, runde):
    adresse = link(runde)
    Rueckfrage.objects.update(zufall="neu")

    assert client.get(adresse).status_code == 410


@pytest.mark.parametrize("anzahl", [1, 5])
def test_page_query_count_is_constant(client, anzahl, django_assert_num_queries):
    runde = make_runde(angebote=anzahl)
    for nr in range(anzahl):
        make_anlaufstelle(f"Treff {nr}", netzwerk=runde.netzwerk, partner=runde.partner)

    with django_assert_num_queries(25):
        client.get(link(runde))


def test_entry_of_a_resting_network_is_not_shown(client, runde):
    Netzwerk.objects.update(status="ruhend")

    assert re.search("Gerade ist nichts zu bestätigen", client.get(link(runde)).text)
    assert Anlaufstelle.objects.count() == 0
