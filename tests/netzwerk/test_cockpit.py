"""The start page of the Verwaltung: what waits, in the right order, exactly as many as the list behind it shows."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote.models import Angebot, Rueckmeldung, Suchanfrage
from netzwerk import cockpit
from netzwerk.cockpit import Aufgabe, Bild
from netzwerk.models import Netzwerk, Post
from tests.factories import (
    make_angebot,
    make_konto,
    make_post,
    make_region,
    make_rueckmeldung,
    make_thema,
    make_vorschlag,
)
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text
from wegweiser.models import Druckauftrag

pytestmark = pytest.mark.django_db

HEUTE = timezone.localdate()
INLINE = r"<script(?![^>]* src=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son\w+="


def make_arbeit(besetzung):
    """In both networks: one offer in review, one draft, one with ending money, and so on."""
    for bestand in (besetzung.eigen, besetzung.fremd):
        wer = {"netzwerk": bestand.netzwerk, "partner": bestand.partner, "themen": [make_thema()]}
        wort = bestand.netzwerk.name
        make_angebot(f"Prüfung {wort}", status=Angebot.Status.IN_PRUEFUNG, **wer)
        make_angebot(f"Entwurf {wort}", status=Angebot.Status.ENTWURF, **wer)
        make_angebot(f"Archiv {wort}", status=Angebot.Status.ARCHIVIERT, foerderung_bis=HEUTE, **wer)
        make_angebot(f"Ende {wort}", foerderung_bis=HEUTE + timedelta(days=90), bestaetigt_am=HEUTE, **wer)
        make_angebot(f"Später {wort}", foerderung_bis=HEUTE + timedelta(days=91), bestaetigt_am=HEUTE, **wer)
        make_angebot(f"Alt {wort}", bestaetigt_am=HEUTE - timedelta(days=181), bestaetigt_wie="telefon", **wer)
        make_angebot(f"Gerade {wort}", bestaetigt_am=HEUTE - timedelta(days=180), bestaetigt_wie="link", **wer)
        make_rueckmeldung(bestand.angebot, zustand=Rueckmeldung.Zustand.ERLEDIGT)
        make_post(netzwerk=bestand.netzwerk, zustand=Post.Zustand.UNZUSTELLBAR)
        Druckauftrag.objects.create(schluessel=wort, titel=wort, netzwerk=bestand.netzwerk, zustand="gescheitert")
    Suchanfrage.objects.update(ohne_treffer=1)


def seite(besetzung, rolle):
    return anmelden(getattr(besetzung, rolle)).get(reverse("admin:index"))


def zahlen(antwort) -> dict[str, int]:
    return {a.titel: a.anzahl for a in [*antwort.context["aufgaben"], *antwort.context["erledigt"]]}


KOORDINATION = {
    "Angebote in Prüfung": 1,
    "Hinweise von Eltern: „Angabe stimmt nicht“": 1,
    "E-Mails, die nicht ankamen": 1,
    "Angebote zu bestätigen": 2,
    "Anlaufstellen zu bestätigen": 2,
    "Partner anrufen": 0,
    "Rückfragen, die nicht ankommen": 0,
    "Mögliche Doppel": 1,
    "Angebote, deren Förderung in 90 Tagen endet": 1,
    "Hefte, die sich nicht drucken ließen": 1,
    "Suchen ohne Treffer in 30 Tagen": 1,
    "Links, die nicht gehen": 1,
    "Bestellungen von Anlaufstellen": 0,
}
REDAKTION = {
    "Ihre Entwürfe": 1,
    "Ihre Angebote in Prüfung": 1,
    "Angebote zu bestätigen": 2,
    "Anlaufstellen zu bestätigen": 2,
    "Angebote, deren Förderung in 90 Tagen endet": 1,
}
ERWARTET = {
    "verwaltung": {titel: 2 * anzahl for titel, anzahl in KOORDINATION.items()},
    "koordination": KOORDINATION,
    "redaktion": REDAKTION,
    "ohne_zugang": {},
}


@pytest.mark.parametrize("rolle", ERWARTET)
def test_each_role_sees_its_own_work(rolle):
    besetzung = make_besetzung()
    make_arbeit(besetzung)

    antwort = seite(besetzung, rolle)

    gezeigt = {titel: n for titel, n in zahlen(antwort).items() if "Vorschläge" not in titel}
    assert gezeigt == ERWARTET[rolle]
    assert (FREMD in text(antwort)) is False
    assert re.findall(INLINE, text(antwort)) == []


@pytest.mark.parametrize("rolle", ["verwaltung", "koordination", "redaktion"])
def test_every_number_is_that_of_the_list_behind_it(rolle):
    besetzung = make_besetzung()
    make_arbeit(besetzung)
    client = anmelden(getattr(besetzung, rolle))
    antwort = client.get(reverse("admin:index"))

    for aufgabe in [*antwort.context["aufgaben"], *antwort.context["erledigt"]]:
        liste = client.get(aufgabe.adresse)
        assert (aufgabe.titel, liste.status_code) == (aufgabe.titel, 200)
        if "cl" in liste.context:  # the list of calls is a page of its own with tests of its own
            assert (aufgabe.titel, liste.context["cl"].result_count) == (aufgabe.titel, aufgabe.anzahl)


@pytest.mark.parametrize("mit_arbeit", [False, True])
@pytest.mark.parametrize(
    ("rolle", "abfragen"), [("verwaltung", 28), ("koordination", 29), ("redaktion", 17), ("ohne_zugang", 6)]
)
def test_query_count_of_the_start_page(rolle, abfragen, mit_arbeit, django_assert_num_queries):
    besetzung = make_besetzung()
    if mit_arbeit:
        make_arbeit(besetzung)
    client = anmelden(getattr(besetzung, rolle))

    with django_assert_num_queries(abfragen):
        client.get(reverse("admin:index"))


def test_urgent_work_stands_first_and_done_work_below(monkeypatch):
    def arbeit(konto, am):
        yield Aufgabe("Viel", 9, "/x/")
        yield Aufgabe("Nichts", 0, "/n/", dringend=True)
        yield Aufgabe("Wenig", 2, "/w/")
        yield Aufgabe("Eilig", 1, "/e/", "Sofort.", dringend=True)

    monkeypatch.setattr(cockpit, "_aufgaben", [arbeit])
    antwort = anmelden(make_konto("chefin", rolle="verwaltung")).get(reverse("admin:index"))

    assert [a.titel for a in antwort.context["aufgaben"]] == ["Eilig", "Viel", "Wenig"]
    assert [a.titel for a in antwort.context["erledigt"]] == ["Nichts"]
    assert '<li class="dringend"><a href="/e/"><span class="cockpit-zahl">1</span>' in text(antwort)


def test_empty_day_is_kind(monkeypatch):
    monkeypatch.setattr(cockpit, "_aufgaben", [])
    antwort = anmelden(make_konto("chefin", rolle="verwaltung")).get(reverse("admin:index"))

    assert "Nichts wartet auf Sie." in text(antwort)


def test_account_without_access_is_told_so_and_sees_no_empty_day():
    antwort = text(anmelden(make_konto("neu")).get(reverse("admin:index")))

    assert "Nichts wartet auf Sie." not in antwort
    assert "Ihr Konto hat noch keinen Zugang." in antwort


def test_charts_count_what_the_public_sees():
    besetzung = make_besetzung()
    make_arbeit(besetzung)
    eigenes = besetzung.eigen.netzwerk
    anderes = {"netzwerk": eigenes, "partner": besetzung.eigen.partner}
    make_angebot("Beim Amt", themen=[make_thema("Geld"), make_thema("Anträge", eltern=make_thema("Geld"))], **anderes)

    bilder = seite(besetzung, "koordination").context["bilder"]

    je_thema, wie = (dict(bild.werte) for bild in bilder if bild.titel != "Bestätigte Einträge")
    # Shown: the offer itself, „Ende“, „Später“, „Alt“, „Gerade“; confirmed in time: three of five.
    assert je_thema == {"Kinderbetreuung (5)": 60, "Geld (1)": 0}
    assert {name: n for name, n in wie.items() if n} == {"per Link": 1, "am Telefon": 1, "nicht bekannt": 2}


@pytest.mark.parametrize(
    ("wert", "bis", "zeile"),
    [
        (60, 100, ("a", "60\u00a0%", 60)),
        (None, 100, ("a", "–", 0)),
        (0, 100, ("a", "0\u00a0%", 0)),
        (150, 100, ("a", "150\u00a0%", 100)),
        (1, 3, ("a", "1\u00a0%", 33.3)),
        (5, 0, ("a", "5\u00a0%", 0)),
    ],
)
def test_bar_has_the_length_of_its_value(wert, bis, zeile):
    assert Bild("x", (("a", wert),), bis=bis).zeilen == [zeile]


def test_bar_is_written_with_a_point_and_the_name_escaped(monkeypatch):
    monkeypatch.setattr(cockpit, "_bilder", [lambda konto, am: [Bild("<b>", (("<i>", 1),), bis=3)]])
    antwort = text(anmelden(make_konto("chefin", rolle="verwaltung")).get(reverse("admin:index")))

    assert '<rect width="33.3%"' in antwort
    assert '<th scope="row">&lt;i&gt;</th>' in antwort


def test_proposals_are_counted_for_those_who_decide():
    besetzung = make_besetzung()
    make_vorschlag(besetzung.eigen.partner, ort="Uslar")
    make_vorschlag(besetzung.fremd.partner, ort="Uslar")

    assert zahlen(seite(besetzung, "koordination"))["Vorschläge von Partnern"] == 2
    assert zahlen(seite(besetzung, "verwaltung"))["Vorschläge von Partnern"] == 4


def test_questions_of_smaller_regions_count_for_the_network():
    besetzung = make_besetzung()
    ort = make_region("Uslar", eltern=make_region("Northeim", ags="03155"), ebene=4, bezeichnung="Stadt")
    Suchanfrage.objects.create(tag=HEUTE, worte="ferien", region=ort, anzahl=3, ohne_treffer=3)

    assert zahlen(seite(besetzung, "koordination"))["Suchen ohne Treffer in 30 Tagen"] == 1
    assert Netzwerk.objects.count() == 2
