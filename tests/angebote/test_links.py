"""Link check: which addresses, in which order, what two failures mean, who sees it."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from angebote.links import check_links, find_links, record_abruf
from angebote.models import Angebot, Linkstand
from netzwerk.linkabruf import Abruf, Ergebnis
from netzwerk.models import Netzwerk
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
    make_zustaendigkeit,
)
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db

JETZT = datetime(2026, 3, 2, 9, tzinfo=UTC)
GEHT, WEG, UNKLAR = Abruf(Ergebnis.OK), Abruf(Ergebnis.TOT, "Seite nicht gefunden (404)"), Abruf(Ergebnis.UNKLAR, "?")


def test_every_address_of_what_the_public_sees_once():
    netzwerk = make_netzwerk(website="https://netz.example/")
    partner = make_partner(netzwerk=netzwerk, website="https://partner.example/")
    make_angebot(netzwerk=netzwerk, partner=partner, website="https://angebot.example/")
    make_angebot(netzwerk=netzwerk, partner=partner, website="https://partner.example/")
    make_angebot(netzwerk=netzwerk, partner=partner, website="https://entwurf.example/", status=Angebot.Status.ENTWURF)
    make_anlaufstelle(netzwerk=netzwerk, partner=partner, website="https://stelle.example/")
    make_person(partner=partner, website="https://person.example/")
    make_person(partner=partner, website="https://nicht-oeffentlich.example/", ist_oeffentlich=False)
    make_leistung("Wohngeld", quelle="Wohngeldgesetz, Fassung von 2026; https://mitten-im-text.example")
    leistung = make_leistung(quelle="https://quelle.example/a")
    make_zustaendigkeit(leistung, make_region(), partner=partner, formular="https://formular.example/")
    ruhend = make_netzwerk(status=Netzwerk.Status.RUHEND, website="https://ruhend.example/")
    make_partner(netzwerk=ruhend, website="https://ruhend.example/partner")

    assert find_links(JETZT.date()) == {
        "https://netz.example/",
        "https://partner.example/",
        "https://angebot.example/",
        "https://stelle.example/",
        "https://person.example/",
        "https://quelle.example/a",
        "https://formular.example/",
    }


def make_links(*urls):
    for adresse in urls:
        make_angebot(website=adresse)


def lauf(antworten=None, *, moment=JETZT, **grenzen):
    """The addresses that were asked, in order, and the numbers."""
    gefragt = []

    def abruf(adresse, *, agent, takt):
        gefragt.append(adresse)
        return (antworten or {}).get(adresse, GEHT)

    zahlen = check_links(moment, abruf=abruf, **grenzen)
    return gefragt, zahlen


def test_longest_unchecked_come_first_and_a_run_is_bounded():
    make_links("https://a.example/", "https://b.example/", "https://c.example/")

    erster, _zahlen = lauf(hoechstens=2)
    zweiter, zahlen = lauf(hoechstens=2, moment=JETZT + timedelta(hours=1))
    keiner, _zahlen = lauf(sekunden=0)

    assert (erster, zweiter, keiner) == (
        ["https://a.example/", "https://b.example/"],
        ["https://c.example/", "https://a.example/"],
        [],
    )
    assert zahlen == {"ok": 2, "tot": 0, "unklar": 0}


def test_address_that_nobody_names_any_more_is_forgotten():
    make_links("https://a.example/")
    lauf()
    Angebot.objects.update(website="https://b.example/")
    lauf()

    assert list(Linkstand.objects.values_list("url", flat=True)) == ["https://b.example/"]


def test_dead_only_after_two_failures_on_different_days():
    stand = Linkstand.objects.create(url="https://a.example/")
    tag = timedelta(days=1)
    verlauf = []
    for moment, abruf in [
        (JETZT, WEG),
        (JETZT + timedelta(hours=5), WEG),
        (JETZT + tag, UNKLAR),
        (JETZT + 2 * tag, WEG),
        (JETZT + 3 * tag, UNKLAR),
        (JETZT + 4 * tag, WEG),
        (JETZT + 5 * tag, GEHT),
        (JETZT + 6 * tag, WEG),
    ]:
        record_abruf(stand, abruf, moment)
        stand.refresh_from_db()
        verlauf.append((stand.ergebnis, stand.fehler_seit and (stand.fehler_seit - JETZT).days))

    assert verlauf == [
        ("unklar", 0),
        ("unklar", 0),
        ("unklar", 0),
        ("tot", 0),
        ("unklar", 0),
        ("tot", 0),
        ("ok", None),
        ("unklar", 6),
    ]


def test_command_does_nothing_when_switched_off(settings):
    settings.LINKPRUEFUNG = False
    make_links("http://127.0.0.1/")
    ausgabe = StringIO()

    call_command("check_links", stdout=ausgabe)

    assert "Die Linkprüfung ist ausgeschaltet" in ausgabe.getvalue()
    assert not Linkstand.objects.exists()


def test_command_refuses_what_is_not_public(settings):
    settings.LINKPRUEFUNG = True
    make_links("http://127.0.0.1/", "http://169.254.169.254/latest/")
    ausgabe = StringIO()

    call_command("check_links", stdout=ausgabe)

    assert ausgabe.getvalue() == "0 gehen, 0 gehen nicht, 2 unklar.\n"
    assert set(Linkstand.objects.values_list("grund", flat=True)) == {
        "Die Adresse führt nicht ins öffentliche Internet."
    }


# The list in the Verwaltung


def test_list_names_the_entries_and_only_the_own():
    besetzung = make_besetzung()
    Angebot.objects.filter(pk=besetzung.fremd.angebot.pk).update(website=besetzung.eigen.link.url)

    eigene = text(anmelden(besetzung.koordination).get(url(Linkstand, "changelist")))
    alle = text(anmelden(besetzung.verwaltung).get(url(Linkstand, "changelist")))

    assert f'<a href="{url(Angebot, "change", besetzung.eigen.angebot.pk)}">Angebot: Angebot Linde</a>' in eigene
    assert (FREMD in eigene, f"Angebot: Angebot {FREMD}" in alle) == (False, True)


def test_list_shows_what_is_dead_unless_asked():
    besetzung = make_besetzung()
    Linkstand.objects.filter(pk=besetzung.eigen.link.pk).update(ergebnis="ok")
    client = anmelden(besetzung.koordination)

    anzahlen = [
        len(client.get(url(Linkstand, "changelist"), frage).context["cl"].result_list)
        for frage in ({}, {"ergebnis": "ok"}, {"ergebnis": "alle"}, {"ergebnis": "unsinn"})
    ]

    assert anzahlen == [0, 1, 1, 0]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_list_query_count_is_constant(anzahl, django_assert_num_queries):
    besetzung = make_besetzung()
    for n in range(anzahl):
        make_angebot(website=f"https://{n}.example/", netzwerk=besetzung.eigen.netzwerk)
        Linkstand.objects.create(url=f"https://{n}.example/", ergebnis="tot")
    client = anmelden(besetzung.verwaltung)

    with django_assert_num_queries(14):
        client.get(url(Linkstand, "changelist"))


@pytest.mark.parametrize(("an", "wort"), [(False, "ist ausgeschaltet"), (True, "Die Prüfung läuft")])
def test_check_again_asks_for_own_links_only(settings, an, wort):
    settings.LINKPRUEFUNG = an
    besetzung = make_besetzung()
    # Refused before anything leaves the machine.
    for bestand in (besetzung.eigen, besetzung.fremd):
        Linkstand.objects.filter(pk=bestand.link.pk).update(url=f"http://10.0.0.1/{bestand.link.pk}")
        Angebot.objects.filter(pk=bestand.angebot.pk).update(website=f"http://10.0.0.1/{bestand.link.pk}")
    wahl = {"action": "noch_einmal", "_selected_action": [besetzung.eigen.link.pk, besetzung.fremd.link.pk]}

    antwort = anmelden(besetzung.koordination).post(url(Linkstand, "changelist"), wahl, follow=True)

    assert wort in text(antwort)
    geprueft = set(Linkstand.objects.exclude(geprueft_am=None).values_list("pk", flat=True))
    assert geprueft == ({besetzung.eigen.link.pk} if an else set())
