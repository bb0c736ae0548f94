"""Two people at the same moment: one record, one merger, one decision, one mail. Threads on PostgreSQL."""

from datetime import timedelta

import pytest
from django.utils import timezone

from angebote.doppelungen.zusammenlegen import ZusammenlegenError, merge
from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.bestaetigung import confirm
from netzwerk.models import Bestaetigung, Fassung, Nummernumleitung, Partner, Post, Rueckfrage, Vorschlag
from netzwerk.vorschlaege import VorschlagError, accept_vorschlag
from tests.factories import make_angebot, make_anlaufstelle, make_konto, make_partner, make_vorschlag
from tests.rueckfragen import HEUTE, frage, make_partner_mit_eintraegen, zugleich

pytestmark = pytest.mark.django_db(transaction=True)


def versuche(funktion, fehler, abgewiesen: list) -> None:
    try:
        funktion()
    except fehler as grund:
        abgewiesen.append(str(grund))


def test_two_confirmations_at_once_are_one_record():
    angebote = [make_angebot(f"Kurs {nummer}") for nummer in range(3)]
    jetzt = timezone.now()

    def bestaetige(reihenfolge):
        heute = timezone.localdate(jetzt)
        return lambda: confirm(reihenfolge, wie="link", am=heute, moment=jetzt, durch="Haus")

    zugleich(bestaetige(angebote), bestaetige(angebote[::-1]))

    assert Bestaetigung.objects.count() == 3
    assert Fassung.objects.filter(anlass=Fassung.Anlass.BESTAETIGT).count() == 3
    assert set(Angebot.objects.values_list("bestaetigt_durch", flat=True)) == {"Haus"}


def test_two_mergers_of_the_same_pair_at_once_are_one():
    """One from each side: whoever comes second finds nothing left."""
    a, b = (make_anlaufstelle(f"Treff {wort}", partner=make_partner()) for wort in "ab")
    konto, abgewiesen = make_konto("koordination"), []

    zugleich(
        lambda: versuche(lambda: merge(a, b, {}, konto=konto), ZusammenlegenError, abgewiesen),
        lambda: versuche(lambda: merge(b, a, {}, konto=konto), ZusammenlegenError, abgewiesen),
    )

    assert (Anlaufstelle.objects.count(), Nummernumleitung.objects.count()) == (1, 1)
    assert [text.startswith("Einen der beiden Einträge gibt es nicht mehr.") for text in abgewiesen] == [True]


def test_two_acceptances_of_one_proposal_at_once_are_one():
    konto = make_konto("koordination")
    vorschlag = make_vorschlag(make_angebot("Kurs"), titel="Neuer Kurs", email="haus@haus.example")
    abgewiesen = []

    def nimm_an():
        moment = timezone.now()
        accept_vorschlag(Vorschlag.objects.get(pk=vorschlag.pk), ["titel"], konto=konto, moment=moment)

    zugleich(*[lambda: versuche(nimm_an, VorschlagError, abgewiesen)] * 2)

    assert abgewiesen == ["Über diesen Vorschlag ist schon entschieden: übernommen."]
    assert Fassung.objects.filter(anlass=Fassung.Anlass.VORSCHLAG).count() == 1
    assert Post.objects.filter(an="haus@haus.example").count() == 1


def test_two_rounds_of_questions_at_once_are_one_mail():
    for nummer in range(3):
        make_partner_mit_eintraegen(f"Haus {nummer}", email=f"haus{nummer}@haus.example", netzwerk=None)

    zugleich(frage, frage)
    zugleich(lambda: frage(HEUTE + timedelta(days=14)), lambda: frage(HEUTE + timedelta(days=14)))

    assert Rueckfrage.objects.count() == 3
    assert sorted(Post.objects.values_list("an", flat=True)) == sorted([f"haus{n}@haus.example" for n in range(3)] * 2)


def test_partner_deleted_while_others_are_asked_keeps_nobody_from_being_asked():
    weg, bleibt = (make_partner_mit_eintraegen(f"Haus {n}", email=f"haus{n}@haus.example") for n in range(2))
    frage()
    Angebot.objects.filter(partner=weg).delete()
    Partner.objects.filter(pk=weg.pk).delete()

    assert frage(HEUTE + timedelta(days=14)) == {"zweite E-Mail": 1}
    assert list(Rueckfrage.objects.values_list("partner", flat=True)) == [bleibt.pk]
