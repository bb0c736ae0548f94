import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote.models import Angebot, Suchbegriff
from angebote.suche import bestand
from netzwerk.models import Ebene, Netzwerk, Region
from netzwerk.orte import find_ort
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_plz,
    make_region,
    make_suchbegriff,
    make_thema,
)
from tests.orte import make_landkarte


def frage(client, text, art="was", **weitere):
    return client.get("/vorschlaege.json", {"art": art, "text": text, **weitere}).json()["vorschlaege"]


def texte(client, text, art="was"):
    return [vorschlag["text"] for vorschlag in frage(client, text, art)]


@pytest.mark.django_db
def test_was_lists_every_kind_in_its_order(client):
    make_thema("Kinderbetreuung")
    make_thema("Deutsch lernen mit Kinderbetreuung")
    make_leistung("Kinderzuschlag", kurzname="KiZ", suchbegriffe="Geld für Kinder\nKinderbatzen")
    make_suchbegriff("Kinderbrei")
    angebot = make_angebot("Kinderbetreuung am Abend", regionen=[make_region()])
    kreise = [make_region("Aachen", bezeichnung="Kreis"), make_region("Uelzen")]
    bude = make_angebot("Offene Kinderbude", regionen=kreise)

    antwort = client.get("/vorschlaege.json?art=was&text=kinderb")

    assert [tuple(v.values()) for v in antwort.json()["vorschlaege"]] == [
        ("Kinderbetreuung", "Thema", "/angebote/?thema=kinderbetreuung"),
        ("Kinderbrei", "Suchwort", None),
        ("Kinderbetreuung am Abend", "Angebot für Landkreis Northeim", angebot.get_absolute_url()),
        ("Deutsch lernen mit Kinderbetreuung", "Thema", "/angebote/?thema=deutsch-lernen-mit-kinderbetreuung"),
        ("Offene Kinderbude", "Angebot für Kreis Aachen und weitere", bude.get_absolute_url()),
        ("Kinderzuschlag", "Leistung", "/leistungen/kinderzuschlag/"),
    ]
    assert list(antwort.json()["vorschlaege"][0]) == ["text", "art", "adresse"]
    assert antwort.json()["ansage"] == "6 Vorschläge"


@pytest.mark.django_db
def test_links_to_topics_and_benefits_keep_the_place(client):
    make_thema("Kindergruppen")
    make_leistung("Kindergeld")
    angebot = make_angebot("Kindertreff")

    adressen = [vorschlag["adresse"] for vorschlag in frage(client, "kinder", ort=" Bad Gandersheim ")]

    assert adressen == [
        "/angebote/?thema=kindergruppen&ort=Bad+Gandersheim",
        "/leistungen/kindergeld/?ort=Bad+Gandersheim",
        angebot.get_absolute_url(),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["mue", "MÜ", "müt", "Mu"])
def test_case_and_umlauts_do_not_matter(client, text):
    make_thema("Mütter")

    assert texte(client, text) == ["Mütter"]


@pytest.mark.django_db
def test_hidden_entries_are_never_suggested(client):
    netz = make_netzwerk(status=Netzwerk.Status.AKTIV)
    ruhend = make_netzwerk(status=Netzwerk.Status.HISTORISCH)
    make_angebot("Geheimer Entwurf", status=Angebot.Status.ENTWURF)
    make_angebot("Geheimer Abgelaufener", gueltig_bis="2020-01-01")
    make_angebot("Geheimer Ruhender", netzwerk=ruhend)
    make_angebot("Geheimnis der Küche", netzwerk=netz)
    make_leistung("Geheimgeld", ist_veroeffentlicht=False)
    make_suchbegriff("geheimnisfoll", art=Suchbegriff.Art.TIPPFEHLERFORM)
    make_suchbegriff("Geheimwort", netzwerk=netz)

    assert texte(client, "geheim") == ["Geheimnis der Küche"]


@pytest.mark.django_db
def test_database_has_the_last_word(client):
    angebot = make_angebot("Zebra, das geht")
    make_angebot("Zebra, das bleibt")
    assert texte(client, "zebra") == ["Zebra, das geht", "Zebra, das bleibt"]

    # Behind the journal's back: the index still believes in it.
    Angebot.objects.filter(pk=angebot.pk).update(status=Angebot.Status.ENTWURF)

    assert texte(client, "zebra") == ["Zebra, das bleibt"]


