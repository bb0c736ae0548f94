"""Chapters in the form of their guide: what is checked at saving, what may be chosen, what the page costs."""

from datetime import date

import pytest

from netzwerk.models import Ebene
from tests.factories import make_angebot, make_leistung, make_region, make_thema, make_wegweiser
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, fehler, speichere, text, url
from wegweiser.admin.kapitel import ARTEN
from wegweiser.gespeicherte_suche import clean_suche
from wegweiser.models import Kapitel, Wegweiser

pytestmark = pytest.mark.django_db
AM = date(2026, 11, 22)


@pytest.fixture
def besetzung():
    wer = make_besetzung()
    kapitel = [{"titel": "Weg", "art": "stationen"}, {"titel": "Angebote", "art": "angebote"}]
    wer.wegweiser = make_wegweiser("Wegweiser Linde", netzwerk=wer.eigen.netzwerk, kapitel=kapitel)
    wer.adresse = url(Wegweiser, "change", wer.wegweiser.pk)
    return wer


@pytest.fixture
def koordination(besetzung):
    return anmelden(besetzung.koordination)


def kapitelfehler(antwort):
    formset = antwort.context["inline_admin_formsets"][0].formset
    return [dict(formular.errors) for formular in formset.forms if formular.errors]


# The saved search


@pytest.mark.parametrize(
    ("eingabe", "erwartet"),
    [
        ("", ""),
        ("q=", "q="),
        (" thema=kinderbetreuung ", "thema=kinderbetreuung"),
        ("?thema=kinderbetreuung&seite=2", "thema=kinderbetreuung&seite=2"),
        ("https://portal.example/angebote/?ort=03155#treffer", "ort=03155"),
        ("umkreis=10&ort=Northeim&sortierung=name", "umkreis=10&ort=Northeim&sortierung=name"),
    ],
)
def test_good_search_is_kept_as_query_string(eingabe, erwartet):
    make_thema()
    make_region("Northeim", ags="03155")

    assert clean_suche(eingabe, am=AM) == erwartet


@pytest.mark.parametrize(
    ("eingabe", "meldung"),
    [
        ("tema=wohnen", "„tema“ kennt die Suche nicht. Meinten Sie „thema“?"),
        (
            "thema=gibtsnicht",
            "„thema=gibtsnicht“ gibt es nicht. Bitte stellen Sie die Suche auf der Suchseite zusammen und kopieren Sie "
            "deren Adresse.",
        ),
        ("ort=Nordheim", "Den Ort „Nordheim“ kennen wir nicht. Meinten Sie „Landkreis Northeim“?"),
        ("ort=99999", "Den Ort „99999“ kennen wir nicht. Bitte schreiben Sie die Postleitzahl."),
        (
            "ort=Neustadt",
            "Den Ort „Neustadt“ gibt es mehrmals. Bitte schreiben Sie die Postleitzahl oder „Stadt Neustadt“ oder "
            "„Neustadt“.",
        ),
        ("x=1&ort=99999", "Den Ort „99999“ kennen wir nicht. Bitte schreiben Sie die Postleitzahl."),
    ],
)
def test_search_that_is_not_understood_is_an_error(eingabe, meldung):
    kreis = make_region("Northeim", ags="03155")
    for nummer, bezeichnung in enumerate(("Stadt", "Gemeinde")):
        felder = {"bezeichnung": bezeichnung, "ebene": Ebene.GEMEINDE, "eltern": kreis}
        make_region("Neustadt", ags=f"0315501{nummer}", **felder)

    with pytest.raises(ValueError) as fehler:  # noqa: PT011 (the text is compared)
        clean_suche(eingabe, am=AM)

    assert str(fehler.value).endswith(meldung)


def test_search_is_checked_at_saving(besetzung, koordination):
    antwort = speichere(koordination, besetzung.adresse, **{"kapitel-1-suche": "tema=wohnen"})

    assert kapitelfehler(antwort) == [{"suche": ["„tema“ kennt die Suche nicht. Meinten Sie „thema“?"]}]


def test_pasted_address_becomes_its_query_string(besetzung, koordination):
    antwort = speichere(koordination, besetzung.adresse, **{"kapitel-1-suche": "https://x.example/angebote/?q=Kita"})

    assert (antwort.status_code, Kapitel.objects.get(titel="Angebote").suche) == (302, "q=Kita")


# Nesting


