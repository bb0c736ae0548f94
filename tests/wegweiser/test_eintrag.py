"""The way from a printed number to the live entry, with and without the edition in hand."""

from datetime import date

import pytest

from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_region, make_wegweiser
from wegweiser.ausgaben import _freeze
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.heft import mark_heft
from wegweiser.models import Ausgabe

pytestmark = pytest.mark.django_db


@pytest.fixture
def wegweiser():
    netz = make_netzwerk("Netz Northeim", regionen=[make_region("Northeim", ags="03155")])
    kapitel = [{"titel": "A", "art": "angebote", "suche": "q="}, {"titel": "S", "art": "anlaufstellen"}]
    return make_wegweiser(netzwerk=netz, kapitel=kapitel)


def freeze(wegweiser, bezeichnung="3/2026"):
    """An edition without its files: printing is not what is tested here."""
    ausgabe = Ausgabe.objects.create(wegweiser=wegweiser, bezeichnung=bezeichnung)
    heft = heft_aus_wegweiser(wegweiser, am=date(2026, 11, 22), basis="https://portal.example/")
    assert _freeze(ausgabe, mark_heft(heft, bezeichnung=bezeichnung, ausgabe=ausgabe.pk))
    return ausgabe


def zellen(antwort):
    """The rows of the table: fact, in the booklet, now."""
    return [(a.name, a.alt, a.neu) for a in antwort.context["aenderungen"]]


@pytest.mark.parametrize("make", [make_angebot, make_anlaufstelle])
def test_printed_number_leads_to_the_live_entry(client, make):
    ding = make("Treff im Rathaus")
    antwort = client.get(f"/e/{ding.nummer}")

    assert (antwort.status_code, antwort["Location"]) == (302, ding.get_absolute_url())


@pytest.mark.parametrize("make", [make_angebot, make_anlaufstelle])
def test_unchanged_entry_needs_no_page(client, wegweiser, make):
    ding = make("Treff im Rathaus", beschreibung="Lang.", telefon="05571 1", regionen=[make_region(ags="03155")])
    ausgabe = freeze(wegweiser)
    antwort = client.get(f"/e/{ding.nummer}?h={ausgabe.pk}")

    assert ausgabe.pk in Ausgabe.objects.oeffentlich().mit_nummer(ding.nummer).values_list("pk", flat=True)
    assert (antwort.status_code, antwort["Location"]) == (302, ding.get_absolute_url())


def test_page_says_what_is_different_from_the_booklet(client, wegweiser):
    kurs = make_angebot("Krabbelgruppe", telefon="05571 1", kosten_cent=0)
    ausgabe = freeze(wegweiser)
    type(kurs).objects.update(telefon="05571 2", kosten_cent=500)
    antwort = client.get(f"/e/{kurs.nummer}?h={ausgabe.pk}")
    text = antwort.content.decode()

    assert antwort.status_code == 200
    assert zellen(antwort) == [("Telefon", ("05571 1",), ("05571 2",)), ("Kosten", ("kostenlos",), ("5\u00a0€",))]
    assert "Ihr Heft: Wegweiser für Alleinerziehende, Ausgabe 3/2026, Stand November 2026" in text
    assert 'href="tel:055712"' in text
    assert f'href="{kurs.get_absolute_url()}"' in text


def test_booklet_printed_in_short_form_is_compared_in_short_form(client, wegweiser):
    wegweiser.kapitel.update(detail="kurz")
    kurs = make_angebot("Krabbelgruppe", beschreibung="Alt.")
    ausgabe = freeze(wegweiser)
    type(kurs).objects.update(beschreibung="Neu.")

    assert client.get(f"/e/{kurs.nummer}?h={ausgabe.pk}").status_code == 302


@pytest.mark.parametrize("h", ["", "abc", "0", "-1", "9" * 40, "١", "1 OR 1=1", "%00"])
def test_bad_edition_is_ignored(client, wegweiser, h):
    kurs = make_angebot("Krabbelgruppe", telefon="05571 1")
    freeze(wegweiser)
    type(kurs).objects.update(telefon="05571 2")

    assert client.get(f"/e/{kurs.nummer}?h={h}").status_code == 302


def test_edition_that_is_not_public_or_has_no_such_number_is_ignored(client, wegweiser):
    erster = make_angebot("Erster", telefon="05571 1")
    ausgabe = freeze(wegweiser)
    zweiter = make_angebot("Zweiter")
    type(erster).objects.update(telefon="05571 2")
    ohne_nummer = client.get(f"/e/{zweiter.nummer}?h={ausgabe.pk}")
    type(wegweiser).objects.update(ist_veroeffentlicht=False)

    assert (ohne_nummer.status_code, client.get(f"/e/{erster.nummer}?h={ausgabe.pk}").status_code) == (302, 302)


