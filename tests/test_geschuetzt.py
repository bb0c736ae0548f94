"""A protected address stands nowhere outside the Verwaltung: not in a page, a file, a feed, a suggestion, a booklet.

The walk takes every public address of the URLconf. One that it cannot build fails until ``WERTE`` knows its parts.
"""

import json
import re
from io import StringIO

import pytest
from django.contrib import admin
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from angebote.models import Angebot
from angebote.suche import open_suche
from netzwerk.models import Post, Zugang
from netzwerk.rueckfrage_link import make_token
from tests.factories import make_konto, make_netzwerk, make_partner
from tests.geheimnis import ADRESSEN, GEBIET, GEHEIM, HALT, TELEFON, lesbar, make_geheimnis, verraten
from tests.verwaltung import anmelden
from wegweiser.auftraege import order_heft
from wegweiser.ausgaben import create_ausgabe
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.models import Ausgabe, Ausgabedatei, Druckauftrag

pytestmark = pytest.mark.django_db
BASIS = "https://portal.example/"
# Questions that are asked at every address without parts.
FRAGEN = [
    "",
    "ort=Northeim",
    "ort=Northeim&umkreis=50&sortierung=entfernung",
    "q=Beratung",
    "art=was&text=Linde",
    "art=wo&text=Nor",
]
# What stands for a part of an address; several are tried one after the other.
WERTE = {
    "slug": lambda welt: [welt.partner.slug, welt.netzwerk.slug, welt.wegweiser.slug, welt.leistung.slug],
    "slug+nummer": lambda welt: [(e.slug, e.nummer) for e in (welt.stelle, welt.dort, welt.eigen)],
    "nummer": lambda welt: [welt.stelle.nummer, welt.dort.nummer, welt.eigen.nummer],
    "token": lambda welt: [make_token(welt.runde)],
    "token+nummer": lambda welt: [
        (make_token(welt.runde), nummer) for nummer in (welt.stelle.nummer, welt.eigen.nummer)
    ],
    "art+kennung": lambda welt: [
        ("anlaufstelle", welt.stelle.nummer),
        ("angebot", welt.eigen.nummer),
        ("angebot", welt.dort.nummer),
        ("partner", welt.partner.slug),
    ],
    "code": lambda welt: [welt.merkliste.code],
    "auftrag_id": lambda welt: [welt.auftrag.pk],
}


