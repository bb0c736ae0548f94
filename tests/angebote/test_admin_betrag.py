"""The register of amounts in the Verwaltung, and amounts in the texts of benefits."""

import pytest
from django.contrib.messages import get_messages

from angebote.models import Betrag, Leistung
from tests.factories import make_leistung, make_netzwerk, make_wegweiser
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, fehler, speichere, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def besetzung():
    return make_besetzung()


@pytest.fixture
def verwaltung(besetzung):
    return anmelden(besetzung.verwaltung)


@pytest.fixture
def betrag(besetzung):
    """The cast's amount „uv_0_5“, named by a benefit, and by a guide of each network."""
    Leistung.objects.update(hoehe="Es gibt {{ betrag.uv_0_5 }}.")
    kapitel = [{"titel": "Geld", "text": "{{ betrag.uv_0_5 }}"}]
    make_wegweiser("Wegweiser Linde", netzwerk=besetzung.eigen.netzwerk, kapitel=kapitel)
    make_wegweiser(f"Wegweiser {FREMD}", netzwerk=besetzung.fremd.netzwerk, kapitel=kapitel)
    return Betrag.objects.get()


def meldungen(antwort):
    return [str(meldung) for meldung in get_messages(antwort.wsgi_request)]


def gezeigt(client, **fragen):
    return [b.schluessel for b in client.get(url(Betrag, "changelist"), fragen).context["cl"].result_list]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_list_query_count_is_constant(verwaltung, betrag, anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        make_leistung(f"Leistung {nummer}", hoehe="{{ betrag.uv_0_5 }}", betraege=[(f"k{nummer}", "10")])

    with django_assert_num_queries(12):
        antwort = verwaltung.get(url(Betrag, "changelist"))

    assert {b.schluessel: b.anzahl_texte for b in antwort.context["cl"].result_list}["uv_0_5"] == 3 + anzahl


def test_list_is_filtered_and_searched(verwaltung, besetzung):
    leistung = Leistung.objects.get()
    felder = {"leistung": leistung, "wert": 1, "geprueft_am": "2999-01-01", "beleg": "gesetz"}
    Betrag.objects.create(schluessel="bald", bezeichnung="Später", gueltig_ab="2999-01-01", **felder)
    alt = {"gueltig_ab": "2020-01-01", "gueltig_bis": "2020-12-31", "rechtsgrundlage": "§ 9 ABC"}
    Betrag.objects.create(schluessel="alt", bezeichnung="Früher", **alt, **felder)

    assert [gezeigt(verwaltung, gilt=wert) for wert in ("heute", "kuenftig", "vergangen")] == [
        ["uv_0_5"],
        ["bald"],
        ["alt"],
    ]
    assert [gezeigt(verwaltung, q=wort) for wort in ("bald", "Früher", "§ 9")] == [["bald"], ["alt"], ["alt"]]
    assert gezeigt(verwaltung, pruefung="faellig") == ["uv_0_5"]
    assert gezeigt(verwaltung, gilt="unsinn", pruefung="x") == ["alt", "bald", "uv_0_5"]


def test_page_lists_where_the_amount_is_used(besetzung, verwaltung, betrag):
    seite = text(verwaltung.get(url(Betrag, "change", betrag.pk)))
    fuer_koordination = text(anmelden(besetzung.koordination).get(url(Betrag, "change", betrag.pk)))

    assert f"Wegweiser „Wegweiser {FREMD}“ › Kapitel „Geld“" in seite
    assert "Wegweiser „Wegweiser Linde“ › Kapitel „Geld“" in fuer_koordination
    assert "1 weitere Stelle" in fuer_koordination
    assert (FREMD in fuer_koordination, "Neuer Wert ab" in fuer_koordination) == (False, False)


def test_change_names_every_text_that_says_something_else_now(verwaltung, betrag):
    antwort = speichere(verwaltung, url(Betrag, "change", betrag.pk), wert="230")
    [meldung] = [text for text in meldungen(antwort) if text.startswith("Dieser Betrag steht in")]

    assert [name in meldung for name in ("› Feld „Wie viel?“", "Wegweiser Linde", f"Wegweiser {FREMD}")] == [True] * 3
    assert f'href="{url(Leistung, "change", betrag.leistung_id)}"' in meldung


def test_used_key_is_not_renamed(verwaltung, betrag):
    antwort = speichere(verwaltung, url(Betrag, "change", betrag.pk), schluessel="uv_neu")
    [meldung] = fehler(antwort)["schluessel"]

    assert meldung.startswith("„uv_0_5“ kann nicht umbenannt werden, solange Texte ihn nennen: Leistung „Unterhalts")
    assert Betrag.objects.get().schluessel == "uv_0_5"


def test_unused_key_is_renamed(verwaltung, besetzung):
    antwort = speichere(verwaltung, url(Betrag, "change", Betrag.objects.get().pk), schluessel="uv_neu")

    assert (antwort.status_code, Betrag.objects.get().schluessel) == (302, "uv_neu")


@pytest.mark.parametrize("weg", ["einzeln", "liste", "leistung"])
def test_used_amount_is_not_deleted(verwaltung, betrag, weg):
    adresse, daten = {
        "einzeln": (url(Betrag, "delete", betrag.pk), {"post": "yes"}),
        "liste": (
            url(Betrag, "changelist"),
            {"action": "delete_selected", "_selected_action": [betrag.pk], "post": "yes"},
        ),
        "leistung": (url(Leistung, "delete", betrag.leistung_id), {"post": "yes"}),
    }[weg]

    antwort = verwaltung.post(adresse, daten)

    assert (antwort.status_code, Betrag.objects.count()) == (200, 1)
    assert "Wegweiser „Wegweiser Linde“ › Kapitel „Geld“" in text(antwort)


def test_unused_amount_is_deleted(verwaltung, besetzung):
    antwort = verwaltung.post(url(Betrag, "delete", Betrag.objects.get().pk), {"post": "yes"})

    assert (antwort.status_code, Betrag.objects.count()) == (302, 0)


def test_new_figure_begins_and_the_old_one_ends(verwaltung, betrag):
    daten = {"wert": "240,50", "gueltig_ab": "01.01.2999", "beleg": "gesetz", "rechtsgrundlage": "§ 2 UhVorschG"}
    seite = verwaltung.get(url(Betrag, "neuer_wert", betrag.pk))
    antwort = verwaltung.post(url(Betrag, "neuer_wert", betrag.pk), daten)
    zeilen = [(b.als_text, str(b.gueltig_ab), str(b.gueltig_bis)) for b in Betrag.objects.order_by("gueltig_ab")]

    assert (seite.status_code, antwort.status_code) == (200, 302)
    assert zeilen == [
        ("227\u00a0€ im Monat", "2026-01-01", "2998-12-31"),
        ("240,50\u00a0€ im Monat", "2999-01-01", "None"),
    ]
    assert any("Wegweiser Linde" in meldung for meldung in meldungen(antwort))


@pytest.mark.parametrize(
    ("felder", "feld"),
    [({"gueltig_ab": "01.01.2020"}, "gueltig_ab"), ({"wert": "viel"}, "wert"), ({"gueltig_ab": "bald"}, "gueltig_ab")],
)
def test_new_figure_with_a_mistake_is_told_at_the_field(verwaltung, betrag, felder, feld):
    daten = {"wert": "240", "gueltig_ab": "01.01.2999", "beleg": "gesetz", **felder}
    antwort = verwaltung.post(url(Betrag, "neuer_wert", betrag.pk), daten)

    assert (antwort.status_code, list(antwort.context["form"].errors)) == (200, [feld])
    assert Betrag.objects.count() == 1


@pytest.mark.parametrize("konto", ["koordination", "redaktion", "ohne_zugang"])
@pytest.mark.parametrize("methode", ["get", "post"])
def test_new_figure_is_the_verwaltungs(besetzung, betrag, konto, methode):
    client = anmelden(getattr(besetzung, konto))
    antwort = getattr(client, methode)(url(Betrag, "neuer_wert", betrag.pk), {"wert": "1"})

    assert (antwort.status_code, Betrag.objects.count()) == (302, 1)


def test_new_figure_of_an_amount_that_is_not_there(verwaltung):
    assert verwaltung.get(url(Betrag, "neuer_wert", 999_999)).status_code == 302


# Texts of benefits


@pytest.mark.parametrize("feld", Leistung.BETRAGSFELDER)
def test_unknown_amount_in_a_benefit_is_an_error_at_the_field(verwaltung, betrag, feld):
    adresse = url(Leistung, "change", betrag.leistung_id)
    antwort = speichere(verwaltung, adresse, **{feld: "Es gibt {{ betrag.uv_05 }}."})

    assert fehler(antwort) == {
        feld: ["„{{ betrag.uv_05 }}“ steht nicht im Register der Beträge. Meinten Sie „betrag.uv_0_5“?"]
    }


def test_benefit_with_its_own_amount_is_saved(verwaltung, betrag):
    antwort = speichere(verwaltung, url(Leistung, "change", betrag.leistung_id), was="{{ betrag.uv_0_5 }} und mehr")

    assert (antwort.status_code, Leistung.objects.get().was) == (302, "{{ betrag.uv_0_5 }} und mehr")


def test_form_of_a_benefit_lists_what_can_be_put_in(verwaltung, betrag):
    seite = text(verwaltung.get(url(Leistung, "change", betrag.leistung_id)))

    assert "<code>{{ betrag.uv_0_5 }}</code>" in seite
    assert url(Betrag, "change", betrag.pk) in seite


def test_public_page_fills_amounts_into_every_text(client, betrag):
    Leistung.objects.update(**dict.fromkeys(Leistung.BETRAGSFELDER, "Satz mit {{ betrag.uv_0_5 }}"))
    seite = text(client.get(betrag.leistung.get_absolute_url()))

    assert ("{{" in seite, seite.count("Satz mit 227")) == (False, len(Leistung.BETRAGSFELDER))


def test_network_without_amounts_has_an_empty_register(verwaltung):
    make_netzwerk()
    Betrag.objects.all().delete()

    assert gezeigt(verwaltung) == []
