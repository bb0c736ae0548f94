"""No request produces an error: any address of the Verwaltung and of the pages behind a link, with any parameters.

``FAELLE=5000`` runs more cases than the 120 of every day.
"""

import os
import re
from http.cookies import SimpleCookie
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netzwerk.admin.konflikt import SALZ as KONFLIKT
from netzwerk.admin.lauf import SALZ as FORMULAR
from netzwerk.models import Rueckfrage
from netzwerk.rueckfrage_link import make_token
from tests.konten import make_druckwerke
from tests.matrix import NAMEN
from tests.verwaltung import anmelden, formulardaten, url, wege

pytestmark = pytest.mark.django_db
ROLLEN = ["koordination", "redaktion", "lotsin"]
ERLAUBT = {200, 301, 302, 400, 403, 404, 405, 410, 429}
WORTE = ["", "1", "-1", "0", "on", "²", "٣", "\x00", "x\x00y", "9" * 25, "1" * 5000, "1e9", "%", "'", "\\", "🏠" * 50]
WORTE += ["alles", "auswahl", "zurueckgeben", "zurueckziehen", "meine", "ihre", "bleibt", "geht", "veroeffentlicht"]
WORTE += ["2026-02-30", "99999-01-01", "25:61", "//boese.example", "https://boese.example/", "1,2,x", "NaN", "__all__"]
NAMEN_GET = [
    "q",
    "o",
    "p",
    "all",
    "e",
    "seite",
    "_popup",
    "_to_field",
    "_changelist_filters",
    "next",
    "netzwerk",
    "partner",
    "person",
    "status",
    "zustand",
    "thema",
    "region",
    "zielgruppe",
    "tageszeit",
    "bestaetigt",
    "foerderung",
    "zeitraum",
    "treffer",
    "stufe",
    "haupt",
    "bleibt",
    "nummer",
    "term",
    "app_label",
    "model_name",
    "field_name",
    "status__exact",
    "partner__id__exact",
    "netzwerk__id__exact",
    "themen",
    "art",
    "offen",
    "ist_oeffentlich",
    "regionen",
    "land",
    "sicht",
    "stelle",
    "gezaehlt",
    "merkzettel",
    "m",
]
NAMEN_POST = [
    "fassung",
    "paket",
    "wahl-titel",
    "wahl-telefon",
    "feld",
    "was",
    "antwort",
    "action",
    "_selected_action",
    "select_across",
    "index",
    "netzwerk",
    "partner",
    "person",
    "status",
    "zusammenlegen",
    "kein_doppel",
    "bleibt",
    "vorschau",
    "roh",
    "name",
    "spalte_0",
    "fest_0",
    "wert_0",
    "nummer",
    "runde",
    "alle",
    "stimmt",
    "weg",
    "code",
    "ersatz",
    "email",
    "rolle",
    "vorname",
    "nachname",
    "titel",
    "telefon",
    "zeiten-TOTAL_FORMS",
    "zeiten-INITIAL_FORMS",
    "zeiten-0-id",
    "zeiten-0-von",
    "zeit-TOTAL_FORMS",
    "zeit-INITIAL_FORMS",
    "zeit-0-pk",
    "zeit-0-wochentag",
    "zeit-0-von",
    "marke",
    "gruende",
    "text",
    "betreff",
    "nachricht",
    "rest_stimmt",
    "username",
    "password",
    "old_password",
    "new_password1",
    "kosten_cent",
    "alter_ab",
    "themen",
    "regionen",
    "slug",
    "datei",
    "quelle",
    "selbst_zuordnen",
    "post",
    "_save",
    "_continue",
    "_saveasnew",
    "ist_oeffentlich",
    "bestaetigt_am",
    "plz",
    "lat",
    "lon",
]

texte = st.one_of(st.sampled_from(WORTE), st.text(max_size=40), st.integers().map(str))
listen = st.one_of(texte, st.lists(texte, max_size=3))


def woerterbuch(namen):
    return st.dictionaries(st.sampled_from(namen), listen, max_size=6)


def fuelle(weg: str, werte: list[str]) -> str:
    """A route with these values in its places; what is a regular expression stays out."""
    werte = iter(werte)
    return re.sub(r"<[^>]+>", lambda _treffer: next(werte, "1"), weg)


def angezeigt(seite) -> dict:
    """The fields of a form as its page shows them; none where the page is refused."""
    return formulardaten(seite) if getattr(seite, "context", None) and "adminform" in seite.context else {}


