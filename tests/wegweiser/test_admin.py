"""The Verwaltung of guides."""

import pytest

from tests.factories import make_leistung, make_wegweiser
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, speichere, text, url
from wegweiser.models import Kapitel, Wegweiser

pytestmark = pytest.mark.django_db


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
