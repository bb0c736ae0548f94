"""The Merkzettel in the browser's eyes: cookie, way back, pages; nothing protected and no 500."""

import re
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from angebote.models import Angebot
from netzwerk.models import Netzwerk
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_partner, make_person, make_thema
from tests.wegweiser.pdfs import seitentexte
from wegweiser import merkcode
from wegweiser.models import Merkliste

pytestmark = pytest.mark.django_db
SEITE = "/merkzettel/"


def merke(client, *objekte):
    """Puts the numbers into the client's cookie."""
    client.cookies["merkzettel"] = "-".join(str(objekt.nummer) for objekt in objekte)


def text(antwort) -> str:
    return " ".join(re.split(r"[ \n]+", re.sub(r"<[^>]+>", " ", antwort.content.decode())))


@pytest.fixture
def kurs():
    return make_angebot("Nähkurs", telefon="05551 000-1")


def test_collecting_goes_back_to_the_button_and_sets_a_plain_cookie(client, kurs):
    antwort = client.post(SEITE, {"dazu": kurs.nummer, "zurueck": "/angebote/?q=kurs&seite=2"})
    keks = antwort.cookies["merkzettel"]

    assert antwort.status_code == 302
    assert antwort["Location"] == f"/angebote/?q=kurs&seite=2#merken-{kurs.nummer}"
    assert keks.value == str(kurs.nummer)
    assert (keks["samesite"], keks["httponly"], keks["secure"], keks["max-age"]) == ("Lax", True, "", 30 * 24 * 3600)
    assert list(antwort.cookies) == ["merkzettel"]


def test_cookie_is_secure_under_https(client, kurs, settings):
    settings.HTTPS = True

    assert client.post(SEITE, {"dazu": kurs.nummer}).cookies["merkzettel"]["secure"] is True


def test_offers_and_drop_in_points_share_a_list(client, kurs):
    treff = make_anlaufstelle("Treff")
    client.post(SEITE, {"dazu": kurs.nummer})
    client.post(SEITE, {"dazu": treff.nummer})

    assert client.cookies["merkzettel"].value == f"{kurs.nummer}-{treff.nummer}"
    assert [m.eintrag.titel for m in client.get(SEITE).context["eintraege"]] == ["Nähkurs", "Treff"]


def test_last_one_removed_takes_the_cookie_away(client, kurs):
    merke(client, kurs)
    antwort = client.post(SEITE, {"weg": kurs.nummer, "zurueck": SEITE})

    assert antwort["Location"] == SEITE
    assert antwort.cookies["merkzettel"].value == ""
    assert antwort.cookies["merkzettel"]["max-age"] == 0


def test_emptying_takes_the_cookie_away_and_sets_none_where_none_was(client, kurs):
    assert client.post(SEITE, {"leeren": "1"}).cookies == SimpleCookie()
    merke(client, kurs)

    assert client.post(SEITE, {"leeren": "1"}).cookies["merkzettel"]["max-age"] == 0


def test_looking_sets_no_cookie(client, kurs):
    antworten = [client.get(adresse) for adresse in (SEITE, "/angebote/", kurs.get_absolute_url(), "/merkzettel/?e=1")]

    assert [antwort.cookies for antwort in antworten] == [SimpleCookie()] * 4


@pytest.mark.parametrize(
    "ziel",
    [
        "https://boese.example/",
        "//boese.example/",
        "/\\boese.example/",
        "///boese.example",
        "javascript:alert(1)",
        "angebote/",
        "",
        "/" + "ä" * 2000,
        "/\n\n//boese.example",
    ],
)
def test_only_a_path_of_the_portal_is_followed(client, kurs, ziel):
    antwort = client.post(SEITE, {"dazu": kurs.nummer, "zurueck": ziel})

    assert antwort.status_code == 302
    assert antwort["Location"] in (SEITE, "/%0A%0A//boese.example#merken-" + str(kurs.nummer))


