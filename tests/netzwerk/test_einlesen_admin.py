"""Reading a sheet in the Verwaltung: rights row by row, columns of foreign sheets, exactly what was shown."""

import pytest
from django.contrib.admin.models import LogEntry

from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ansprechperson, Partner, Spaltenzuordnung
from netzwerk.tabellen import aufbewahrung
from netzwerk.tabellen.ausgabe import FORMATE
from netzwerk.tabellen.tabelle import Rohtabelle
from netzwerk.tabellen.zelle import Zahl
from tests.konten import FREMD, make_besetzung
from tests.netzwerk.tabellen.einlesen import gezeigte_fehler, gruppen, hochladen, meldungen, uebernehmen
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db
MODELLE = [Partner, Ansprechperson, Anlaufstelle]
FREMDES = "Der Eintrag gehört zu einem anderen Netzwerk oder Partner. Bitte die Zeile löschen."


@pytest.fixture
def besetzung():
    return make_besetzung()


@pytest.fixture
def als(besetzung):
    return lambda rolle: anmelden(getattr(besetzung, rolle))


@pytest.mark.parametrize("modell", MODELLE)
def test_page_and_sample_sheets_open(als, modell):
    client = als("koordination")

    seite = client.get(url(modell, "import"))

    assert seite.status_code == 200
    assert text(seite).count("<h1") == 1
    assert "unsafe-inline" not in seite.headers["Content-Security-Policy"]
    for endung in FORMATE:
        muster = client.get(url(modell, "muster", endung))
        assert (muster.status_code, muster.headers["Content-Type"]) == (200, FORMATE[endung])
    assert client.get(url(modell, "muster", "pdf")).status_code == 404


@pytest.mark.parametrize("modell", MODELLE)
def test_import_is_closed_without_a_right(client, als, modell):
    for jemand in (client, als("ohne_zugang")):
        for adresse in (url(modell, "import"), url(modell, "muster", "csv")):
            assert jemand.get(adresse).status_code in (302, 403)


def test_preview_saves_nothing_and_import_saves_what_was_shown(als, besetzung):
    client, adresse = als("koordination"), url(Partner, "import")
    netzwerk = besetzung.eigen.netzwerk
    zeilen = [{"name": "Neuer Verein", "telefon": ""}, {"name": "Partner Linde", "telefon": "05551 1"}]

    vorschau = hochladen(client, adresse, zeilen, netzwerk=netzwerk.pk)

    assert gruppen(vorschau) == {"neu": [2], "geaendert": [3]}
    assert "<del>(leer)</del> → <ins>05551 1</ins>" in text(vorschau)
    assert Partner.objects.filter(name="Neuer Verein").count() == 0

    fertig = uebernehmen(client, adresse, vorschau)

    assert meldungen(fertig) == ["Übernommen: 1 neu, 1 geändert, 0 unverändert."]
    assert list(Partner.objects.get(name="Neuer Verein").netzwerke.all()) == [netzwerk]
    assert sorted(LogEntry.objects.values_list("object_repr", "action_flag", "user__username")) == [
        ("Neuer Verein", 1, "koordination"),
        ("Partner Linde", 2, "koordination"),
    ]
    assert gruppen(hochladen(client, adresse, zeilen, netzwerk=netzwerk.pk)) == {"unveraendert": [2, 3]}
    assert gruppen(uebernehmen(client, adresse, vorschau)) == {"unveraendert": [2, 3]}


def test_preview_that_is_no_longer_true_is_shown_again(als, besetzung):
    client, adresse = als("koordination"), url(Ansprechperson, "import")
    vorschau = hochladen(client, adresse, [{"partner": "Partner Linde", "name": "Person Linde", "telefon": "05551 1"}])
    Ansprechperson.objects.update(telefon="05551 2")

    antwort = uebernehmen(client, adresse, vorschau)

    assert "haben sich inzwischen geändert. Es wurde nichts übernommen." in text(antwort)
    assert Ansprechperson.objects.get(name="Person Linde").telefon == "05551 2"


def test_import_is_found_by_the_search(als):
    """The name of a partner counts in the search of its offers."""
    client, adresse = als("verwaltung"), url(Partner, "import")
    Partner.objects.filter(name="Partner Linde").update(externer_schluessel="K-1")

    uebernehmen(client, adresse, hochladen(client, adresse, [{"schluessel": "K-1", "name": "Zwetschgenhof"}]))

    gefunden = client.get("/angebote/?q=Zwetschgenhof")
    assert [angebot.titel for angebot in gefunden.context["page"]] == ["Angebot Linde"]


