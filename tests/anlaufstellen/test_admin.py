"""The Verwaltung of drop-in points: protection, hours, tour, and who decides what is shown."""

from datetime import time

import pytest
from django.utils import timezone

from anlaufstellen.models import Anlaufstelle, Ausnahmetag, Oeffnungszeit, Tourhalt
from netzwerk.models import Ansprechperson, Vorschlag, Zugang
from netzwerk.vorschlaege import accept_vorschlag
from tests.factories import make_anlaufstelle, make_konto, make_netzwerk, make_partner, make_person
from tests.konten import make_besetzung
from tests.verwaltung import anmelden, fehler, speichere, text, url

pytestmark = pytest.mark.django_db

SCHUTZHINWEIS = "Die Adresse ist geschützt. Sie steht nur hier in der Verwaltung"


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


def inlines(antwort):
    return [formset.opts.model for formset in antwort.context["inline_admin_formsets"]]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_changelist_query_count_is_constant(verwaltung, anzahl, django_assert_num_queries):
    stellen = [make_anlaufstelle(netzwerk=make_netzwerk()) for _ in range(anzahl)]

    with django_assert_num_queries(10):
        antwort = verwaltung.get(url(Anlaufstelle, "changelist"))

    assert {obj.pk for obj in antwort.context["cl"].result_list} == {stelle.pk for stelle in stellen}


def test_form_warns_where_the_address_is_protected(verwaltung):
    offen = make_anlaufstelle("Infopoint", strasse="Markt 1", ort="Uslar")
    schutz = make_anlaufstelle(
        "Frauenhaus", art=Anlaufstelle.Art.SCHUTZ, adresse_geschuetzt=True, strasse="Geheimweg 7", ort="Uslar"
    )

    seiten = [text(verwaltung.get(url(Anlaufstelle, "change", stelle.pk))) for stelle in (offen, schutz)]

    assert [SCHUTZHINWEIS in seite for seite in seiten] == [False, True]


def test_list_does_not_show_a_protected_place(verwaltung):
    make_anlaufstelle("Infopoint", ort="Northeim")
    make_anlaufstelle("Frauenhaus", art="schutz", adresse_geschuetzt=True, strasse="Geheimweg 7", ort="Uslar")

    seite = text(verwaltung.get(url(Anlaufstelle, "changelist")))

    assert [wort in seite for wort in ("Northeim", "geschützt", "Uslar", "Geheimweg")] == [True, True, False, False]


def test_shelter_without_protection_says_what_to_tick(verwaltung):
    stelle = make_anlaufstelle("Frauenhaus")

    antwort = speichere(verwaltung, url(Anlaufstelle, "change", stelle.pk), art="schutz")

    assert fehler(antwort) == {
        "__all__": ["Bei „Schutz vor Gewalt“ muss die Adresse geschützt sein. Bitte „Adresse ist geschützt“ ankreuzen."]
    }


def test_hours_closed_days_and_tour_are_saved(verwaltung):
    stelle = make_anlaufstelle("Bus", art=Anlaufstelle.Art.MOBIL)
    zeilen = {
        "zeiten-0-wochentag": 3,
        "zeiten-0-von": "09:00",
        "zeiten-0-bis": "12:30",
        "zeiten-0-rhythmus": "gerade",
        "ausnahmen-0-von": "24.12.2026",
        "ausnahmen-0-bis": "31.12.2026",
        "halte-TOTAL_FORMS": 1,
        "halte-0-bezeichnung": "Marktplatz Uslar",
        "halte-0-wochentag": 1,
        "halte-0-von": "14:00",
        "halte-0-bis": "15:00",
        "halte-0-rhythmus": "woche",
    }

    antwort = speichere(verwaltung, url(Anlaufstelle, "change", stelle.pk), **zeilen)

    assert antwort.status_code == 302
    assert list(Oeffnungszeit.objects.values_list("wochentag", "von", "bis", "rhythmus")) == [
        (3, time(9), time(12, 30), "gerade")
    ]
    assert [str(tag) for tag in Ausnahmetag.objects.all()] == ["geschlossen vom 24.12.2026 bis 31.12.2026"]
    assert [str(halt) for halt in Tourhalt.objects.all()] == ["Marktplatz Uslar: Di 14–15 Uhr"]


def test_tour_is_asked_of_mobile_points_only(verwaltung):
    bus, treff = make_anlaufstelle(art=Anlaufstelle.Art.MOBIL), make_anlaufstelle()

    assert [inlines(verwaltung.get(url(Anlaufstelle, "change", stelle.pk))) for stelle in (bus, treff)] == [
        [Tourhalt, Oeffnungszeit, Ausnahmetag],
        [Oeffnungszeit, Ausnahmetag],
    ]


def test_point_of_koordination_belongs_to_its_network():
    besetzung = make_besetzung()
    client = anmelden(besetzung.koordination)

    antwort = speichere(client, url(Anlaufstelle, "add"), name="Neu", partner=besetzung.eigen.partner.pk)
    ohne = speichere(
        client, url(Anlaufstelle, "add"), name="Ohne Netzwerk", partner=besetzung.eigen.partner.pk, netzwerk=""
    )

    neu = Anlaufstelle.objects.get(name="Neu")
    assert (antwort.status_code, neu.netzwerk, neu.ist_veroeffentlicht) == (302, besetzung.eigen.netzwerk, True)
    assert list(fehler(ohne)) == ["netzwerk"]


def test_point_of_redaktion_waits_for_the_koordination():
    besetzung = make_besetzung()
    client = anmelden(besetzung.redaktion)

    antwort = speichere(client, url(Anlaufstelle, "add"), name="Neu", ist_veroeffentlicht="on")

    neu = Anlaufstelle.objects.get(name="Neu")
    assert (antwort.status_code, neu.partner, neu.netzwerk) == (302, besetzung.eigen.partner, besetzung.eigen.netzwerk)
    assert neu.ist_veroeffentlicht is False


