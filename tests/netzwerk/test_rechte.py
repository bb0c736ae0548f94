"""Role × right × own or foreign, on every address of the Verwaltung."""

from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from angebote.models import Angebot
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.models import (
    Konto,
    Mitgliedschaft,
    Partner,
    Zugang,
)
from tests.factories import make_netzwerk
from tests.konten import FREMD, make_druckwerke
from tests.matrix import EIGENE, GEMEINSAME, beschraenkt, darf, eigen, fremd, je_rolle, je_sehende
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def besetzung(besetzung):
    return make_druckwerke(besetzung)


def test_every_admin_of_the_portal_stands_in_the_matrix():
    eigene_apps = {"netzwerk", "anlaufstellen", "angebote", "wegweiser"}
    registriert = {modell for modell in admin.site._registry if modell._meta.app_label in eigene_apps}

    assert registriert == {*EIGENE, *GEMEINSAME}
    assert [m for m in registriert if not isinstance(admin.site.get_model_admin(m), PortalAdmin)] == []


# Lists


@je_rolle
@pytest.mark.parametrize("modell", EIGENE, ids=lambda modell: modell.__name__)
def test_list_shows_own_entries_only(besetzung, rolle, modell):
    antwort = anmelden(getattr(besetzung, rolle)).get(url(modell, "changelist"))

    assert antwort.status_code == (200 if darf(modell, rolle, "v") else 403)
    if antwort.status_code == 200:
        gezeigt = {obj.pk for obj in antwort.context["cl"].result_list}
        assert eigen(besetzung, modell).pk in gezeigt
        assert (fremd(besetzung, modell).pk in gezeigt) is (rolle == "verwaltung")
        assert (FREMD in text(antwort)) is (rolle == "verwaltung")


@je_sehende
def test_search_finds_nothing_foreign(besetzung, rolle, modell):
    antwort = anmelden(getattr(besetzung, rolle)).get(url(modell, "changelist"), {"q": FREMD[:5]})

    # Where there is no search field, the list stays as it is.
    gefunden = [eigen(besetzung, modell)] if not admin.site.get_model_admin(modell).search_fields else []
    assert (list(antwort.context["cl"].result_list), FREMD in text(antwort)) == (gefunden, False)


@pytest.mark.parametrize(
    "abfrage",
    [
        "partner__id__exact={partner}",
        "netzwerk__id__exact={netzwerk}",
        "partner__name__startswith=Partner",
        "netzwerk__name=Netzwerk+Zitadelle",
        "personen__name__startswith=P",
        "_to_field=id&_popup=1",
        "region={netzwerk}",
        "thema=gibt-es-nicht",
        "region=abc",
        "partner__id__exact=abc",
        "p=99",
        "o=99",
    ],
)
def test_list_keeps_its_limits_whatever_the_address_says(besetzung, abfrage):
    schluessel = {"partner": besetzung.fremd.partner.pk, "netzwerk": besetzung.fremd.netzwerk.pk}

    client = anmelden(besetzung.koordination)
    client.raise_request_exception = False
    antwort = client.get(f"{url(Angebot, 'changelist')}?{abfrage.format(**schluessel)}", follow=True)

    assert antwort.status_code in (200, 400)
    assert "Angebot Zitadelle" not in text(antwort)


@beschraenkt
@pytest.mark.parametrize("modell", GEMEINSAME, ids=lambda modell: modell.__name__)
def test_shared_lists_are_read_only(besetzung, rolle, modell):
    client = anmelden(getattr(besetzung, rolle))
    liest = 200 if rolle != "ohne_zugang" else 403

    assert client.get(url(modell, "changelist")).status_code == liest
    assert client.get(url(modell, "add")).status_code == 403
    if obj := modell.objects.first():
        assert client.get(url(modell, "change", obj.pk)).status_code == liest
        assert client.post(url(modell, "change", obj.pk), {}).status_code == 403
        assert client.get(url(modell, "delete", obj.pk)).status_code == 403
        assert client.post(url(modell, "delete", obj.pk), {"post": "yes"}).status_code == 403
        assert modell.objects.filter(pk=obj.pk).exists()


