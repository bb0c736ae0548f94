"""Inviting by mail: who may, what the mail says, what becomes of the account; and the forgotten password."""

import re
from smtplib import SMTPException

import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from netzwerk.models import Konto, Netzwerk, Partner, Zugang
from tests.factories import make_konto, make_person
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db

NEU = {"email": "Alex@example.org", "vorname": "Alex", "nachname": "Muster", "rolle": "redaktion"}
PASSWORT = {"new_password1": "sehr-geheim-4711", "new_password2": "sehr-geheim-4711"}


@pytest.fixture
def besetzung():
    cache.clear()
    return make_besetzung()


def zugaenge(partner) -> str:
    return reverse("admin:netzwerk_partner_zugaenge", args=[partner.pk])


def knopf(aktion, partner, zugang) -> str:
    return reverse(f"admin:netzwerk_partner_zugang_{aktion}", args=[partner.pk, zugang.pk])


def link_in(mail) -> str:
    return re.search(r"http://testserver(/verwaltung/passwort/\S+)", mail.body)[1]


def oeffne(client, adresse):
    """Follows the link to the form, as a browser does."""
    antwort = client.get(adresse, follow=True)
    return antwort, antwort.redirect_chain[-1][0] if antwort.redirect_chain else adresse


# Inviting


def test_invited_person_sets_a_password_and_logs_in(besetzung, mailoutbox):
    anmelden(besetzung.koordination).post(zugaenge(besetzung.eigen.partner), NEU)
    client = Client()
    _seite, formular = oeffne(client, link_in(mailoutbox[0]))

    gespeichert = client.post(formular, PASSWORT, follow=True)
    angemeldet = client.login(username="alex@example.org", password=PASSWORT["new_password1"])

    assert (mailoutbox[0].to, mailoutbox[0].subject) == (
        ["Alex@example.org"],
        "Ihr Zugang zu „Hilfe für Alleinerziehende“",
    )
    assert "Redaktion (ein Partner): Partner Linde" in mailoutbox[0].body
    assert "<h1>Ihr Passwort ist gespeichert</h1>" in text(gespeichert)
    assert angemeldet
    assert client.get(url(Partner, "change", besetzung.eigen.partner.pk)).status_code == 200


def test_link_works_once_and_weak_passwords_are_refused_in_german(besetzung, mailoutbox):
    anmelden(besetzung.koordination).post(zugaenge(besetzung.eigen.partner), NEU)
    link = link_in(mailoutbox[0])
    client = Client()
    _seite, formular = oeffne(client, link)

    schwach = client.post(formular, {"new_password1": "4711471147", "new_password2": "4711471147"})
    client.post(formular, PASSWORT)
    noch_einmal, _adresse = oeffne(Client(), link)

    assert "Dieses Passwort ist komplett numerisch." in text(schwach)
    assert "<h1>Dieser Link gilt nicht mehr</h1>" in text(noch_einmal)
    assert "wurde schon benutzt" in text(noch_einmal)


def test_link_ends_after_a_week(besetzung, mailoutbox, settings):
    anmelden(besetzung.koordination).post(zugaenge(besetzung.eigen.partner), NEU)

    assert settings.PASSWORD_RESET_TIMEOUT == 7 * 24 * 3600
    assert "Der Link gilt 7 Tage" in mailoutbox[0].body
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "<h1>Dieser Link gilt nicht mehr</h1>" in text(oeffne(Client(), link_in(mailoutbox[0]))[0])


def test_lotsin_is_invited_for_a_person_of_that_partner_only(besetzung, mailoutbox):
    client, partner = anmelden(besetzung.koordination), besetzung.eigen.partner
    ohne = client.post(zugaenge(partner), NEU | {"rolle": "lotsin"})
    fremd = client.post(zugaenge(partner), NEU | {"rolle": "lotsin", "person": besetzung.fremd.person.pk})

    client.post(zugaenge(partner), NEU | {"rolle": "lotsin", "person": besetzung.eigen.person.pk})

    assert "Bitte wählen, wer das ist." in text(ohne)
    assert FREMD not in text(fremd)
    zugang = Zugang.objects.get(konto__email=NEU["email"])
    assert (zugang.rolle, zugang.person, zugang.partner, len(mailoutbox)) == (
        "lotsin",
        besetzung.eigen.person,
        None,
        1,
    )


@pytest.mark.parametrize("rolle", ["verwaltung", "koordination"])
def test_nobody_is_invited_to_more_than_the_page_offers(besetzung, mailoutbox, rolle):
    antwort = anmelden(besetzung.koordination).post(zugaenge(besetzung.eigen.partner), NEU | {"rolle": rolle})

    assert (antwort.status_code, mailoutbox) == (200, [])
    assert not Konto.objects.filter(email=NEU["email"]).exists()
    assert 'value="Alex"' in text(antwort)