@pytest.fixture
def welt(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    caches["druck"].clear()
    return make_geheimnis()


def adressen(muster=None, vorne=""):
    """Name and parts of every public address."""
    for eintrag in get_resolver().url_patterns if muster is None else muster:
        if isinstance(eintrag, URLResolver):
            if eintrag.namespace != admin.site.name and not str(eintrag.pattern).startswith("verwaltung"):
                yield from adressen(eintrag.url_patterns, f"{eintrag.namespace}:" if eintrag.namespace else vorne)
        elif isinstance(eintrag, URLPattern) and eintrag.name:
            yield vorne + eintrag.name, tuple(eintrag.pattern.regex.groupindex)


def urls(welt) -> dict[str, list[str]]:
    """Every public address by its name, built for all that is protected."""
    gebaut = {}
    for name, teile in adressen():
        if not teile:
            # A booklet takes seconds: it is asked for what is on a Merkzettel, and for everything.
            fragen = FRAGEN[:1] if name.endswith("_pdf") else (*FRAGEN, f"partner={welt.partner.slug}")
            gebaut[name] = [f"{reverse(name)}?{frage}" for frage in (*fragen, f"e={welt.nummern}")]
            continue
        art = "+".join(teil for teil in teile if teil != "seite")
        assert art in WERTE, f"{name}: what stands for „{art}“ in its address? See WERTE."
        werte = [wert if isinstance(wert, tuple) else (wert,) for wert in WERTE[art](welt)]
        namen = [teil for teil in teile if teil != "seite"]
        gebaut[name] = [reverse(name, kwargs=dict(zip(namen, wert, strict=True))) for wert in werte]
    return gebaut


def lies(client, url) -> str:
    """The answer, the addresses that it leads to, and what stands there."""
    antwort = client.get(url, follow=True)
    return " ".join(ziel for ziel, _status in antwort.redirect_chain) + lesbar(antwort)


def make_auftrag(welt):
    heft = heft_aus_wegweiser(welt.wegweiser, am=timezone.localdate(), basis=BASIS)
    order_heft(heft, "a5", schluessel="geheim", dateiname="heft.pdf", zurueck="/wegweiser/")
    return Druckauftrag.objects.get()


def test_no_public_address_tells_it(welt, client):
    welt.auftrag = make_auftrag(welt)
    gesehen, leck = {}, {}
    for name, liste in urls(welt).items():
        for url in liste:
            text = lies(client, url)
            gesehen[name] = gesehen.get(name, "") + text
            if funde := verraten(text):
                leck[url] = funde

    assert leck == {}
    # What may be known is there, so the walk has read what it should.
    for name in ("anlaufstellen:anlaufstelle_detail", "wegweiser:wegweiser_pdf", "wegweiser:mein_wegweiser_pdf"):
        assert TELEFON in gesehen[name], name
    for name in ("anlaufstellen:anlaufstelle_list", "wegweiser:wegweiser_detail"):
        assert GEBIET in gesehen[name], name
    for name in ("angebote:angebot_json", "angebote:angebot_csv", "angebote:termin_list", "angebote:termin_ics"):
        assert TELEFON in gesehen[name] or "Termin (Nr." in gesehen[name], name


def test_walk_knows_a_leak(welt, client):
    """The same eyes find the address as soon as the switch is off, in a page, a calendar and a booklet."""
    type(welt.stelle).objects.update(art="treff", adresse_geschuetzt=False)
    strasse = ADRESSEN["stelle"]["strasse"].casefold()

    for url in (welt.stelle.get_absolute_url(), f"/merkzettel.pdf?e={welt.nummern}", "/angebote.json?q=Beratung"):
        assert strasse in verraten(lies(client, url)), url


@pytest.mark.parametrize(
    "wort", sorted({adresse[teil] for adresse in ADRESSEN.values() for teil in ("strasse", "ort")})
)
def test_search_for_it_finds_nothing(welt, client, wort):
    antwort = client.get("/angebote.json", {"q": wort})
    vorschlaege = client.get("/vorschlaege.json", {"art": "was", "text": wort}).json()["vorschlaege"]
    orte = client.get("/vorschlaege.json", {"art": "wo", "text": wort}).json()["vorschlaege"]

    assert antwort.json()["angebote"] == []
    assert [v for v in (*vorschlaege, *orte) if verraten(json.dumps(v).replace(json.dumps(wort), ""))] == []
    assert HALT not in json.dumps(orte)


def test_index_and_its_explanation_do_not_know_it(welt):
    ausgabe = StringIO()
    call_command("explain_suche", "Beratung Schutz", stdout=ausgabe)
    begriffe = " ".join(open_suche().maschine.index.begriffe)
    gespeichert = " ".join(map(str, Angebot.objects.values_list("suchtext", "suchfakten")))

    assert verraten(ausgabe.getvalue()) + verraten(begriffe) + verraten(gespeichert) == []


def test_nearness_does_not_measure_it(welt, client):
    """A protected place has no distance: not even far away can one circle it."""
    angebote = client.get("/angebote/?ort=Northeim&sortierung=entfernung").context["page"].object_list

    assert {angebot.km for angebot in angebote} == {None}
    assert (welt.stelle.punkt, welt.dort.punkt, welt.eigen.punkt) == (None, None, None)


def test_edition_and_its_files_do_not_hold_it(welt):
    ausgabe = Ausgabe.objects.create(wegweiser=welt.wegweiser, bezeichnung="1/2026")
    datei = Ausgabedatei.objects.create(ausgabe=ausgabe, format="a5")
    create_ausgabe(ausgabe_id=ausgabe.pk, basis=BASIS)
    ausgabe.refresh_from_db()
    datei.refresh_from_db()

    inhalt = json.dumps(ausgabe.inhalt, ensure_ascii=False)
    assert TELEFON in inhalt
    assert verraten(inhalt) + verraten(json.dumps(datei.satz, ensure_ascii=False)) == []


def test_mails_do_not_carry_it(welt):
    texte = [post.text for post in Post.objects.all()] + [brief.body for brief in mail.outbox]

    assert texte != []
    assert [funde for text in texte if (funde := verraten(text))] == []


# In the Verwaltung: accounts without a right to these entries


def make_fremde(welt) -> dict[str, Client]:
    """A Koordination elsewhere, a Redaktion of another partner here, and an account without any access."""
    anderes, nachbar = make_netzwerk("Anderswo"), make_partner("Nachbar", netzwerk=welt.netzwerk)
    rolle = Zugang.Rolle
    konten = {
        "koordination": make_konto("fremde", rolle=rolle.KOORDINATION, netzwerk=anderes),
        "redaktion": make_konto("nachbarin", rolle=rolle.REDAKTION, partner=nachbar),
        "ohne": make_konto("ohne"),
    }
    return {name: anmelden(konto) for name, konto in konten.items()}


def verwaltung(welt) -> list[str]:
    """Every address of the Verwaltung that can be read, built for what is protected."""
    schluessel = {
        e._meta.model_name: e.pk for e in (welt.stelle, welt.eigen, welt.partner, welt.netzwerk, welt.wegweiser)
    }
    schluessel |= {e._meta.model_name: e.pk for e in (welt.vorschlag, welt.rueckmeldung, welt.geloeschtes, welt.runde)}
    gebaut = []
    for eintrag in _einzeln(admin.site.urls[0]):
        teile = tuple(eintrag.pattern.regex.groupindex)
        modell = next((pk for name, pk in schluessel.items() if f"_{name}_" in f"{eintrag.name}"), welt.partner.pk)
        werte = {teil: {"endung": "csv", "fassung": 1, "app_label": "netzwerk"}.get(teil, modell) for teil in teile}
        if eintrag.name and eintrag.name not in ("logout", "jsi18n"):
            gebaut.append(reverse(f"admin:{eintrag.name}", kwargs=werte))
    return gebaut


def _einzeln(muster):
    for eintrag in muster:
        if isinstance(eintrag, URLResolver):
            yield from _einzeln(eintrag.url_patterns)
        else:
            yield eintrag


@pytest.mark.parametrize("wer", ["koordination", "redaktion", "ohne"])
def test_strangers_in_the_verwaltung_do_not_see_it(welt, wer):
    client = make_fremde(welt)[wer]

    leck = {url: funde for url in verwaltung(welt) if (funde := verraten(lesbar(client.get(url))))}

    assert leck == {}


def test_lists_that_leave_the_verwaltung_do_not_carry_it(welt):
    """The Koordination sees the address in the form; the sheets that it takes along are for others too."""
    client = anmelden(make_konto("koordination", rolle=Zugang.Rolle.KOORDINATION, netzwerk=welt.netzwerk))
    blaetter = [url for url in verwaltung(welt) if re.search(r"\.(csv|json|xlsx|ods)", url)]

    assert len(blaetter) > 5
    assert {url: funde for url in blaetter if (funde := verraten(lesbar(client.get(url))))} == {}


def test_every_secret_is_looked_for():
    assert len(GEHEIM) > 50
    assert QueryDict("q=Zaunkönigweg").get("q").casefold() in GEHEIM