# Single entries


@je_rolle
@pytest.mark.parametrize("modell", EIGENE, ids=lambda modell: modell.__name__)
def test_add_form_opens_for_those_who_may(besetzung, rolle, modell):
    antwort = anmelden(getattr(besetzung, rolle)).get(url(modell, "add"))

    assert antwort.status_code == (200 if darf(modell, rolle, "a") else 403)
    assert rolle == "verwaltung" or FREMD not in text(antwort)


@je_rolle
@pytest.mark.parametrize("modell", EIGENE, ids=lambda modell: modell.__name__)
def test_own_entry_opens_changes_and_deletes_as_the_role_may(besetzung, rolle, modell):
    client = anmelden(getattr(besetzung, rolle))
    obj = eigen(besetzung, modell)
    ansicht = client.get(url(modell, "change", obj.pk))

    assert ansicht.status_code == (200 if darf(modell, rolle, "v") else 403)
    assert (client.get(url(modell, "history", obj.pk)).status_code == 200) is darf(modell, rolle, "v")
    if ansicht.status_code == 200:
        assert rolle == "verwaltung" or FREMD not in text(ansicht)
        assert ('name="_save"' in text(ansicht)) is darf(modell, rolle, "c")
    if not darf(modell, rolle, "c") and not darf(modell, rolle, "e"):
        assert client.post(url(modell, "change", obj.pk), {}).status_code == 403
    loeschen = client.get(url(modell, "delete", obj.pk))
    if modell is not Partner:
        assert loeschen.status_code == (200 if darf(modell, rolle, "d") else 403)
    assert rolle == "verwaltung" or FREMD not in text(loeschen)


@pytest.mark.parametrize(("oeffentlich", "code"), [(True, 403), (False, 200)])
def test_live_persons_stay_until_the_koordination_takes_them_away(besetzung, oeffentlich, code):
    type(besetzung.eigen.person).objects.filter(pk=besetzung.eigen.person.pk).update(ist_oeffentlich=oeffentlich)

    antwort = anmelden(besetzung.redaktion).get(url(type(besetzung.eigen.person), "delete", besetzung.eigen.person.pk))

    assert antwort.status_code == code


@beschraenkt
@pytest.mark.parametrize("modell", EIGENE, ids=lambda modell: modell.__name__)
@pytest.mark.parametrize("aktion", ["change", "delete", "history"])
@pytest.mark.parametrize("methode", ["get", "post"])
def test_foreign_entry_is_as_if_it_were_not_there(besetzung, rolle, modell, aktion, methode):
    obj = fremd(besetzung, modell)
    vorher = modell.objects.filter(pk=obj.pk).values().get()
    LogEntry.objects.log_actions(besetzung.fremde.pk, [obj], CHANGE, f"von {FREMD}")
    client = anmelden(getattr(besetzung, rolle))

    antwort = getattr(client, methode)(url(modell, aktion, obj.pk), {"post": "yes", "name": "x", "titel": "x"})

    assert antwort.status_code in (302, 403)
    assert antwort.status_code == 403 or antwort.headers["Location"] == reverse("admin:index")
    assert FREMD not in text(antwort)
    assert FREMD not in text(client.get(reverse("admin:index")))
    assert modell.objects.filter(pk=obj.pk).values().get() == vorher


@beschraenkt
def test_preview_of_a_foreign_offer_shows_nothing(besetzung, rolle):
    Angebot.objects.update(status=Angebot.Status.ENTWURF)
    adresse = reverse("admin:angebote_angebot_vorschau", args=[besetzung.fremd.angebot.pk])

    antwort = anmelden(getattr(besetzung, rolle)).get(adresse)

    assert (antwort.status_code, FREMD in text(antwort)) == (302, False)


