"""Every address of the Verwaltung × every role × own or foreign. A new address fails here until the table knows it."""

from urllib.parse import quote

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLResolver, reverse

from angebote.models import Betrag
from netzwerk.models import Partner, Zugang
from tests.factories import make_konto
from tests.konten import FREMD, make_druckwerke
from tests.matrix import EIGENE, GEMEINSAME, NAMEN, ROLLEN, darf
from tests.verwaltung import anmelden, text

pytestmark = pytest.mark.django_db

ALLE = {"verwaltung", "koordination", "redaktion", "lotsin", "ohne_zugang"}
NETZ, TEAM, CHEFIN = {"verwaltung", "koordination"}, {"verwaltung", "koordination", "redaktion"}, {"verwaltung"}
RECHTE = {"changelist": "v", "add": "a", "change": "v", "history": "v", "delete": "d"}


def pk(name):
    return lambda seite: {"pk": getattr(seite, name).pk}


def zugang(name):
    return lambda seite: {"pk": getattr(seite, name).pk, "zugang_pk": seite.zugang.pk}


def datei(seite):
    return {"pk": seite.ausgabe.pk, "datei_pk": seite.datei.pk}


def nichts(seite):
    return {}


# Kinds whose sheets are read, besides offers.
EINLESEN = {
    "netzwerk_partner": TEAM,
    "netzwerk_ansprechperson": TEAM,
    "anlaufstellen_anlaufstelle": TEAM,
}
# Addresses without an object: who gets an answer.
OHNE_OBJEKT = {
    "index": (nichts, ALLE),
    "password_change": (nichts, ALLE),
    "password_change_done": (nichts, ALLE),
    "jsi18n": (nichts, ALLE),
    "autocomplete": (nichts, set()),
    "app_list": (lambda seite: {"app_label": "anlaufstellen"}, ALLE - {"ohne_zugang"}),
    "angebote_angebot_import": (nichts, TEAM),
    "angebote_angebot_muster": (lambda seite: {"endung": "csv"}, TEAM),
    "angebote_suchanfrage_export": (nichts, NETZ),
    "netzwerk_konto_zugaenge": (nichts, CHEFIN),
    **{
        f"{sorte}_{seite}": ((lambda seite: {"endung": "csv"}) if seite == "muster" else nichts, rollen)
        for sorte, rollen in EINLESEN.items()
        for seite in ("import", "muster")
    },
    "bestandsanalyse": (nichts, NETZ),
    "bestandsanalyse_csv": (nichts, NETZ),
    "bestandsbericht": (nichts, NETZ),
    "telefonliste": (nichts, NETZ),
    "ohne_email": (nichts, NETZ),
    "nach_nummer": (nichts, TEAM | {"lotsin"}),
    "datenblaetter": (nichts, NETZ),
    "gespraech": (nichts, TEAM | {"lotsin"}),
    "gespraech_zurueck": (nichts, set()),  # takes a form
    "gespraeche": (nichts, TEAM | {"lotsin"}),
    "gespraeche_csv": (nichts, TEAM | {"lotsin"}),
    "gespraechsbericht": (nichts, TEAM | {"lotsin"}),
    "material": (nichts, TEAM | {"lotsin"}),
    "ueberleitung": (nichts, TEAM | {"lotsin"}),
}
# Addresses of one object, own or foreign. Those that only take a POST answer a GET with 405.
MIT_OBJEKT = {
    "angebote_angebot_vorschau": (pk("angebot"), TEAM),
    "netzwerk_partner_vorschau": (pk("partner"), TEAM),
    "anlaufstellen_anlaufstelle_vorschau": (pk("anlaufstelle"), TEAM | {"lotsin"}),
    "datenblatt": (pk("partner"), TEAM),
    "angebote_betrag_neuer_wert": (pk("betrag"), CHEFIN),
    "auth_user_password_change": (lambda seite: {"id": seite.zugang.konto.pk}, CHEFIN),
    "netzwerk_konto_zweiter_faktor": (lambda seite: {"pk": seite.zugang.konto.pk}, CHEFIN),
    "netzwerk_konto_zugang_senden": (lambda seite: {"zugang_pk": seite.zugang.pk}, set()),
    "netzwerk_konto_zugang_entziehen": (lambda seite: {"zugang_pk": seite.zugang.pk}, set()),
    "netzwerk_netzwerk_zugaenge": (pk("netzwerk"), CHEFIN),
    "netzwerk_netzwerk_zugang_senden": (zugang("netzwerk"), set()),
    "netzwerk_netzwerk_zugang_entziehen": (zugang("netzwerk"), set()),
    "netzwerk_partner_zugaenge": (pk("partner"), NETZ),
    "netzwerk_partner_zugang_senden": (zugang("partner"), set()),
    "netzwerk_partner_zugang_entziehen": (zugang("partner"), set()),
    "wegweiser_ausgabe_datei": (datei, set()),  # there is no file yet
    "wegweiser_ausgabe_noch_einmal": (datei, set()),
    "wegweiser_ausgabe_format": (pk("ausgabe"), set()),
    "wegweiser_ausgabe_vergleich": (pk("ausgabe"), NETZ),
    "wegweiser_ausgabe_einlegeblatt": (pk("ausgabe"), set()),  # nothing is frozen yet
    "wegweiser_wegweiser_vorschau": (pk("wegweiser"), set()),  # takes a form
}
# Tested on their own: the ways in and out, and the second factor, which is off here.
EIGENS = {"login", "logout", "zweiter_faktor", "zweiter_faktor_einrichten", "zweiter_faktor_codes"}
FERTIG = {"axes", "django_tasks_database"}