@pytest.fixture
def welt(besetzung):
    make_druckwerke(besetzung)
    runde = Rueckfrage.objects.create(
        partner=besetzung.eigen.partner,
        netzwerk=besetzung.eigen.netzwerk,
        begonnen_am="2026-01-01",
        letzte_stufe_am="2026-01-01",
        stufe=Rueckfrage.Stufe.TELEFON,
        erfragt=[f"angebote.angebot:{besetzung.eigen.angebot.pk}"],
        zufall="x" * 20,
    )
    marke, nummer, slug = make_token(runde), besetzung.eigen.angebot.nummer, besetzung.eigen.partner.slug
    oeffentlich = [f"/bestaetigen/{marke}/", f"/bestaetigen/{marke}/aendern/{nummer}/", "/bestaetigen/<str:x>/"]
    oeffentlich += [f"/rueckmeldung/angebot/{nummer}/", f"/rueckmeldung/partner/{slug}/", "/rueckmeldung/<x>/<y>/"]
    oeffentlich += ["/e/<x>", f"/e/{nummer}", "/verwaltung/passwort/", "/verwaltung/passwort/<x>/<y>/"]
    oeffentlich += ["/verwaltung/login/", "/bestaetigen/<str:x>/aendern/<x>/"]
    return SimpleNamespace(
        clients={rolle: anmelden(getattr(besetzung, rolle)) for rolle in ROLLEN},
        adressen=[f"/verwaltung/{weg}" for weg in wege(admin.site.urls[0]) if "(?P" not in weg] + oeffentlich * 4,
        formulare=[url(modell, "change", getattr(besetzung.eigen, name).pk) for modell, name in NAMEN.items()],
        schluessel=[str(getattr(besetzung.eigen, name).pk) for name in NAMEN.values()],
    )


@pytest.fixture
def felder(welt):
    """Every form as it is before the first case: what is drawn must not depend on earlier cases."""
    return {
        (rolle, weg): angezeigt(client.get(weg)) for rolle, client in welt.clients.items() for weg in welt.formulare
    }


def pakete(pk: str) -> dict[str, list]:
    """Signed by the portal, but not for that: what a browser may send where it does not belong."""
    nr = int(pk)
    return {
        "fassung": [signing.dumps(inhalt, salt=FORMULAR) for inhalt in (1, [], ["angebote.angebot", nr, {}])],
        "paket": [signing.dumps({"pk": nr}, salt=KONFLIKT), signing.dumps([], salt="x"), "a:b:c", "."],
        "vorschau": [signing.dumps({"konto": 1}, salt="tabelle.import.angebot"), ".:1:x"],
    }


def probiere(client, methode, adresse, daten) -> None:
    """Asks and takes back what it changed: no case logs out, deletes or edits what the next one needs."""
    ausweise = client.cookies.output(header="")
    with transaction.atomic():
        antwort = getattr(client, methode)(adresse, daten)
        assert antwort.status_code in ERLAUBT
        if hasattr(antwort, "render") and not antwort.is_rendered:
            antwort.render()
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(ausweise)
    ziel = antwort.headers.get("Location", "")
    assert not ziel.startswith(("//", "https://boese"))


EINSTELLUNGEN = settings(
    max_examples=int(os.environ.get("FAELLE", "120")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@EINSTELLUNGEN
@given(daten=st.data())
def test_no_address_produces_an_error(welt, daten):
    """Keys of own entries are among the values, so that pages are reached and not only refused."""
    client = welt.clients[daten.draw(st.sampled_from(ROLLEN))]
    werte = [*welt.schluessel[:6], "²", "9" * 25, "x%00", "0", "_5F", "csv"]
    teile = daten.draw(st.lists(st.sampled_from(werte), min_size=2, max_size=2))
    adresse = fuelle(daten.draw(st.sampled_from(welt.adressen)), teile)
    methode = daten.draw(st.sampled_from(["get", "post"]))
    probiere(client, methode, adresse, daten.draw(woerterbuch(NAMEN_GET if methode == "get" else NAMEN_POST)))


@EINSTELLUNGEN
@given(daten=st.data())
def test_no_form_of_an_own_entry_produces_an_error(welt, felder, daten):
    """A form as the page shows it, with some of its fields replaced by anything."""
    rolle, adresse = daten.draw(st.sampled_from(ROLLEN)), daten.draw(st.sampled_from(welt.formulare))
    gezeigt = felder[rolle, adresse]
    unsinn = daten.draw(woerterbuch([*gezeigt, *NAMEN_POST]))
    fremd = pakete(re.findall(r"\d+", adresse)[-1])
    if name := daten.draw(st.sampled_from([None, *fremd])):
        unsinn[name] = daten.draw(st.sampled_from(fremd[name]))
    probiere(welt.clients[rolle], "post", adresse, gezeigt | unsinn)


@pytest.mark.parametrize("art", ["text/plain", "application/json", "multipart/form-data; boundary=x", "unsinn", ""])
@pytest.mark.parametrize("rolle", ROLLEN)
def test_bodies_that_are_no_form_produce_no_error(welt, rolle, art):
    for adresse in [*welt.formulare, *welt.adressen[-12:]]:
        antwort = welt.clients[rolle].post(fuelle(adresse, ["1", "1"]), b"\x00\xff{", content_type=art)
        assert antwort.status_code in ERLAUBT


@pytest.mark.parametrize("inhalt", [b"", b"\x00" * 50, b"PK\x03\x04kaputt", b"\xff\xfe", b"a;b\n1;2", b'"' * 99])
@pytest.mark.parametrize("endung", ["csv", "xlsx", "ods", "exe"])
def test_files_that_are_no_sheet_produce_no_error(welt, inhalt, endung):
    for weg in ("angebote/angebot", "netzwerk/partner", "netzwerk/ansprechperson", "anlaufstellen/anlaufstelle"):
        felder = {"datei": SimpleUploadedFile(f"liste.{endung}", inhalt), "netzwerk": "x", "quelle": "tabelle"}
        assert welt.clients["koordination"].post(f"/verwaltung/{weg}/import/", felder).status_code == 200
