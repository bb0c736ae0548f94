from datetime import date

import pytest
from django.core.management import call_command

from angebote.models import Angebot, Leistung, Suchaenderung
from angebote.suche import open_suche, search_woertlich, update_suche
from tests.factories import make_angebot, make_anlaufstelle, make_leistung, make_partner, make_suchbegriff
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db


HEUTE = date(2026, 11, 22)


def nummern(frage):
    fund = open_suche().finde(frage, am=HEUTE)
    return fund.nummern(fund.plaetze())


def test_saved_offer_is_found_and_changed_one_no_longer():
    make_angebot("Ganz anderes")
    angebot = make_angebot("Zebrastreifen malen")
    assert nummern("Zebrastreifen") == [angebot.pk]

    angebot.titel = "Häuser bauen"
    angebot.save()
    update_suche([angebot])

    assert nummern("Zebrastreifen") == []
    assert nummern("Haus") == [angebot.pk]


def test_nothing_is_loaded_anew_while_nothing_changed(django_assert_num_queries):
    angebot = make_angebot("Zebrastreifen malen")
    nummern("Zebra")
    eintraege = Suchaenderung.objects.count()
    update_suche([angebot], nur_geaenderte=True)

    assert Suchaenderung.objects.count() == eintraege
    with django_assert_num_queries(1):
        nummern("Zebra")


def test_protected_place_is_not_searched():
    partner = make_partner()
    geheim = make_anlaufstelle("Schutzhaus", partner=partner, ort="Ankerstadt", adresse_geschuetzt=True)
    make_angebot("Zuflucht", partner=partner, anlaufstelle=geheim)
    make_angebot("Zuflucht zwei", partner=partner, ort="Ankerstadt", adresse_geschuetzt=True)

    assert nummern("Ankerstadt") == []
    assert not Angebot.objects.filter(suchtext__contains="ankerstadt").exists()


def test_new_entry_of_the_thesaurus_counts_at_once(client):
    angebot = make_angebot("Kindertagespflege")
    make_angebot("Ganz anderes")
    assert nummern("Dibbelbabbel") == []

    make_suchbegriff("Dibbelbabbel", begriffe=["Kindertagespflege"])

    assert nummern("Dibbelbabbel") == [angebot.pk]


def test_benefit_is_the_best_answer(client):
    make_leistung("Unterhaltsvorschuss", kurzname="UV", suchbegriffe="Vater zahlt nicht")
    make_angebot("Hilfe beim Unterhaltsvorschuss")
    make_angebot("Ganz anderes")

    for frage in ("Unterhaltsvorschuss", "UV", "Vater zahlt nicht"):
        seite = client.get("/angebote/", {"q": frage}).content.decode()
        assert "/leistungen/unterhaltsvorschuss/" in seite
    assert "/leistungen/unterhaltsvorschuss/" not in client.get("/angebote/?q=Hilfe").content.decode()


def test_place_in_the_question_becomes_the_place(client):
    orte = make_landkarte()
    make_angebot("Schuldnerberatung nah", regionen=[orte.kaulsdorf])
    make_angebot("Schuldnerberatung fern", regionen=[orte.aachen])

    daten = client.get("/angebote.json", {"q": "Schulden 12621"}).json()

    assert [a["titel"] for a in daten["angebote"]] == ["Schuldnerberatung nah"]
    assert daten["titel"] == "„Schulden“ – 12621 Berlin"


def test_correction_is_shown_as_it_is_written(client):
    make_angebot("Frühstück für Väter")
    make_angebot("Ganz anderes")

    hinweise = client.get("/angebote.json", {"q": "Frühstükc"}).json()["hinweise"]

    assert hinweise == ["„Frühstükc“ haben wir nicht gefunden. Wir zeigen Angebote zu „Frühstück“."]


def test_suche_woertlich_finds_inside_words():
    angebot = make_angebot("Schuldnerberatung")

    assert list(search_woertlich(Angebot.objects.all(), "schuldner BERAT")) == [angebot]
    assert list(search_woertlich(Angebot.objects.all(), "schuldner xyz")) == []


def test_explain_suche_names_every_reason(capsys):
    make_angebot("Kindertagespflege in Einbeck")
    make_angebot("Ganz anderes")
    make_suchbegriff("Tagesmutter", begriffe=["Kindertagespflege"])

    call_command("explain_suche", "Tagesmutter Einbeck")

    zeilen = capsys.readouterr().out.splitlines()
    assert zeilen[0] == "Ort: –"
    assert zeilen[1].startswith("Wort: tagesmutter (über: Tagesmutter)")
    assert zeilen[3].endswith("100% der Frage  Kindertagespflege in Einbeck")
    assert [zeile.split()[1] for zeile in zeilen[4:]] == ["tagesmutter", "einbeck", "1.00"]


def test_a_benefit_renamed_by_hand_is_heard_of_after_a_rebuild(client):
    leistung = make_leistung("Wohngeld")
    make_angebot("Ganz anderes")
    assert open_suche().rahmen.leistungen.finde("Wohngeld") == "wohngeld"

    Leistung.objects.filter(pk=leistung.pk).update(name="Mietzuschuss", slug="mietzuschuss")
    call_command("rebuild_suchindex")

    assert open_suche().rahmen.leistungen.finde("Mietzuschuss") == "mietzuschuss"


@pytest.mark.xdist_group("grunddaten")
def test_search_keeps_its_bars_on_the_development_set(grunddaten, capsys):
    call_command("evaluate_suche")

    werte = {z.split()[0]: float(z.split()[2]) for z in capsys.readouterr().out.splitlines()}
    bars = {
        "exakt": 0.90,
        "beugung": 0.85,
        "kompositum": 0.85,
        "alltag": 0.75,
        "tippfehler": 0.85,
        "lebenslage": 0.60,
        "ort_im_text": 0.92,
        "gender": 0.85,
        "unsinn": 0.85,
        "gesamt": 0.82,
    }
    assert werte.keys() == bars.keys()
    assert {art: wert for art, wert in werte.items() if wert < bars[art]} == {}
    assert not Angebot.objects.exists()
