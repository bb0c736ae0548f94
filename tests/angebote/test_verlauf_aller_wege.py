"""Every way in which an entry is written leaves a state of it, with who and when.

The loaders of reference and demo data are left out: they make entries that nobody has changed yet.
"""

from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from angebote.admin.rueckfragen import telefonliste  # noqa: F401  registers the page
from angebote.doppelungen.zusammenlegen import merge
from angebote.models import Angebot, Zustaendigkeit
from anlaufstellen.models import Anlaufstelle
from netzwerk.bestaetigung import confirm, hide
from netzwerk.models import Ansprechperson, Fassung, Netzwerk, Partner, Vorschlag
from netzwerk.vorschlaege import accept_vorschlag
from tests.factories import make_angebot, make_anlaufstelle, make_partner, make_person, make_vorschlag
from tests.konten import make_besetzung
from tests.netzwerk.tabellen.einlesen import hochladen, make_csv, uebernehmen
from tests.verwaltung import anmelden, speichere, url

pytestmark = pytest.mark.django_db
Anlass = Fassung.Anlass


@pytest.fixture
def welt(tmp_path):
    besetzung = make_besetzung()
    Vorschlag.objects.all().delete()
    Fassung.objects.all().delete()
    return SimpleNamespace(
        **vars(besetzung.eigen),
        konto=besetzung.koordination,
        client=anmelden(besetzung.koordination),
        datei=tmp_path / "liste.csv",
    )


def aktion(welt, name, eintrag) -> None:
    welt.client.post(url(type(eintrag), "changelist"), {"action": name, "_selected_action": [eintrag.pk]})


def zeile(welt, **felder) -> dict:
    return {"partner": welt.partner.name, "name": "Person Linde", "telefon": "05551 4711"} | felder


def sheet_on_page(welt, **felder) -> None:
    adresse = url(Ansprechperson, "import")
    uebernehmen(welt.client, adresse, hochladen(welt.client, adresse, [zeile(welt, **felder)]))


def sheet_on_command_line(welt, art="person", **felder) -> None:
    welt.datei.write_bytes(make_csv(zeile(welt, **felder)))
    call_command("import_tabelle", art, str(welt.datei), stdout=StringIO())


def offers_on_command_line(welt) -> None:
    werte = {"titel": "Neuer Kurs", "partner": "Neuer Verein", "region": "Landkreis Northeim"}
    welt.datei.write_bytes(make_csv(werte | {"themen": "Kinderbetreuung"}))
    call_command("import_angebote", str(welt.datei), "--netzwerk", welt.netzwerk.slug, stdout=StringIO())


def merge_partners(welt) -> None:
    doppel = make_partner("Partner Linde e. V.", netzwerk=welt.netzwerk)
    for make in (make_angebot, make_anlaufstelle, make_person):
        make("Vom Doppel", partner=doppel)
    merge(welt.partner, doppel, {}, konto=welt.konto)


def merge_points(welt) -> None:
    make_angebot("Vom Doppel", anlaufstelle=welt.zweite, partner=welt.partner)
    merge(welt.anlaufstelle, welt.zweite, {"name": "bleibt"}, konto=welt.konto)


def accept(welt) -> None:
    vorschlag = make_vorschlag(welt.angebot, titel="Vorschlag", von="Partner Linde")
    accept_vorschlag(vorschlag, ["titel"], konto=welt.konto, moment=timezone.now())


def formular(name, **felder):
    def saves(welt) -> None:
        eintrag = getattr(welt, name)
        speichere(welt.client, url(type(eintrag), "change", eintrag.pk), **felder)

    return saves


def bestaetigung(welt) -> None:
    jetzt = timezone.now()
    confirm([welt.angebot], wie="link", am=timezone.localdate(), moment=jetzt, durch="Partner Linde")


def verbergen(welt) -> None:
    hide([welt.angebot], timezone.localdate(), moment=timezone.now())


def loeschen(welt) -> None:
    welt.client.post(url(Angebot, "delete", welt.angebot.pk), {"post": "yes"})


