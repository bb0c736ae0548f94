"""The preview of a guide from the unsaved form: shows it all, keeps nothing, stays within the account's own."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import caches
from django.urls import reverse

from tests.factories import make_wegweiser
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, formulardaten, text, url
from tests.wegweiser.pdfs import seitentexte
from wegweiser.models import Kapitel, Wegweiser

pytestmark = pytest.mark.django_db
PDF = {"_vorschau_format": "a5"}


@pytest.fixture(autouse=True)
def druckspeicher():
    caches["druck"].clear()


@pytest.fixture
def besetzung():
    wer = make_besetzung()
    kapitel = [{"titel": "Willkommen", "text": "Schön."}, {"titel": "Weg", "art": "stationen"}]
    for seite in (wer.eigen, wer.fremd):
        titel = f"Wegweiser {seite.netzwerk.name}"
        seite.wegweiser = make_wegweiser(titel, netzwerk=seite.netzwerk, kapitel=kapitel)
    return wer


@pytest.fixture
def koordination(besetzung):
    return anmelden(besetzung.koordination)


def zeige(client, wegweiser, **felder):
    """Opens the form, fills it in and presses „Vorschau“."""
    daten = formulardaten(client.get(url(Wegweiser, "change", wegweiser.pk))) | felder
    return client.post(url(Wegweiser, "vorschau", wegweiser.pk), daten)


def bestand():
    wegweiser = [{**zeile} for zeile in Wegweiser.objects.order_by("pk").values()]
    kapitel = [{**zeile} for zeile in Kapitel.objects.order_by("pk").values()]
    return wegweiser, kapitel, Kapitel.angebote.through.objects.count(), LogEntry.objects.count()


NEU = {
    "titel": "Ganz neuer Titel",
    "beschreibung": "Es gibt {{ betrag.uv_0_5 }}.",
    "kapitel-TOTAL_FORMS": 3,
    "kapitel-0-text": "Anderer Text.",
    "kapitel-2-titel": "Drittes",
    "kapitel-2-art": "text",
    "kapitel-2-text": "Dazu getippt.",
    "kapitel-2-reihenfolge": 90,
    "kapitel-2-detail": "voll",
}


def test_preview_shows_the_unsaved_form_and_keeps_nothing(besetzung, koordination):
    vorher = bestand()
    antwort = zeige(koordination, besetzung.eigen.wegweiser, **NEU)
    seite = text(antwort)

    assert antwort.status_code == 200
    worte = ("Vorschau – noch nicht gespeichert.", "Ganz neuer Titel", "Anderer Text.", "Dazu getippt.", "Es gibt 227")
    assert [wort in seite for wort in worte] == [True] * 5
    assert bestand() == vorher


def test_preview_says_what_is_missing(besetzung, koordination):
    besetzung.eigen.netzwerk.logo = "logos/fehlt.png"
    besetzung.eigen.netzwerk.save()
    seite = text(zeige(koordination, besetzung.eigen.wegweiser))

    assert "Kapitel „Weg“ ist leer und wird nicht gedruckt." in seite
    assert "Das Logo „logos/fehlt.png“ von Netzwerk Linde lässt sich nicht lesen." in seite


def test_deleted_chapter_is_gone_in_the_preview_only(besetzung, koordination):
    vorher = bestand()
    antwort = zeige(koordination, besetzung.eigen.wegweiser, **{"kapitel-0-DELETE": "on"})

    assert [abschnitt.titel for abschnitt in antwort.context["heft"].kapitel] == []
    assert bestand() == vorher


def test_preview_carries_the_form_on_to_its_pdf(besetzung, koordination):
    vorher = bestand()
    vorschau = zeige(koordination, besetzung.eigen.wegweiser, **NEU).context["vorschau"]
    daten = {}
    for name, wert in vorschau["felder"]:
        daten.setdefault(name, []).append(wert)
    antwort = koordination.post(vorschau["adresse"], daten | PDF)

    assert antwort["Content-Type"] == "application/pdf"
    assert "Dazu getippt." in " ".join(seitentexte(antwort.content))
    assert bestand() == vorher


def test_unknown_format_is_printed_as_a4(besetzung, koordination):
    antwort = zeige(koordination, besetzung.eigen.wegweiser, _vorschau_format="quadrat")

    assert antwort["Content-Disposition"].endswith('-a4.pdf"')


def test_mistakes_of_the_form_are_shown_instead(besetzung, koordination):
    vorher = bestand()
    felder = {"titel": "", "kapitel-0-text": "{{ betrag.uv_05 }}", "kapitel-1-suche": "tema=x"}
    antwort = zeige(koordination, besetzung.eigen.wegweiser, **felder)

    assert antwort.context["fehler"] == [
        "Titel: Dieses Feld ist zwingend erforderlich.",
        "Kapitel „Willkommen“ › Text: „{{ betrag.uv_05 }}“ steht nicht im Register der Beträge. "
        "Meinten Sie „betrag.uv_0_5“?",
        "Kapitel „Weg“ › Gespeicherte Suche: „tema“ kennt die Suche nicht. Meinten Sie „thema“?",
    ]
    assert bestand() == vorher


@pytest.mark.parametrize(
    "daten",
    [{}, {"kapitel-TOTAL_FORMS": "viele"}, {"titel": "x", "kapitel-TOTAL_FORMS": "9", "kapitel-INITIAL_FORMS": "9"}],
)
def test_broken_request_is_told_not_crashed(besetzung, koordination, daten):
    antwort = koordination.post(url(Wegweiser, "vorschau", besetzung.eigen.wegweiser.pk), daten)

    assert antwort.status_code == 200
    assert antwort.context["fehler"]


def test_guide_given_away_is_refused(besetzung, koordination):
    vorher = bestand()
    antwort = zeige(koordination, besetzung.eigen.wegweiser, netzwerk=besetzung.fremd.netzwerk.pk)

    assert (FREMD in text(antwort), bestand() == vorher) == (False, True)
    assert antwort.context["fehler"][0].startswith("Netzwerk: ")


def test_foreign_chapters_and_offers_cannot_be_slipped_in(besetzung, koordination):
    fremdes = besetzung.fremd.wegweiser.kapitel.first()
    felder = {"kapitel-0-id": fremdes.pk, "kapitel-1-angebote": [besetzung.fremd.angebot.pk]}
    antwort = zeige(koordination, besetzung.eigen.wegweiser, **felder)

    assert (bool(antwort.context["fehler"]), FREMD in text(antwort)) == (True, False)


@pytest.mark.parametrize("konto", ["koordination", "redaktion", "ohne_zugang"])
@pytest.mark.parametrize("methode", ["get", "post"])
def test_foreign_guide_is_as_if_it_were_not_there(besetzung, konto, methode):
    client = anmelden(getattr(besetzung, konto))
    antworten = [
        getattr(client, methode)(url(Wegweiser, "vorschau", pk), {"titel": "x"})
        for pk in (besetzung.fremd.wegweiser.pk, 999_999)
    ]

    assert [(a.status_code, a.headers["Location"]) for a in antworten] == [(302, reverse("admin:index"))] * 2
    assert not any(FREMD in text(client.get(reverse("admin:index"))) for _ in antworten)


def test_visitor_is_sent_to_the_login(client, besetzung):
    antwort = client.post(url(Wegweiser, "vorschau", besetzung.eigen.wegweiser.pk), {})

    assert (antwort.status_code, "login" in antwort.headers["Location"]) == (302, True)


def test_reload_by_address_leads_back_to_the_form(besetzung, koordination):
    antwort = koordination.get(url(Wegweiser, "vorschau", besetzung.eigen.wegweiser.pk))

    assert antwort.headers["Location"] == url(Wegweiser, "change", besetzung.eigen.wegweiser.pk)