@pytest.mark.django_db
def test_namesakes_are_told_apart_by_their_area(client):
    northeim, uelzen = make_region(), make_region("Uelzen")
    for region in (uelzen, uelzen, northeim, uelzen):
        make_angebot("Elternfrühstück", regionen=[region])

    assert sorted(v["art"] for v in frage(client, "elternf")) == [
        "Angebot für Landkreis Northeim",
        "Angebot für Landkreis Uelzen",
    ]


@pytest.mark.django_db
def test_protected_address_is_nowhere(client):
    partner = make_partner()
    geheim = make_anlaufstelle(
        "Schutzhaus", partner=partner, strasse="Ankerweg 7", ort="Ankerstadt", adresse_geschuetzt=True
    )
    make_angebot("Schutz und Zuflucht", partner=partner, anlaufstelle=geheim, strasse="Ankerallee 1", ort="Ankerdorf")

    assert texte(client, "schutz") == ["Schutz und Zuflucht"]
    antworten = [client.get("/vorschlaege.json", {"art": art, "text": "schutz"}) for art in ("was", "wo")]
    assert [antwort.content.decode().count("Anker") for antwort in antworten] == [0, 0]
    assert (texte(client, "anker"), texte(client, "anker", "wo")) == ([], [])


@pytest.mark.django_db
def test_new_words_count_at_once(client):
    assert texte(client, "dibb") == []
    make_suchbegriff("Dibbelbabbel")

    assert texte(client, "dibb") == ["Dibbelbabbel"]


@pytest.mark.django_db
def test_nothing_while_the_index_is_being_read(client, monkeypatch):
    make_thema("Kinderbetreuung")
    monkeypatch.setattr(bestand, "SOFORT_BIS", -1)
    monkeypatch.setattr(bestand, "_build_aside", lambda _vorher: bestand._bau.release())

    assert client.get("/vorschlaege.json?art=was&text=kinder").json() == {"vorschlaege": [], "ansage": ""}


# Places


@pytest.fixture
def landkarte(db):
    orte = make_landkarte()
    goettingen = make_region("Göttingen", ags="03159", eltern=orte.niedersachsen)
    make_region("Göttingen", ags="03159016", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=goettingen)
    make_plz("12619", "Berlin", regionen=[orte.kaulsdorf])
    make_plz("37154", "Northeim", regionen=[orte.northeim])
    make_plz("37574", "Einbeck", regionen=[orte.northeim])
    make_plz("37073", "Göttingen", regionen=[goettingen])
    make_plz("37075", "Göttingen", regionen=[goettingen])
    for plz in ("37581", "37582"):
        make_plz(plz, "Bad Gandersheim", regionen=[orte.northeim])
    for plz, region in (("31535", orte.northeim), ("01844", orte.aachen), ("01845", orte.aachen)):
        make_plz(plz, "Neustadt", regionen=[region])
    make_plz("99999", "Nirgendwo")
    return orte


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("kauls", [("Kaulsdorf (Marzahn-Hellersdorf)", "Ortsteil")]),
        ("Northeim", [("Landkreis Northeim", "Niedersachsen"), ("37154 Northeim", "Ort")]),
        ("lk nort", [("Landkreis Northeim", "Niedersachsen")]),
        ("landk", []),
        ("gött", [("Landkreis Göttingen", "Niedersachsen"), ("Stadt Göttingen", "Landkreis Göttingen")]),
        ("ber", [("Berlin", "Land"), ("Stadt Berlin", "Berlin")]),
        ("einb", [("37574 Einbeck", "Ort")]),
        ("gander", [("Bad Gandersheim", "Ort")]),
        ("neust", [("01844 Neustadt", "Ort"), ("31535 Neustadt", "Ort")]),
        ("126", [("12619 Berlin", "Postleitzahl"), ("12621 Berlin", "Postleitzahl")]),
        ("12619", [("12619 Berlin", "Postleitzahl")]),
        ("12619 Ber", [("12619 Berlin", "Postleitzahl")]),
        ("12619 Mün", []),
        ("126190", []),
        ("9999", []),
        ("nirg", []),
        ("1", []),
    ],
)
def test_wo_suggests_places(client, landkarte, text, erwartet):
    assert [(v["text"], v["art"]) for v in frage(client, text, "wo")] == erwartet