KOORDINATION, NIEMAND = "koordination", "Kommandozeile"
GEAENDERT = (Anlass.GEAENDERT, KOORDINATION)
WEGE = [
    (formular("angebot", telefon="05551 9"), [(Angebot, "Angebot Linde", *GEAENDERT)]),
    (formular("anlaufstelle", telefon="05551 9"), [(Anlaufstelle, "Treff Linde", *GEAENDERT)]),
    (formular("partner", telefon="05551 9"), [(Partner, "Partner Linde", *GEAENDERT)]),
    (formular("person", telefon="05551 9"), [(Ansprechperson, "Person Linde", *GEAENDERT)]),
    (formular("netzwerk", telefon="05551 9"), [(Netzwerk, "Netzwerk Linde", *GEAENDERT)]),
    (formular("zustaendigkeit", hinweis="neu"), [(Zustaendigkeit, None, *GEAENDERT)]),
    (lambda welt: aktion(welt, "archivieren", welt.angebot), [(Angebot, "Angebot Linde", *GEAENDERT)]),
    (
        lambda welt: aktion(welt, "bestaetigen", welt.anlaufstelle),
        [(Anlaufstelle, "Treff Linde", Anlass.BESTAETIGT, "der Koordination")],
    ),
    (
        lambda welt: aktion(welt, "am_telefon", welt.angebot),
        [(Angebot, "Angebot Linde", Anlass.BESTAETIGT, "Partner Linde")],
    ),
    (bestaetigung, [(Angebot, "Angebot Linde", Anlass.BESTAETIGT, "Partner Linde")]),
    (verbergen, [(Angebot, "Angebot Linde", Anlass.VERBORGEN, "der Rückfrage")]),
    (loeschen, [(Angebot, "Angebot Linde", Anlass.GELOESCHT, KOORDINATION)]),
    (accept, [(Angebot, "Vorschlag", Anlass.VORSCHLAG, "Partner Linde")]),
    (sheet_on_page, [(Ansprechperson, "Person Linde", Anlass.EINGELESEN, KOORDINATION)]),
    (
        lambda welt: sheet_on_page(welt, name="Neue Person"),
        [(Ansprechperson, "Neue Person", Anlass.EINGELESEN, KOORDINATION)],
    ),
    (sheet_on_command_line, [(Ansprechperson, "Person Linde", Anlass.EINGELESEN, NIEMAND)]),
    (
        lambda welt: sheet_on_command_line(welt, name="Neue Person"),
        [(Ansprechperson, "Neue Person", Anlass.EINGELESEN, NIEMAND)],
    ),
    (
        offers_on_command_line,
        [
            (Angebot, "Neuer Kurs", Anlass.EINGELESEN, NIEMAND),
            (Partner, "Neuer Verein", Anlass.EINGELESEN, NIEMAND),
        ],
    ),
    (
        merge_partners,
        [
            (Angebot, "Vom Doppel", *GEAENDERT),
            (Anlaufstelle, "Vom Doppel", *GEAENDERT),
            (Ansprechperson, "Vom Doppel", *GEAENDERT),
            (Partner, "Partner Linde", Anlass.ZUSAMMENGELEGT, KOORDINATION),
            (Partner, "Partner Linde e. V.", Anlass.ZUSAMMENGELEGT, KOORDINATION),
        ],
    ),
    (
        merge_points,
        [
            (Angebot, "Vom Doppel", *GEAENDERT),
            (Anlaufstelle, "Treff Linde", Anlass.ZUSAMMENGELEGT, KOORDINATION),
            (Anlaufstelle, "Treff Linde am Markt", Anlass.ZUSAMMENGELEGT, KOORDINATION),
        ],
    ),
]


@pytest.mark.parametrize(("weg", "erwartet"), WEGE)
def test_every_way_of_writing_leaves_a_state_with_who_and_when(welt, weg, erwartet):
    anfang = timezone.now()

    weg(welt)

    neue = Fassung.objects.exclude(anlass=Anlass.VORHER)
    assert sorted((f.modell, f.name, f.anlass, f.von) for f in neue) == sorted(
        (modell._meta.label_lower, name or str(welt.zustaendigkeit), anlass, von)
        for modell, name, anlass, von in erwartet
    )
    assert all(anfang <= fassung.am <= timezone.now() for fassung in neue)


def test_changed_states_differ_from_the_state_before(welt):
    """What a merger moves: the state before names the partner that went."""
    merge_partners(welt)

    vorher, nachher = Fassung.objects.filter(modell="angebote.angebot").order_by("pk")
    assert (vorher.anlass, nachher.inhalt["partner"]) == (Anlass.VORHER, welt.partner.pk)
    assert vorher.inhalt["partner"] != nachher.inhalt["partner"]


def test_merger_takes_a_confirmation_whole_and_hides_nothing_that_was_confirmed(welt):
    """The survivor was confirmed yesterday; its old double had been taken out of the search."""
    Anlaufstelle.objects.filter(pk=welt.anlaufstelle.pk).update(
        bestaetigt_am=timezone.localdate(), bestaetigt_wie="link", bestaetigt_durch="Partner Linde"
    )
    Anlaufstelle.objects.filter(pk=welt.zweite.pk).update(
        bestaetigt_am=timezone.localdate() - timedelta(days=400),
        bestaetigt_durch="der Koordination",
        verborgen_seit=date(2026, 1, 1),
    )

    bleibt = merge(welt.anlaufstelle, welt.zweite, {}, konto=welt.konto)

    assert (bleibt.bestaetigt_am, bleibt.bestaetigt_durch, bleibt.verborgen_seit) == (
        timezone.localdate(),
        "Partner Linde",
        None,
    )
