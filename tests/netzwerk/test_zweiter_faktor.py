"""The second factor: who is asked, what lets in, and what happens when the phone is gone."""

import re
from io import StringIO

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from netzwerk.models import Partner
from netzwerk.zweiter_faktor import make_codes
from tests.konten import make_besetzung
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db

START = "/verwaltung/"
EINGEBEN, EINRICHTEN, CODES = (
    f"{START}zweiter-faktor/",
    f"{START}zweiter-faktor/einrichten/",
    f"{START}zweiter-faktor/codes/",
)


@pytest.fixture
def besetzung(settings):
    settings.ZWEITER_FAKTOR = True
    return make_besetzung()


def make_telefon(konto):
    return TOTPDevice.objects.create(user=konto, name="Telefon")


def code(telefon) -> str:
    """What the phone shows now, as if it had not been used yet."""
    TOTPDevice.objects.filter(pk=telefon.pk).update(last_t=-1, throttling_failure_timestamp=None)
    return f"{totp(telefon.bin_key):06d}"


def richte_ein(client, **kopf):
    """Types the key from the page into a phone and sends back what that shows."""
    client.get(EINRICHTEN)
    schluessel = client.session["zweiter_faktor_schluessel"]
    return client.post(EINRICHTEN, {"code": f"{totp(bytes.fromhex(schluessel)):06d}"}, **kopf)


def codes_auf(antwort) -> list[str]:
    return re.findall(r"<code>(\w{4}-\w{4})</code>", text(antwort))


# Who is asked


@pytest.mark.parametrize(
    ("rolle", "wird_gefragt"),
    [("verwaltung", True), ("koordination", True), ("redaktion", False), ("lotsin", False), ("ohne_zugang", False)],
)
def test_verwaltung_and_koordination_must_the_others_may(besetzung, rolle, wird_gefragt):
    konto = getattr(besetzung, rolle)

    assert (anmelden(konto).get(START).status_code == 302) is wird_gefragt
    make_telefon(konto)
    assert anmelden(konto).get(START).headers["Location"] == f"{EINGEBEN}?next=%2Fverwaltung%2F"


def test_superuser_is_asked(besetzung):
    besetzung.ohne_zugang.is_superuser = True
    besetzung.ohne_zugang.save()

    assert anmelden(besetzung.ohne_zugang).get(START).status_code == 302


def test_switched_off_nobody_is_asked_and_the_pages_are_gone(besetzung, settings):
    settings.ZWEITER_FAKTOR = False
    make_telefon(besetzung.koordination)
    client = anmelden(besetzung.koordination)

    start = client.get(START)

    assert (start.status_code, "Anmeldung absichern" in text(start)) == (200, False)
    assert [client.get(adresse).status_code for adresse in (EINGEBEN, EINRICHTEN, CODES)] == [404, 404, 404]


@pytest.mark.parametrize("adresse", [EINGEBEN, EINRICHTEN, CODES])
def test_visitor_comes_to_the_login(besetzung, client, adresse):
    antwort = client.get(adresse)

    assert antwort.headers["Location"] == f"{reverse('admin:login')}?next={adresse}"


def test_login_page_sends_on_to_the_code_and_logging_out_is_always_possible(besetzung):
    client = anmelden(besetzung.koordination)

    weiter = client.get(reverse("admin:login"), {"next": "/verwaltung/netzwerk/partner/"})
    abgemeldet = client.post(reverse("admin:logout"))

    assert weiter.headers["Location"] == f"{EINGEBEN}?next=%2Fverwaltung%2Fnetzwerk%2Fpartner%2F"
    assert abgemeldet.status_code == 200
    assert "_auth_user_id" not in client.session


def test_page_before_the_code_tells_nothing_of_the_verwaltung(besetzung):
    make_telefon(besetzung.koordination)

    seite = text(anmelden(besetzung.koordination).get(EINGEBEN))

    assert [modell for modell in admin.site._registry if url(modell, "changelist") in seite] == []
    assert 'autocomplete="one-time-code"' in seite
    assert 'inputmode="numeric"' in seite


# Setting it up


