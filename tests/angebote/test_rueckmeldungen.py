"""„Angabe stimmt nicht?“: who may send what, what is kept, what is refused and why, who reads it."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from angebote import rueckmeldungen
from angebote.models import Angebot, Leistung, Rueckmeldung
from angebote.rueckmeldungen import tend_rueckmeldungen
from netzwerk.formularschutz import make_marke
from netzwerk.models import Partner, Post
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_rueckmeldung,
)
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, speichere, text, url

pytestmark = pytest.mark.django_db

JETZT = datetime(2026, 3, 2, 9, tzinfo=UTC)
Zustand = Rueckmeldung.Zustand


@pytest.fixture(autouse=True)
def leerer_speicher():
    cache.clear()
    yield
    cache.clear()


def make_eintraege():
    netzwerk = make_netzwerk("Netzwerk Linde")
    partner = make_partner("Partner Linde", netzwerk=netzwerk)
    return {
        "angebot": make_angebot("Kurs", netzwerk=netzwerk, partner=partner),
        "anlaufstelle": make_anlaufstelle("Treff", netzwerk=netzwerk, partner=partner),
        "partner": partner,
        "leistung": make_leistung(),
    }


def adresse_von(art, eintrag):
    return f"/rueckmeldung/{art}/{getattr(eintrag, 'nummer', None) or eintrag.slug}/"


def sende(client, adresse, *, alter=timedelta(minutes=1), marke=None, kopf=None, **felder):
    """As a browser would a minute after opening the page."""
    zweck = ":".join(adresse.strip("/").split("/"))
    gute = make_marke(zweck, timezone.now() - alter)
    daten = {"gruende": ["telefon"], "text": "", "email": "", "betreff": "", "marke": gute if marke is None else marke}
    return client.post(adresse, daten | felder, **kopf or {})


@pytest.fixture
def angebot():
    return make_angebot("Kurs", netzwerk=make_netzwerk("Netzwerk Linde"))


@pytest.fixture
def adresse(angebot):
    return adresse_von("angebot", angebot)


@pytest.mark.parametrize("art", ["angebot", "anlaufstelle", "partner", "leistung"])
def test_every_entry_leads_to_its_form_and_back(client, art):
    eintrag = make_eintraege()[art]
    adresse = adresse_von(art, eintrag)

    seite = client.get(eintrag.get_absolute_url())
    formular = client.get(adresse)
    antwort = sende(client, adresse, text="Die neue Nummer ist 05551 1.")
    danke = client.get(antwort.headers["Location"])

    assert f'href="{adresse}" rel="nofollow"' in text(seite)
    assert f'href="{eintrag.get_absolute_url()}"' in text(formular)
    assert (antwort.status_code, danke.status_code) == (302, 200)
    zeile = Rueckmeldung.objects.get()
    assert (zeile.modell, zeile.schluessel, zeile.name) == (eintrag._meta.label_lower, eintrag.pk, str(eintrag))
    assert [n.name for n in zeile.netzwerke.all()] == ([] if art == "leistung" else ["Netzwerk Linde"])
    assert (zeile.gruende, zeile.text, zeile.zustand) == ("telefon", "Die neue Nummer ist 05551 1.", "neu")


def test_no_cookie_is_set(client, adresse):
    antworten = [client.get(adresse), sende(client, adresse), sende(client, adresse, marke="x"), client.get(adresse)]

    assert [dict(antwort.cookies) for antwort in antworten] == [{}] * 4


@pytest.mark.parametrize(
    "pfad", ["angebot/9999", "angebot/x", "angebot/99999999999999999999", "wegweiser/1", "partner/gibt-es-nicht"]
)
@pytest.mark.parametrize("methode", ["get", "post"])
def test_what_does_not_exist_has_no_form(client, pfad, methode):
    assert getattr(client, methode)(f"/rueckmeldung/{pfad}/").status_code == 404
    assert client.get(f"/rueckmeldung/{pfad}/danke/").status_code == 404


def test_what_the_public_does_not_see_has_no_form(client, angebot, adresse):
    Angebot.objects.filter(pk=angebot.pk).update(status=Angebot.Status.ENTWURF)

    assert client.get(adresse).status_code == 404
    assert sende(client, adresse).status_code == 404
    assert not Rueckmeldung.objects.exists()


# Refused, and why; what was written stays


@pytest.mark.parametrize(
    ("felder", "status", "meldung"),
    [
        ({"alter": timedelta(seconds=1)}, 400, "Das ging sehr schnell."),
        ({"alter": timedelta(days=2)}, 400, "Die Seite war lange offen."),
        ({"marke": ""}, 400, "Das Formular galt nicht mehr."),
        ({"marke": "gefälscht:1:2"}, 400, "Das Formular galt nicht mehr."),
        ({"betreff": "Kauf mich"}, 400, "Ein Feld muss leer bleiben und war ausgefüllt."),
        ({"email": "keine-adresse"}, 400, "Bitte eine ganze Adresse, z. B. „kim@beispiel.de“."),
        ({"gruende": ["erfunden"]}, 400, "Bitte wählen Sie aus der Liste."),
        ({"kopf": {"headers": {"sec-fetch-site": "cross-site"}}}, 403, "kam von einer anderen Internetseite"),
    ],
)
def test_refused_hint_says_why_and_keeps_what_was_written(client, adresse, felder, status, meldung):
    antwort = sende(client, adresse, **{"text": "Neue Nummer <b>05551</b>"} | felder)

    assert (antwort.status_code, meldung in text(antwort)) == (status, True)
    assert "Neue Nummer &lt;b&gt;05551&lt;/b&gt;" in text(antwort)
    assert "Kauf mich" not in text(antwort)
    assert not Rueckmeldung.objects.exists()


def test_second_try_with_the_new_mark_goes_through(client, adresse):
    antwort = sende(client, adresse, alter=timedelta(days=2), text="Neue Nummer")
    neue = antwort.context["marke"]

    assert sende(client, adresse, marke=neue).status_code == 400  # at once: too fast
    assert sende(client, adresse, text="Neue Nummer").status_code == 302


def test_empty_hint_and_long_hint_say_so(client, adresse):
    leer = sende(client, adresse, gruende=[])
    lang = sende(client, adresse, text="x" * 1001)
    gerade = sende(client, adresse, text="x\r\n" * 499 + "x")

    assert "Bitte kreuzen Sie an, was nicht stimmt, oder schreiben Sie es auf." in text(leer)
    assert (lang.status_code, "höchstens 1000 Zeichen" in text(lang)) == (400, True)
    assert gerade.status_code == 302


@pytest.mark.parametrize("feld", ["text", "email", "marke", "gruende"])
def test_odd_bytes_are_no_error_of_ours(client, adresse, feld):
    assert sende(client, adresse, **{feld: "a\x00@b.de"}).status_code == 400


def test_sixth_hint_of_an_hour_waits_and_another_caller_does_not(client, adresse):
    antworten = [sende(client, adresse, text="Nummer") for _mal in range(6)]
    anderer = sende(client, adresse, kopf={"REMOTE_ADDR": "192.0.2.9"})

    assert [antwort.status_code for antwort in antworten] == [302] * 5 + [429]
    assert "in dieser Stunde schon viele Meldungen" in text(antworten[5])
    assert ">Nummer</textarea>" in text(antworten[5]).replace("\n", "")
    assert anderer.status_code == 302


def test_neighbours_in_one_ipv6_household_share_the_limit(client, adresse):
    antworten = [sende(client, adresse, kopf={"REMOTE_ADDR": f"2001:db8::{n}"}) for n in range(1, 7)]

    assert [antwort.status_code for antwort in antworten] == [302] * 5 + [429]


def test_more_than_people_can_read_is_refused(client, adresse, angebot, monkeypatch):
    monkeypatch.setattr(rueckmeldungen, "JE_TAG", 2)
    for _mal in range(2):
        make_rueckmeldung(angebot, moment=timezone.now())

    antwort = sende(client, adresse)

    assert (antwort.status_code, "Heute kamen sehr viele Meldungen." in text(antwort)) == (503, True)


def test_nothing_about_the_sender_is_stored(client, adresse):
    sende(client, adresse, kopf={"REMOTE_ADDR": "192.0.2.77", "HTTP_USER_AGENT": "Browser-4711"})

    zeile = str(Rueckmeldung.objects.values().get())
    assert ("192.0.2.77" in zeile, "Browser-4711" in zeile, "telefon" in zeile) == (False, False, True)


def test_protected_address_is_not_kept():
    stelle = make_anlaufstelle(
        "Schutz", art="schutz", adresse_geschuetzt=True, strasse="Geheimweg 1", plz="37154", ort="Northeim"
    )
    offen = make_anlaufstelle("Offen", strasse="Markt 1", plz="37154", ort="Northeim")

    assert "Geheimweg" not in str(make_rueckmeldung(stelle).angaben)
    assert make_rueckmeldung(offen).angaben["Adresse"] == "Markt 1, 37154 Northeim"


@pytest.mark.parametrize("art", ["angebot", "anlaufstelle", "partner", "leistung"])
def test_form_query_count(client, art, django_assert_max_num_queries):
    adresse = adresse_von(art, make_eintraege()[art])

    with django_assert_max_num_queries(2):
        client.get(adresse)


# The queue in the Verwaltung


def test_list_has_what_is_new_first():
    besetzung = make_besetzung()
    angebot = besetzung.eigen.angebot
    erledigt = make_rueckmeldung(angebot, zustand=Zustand.ERLEDIGT, moment=JETZT + timedelta(days=2))
    arbeit = make_rueckmeldung(angebot, zustand=Zustand.IN_ARBEIT, moment=JETZT + timedelta(days=1))
    neu = make_rueckmeldung(angebot, moment=JETZT)
    client = anmelden(besetzung.koordination)

    alle = client.get(url(Rueckmeldung, "changelist")).context["cl"].result_list
    offen = client.get(url(Rueckmeldung, "changelist"), {"offen": "ja"}).context["cl"].result_list

    assert [zeile.pk for zeile in alle] == [neu.pk, besetzung.eigen.rueckmeldung.pk, arbeit.pk, erledigt.pk]
    assert [zeile.pk for zeile in offen] == [neu.pk, besetzung.eigen.rueckmeldung.pk, arbeit.pk]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_list_query_count_is_constant(anzahl, django_assert_num_queries):
    besetzung = make_besetzung()
    for _mal in range(anzahl):
        make_rueckmeldung(besetzung.eigen.angebot)
    client = anmelden(besetzung.verwaltung)

    with django_assert_num_queries(8):
        client.get(url(Rueckmeldung, "changelist"))


def test_nationwide_entry_is_for_the_verwaltung_alone():
    besetzung = make_besetzung()
    zeile = make_rueckmeldung(Leistung.objects.get(), text="Betrag veraltet")
    sichten = [
        anmelden(konto).get(url(Rueckmeldung, "change", zeile.pk))
        for konto in (besetzung.verwaltung, besetzung.koordination, besetzung.redaktion)
    ]

    assert [antwort.status_code for antwort in sichten] == [200, 302, 403]


def test_form_names_the_entry_and_what_it_said_and_escapes_everything():
    besetzung = make_besetzung()
    angebot = besetzung.eigen.angebot
    zeile = make_rueckmeldung(angebot, text="<script>alert(1)</script>")
    Angebot.objects.filter(pk=angebot.pk).update(titel="<b>Neu</b>", telefon="05551 99")

    antwort = text(anmelden(besetzung.koordination).get(url(Rueckmeldung, "change", zeile.pk)))

    assert f'<a href="{url(Angebot, "change", angebot.pk)}">&lt;b&gt;Neu&lt;/b&gt;</a>' in antwort
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in antwort
    assert "<td>–</td><td>05551 99</td>" in antwort
    assert "<script>alert" not in antwort


def test_entry_that_went_to_another_network_is_not_shown():
    besetzung = make_besetzung()
    angebot = besetzung.eigen.angebot
    fremd = besetzung.fremd
    Angebot.objects.filter(pk=angebot.pk).update(
        netzwerk=fremd.netzwerk, partner=fremd.partner, titel=FREMD, telefon="05551 99"
    )

    antwort = text(anmelden(besetzung.koordination).get(url(Rueckmeldung, "change", besetzung.eigen.rueckmeldung.pk)))

    assert "Angebot Linde (gibt es hier nicht mehr)" in antwort
    assert (FREMD in antwort, "05551 99" in antwort) == (False, False)


def test_answer_goes_out_and_the_address_is_forgotten(django_capture_on_commit_callbacks):
    besetzung = make_besetzung()
    zeile = make_rueckmeldung(besetzung.eigen.angebot, email="alex@example.org")
    adresse = url(Rueckmeldung, "change", zeile.pk)
    client = anmelden(besetzung.koordination)

    with django_capture_on_commit_callbacks(execute=True):
        antwort = speichere(client, adresse, antwort="Danke, es ist berichtigt.")

    zeile.refresh_from_db()
    assert antwort.status_code == 302
    assert (zeile.email, zeile.antwort, zeile.zustand) == ("", "Danke, es ist berichtigt.", Zustand.ERLEDIGT)
    assert (zeile.bearbeitet_von, bool(zeile.bearbeitet_am)) == (besetzung.koordination, True)
    assert [(m.to, m.subject) for m in mail.outbox if m.to == ["alex@example.org"]] == [
        (["alex@example.org"], "Ihre Rückmeldung zu „Angebot Linde“")
    ]
    assert ["Danke, es ist berichtigt." in m.body for m in mail.outbox if m.to == ["alex@example.org"]] == [True]
    assert 'name="antwort"' not in text(client.get(adresse))
    assert Post.objects.get(schluessel=f"rueckmeldung-{zeile.pk}").netzwerk == besetzung.eigen.netzwerk


def test_hint_without_address_has_nobody_to_answer():
    besetzung = make_besetzung()
    adresse = url(Rueckmeldung, "change", besetzung.eigen.rueckmeldung.pk)
    client = anmelden(besetzung.koordination)

    speichere(client, adresse, antwort="Für niemanden", zustand="in_arbeit")

    zeile = Rueckmeldung.objects.get(pk=besetzung.eigen.rueckmeldung.pk)
    assert (zeile.antwort, zeile.zustand) == ("", "in_arbeit")


def test_addresses_are_forgotten_thirty_days_after_and_hints_after_a_year():
    angebot = make_angebot("Kurs")
    vor = {tage: JETZT - timedelta(days=tage) for tage in (29, 31, 366)}
    kim = {"email": "kim@example.org"}
    frisch = make_rueckmeldung(angebot, zustand=Zustand.ERLEDIGT, bearbeitet_am=vor[29], **kim)
    alt = make_rueckmeldung(angebot, zustand=Zustand.ABGELEHNT, bearbeitet_am=vor[31], **kim)
    offen = make_rueckmeldung(angebot, zustand=Zustand.IN_ARBEIT, bearbeitet_am=vor[366], **kim)
    weg = make_rueckmeldung(angebot, zustand=Zustand.ERLEDIGT, bearbeitet_am=vor[366])

    assert tend_rueckmeldungen(JETZT) == (1, 1)
    assert [Rueckmeldung.objects.get(pk=z.pk).email for z in (frisch, alt, offen)] == [kim["email"], "", kim["email"]]
    assert not Rueckmeldung.objects.filter(pk=weg.pk).exists()


def test_command_tells_what_it_forgot():
    ausgabe = StringIO()

    call_command("tend_rueckmeldungen", stdout=ausgabe)

    assert ausgabe.getvalue() == "0 Adressen und 0 alte Rückmeldungen gelöscht.\n"


def test_deleted_partner_leaves_the_hint():
    partner = make_partner("Partner Linde")
    zeile = make_rueckmeldung(partner)
    Partner.objects.filter(pk=partner.pk).delete()

    assert Rueckmeldung.objects.get(pk=zeile.pk).name == "Partner Linde"
