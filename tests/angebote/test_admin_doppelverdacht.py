"""„Gibt es das schon?“ at entry, the list of likely doubles, the page of a pair, and who may do what with it."""

from datetime import date

import pytest
from django.core.management import call_command

from angebote.doppelungen.verdacht import refresh_einen
from angebote.models import Angebot, Doppelverdacht
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Partner
from tests.factories import make_angebot, make_anlaufstelle, make_partner, make_region, make_thema
from tests.konten import FREMD, make_besetzung, make_doppelverdacht
from tests.verwaltung import anmelden, speichere, text, url

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
GEHEIM = "Geheimgasse 99"
LISTE = url(Doppelverdacht, "changelist")


@pytest.fixture
def besetzung():
    return make_besetzung()


def angebotsfelder(besetzung, **felder):
    eigen = besetzung.eigen
    vorgabe = {"partner": eigen.partner.pk, "themen": [make_thema().pk], "regionen": [make_region(ags="03155").pk]}
    return {**vorgabe, "netzwerk": eigen.netzwerk.pk, "telefonisch": "on", "status": "entwurf", **felder}


# At entry


def test_new_offer_that_may_be_there_comes_back_once(besetzung):
    client, adresse = anmelden(besetzung.koordination), url(Angebot, "add")
    felder = angebotsfelder(besetzung, titel="Angebot Linde", kurzbeschreibung="Alles getippt")

    erste = speichere(client, adresse, **felder)
    zweite = speichere(client, adresse, **felder, trotzdem_anlegen=1)

    html = text(erste)
    assert (erste.status_code, zweite.status_code) == (200, 302)
    assert "Gibt es das schon?" in html
    assert "gleicher Name, selber Partner" in html
    assert url(Angebot, "change", besetzung.eigen.angebot.pk) in html
    assert 'name="trotzdem_anlegen"' in html
    assert 'value="Alles getippt"' in html
    assert Angebot.objects.filter(titel="Angebot Linde").count() == 2


def test_new_partner_and_point_are_asked_for_too(besetzung):
    client = anmelden(besetzung.koordination)

    partner = speichere(client, url(Partner, "add"), name="Partner Linde", art="verein")
    punkt = speichere(
        client, url(Anlaufstelle, "add"), name="Treff Linde", art="treff", partner=besetzung.eigen.partner.pk
    )

    assert ["Gibt es das schon?" in text(antwort) for antwort in (partner, punkt)] == [True, True]
    assert Partner.objects.filter(name="Partner Linde").count() == 1


def test_entry_that_exists_is_not_asked_for_again(besetzung):
    make_angebot("Angebot Linde", partner=besetzung.eigen.partner, netzwerk=besetzung.eigen.netzwerk)

    antwort = speichere(
        anmelden(besetzung.koordination), url(Angebot, "change", besetzung.eigen.angebot.pk), telefon="05551 7081"
    )

    assert antwort.status_code == 302


def test_foreign_double_is_told_without_its_name(besetzung):
    fremd = besetzung.fremd.partner
    Partner.objects.filter(pk=fremd.pk).update(email="rat@amt.example", telefon="05551 708140", slug=FREMD.lower())

    antwort = speichere(
        anmelden(besetzung.koordination),
        url(Partner, "add"),
        name=f"Partner {FREMD[:7]}",
        art="verein",
        email="rat@amt.example",
        telefon="05551 708-140",
    )

    assert "Außerhalb Ihres Bereichs gibt es einen ähnlichen Eintrag." in text(antwort)
    assert (FREMD in text(antwort), FREMD.lower() in text(antwort)) == (False, False)


def test_protected_address_of_others_cannot_be_found_by_guessing(besetzung):
    felder = {"strasse": GEHEIM, "plz": "37154", "ort": "Northeim"}
    make_anlaufstelle("Zuflucht Nord", adresse_geschuetzt=True, partner=besetzung.fremd.partner, **felder)
    make_anlaufstelle("Zuflucht Nordost", partner=besetzung.fremd.partner, **{**felder, "strasse": "Offener Weg 1"})
    client, eigen = anmelden(besetzung.koordination), besetzung.eigen
    neu = {"name": "Zuflucht Nord", "art": "treff", "partner": eigen.partner.pk, "netzwerk": eigen.netzwerk.pk}

    geraten = speichere(client, url(Anlaufstelle, "add"), **neu, **felder)

    assert geraten.status_code == 302