def test_first_time_leads_to_the_qr_code_and_ends_with_ten_codes(besetzung):
    client = anmelden(besetzung.koordination)

    frage = client.get(f"{EINGEBEN}?next=/verwaltung/netzwerk/partner/")
    seite = client.get(frage.headers["Location"])
    blatt = richte_ein(client)

    assert frage.headers["Location"].startswith(f"{EINRICHTEN}?next=")
    assert 'src="data:image/png;base64,' in text(seite)
    assert len(set(codes_auf(blatt))) == 10
    assert client.get(url(Partner, "changelist")).status_code == 200
    assert codes_auf(client.get(EINGEBEN)) == []


def test_wrong_code_sets_nothing_up_and_keeps_the_key(besetzung):
    client = anmelden(besetzung.koordination)
    client.get(EINRICHTEN)
    schluessel = client.session["zweiter_faktor_schluessel"]

    antwort = client.post(EINRICHTEN, {"code": "abcdef"})

    assert "Der Code passt nicht zu diesem Schlüssel." in text(antwort)
    assert (client.session["zweiter_faktor_schluessel"], TOTPDevice.objects.count()) == (schluessel, 0)


def test_password_alone_does_not_exchange_the_phone(besetzung):
    telefon = make_telefon(besetzung.koordination)
    client = anmelden(besetzung.koordination)

    antworten = [client.get(EINRICHTEN), client.post(EINRICHTEN, {"code": "123456"}), client.get(CODES)]

    assert [antwort.headers["Location"].partition("?")[0] for antwort in antworten] == [EINGEBEN] * 3
    assert list(TOTPDevice.objects.all()) == [telefon]


def test_new_phone_puts_the_old_one_and_its_paper_out_of_use(besetzung):
    client = anmelden(besetzung.koordination)
    alte = codes_auf(richte_ein(client))

    neue = codes_auf(richte_ein(client))

    assert TOTPDevice.objects.count() == StaticDevice.objects.count() == 1
    assert (len(neue), set(alte) & set(neue), StaticToken.objects.count()) == (10, set(), 10)
    assert client.get(START).status_code == 200


# Codes


def test_code_lets_in_and_leads_to_where_one_was_going(besetzung):
    telefon = make_telefon(besetzung.koordination)
    client = anmelden(besetzung.koordination)
    ziel = url(Partner, "changelist")

    antwort = client.post(f"{EINGEBEN}?next={ziel}", {"code": f" {code(telefon)[:3]} {code(telefon)[3:]}"})

    assert antwort.headers["Location"] == ziel
    assert client.get(ziel).status_code == 200


def test_foreign_address_behind_the_code_is_not_followed(besetzung):
    telefon = make_telefon(besetzung.koordination)

    antwort = anmelden(besetzung.koordination).post(f"{EINGEBEN}?next=https://a.example/", {"code": code(telefon)})

    assert antwort.headers["Location"] == START


def test_code_works_once_and_then_has_to_wait(besetzung):
    telefon = make_telefon(besetzung.koordination)
    zahl = code(telefon)
    anmelden(besetzung.koordination).post(EINGEBEN, {"code": zahl})
    anderswo = anmelden(besetzung.koordination)

    zweites = anderswo.post(EINGEBEN, {"code": zahl})
    drittes = anderswo.post(EINGEBEN, {"code": zahl})

    assert "Der Code stimmt nicht." in text(zweites)
    assert "Zu viele falsche Codes. Bitte warten Sie bis" in text(drittes)
    assert anderswo.get(START).status_code == 302


@pytest.mark.parametrize("eingabe", [{}, {"code": "12345"}, {"code": "x" * 21}, {"ersatz": "\x00"}, {"code": "١٢٣٤٥٦"}])
def test_nonsense_is_a_message(besetzung, eingabe):
    make_telefon(besetzung.koordination)
    make_codes(besetzung.koordination)

    antwort = anmelden(besetzung.koordination).post(EINGEBEN, eingabe)

    assert (antwort.status_code, "errorlist" in text(antwort)) == (200, True)


