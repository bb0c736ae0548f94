"""Dates in print: a chapter of dates, and what an entry says of its days."""

from datetime import date, time, timedelta

import pytest

from angebote.models import Angebot, Angebotsausnahme, Angebotszeit
from tests.factories import make_angebot, make_netzwerk, make_region, make_thema, make_wegweiser
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.eintraege import aus_angebot

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 23)


def tag(n):
    return HEUTE + timedelta(days=n)


def make_termin(titel, *tage, **fields):
    angebot = make_angebot(titel, ist_termin=True, **fields)
    for n in tage:
        Angebotszeit.objects.create(
            angebot=angebot, wochentag=0, von=time(18), bis=time(20), gueltig_von=tag(n), gueltig_bis=tag(n)
        )
    return angebot


def kapitel(**felder):
    region = make_region("Northeim", ags="03155")
    netz = make_netzwerk(regionen=[region])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Termine", "art": "termine", **felder}])
    return wegweiser, region


def termine(wegweiser):
    heft = heft_aus_wegweiser(wegweiser, am=HEUTE, basis="https://portal.example/")
    return [(e.titel, _tage(e)) for abschnitt in heft.kapitel for e in abschnitt.eintraege]


def _tage(eintrag):
    return [wert for fakt in eintrag.kontakt if fakt.name == "Termine" for wert in fakt.werte]


@pytest.mark.parametrize("detail", ["kurz", "mittel", "voll"])
def test_chapter_names_the_dates_of_the_next_three_months_in_their_order(detail):
    wegweiser, region = kapitel(detail=detail)
    treff = make_termin("Treff", 2, 9, 200, regionen=[region])
    make_termin("Früher", 1, regionen=[region])
    make_termin("Vorbei", -1, regionen=[region])
    make_termin("Zu spät", 120, regionen=[region])
    make_termin("Woanders", 1, regionen=[make_region("Aachen", ags="05334")])
    make_angebot("Kein Termin", regionen=[region], zeiten=[(0, 9, 10)])
    Angebotsausnahme.objects.create(angebot=treff, von=tag(9), bis=tag(9))

    assert termine(wegweiser) == [
        ("Früher", ["Di, 24. November, 18–20 Uhr"]),
        ("Treff", ["Mi, 25. November, 18–20 Uhr", "Mi, 2. Dezember, 18–20 Uhr (fällt aus)"]),
    ]


def test_chapter_keeps_to_its_search():
    wegweiser, region = kapitel(suche="thema=wohnen")
    make_termin("Wohnen", 1, regionen=[region], themen=[make_thema("Wohnen")])
    make_termin("Arbeit", 1, regionen=[region], themen=[make_thema("Arbeit")])

    assert [titel for titel, _tage in termine(wegweiser)] == ["Wohnen"]


def test_chapter_without_dates_is_not_printed():
    wegweiser, region = kapitel()
    make_termin("Vorbei", -1, regionen=[region])

    heft = heft_aus_wegweiser(wegweiser, am=HEUTE, basis="https://portal.example/")

    assert heft.kapitel == ()
    assert heft.hinweise == ("Kapitel „Termine“ ist leer und wird nicht gedruckt.",)


def test_entry_outside_of_the_chapter_leaves_out_what_is_over():
    make_termin("Treff", -7, 3)

    eintrag = aus_angebot(Angebot.objects.with_seite().get(), anker="x", am=HEUTE)

    assert _tage(eintrag) == ["Do 26.11.2026 18–20 Uhr"]
