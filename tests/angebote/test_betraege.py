import pytest

from angebote.betraege import insert_betraege, platzhalter

BETRAEGE = {"uv_0_5": "227 € im Monat", "kg_kind": "259 € im Monat"}


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("Es gibt {{ betrag.uv_0_5 }}.", "Es gibt 227 € im Monat."),
        ("{{betrag.uv_0_5}} und {{  betrag.kg_kind  }}", "227 € im Monat und 259 € im Monat"),
        ("{{ betrag.kg_kind }}{{ betrag.kg_kind }}", "259 € im Monat259 € im Monat"),
        ("Kein Betrag, aber {einfach}.", "Kein Betrag, aber {einfach}."),
        ("", ""),
    ],
)
def test_setze_betraege_replaces_every_placeholder(text, erwartet):
    assert insert_betraege(text, BETRAEGE) == erwartet


@pytest.mark.parametrize(
    ("text", "namen"),
    [
        ("{{ betrag.uv_9 }} und {{ betrag.kg_kind }}", "„{{ betrag.uv_9 }}“"),
        ("{{ betrag.uv_9 }}, {{ betrag.kiz }}, {{ betrag.uv_9 }}", "„{{ betrag.uv_9 }}“, „{{ betrag.kiz }}“"),
        ("{{ uv_0_5 }}", "„{{ uv_0_5 }}“"),
        ("{{ }}", "„{{  }}“"),
    ],
)
def test_setze_betraege_names_every_unknown_placeholder(text, namen):
    with pytest.raises(ValueError) as fehler:  # noqa: PT011 (the text is compared in full)
        insert_betraege(text, BETRAEGE)

    assert str(fehler.value) == f"{namen} steht nicht im Register der Beträge. Bitte den Schlüssel prüfen."


def test_platzhalter_names_each_once_in_order():
    assert platzhalter("{{ betrag.b }} {{ betrag.a }} {{betrag.b}}") == ["betrag.b", "betrag.a"]