def test_recovery_code_works_once_however_it_is_written(besetzung):
    make_telefon(besetzung.koordination)
    papier = make_codes(besetzung.koordination)[0]
    client, anderswo = anmelden(besetzung.koordination), anmelden(besetzung.koordination)

    erstes = client.post(EINGEBEN, {"ersatz": papier.upper().replace("-", " ").replace("O", "0")})
    zweites = anderswo.post(EINGEBEN, {"ersatz": papier})

    assert (erstes.status_code, zweites.status_code) == (302, 200)
    assert "Sie haben noch 9 Wiederherstellungscodes." in text(client.get(EINGEBEN))
    assert anderswo.get(START).status_code == 302


def test_code_of_another_account_does_not_let_in(besetzung):
    make_telefon(besetzung.koordination)
    fremdes, papier = make_telefon(besetzung.fremde), make_codes(besetzung.fremde)
    client = anmelden(besetzung.koordination)

    antworten = [client.post(EINGEBEN, {"code": code(fremdes)}), client.post(EINGEBEN, {"ersatz": papier[0]})]

    assert [antwort.status_code for antwort in antworten] == [200, 200]
    assert client.get(START).status_code == 302


def test_session_of_another_account_carries_no_verification(besetzung):
    """The same browser, and even the same session with the other's device in it."""
    make_telefon(besetzung.fremde)
    client = anmelden(besetzung.koordination)
    richte_ein(client)
    geraet = client.session["otp_device_id"]

    client.force_login(besetzung.fremde)
    sitzung = client.session
    sitzung["otp_device_id"] = geraet
    sitzung.save()

    assert client.get(START).status_code == 302


def test_new_recovery_codes_need_a_code_and_replace_the_old(besetzung):
    client = anmelden(besetzung.redaktion)
    alte = codes_auf(richte_ein(client))
    telefon = TOTPDevice.objects.get()

    ohne = client.post(CODES, {"code": "000000"})
    TOTPDevice.objects.update(throttling_failure_count=0)
    mit = client.post(CODES, {"code": code(telefon)})

    assert (codes_auf(ohne), len(codes_auf(mit))) == ([], 10)
    assert set(alte) & set(codes_auf(mit)) == set()
    assert client.get(START).status_code == 200


# When everything is lost


def test_verwaltung_resets_it_and_the_session_ends_there(besetzung, settings):
    client = anmelden(besetzung.koordination)
    richte_ein(client)
    settings.ZWEITER_FAKTOR = False
    chefin = anmelden(besetzung.verwaltung)
    adresse = reverse("admin:netzwerk_konto_zweiter_faktor", args=[besetzung.koordination.pk])

    frage = chefin.get(adresse)
    vorher = TOTPDevice.objects.count()
    chefin.post(adresse)
    settings.ZWEITER_FAKTOR = True

    assert ("Rufen Sie zurück." in text(frage), vorher) == (True, 1)
    assert (TOTPDevice.objects.count(), StaticDevice.objects.count()) == (0, 0)
    assert LogEntry.objects.get().get_change_message() == "Zweiten Faktor zurückgesetzt."
    assert client.get(START).status_code == 302


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "lotsin"])
def test_others_reset_nothing(besetzung, settings, rolle):
    settings.ZWEITER_FAKTOR = False
    make_telefon(besetzung.fremde)

    antwort = anmelden(getattr(besetzung, rolle)).post(
        reverse("admin:netzwerk_konto_zweiter_faktor", args=[besetzung.fremde.pk])
    )

    assert (antwort.status_code, TOTPDevice.objects.count()) == (404, 1)


def test_command_resets_it_and_says_what_is_wrong(besetzung):
    make_telefon(besetzung.verwaltung)
    ausgabe = StringIO()

    call_command("reset_zweiter_faktor", "verwaltung", stdout=ausgabe)

    assert TOTPDevice.objects.count() == 0
    assert ausgabe.getvalue().startswith("Zurückgesetzt. „verwaltung“")
    with pytest.raises(CommandError, match="„verwaltung“ hat keinen zweiten Faktor eingerichtet"):
        call_command("reset_zweiter_faktor", "verwaltung")
    with pytest.raises(CommandError, match="Ein Konto „niemand“ gibt es nicht"):
        call_command("reset_zweiter_faktor", "niemand")


def test_secrets_are_in_no_list(besetzung):
    assert [modell for modell in admin.site._registry if modell._meta.app_label.startswith("otp_")] == []
