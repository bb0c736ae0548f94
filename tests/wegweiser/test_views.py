import pytest
from django.core.cache import caches
from django.urls import reverse

from tests.factories import (
    make_angebot,
    make_netzwerk,
    make_region,
    make_thema,
    make_wegweiser,
)
from tests.wegweiser.pdfs import seitentexte
from wegweiser.views import suche

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leerer_speicher():
    caches["druck"].clear()


@pytest.fixture
def wegweiser():
    netz = make_netzwerk("Netz Northeim", regionen=[make_region("Northeim", ags="03155")])
    kapitel = [{"titel": "Willkommen", "text": "Schön."}, {"titel": "Angebote", "art": "angebote", "suche": "q="}]
    return make_wegweiser(netzwerk=netz, kapitel=kapitel)


def test_wegweiser_list_shows_visible_guides_only(client, wegweiser):
    make_wegweiser("Entwurf", ist_veroeffentlicht=False)
    make_wegweiser("Ruhend", netzwerk=make_netzwerk(status="ruhend"))
    antwort = client.get("/wegweiser/")

    assert [w.titel for w in antwort.context["wegweiser"]] == ["Wegweiser für Alleinerziehende"]
    assert "Netz Northeim" in antwort.content.decode()


@pytest.mark.parametrize("anzahl", [1, 5])
def test_wegweiser_list_query_count_is_constant(client, anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        make_wegweiser(f"Wegweiser {nummer}", netzwerk=make_netzwerk())

    with django_assert_num_queries(1):
        client.get("/wegweiser/")


def test_wegweiser_detail_shows_the_same_chapters_as_the_pdf(client, wegweiser):
    make_angebot("Krabbelgruppe", kurzbeschreibung="Wir spielen.", telefon="05571 000-410")
    text = client.get("/wegweiser/wegweiser-fuer-alleinerziehende/").content.decode()
    pdf = " ".join(seitentexte(client.get("/wegweiser/wegweiser-fuer-alleinerziehende.pdf").content))

    for wort in ("Willkommen", "Schön.", "Krabbelgruppe", "Wir spielen.", "05571 000-410"):
        assert wort in text
        assert wort in pdf


@pytest.mark.parametrize("endung", ["/", ".pdf"])
def test_hidden_guide_is_not_found(client, endung):
    make_wegweiser("Entwurf", ist_veroeffentlicht=False)

    assert client.get(f"/wegweiser/entwurf{endung}").status_code == 404


@pytest.mark.parametrize(("wunsch", "name"), [("a4", "a4"), ("a5", "a5"), ("A5", "a5"), ("b7", "a4"), ("", "a4")])
def test_wegweiser_pdf_has_a_speaking_name_and_knows_its_format(client, wegweiser, wunsch, name):
    antwort = client.get("/wegweiser/wegweiser-fuer-alleinerziehende.pdf", {"format": wunsch})

    assert antwort["Content-Type"] == "application/pdf"
    assert antwort["Content-Disposition"] == f'inline; filename="wegweiser-fuer-alleinerziehende-{name}.pdf"'


def test_pdf_is_not_sent_again_when_nothing_changed(client, wegweiser):
    adresse = "/wegweiser/wegweiser-fuer-alleinerziehende.pdf"
    etag = client.get(adresse)["ETag"]
    unveraendert = client.get(adresse, headers={"If-None-Match": etag})
    make_angebot("Neu")
    veraendert = client.get(adresse, headers={"If-None-Match": etag})

    assert (unveraendert.status_code, unveraendert.content) == (304, b"")
    assert veraendert.status_code == 200
    assert veraendert["ETag"] != etag


def test_angebote_pdf_prints_the_search_result(client):
    wohnen = make_thema("Wohnen")
    make_angebot("Wohngeld beantragen", themen=[wohnen])
    make_angebot("Krabbelgruppe")
    antwort = client.get("/angebote.pdf?thema=wohnen&format=a5&seite=3")
    text = " ".join(seitentexte(antwort.content))

    assert antwort["Content-Disposition"] == 'inline; filename="angebote-wohnen-a5.pdf"'
    assert "Wohngeld beantragen" in text
    assert "Krabbelgruppe" not in text


def test_nothing_found_is_a_page_and_no_empty_pdf(client):
    antwort = client.get("/angebote.pdf?q=gibtsnicht")

    assert (antwort.status_code, antwort["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Zu dieser Suche gibt es noch kein Angebot." in antwort.content.decode()
    assert 'href="/angebote/?q=gibtsnicht"' in antwort.content.decode()


def test_too_many_hits_are_told_with_the_number_and_a_way_out(client, monkeypatch):
    monkeypatch.setattr(suche, "HOECHSTENS", 2)
    for nummer in range(3):
        make_angebot(f"Kurs {nummer}")
    antwort = client.get("/angebote.pdf")

    assert (antwort.status_code, antwort["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert (
        "Diese Suche hat 3 Treffer. In ein Heft passen höchstens 2. Bitte wählen Sie einen Ort, ein Thema oder eine "
        "Zielgruppe dazu."
    ) in antwort.content.decode()


@pytest.mark.parametrize("endung", ["/", ".pdf"])
def test_failed_print_says_why_and_sends_no_half_file(client, endung):
    make_wegweiser("Kaputt", kapitel=[{"titel": "Geld", "text": "{{ betrag.gibtsnicht }}"}])
    antwort = client.get(f"/wegweiser/kaputt{endung}")

    assert (antwort.status_code, antwort["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "Kapitel „Geld“: „{{ betrag.gibtsnicht }}“ steht nicht im Register der Beträge." in antwort.content.decode()


@pytest.mark.parametrize("name", ["wegweiser_list", "angebote_pdf"])
def test_pages_are_read_only(client, name):
    assert client.post(reverse(f"wegweiser:{name}")).status_code == 405