# Rights


@pytest.mark.parametrize("rolle", ["koordination", "redaktion"])
def test_foreign_rows_are_neither_named_nor_changed(als, besetzung, rolle):
    client, fremd = als(rolle), besetzung.fremd
    Ansprechperson.objects.filter(pk=fremd.person.pk).update(externer_schluessel="P-1")
    Anlaufstelle.objects.filter(pk=fremd.anlaufstelle.pk).update(externer_schluessel="S-1")
    Partner.objects.filter(pk=fremd.partner.pk).update(externer_schluessel="K-1")
    netzwerk = {"netzwerk": besetzung.eigen.netzwerk.pk}

    partner = hochladen(client, url(Partner, "import"), [{"schluessel": "K-1", "name": "Meiner"}], **netzwerk)
    person = hochladen(
        client, url(Ansprechperson, "import"), [{"schluessel": "P-1", "partner": "Partner Linde", "name": "X"}]
    )
    stelle = hochladen(
        client,
        url(Anlaufstelle, "import"),
        [{"schluessel": "S-1", "partner": "Partner Linde", "name": "X"}],
        **netzwerk,
    )

    for antwort, schluessel in ((partner, "K-1"), (person, "P-1"), (stelle, "S-1")):
        assert gezeigte_fehler(antwort) == [
            f"Zeile 2, Spalte „schluessel“: „{schluessel}“ ist schon vergeben. Bitte einen anderen Schlüssel wählen."
        ]
        assert FREMD not in text(antwort)
        assert antwort.context["paket"] == ""


@pytest.mark.parametrize("rolle", ["koordination", "redaktion"])
def test_foreign_partner_is_none_of_the_choices(als, rolle):
    client = als(rolle)

    for modell in (Ansprechperson, Anlaufstelle):
        antwort = hochladen(client, url(modell, "import"), [{"partner": f"Partner {FREMD[:-1]}", "name": "X"}])
        if rolle == "koordination" and modell is Anlaufstelle:
            continue
        assert gezeigte_fehler(antwort)[0].startswith("Zeile 2, Spalte „partner“: „Partner Zitadell“ kennen wir nicht.")
        assert FREMD not in text(antwort)


def test_foreign_partner_of_that_name_is_not_taken(als, besetzung):
    antwort = hochladen(
        als("koordination"),
        url(Partner, "import"),
        [{"name": f"partner {FREMD}", "telefon": "05551 1"}],
        netzwerk=besetzung.eigen.netzwerk.pk,
    )

    assert gezeigte_fehler(antwort) == [f"Zeile 2: {FREMDES}"]


def test_koordination_cannot_choose_a_network_of_others(als, besetzung):
    antwort = hochladen(
        als("koordination"), url(Partner, "import"), [{"name": "X"}], netzwerk=besetzung.fremd.netzwerk.pk
    )

    assert list(antwort.context["form"].errors) == ["netzwerk"]
    assert FREMD not in text(antwort)


def test_redaktion_changes_only_what_its_form_lets_it(als):
    client, adresse = als("redaktion"), url(Partner, "import")

    falsch = hochladen(
        client,
        adresse,
        [
            {"name": "Partner Linde", "art": "Verein", "schluessel": "K-1", "telefon": "05551 1"},
            {"name": "Ganz Neu", "art": "Verein", "schluessel": "", "telefon": ""},
        ],
    )
    assert gezeigte_fehler(falsch) == [
        "Zeile 2, Spalte „art“: „Verein“ – das ändert die Koordination. "
        "Bitte „Sonstige“ stehen lassen oder die Spalte weglassen.",
        "Zeile 2, Spalte „schluessel“: „K-1“ – das ändert die Koordination. "
        "Bitte „“ stehen lassen oder die Spalte weglassen.",
        "Zeile 3: Neue Partner legt die Koordination an. Bitte die Zeile löschen.",
    ]

    gut = hochladen(client, adresse, [{"name": "Partner Linde", "art": "Sonstige", "telefon": "05551 1"}])
    assert meldungen(uebernehmen(client, adresse, gut)) == [
        "1 Änderung an einem öffentlichen Eintrag sieht sich zuerst die Koordination an.",
        "Übernommen: 0 neu, 1 geändert, 0 unverändert.",
    ]
    assert Partner.objects.get(name="Partner Linde").telefon == ""


