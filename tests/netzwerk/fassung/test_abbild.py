"""States of entries: read, compared, written back."""

import pytest
from django.core.exceptions import ValidationError

from angebote.models import Angebot
from netzwerk.fassung import apply_werte, make_abbild, pruefsumme
from netzwerk.fassung.abbild import geaenderte, make_abbilder
from netzwerk.fassung.worte import vergleiche
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_partner,
    make_person,
    make_thema,
    make_wegweiser,
    make_zielgruppe,
)

pytestmark = pytest.mark.django_db


def test_abbild_holds_columns_lists_and_rows():
    thema = make_thema()
    angebot = make_angebot("Café", themen=[thema], zeiten=[(1, 9, 12)], kosten_cent=250)

    abbild = make_abbild(angebot)

    zeile = {"wochentag": 1, "von": "09:00:00", "bis": "12:00:00", "rhythmus": "woche", "nur_telefon": False}
    zeile |= {"pk": angebot.zeiten.get().pk, "gueltig_von": None, "gueltig_bis": None, "ferien": ""}
    assert (abbild["titel"], abbild["kosten_cent"], abbild["themen"], abbild["zeiten"], abbild["ausnahmen"]) == (
        "Café",
        250,
        [thema.pk],
        [zeile],
        [],
    )
    assert {"suchtext", "geaendert_am", "id"} & abbild.keys() == set()


@pytest.mark.parametrize("anzahl", [1, 5])
def test_abbilder_of_many_cost_the_same_queries(anzahl, django_assert_num_queries):
    nummern = [make_angebot(themen=[make_thema()], zeiten=[(0, 9, 10)]).pk for _ in range(anzahl)]

    with django_assert_num_queries(9):  # offers, six lists, two kinds of rows
        abbilder = make_abbilder(Angebot, nummern)

    assert sorted(abbilder) == nummern


def test_pruefsumme_ignores_keys_of_rows_and_their_order():
    angebot = make_angebot(zeiten=[(0, 9, 12), (1, 9, 12)])
    alt = make_abbild(angebot)
    neu = alt | {"zeiten": [zeile | {"pk": 99} for zeile in reversed(alt["zeiten"])]}

    assert (pruefsumme(Angebot, alt), geaenderte(Angebot, alt, neu)) == (pruefsumme(Angebot, neu), [])


def test_number_and_other_technical_columns_are_kept_but_not_compared():
    alt = make_abbild(make_angebot())

    assert geaenderte(Angebot, alt, alt | {"nummer": 99, "titel": "Neu"}) == ["titel"]


def test_apply_writes_the_given_fields_and_leaves_the_others():
    angebot = make_angebot("Café", zeiten=[(1, 9, 12)], telefon="05551 1")
    vorher = make_abbild(angebot)
    neue_zeile = {"wochentag": 3, "von": "14:00:00", "bis": "18:00:00", "rhythmus": "1", "nur_telefon": True}

    apply_werte(angebot, {"titel": "Treff", "zeiten": [*vorher["zeiten"], neue_zeile]})

    nachher = make_abbild(angebot)
    assert geaenderte(Angebot, vorher, nachher) == ["titel", "zeiten"]
    assert nachher["zeiten"][0] == vorher["zeiten"][0]  # the old row kept its key
    assert [zeile["rhythmus"] for zeile in nachher["zeiten"]] == ["woche", "1"]


@pytest.mark.parametrize(
    ("werte", "text"),
    [
        ({"plz": "1261"}, "Bitte fünf Ziffern"),
        ({"email": "keine"}, "E-Mail"),
        ({"alter_ab": 60, "alter_bis": 12}, "„Alter bis“ liegt unter „Alter ab“."),
        ({"zeiten": [{"wochentag": 0, "von": "12:00:00", "bis": "09:00:00"}]}, "„Bis“ muss nach „von“ liegen."),
    ],
)
def test_apply_refuses_what_a_form_would_refuse_and_changes_nothing(werte, text):
    angebot = make_angebot("Café", zeiten=[(1, 9, 12)])
    vorher = make_abbild(angebot)

    with pytest.raises(ValidationError) as fehler:
        apply_werte(angebot, {"titel": "Neu"} | werte)

    assert text in " ".join(fehler.value.messages)
    assert make_abbild(angebot) == vorher


def test_apply_leaves_out_what_is_gone_meanwhile():
    person, stelle = make_person(), make_anlaufstelle()
    angebot = make_angebot(personen=[person], anlaufstelle=stelle)
    alt = make_abbild(angebot)
    person.delete()
    stelle.delete()

    neu = apply_werte(angebot, {"personen": alt["personen"], "anlaufstelle": alt["anlaufstelle"]})

    assert (list(neu.personen.all()), neu.anlaufstelle) == ([], None)


def test_apply_tells_the_search():
    angebot = make_angebot("Café")

    apply_werte(angebot, {"titel": "Hebammensprechstunde"})

    angebot.refresh_from_db()
    assert "hebammensprechstund" in angebot.suchtext.replace(" ", "")


def test_rows_with_lists_of_their_own_come_back():
    angebot = make_angebot()
    wegweiser = make_wegweiser(kapitel=[{"titel": "Auswahl", "art": "angebote"}])
    wegweiser.kapitel.get().angebote.set([angebot])
    alt = make_abbild(wegweiser)
    wegweiser.kapitel.all().delete()

    apply_werte(wegweiser, alt)

    assert list(wegweiser.kapitel.get().angebote.all()) == [angebot]


def test_words_for_every_kind_of_value():
    partner, gruppe = make_partner("Verein"), make_zielgruppe("Väter")
    angebot = make_angebot("Café", partner=partner, zielgruppen=[gruppe], zeiten=[(0, 9, 12)], kosten_cent=0)
    angebot.gueltig_bis = "2026-12-31"
    angebot.alter_ab = 6
    angebot.save()
    namen = ["partner", "zielgruppen", "zeiten", "kosten_cent", "gueltig_bis", "alter_ab", "status", "vor_ort", "ort"]

    zeilen = vergleiche(Angebot, namen, make_abbild(angebot))

    assert [(zeile.label, zeile.texte[0].replace("\u00a0", " ")) for zeile in zeilen] == [
        ("Partner", "Verein"),
        ("Zielgruppen", "Väter"),
        ("Zeiten", "Mo 9–12 Uhr"),
        ("Kosten", "kostenlos"),
        ("Gilt bis", "31. Dezember 2026"),
        ("Alter des Kindes ab", "6 Monate"),
        ("Status", "veröffentlicht"),
        ("Vor Ort", "nein"),
        ("Ort", ""),
    ]


def test_words_for_what_is_gone():
    angebot = make_angebot(anlaufstelle=make_anlaufstelle())
    abbild = make_abbild(angebot)
    angebot.anlaufstelle.delete()

    assert vergleiche(Angebot, ["anlaufstelle"], abbild)[0].texte == ("(gibt es nicht mehr)",)
