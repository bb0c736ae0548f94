import pytest

from angebote.models import Angebot
from netzwerk.models import Partner, Vorschlag
from tests.angebote.oberflaeche import ADRESSE, EIGEN, fehler, gruppen, hochladen, meldungen, text, uebernehmen
from tests.factories import make_partner, make_thema
from tests.konten import FREMD, make_besetzung

pytestmark = pytest.mark.django_db


@pytest.fixture
def besetzung():
    make_thema("Wohnen")
    return make_besetzung()


@pytest.fixture
def als(client, besetzung):
    """Logs in one of the cast."""

    def anmelden(name):
        client.force_login(getattr(besetzung, name))
        return client

    return anmelden


def test_koordination_stays_in_its_network(als, besetzung):
    client = als("koordination")
    fremd = Angebot.objects.get(titel=f"Angebot {FREMD}")
    felder = {"netzwerk": besetzung.eigen.netzwerk.pk}

    vorschau = hochladen(
        client,
        {"partner": f"Partner {FREMD}", "titel": fremd.titel, "telefon": "05551 000-1"},
        {"partner": f"Partner {FREMD}", "titel": "Neues"},
        {"url": f"/angebote/{fremd.slug}-{fremd.nummer}/", "titel": fremd.titel, **EIGEN},
        {"partner": "Ganz neuer Partner", "titel": "Neues"},
        **felder,
    )

    fremdes = "Das Angebot gehört zu einem anderen Netzwerk oder Partner. Bitte die Zeile löschen."
    assert fehler(vorschau) == [
        f"Zeile 2: {fremdes}",
        f"Zeile 3: „Partner {FREMD}“ gehört nicht zu Ihrem Netzwerk. Bitte wenden Sie sich an die Verwaltung.",
        f"Zeile 4: {fremdes}",
    ]
    assert gruppen(vorschau) == {"neu": [5], "fehlerhaft": [2, 3, 4]}


def test_koordination_cannot_choose_a_network_of_others(als, besetzung):
    antwort = hochladen(als("koordination"), EIGEN, netzwerk=besetzung.fremd.netzwerk.pk)

    assert list(antwort.context["form"].errors) == ["netzwerk"]
    assert FREMD not in antwort.content.decode()


def test_new_partner_of_a_koordination_is_its_own(als, besetzung):
    client = als("koordination")

    uebernehmen(client, hochladen(client, {"partner": "Ganz Neu"}, netzwerk=besetzung.eigen.netzwerk.pk))

    assert list(Partner.objects.get(name="Ganz Neu").netzwerke.all()) == [besetzung.eigen.netzwerk]


def test_redaktion_imports_own_rows_as_drafts(als, besetzung):
    client = als("redaktion")
    assert list(client.get(ADRESSE).context["form"].fields) == ["datei", "quelle", "selbst_zuordnen"]
    assert client.get(ADRESSE).context["form"]["quelle"].value() == besetzung.eigen.partner.slug
    fremd = Angebot.objects.get(titel=f"Angebot {FREMD}")

    falsch = hochladen(
        client,
        {"partner": f"Partner {FREMD}", "titel": "A"},
        {"partner": "Ganz Neu", "titel": "B"},
        {"url": f"/angebote/{fremd.slug}-{fremd.nummer}/", "titel": "C", **EIGEN},
    )
    eigene = "Sie können nur Angebote Ihrer eigenen Einrichtung einlesen. Bitte die Zeile löschen."
    assert fehler(falsch) == [
        f"Zeile 2: {eigene}",
        f"Zeile 3: {eigene}",
        "Zeile 4: Das Angebot gehört zu einem anderen Netzwerk oder Partner. Bitte die Zeile löschen.",
    ]
    assert fremd.titel not in text(falsch)

    zeilen = [
        {**EIGEN, "titel": "Neues"},
        {**EIGEN, "titel": "Angebot Linde", "themen": "Kinderbetreuung", "kosten": "5"},
    ]
    fertig = uebernehmen(client, hochladen(client, *zeilen, veroeffentlicht="on", quelle="partner-linde"))

    assert meldungen(fertig) == [
        "1 Änderung an einem öffentlichen Eintrag sieht sich zuerst die Koordination an.",
        "Übernommen: 1 neu, 1 geändert, 0 unverändert.",
    ]
    assert list(Angebot.objects.exclude(pk=fremd.pk).order_by("pk").values_list("titel", "status", "kosten_cent")) == [
        ("Angebot Linde", "veroeffentlicht", None),
        ("Neues", "entwurf", None),
    ]
    vorschlag = Vorschlag.objects.latest("pk")
    assert {name: werte["neu"] for name, werte in vorschlag.aenderungen.items()}["kosten_cent"] == 500