@pytest.mark.parametrize(
    ("kopf", "status"),
    [
        ({}, 302),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 302),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver"}, 302),
        ({"Origin": "https://boese.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[kaputt"}, 403),
    ],
)
def test_posts_from_other_sites_are_refused(client, kurs, kopf, status):
    antwort = client.post(SEITE, {"dazu": kurs.nummer}, headers=kopf)
    code = client.post("/merkzettel/code/", {"e": kurs.nummer}, headers=kopf)

    assert (antwort.status_code, code.status_code) == (status, status)
    assert ("merkzettel" in antwort.cookies) is (status == 302)
    assert Merkliste.objects.count() == (status == 302)


def test_entry_31_is_refused_in_words(client):
    angebote = [make_angebot(f"Kurs {nummer}") for nummer in range(31)]
    merke(client, *angebote[:30])
    antwort = client.post(SEITE, {"dazu": angebote[30].nummer, "zurueck": "/angebote/"})

    assert antwort.status_code == 400
    assert "Mehr als 30 Einträge passen nicht auf den Merkzettel." in text(antwort)
    assert 'href="/angebote/"' in antwort.content.decode()
    assert client.cookies["merkzettel"].value.count("-") == 29


def test_entry_that_is_gone_is_told_and_dropped_with_the_next_change(client, kurs):
    alt = make_angebot("Vorbei", gueltig_bis=timezone.localdate() - timedelta(days=1))
    ruhend = make_anlaufstelle("Ruhend", netzwerk=make_netzwerk(status=Netzwerk.Status.RUHEND))
    merke(client, alt, kurs, ruhend)
    antwort = client.get(SEITE)

    assert [m.eintrag.titel for m in antwort.context["eintraege"]] == ["Nähkurs"]
    assert "2 Einträge gibt es nicht mehr." in text(antwort)
    neu = make_angebot("Neu")
    client.post(SEITE, {"dazu": neu.nummer})
    assert client.cookies["merkzettel"].value == f"{kurs.nummer}-{neu.nummer}"


def test_nothing_that_is_hidden_can_be_collected(client):
    entwurf = make_angebot("Entwurf", status=Angebot.Status.ENTWURF)
    antwort = client.post(SEITE, {"dazu": entwurf.nummer})

    assert antwort.status_code == 404
    assert "Diesen Eintrag gibt es nicht mehr." in text(antwort)
    assert antwort.cookies == SimpleCookie()


BOESE = ["abc", "-5", "9" * 4000, "1-" * 5000, "'; drop table--", "\x00", "١٢".encode().decode("latin-1"), "12-", "%00"]


@pytest.mark.parametrize("wert", BOESE)
def test_hostile_words_are_never_an_error(client, kurs, wert):
    client.cookies["merkzettel"] = wert
    seiten = [client.get(pfad).status_code for pfad in (SEITE, "/angebote/", "/merkzettel.pdf", "/merkzettel.ics")]
    fremde = [client.get(pfad, {"e": wert}).status_code for pfad in (SEITE, "/merkzettel/laufzettel.pdf")]
    codes = [client.get(SEITE, {"code": wert}).status_code, client.post("/merkzettel/code/", {"e": wert}).status_code]
    antwort = client.post(SEITE, {"dazu": wert, "weg": wert, "zurueck": wert})

    assert max([*seiten, *fremde, *codes, antwort.status_code]) < 500
    assert client.get(SEITE).context["eintraege"] == []


def test_page_shows_what_one_needs_on_the_way(client):
    person = make_person("Kim Muster", telefon="05551 000-7")
    treff = make_anlaufstelle(
        "Treff am Tor", strasse="Hofweg 1", plz="37154", ort="Northeim", anfahrt="Bus 7 bis Tor", zeiten=[(1, 9, 12)]
    )
    kurs = make_angebot(
        "Nähkurs",
        telefon="05551 000-1",
        anlaufstelle=treff,
        personen=[person],
        unterlagen="Ausweis\nMietvertrag",
        kinderbetreuung="anfrage",
    )
    merke(client, kurs)
    antwort = client.get(SEITE)
    inhalt = text(antwort)

    assert 'href="tel:+4955510001"' in antwort.content.decode() or 'href="tel:055510001"' in antwort.content.decode()
    for wort in (
        "Di 9–12 Uhr",
        "Hofweg 1, 37154 Northeim",
        "Bus 7 bis Tor",
        "Betreuung: auf Anfrage",
        "Kim Muster · 05551\u00a0000-7",
        "Ausweis",
        "Mietvertrag",
    ):
        assert wort in inhalt


