"""„Thema zuordnen“ and „Zielgruppe zuordnen“: only added, only to one's own, proposed where a partner must ask."""

import pytest

from angebote.models import Angebot
from angebote.suche import search_woertlich
from netzwerk.models import Fassung, Vorschlag
from tests.factories import make_angebot, make_thema, make_zielgruppe
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db

LISTE = url(Angebot, "changelist")


def ordne_zu(client, angebote, was, aktion="thema_zuordnen", **felder):
    daten = {"action": aktion, "_selected_action": [angebot.pk for angebot in angebote]}
    return client.post(LISTE, daten | ({"was": was.pk, "zuordnen": "1"} if was else {}) | felder)


def themen(angebot) -> list[str]:
    return sorted(thema.name for thema in angebot.themen.all())


def test_page_names_the_offers_and_changes_nothing():
    besetzung = make_besetzung()
    thema = make_thema("Wohnen", eltern=make_thema("Leben"))
    neue = [
        make_angebot(f"Kurs {n:02}", netzwerk=besetzung.eigen.netzwerk, partner=besetzung.eigen.partner)
        for n in range(21)
    ]

    antwort = ordne_zu(
        anmelden(besetzung.koordination), [besetzung.eigen.angebot, besetzung.fremd.angebot, *neue], None
    )

    seite = text(antwort)
    assert (antwort.status_code, FREMD in seite, "Kurs 20" in seite) == (200, False, True)
    assert "Es kommt zu 22 Angeboten dazu." in seite
    assert "und 2 weitere" in seite
    assert f'<optgroup label="Leben"><option value="{thema.eltern.pk}">Leben</option>' in seite
    assert [themen(angebot) for angebot in neue] == [[]] * 21


def test_topic_is_added_to_own_offers_with_history_and_search():
    besetzung = make_besetzung()
    eigen, fremd = besetzung.eigen.angebot, besetzung.fremd.angebot
    wohnen = make_thema("Wohnungssuche")

    antwort = ordne_zu(anmelden(besetzung.koordination), [eigen, fremd], wohnen)

    assert (antwort.status_code, FREMD in text(antwort)) == (302, False)
    assert (themen(eigen), themen(fremd)) == (["Kinderbetreuung", "Wohnungssuche"], ["Kinderbetreuung"])
    staende = Fassung.objects.zu(eigen).order_by("pk")
    assert [(s.anlass, len(s.inhalt["themen"])) for s in staende] == [("vorher", 1), ("geaendert", 2)]
    assert list(search_woertlich(Angebot.objects.all(), "Wohnungssuche")) == [eigen]


def test_live_offer_of_redaktion_becomes_a_proposal_and_its_draft_changes():
    besetzung = make_besetzung()
    eigen = besetzung.eigen.angebot
    wer = {"netzwerk": eigen.netzwerk, "partner": eigen.partner}
    entwurf = make_angebot("Entwurf", status=Angebot.Status.ENTWURF, **wer)
    wohnen = make_thema("Wohnen")
    Vorschlag.objects.all().delete()

    ordne_zu(anmelden(besetzung.redaktion), [eigen, entwurf, besetzung.fremd.angebot], wohnen)

    vorschlag = Vorschlag.objects.get()
    assert (themen(eigen), themen(entwurf)) == (["Kinderbetreuung"], ["Wohnen"])
    neu = sorted([make_thema().pk, wohnen.pk])
    assert (vorschlag.schluessel, vorschlag.aenderungen["themen"]["neu"]) == (eigen.pk, neu)
    assert vorschlag.konto == besetzung.redaktion


def test_second_time_says_that_nothing_was_to_do():
    besetzung = make_besetzung()
    client = anmelden(besetzung.koordination)

    antwort = client.post(
        LISTE,
        {
            "action": "thema_zuordnen",
            "_selected_action": [besetzung.eigen.angebot.pk],
            "was": make_thema().pk,
            "zuordnen": "1",
        },
        follow=True,
    )

    assert "1 Angebot hatte „Kinderbetreuung“ schon." in text(antwort)
    assert not Fassung.objects.zu(besetzung.eigen.angebot).exists()


@pytest.mark.parametrize("was", ["", "x", "999999"])
def test_nothing_chosen_keeps_the_page(was):
    besetzung = make_besetzung()

    daten = {"action": "thema_zuordnen", "_selected_action": [besetzung.eigen.angebot.pk], "zuordnen": "1", "was": was}
    antwort = anmelden(besetzung.koordination).post(LISTE, daten)

    assert (antwort.status_code, 'role="alert"' in text(antwort)) == (200, True)
    assert themen(besetzung.eigen.angebot) == ["Kinderbetreuung"]


def test_target_group_is_added():
    besetzung = make_besetzung()
    vaeter = make_zielgruppe("Väter")

    ordne_zu(anmelden(besetzung.koordination), [besetzung.eigen.angebot], vaeter, "zielgruppe_zuordnen")

    assert list(besetzung.eigen.angebot.zielgruppen.all()) == [vaeter]


def test_all_of_a_filtered_list_and_not_the_rest():
    besetzung = make_besetzung()
    wer = {"netzwerk": besetzung.eigen.netzwerk, "partner": besetzung.eigen.partner}
    entwuerfe = [make_angebot(f"Entwurf {n}", status=Angebot.Status.ENTWURF, **wer) for n in range(3)]
    wohnen = make_thema("Wohnen")
    daten = {"action": "thema_zuordnen", "_selected_action": [entwuerfe[0].pk], "select_across": "1"}

    anmelden(besetzung.koordination).post(f"{LISTE}?status__exact=entwurf", daten | {"was": wohnen.pk, "zuordnen": "1"})

    assert set(wohnen.angebote.all()) == set(entwuerfe)


def test_lotsin_has_no_such_action():
    besetzung = make_besetzung()

    antwort = ordne_zu(anmelden(besetzung.lotsin), [besetzung.eigen.angebot], make_thema("Wohnen"))

    assert (antwort.status_code, themen(besetzung.eigen.angebot)) == (403, ["Kinderbetreuung"])