def test_points_of_a_redaktion_wait_for_the_koordination(als):
    client, adresse = als("redaktion"), url(Anlaufstelle, "import")

    uebernehmen(client, adresse, hochladen(client, adresse, [{"partner": "Partner Linde", "name": "Neue Stelle"}]))

    stelle = Anlaufstelle.objects.get(name="Neue Stelle")
    assert (stelle.ist_veroeffentlicht, stelle.netzwerk) == (False, None)


def test_rights_lost_between_the_steps_stop_the_import(als, besetzung):
    client, adresse = als("koordination"), url(Ansprechperson, "import")
    vorschau = hochladen(client, adresse, [{"partner": "Partner Linde", "name": "Neu"}])
    besetzung.koordination.zugaenge.update(netzwerk=besetzung.fremd.netzwerk)

    antwort = uebernehmen(client, adresse, vorschau)

    assert gezeigte_fehler(antwort)[0].startswith("Zeile 2, Spalte „partner“: „Partner Linde“ kennen wir nicht.")
    assert not Ansprechperson.objects.filter(name="Neu").exists()


# Columns of foreign sheets

FREMDE_TABELLE = [{"Vereinsname": "Neuer Verein", "Rufnr.": "05551 1", "Notiz": "intern"}]


def zuordnen(client, seite, **felder):
    vorgabe = {f"spalte_{s['nummer']}": s["wahl"] for s in seite.context["spalten"]}
    return client.post(url(Partner, "import"), {"roh": seite.context["paket"], **vorgabe, **felder})


def test_unknown_headings_lead_to_the_page_of_columns(als, besetzung):
    client = als("koordination")

    seite = hochladen(client, url(Partner, "import"), FREMDE_TABELLE, netzwerk=besetzung.eigen.netzwerk.pk)

    assert [(s["name"], s["werte"], s["wahl"]) for s in seite.context["spalten"]] == [
        ("Vereinsname", ["Neuer Verein"], ""),
        ("Rufnr.", ["05551 1"], "telefon"),
        ("Notiz", ["intern"], ""),
    ]
    assert '<option value="telefon">telefon – Eine Nummer mit Vorwahl.</option>' in text(seite)

    fehlt = zuordnen(client, seite, spalte_1="telefon", spalte_2="telefon")
    assert [str(satz) for satz in fehlt.context["fehler"]] == [
        "„telefon“ ist für mehrere Spalten gewählt. Bitte nur für eine.",
        "„name“ fehlt. Bitte eine Spalte wählen oder einen festen Wert eintragen.",
    ]
    assert [s["wahl"] for s in fehlt.context["spalten"]] == ["", "telefon", "telefon"]

    vorschau = zuordnen(client, seite, spalte_0="name", spalte_1="telefon", fest_0="ort", wert_0="Uslar", name="VHS")
    assert gruppen(vorschau) == {"neu": [2]}
    uebernehmen(client, url(Partner, "import"), vorschau)
    partner = Partner.objects.get(name="Neuer Verein")
    assert (partner.telefon, partner.ort, partner.beschreibung) == ("05551 1", "Uslar", "")


def test_remembered_columns_are_chosen_the_next_time(als, besetzung):
    client, netzwerk = als("koordination"), besetzung.eigen.netzwerk
    seite = hochladen(client, url(Partner, "import"), FREMDE_TABELLE, netzwerk=netzwerk.pk)
    zuordnen(client, seite, spalte_0="name", spalte_1="telefon", fest_0="ort", wert_0="Uslar", name=" Liste  VHS ")

    gemerkt = Spaltenzuordnung.objects.get(name="Liste VHS")
    assert (gemerkt.art, gemerkt.netzwerk) == ("partner", netzwerk)
    assert gemerkt.zuordnung == {"Vereinsname": "name", "Rufnr.": "telefon", "Notiz": ""}
    assert gemerkt.feste_werte == {"ort": "Uslar"}

    andere_reihenfolge = [{"notiz": "x", "RUFNR.": "05551 2", "Vereinsname": "Zweiter"}]
    vorschau = hochladen(client, url(Partner, "import"), andere_reihenfolge, netzwerk=netzwerk.pk)
    assert gruppen(vorschau) == {"neu": [2]}
    uebernehmen(client, url(Partner, "import"), vorschau)
    assert (Partner.objects.get(name="Zweiter").telefon, Partner.objects.get(name="Zweiter").ort) == (
        "05551 2",
        "Uslar",
    )

    auf_wunsch = hochladen(
        client, url(Partner, "import"), andere_reihenfolge, netzwerk=netzwerk.pk, selbst_zuordnen="on"
    )
    assert [s["wahl"] for s in auf_wunsch.context["spalten"]] == ["", "telefon", "name"]
    assert auf_wunsch.context["feste"][0] == {"nummer": 0, "wahl": "ort", "wert": "Uslar"}


