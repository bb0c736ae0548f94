"""Nothing appears, and nothing goes into somebody else's entry, without those who decide about it."""

import pytest
from django.utils import timezone

from angebote.models import Angebot
from netzwerk.fassung import make_abbild, record_fassung
from netzwerk.fassung.papierkorb import delete_eintraege
from netzwerk.models import Ansprechperson, Fassung, Geloeschtes, Netzwerk, Vorschlag
from tests.factories import make_angebot, make_partner, make_vorschlag
from tests.konten import FREMD, make_besetzung
from tests.netzwerk.tabellen.einlesen import hochladen, uebernehmen
from tests.verwaltung import anmelden, formulardaten, speichere, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def besetzung():
    besetzung = make_besetzung()
    Vorschlag.objects.all().delete()
    return besetzung


@pytest.fixture
def verborgene_person(besetzung):
    """The Koordination does not show her."""
    Ansprechperson.objects.filter(pk=besetzung.eigen.person.pk).update(ist_oeffentlich=False)
    besetzung.eigen.person.refresh_from_db()
    return besetzung.eigen.person


def waiting() -> list[dict]:
    return [vorschlag.aenderungen for vorschlag in Vorschlag.objects.offen()]


OEFFENTLICH = {"ist_oeffentlich": {"alt": False, "neu": True}}


@pytest.mark.parametrize("rolle", ["redaktion", "lotsin"])
def test_hidden_person_is_not_made_public_by_a_form(besetzung, verborgene_person, rolle):
    adresse = url(Ansprechperson, "change", verborgene_person.pk)

    antwort = speichere(anmelden(getattr(besetzung, rolle)), adresse, ist_oeffentlich="on")

    verborgene_person.refresh_from_db()
    assert (antwort.status_code, verborgene_person.ist_oeffentlich, waiting()) == (302, False, [OEFFENTLICH])


def test_hidden_person_is_changed_at_once_as_long_as_she_stays_hidden(besetzung, verborgene_person):
    adresse = url(Ansprechperson, "change", verborgene_person.pk)

    speichere(anmelden(besetzung.redaktion), adresse, telefon="05551 77")

    verborgene_person.refresh_from_db()
    assert (verborgene_person.telefon, waiting()) == ("05551 77", [])


def test_hidden_person_is_not_made_public_by_a_sheet(besetzung, verborgene_person):
    client, adresse = anmelden(besetzung.redaktion), url(Ansprechperson, "import")
    zeile = {"partner": "Partner Linde", "name": "Person Linde", "ist_oeffentlich": "ja"}

    uebernehmen(client, adresse, hochladen(client, adresse, [zeile]))

    verborgene_person.refresh_from_db()
    assert (verborgene_person.ist_oeffentlich, waiting()) == (False, [OEFFENTLICH])


def test_hidden_person_is_not_made_public_by_way_of_a_conflict(besetzung, verborgene_person):
    client, adresse = anmelden(besetzung.redaktion), url(Ansprechperson, "change", verborgene_person.pk)
    offen = client.get(adresse)
    daten = formulardaten(offen) | {"fassung": offen.context["fassung"], "ist_oeffentlich": "on", "funktion": "Meine"}
    Ansprechperson.objects.filter(pk=verborgene_person.pk).update(funktion="Ihre")
    konflikt = client.post(adresse, daten)
    wahl = {f"wahl-{zeile['zeile'].name}": "meine" for zeile in konflikt.context["zeilen"]}

    client.post(konflikt.context["adresse"], wahl | {"paket": konflikt.context["paket"]})

    verborgene_person.refresh_from_db()
    assert (verborgene_person.ist_oeffentlich, verborgene_person.funktion) == (False, "Ihre")
    assert waiting() == [OEFFENTLICH | {"funktion": {"alt": "Ihre", "neu": "Meine"}}]


# Entries that changed hands


@pytest.fixture
def weggegeben(besetzung):
    """The own offer with a proposal; then it went to the stranger's network and partner."""
    angebot = besetzung.eigen.angebot
    vorschlag = make_vorschlag(angebot, titel="Vorschlag", konto=besetzung.redaktion)
    werte = {"netzwerk": besetzung.fremd.netzwerk, "partner": besetzung.fremd.partner, "titel": f"Jetzt {FREMD}"}
    Angebot.objects.filter(pk=angebot.pk).update(**werte)
    return vorschlag


@pytest.mark.parametrize("weg", ["seite", "aktion"])
def test_proposal_for_an_entry_that_changed_hands_is_not_decided_by_its_former_network(besetzung, weggegeben, weg):
    client = anmelden(besetzung.koordination)

    if weg == "seite":
        seite = client.get(url(Vorschlag, "change", weggegeben.pk))
        antwort = client.post(url(Vorschlag, "change", weggegeben.pk), {"was": "alles"})
        assert (FREMD in text(seite), antwort.status_code) == (False, 403)
    else:
        client.post(url(Vorschlag, "changelist"), {"action": "uebernehmen", "_selected_action": [weggegeben.pk]})

    assert Angebot.objects.get(pk=weggegeben.schluessel).titel == f"Jetzt {FREMD}"


def test_proposal_for_an_entry_that_changed_hands_tells_its_former_partner_nothing(besetzung, weggegeben):
    seite = anmelden(besetzung.redaktion).get(url(Vorschlag, "change", weggegeben.pk))

    assert (seite.status_code, FREMD in text(seite)) == (200, False)