def test_redaktion_cannot_give_an_offer_away(als, besetzung):
    """The key is its own offer's, the partner is another."""
    angebot = Angebot.objects.get(titel="Angebot Linde")
    Angebot.objects.filter(pk=angebot.pk).update(quelle="tabelle", externer_schluessel="A-1")
    make_partner("Dritter")

    vorschau = hochladen(als("redaktion"), {"schluessel": "A-1", "titel": "Angebot Linde", "partner": "Dritter"})

    assert fehler(vorschau) == [
        "Zeile 2: Sie können nur Angebote Ihrer eigenen Einrichtung einlesen. Bitte die Zeile löschen."
    ]


def test_rights_lost_between_the_steps_stop_the_import(als, besetzung):
    client = als("koordination")
    vorschau = hochladen(client, {**EIGEN, "titel": "Neues"}, netzwerk=besetzung.eigen.netzwerk.pk)
    besetzung.koordination.zugaenge.update(netzwerk=besetzung.fremd.netzwerk)

    antwort = uebernehmen(client, vorschau)

    assert fehler(antwort) == ["Zeile 2: Das Angebot gehört zu keinem Ihrer Netzwerke. Bitte ein Netzwerk wählen."]
    assert Angebot.objects.count() == 2


def test_account_with_two_roles_publishes_only_in_its_network(als, besetzung):
    """Koordination in one network, Redaktion of a partner in the other."""
    besetzung.koordination.zugaenge.create(rolle="redaktion", partner=besetzung.fremd.partner)
    client = als("koordination")
    zeilen = [{**EIGEN, "titel": "A"}, {"partner": f"Partner {FREMD}", "titel": "B"}]

    assert fehler(hochladen(client, *zeilen, veroeffentlicht="on")) == [
        "Zeile 3: Veröffentlichen kann das nur die Koordination."
    ]
    fertig = uebernehmen(client, hochladen(client, *zeilen))
    assert meldungen(fertig) == ["Übernommen: 2 neu, 0 geändert, 0 unverändert."]
    assert [a.netzwerk for a in Angebot.objects.filter(titel__in="AB").order_by("titel")] == [
        besetzung.eigen.netzwerk,
        besetzung.fremd.netzwerk,
    ]


def test_key_of_a_foreign_offer_does_not_name_it(als, besetzung):
    Angebot.objects.filter(titel=f"Angebot {FREMD}").update(quelle="tabelle", externer_schluessel="A-1")
    Angebot.objects.filter(titel="Angebot Linde").update(quelle="tabelle", externer_schluessel="A-2")
    eigenes = Angebot.objects.get(titel="Angebot Linde")
    adresse = f"/angebote/{eigenes.slug}-{eigenes.nummer}/"

    vorschau = hochladen(als("redaktion"), {**EIGEN, "titel": "Angebot Linde", "url": adresse, "schluessel": "A-1"})

    assert fehler(vorschau) == [
        "Zeile 2, Spalte „schluessel“: „A-1“ gehört schon zu einem anderen Angebot. "
        "Bitte einen anderen Schlüssel vergeben."
    ]
    assert FREMD not in vorschau.content.decode()