def test_columns_remembered_by_others_are_not_used(als, besetzung):
    kopf = [{f"Verein {FREMD}": "X", f"Nr. {FREMD}": "1"}]

    seite = hochladen(als("koordination"), url(Partner, "import"), kopf, netzwerk=besetzung.eigen.netzwerk.pk)

    assert [s["wahl"] for s in seite.context["spalten"]] == ["", ""]
    assert [feste["wahl"] for feste in seite.context["feste"]] == [""] * 4


def test_redaktion_uses_what_its_network_remembered_and_keeps_nothing(als, besetzung):
    client = als("redaktion")
    Spaltenzuordnung.objects.create(
        name="L",
        art="person",
        netzwerk=besetzung.eigen.netzwerk,
        zuordnung={"Wer": "name"},
        feste_werte={"partner": "Partner Linde"},
    )

    assert gruppen(hochladen(client, url(Ansprechperson, "import"), [{"Wer": "Kim"}])) == {"neu": [2]}

    seite = hochladen(client, url(Partner, "import"), [{"Haus": "Partner Linde", "Rufnr.": "05551 1"}])
    assert seite.context["darf_merken"] is False
    zuordnen(client, seite, spalte_0="name", spalte_1="telefon", name="Meins")
    assert not Spaltenzuordnung.objects.filter(name="Meins").exists()


def test_same_name_replaces_what_was_remembered(als, besetzung):
    client, netzwerk = als("koordination"), besetzung.eigen.netzwerk
    seite = hochladen(client, url(Partner, "import"), FREMDE_TABELLE, netzwerk=netzwerk.pk)
    for wahl in ("telefon", "kurzname"):
        zuordnen(client, seite, spalte_0="name", spalte_1=wahl, name="VHS")

    assert [z.zuordnung["Rufnr."] for z in Spaltenzuordnung.objects.filter(name="VHS")] == ["kurzname"]


def test_best_guesses_are_chosen_before(als):
    kopf = [{"Name": "X", "Telefonnumer": "1", "E-Mail": "", "PLZ/Ort": "", "Bearbeitet": ""}]

    seite = hochladen(als("verwaltung"), url(Partner, "import"), kopf, netzwerk="")

    assert [s["wahl"] for s in seite.context["spalten"]] == ["name", "telefon", "email", "", ""]


@pytest.mark.parametrize("paket", ["", "a:b:c", None])
def test_what_the_browser_sends_back_is_not_trusted(als, besetzung, paket):
    client = als("koordination")
    seite = hochladen(client, url(Partner, "import"), FREMDE_TABELLE, netzwerk=besetzung.eigen.netzwerk.pk)
    # A package of another step or of another kind of sheet is as worthless as a made-up one.
    fremd = seite.context["paket"] if paket is None else paket

    for adresse, feld in ((url(Partner, "import"), "vorschau"), (url(Ansprechperson, "import"), "roh")):
        antwort = client.post(adresse, {feld: fremd}, follow=True)
        assert meldungen(antwort) == ["Die Vorschau ist abgelaufen. Bitte die Tabelle noch einmal hochladen."]


def test_raw_sheet_survives_the_journey():
    roh = Rohtabelle(1, ["a", ""], [(2, ["Ä", Zahl("1067")]), (4, [])])

    paket = aufbewahrung.packe_roh(roh, {"netzwerk": 1}, 7, "partner")
    zurueck, optionen = aufbewahrung.entpacke_roh(paket, 7, "partner")

    assert (zurueck, optionen) == (roh, {"netzwerk": 1})
    assert isinstance(zurueck.zeilen[0][1][1], Zahl)


@pytest.mark.einmal
def test_five_thousand_rows_are_read_and_taken_over(als):
    client, adresse = als("verwaltung"), url(Partner, "import")
    zeilen = [{"schluessel": f"K-{n}", "name": f"Verein {n}", "ort": "Uslar"} for n in range(5000)]

    vorschau = hochladen(client, adresse, zeilen)
    assert meldungen(uebernehmen(client, adresse, vorschau)) == ["Übernommen: 5000 neu, 0 geändert, 0 unverändert."]
    assert vorschau.context["paket"]
    assert hochladen(client, adresse, zeilen).context["gruppen"][0]["anzahl"] == 5000