def test_redaktion_keeps_its_published_point_published_and_in_its_network():
    besetzung = make_besetzung()
    stelle = besetzung.eigen.anlaufstelle
    adresse = url(Anlaufstelle, "change", stelle.pk)

    antwort = speichere(anmelden(besetzung.redaktion), adresse, telefon="05551 000-1", netzwerk="")

    stelle.refresh_from_db()
    assert (antwort.status_code, stelle.telefon, stelle.netzwerk) == (302, "", besetzung.eigen.netzwerk)
    neu = {name: werte["neu"] for name, werte in Vorschlag.objects.latest("pk").aenderungen.items()}
    assert neu == {"telefon": "05551 000-1"}
    assert stelle.ist_veroeffentlicht is True


def test_redaktion_of_a_partner_without_network_can_enter_a_point():
    partner = make_partner("Bundesverein")
    client = anmelden(make_konto(rolle=Zugang.Rolle.REDAKTION, partner=partner))

    antwort = speichere(client, url(Anlaufstelle, "add"), name="Telefon")

    assert (antwort.status_code, Anlaufstelle.objects.get().netzwerk) == (302, None)


def test_link_to_the_page_only_when_it_is_public(verwaltung):
    offen, entwurf = make_anlaufstelle(), make_anlaufstelle(ist_veroeffentlicht=False)

    seiten = [text(verwaltung.get(url(Anlaufstelle, "change", stelle.pk))) for stelle in (offen, entwurf)]

    assert ["Seite ansehen" in seite for seite in seiten] == [True, False]
    assert [stelle.get_absolute_url() in seite for stelle, seite in zip((offen, entwurf), seiten, strict=True)] == [
        True,
        False,
    ]


# Lots*innen


def test_lotsin_keeps_her_point_with_hours_and_closed_days():
    besetzung = make_besetzung()
    stelle = besetzung.eigen.anlaufstelle
    zeilen = {
        "telefon": "05551 000-1",
        "zeiten-0-wochentag": 0,
        "zeiten-0-von": "09:00",
        "zeiten-0-bis": "12:00",
        "zeiten-0-rhythmus": "woche",
        "ausnahmen-0-von": "2026-12-24",
        "ausnahmen-0-bis": "2026-12-31",
    }

    antwort = speichere(anmelden(besetzung.lotsin), url(Anlaufstelle, "change", stelle.pk), **zeilen)

    vorschlag = Vorschlag.objects.zu(stelle).get(konto=besetzung.lotsin)
    assert (antwort.status_code, sorted(vorschlag.aenderungen)) == (302, ["ausnahmen", "telefon", "zeiten"])
    accept_vorschlag(vorschlag, vorschlag.aenderungen, konto=besetzung.koordination, moment=timezone.now())
    stelle.refresh_from_db()
    assert stelle.telefon == "05551 000-1"
    assert [str(zeile) for zeile in stelle.zeiten.all()] == ["Mo 9–12 Uhr"]
    assert stelle.ausnahmen.count() == 1


def test_lotsin_changes_neither_owner_nor_persons_nor_publication():
    besetzung = make_besetzung()
    stelle = besetzung.eigen.anlaufstelle
    vorher = Anlaufstelle.objects.filter(pk=stelle.pk).values().get()
    zweite = make_person("Zweite", partner=besetzung.eigen.partner)
    versuch = {"netzwerk": "", "partner": make_partner().pk, "personen": [zweite.pk], "slug": "x"}

    antwort = speichere(
        anmelden(besetzung.lotsin),
        url(Anlaufstelle, "change", stelle.pk),
        **versuch,
        ist_veroeffentlicht="",
        externer_schluessel="x",
    )

    nachher = Anlaufstelle.objects.filter(pk=stelle.pk).values().get()
    assert antwort.status_code == 302
    assert {**nachher, "geaendert_am": None} == {**vorher, "geaendert_am": None}
    assert list(stelle.personen.all()) == [besetzung.eigen.person]


def test_lotsin_changes_her_own_entry_but_not_her_partner():
    besetzung = make_besetzung()
    person = besetzung.eigen.person
    adresse = url(Ansprechperson, "change", person.pk)

    antwort = speichere(anmelden(besetzung.lotsin), adresse, telefon="05551 000-2", partner=make_partner().pk)

    person.refresh_from_db()
    vorschlag = Vorschlag.objects.zu(person).get(konto=besetzung.lotsin)
    assert (antwort.status_code, person.partner) == (302, besetzung.eigen.partner)
    assert vorschlag.aenderungen == {"telefon": {"alt": "", "neu": "05551 000-2"}}


def test_point_without_her_is_no_longer_hers():
    besetzung = make_besetzung()
    stelle = besetzung.eigen.anlaufstelle
    stelle.personen.clear()
    client = anmelden(besetzung.lotsin)

    assert client.get(url(Anlaufstelle, "change", stelle.pk)).status_code == 302
    assert text(client.get(url(Anlaufstelle, "changelist"))).count(stelle.name) == 0


def test_lotsin_who_is_also_redaktion_has_the_rights_of_both():
    besetzung = make_besetzung()
    Zugang.objects.create(konto=besetzung.lotsin, rolle=Zugang.Rolle.REDAKTION, partner=besetzung.eigen.partner)

    felder = anmelden(besetzung.lotsin).get(url(Anlaufstelle, "change", besetzung.eigen.anlaufstelle.pk))

    gewaehlt = set(felder.context["adminform"].form.fields)
    assert {"partner", "personen"} <= gewaehlt
    assert not {"netzwerk", "ist_veroeffentlicht"} & gewaehlt