# Finding and remembering


def test_save_finds_doubles_and_forgets_those_that_are_none_any_more(besetzung):
    eigen = besetzung.eigen
    felder = {"partner": eigen.partner, "netzwerk": eigen.netzwerk, "themen": [make_thema()]}
    zwilling = make_angebot("Angebot Linde", telefonisch=True, **felder)
    client, adresse = anmelden(besetzung.koordination), url(Angebot, "change", zwilling.pk)
    paare = Doppelverdacht.objects.filter(art="angebot").values_list("a_pk", "b_pk")

    speichere(client, adresse, telefon="05551 7081")
    gefunden = list(paare.all())
    speichere(client, adresse, titel="Etwas ganz anderes")

    assert (gefunden, list(paare.all())) == ([(eigen.angebot.pk, zwilling.pk)], [])


def test_command_finds_all_and_remembers_what_is_no_double(besetzung, capsys):
    partner = make_partner("Verein")
    a, b = (make_angebot("Krabbelgruppe", partner=partner) for _ in range(2))
    Doppelverdacht.objects.all().delete()

    call_command("find_doppelungen")
    Doppelverdacht.objects.filter(a_pk=a.pk, b_pk=b.pk).update(status="kein_doppel")
    call_command("find_doppelungen")

    assert list(Doppelverdacht.objects.filter(art="angebot").values_list("a_pk", "b_pk", "status")) == [
        (a.pk, b.pk, "kein_doppel")
    ]
    assert capsys.readouterr().out.splitlines()[1].startswith("Mögliche Doppel: Angebote 0, ")


@pytest.mark.parametrize("anzahl", [1, 5])
def test_looking_at_one_entry_takes_few_queries(anzahl, django_assert_num_queries):
    partner = make_partner("Verein")
    angebote = [make_angebot("Krabbelgruppe", partner=partner) for _ in range(anzahl + 1)]

    with django_assert_num_queries(6):
        refresh_einen(angebote[0], am=HEUTE)

    assert Doppelverdacht.objects.count() == anzahl


# The list and the page of a pair


@pytest.mark.parametrize("anzahl", [1, 5])
def test_list_query_count_is_constant(besetzung, anzahl, django_assert_num_queries):
    Doppelverdacht.objects.all().delete()
    for _ in range(anzahl):
        make_doppelverdacht("angebot", make_angebot("Eins"), make_angebot("Zwei"))
    client = anmelden(besetzung.verwaltung)

    with django_assert_num_queries(8):
        antwort = client.get(LISTE)

    assert text(antwort).count("Eins / Zwei") == anzahl


def seite(verdacht):
    return url(Doppelverdacht, "change", verdacht.pk)


def test_list_shows_open_ones_until_others_are_asked_for(besetzung):
    client, pk = anmelden(besetzung.koordination), besetzung.eigen.doppelverdacht.pk
    client.post(seite(besetzung.eigen.doppelverdacht), {"kein_doppel": "x"})

    gezeigt = [
        [zeile.pk for zeile in client.get(LISTE, wahl).context["cl"].result_list]
        for wahl in ({}, {"status": "kein_doppel"})
    ]

    assert gezeigt == [[], [pk]]


def test_koordination_merges_its_own(besetzung):
    eigen = besetzung.eigen

    antwort = anmelden(besetzung.koordination).post(
        seite(eigen.doppelverdacht), {"zusammenlegen": "x", "bleibt": eigen.zweite.pk, "wahl-name": "geht"}
    )

    assert (antwort.status_code, antwort.url) == (302, LISTE)
    assert list(Anlaufstelle.objects.filter(netzwerk=eigen.netzwerk).values_list("pk", "name")) == [
        (eigen.zweite.pk, "Treff Linde")
    ]
    eigen.angebot.refresh_from_db()
    assert eigen.angebot.anlaufstelle == eigen.zweite