@pytest.mark.parametrize(
    ("art", "eltern", "meldung"),
    [
        ("station", "Angebote", "Eine Station gehört zu einem Kapitel „Weg in Stationen“."),
        ("impressum", "Weg", "Ein Kapitel dieser Art gehört zu keinem anderen. Bitte das Feld leeren."),
        ("register", "Weg", "Ein Kapitel dieser Art gehört zu keinem anderen. Bitte das Feld leeren."),
    ],
)
def test_chapter_in_the_wrong_place_says_so(besetzung, koordination, art, eltern, meldung):
    teil = Kapitel.objects.create(wegweiser=besetzung.wegweiser, titel="Teil", reihenfolge=90)
    oben = Kapitel.objects.get(titel=eltern)

    antwort = speichere(koordination, besetzung.adresse, **{"kapitel-2-art": art, "kapitel-2-eltern": oben.pk})
    teil.refresh_from_db()

    assert (kapitelfehler(antwort), teil.eltern_id) == ([{"eltern": [meldung]}], None)


def test_station_without_a_way_says_so(besetzung, koordination):
    antwort = speichere(koordination, besetzung.adresse, **{"kapitel-1-art": "station"})

    assert kapitelfehler(antwort) == [{"__all__": ["Eine Station gehört zu einem Kapitel „Weg in Stationen“."]}]


def test_chapter_with_parts_cannot_become_a_part(besetzung, koordination):
    weg, angebote = besetzung.wegweiser.kapitel.all()
    Kapitel.objects.create(wegweiser=besetzung.wegweiser, eltern=weg, titel="Teil", art="station")

    antwort = speichere(koordination, besetzung.adresse, **{"kapitel-0-eltern": angebote.pk, "kapitel-0-art": "text"})

    assert [list(eines) for eines in kapitelfehler(antwort)] == [["eltern"]]


def test_parts_stand_behind_their_chapter(besetzung, koordination):
    weg = besetzung.wegweiser.kapitel.first()
    for nummer, titel in ((2, "Zweite"), (1, "Erste")):
        felder = {"reihenfolge": nummer, "titel": titel, "art": "station"}
        Kapitel.objects.create(wegweiser=besetzung.wegweiser, eltern=weg, **felder)
    formset = koordination.get(besetzung.adresse).context["inline_admin_formsets"][0].formset

    assert [form.instance.titel for form in formset.forms] == ["Weg", "Erste", "Zweite", "Angebote"]


# Choices


def test_only_visible_offers_can_be_picked(besetzung, koordination):
    eigenes = speichere(koordination, besetzung.adresse, **{"kapitel-1-angebote": [besetzung.eigen.angebot.pk]})
    fremdes = speichere(koordination, besetzung.adresse, **{"kapitel-1-angebote": [besetzung.fremd.angebot.pk]})

    assert eigenes.status_code == 302
    assert [list(eines) for eines in kapitelfehler(fremdes)] == [["angebote"]]
    assert FREMD not in text(fremdes)
    assert list(Kapitel.objects.get(titel="Angebote").angebote.all()) == [besetzung.eigen.angebot]


def test_unknown_amount_in_the_description_is_an_error(besetzung, koordination):
    antwort = speichere(koordination, besetzung.adresse, beschreibung="{{ betrag.uv_05 }}")

    assert fehler(antwort) == {
        "beschreibung": ["„{{ betrag.uv_05 }}“ steht nicht im Register der Beträge. Meinten Sie „betrag.uv_0_5“?"]
    }


def test_every_kind_is_explained():
    assert [art for art, _felder, _folge in ARTEN] == list(Kapitel.Art)


def test_page_offers_amounts_kinds_and_preview(besetzung, koordination):
    seite = text(koordination.get(besetzung.adresse))
    neu = text(koordination.get(url(Wegweiser, "add")))

    vorschau = url(Wegweiser, "vorschau", besetzung.wegweiser.pk)
    assert [
        teil in seite for teil in ("<code>{{ betrag.uv_0_5 }}</code>", 'id="arten"', f'formaction="{vorschau}"')
    ] == [True] * 3
    assert ("formaction" in neu, "sobald der Wegweiser einmal gespeichert ist" in neu) == (False, True)


# Costs


@pytest.mark.parametrize("anzahl", [1, 5])
def test_query_count_of_the_page_is_constant(besetzung, koordination, anzahl, django_assert_num_queries):
    Kapitel.objects.all().delete()
    for nummer in range(anzahl):
        kapitel = Kapitel.objects.create(wegweiser=besetzung.wegweiser, titel=f"K {nummer}", art="angebote")
        kapitel.angebote.set([make_angebot(netzwerk=besetzung.eigen.netzwerk)])
        kapitel.leistungen.set([make_leistung(f"Leistung {nummer}")])

    with django_assert_num_queries(19):
        antwort = koordination.get(besetzung.adresse)

    assert text(antwort).count(" selected>Leistung ") == anzahl