def test_header_counts_and_names_no_topic(client, kurs):
    merke(client, kurs, make_anlaufstelle())
    kopf = client.get("/leistungen/").content.decode().partition("</header>")[0]

    assert "Merkzettel\u00a0(2)" in kopf
    assert "Nähkurs" not in kopf


def test_button_says_what_it_will_do(client, kurs):
    vorher = text(client.get("/angebote/"))
    merke(client, kurs)

    assert "Merken : Nähkurs" in vorher
    assert "Gemerkt – entfernen : Nähkurs" in text(client.get("/angebote/"))
    assert "Gemerkt – entfernen : Nähkurs" in text(client.get(kurs.get_absolute_url()))


def test_button_stands_at_drop_in_points(client):
    treff = make_anlaufstelle("Treff")

    assert "Merken : Treff" in text(client.get("/anlaufstellen/"))
    assert "Merken : Treff" in text(client.get(treff.get_absolute_url()))


def test_pages_with_a_button_say_that_they_depend_on_the_cookie(client, kurs):
    assert "Cookie" in client.get("/angebote/")["Vary"]
    assert "Cookie" in client.get("/merkzettel.ics")["Vary"]
    assert "Cookie" not in client.get("/angebote.json").get("Vary", "")


def test_button_on_the_result_list_asks_no_database(client, kurs, django_assert_num_queries):
    client.get("/angebote/")
    with CaptureQueriesContext(connection) as ohne:
        client.get("/angebote/")
    merke(client, kurs)

    with django_assert_num_queries(len(ohne)):
        client.get("/angebote/")


@pytest.mark.parametrize("anzahl", [1, 5])
def test_page_query_count_is_constant(client, anzahl, django_assert_num_queries):
    netz = make_netzwerk()
    dinge = []
    for nummer in range(anzahl):
        treff = make_anlaufstelle(f"Treff {nummer}", netzwerk=netz, zeiten=[(1, 9, 12)])
        dinge += [
            treff,
            make_angebot(f"Kurs {nummer}", anlaufstelle=treff, personen=[make_person()], themen=[make_thema()]),
        ]
    merke(client, *dinge)

    with django_assert_num_queries(24):
        antwort = client.get(SEITE)

    assert [m.eintrag.titel for m in antwort.context["eintraege"]] == [str(ding) for ding in dinge]


def test_list_from_a_link_leaves_ones_own_alone(client, kurs):
    fremd = make_angebot("Fremder Kurs")
    merke(client, kurs)
    antwort = client.get(SEITE, {"e": str(fremd.nummer)})

    assert [m.eintrag.titel for m in antwort.context["eintraege"]] == ["Fremder Kurs"]
    assert antwort.cookies == SimpleCookie()
    client.post(SEITE, {"dazu": antwort.context["nummern"]})
    assert client.cookies["merkzettel"].value == f"{kurs.nummer}-{fremd.nummer}"


def test_torn_link_is_explained(client):
    assert "In diesem Link steht kein Eintrag, den es noch gibt." in text(client.get(SEITE, {"e": "…"}))


def test_empty_list_leads_to_the_search(client):
    antwort = client.get(SEITE)

    assert "Noch steht nichts darauf." in text(antwort)
    assert 'href="/angebote/"' in antwort.content.decode()