@pytest.mark.parametrize(
    ("rolle", "status"), [("redaktion", 403), ("lotsin", 404), ("ohne_zugang", 404), ("fremde", 404)]
)
def test_only_koordination_and_verwaltung_invite(besetzung, mailoutbox, rolle, status):
    antwort = anmelden(getattr(besetzung, rolle)).post(zugaenge(besetzung.eigen.partner), NEU)

    assert (antwort.status_code, mailoutbox) == (status, [])


@pytest.mark.parametrize(("rolle", "sieht"), [("verwaltung", True), ("koordination", True), ("redaktion", False)])
def test_button_stands_on_the_partner_for_those_who_may(besetzung, rolle, sieht):
    partner = besetzung.eigen.partner

    seite = text(anmelden(getattr(besetzung, rolle)).get(url(Partner, "change", partner.pk)))

    assert (zugaenge(partner) in seite) is sieht


def test_verwaltung_invites_koordination_and_verwaltung(besetzung, mailoutbox):
    client = anmelden(besetzung.verwaltung)
    netzwerk = besetzung.eigen.netzwerk

    client.post(reverse("admin:netzwerk_netzwerk_zugaenge", args=[netzwerk.pk]), NEU)
    client.post(reverse("admin:netzwerk_konto_zugaenge"), NEU)

    assert list(Zugang.objects.filter(konto__email=NEU["email"]).values_list("rolle", "netzwerk")) == [
        ("koordination", netzwerk.pk),
        ("verwaltung", None),
    ]
    assert len(mailoutbox) == 2
    assert reverse("admin:netzwerk_netzwerk_zugaenge", args=[netzwerk.pk]) in text(
        client.get(url(Netzwerk, "change", netzwerk.pk))
    )
    assert reverse("admin:netzwerk_konto_zugaenge") in text(client.get(url(Konto, "changelist")))


# An account that is there already


def test_existing_account_gets_the_further_zugang_and_stays_a_stranger(besetzung, mailoutbox):
    fremde = besetzung.fremde
    Konto.objects.filter(pk=fremde.pk).update(email="z@example.org", first_name=FREMD, last_name=FREMD)
    client = anmelden(besetzung.koordination)

    neu = client.post(zugaenge(besetzung.eigen.partner), NEU | {"email": "neu@example.org"}, follow=True)
    alt = client.post(zugaenge(besetzung.eigen.partner), NEU | {"email": "Z@example.org"}, follow=True)

    meldungen = [[str(meldung) for meldung in antwort.context["messages"]] for antwort in (neu, alt)]
    assert meldungen == [
        ["Die E-Mail an neu@example.org ist unterwegs."],
        ["Die E-Mail an z@example.org ist unterwegs."],
    ]
    assert FREMD not in text(alt)
    assert Konto.objects.filter(email__iexact="z@example.org").count() == 1
    assert fremde.zugaenge.count() == 2
    assert "/passwort/" not in mailoutbox[1].body
    assert "Melden Sie sich wie bisher an:" in mailoutbox[1].body
    fremde.refresh_from_db()
    assert fremde.check_password("geheim-123")


def test_name_of_an_account_is_not_overwritten_by_the_invitation(besetzung):
    make_konto("kim", email="kim@example.org", first_name="Kim", last_name="Echt")

    anmelden(besetzung.koordination).post(zugaenge(besetzung.eigen.partner), NEU | {"email": "kim@example.org"})

    assert Konto.objects.get(username="kim").get_full_name() == "Kim Echt"


def test_username_that_is_taken_gets_a_number(besetzung):
    make_konto("alex@example.org", email="anders@example.org")

    anmelden(besetzung.koordination).post(zugaenge(besetzung.eigen.partner), NEU)

    assert Konto.objects.get(email=NEU["email"]).username == "alex@example.org-2"


# The list


def test_list_names_who_has_access_and_lets_it_be_taken_away(besetzung):
    partner = besetzung.eigen.partner
    Konto.objects.filter(pk=besetzung.redaktion.pk).update(
        first_name="Rosa", last_name="Redlich", email="r@example.org"
    )
    client = anmelden(besetzung.koordination)

    seite = text(client.get(zugaenge(partner)))
    client.post(knopf("entziehen", partner, besetzung.redaktion.zugaenge.get()))

    assert (
        "Rosa Redlich" in seite,
        "r@example.org" in seite,
        "Lots*in (eigene Anlaufstellen): Person Linde" in seite,
    ) == (
        True,
        True,
        True,
    )
    assert list(partner.zugaenge.all()) == []
    assert Konto.objects.filter(pk=besetzung.redaktion.pk).exists()
    assert LogEntry.objects.get().get_change_message() == "Zugang entzogen: Redaktion (ein Partner): Partner Linde"


