"""The Verwaltung of editions: ordered once, then read, compared, made again."""

import pytest
from django.core.files.base import ContentFile

from angebote.models import Angebot
from tests.factories import make_wegweiser
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, fehler, speichere, text, url
from tests.wegweiser.pdfs import oeffne, seitentexte
from wegweiser.models import Ausgabe, Ausgabedatei

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ablage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def besetzung():
    wer = make_besetzung()
    kapitel = [{"titel": "Angebote", "art": "angebote", "suche": "q="}, {"titel": "Weg", "art": "stationen"}]
    wer.eigen.wegweiser = make_wegweiser("Wegweiser Linde", netzwerk=wer.eigen.netzwerk, kapitel=kapitel)
    wer.fremd.wegweiser = make_wegweiser(f"Wegweiser {FREMD}", netzwerk=wer.fremd.netzwerk, kapitel=kapitel)
    # Found by every search of the region; in this file the word must mark rows only.
    Angebot.objects.filter(titel__contains=FREMD).update(status="entwurf")
    return wer


@pytest.fixture
def koordination(besetzung):
    return anmelden(besetzung.koordination)


@pytest.fixture
def bestelle(besetzung, koordination, django_capture_on_commit_callbacks):
    """Orders an edition as a Koordination would, and makes it."""

    def tue(**felder):
        with django_capture_on_commit_callbacks(execute=True):
            return speichere(koordination, url(Ausgabe, "add"), **{"wegweiser": besetzung.eigen.wegweiser.pk} | felder)

    return tue


@pytest.fixture
def sende(koordination):
    """Presses a button of the page."""
    return lambda name, *args, **felder: koordination.post(url(Ausgabe, name, *args), felder, follow=True)


def make_fremde(besetzung):
    fremde = Ausgabe.objects.create(wegweiser=besetzung.fremd.wegweiser, bezeichnung="1/2026", pruefsumme="x")
    datei = Ausgabedatei(ausgabe=fremde, format="a5")
    datei.pdf.save(f"{FREMD}.pdf", ContentFile(b"%PDF-"))
    return fremde, datei


def test_form_suggests_the_next_number_and_two_formats(besetzung, koordination):
    for zahl in (1, 7):
        Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung=f"{zahl}/2026")
    Ausgabe.objects.create(wegweiser=besetzung.fremd.wegweiser, bezeichnung="30/2026")
    formular = koordination.get(url(Ausgabe, "add")).context["adminform"].form

    assert formular.get_initial_for_field(formular.fields["bezeichnung"], "bezeichnung") == "8/2026"
    assert formular.get_initial_for_field(formular.fields["formate"], "formate") == ["a5", "web"]


def test_edition_is_made_when_it_is_ordered(bestelle, koordination):
    antwort = bestelle(bezeichnung="1/2026", formate=["a5", "a4"])
    ausgabe = Ausgabe.objects.get()
    seite = text(koordination.get(url(Ausgabe, "change", ausgabe.pk)))

    assert (antwort.status_code, ausgabe.fehler) == (302, "")
    assert [(d.format, d.fehler, d.seiten > 0) for d in ausgabe.dateien.all()] == [("a5", "", True), ("a4", "", True)]
    assert "Kapitel „Weg“ ist leer und wird nicht gedruckt." in seite
    assert ausgabe.inhalt["basis"] == "http://testserver/"
    for datei in ausgabe.dateien.all():
        adresse = url(Ausgabe, "datei", ausgabe.pk, datei.pk)
        pdf = koordination.get(adresse)
        assert adresse in seite
        assert (pdf["Content-Type"], b"".join(pdf.streaming_content)[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize(
    ("felder", "feld"),
    [({"formate": []}, "formate"), ({"formate": ["a9"]}, "formate"), ({"bezeichnung": "drei"}, "bezeichnung")],
)
def test_bad_order_is_an_error_beside_the_field(bestelle, felder, feld):
    antwort = bestelle(**{"bezeichnung": "1/2026", "formate": ["a5"], **felder})

    assert (list(fehler(antwort)), Ausgabe.objects.count()) == ([feld], 0)


def test_edition_of_a_stranger_is_neither_made_nor_shown(besetzung, koordination, bestelle, sende):
    fremde, datei = make_fremde(besetzung)
    antwort = bestelle(wegweiser=besetzung.fremd.wegweiser.pk, bezeichnung="2/2026", formate=["a5"])

    assert list(fehler(antwort)) == ["wegweiser"]
    for name, args in (("datei", [datei.pk]), ("vergleich", []), ("einlegeblatt", [])):
        assert koordination.get(url(Ausgabe, name, fremde.pk, *args)).status_code == 404
    for name, args in (("noch_einmal", [datei.pk]), ("format", [])):
        assert sende(name, fremde.pk, *args, format="a4").status_code == 404
    assert koordination.get(url(Ausgabe, "change", fremde.pk)).status_code == 302
    assert FREMD not in text(koordination.get(url(Ausgabe, "changelist")))
    assert fremde.dateien.count() == 1


def test_file_is_found_under_its_own_edition_only(besetzung, koordination):
    """The address names an own edition and a stranger's file."""
    _fremde, datei = make_fremde(besetzung)
    eigene = Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung="1/2026")

    assert koordination.get(url(Ausgabe, "datei", eigene.pk, datei.pk)).status_code == 404


@pytest.mark.parametrize("konto", ["redaktion", "ohne_zugang"])
def test_others_reach_no_edition(besetzung, konto):
    client = anmelden(getattr(besetzung, konto))
    ausgabe = Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung="1/2026")

    for name in ("vergleich", "einlegeblatt"):
        assert client.get(url(Ausgabe, name, ausgabe.pk)).status_code in (302, 403, 404)
    assert client.post(url(Ausgabe, "format", ausgabe.pk), {"format": "a4"}).status_code in (302, 403, 404)
    assert ausgabe.dateien.count() == 0


