"""The Verwaltung of guides and editions."""

import pytest
from django.core.cache import caches

from tests.factories import make_leistung, make_wegweiser
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, fehler, speichere, text, url
from wegweiser.models import Ausgabe, Kapitel, Wegweiser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ablage(settings, tmp_path):
    caches["druck"].clear()
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def besetzung():
    wer = make_besetzung()
    kapitel = [{"titel": "Willkommen", "text": "Schön."}, {"titel": "Weg", "art": "stationen"}]
    wer.eigen.wegweiser = make_wegweiser("Wegweiser Linde", netzwerk=wer.eigen.netzwerk, kapitel=kapitel)
    wer.fremd.wegweiser = make_wegweiser(f"Wegweiser {FREMD}", netzwerk=wer.fremd.netzwerk, kapitel=kapitel)
    return wer


@pytest.fixture
def koordination(besetzung):
    return anmelden(besetzung.koordination)


def kapitelfehler(antwort):
    formset = antwort.context["inline_admin_formsets"][0].formset
    return [dict(formular.errors) for formular in formset.forms if formular.errors]


def test_koordination_works_on_its_own_guides_only(besetzung, koordination):
    liste = koordination.get(url(Wegweiser, "changelist"))
    fremd = koordination.get(url(Wegweiser, "change", besetzung.fremd.wegweiser.pk))

    assert list(liste.context["cl"].result_list) == [besetzung.eigen.wegweiser]
    assert (fremd.status_code, FREMD in text(liste)) == (302, False)


@pytest.mark.parametrize("konto", ["redaktion", "ohne_zugang"])
def test_others_see_no_guides(besetzung, konto):
    antwort = anmelden(getattr(besetzung, konto)).get(url(Wegweiser, "changelist"))

    assert antwort.status_code in (302, 403)


def test_guide_is_saved_with_its_chapters(besetzung, koordination):
    make_leistung("Wohngeld", betraege=[("wg", "10")])
    adresse = url(Wegweiser, "change", besetzung.eigen.wegweiser.pk)
    antwort = speichere(koordination, adresse, **{"kapitel-0-text": "Es gibt {{ betrag.wg }}.", "titel": "Neuer Titel"})

    assert antwort.status_code == 302
    assert Wegweiser.objects.get(pk=besetzung.eigen.wegweiser.pk).titel == "Neuer Titel"
    assert besetzung.eigen.wegweiser.kapitel.first().text == "Es gibt {{ betrag.wg }}."


def test_unknown_amount_is_an_error_at_saving(besetzung, koordination):
    adresse = url(Wegweiser, "change", besetzung.eigen.wegweiser.pk)
    antwort = speichere(koordination, adresse, **{"kapitel-0-text": "{{ betrag.gibtsnicht }}"})

    assert kapitelfehler(antwort) == [
        {"text": ["„{{ betrag.gibtsnicht }}“ steht nicht im Register der Beträge. Bitte den Schlüssel prüfen."]}
    ]


def test_chapter_cannot_be_part_of_itself_or_of_another_guide(besetzung, koordination):
    eigenes = besetzung.eigen.wegweiser.kapitel.first()
    fremdes = besetzung.fremd.wegweiser.kapitel.first()
    adresse = url(Wegweiser, "change", besetzung.eigen.wegweiser.pk)

    selbst = speichere(koordination, adresse, **{"kapitel-0-eltern": eigenes.pk})
    fremd = speichere(koordination, adresse, **{"kapitel-0-eltern": fremdes.pk})

    assert kapitelfehler(selbst) == [
        {"eltern": ["Bitte ein Hauptkapitel desselben Wegweisers wählen. Es gibt nur zwei Stufen."]}
    ]
    assert list(kapitelfehler(fremd)[0]) == ["eltern"]
    assert set(Kapitel.objects.values_list("eltern", flat=True)) == {None}


def test_edition_is_made_when_it_is_added(besetzung, koordination, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        antwort = speichere(
            koordination, url(Ausgabe, "add"), wegweiser=besetzung.eigen.wegweiser.pk, bezeichnung="1/2026", format="a5"
        )
    ausgabe = Ausgabe.objects.get()
    seite = text(koordination.get(url(Ausgabe, "change", ausgabe.pk)))
    pdf = koordination.get(url(Ausgabe, "pdf", ausgabe.pk))

    assert (antwort.status_code, ausgabe.fehler) == (302, "")
    assert url(Ausgabe, "pdf", ausgabe.pk) in seite
    assert "Kapitel „Weg“ ist leer und wird nicht gedruckt." in seite
    assert ausgabe.inhalt["basis"] == "http://testserver/"
    assert (pdf["Content-Type"], b"".join(pdf.streaming_content)[:5]) == ("application/pdf", b"%PDF-")


def test_edition_of_a_stranger_is_neither_made_nor_shown(besetzung, koordination):
    fremde = Ausgabe.objects.create(wegweiser=besetzung.fremd.wegweiser, bezeichnung="1/2026", pdf="ausgaben/x.pdf")
    antwort = speichere(
        koordination, url(Ausgabe, "add"), wegweiser=besetzung.fremd.wegweiser.pk, bezeichnung="2/2026", format="a5"
    )

    assert list(fehler(antwort)) == ["wegweiser"]
    assert koordination.get(url(Ausgabe, "pdf", fremde.pk)).status_code == 404
    assert FREMD not in text(koordination.get(url(Ausgabe, "changelist")))


def test_frozen_edition_cannot_be_changed(besetzung, koordination):
    ausgabe = Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung="1/2026")
    antwort = koordination.post(url(Ausgabe, "change", ausgabe.pk), {"bezeichnung": "9/2026", "format": "a4"})
    ausgabe.refresh_from_db()

    assert (antwort.status_code, ausgabe.bezeichnung) == (403, "1/2026")


@pytest.mark.parametrize("anzahl", [1, 5])
def test_edition_list_query_count_is_constant(besetzung, koordination, anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        Ausgabe.objects.create(wegweiser=besetzung.eigen.wegweiser, bezeichnung=f"{nummer}/2026")

    with django_assert_num_queries(9):
        koordination.get(url(Ausgabe, "changelist"))
