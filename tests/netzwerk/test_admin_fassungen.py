"""The Verwaltung loses nothing: review, conflicts, history and bin as people meet them."""

import re

import pytest
from django.contrib.admin.models import LogEntry

from angebote.models import Angebot
from netzwerk.fassung import make_abbild
from netzwerk.models import Ansprechperson, Fassung, Partner, Vorschlag
from tests.factories import make_angebot, make_thema, make_vorschlag
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, formulardaten, speichere, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def besetzung():
    besetzung = make_besetzung()
    Vorschlag.objects.all().delete()
    Fassung.objects.all().delete()
    return besetzung


@pytest.fixture
def angebot(besetzung):
    return besetzung.eigen.angebot


def oeffne(client, objekt) -> dict:
    """The form as a browser holds it, with the state that it was opened with."""
    antwort = client.get(url(type(objekt), "change", objekt.pk))
    return formulardaten(antwort) | {"fassung": antwort.context["fassung"]}


def sende(client, objekt, daten):
    return client.post(url(type(objekt), "change", objekt.pk), daten)


def paket(antwort) -> dict:
    return {"paket": re.search(r'name="paket" value="([^"]+)"', text(antwort))[1]}


# Review


@pytest.mark.parametrize("name", ["angebot", "anlaufstelle", "partner", "person"])
def test_change_of_a_live_entry_by_its_partner_waits(besetzung, name):
    objekt = getattr(besetzung.eigen, name)
    vorher = make_abbild(objekt)

    antwort = speichere(anmelden(besetzung.redaktion), url(type(objekt), "change", objekt.pk), telefon="05551 77")

    assert (antwort.status_code, make_abbild(objekt)) == (302, vorher)
    (vorschlag,) = Vorschlag.objects.all()
    assert (vorschlag.konto, vorschlag.partner, list(vorschlag.netzwerke.all())) == (
        besetzung.redaktion,
        besetzung.eigen.partner,
        [besetzung.eigen.netzwerk],
    )
    assert vorschlag.aenderungen == {"telefon": {"alt": "", "neu": "05551 77"}}
    assert (Fassung.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_draft_is_changed_at_once(besetzung, angebot):
    Angebot.objects.update(status=Angebot.Status.ENTWURF)

    speichere(anmelden(besetzung.redaktion), url(Angebot, "change", angebot.pk), telefon="05551 77")

    angebot.refresh_from_db()
    assert (angebot.telefon, Vorschlag.objects.count()) == ("05551 77", 0)


@pytest.mark.parametrize("wer", ["vertraut", "koordination", "verwaltung"])
def test_trusted_partner_and_those_who_decide_change_at_once(besetzung, angebot, wer):
    if wer == "vertraut":
        Partner.objects.filter(pk=angebot.partner_id).update(geht_sofort_live=True)
    konto = besetzung.redaktion if wer == "vertraut" else getattr(besetzung, wer)

    speichere(anmelden(konto), url(Angebot, "change", angebot.pk), telefon="05551 77")

    angebot.refresh_from_db()
    assert (angebot.telefon, Vorschlag.objects.count()) == ("05551 77", 0)
    assert [(f.anlass, f.konto) for f in Fassung.objects.zu(angebot)] == [("geaendert", konto), ("vorher", None)]


def test_partner_does_not_make_itself_trusted(besetzung):
    partner = besetzung.eigen.partner

    speichere(anmelden(besetzung.redaktion), url(Partner, "change", partner.pk), geht_sofort_live="on", telefon="1234")

    partner.refresh_from_db()
    assert partner.geht_sofort_live is False
    assert list(Vorschlag.objects.get().aenderungen) == ["telefon"]


@pytest.mark.parametrize(("rolle", "oeffentlich"), [("redaktion", False), ("koordination", True)])
def test_new_person_of_a_partner_is_shown_after_review(besetzung, rolle, oeffentlich):
    felder = {"name": "Neue Person", "partner": besetzung.eigen.partner.pk, "ist_oeffentlich": "on"}

    speichere(anmelden(getattr(besetzung, rolle)), url(Ansprechperson, "add"), **felder)

    person = Ansprechperson.objects.get(name="Neue Person")
    assert person.ist_oeffentlich is oeffentlich
    wartet = [vorschlag.aenderungen for vorschlag in Vorschlag.objects.all()]
    assert wartet == ([] if oeffentlich else [{"ist_oeffentlich": {"alt": False, "neu": True}}])


def test_errors_of_a_form_that_would_wait_are_shown_with_what_was_typed(besetzung, angebot):
    adresse = url(Angebot, "change", angebot.pk)

    antwort = speichere(anmelden(besetzung.redaktion), adresse, plz="1261", telefon="05551 77")

    assert (antwort.status_code, Vorschlag.objects.count()) == (200, 0)
    assert "Bitte fünf Ziffern" in text(antwort)
    assert 'value="05551 77"' in text(antwort)


def test_waiting_proposal_is_named_in_the_form(besetzung, angebot):
    make_vorschlag(angebot, telefon="05551 77", von="Kim Muster")

    seite = text(anmelden(besetzung.redaktion).get(url(Angebot, "change", angebot.pk)))

    assert "Ein Vorschlag von Kim Muster vom" in seite
    assert "Ihre Änderung sieht sich zuerst die Koordination an" in seite


def test_decision_page_shows_both_sides_and_takes_over_what_is_ticked(besetzung, angebot):
    vorschlag = make_vorschlag(angebot, titel="Angebot Eiche", telefon="05551 77")
    client, adresse = anmelden(besetzung.koordination), url(Vorschlag, "change", vorschlag.pk)

    seite = text(client.get(adresse))
    client.post(adresse, {"was": "auswahl", "feld": ["telefon"], "antwort": "Danke"})

    assert re.search(r"<del>Linde</del>.*<ins>Eiche</ins>", seite, re.DOTALL)
    angebot.refresh_from_db()
    vorschlag.refresh_from_db()
    assert (angebot.titel, angebot.telefon) == ("Angebot Linde", "05551 77")
    assert (vorschlag.zustand, vorschlag.entschieden_von) == ("teilweise", besetzung.koordination)


def test_giving_back_without_a_word_keeps_the_page(besetzung, angebot):
    vorschlag = make_vorschlag(angebot, titel="Neu")
    client, adresse = anmelden(besetzung.koordination), url(Vorschlag, "change", vorschlag.pk)

    ohne = client.post(adresse, {"was": "zurueckgeben", "antwort": ""})
    mit = client.post(adresse, {"was": "zurueckgeben", "antwort": "Bitte prüfen"})

    assert (ohne.status_code, "warum Sie den Vorschlag zurückgeben" in text(ohne)) == (200, True)
    vorschlag.refresh_from_db()
    assert (mit.status_code, vorschlag.zustand, vorschlag.antwort) == (302, "zurueck", "Bitte prüfen")


def test_action_takes_over_several_at_once(besetzung, angebot):
    vorschlaege = [make_vorschlag(angebot, telefon="05551 77"), make_vorschlag(besetzung.eigen.partner, ort="Uslar")]
    daten = {"action": "uebernehmen", "_selected_action": [v.pk for v in vorschlaege], "index": 0}

    anmelden(besetzung.koordination).post(url(Vorschlag, "changelist"), daten)

    angebot.refresh_from_db()
    assert (angebot.telefon, Partner.objects.get(pk=besetzung.eigen.partner.pk).ort) == ("05551 77", "Uslar")


@pytest.mark.parametrize("was", ["alles", "auswahl", "zurueckgeben", "zurueckziehen"])
@pytest.mark.parametrize("rolle", ["koordination", "redaktion"])
def test_foreign_proposal_cannot_be_decided(besetzung, rolle, was):
    vorschlag = make_vorschlag(besetzung.fremd.angebot, titel="Gekapert")
    daten = {"was": was, "feld": "titel", "antwort": "x"}

    antwort = anmelden(getattr(besetzung, rolle)).post(url(Vorschlag, "change", vorschlag.pk), daten)

    vorschlag.refresh_from_db()
    assert (antwort.status_code in (302, 403), FREMD in text(antwort), vorschlag.zustand) == (True, False, "offen")


@pytest.mark.parametrize("was", ["alles", "auswahl", "zurueckgeben"])
def test_partner_does_not_decide_its_own_proposal(besetzung, angebot, was):
    vorschlag = make_vorschlag(angebot, titel="Neu", konto=besetzung.redaktion)

    antwort = anmelden(besetzung.redaktion).post(url(Vorschlag, "change", vorschlag.pk), {"was": was, "feld": "titel"})

    angebot.refresh_from_db()
    assert (antwort.status_code, angebot.titel) == (403, "Angebot Linde")


def test_partner_takes_its_own_proposal_back(besetzung, angebot):
    vorschlag = make_vorschlag(angebot, titel="Neu", konto=besetzung.redaktion)

    anmelden(besetzung.redaktion).post(url(Vorschlag, "change", vorschlag.pk), {"was": "zurueckziehen"})

    vorschlag.refresh_from_db()
    assert vorschlag.zustand == "zurueckgezogen"


# Conflicts


def test_second_editor_sees_both_versions_and_chooses(besetzung, angebot):
    eine, andere = anmelden(besetzung.koordination), anmelden(besetzung.verwaltung)
    form_eine, form_andere = oeffne(eine, angebot), oeffne(andere, angebot)
    sende(eine, angebot, form_eine | {"titel": "Titel der einen", "telefon": "05551 11"})

    antwort = sende(andere, angebot, form_andere | {"titel": "Titel der anderen", "email": "neu@verein.example"})

    angebot.refresh_from_db()
    assert (antwort.status_code, angebot.titel, angebot.email) == (200, "Titel der einen", "")
    vorwahl = {eintrag["zeile"].name: eintrag["vorwahl"] for eintrag in antwort.context["zeilen"]}
    assert vorwahl == {"titel": "", "telefon": "ihre", "email": "meine"}
    wahl = {"wahl-titel": "meine", "wahl-telefon": "ihre", "wahl-email": "meine"}
    fertig = andere.post(url(Angebot, "konflikt", angebot.pk), paket(antwort) | wahl)
    angebot.refresh_from_db()
    assert (fertig.status_code, angebot.titel, angebot.telefon, angebot.email) == (
        302,
        "Titel der anderen",
        "05551 11",
        "neu@verein.example",
    )
    assert [f.konto for f in Fassung.objects.zu(angebot)] == [besetzung.verwaltung, besetzung.koordination, None]


def test_conflict_without_a_choice_comes_again(besetzung, angebot):
    client = anmelden(besetzung.koordination)
    daten = oeffne(client, angebot)
    sende(client, angebot, daten | {"titel": "Eins"})
    antwort = sende(client, angebot, daten | {"titel": "Zwei"})

    nochmal = client.post(url(Angebot, "konflikt", angebot.pk), paket(antwort))

    angebot.refresh_from_db()
    assert ("Bitte wählen Sie in jeder Zeile" in text(nochmal), angebot.titel) == (True, "Eins")


def test_third_change_during_the_choice_is_not_overwritten(besetzung, angebot):
    client = anmelden(besetzung.koordination)
    daten = oeffne(client, angebot)
    sende(client, angebot, daten | {"titel": "Eins"})
    konflikt = sende(client, angebot, daten | {"titel": "Zwei"})
    Angebot.objects.filter(pk=angebot.pk).update(titel="Drei")

    antwort = client.post(url(Angebot, "konflikt", angebot.pk), paket(konflikt) | {"wahl-titel": "meine"})

    angebot.refresh_from_db()
    assert ("noch einmal geändert" in text(antwort), angebot.titel) == (True, "Drei")


@pytest.mark.parametrize("wert", ["", "kaputt", "a:b:c"])
def test_conflict_with_a_broken_or_foreign_packet_goes_back_to_the_form(besetzung, angebot, wert):
    antwort = anmelden(besetzung.koordination).post(url(Angebot, "konflikt", angebot.pk), {"paket": wert})

    assert (antwort.status_code, antwort.headers["Location"]) == (302, url(Angebot, "change", angebot.pk))


def test_same_change_twice_is_no_conflict(besetzung, angebot):
    client = anmelden(besetzung.koordination)
    daten = oeffne(client, angebot) | {"titel": "Gleich"}

    antworten = [sende(client, angebot, daten).status_code for _ in range(2)]

    assert (antworten, Fassung.objects.zu(angebot).count()) == ([302, 302], 2)


def test_confirmation_meanwhile_is_kept_without_a_question(besetzung, angebot):
    client = anmelden(besetzung.koordination)
    daten = oeffne(client, angebot)
    Angebot.objects.filter(pk=angebot.pk).update(bestaetigt_am="2026-11-20", bestaetigt_wie="link")

    antwort = sende(client, angebot, daten | {"titel": "Neu"})

    angebot.refresh_from_db()
    assert (antwort.status_code, angebot.titel, str(angebot.bestaetigt_am)) == (302, "Neu", "2026-11-20")


def test_rows_deleted_meanwhile_are_a_choice_too(besetzung):
    angebot = make_angebot("Kurs", netzwerk=besetzung.eigen.netzwerk, themen=[make_thema()], zeiten=[(0, 9, 12)])
    client = anmelden(besetzung.verwaltung)
    daten = oeffne(client, angebot)
    angebot.zeiten.all().delete()

    antwort = sende(client, angebot, daten | {"zeiten-0-bis": "13:00"})

    (eintrag,) = antwort.context["zeilen"]
    assert (eintrag["zeile"].label, eintrag["zeile"].texte) == ("Zeiten", ("Mo 9–13 Uhr", ""))
    client.post(url(Angebot, "konflikt", angebot.pk), paket(antwort) | {"wahl-zeiten": "meine"})
    assert [str(zeit) for zeit in angebot.zeiten.all()] == ["Mo 9–13 Uhr"]


def test_partner_in_conflict_makes_a_proposal(besetzung, angebot):
    client = anmelden(besetzung.redaktion)
    daten = oeffne(client, angebot)
    Angebot.objects.filter(pk=angebot.pk).update(titel="Von der Koordination")

    antwort = sende(client, angebot, daten | {"titel": "Vom Partner"})
    client.post(url(Angebot, "konflikt", angebot.pk), paket(antwort) | {"wahl-titel": "meine"})

    angebot.refresh_from_db()
    assert angebot.titel == "Von der Koordination"
    assert Vorschlag.objects.get().aenderungen == {"titel": {"alt": "Von der Koordination", "neu": "Vom Partner"}}


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "ohne_zugang"])
def test_conflict_page_of_a_foreign_entry_shows_nothing(besetzung, rolle):
    adresse = url(Angebot, "konflikt", besetzung.fremd.angebot.pk)

    antwort = anmelden(getattr(besetzung, rolle)).post(adresse, {"paket": "x"})

    assert (antwort.status_code in (302, 403), FREMD in text(antwort)) == (True, False)