def muster(liste=None, vorne=""):
    """Name and pattern of every address."""
    for eintrag in admin.site.urls[0] if liste is None else liste:
        if isinstance(eintrag, URLResolver):
            yield from muster(eintrag.url_patterns, vorne + str(eintrag.pattern))
        else:
            yield eintrag.name, vorne + str(eintrag.pattern)


def modell_adressen() -> dict:
    """The five addresses that Django makes for every model, in the form of the tables above."""
    tabelle = {}
    for modell in admin.site._registry:
        for aktion, recht in RECHTE.items():
            name = f"{modell._meta.app_label}_{modell._meta.model_name}_{aktion}"
            mit_objekt = aktion not in ("changelist", "add")
            tabelle[name] = (_objekt(modell) if mit_objekt else nichts, _rollen(modell, recht), mit_objekt)
        if modell._meta.app_label not in FERTIG:
            tabelle |= _unsere(modell)
    return tabelle


def _unsere(modell) -> dict:
    """Every list as a sheet; where there is a history, its states and the choice between two of them."""
    name = f"{modell._meta.app_label}_{modell._meta.model_name}"
    tabelle = {f"{name}_ausfuhr": (lambda seite: {"endung": "csv"}, _rollen(modell, "v"), False)}
    if admin.site.get_model_admin(modell).fassungen:
        objekt, fremde = _objekt(modell), modell not in GEMEINSAME
        tabelle[f"{name}_fassung"] = (lambda seite: {"pk": objekt(seite)["object_id"], "fassung": 1}, set(), fremde)
        tabelle[f"{name}_konflikt"] = (lambda seite: {"pk": objekt(seite)["object_id"]}, set(), fremde)
    return tabelle


def _objekt(modell):
    def kwargs(seite):
        if modell in NAMEN:
            return {"object_id": getattr(seite, NAMEN[modell]).pk}
        if modell in EIGENE:
            return {"object_id": seite.zugang.konto.pk}
        return {"object_id": (modell.objects.values_list("pk", flat=True).first() or 1)}

    return kwargs


def _rollen(modell, recht):
    if modell._meta.app_label in FERTIG:
        return set()
    if modell is Partner and recht == "d":
        return CHEFIN  # sees what stands in the way
    if modell in GEMEINSAME:
        return ALLE - {"ohne_zugang"} if recht == "v" else CHEFIN
    return {rolle for rolle in ROLLEN if darf(modell, rolle, recht)}


def alle_adressen() -> dict:
    """Name → (keyword arguments from one side, roles that get an answer to their own, is there a foreign one)."""
    gemeinsam = {
        f"{modell._meta.app_label}_{modell._meta.model_name}_{aktion}" for modell in GEMEINSAME for aktion in RECHTE
    }
    tabelle = {name: (*eintrag, False) for name, eintrag in OHNE_OBJEKT.items()}
    tabelle |= {name: (*eintrag, True) for name, eintrag in MIT_OBJEKT.items()} | modell_adressen()
    for name in gemeinsam | {"angebote_betrag_neuer_wert"}:
        tabelle[name] = (*tabelle[name][:2], False)
    return tabelle


@pytest.fixture
def besetzung(besetzung):
    make_druckwerke(besetzung)
    for seite in (besetzung.eigen, besetzung.fremd):
        konto = make_konto(f"kollegin-{seite.partner.name}", email=f"{seite.partner.slug}@example.org")
        seite.zugang = Zugang.objects.create(konto=konto, rolle=Zugang.Rolle.REDAKTION, partner=seite.partner)
        seite.betrag = Betrag.objects.first()
    return besetzung