@pytest.mark.parametrize("rolle", ["koordination", "redaktion", "ohne_zugang"])
@pytest.mark.parametrize("was", ["kein_doppel", "zusammenlegen"])
def test_foreign_pair_is_neither_seen_nor_changed(besetzung, rolle, was):
    fremd = besetzung.fremd
    client = anmelden(getattr(besetzung, rolle))

    antworten = [client.get(seite(fremd.doppelverdacht)), client.post(seite(fremd.doppelverdacht), {was: "x"})]

    assert [FREMD in text(antwort) for antwort in antworten] == [False, False]
    assert {antwort.status_code for antwort in antworten} <= {302, 403}
    fremd.doppelverdacht.refresh_from_db()
    assert (fremd.doppelverdacht.status, Anlaufstelle.objects.count()) == ("offen", 4)


def test_pair_with_one_foreign_side_is_not_shown(besetzung):
    gemischt = make_doppelverdacht("angebot", besetzung.eigen.angebot, besetzung.fremd.angebot)

    antwort = anmelden(besetzung.koordination).get(seite(gemischt), follow=True)

    assert FREMD not in text(antwort)


def test_redaktion_does_not_merge_its_own(besetzung):
    antwort = anmelden(besetzung.redaktion).post(seite(besetzung.eigen.doppelverdacht), {"zusammenlegen": "x"})

    assert antwort.status_code in (302, 403)
    assert Anlaufstelle.objects.filter(netzwerk=besetzung.eigen.netzwerk).count() == 2


def test_koordination_does_not_merge_what_others_hang_on(besetzung):
    eigen = besetzung.eigen
    make_angebot(FREMD, anlaufstelle=eigen.zweite, partner=besetzung.fremd.partner, netzwerk=besetzung.fremd.netzwerk)
    partner = make_partner("Partner Linde", netzwerk=eigen.netzwerk)
    partner.mitgliedschaften.create(netzwerk=besetzung.fremd.netzwerk)
    verdacht = make_doppelverdacht("partner", eigen.partner, partner)
    client = anmelden(besetzung.koordination)

    antworten = [
        client.get(seite(verdacht), {"bleibt": eigen.partner.pk}),
        client.post(seite(verdacht), {"zusammenlegen": "x", "bleibt": eigen.partner.pk}),
    ]

    assert [antwort.status_code for antwort in antworten] == [200, 403]
    assert "Bitte wenden Sie sich an die Verwaltung." in text(antworten[0])
    assert Partner.objects.filter(name="Partner Linde").count() == 2


def test_page_compares_and_keeps_what_was_chosen_after_an_error(besetzung):
    a = make_anlaufstelle("A", art="schutz", adresse_geschuetzt=True)
    b = make_anlaufstelle("B", plz="37154", ort="Northeim")
    verdacht = make_doppelverdacht("anlaufstelle", a, b)
    wahl = {"wahl-adresse_geschuetzt": "geht", "wahl-art": "bleibt"}

    antwort = anmelden(besetzung.verwaltung).post(seite(verdacht), {"zusammenlegen": "x", "bleibt": a.pk, **wahl})

    gewaehlt = {zeile.name: wert for zeile, wert in antwort.context["zeilen"]}
    assert "muss die Adresse geschützt sein" in text(antwort)
    assert (gewaehlt["adresse_geschuetzt"], gewaehlt["art"]) == ("geht", "bleibt")


def test_second_click_says_that_it_is_done(besetzung):
    client, verdacht = anmelden(besetzung.verwaltung), besetzung.eigen.doppelverdacht
    daten = {"zusammenlegen": "x", "bleibt": besetzung.eigen.zweite.pk}
    client.post(seite(verdacht), daten)

    antwort = client.post(seite(verdacht), daten, follow=True)

    assert "Einen der beiden Einträge gibt es nicht mehr." in text(antwort)
