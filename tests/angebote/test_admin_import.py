import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from angebote.import_export.plan import Art
from angebote.import_export.spalten import LISTE, SPALTEN
from angebote.models import Angebot
from netzwerk.admin import einlesen
from netzwerk.tabellen import aufbewahrung
from netzwerk.tabellen.tabelle import read_tabelle
from tests.angebote.oberflaeche import ADRESSE, EIGEN, fehler, gruppen, hochladen, meldungen, text, uebernehmen
from tests.factories import make_thema
from tests.konten import make_besetzung

pytestmark = pytest.mark.django_db
SEITE = "/verwaltung/angebote/angebot/"


@pytest.fixture
def besetzung():
    make_thema("Wohnen")
    return make_besetzung()


@pytest.fixture
def als(client, besetzung):
    """Logs in one of the cast."""

    def anmelden(name):
        client.force_login(getattr(besetzung, name))
        return client

    return anmelden


def test_list_has_a_way_in_and_the_form_says_how(als):
    client = als("koordination")

    assert reverse("admin:angebote_angebot_import") == ADRESSE
    assert f'<a href="{ADRESSE}">Tabelle einlesen</a>' in client.get(SEITE).content.decode()
    seite = client.get(ADRESSE)
    assert seite.status_code == 200
    assert list(seite.context["form"].fields) == ["datei", "netzwerk", "veroeffentlicht", "quelle", "selbst_zuordnen"]
    assert "unsafe-inline" not in seite.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["ohne_zugang", None])
def test_import_is_closed_to_those_without_a_right(client, besetzung, name):
    if name:
        client.force_login(getattr(besetzung, name))

    for adresse in (ADRESSE, f"{ADRESSE}muster.csv"):
        assert client.get(adresse).status_code in (302, 403)
    assert hochladen(client, EIGEN).status_code in (302, 403)
    assert Angebot.objects.count() == 2


def test_preview_saves_nothing_and_import_saves_what_was_shown(als, besetzung):
    client = als("koordination")
    alt = Angebot.objects.get(titel="Angebot Linde")
    zeilen = [
        {**EIGEN, "titel": "Neues"},
        {**EIGEN, "titel": "Angebot Linde", "themen": "Kinderbetreuung", "telefon": "05551 000-1"},
    ]
    felder = {"netzwerk": besetzung.eigen.netzwerk.pk}

    vorschau = hochladen(client, *zeilen, **felder)

    assert gruppen(vorschau) == {"neu": [2], "geaendert": [3]}
    assert "telefon : (leer) → 05551 000-1" in text(vorschau)
    assert "<del>(leer)</del> → <ins>05551 000-1</ins>" in vorschau.content.decode()
    assert Angebot.objects.count() == 2

    fertig = uebernehmen(client, vorschau)

    assert fertig.redirect_chain == [(SEITE, 302)]
    assert meldungen(fertig) == ["Übernommen: 1 neu, 1 geändert, 0 unverändert."]
    neu = Angebot.objects.get(titel="Neues")
    assert (neu.status, neu.netzwerk, neu.partner) == ("entwurf", besetzung.eigen.netzwerk, besetzung.eigen.partner)
    alt.refresh_from_db()
    assert (alt.telefon, alt.status) == ("05551 000-1", "veroeffentlicht")
    assert sorted(LogEntry.objects.values_list("object_repr", "action_flag", "user__username")) == [
        ("Angebot Linde", 2, "koordination"),
        ("Neues", 1, "koordination"),
    ]

    danach = hochladen(client, *zeilen, **felder)
    assert gruppen(danach) == {"unveraendert": [2, 3]}
    assert danach.context["paket"] == ""
    assert "Es gibt nichts zu übernehmen" in text(danach)
    assert 'name="vorschau"' not in danach.content.decode()


def test_faulty_sheet_shows_every_error_and_no_button(als):
    vorschau = hochladen(als("verwaltung"), {"plz": "1261", "themen": "Wohnenn"}, {"titel": "Gut"})

    assert "2 Fehler. So kann nichts übernommen werden." in text(vorschau)
    assert fehler(vorschau) == [
        "Zeile 2, Spalte „plz“: „1261“ – bitte fünf Ziffern, z. B. „12619“.",
        "Zeile 2, Spalte „themen“: „Wohnenn“ kennen wir nicht. Meinten Sie „Wohnen“?",
    ]
    assert gruppen(vorschau) == {"fehlerhaft": [2], "neu": [3]}
    assert "„1261“ – bitte fünf Ziffern" in text(vorschau)
    assert vorschau.context["paket"] == ""
    assert 'name="vorschau"' not in vorschau.content.decode()


