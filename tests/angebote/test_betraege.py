import pytest

from angebote.betraege import check_betraege, insert_betraege, platzhalter, schluessel_in, schreibweise

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


OHNE = "„{{ %s }}“ steht nicht im Register der Beträge. Bitte den Schlüssel prüfen."
MIT = "„{{ %s }}“ steht nicht im Register der Beträge. Meinten Sie „betrag.%s“?"
OFFEN = "„{{“ und „}}“ gehören zusammen und in eine Zeile, z. B. „{{ betrag.kg_kind }}“."


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        ("{{ betrag.uv_05 }} und {{ betrag.kg_kind }}", MIT % ("betrag.uv_05", "uv_0_5")),
        (
            "{{ betrag.zzz }}, {{ betrag.kgkind }}, {{ betrag.zzz }}",
            f"{OHNE % 'betrag.zzz'} {MIT % ('betrag.kgkind', 'kg_kind')}",
        ),
        ("{{ uv_0_5 }}", MIT % ("uv_0_5", "uv_0_5")),
        ("{{ }}", OHNE % ""),
    ],
)
@pytest.mark.parametrize("pruefe", [insert_betraege, check_betraege])
def test_unknown_amounts_are_named_with_the_nearest_key(pruefe, text, meldung):
    with pytest.raises(ValueError) as fehler:  # noqa: PT011 (the text is compared in full)
        pruefe(text, BETRAEGE)

    assert str(fehler.value) == meldung


@pytest.mark.parametrize("text", ["{{ betrag.kg_kind }", "{{ betrag.\nkg_kind }}", "Text }}"])
def test_braces_left_open_are_an_error_at_saving(text):
    with pytest.raises(ValueError) as fehler:  # noqa: PT011 (the text is compared in full)
        check_betraege(text, BETRAEGE)

    assert str(fehler.value) == OFFEN


@pytest.mark.parametrize("text", ["", "Ohne.", "{{ betrag.kg_kind }} und {einfach}"])
def test_good_text_passes(text):
    assert check_betraege(text, BETRAEGE) is None


def test_schluessel_of_several_texts():
    assert schluessel_in("{{ betrag.a }} {{betrag.b}}", "", "{{ betrag.a }}") == {"a", "b"}


def test_schreibweise_is_found_again():
    assert platzhalter(schreibweise("kg_kind")) == ["betrag.kg_kind"]


def test_platzhalter_names_each_once_in_order():
    assert platzhalter("{{ betrag.b }} {{ betrag.a }} {{betrag.b}}") == ["betrag.b", "betrag.a"]
