"""Merging: which values stay, what follows the survivor, and which numbers lead where."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from angebote.doppelungen.zusammenlegen import ZusammenlegenError, merge
from angebote.models import Angebot, Doppelverdacht
from anlaufstellen.models import Anlaufstelle, Bestand, Material, Ueberleitung
from netzwerk.models import Mitgliedschaft, Nummernumleitung, Partner, Zugang
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_konto,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
    make_thema,
    make_wegweiser,
    make_zustaendigkeit,
)
from tests.konten import make_doppelverdacht

pytestmark = pytest.mark.django_db
GEHEIM = "Geheimgasse 99"


@pytest.fixture
def konto():
    return make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG)


def test_proposal_takes_what_is_filled_and_was_confirmed_last(konto):
    a = make_angebot("Alt", telefon="05551 1", bestaetigt_am=date(2026, 1, 1), kosten_text="frei")
    b = make_angebot("Neu", telefon="05551 2", bestaetigt_am=date(2026, 5, 1), anmeldung="noetig")

    merge(a, b, {}, konto=konto)

    angebot = Angebot.objects.get()
    assert (angebot.pk, angebot.titel, angebot.telefon, angebot.kosten_text, angebot.anmeldung) == (
        a.pk,
        "Neu",
        "05551 2",
        "frei",
        "noetig",
    )
    assert angebot.bestaetigt_am == date(2026, 5, 1)


def test_choice_decides_and_what_is_no_choice_is_ignored(konto):
    a, b = make_angebot("A", kosten_cent=0), make_angebot("B", kosten_cent=500)
    nummer = a.nummer

    merge(a, b, {"titel": "geht", "kosten_cent": "bleibt", "nummer": "geht", "pk": "geht"}, konto=konto)

    angebot = Angebot.objects.get()
    assert (angebot.titel, angebot.kosten_cent, angebot.nummer) == ("B", 0, nummer)


@pytest.mark.parametrize(
    ("wahl", "themen", "zeiten"),
    [
        ("beide", ["Eins", "Zwei"], [(0, 9), (1, 9), (2, 9)]),
        ("bleibt", ["Eins"], [(0, 9), (1, 9)]),
        ("geht", ["Zwei"], [(1, 9), (2, 9)]),
    ],
)
def test_lists_are_united_or_chosen(konto, wahl, themen, zeiten):
    a = make_angebot(themen=[make_thema("Eins")], zeiten=[(0, 9, 12), (1, 9, 12)])
    b = make_angebot(themen=[make_thema("Zwei")], zeiten=[(1, 9, 12), (2, 9, 12)])

    merge(a, b, {"themen": wahl, "zeiten": wahl}, konto=konto)

    a.refresh_from_db()
    assert [thema.name for thema in a.themen.order_by("name")] == themen
    assert [(zeit.wochentag, zeit.von.hour) for zeit in a.zeiten.all()] == zeiten


def test_everything_that_pointed_to_the_partner_points_to_the_survivor(konto):
    netz, anderes = make_netzwerk("Netz"), make_netzwerk("Anderes")
    a, b = make_partner("A", netzwerk=netz), make_partner("B", netzwerk=netz)
    Mitgliedschaft.objects.create(netzwerk=anderes, partner=b)
    person, stelle, angebot = make_person(partner=b), make_anlaufstelle(partner=b), make_angebot(partner=b)
    zustaendig = make_zustaendigkeit(make_leistung(), make_region(ags="03155"), partner=b)
    make_konto("redaktion", rolle=Zugang.Rolle.REDAKTION, partner=b)

    merge(a, b, {}, konto=konto)

    assert list(Partner.objects.filter(pk__in=[a.pk, b.pk])) == [a]
    for zeile in (person, stelle, angebot, zustaendig):
        zeile.refresh_from_db()
        assert zeile.partner == a
    assert set(a.netzwerke.all()) == {netz, anderes}
    assert [zugang.partner for zugang in Zugang.objects.filter(rolle=Zugang.Rolle.REDAKTION)] == [a]


def test_offers_of_a_point_and_chapters_of_a_guide_follow(konto):
    a, b = make_anlaufstelle("A"), make_anlaufstelle("B")
    eines, anderes = make_angebot("Eins", anlaufstelle=b), make_angebot("Eins", telefon="05551 1")
    wegweiser = make_wegweiser(kapitel=[{"titel": "Kapitel"}])
    wegweiser.kapitel.get().angebote.set([eines, anderes])

    merge(a, b, {}, konto=konto)
    merge(anderes, eines, {}, konto=konto)

    anderes.refresh_from_db()
    assert anderes.anlaufstelle == a
    assert list(wegweiser.kapitel.get().angebote.all()) == [anderes]


def test_what_is_counted_by_month_or_material_is_added_up(konto):
    bleibt, geht = make_anlaufstelle("Treff"), make_anlaufstelle("Treff am Markt")
    partner, netzwerk = make_partner("Ziel"), make_netzwerk()
    heft, plakat = (Material.objects.create(netzwerk=netzwerk, name=name) for name in ("Heft", "Plakat"))
    for stelle, anzahl in ((bleibt, 2), (geht, 3)):
        Ueberleitung.objects.create(anlaufstelle=stelle, partner=partner, monat=date(2026, 10, 1), anzahl=anzahl)
        Bestand.objects.create(anlaufstelle=stelle, material=heft, anzahl=anzahl * 10, bestellt=anzahl)
    Ueberleitung.objects.create(anlaufstelle=geht, partner=partner, monat=date(2026, 11, 1), anzahl=7)
    Bestand.objects.create(anlaufstelle=geht, material=plakat, anzahl=1)

    merge(bleibt, geht, {}, konto=konto)

    assert list(Ueberleitung.objects.values_list("anlaufstelle", "monat__month", "anzahl").order_by("monat")) == [
        (bleibt.pk, 10, 5),
        (bleibt.pk, 11, 7),
    ]
    assert list(Bestand.objects.values_list("material__name", "anzahl", "bestellt").order_by("material__name")) == [
        ("Heft", 50, 5),
        ("Plakat", 1, 0),
    ]


def test_sheets_for_two_partners_that_become_one_are_added_up(konto):
    stelle, bleibt, geht = make_anlaufstelle(), make_partner("Amt"), make_partner("Das Amt")
    for partner, anzahl in ((bleibt, 2), (geht, 3)):
        Ueberleitung.objects.create(anlaufstelle=stelle, partner=partner, monat=date(2026, 10, 1), anzahl=anzahl)

    merge(bleibt, geht, {}, konto=konto)

    assert list(Ueberleitung.objects.values_list("partner", "anzahl")) == [(bleibt.pk, 5)]


def test_numbers_lead_to_the_last_survivor(konto):
    a, b, c = (make_angebot(name) for name in "ABC")
    nummern = [a.nummer, b.nummer]

    merge(b, a, {}, konto=konto)
    merge(c, Angebot.objects.get(pk=b.pk), {}, konto=konto)

    assert Nummernumleitung.ziele(nummern) == dict.fromkeys(nummern, c.nummer)


def test_old_addresses_lead_on(konto):
    a, b = make_angebot("Bleibt"), make_angebot("Geht")
    s, t = make_anlaufstelle("Stelle"), make_anlaufstelle("Alte Stelle")
    p, q = make_partner("Partner"), make_partner("Alter Partner")
    alte = [b.get_absolute_url(), t.get_absolute_url(), q.get_absolute_url(), f"/e/{b.nummer}"]
    alte += [f"/merkzettel/?e={b.nummer}-{a.nummer}"]

    for bleibt, geht in ((a, b), (s, t), (p, q)):
        merge(bleibt, geht, {"titel": "bleibt", "name": "bleibt"}, konto=konto)
    antworten = [Client().get(adresse) for adresse in alte]

    neue = [a.get_absolute_url(), s.get_absolute_url(), p.get_absolute_url(), a.get_absolute_url()]
    assert [(r.status_code, r.url) for r in antworten[:4]] == list(zip([301, 301, 301, 302], neue, strict=True))
    assert [merk.eintrag.nummer for merk in antworten[4].context["eintraege"]] == [a.nummer]


def test_survivor_that_is_not_public_is_not_led_to(konto):
    a, b = make_angebot("Zitadelle", status="entwurf"), make_angebot("Geht")
    alte = [b.get_absolute_url(), f"/e/{b.nummer}", f"/merkzettel/?e={b.nummer}"]
    merge(a, b, {"titel": "bleibt", "status": "bleibt"}, konto=konto)

    antworten = [Client().get(adresse) for adresse in alte]

    assert [antwort.status_code for antwort in antworten] == [404, 410, 200]
    gezeigt = "".join(antwort.content.decode() + antwort.get("Location", "") for antwort in antworten)
    assert "itadelle" not in gezeigt


def test_protection_of_an_address_outlives_the_merger(konto):
    a = make_anlaufstelle("Haus")
    b = make_anlaufstelle("Haus", art="schutz", adresse_geschuetzt=True, strasse=GEHEIM, ort="Northeim")
    adresse = b.get_absolute_url()

    merge(a, b, {}, konto=konto)

    stelle = Anlaufstelle.objects.get()
    antwort = Client().get(adresse, follow=True)
    assert (stelle.strasse, stelle.adresse_geschuetzt, stelle.anschrift) == (GEHEIM, True, None)
    assert (antwort.status_code, GEHEIM in antwort.content.decode()) == (200, False)


def test_second_merger_changes_nothing_and_says_so(konto):
    a, b = make_angebot("A"), make_angebot("B")
    merge(a, b, {}, konto=konto)

    with pytest.raises(ZusammenlegenError, match="gibt es nicht mehr"):
        merge(Angebot(pk=b.pk), a, {}, konto=konto)

    assert (Angebot.objects.count(), Nummernumleitung.objects.count()) == (1, 1)


def test_values_that_do_not_fit_are_a_message_and_nothing_is_merged(konto):
    a = make_anlaufstelle("A", art="schutz", adresse_geschuetzt=True)
    b = make_anlaufstelle("B", plz="37154", ort="Northeim")

    with pytest.raises(ZusammenlegenError, match="„Schutz vor Gewalt“ muss die Adresse geschützt sein"):
        merge(a, b, {"art": "bleibt", "adresse_geschuetzt": "geht"}, konto=konto)

    assert Anlaufstelle.objects.count() == 2
    assert Nummernumleitung.objects.count() == 0


def test_different_kinds_and_the_same_entry_are_refused(konto):
    a = make_angebot()

    for anderes in (a, make_partner()):
        with pytest.raises(ZusammenlegenError, match="zwei verschiedene Einträge"):
            merge(a, anderes, {}, konto=konto)


def test_both_sides_are_on_record_and_the_suspicion_is_settled(konto):
    a, b, c = (make_angebot(name) for name in "ABC")
    verdacht, anderer = make_doppelverdacht("angebot", a, b), make_doppelverdacht("angebot", b, c)

    merge(a, b, {"titel": "bleibt"}, konto=konto)

    verdacht.refresh_from_db()
    assert verdacht.status == Doppelverdacht.Status.ZUSAMMENGELEGT
    assert not Doppelverdacht.objects.filter(pk=anderer.pk).exists()
    eintraege = LogEntry.objects.order_by("pk").values_list("object_id", "action_flag", "object_repr")
    assert list(eintraege) == [(str(a.pk), 2, "A"), (str(b.pk), 3, "B")]
