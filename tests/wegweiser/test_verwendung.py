"""Texts of guides in the register of amounts."""

import pytest

from angebote.verwendung import fundstellen
from tests.factories import make_leistung, make_wegweiser

pytestmark = pytest.mark.django_db


def test_chapters_and_descriptions_that_name_amounts_are_found():
    kapitel = [{"titel": "Geld", "text": "{{ betrag.uv }} und {{ betrag.kg }}"}, {"titel": "Ohne", "text": "{uv}"}]
    make_wegweiser("Wegweiser Nord", beschreibung="Ab {{ betrag.kg }}.", kapitel=kapitel)
    make_wegweiser("Wegweiser Süd", beschreibung="Nichts.")

    assert [(str(stelle), stelle.schluessel) for stelle in fundstellen()] == [
        ("Wegweiser „Wegweiser Nord“ › Kapitel „Geld“", {"uv", "kg"}),
        ("Wegweiser „Wegweiser Nord“ › Feld „Worum geht es?“", {"kg"}),
    ]
    assert [stelle.wo for stelle in fundstellen("uv")] == ["Kapitel „Geld“"]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_number_of_queries_is_constant(anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        make_leistung(f"Leistung {nummer}", hoehe="{{ betrag.kg }}")
        make_wegweiser(
            f"W {nummer}", beschreibung="{{ betrag.kg }}", kapitel=[{"titel": "G", "text": "{{ betrag.kg }}"}]
        )

    with django_assert_num_queries(3):
        assert len(fundstellen()) == 3 * anzahl