def test_code_is_made_shown_and_found_in_any_spelling(client, kurs):
    antwort = client.post("/merkzettel/code/", {"e": str(kurs.nummer)}, follow=True)
    liste = Merkliste.objects.get()
    wort, ziffern = liste.code.lower().split("-")

    assert antwort.redirect_chain == [(f"/merkzettel/{wort}-{ziffern}/", 302)]
    assert liste.code in text(antwort)
    for eingabe in (f"{wort} {ziffern}", f"{wort.upper()}–{ziffern}", f" {wort}{ziffern} "):
        gefunden = client.get(SEITE, {"code": eingabe}, follow=True)
        assert [m.eintrag.titel for m in gefunden.context["eintraege"]] == ["Nähkurs"]


@pytest.mark.parametrize("code", ["ROSE-4827", "rose4827", "x", "rose/4827", "'--", "ROSE-٤٨٢٧"])
def test_unknown_code_is_told_clearly(client, code):
    antwort = client.get(SEITE, {"code": code}, follow=True)

    assert antwort.status_code == 404
    assert "Diesen Code gibt es nicht oder nicht mehr." in text(antwort)


def test_expired_code_is_not_found(client, kurs):
    gestern = timezone.localdate() - timedelta(days=1)
    Merkliste.objects.create(code="ROSE-4827", nummern=str(kurs.nummer), gilt_bis=gestern)

    assert client.get("/merkzettel/rose-4827/").status_code == 404


def test_no_code_for_nothing_and_none_when_all_are_given(client, kurs, monkeypatch):
    assert client.post("/merkzettel/code/", {"e": "999"}).status_code == 400
    monkeypatch.setattr(merkcode, "HOECHSTENS", 0)
    antwort = client.post("/merkzettel/code/", {"e": str(kurs.nummer)})

    assert antwort.status_code == 503
    assert "Gerade sind zu viele Codes vergeben." in text(antwort)


def test_risky_entry_brings_the_quick_exit(client, kurs):
    heikel = make_angebot("Schutz", themen=[make_thema("Gewalt", ist_sensibel=True)])
    merke(client, kurs)
    ohne = text(client.get(SEITE))
    merke(client, kurs, heikel)

    assert "Seite schnell verlassen" not in ohne
    assert "Seite schnell verlassen" in text(client.get(SEITE))


@pytest.mark.parametrize(
    "pfad", [SEITE, "/merkzettel.ics", "/merkzettel.pdf", "/merkzettel/laufzettel.pdf", "/merkzettel/rose-4827/"]
)
def test_protected_address_never_leaves(client, pfad):
    partner = make_partner("Frauenhaus", strasse="Partnerweg 5", ort="Geheimstadt")
    geheim = {"strasse": "Geheimweg 9", "plz": "37154", "ort": "Geheimstadt", "adresse_geschuetzt": True}
    haus = make_anlaufstelle(
        "Schutzhaus", partner=partner, art="schutz", gebiet="Kreis", anfahrt="Geheimbus", zeiten=[(1, 9, 12)], **geheim
    )
    eigene = make_angebot("Gruppe", partner=partner, zeiten=[(2, 9, 10)], **geheim)
    dort = make_angebot("Beratung", partner=partner, anlaufstelle=haus)
    merke(client, haus, eigene, dort)
    Merkliste.objects.create(
        code="ROSE-4827", nummern=client.cookies["merkzettel"].value, gilt_bis=timezone.localdate()
    )
    antwort = client.get(pfad)
    if antwort["Content-Type"] == "application/pdf":
        inhalt = " ".join(seitentexte(antwort.content))
        assert "Schutzhaus" in inhalt
    else:
        inhalt = antwort.content.decode()

    assert antwort.status_code == 200
    assert [wort for wort in ("Geheim", "37154", "Partnerweg") if wort in inhalt] == []


def test_list_that_one_has_already_is_not_offered_again(client, kurs):
    adresse = f"{SEITE}?e={kurs.nummer}"
    vorher = text(client.get(adresse))
    merke(client, kurs)

    assert "Auf meinen Merkzettel übernehmen" in vorher
    assert "Auf meinen Merkzettel übernehmen" not in text(client.get(adresse))
    assert "Auf meinen Merkzettel übernehmen" not in text(client.get(SEITE))