def test_proposal_follows_its_entry_to_another_network(besetzung):
    angebot = besetzung.eigen.angebot
    vorschlag = make_vorschlag(angebot, titel="Vorschlag", konto=besetzung.redaktion)

    adresse = url(Angebot, "change", angebot.pk)
    speichere(anmelden(besetzung.verwaltung), adresse, netzwerk=besetzung.fremd.netzwerk.pk)

    assert list(vorschlag.netzwerke.all()) == [besetzung.fremd.netzwerk]
    assert anmelden(besetzung.fremde).get(url(Vorschlag, "change", vorschlag.pk)).context["entscheidet"]


def test_old_state_does_not_bring_an_entry_back_to_somebody_else(besetzung):
    angebot = besetzung.eigen.angebot
    Angebot.objects.filter(pk=angebot.pk).update(netzwerk=besetzung.fremd.netzwerk, partner=besetzung.fremd.partner)
    alt = record_fassung(Angebot.objects.get(pk=angebot.pk), Fassung.Anlass.GEAENDERT, moment=timezone.now())
    Angebot.objects.filter(pk=angebot.pk).update(
        netzwerk=besetzung.eigen.netzwerk, partner=besetzung.eigen.partner, titel="Neuer Titel"
    )
    vorher = make_abbild(angebot)

    antwort = anmelden(besetzung.koordination).post(url(Angebot, "fassung", angebot.pk, alt.pk))

    nachher = make_abbild(angebot)
    assert (antwort.status_code, nachher["titel"]) == (302, "Angebot Linde")
    assert (nachher["netzwerk"], nachher["partner"]) == (vorher["netzwerk"], vorher["partner"])


def test_history_tells_a_redaktion_nothing_of_the_time_before_the_entry_was_its_own(besetzung):
    angebot = besetzung.eigen.angebot
    werte = {"partner": besetzung.fremd.partner, "strasse": f"Geheime {FREMD} 7", "adresse_geschuetzt": True}
    Angebot.objects.filter(pk=angebot.pk).update(**werte)
    record_fassung(Angebot.objects.get(pk=angebot.pk), Fassung.Anlass.GEAENDERT, moment=timezone.now())
    Angebot.objects.filter(pk=angebot.pk).update(partner=besetzung.eigen.partner, strasse="")
    stand = Angebot.objects.get(pk=angebot.pk)
    record_fassung(stand, Fassung.Anlass.GEAENDERT, moment=timezone.now(), konto=besetzung.koordination)

    seiten = {
        rolle: anmelden(getattr(besetzung, rolle)).get(url(Angebot, "history", angebot.pk))
        for rolle in ("redaktion", "koordination")
    }

    assert (FREMD in text(seiten["redaktion"]), FREMD in text(seiten["koordination"])) == (False, True)
    assert [len(seite.context["staende"]) for seite in seiten.values()] == [1, 2]


def test_what_was_deleted_together_comes_back_only_as_far_as_it_is_the_account_s_own(besetzung):
    eigenes, fremdes = (
        make_angebot(f"Kurs {wort}", netzwerk=bestand.netzwerk, partner=bestand.partner)
        for wort, bestand in (("Linde", besetzung.eigen), (FREMD, besetzung.fremd))
    )
    ist_angebot = lambda modell: modell is Angebot  # noqa: E731
    delete_eintraege([eigenes, fremdes], konto=besetzung.verwaltung, moment=timezone.now(), ist_eintrag=ist_angebot)
    fassung = Geloeschtes.objects.get(name="Kurs Linde")
    client = anmelden(besetzung.koordination)

    daten = {"action": "wiederherstellen", "_selected_action": [fassung.pk]}
    antwort = client.post(url(Geloeschtes, "changelist"), daten, follow=True)

    assert Angebot.objects.filter(titel="Kurs Linde").exists()
    assert not Angebot.objects.filter(titel=f"Kurs {FREMD}").exists()
    assert FREMD not in text(antwort)


# Who says so


@pytest.mark.parametrize(("rolle", "durch"), [("lotsin", "Partner Linde"), ("koordination", "der Koordination")])
def test_confirmation_is_in_the_name_of_whoever_gives_it(besetzung, rolle, durch):
    stelle = besetzung.eigen.anlaufstelle
    daten = {"action": "bestaetigen", "_selected_action": [stelle.pk]}

    anmelden(getattr(besetzung, rolle)).post(url(type(stelle), "changelist"), daten)

    stelle.refresh_from_db()
    assert stelle.bestaetigt_durch == durch


# Rows beside the state


def test_member_entered_in_an_old_form_is_not_lost_without_a_word(besetzung):
    """Members are no part of the kept state, so they cannot be carried over to it."""
    netzwerk, neu = besetzung.eigen.netzwerk, make_partner("Neuer Verein", netzwerk=besetzung.eigen.netzwerk)
    netzwerk.mitgliedschaften.filter(partner=neu).delete()
    client, adresse = anmelden(besetzung.verwaltung), url(Netzwerk, "change", netzwerk.pk)
    offen = client.get(adresse)
    daten = formulardaten(offen) | {"fassung": offen.context["fassung"]}
    daten |= {"mitgliedschaften-TOTAL_FORMS": "2", "mitgliedschaften-1-partner": neu.pk}
    daten |= {"mitgliedschaften-1-rolle": "operativ", "mitgliedschaften-1-netzwerk": netzwerk.pk}
    Netzwerk.objects.filter(pk=netzwerk.pk).update(slogan="Von jemand anderem")

    antwort = client.post(adresse, daten, follow=True)

    assert not netzwerk.mitgliedschaften.filter(partner=neu).exists()
    (meldung,) = (str(eine) for eine in antwort.context["messages"])
    assert meldung.startswith("Jemand hat den Eintrag gleichzeitig geändert. Noch nicht gespeichert ist,")