def test_every_address_stands_in_a_table():
    benannt = {name for name, _muster in muster() if name}
    namenlos = {stueck.rpartition("/<path")[2] for name, stueck in muster() if not name}

    assert benannt == {*alle_adressen(), *EIGENS}
    # Django's redirect from an object's short address, and what there is not.
    assert namenlos == {":object_id>/", "(?P<url>.*)$"}


@pytest.mark.parametrize("rolle", ROLLEN)
def test_own_addresses_answer_as_the_role_may(besetzung, rolle):
    client = anmelden(getattr(besetzung, rolle))
    verstoesse = []
    for name, (kwargs, rollen, _fremd) in alle_adressen().items():
        antwort = client.get(reverse(f"admin:{name}", kwargs=kwargs(besetzung.eigen)))
        erlaubt = (200,) if rolle in rollen else (302, 403, 404, 405)
        # Where nothing is there yet, Django looks for an object 1.
        if antwort.status_code not in erlaubt and not (rolle in rollen and antwort.status_code == 302):
            verstoesse.append(f"{name}: {antwort.status_code}")
        if rolle != "verwaltung" and antwort.status_code != 403 and FREMD in _lies(antwort):
            verstoesse.append(f"{name}: {FREMD}")

    assert verstoesse == []


@pytest.mark.parametrize("rolle", ROLLEN[1:])
@pytest.mark.parametrize("methode", ["get", "post"])
def test_foreign_addresses_are_as_if_they_were_not_there(besetzung, rolle, methode):
    client = anmelden(getattr(besetzung, rolle))
    verstoesse = []
    for name, (kwargs, _rollen, gibt_fremde) in alle_adressen().items():
        if gibt_fremde:
            antwort = getattr(client, methode)(reverse(f"admin:{name}", kwargs=kwargs(besetzung.fremd)))
            weg = antwort.headers.get("Location", reverse("admin:index"))
            if antwort.status_code not in (302, 403, 404, 405) or weg != reverse("admin:index"):
                verstoesse.append(f"{name}: {antwort.status_code} {weg}")
            if FREMD in _lies(antwort):
                verstoesse.append(f"{name}: {FREMD}")

    assert verstoesse == []
    assert FREMD not in text(client.get(reverse("admin:index")))
    assert Zugang.objects.filter(pk=besetzung.fremd.zugang.pk).exists()


@pytest.mark.parametrize("methode", ["get", "post"])
def test_visitor_comes_to_the_login_from_everywhere(besetzung, methode):
    verstoesse = []
    for name, (kwargs, _rollen, _fremd) in alle_adressen().items():
        adresse = reverse(f"admin:{name}", kwargs=kwargs(besetzung.eigen))
        antwort = getattr(Client(), methode)(adresse)
        ziel = antwort.headers.get("Location", "")
        if (antwort.status_code, ziel) != (302, f"{reverse('admin:login')}?next={quote(adresse)}"):
            verstoesse.append(f"{name}: {antwort.status_code} {ziel}")

    assert verstoesse == []


@pytest.mark.parametrize("rolle", ["verwaltung", "koordination"])
@pytest.mark.parametrize("methode", ["get", "post"])
def test_without_the_second_factor_every_address_leads_to_it(besetzung, settings, rolle, methode):
    settings.ZWEITER_FAKTOR = True
    client = anmelden(getattr(besetzung, rolle))
    adressen = [
        reverse(f"admin:{name}", kwargs=kwargs(besetzung.eigen)) for name, (kwargs, *_rest) in alle_adressen().items()
    ]
    verstoesse = []
    for adresse in [*adressen, "/verwaltung/netzwerk/partner/1/", "/verwaltung/gibt-es-nicht/"]:
        antwort = getattr(client, methode)(adresse)
        ziel = f"{reverse('admin:zweiter_faktor')}?next={quote(adresse, safe='')}"
        if (antwort.status_code, antwort.headers.get("Location"), antwort.content) != (302, ziel, b""):
            verstoesse.append(f"{adresse}: {antwort.status_code} {antwort.headers.get('Location')}")

    assert verstoesse == []


def _lies(antwort) -> str:
    """What is text; the reports on paper have tests of their own."""
    return "" if antwort.streaming or antwort.headers.get("Content-Type") == "application/pdf" else text(antwort)
