"""The Verwaltung of the base app: every list and form, short names, rows that follow, the locked login."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from angebote.models import Doppelverdacht, Linkstand, Rueckmeldung, Suchanfrage
from netzwerk.admin.basis import PortalAdmin
from netzwerk.models import (
    Ansprechperson,
    Ebene,
    Geloeschtes,
    Konto,
    Mitgliedschaft,
    Netzwerk,
    Ortsname,
    Partner,
    Post,
    Region,
    Spaltenzuordnung,
    Sprechzeit,
    Vorschlag,
    Zielgruppe,
    Zugang,
)
from tests.factories import (
    make_bund,
    make_konto,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
)
from tests.konten import make_besetzung
from tests.verwaltung import anmelden, fehler, speichere, text, url
from wegweiser.models import Druckauftrag

pytestmark = pytest.mark.django_db


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


ENTSTEHT_VON_SELBST = (
    Doppelverdacht,
    Druckauftrag,
    Geloeschtes,
    Linkstand,
    Post,
    Rueckmeldung,
    Spaltenzuordnung,
    Suchanfrage,
    Vorschlag,
)


def portal_admins():
    return [modell for modell, eintrag in admin.site._registry.items() if isinstance(eintrag, PortalAdmin)]


@pytest.mark.parametrize("modell", portal_admins(), ids=lambda modell: modell.__name__)
def test_list_and_add_form_open(verwaltung, modell):
    make_besetzung()

    antworten = [verwaltung.get(url(modell, aktion)) for aktion in ("changelist", "add")]

    entsteht_von_selbst = modell in ENTSTEHT_VON_SELBST
    assert [antwort.status_code for antwort in antworten] == [200, 403 if entsteht_von_selbst else 200]


@pytest.mark.parametrize("modell", portal_admins(), ids=lambda modell: modell.__name__)
def test_groups_that_fold_have_no_rows_of_several_fields(verwaltung, modell):
    """Django leaves a group folded when the faulty field stands in a row with others: the error would be hidden."""
    gruppen = admin.site.get_model_admin(modell).fieldsets or []

    faltbare = [felder["fields"] for _name, felder in gruppen if "collapse" in felder.get("classes", [])]

    assert [feld for felder in faltbare for feld in felder if not isinstance(feld, str)] == []


def test_start_page_is_german_and_lists_what_the_account_may_change():
    besetzung = make_besetzung()

    verwaltung, redaktion, ohne = (
        text(anmelden(konto).get(reverse("admin:index")))
        for konto in (besetzung.verwaltung, besetzung.redaktion, besetzung.ohne_zugang)
    )

    assert "Was möchten Sie tun?" in verwaltung
    assert [url(modell, "changelist") in redaktion for modell in (Partner, Ansprechperson, Netzwerk, Region)] == [
        True,
        True,
        False,
        False,
    ]
    assert [modell for modell in portal_admins() if url(modell, "changelist") in ohne] == []


def test_admin_group_of_django_is_gone(verwaltung):
    assert [modell.__name__ for modell in admin.site._registry if modell._meta.app_label == "auth"] == []


# Short names


def test_short_name_follows_from_the_name(verwaltung):
    speichere(verwaltung, url(Zielgruppe, "add"), name="Väter & Mütter")

    assert list(Zielgruppe.objects.values_list("slug", flat=True)) == ["vaeter-muetter"]


def test_short_name_gets_a_number_when_another_has_it(verwaltung):
    make_partner("Verein Süd", slug="verein-sued")

    speichere(verwaltung, url(Partner, "add"), name="Verein Süd", art="verein", trotzdem_anlegen=1)

    assert list(Partner.objects.order_by("pk").values_list("slug", flat=True)) == ["verein-sued", "verein-sued-2"]


def test_emptied_short_name_stays_what_it_was(verwaltung):
    partner = make_partner("Verein", slug="alter-name")

    speichere(verwaltung, url(Partner, "change", partner.pk), slug="", name="Neuer Verein")

    partner.refresh_from_db()
    assert (partner.name, partner.slug) == ("Neuer Verein", "alter-name")


# Partners and networks


def test_partner_entered_by_koordination_belongs_to_its_network():
    besetzung = make_besetzung()

    antwort = speichere(anmelden(besetzung.koordination), url(Partner, "add"), name="Neuer Verein", art="verein")

    assert antwort.status_code == 302
    assert list(Partner.objects.get(name="Neuer Verein").netzwerke.all()) == [besetzung.eigen.netzwerk]


@pytest.mark.parametrize("netzwerk", ["eigen", "fremd"])
def test_partner_of_koordination_takes_no_foreign_network(netzwerk):
    besetzung = make_besetzung()
    ziel = getattr(besetzung, netzwerk).netzwerk
    zeile = {"mitgliedschaften-TOTAL_FORMS": 1, "mitgliedschaften-0-netzwerk": ziel.pk}
    zeile["mitgliedschaften-0-rolle"] = "operativ"

    speichere(anmelden(besetzung.koordination), url(Partner, "add"), name="Neu", art="verein", **zeile)

    gespeichert = list(Mitgliedschaft.objects.filter(partner__name="Neu").values_list("netzwerk", flat=True))
    assert gespeichert == ([ziel.pk] if netzwerk == "eigen" else [])


def test_redaktion_changes_its_partner_but_not_kind_and_short_name():
    besetzung = make_besetzung()
    partner = besetzung.eigen.partner
    vorher = (partner.art, partner.slug)

    antwort = speichere(
        anmelden(besetzung.redaktion), url(Partner, "change", partner.pk), telefon="05551 000-1", art="kammer", slug="x"
    )

    partner.refresh_from_db()
    assert (antwort.status_code, partner.telefon, partner.art, partner.slug) == (302, "", *vorher)
    neu = {name: werte["neu"] for name, werte in Vorschlag.objects.latest("pk").aenderungen.items()}
    assert neu == {"telefon": "05551 000-1"}


def test_redaktion_sees_no_memberships():
    besetzung = make_besetzung()

    antwort = anmelden(besetzung.redaktion).get(url(Partner, "change", besetzung.eigen.partner.pk))

    assert [f.opts.model for f in antwort.context["inline_admin_formsets"]] == [Ansprechperson]


def test_koordination_changes_its_network_but_not_its_status():
    besetzung = make_besetzung()
    netzwerk = besetzung.eigen.netzwerk
    adresse = url(Netzwerk, "change", netzwerk.pk)

    antwort = speichere(anmelden(besetzung.koordination), adresse, slogan="Gemeinsam", status="ruhend", slug="x")

    netzwerk.refresh_from_db()
    assert (antwort.status_code, netzwerk.slogan, netzwerk.status) == (302, "Gemeinsam", "aktiv")
    assert netzwerk.slug != "x"


def test_redaktion_person_gets_its_partner_preset_and_hours():
    besetzung = make_besetzung()
    client = anmelden(besetzung.redaktion)
    zeit = {"zeiten-0-wochentag": 0, "zeiten-0-von": "09:00", "zeiten-0-bis": "12:00", "zeiten-0-rhythmus": "woche"}

    antwort = speichere(client, url(Ansprechperson, "add"), name="Alex Beispiel", **zeit)

    person = Ansprechperson.objects.get(name="Alex Beispiel")
    assert (antwort.status_code, person.partner) == (302, besetzung.eigen.partner)
    assert [str(zeile) for zeile in Sprechzeit.objects.filter(person=person)] == ["Mo 9–12 Uhr"]


def test_hours_the_wrong_way_round_say_so(verwaltung):
    person = make_person()
    zeit = {"zeiten-0-wochentag": 0, "zeiten-0-von": "12:00", "zeiten-0-bis": "09:00", "zeiten-0-rhythmus": "woche"}

    antwort = speichere(verwaltung, url(Ansprechperson, "change", person.pk), **zeit)

    assert "„Bis“ muss nach „von“ liegen." in text(antwort)
    assert 'value="12:00"' in text(antwort)


# Regions


def test_region_takes_another_spelling_once(verwaltung):
    region = make_region("Osterholz", ags="03356")
    adresse = url(Region, "change", region.pk)

    speichere(verwaltung, adresse, **{"ortsnamen-0-name": "OHZ"})
    zweimal = speichere(verwaltung, adresse, **{"ortsnamen-TOTAL_FORMS": 2, "ortsnamen-1-name": "ohz"})
    schon_da = speichere(verwaltung, adresse, **{"ortsnamen-TOTAL_FORMS": 2, "ortsnamen-1-name": "LK Osterholz"})

    assert list(Ortsname.objects.filter(ist_alias=True).values_list("name", "gefaltet")) == [("OHZ", "ohz")]
    assert "„ohz“ wird schon gefunden." in text(zweimal)
    assert "„LK Osterholz“ wird schon gefunden." in text(schon_da)


def test_two_new_spellings_that_are_the_same_say_so(verwaltung):
    region = make_region("Osterholz", ags="03356")
    neue = {"ortsnamen-TOTAL_FORMS": 2, "ortsnamen-0-name": "OHZ", "ortsnamen-1-name": "ohz"}

    antwort = speichere(verwaltung, url(Region, "change", region.pk), **neue)

    assert "Eine Schreibweise steht zweimal da." in text(antwort)


@pytest.mark.parametrize(
    ("felder", "feld", "meldung"),
    [
        ({"ebene": 2, "eltern": "ort"}, "eltern", "Eine Region liegt in einer größeren"),
        ({"ebene": 4, "eltern": "kreis"}, "name", "Diese Region gibt es dort schon."),
        ({"ebene": 2, "eltern": ""}, "__all__", "Jede Region außer „Deutschland“ liegt in einer anderen."),
    ],
)
def test_region_in_the_wrong_place_is_a_message(verwaltung, felder, feld, meldung):
    kreis = make_region("Northeim", ags="03155")
    ort = make_region("Uslar", ebene=Ebene.GEMEINDE, eltern=kreis, bezeichnung="Stadt")
    eltern = {"kreis": kreis.pk, "ort": ort.pk, "": ""}[felder["eltern"]]

    antwort = speichere(verwaltung, url(Region, "add"), **felder | {"name": "Uslar", "eltern": eltern})

    assert [(name, texte[0][: len(meldung)]) for name, texte in fehler(antwort).items()] == [(feld, meldung)]


def test_region_cannot_become_smaller_than_what_lies_in_it(verwaltung):
    kreis = make_region("Northeim", ags="03155")
    make_region("Uslar", ebene=Ebene.GEMEINDE, eltern=kreis)

    antwort = speichere(verwaltung, url(Region, "change", kreis.pk), ebene=Ebene.GEMEINDE)

    assert list(fehler(antwort)) == ["ebene"]


@pytest.mark.parametrize("suchwort", ["OHZ", "03356", "landkreis osterholz", "Österholz"])
def test_region_is_found_by_every_spelling(verwaltung, suchwort):
    make_bund()
    region = make_region("Osterholz", ags="03356")
    make_region("Northeim", ags="03155")
    Ortsname.objects.create(region=region, name="OHZ", ist_alias=True)
    Ortsname.objects.create(region=region, name="Österholz", ist_alias=True)

    antwort = verwaltung.get(url(Region, "changelist"), {"q": suchwort})

    assert list(antwort.context["cl"].result_list) == [region]


# Accounts


def test_verwaltung_makes_an_account_that_can_work(verwaltung):
    netzwerk = make_netzwerk("Netzwerk Linde")
    zugang = {"zugaenge-0-rolle": "koordination", "zugaenge-0-netzwerk": netzwerk.pk}
    passwort = {"password1": "sehr-geheim-4711", "password2": "sehr-geheim-4711", "usable_password": "true"}

    antwort = speichere(verwaltung, url(Konto, "add"), username="neu", **zugang, **passwort)

    assert antwort.status_code == 302
    client = Client()
    client.login(username="neu", password="sehr-geheim-4711")
    assert client.get(url(Netzwerk, "change", netzwerk.pk)).status_code == 200


def test_access_without_its_network_says_what_is_missing(verwaltung):
    konto = make_konto("neu")

    antwort = speichere(verwaltung, url(Konto, "change", konto.pk), **{"zugaenge-0-rolle": "koordination"})

    assert "Koordination braucht ein Netzwerk, Redaktion einen Partner" in text(antwort)


def test_login_is_locked_after_five_wrong_passwords(client, settings):
    settings.AXES_ENABLED = True
    make_konto("koordination")
    adresse = reverse("admin:login")

    antworten = [
        client.post(adresse, {"username": "koordination", "password": passwort})
        for passwort in ("falsch-1", "falsch-2", "falsch-3", "falsch-4", "falsch-5", "geheim-123")
    ]

    assert [antwort.status_code for antwort in antworten] == [200, 200, 200, 200, 429, 429]
    assert "<h1>Zu viele falsche Passwörter</h1>" in text(antworten[5])
    assert "für 15 Minuten gesperrt" in text(antworten[5])
    assert client.get(reverse("admin:index")).status_code == 302
    assert reverse("admin_password_reset") in text(antworten[5])


def test_locked_name_locks_nobody_else(client, settings):
    settings.AXES_ENABLED = True
    make_konto("koordination")
    make_konto("redaktion")
    adresse = reverse("admin:login")
    for _versuch in range(6):
        client.post(adresse, {"username": "koordination", "password": "falsch"})

    antwort = client.post(adresse, {"username": "redaktion", "password": "geheim-123"})

    assert antwort.status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200


# Access of a Lots*in


@pytest.mark.parametrize(
    ("rolle", "ziel", "geht"),
    [("lotsin", "person", True), ("lotsin", "partner", False), ("redaktion", "person", False), ("lotsin", "", False)],
)
def test_access_names_what_belongs_to_its_role(verwaltung, rolle, ziel, geht):
    person = make_person()
    konto = make_konto("neu")
    werte = {"person": person.pk, "partner": person.partner.pk, "": ""}
    felder = {"zugaenge-0-rolle": rolle} | ({f"zugaenge-0-{ziel}": werte[ziel]} if ziel else {})

    antwort = speichere(verwaltung, url(Konto, "change", konto.pk), **felder)

    assert (konto.zugaenge.count(), antwort.status_code) == ((1, 302) if geht else (0, 200))
    assert geht or "Lots*in eine Ansprechperson" in text(antwort)