def test_unreadable_file_is_an_error_of_the_field(als):
    client = als("verwaltung")

    antwort = client.post(ADRESSE, {"datei": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0"), "quelle": "x"})
    assert antwort.context["form"].errors == {
        "datei": ["„a.xls“ können wir nicht lesen. Bitte als XLSX, ODS oder CSV speichern."]
    }
    kopf = client.post(ADRESSE, {"datei": SimpleUploadedFile("a.csv", b"Kurs;VHS\n"), "quelle": "x"})
    assert [str(f) for f in kopf.context["form"].errors["datei"]] == [
        "Zeile 1: Hier fehlt die Kopfzeile mit den Spaltennamen. Nötig sind „titel“, „partner“, „region“ und „themen“."
    ]
    assert client.post(ADRESSE, {"quelle": "für uns"}).context["form"].errors.keys() == {"datei", "quelle"}


def test_text_of_the_sheet_is_escaped(als):
    vorschau = hochladen(als("verwaltung"), {"titel": "<script>alert(1)</script>", "partner": "<b>P</b>"})

    assert "<script>alert" not in vorschau.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in vorschau.content.decode()


# The sheet between the two steps


def test_preview_that_is_no_longer_true_is_shown_again(als, besetzung):
    client = als("koordination")
    felder = {"netzwerk": besetzung.eigen.netzwerk.pk}
    vorschau = hochladen(client, {**EIGEN, "titel": "Angebot Linde", "telefon": "05551 000-1"}, **felder)
    Angebot.objects.filter(titel="Angebot Linde").update(telefon="05551 000-2")

    noch_einmal = uebernehmen(client, vorschau)

    assert "Die Angebote haben sich inzwischen geändert. Es wurde nichts übernommen." in text(noch_einmal)
    assert "<del>05551 000-2</del> → <ins>05551 000-1</ins>" in noch_einmal.content.decode()
    assert Angebot.objects.get(titel="Angebot Linde").telefon == "05551 000-2"

    assert meldungen(uebernehmen(client, noch_einmal)) == ["Übernommen: 0 neu, 1 geändert, 0 unverändert."]
    assert Angebot.objects.get(titel="Angebot Linde").telefon == "05551 000-1"


def test_second_click_does_nothing_twice(als):
    client = als("verwaltung")
    vorschau = hochladen(client, {"titel": "Neues"})
    uebernehmen(client, vorschau)

    zweiter = uebernehmen(client, vorschau)

    assert gruppen(zweiter) == {"unveraendert": [2]}
    assert Angebot.objects.filter(titel="Neues").count() == 1


def verfaelscht(paket, _konto):
    return f"{paket[:40]}{'A' if paket[40] != 'A' else 'B'}{paket[41:]}"


def von_anderswo(_paket, konto):
    """Signed by this portal, but for another purpose."""
    return signing.dumps({"tabelle": {}, "optionen": {}, "konto": konto.pk}, salt="anderes")


@pytest.mark.parametrize("faelsche", [verfaelscht, von_anderswo, lambda *_: "", lambda *_: "a:b:c"])
def test_what_the_browser_sends_back_is_not_trusted(als, besetzung, faelsche):
    client = als("verwaltung")
    vorschau = hochladen(client, {"titel": "Neues"})

    paket = faelsche(vorschau.context["paket"], besetzung.verwaltung)
    antwort = client.post(ADRESSE, {"vorschau": paket}, follow=True)

    assert antwort.redirect_chain == [(ADRESSE, 302)]
    assert meldungen(antwort) == ["Die Vorschau ist abgelaufen. Bitte die Tabelle noch einmal hochladen."]
    assert Angebot.objects.count() == 2


def test_preview_belongs_to_one_account_and_grows_old(als, besetzung, monkeypatch):
    vorschau = hochladen(als("verwaltung"), {"titel": "Neues"})

    assert meldungen(uebernehmen(als("koordination"), vorschau)) == [
        "Die Vorschau ist abgelaufen. Bitte die Tabelle noch einmal hochladen."
    ]
    monkeypatch.setattr(aufbewahrung, "HOECHSTENS_SEKUNDEN", -1)
    assert meldungen(uebernehmen(als("verwaltung"), vorschau)) == [
        "Die Vorschau ist abgelaufen. Bitte die Tabelle noch einmal hochladen."
    ]
    assert Angebot.objects.count() == 2


def test_sheet_too_large_to_travel_is_refused(als, monkeypatch):
    monkeypatch.setattr(aufbewahrung, "HOECHSTENS_ZEICHEN", 300)

    antwort = hochladen(als("verwaltung"), *[{"titel": f"Kurs {n}"} for n in range(50)])

    assert antwort.context["form"].errors == {
        "datei": ["Die Tabelle ist zu groß für die Vorschau. Bitte in mehrere Tabellen teilen."]
    }


def test_sheet_survives_the_journey():
    kopf = "titel;partner;region;themen;Notiz;plz\nÄ;P;R;T;x;12619\nB;P;R;T;x;y;zu viel\n"
    tabelle = read_tabelle(kopf.encode(), "a.csv", LISTE)

    assert aufbewahrung.entpacke(aufbewahrung.packe(tabelle, {"quelle": "x"}, 7, "a"), 7, "a") == (
        tabelle,
        {"quelle": "x"},
    )


def test_long_groups_are_cut_and_counted(als, monkeypatch):
    monkeypatch.setitem(einlesen.ZEIGE, Art.NEU, 3)
    monkeypatch.setattr(einlesen, "ZEIGE_HINWEISE", 2)

    vorschau = hochladen(
        als("verwaltung"),
        *[{"titel": f"Kurs {n}", "plz": "1" if n > 4 else "", "kosten": "je nachdem"} for n in range(9)],
    )

    assert gruppen(vorschau) == {"fehlerhaft": [7, 8, 9, 10], "neu": [2, 3, 4]}
    assert "Neu (5) Gezeigt sind die ersten 3." in text(vorschau)
    assert "4 Fehler." in text(vorschau)
    assert "Gezeigt sind die ersten 2 Hinweise." in text(vorschau)


# Sample sheets


def test_sample_sheets(als):
    client = als("redaktion")

    datei = client.get(f"{ADRESSE}muster.csv")
    assert datei.content.decode() == "\ufeff" + ";".join(SPALTEN) + "\r\n"
    assert datei.headers["Content-Disposition"] == 'attachment; filename="angebote-muster.csv"'

    mappe = load_workbook(io.BytesIO(client.get(f"{ADRESSE}muster.xlsx").content))
    assert [zelle.value for zelle in mappe["Angebote"][1]] == list(SPALTEN)
    assert mappe["Angebote"]["G2"].number_format == "@"
    assert [zelle.value for zelle in mappe["Ausfüllhilfe"]["A"]] == [
        "Spalte",
        *SPALTEN,
        None,
        "Themen",
        "Kinderbetreuung",
        "Wohnen",
    ]
    assert client.get(f"{ADRESSE}muster.pdf").status_code == 404


def test_filled_sample_sheet_is_read(als):
    mappe = load_workbook(io.BytesIO(als("verwaltung").get(f"{ADRESSE}muster.xlsx").content))
    werte = {"titel": "Kurs", "partner": "VHS", "region": "03155", "themen": "Wohnen", "plz": "01067"}
    for nummer, spalte in enumerate(SPALTEN, 1):
        mappe["Angebote"].cell(2, nummer).value = werte.get(spalte)
    ziel = io.BytesIO()
    mappe.save(ziel)

    tabelle = read_tabelle(ziel.getvalue(), "muster.xlsx", LISTE)

    assert [(zeile.nummer, {s: w for s, w in zeile.werte.items() if w}) for zeile in tabelle.zeilen] == [(2, werte)]


# Columns of foreign sheets


def test_columns_of_a_foreign_sheet_are_assigned(als, besetzung):
    client = als("koordination")
    inhalt = "Kursbezeichnung;Wofür;Rubrik\nOffener Treff;x;Wohnen\n".encode()
    felder = {"quelle": "vhs", "netzwerk": besetzung.eigen.netzwerk.pk}

    seite = client.post(ADRESSE, {"datei": SimpleUploadedFile("a.csv", inhalt), **felder})

    assert [(spalte["name"], spalte["wahl"]) for spalte in seite.context["spalten"]] == [
        ("Kursbezeichnung", "titel"),
        ("Wofür", ""),
        ("Rubrik", "themen"),
    ]
    wahl = {"spalte_0": "titel", "spalte_2": "themen", "fest_0": "partner", "wert_0": "Partner Linde"}
    fest = {"fest_1": "region", "wert_1": "Landkreis Northeim", "name": "Kurse der VHS"}
    vorschau = client.post(ADRESSE, {"roh": seite.context["paket"], **wahl, **fest})
    assert gruppen(vorschau) == {"neu": [2]}
    uebernehmen(client, vorschau)
    neu = Angebot.objects.get(titel="Offener Treff")
    assert (neu.partner, neu.quelle, [str(region) for region in neu.regionen.all()]) == (
        besetzung.eigen.partner,
        "vhs",
        ["Landkreis Northeim"],
    )

    noch_einmal = client.post(ADRESSE, {"datei": SimpleUploadedFile("b.csv", inhalt), **felder})
    assert gruppen(noch_einmal) == {"unveraendert": [2]}
