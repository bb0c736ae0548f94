"""The Verwaltung of offers and benefits: words for ages and prices, who publishes and confirms, preview."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from angebote.models import Angebot, Leistung, Zustaendigkeit
from netzwerk.models import Region, Vorschlag, Zugang
from tests.factories import (
    make_angebot,
    make_konto,
    make_leistung,
    make_netzwerk,
    make_region,
    make_thema,
    make_zustaendigkeit,
)
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, fehler, speichere, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


@pytest.fixture
def besetzung():
    return make_besetzung()


def make_zeile(modell, n):
    if modell is Angebot:
        return make_angebot(netzwerk=make_netzwerk(), themen=[make_thema(f"Thema {n}")])
    if modell is Leistung:
        return make_leistung(f"Leistung {n}")
    return make_zustaendigkeit(make_leistung(f"Leistung {n}"), make_region(f"Kreis {n}", ags=f"0310{n}"))


@pytest.mark.parametrize(("modell", "abfragen"), [(Angebot, 14), (Leistung, 8), (Zustaendigkeit, 11)])
@pytest.mark.parametrize("anzahl", [1, 5])
def test_changelist_query_count_is_constant(verwaltung, modell, abfragen, anzahl, django_assert_num_queries):
    zeilen = [make_zeile(modell, n) for n in range(anzahl)]

    with django_assert_num_queries(abfragen):
        antwort = verwaltung.get(url(modell, "changelist"))

    assert {obj.pk for obj in antwort.context["cl"].result_list} == {zeile.pk for zeile in zeilen}


@pytest.mark.parametrize("anzahl", [1, 5])
def test_changelist_query_count_is_constant_for_koordination(besetzung, anzahl, django_assert_num_queries):
    client, eigen = anmelden(besetzung.koordination), besetzung.eigen
    for n in range(anzahl - 1):
        make_angebot(netzwerk=eigen.netzwerk, partner=eigen.partner, themen=[make_thema(f"Thema {n}")])

    with django_assert_num_queries(14):
        antwort = client.get(url(Angebot, "changelist"))

    assert antwort.context["cl"].result_count == anzahl


# Ages and prices


@pytest.mark.parametrize(
    ("felder", "erwartet"),
    [
        ({"alter_ab": "6 Monate", "alter_bis": "3 Jahre"}, (6, 36, None)),
        ({"alter_ab": "0", "alter_bis": "12"}, (0, 144, None)),
        ({"kosten_cent": "12,50"}, (None, None, 1250)),
        ({"kosten_cent": "1.250 €"}, (None, None, 125000)),
        ({"kosten_cent": "0"}, (None, None, 0)),
        ({"kosten_cent": ""}, (None, None, None)),
    ],
)
def test_age_and_price_are_taken_as_people_write_them(verwaltung, felder, erwartet):
    angebot = make_angebot(themen=[make_thema()])

    antwort = speichere(verwaltung, url(Angebot, "change", angebot.pk), **felder)

    angebot.refresh_from_db()
    assert (antwort.status_code, angebot.alter_ab, angebot.alter_bis, angebot.kosten_cent) == (302, *erwartet)


def test_age_and_price_are_shown_in_words_and_saved_again_unchanged(verwaltung):
    angebot = make_angebot(themen=[make_thema()], alter_ab=0, alter_bis=30, kosten_cent=350)
    adresse = url(Angebot, "change", angebot.pk)

    seite = text(verwaltung.get(adresse))
    speichere(verwaltung, adresse)

    assert [f'value="{wert}"' in seite for wert in ("0 Monate", "30 Monate", "3,50 €")] == [True, True, True]
    angebot.refresh_from_db()
    assert (angebot.alter_ab, angebot.alter_bis, angebot.kosten_cent) == (0, 30, 350)
    assert LogEntry.objects.get().get_change_message() == "Keine Felder geändert."


@pytest.mark.parametrize(
    ("feld", "eingabe", "meldung"),
    [
        ("alter_ab", "drei", "„drei“ – bitte ein Alter bis 27 Jahre, z. B. „6 Monate“ oder „3 Jahre“."),
        ("alter_bis", "99 Jahre", "„99 Jahre“ – bitte ein Alter bis 27 Jahre, z. B. „6 Monate“ oder „3 Jahre“."),
        (
            "kosten_cent",
            "zwölf",
            "„zwölf“ – bitte nur einen Betrag in Euro, z. B. „12,50“. „0“ heißt kostenlos.",
        ),
        (
            "kosten_cent",
            "5 € (je Stunde)",
            "„5 € (je Stunde)“ – bitte nur einen Betrag in Euro, z. B. „12,50“. „0“ heißt kostenlos.",
        ),
        (
            "kosten_cent",
            "99999999999",
            "„99999999999“ – bitte nur einen Betrag in Euro, z. B. „12,50“. „0“ heißt kostenlos.",
        ),
    ],
)
def test_wrong_age_or_price_keeps_what_was_typed_and_says_what_to_write(verwaltung, feld, eingabe, meldung):
    angebot = make_angebot(themen=[make_thema()], kosten_cent=100)

    antwort = speichere(verwaltung, url(Angebot, "change", angebot.pk), **{feld: eingabe})

    assert fehler(antwort) == {feld: [meldung]}
    assert f'value="{eingabe}"' in text(antwort)
    angebot.refresh_from_db()
    assert angebot.kosten_cent == 100


def test_ages_the_wrong_way_round_say_so(verwaltung):
    angebot = make_angebot(themen=[make_thema()])

    antwort = speichere(verwaltung, url(Angebot, "change", angebot.pk), alter_ab="3 Jahre", alter_bis="1 Jahr")

    assert fehler(antwort) == {"__all__": ["„Alter bis“ liegt unter „Alter ab“."]}


# Who publishes


def neues_angebot(**felder):
    region = Region.objects.get(ags="03155")
    return {"titel": "Neues Angebot", "themen": [make_thema().pk], "regionen": [region.pk], **felder}


def test_new_offer_of_koordination_has_network_and_area_preset(besetzung):
    client, eigen = anmelden(besetzung.koordination), besetzung.eigen

    form = client.get(url(Angebot, "add")).context["adminform"].form

    assert form.initial == {
        "netzwerk": eigen.netzwerk.pk,
        "partner": eigen.partner.pk,
        "regionen": [eigen.angebot.regionen.get().pk],
    }


def test_koordination_publishes_a_new_offer_on_one_screen(besetzung):
    client = anmelden(besetzung.koordination)

    antwort = speichere(client, url(Angebot, "add"), **neues_angebot(status="veroeffentlicht"))

    neu = Angebot.objects.get(titel="Neues Angebot")
    assert (antwort.status_code, neu.status, neu.netzwerk) == (302, "veroeffentlicht", besetzung.eigen.netzwerk)


def test_koordination_cannot_leave_an_offer_without_its_network(besetzung):
    antwort = speichere(anmelden(besetzung.koordination), url(Angebot, "add"), **neues_angebot(netzwerk=""))

    assert list(fehler(antwort)) == ["netzwerk"]


@pytest.mark.parametrize(
    ("status", "gespeichert"),
    [("entwurf", True), ("in_pruefung", True), ("veroeffentlicht", False), ("archiviert", False)],
)
def test_redaktion_hands_in_but_does_not_publish(besetzung, status, gespeichert):
    antwort = speichere(anmelden(besetzung.redaktion), url(Angebot, "add"), **neues_angebot(status=status))

    neu = Angebot.objects.filter(titel="Neues Angebot").values_list("status", "partner", "netzwerk")
    erwartet = [(status, besetzung.eigen.partner.pk, besetzung.eigen.netzwerk.pk)] if gespeichert else []
    assert (list(neu), list(fehler(antwort))) == (erwartet, [] if gespeichert else ["status"])


def test_redaktion_edits_a_published_offer_and_it_stays_published(besetzung):
    angebot = besetzung.eigen.angebot
    form_vorher = anmelden(besetzung.redaktion).get(url(Angebot, "change", angebot.pk)).context["adminform"].form

    speichere(
        anmelden(besetzung.redaktion),
        url(Angebot, "change", angebot.pk),
        telefon="05551 000-1",
        netzwerk="",
        bestaetigt_am="01.01.2020",
    )

    angebot.refresh_from_db()
    assert (angebot.status, angebot.telefon, angebot.netzwerk, angebot.bestaetigt_am) == (
        "veroeffentlicht",
        "",
        besetzung.eigen.netzwerk,
        None,
    )
    neu = {name: werte["neu"] for name, werte in Vorschlag.objects.latest("pk").aenderungen.items()}
    assert neu == {"telefon": "05551 000-1"}
    assert [wert for wert, _text in form_vorher.fields["status"].choices] == [
        "entwurf",
        "in_pruefung",
        "veroeffentlicht",
    ]


def test_koordination_with_a_foreign_redaktion_publishes_at_home_only(besetzung):
    """The list of states is open to a Koordination; which network it is for is known only when the form comes back."""
    konto, fremd = besetzung.koordination, besetzung.fremd
    Zugang.objects.create(konto=konto, rolle=Zugang.Rolle.REDAKTION, partner=fremd.partner)
    wahl = {"status": "veroeffentlicht", "partner": fremd.partner.pk, "netzwerk": fremd.netzwerk.pk}

    antwort = speichere(anmelden(konto), url(Angebot, "add"), **neues_angebot(**wahl))

    assert fehler(antwort) == {"status": ["Das entscheidet die Koordination. Bitte „in Prüfung“ wählen."]}


# Confirmation


def test_confirming_by_action_says_who_when_and_how_and_is_no_change(verwaltung):
    angebot = make_angebot(themen=[make_thema()])
    Angebot.objects.update(geaendert_am=timezone.now() - timedelta(days=9))
    angebot.refresh_from_db()

    daten = {"action": "bestaetigen", "_selected_action": angebot.pk, "index": 0}
    verwaltung.post(url(Angebot, "changelist"), daten)

    vorher, angebot = angebot, Angebot.objects.get()
    assert (angebot.bestaetigt_am, angebot.bestaetigt_wie, angebot.bestaetigt_von.username) == (
        timezone.localdate(),
        "admin",
        "chefin",
    )
    assert angebot.geaendert_am == vorher.geaendert_am
    assert LogEntry.objects.get().get_change_message() == "Bestätigt, bestätigt wie und bestätigt von geändert."


def test_confirming_works_on_the_offers_own_page(verwaltung):
    angebot = make_angebot(themen=[make_thema()])
    daten = {"CHANGE_FORM-action": "bestaetigen", "_selected_action": angebot.pk}

    verwaltung.post(url(Angebot, "change", angebot.pk), daten)

    assert Angebot.objects.get().bestaetigt_am == timezone.localdate()


def test_confirmation_entered_in_the_form_has_its_person(verwaltung):
    angebot = make_angebot(themen=[make_thema()])
    adresse = url(Angebot, "change", angebot.pk)

    speichere(verwaltung, adresse, bestaetigt_am="01.02.2026", bestaetigt_wie="telefon")
    angebot.refresh_from_db()
    eingetragen = (angebot.bestaetigt_am, angebot.bestaetigt_wie, str(angebot.bestaetigt_von))
    speichere(verwaltung, adresse, bestaetigt_am="")
    angebot.refresh_from_db()

    assert eingetragen == (date(2026, 2, 1), "telefon", "chefin")
    assert (angebot.bestaetigt_am, angebot.bestaetigt_wie, angebot.bestaetigt_von) == (None, "", None)


def test_confirmation_in_the_future_is_a_message(verwaltung):
    angebot = make_angebot(themen=[make_thema()])
    morgen = timezone.localdate() + timedelta(days=1)

    antwort = speichere(verwaltung, url(Angebot, "change", angebot.pk), bestaetigt_am=f"{morgen:%d.%m.%Y}")

    assert fehler(antwort) == {"bestaetigt_am": ["Dieser Tag liegt in der Zukunft."]}


# Preview


def test_draft_is_previewed_and_public_offer_is_linked(verwaltung):
    heute = timezone.localdate()
    entwurf = make_angebot("Entwurf Sommer", status="entwurf")
    abgelaufen = make_angebot("Abgelaufen", gueltig_bis=heute - timedelta(days=1))
    offen = make_angebot("Offen")

    def knopf(angebot):
        seite = text(verwaltung.get(url(Angebot, "change", angebot.pk)))
        vorschau = reverse("admin:angebote_angebot_vorschau", args=[angebot.pk])
        return vorschau in seite, f'href="{angebot.get_absolute_url()}"' in seite

    assert [knopf(angebot) for angebot in (entwurf, abgelaufen, offen)] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    assert "Entwurf Sommer" in text(verwaltung.get(reverse("admin:angebote_angebot_vorschau", args=[entwurf.pk])))


# Benefits


def test_koordination_reads_a_benefit_with_its_amounts(besetzung):
    leistung = make_leistung("Kindergeld", betraege=[("kindergeld", "259")])

    seite = text(anmelden(besetzung.koordination).get(url(Leistung, "change", leistung.pk)))

    assert ("259\u00a0€" in seite, 'name="_save"' in seite) == (True, False)


def test_koordination_enters_who_is_responsible(besetzung):
    eigen = besetzung.eigen
    kreis = make_region("Osterode", ags="03156")
    leistung = eigen.zustaendigkeit.leistung
    felder = {"leistung": leistung.pk, "region": kreis.pk, "partner": "", "anlaufstelle": eigen.anlaufstelle.pk}

    antwort = speichere(anmelden(besetzung.koordination), url(Zustaendigkeit, "add"), **felder)

    assert antwort.status_code == 302
    assert Zustaendigkeit.objects.filter(region=kreis).get().stelle == eigen.anlaufstelle


def test_responsibility_twice_and_without_office_say_so(besetzung):
    client, eigen = anmelden(besetzung.koordination), besetzung.eigen.zustaendigkeit
    adresse = url(Zustaendigkeit, "add")
    felder = {"leistung": eigen.leistung_id, "region": eigen.region_id}

    antworten = [speichere(client, adresse, **felder, partner=wert) for wert in (eigen.partner_id, "")]

    assert [fehler(antwort)["__all__"] for antwort in antworten] == [
        ["Diese Zuständigkeit gibt es schon."],
        ["Bitte einen Partner oder eine Anlaufstelle angeben."],
    ]
    assert [FREMD in text(antwort) for antwort in antworten] == [False, False]