@pytest.mark.parametrize(
    "felder",
    [{"status": "archiviert"}, {"gueltig_bis": date(2020, 1, 1)}, {"titel": "Geheimer Entwurf", "status": "entwurf"}],
)
@pytest.mark.parametrize("mit_heft", [True, False])
def test_entry_that_is_gone_is_named_as_the_booklet_named_it(client, wegweiser, felder, mit_heft):
    kurs = make_angebot("Krabbelgruppe")
    ausgabe = freeze(wegweiser)
    type(kurs).objects.update(**felder)
    antwort = client.get(f"/e/{kurs.nummer}" + (f"?h={ausgabe.pk}" if mit_heft else "?h=quatsch"))
    text = antwort.content.decode()

    assert antwort.status_code == 410
    assert "„Krabbelgruppe“ stand in Ausgabe 3/2026 (Stand November 2026)." in text
    assert 'href="/wegweiser/wegweiser-fuer-alleinerziehende/"' in text
    assert "Geheim" not in text


def test_deleted_entry_is_gone(client, wegweiser):
    kurs = make_angebot("Krabbelgruppe")
    ausgabe = freeze(wegweiser)
    nummer = kurs.nummer
    kurs.delete()

    assert "„Krabbelgruppe“" in client.get(f"/e/{nummer}?h={ausgabe.pk}").content.decode()


def test_title_of_what_no_public_edition_printed_is_not_told(client, wegweiser):
    entwurf = make_angebot("Geheimer Entwurf", status="entwurf")
    versteckt = make_anlaufstelle("Geheimer Treff", ist_veroeffentlicht=False)
    gedruckt = make_angebot("Geheim im Entwurfsheft")
    freeze(wegweiser)
    type(wegweiser).objects.update(ist_veroeffentlicht=False)
    type(gedruckt).objects.update(status="archiviert")

    for ding in (entwurf, versteckt, gedruckt):
        antwort = client.get(f"/e/{ding.nummer}")
        text = antwort.content.decode()
        assert (antwort.status_code, "Geheim" in text) == (410, False)
        assert f"Unter der Nummer {ding.nummer} finden Sie bei uns heute nichts." in text


def test_address_that_is_protected_today_is_not_told_again(client, wegweiser):
    region = make_region(ags="03155")
    zuflucht = make_anlaufstelle("Zuflucht", regionen=[region], strasse="Verborgene Gasse 7", anfahrt="Bus Verborgen")
    kurs = make_angebot("Kurs", strasse="Verborgene Gasse 7", ort="Geheimort")
    ausgabe = freeze(wegweiser)
    type(zuflucht).objects.update(adresse_geschuetzt=True)
    type(kurs).objects.update(strasse="Markt 1")
    antworten = [client.get(f"/e/{ding.nummer}?h={ausgabe.pk}") for ding in (zuflucht, kurs)]

    assert [antwort.status_code for antwort in antworten] == [200, 200]
    assert [wort for a in antworten for wort in ("Verborgen",) if wort in a.content.decode()] == []


@pytest.mark.parametrize("adresse", ["/e/0", "/e/999999", f"/e/{10**30}", f"/e/{'9' * 5000}", "/e/1e5", "/e/-1"])
def test_unknown_number_is_not_found(client, adresse):
    assert client.get(adresse).status_code == 404


@pytest.mark.parametrize("anzahl", [1, 5])
def test_query_count_does_not_depend_on_the_number_of_editions(client, wegweiser, anzahl, django_assert_num_queries):
    kurs = make_angebot("Krabbelgruppe", telefon="05571 1")
    ausgaben = [freeze(wegweiser, f"{nummer}/2026") for nummer in range(anzahl)]
    type(kurs).objects.update(telefon="05571 2")
    client.get(f"/e/{kurs.nummer}?h={ausgaben[0].pk}")

    with django_assert_num_queries(16):
        client.get(f"/e/{kurs.nummer}?h={ausgaben[0].pk}")


def test_way_without_an_edition_is_short(client, wegweiser, django_assert_num_queries):
    kurs = make_angebot("Krabbelgruppe")
    freeze(wegweiser)

    with django_assert_num_queries(1):
        client.get(f"/e/{kurs.nummer}")