@beschraenkt
def test_password_of_another_account_cannot_be_set(besetzung, rolle):
    adresse = reverse("admin:auth_user_password_change", args=[besetzung.verwaltung.pk])
    neu = {"password1": "ganz-neu-4711", "password2": "ganz-neu-4711"}

    antwort = anmelden(getattr(besetzung, rolle)).post(adresse, neu)

    assert antwort.status_code in (302, 403)
    assert Konto.objects.get(pk=besetzung.verwaltung.pk).check_password("geheim-123")


@je_rolle
def test_shortcut_by_content_type_is_gone(besetzung, rolle):
    """Django's redirect to an entry's page would carry the title of a foreign draft in the address."""
    typ = ContentType.objects.get_for_model(Angebot)

    antwort = anmelden(getattr(besetzung, rolle)).get(f"/verwaltung/r/{typ.pk}/{besetzung.fremd.angebot.pk}/")

    assert (antwort.status_code, FREMD.lower() in text(antwort).lower()) == (404, False)


# The rules themselves


def test_reichweite_is_read_once(besetzung, django_assert_num_queries):
    konto = Konto.objects.get(pk=besetzung.koordination.pk)

    with django_assert_num_queries(1):
        weiten = [rechte.reichweite(konto) for _ in range(3)]

    assert weiten == [rechte.Reichweite(netzwerke=frozenset({besetzung.eigen.netzwerk.pk}))] * 3


def test_superuser_is_verwaltung_and_inactive_account_is_nobody(besetzung):
    chefin = Konto.objects.create_superuser("chefin", password="geheim-123")
    besetzung.verwaltung.is_active = False

    assert rechte.reichweite(chefin) == rechte.Reichweite(verwaltung=True)
    assert rechte.reichweite(besetzung.verwaltung) == rechte.Reichweite()


def test_two_roles_add_up_and_keep_their_limits(besetzung):
    """Redaktion of a foreign partner besides the Koordination at home: sees both, publishes at home only."""
    konto = besetzung.koordination
    Zugang.objects.create(konto=konto, rolle=Zugang.Rolle.REDAKTION, partner=besetzung.fremd.partner)
    Angebot.objects.update(status=Angebot.Status.IN_PRUEFUNG)
    client = anmelden(konto)
    beide = [besetzung.eigen.angebot, besetzung.fremd.angebot]
    daten = {"action": "veroeffentlichen", "_selected_action": [a.pk for a in beide], "index": 0}

    liste = client.get(url(Angebot, "changelist"))
    antwort = client.post(url(Angebot, "changelist"), daten, follow=True)

    assert {obj.pk for obj in liste.context["cl"].result_list} == {a.pk for a in beide}
    assert [Angebot.objects.get(pk=a.pk).status for a in beide] == ["veroeffentlicht", "in_pruefung"]
    assert [str(m) for m in antwort.context["messages"]] == [
        "1 Angebot ist geändert.",
        "1 Angebot bleibt, wie es ist: Darüber entscheidet die Koordination.",
    ]


def test_eigene_filters_by_both_paths_without_doubling(besetzung):
    partner = besetzung.eigen.partner
    zweites = make_netzwerk("Netzwerk Zwei")
    Mitgliedschaft.objects.create(netzwerk=zweites, partner=partner)
    konto = besetzung.koordination
    Zugang.objects.create(konto=konto, rolle=Zugang.Rolle.KOORDINATION, netzwerk=zweites)
    Zugang.objects.create(konto=konto, rolle=Zugang.Rolle.REDAKTION, partner=partner)
    pfade = SimpleNamespace(netzwerk_pfad="netzwerke", partner_pfad="pk")

    gefunden = rechte.eigene(Konto.objects.get(pk=konto.pk), Partner.objects.all(), **vars(pfade))

    assert list(gefunden) == [partner]


def test_visitor_comes_to_the_login_only(besetzung):
    antwort = Client().get(url(Angebot, "changelist"))

    assert (antwort.status_code, antwort.headers["Location"]) == (
        302,
        f"{reverse('admin:login')}?next={url(Angebot, 'changelist')}",
    )