def test_withdrawn_invitation_leaves_nothing_and_its_link_is_dead(besetzung, mailoutbox):
    partner = besetzung.eigen.partner
    client = anmelden(besetzung.koordination)
    client.post(zugaenge(partner), NEU)

    client.post(knopf("entziehen", partner, Zugang.objects.get(konto__email=NEU["email"])))

    assert not Konto.objects.filter(email=NEU["email"]).exists()
    assert "<h1>Dieser Link gilt nicht mehr</h1>" in text(oeffne(Client(), link_in(mailoutbox[0]))[0])


@pytest.mark.parametrize("aktion", ["senden", "entziehen"])
def test_foreign_zugang_under_the_own_partner_is_not_found(besetzung, mailoutbox, aktion):
    zugang = Zugang.objects.create(konto=besetzung.fremde, rolle="redaktion", partner=besetzung.fremd.partner)

    antwort = anmelden(besetzung.koordination).post(knopf(aktion, besetzung.eigen.partner, zugang))

    assert (antwort.status_code, mailoutbox, Zugang.objects.filter(pk=zugang.pk).exists()) == (404, [], True)


def test_own_zugang_is_for_others_to_take_away(besetzung):
    client, zugang = anmelden(besetzung.verwaltung), besetzung.verwaltung.zugaenge.get()

    antwort = client.post(reverse("admin:netzwerk_konto_zugang_entziehen", args=[zugang.pk]), follow=True)

    assert "kann Ihnen nur jemand anderes entziehen" in text(antwort)
    assert Zugang.objects.filter(pk=zugang.pk).exists()


def test_mail_that_cannot_be_sent_says_so_and_can_be_sent_again(besetzung, mailoutbox, settings):
    partner = besetzung.eigen.partner
    client = anmelden(besetzung.koordination)
    mailers = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": "tests.netzwerk.test_einladung.KeinePost"}}

    antwort = client.post(zugaenge(partner), NEU, follow=True)
    settings.MAILERS = mailers
    client.post(knopf("senden", partner, Zugang.objects.get(konto__email=NEU["email"])))

    assert "Die E-Mail konnte nicht verschickt werden. Die Einladung ist gespeichert" in text(antwort)
    assert "Noch einmal senden: Alex@example.org" in text(antwort)
    assert [mail.to for mail in mailoutbox] == [["Alex@example.org"]]


class KeinePost:
    """A mail server that is not there."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, nachrichten):
        raise SMTPException("421")


def test_deleted_person_takes_the_zugang_along(besetzung):
    person = make_person("Olena", partner=besetzung.eigen.partner)
    konto = make_konto(rolle="lotsin", person=person)

    person.delete()

    assert (konto.zugaenge.count(), Konto.objects.filter(pk=konto.pk).exists()) == (0, True)


# The forgotten password


def test_forgotten_password_answers_the_same_for_everybody(besetzung, mailoutbox):
    Konto.objects.filter(pk=besetzung.redaktion.pk).update(email="r@example.org")
    adresse = reverse("admin_password_reset")

    antworten = [Client().post(adresse, {"email": email}, follow=True) for email in ("r@example.org", "x@example.org")]

    assert [antwort.redirect_chain for antwort in antworten] == [[("/verwaltung/passwort/unterwegs/", 302)]] * 2
    assert ["<h1>Sehen Sie in Ihr Postfach</h1>" in text(antwort) for antwort in antworten] == [True, True]
    assert [mail.to for mail in mailoutbox] == [["r@example.org"]]
    assert "Ihr Benutzername: redaktion" in mailoutbox[0].body
    assert oeffne(Client(), link_in(mailoutbox[0]))[0].context["validlink"]


def test_forgotten_password_sends_one_mail_in_a_quarter_of_an_hour(besetzung, mailoutbox):
    Konto.objects.filter(pk=besetzung.redaktion.pk).update(email="r@example.org")

    for email in ("r@example.org", "R@example.org"):
        Client().post(reverse("admin_password_reset"), {"email": email})

    assert len(mailoutbox) == 1


def test_login_page_leads_to_the_forgotten_password(client):
    seite = text(client.get(reverse("admin:login")))

    assert reverse("admin_password_reset") in seite
    assert "<h1>Anmelden</h1>" in seite