def test_frozen_edition_cannot_be_changed(besetzung, koordination):
    ausgabe = Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung="1/2026")
    antwort = koordination.post(url(Ausgabe, "change", ausgabe.pk), {"bezeichnung": "9/2026", "formate": ["a4"]})
    ausgabe.refresh_from_db()

    assert (antwort.status_code, ausgabe.bezeichnung) == (403, "1/2026")


def test_format_is_added_and_a_file_made_again(bestelle, sende):
    bestelle(bezeichnung="1/2026", formate=["a5"])
    ausgabe = Ausgabe.objects.get()
    dazu = sende("format", ausgabe.pk, format="a4")
    nochmal = sende("noch_einmal", ausgabe.pk, ausgabe.dateien.first().pk)

    assert [(datei.format, bool(datei.pdf)) for datei in ausgabe.dateien.all()] == [("a5", True), ("a4", True)]
    assert "Noch einmal herstellen" in text(dazu)
    assert "Wieder hergestellt, Byte für Byte wie beim ersten Mal." in text(nochmal)


@pytest.mark.parametrize("wunsch", ["", "a9", "A5'; --"])
def test_unknown_format_is_told(besetzung, sende, wunsch):
    ausgabe = Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung="1/2026")

    assert "Dieses Format gibt es nicht. Bitte wählen Sie eines aus der Liste." in text(
        sende("format", ausgabe.pk, format=wunsch)
    )
    assert ausgabe.dateien.count() == 0


@pytest.mark.parametrize("name", ["noch_einmal", "format"])
def test_buttons_are_no_links(besetzung, koordination, name):
    ausgabe = Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung="1/2026")
    datei = Ausgabedatei.objects.create(ausgabe=ausgabe, format="a5")
    args = [ausgabe.pk, datei.pk] if name == "noch_einmal" else [ausgabe.pk]

    assert koordination.get(url(Ausgabe, name, *args)).status_code == 405


def test_comparison_shows_measure_and_words(besetzung, bestelle, koordination):
    bestelle(bezeichnung="1/2026", formate=["a5"])
    ausgabe = Ausgabe.objects.get()
    Angebot.objects.filter(pk=besetzung.eigen.angebot.pk).update(telefon="05551 77")
    seite = text(koordination.get(url(Ausgabe, "vergleich", ausgabe.pk)))
    blatt = koordination.get(url(Ausgabe, "einlegeblatt", ausgabe.pk))

    assert "1 von 1 Einträgen stimmt nicht mehr (100 %). Ein Nachdruck lohnt sich." in seite
    assert '<caption id="geaendert">Geändert (1)</caption>' in seite
    assert "<ins>05551 77</ins>" in seite
    assert blatt["Content-Disposition"] == 'inline; filename="einlegeblatt-wegweiser-linde-1-2026.pdf"'
    assert "jetzt: 05551 77" in seitentexte(blatt.content)[0]
    assert len(oeffne(blatt.content).pages) == 1


def test_comparison_of_what_is_not_made_says_so(besetzung, koordination):
    ausgabe = Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung="1/2026")
    satz = "Diese Ausgabe ist noch nicht hergestellt. Bitte warten Sie, bis eine Datei fertig ist."

    assert satz in text(koordination.get(url(Ausgabe, "vergleich", ausgabe.pk)))
    assert satz in text(koordination.get(url(Ausgabe, "einlegeblatt", ausgabe.pk), follow=True))


@pytest.mark.parametrize("anzahl", [1, 5])
def test_edition_list_query_count_is_constant(besetzung, koordination, anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        ausgabe = Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung=f"{nummer}/2026")
        Ausgabedatei.objects.create(ausgabe=ausgabe, format="a5")

    with django_assert_num_queries(10):
        koordination.get(url(Ausgabe, "changelist"))