def test_wo_needs_no_index(client, landkarte, monkeypatch):
    monkeypatch.setattr(bestand, "get_bestand", lambda: None)

    assert texte(client, "kauls", "wo") == ["Kaulsdorf (Marzahn-Hellersdorf)"]


def test_every_place_suggested_is_understood_as_one(client, grunddaten):
    """All beginnings of two letters and of two digits, on the map as delivered."""
    anfaenge = {name[:2] for name in Region.objects.values_list("name", flat=True)}
    anfaenge |= {f"{zahl:02}" for zahl in range(100)}
    vorschlaege = {text for anfang in anfaenge for text in texte(client, anfang, "wo")}

    assert len(vorschlaege) > 300
    assert [text for text in sorted(vorschlaege) if find_ort(text).ort is None] == []


# Cost, headers, nasty input


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("adresse", "queries"),
    [
        ("/vorschlaege.json?art=was&text=kurs", 3),
        ("/vorschlaege.json?art=was&text=zebra", 1),
        ("/vorschlaege.json?art=was&text=k", 0),
        ("/vorschlaege.json?art=wo&text=kauls", 3),
        ("/vorschlaege.json?art=wo&text=126", 1),
        ("/vorschlaege.json?art=wo&text=k", 0),
    ],
)
def test_query_count_is_constant(client, count, adresse, queries, django_assert_num_queries):
    orte = make_landkarte()
    for nummer in range(count):
        make_angebot(f"Kurs {nummer}", regionen=[orte.northeim, orte.kaulsdorf], themen=[make_thema(f"Kurse {nummer}")])
        make_region(f"Kaulsdorf {nummer}", ebene=Ebene.GEMEINDE, eltern=orte.northeim)
        make_plz(f"1260{nummer}", f"Kaulsdorf bei {nummer}", regionen=[orte.northeim])
    client.get(adresse)

    with django_assert_num_queries(queries):
        client.get(adresse)


@pytest.mark.django_db
def test_answer_may_be_kept_for_a_minute_and_sets_no_cookie(client):
    antwort = client.get("/vorschlaege.json?art=was&text=kinder")

    assert antwort["Cache-Control"] == "private, max-age=60"
    assert antwort["Content-Type"] == "application/json"
    assert "Cookie" not in antwort.get("Vary", "")
    assert dict(antwort.cookies) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?art=was", "?text=kinder", "?art=wer&text=kinder", "?art=&text="])
def test_missing_or_unknown_parameters_give_nothing(client, query):
    make_thema("Kinderbetreuung")

    assert client.get(f"/vorschlaege.json{query}").json() == {"vorschlaege": [], "ansage": ""}


@pytest.mark.django_db
def test_only_reading_is_allowed(client):
    assert client.post("/vorschlaege.json").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("art", ["was", "wo"])
@pytest.mark.parametrize(
    "text",
    [
        "\0\0",
        "a\0b",
        "%_\\",
        "x" * 10_000,
        "ß" * 200,
        "ﷺ" * 160,
        "12619" * 50,
        "١٢٣٤٥",
        "12345\n\n",
        "👩‍👧 ki",
        "' OR 1=1 --",
    ],
)
def test_nasty_input_is_answered(client, art, text):
    make_angebot("Kurs")
    antwort = client.get("/vorschlaege.json", {"art": art, "text": text, "ort": text})

    assert antwort.status_code == 200
    assert antwort.json()["vorschlaege"] == []


@pytest.mark.django_db
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40) | st.text("abeiknrt 123ä", max_size=12), art=st.sampled_from(["was", "wo"]))
def test_any_text_is_answered_with_at_most_eight(client, text, art):
    if not Angebot.objects.exists():
        make_landkarte()
        make_angebot("Kinder in Berlin", themen=[make_thema("Kinderbetreuung")])

    antwort = client.get("/vorschlaege.json", {"art": art, "text": text, "ort": text})

    assert antwort.status_code == 200
    assert len(antwort.json()["vorschlaege"]) <= 8
