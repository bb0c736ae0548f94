"""The filter over many entries against the slow way: each entry loaded, each day asked."""

from datetime import date, datetime, time
from itertools import product
from random import Random

import pytest

from anlaufstellen.models import Anlaufstelle, Ausnahmetag, Oeffnungszeit, Tourhalt
from netzwerk.oeffnungszeiten import Weg, ist_offen, spannen
from netzwerk.ortszeit import ZONE
from netzwerk.zeitfilter import Passung, Traeger, Zeitfilter
from netzwerk.zeitplaene import Kalenderbuch
from netzwerk.zeitwunsch import WOCHENTEILE, Wunsch, make_wochenwuensche, make_wuensche
from tests.factories import make_anlaufstelle, make_partner

pytestmark = pytest.mark.django_db
# The Monday before Christmas: holidays and school holidays lie ahead.
MOMENT = datetime(2026, 12, 14, 11, 20, tzinfo=ZONE)
SA = date(2026, 11, 28)
SA_VORMITTAG = Wunsch(SA, 480, 720)


def traeger(stelle):
    fern = stelle.nur_aus_der_ferne
    return Traeger(stelle.pk, stelle.land, stelle.feiertage, stelle.durchgehend, fern, bool(stelle.telefon))


def find(wuensche, *, telefon=False, am=SA):
    wuensche = list(wuensche)
    stellen = Anlaufstelle.objects.all()
    zeitfilter = Zeitfilter(map(traeger, stellen), wuensche, buch=Kalenderbuch(am), telefon=telefon)
    zeitfilter.load_zeiten(Oeffnungszeit.objects.all(), "anlaufstelle_id")
    zeitfilter.load_ausnahmen(Ausnahmetag.objects.all(), "anlaufstelle_id")
    zeitfilter.load_halte(Tourhalt.objects.filter(anlaufstelle__adresse_geschuetzt=False), "anlaufstelle_id")
    return zeitfilter.finde(wuensche)


def test_first_opening_that_fits_long_enough():
    passt = make_anlaufstelle(zeiten=[(5, 10, 13)])
    make_anlaufstelle(zeiten=[(5, 12, 18), (4, 9, 12)])

    assert find([SA_VORMITTAG]) == {passt.pk: Passung(SA, 600, 780, Weg.BESUCH)}


def test_half_an_hour_too_short_does_not_fit():
    stelle = make_anlaufstelle()
    Oeffnungszeit.objects.create(anlaufstelle=stelle, wochentag=5, von=time(11, 31), bis=time(14))

    assert find([SA_VORMITTAG]) == {}


def test_closed_day_public_holiday_and_other_hours_count():
    zu, feiertag, anders = (make_anlaufstelle(zeiten=[(4, 9, 12)], partner=make_partner()) for _n in range(3))
    tag = date(2026, 12, 25)
    for stelle in (zu, anders):
        stelle.feiertage = Anlaufstelle.Feiertage.OFFEN
        stelle.save()
    Ausnahmetag.objects.create(anlaufstelle=zu, von=tag, bis=tag)
    Ausnahmetag.objects.create(anlaufstelle=anders, von=tag, bis=tag, offen=True, ab=time(10), ende=time(11))

    assert find([Wunsch(tag, 480, 720)], am=tag) == {anders.pk: Passung(tag, 600, 660, Weg.BESUCH)}
    assert feiertag.pk not in find([Wunsch(tag, 480, 720)], am=tag)


def test_hotline_counts_for_both_and_calls_to_a_point_only_when_asked():
    leitung = make_anlaufstelle(art=Anlaufstelle.Art.HOTLINE, zeiten=[(5, 9, 12)])
    stelle = make_anlaufstelle(telefon="030 23125-133")
    Oeffnungszeit.objects.create(anlaufstelle=stelle, wochentag=5, von=time(9), bis=time(12), nur_telefon=True)
    stumm = make_anlaufstelle()
    Oeffnungszeit.objects.create(anlaufstelle=stumm, wochentag=5, von=time(9), bis=time(12), nur_telefon=True)

    assert find([SA_VORMITTAG]) == {leitung.pk: Passung(SA, 540, 720, Weg.TELEFON)}
    assert find([SA_VORMITTAG], telefon=True) == {
        leitung.pk: Passung(SA, 540, 720, Weg.TELEFON),
        stelle.pk: Passung(SA, 540, 720, Weg.TELEFON),
    }


def test_stops_of_a_tour_count_unless_the_address_is_protected():
    bus, geheim = make_anlaufstelle(art="mobil"), make_anlaufstelle(art="mobil", adresse_geschuetzt=True)
    halte = [
        Tourhalt.objects.create(anlaufstelle=stelle, bezeichnung="Markt", wochentag=5, von=time(9), bis=time(11))
        for stelle in (bus, geheim)
    ]

    assert find([SA_VORMITTAG]) == {bus.pk: Passung(SA, 540, 660, Weg.BESUCH, halte[0].pk)}


def test_nothing_asked_finds_nothing_and_an_entry_without_hours_never_fits():
    make_anlaufstelle(nach_vereinbarung=True)

    assert find([]) == {}
    assert find(make_wuensche("abend", MOMENT)) == {}


def test_around_the_clock_fits_always():
    stelle = make_anlaufstelle(durchgehend=True)

    assert find(make_wochenwuensche(["so-spaet"], MOMENT))[stelle.pk].von == 0


def make_bunte_stellen(zufall):
    """Points with all that hours can be: rhythms, validity, school holidays, exceptions, phone hours."""
    partner = make_partner()
    for nummer in range(40):
        stelle = make_anlaufstelle(
            partner=partner,
            art=["treff", "hotline"][nummer % 5 == 0],
            telefon="030 23125-133" if nummer % 3 else "",
            durchgehend=nummer == 7,
            feiertage=["zu", "offen"][nummer % 2],
        )
        Anlaufstelle.objects.filter(pk=stelle.pk).update(land=["BE", "NI", ""][nummer % 3])
        for _n in range(zufall.randrange(4)):
            stunde = zufall.randrange(7, 21)
            takt = zufall.choice(["woche", "woche", "gerade", "alle2", "1", "letzter"])
            Oeffnungszeit.objects.create(
                anlaufstelle=stelle,
                wochentag=zufall.randrange(7),
                von=time(stunde, zufall.choice([0, 30])),
                bis=time((stunde + zufall.randrange(1, 4)) % 24),
                rhythmus=takt,
                nur_telefon=zufall.random() < 0.3,
                gueltig_von=date(2026, 12, zufall.randrange(1, 28)) if takt == "alle2" or nummer % 4 == 0 else None,
                ferien=zufall.choice(["", "", "schulzeit", "ferien"]),
            )
        for _n in range(zufall.randrange(3)):
            tag, offen = date(2026, 12, zufall.randrange(10, 31)), zufall.random() < 0.5
            zeiten = {"ab": time(10), "ende": time(16)} if offen or zufall.random() < 0.5 else {}
            ferien = zufall.choice(["", "", "weihnachten"])
            wann = {"ferien": ferien} if ferien else {"von": tag, "bis": tag}
            Ausnahmetag.objects.create(anlaufstelle=stelle, offen=offen, **wann, **zeiten)


def langsam(wuensche, *, telefon):
    """Each entry with all its rows; its plans day by day."""
    buch, funde = Kalenderbuch(MOMENT.date()), {}
    for stelle in Anlaufstelle.objects.prefetch_related("zeiten", "ausnahmen"):
        plan = buch.plan(stelle)
        wege = {Weg.TELEFON: plan} if stelle.nur_aus_der_ferne else {Weg.BESUCH: plan.fuer(Weg.BESUCH)}
        if telefon and stelle.telefon and not stelle.nur_aus_der_ferne:
            wege[Weg.TELEFON] = plan.fuer(Weg.TELEFON)
        passend = [
            (tag, spanne[0], list(Weg).index(weg), spanne[1], weg)
            for tag in sorted({wunsch.tag for wunsch in wuensche})
            for weg, teil in wege.items()
            for spanne in spannen(teil, tag)
            if any(wunsch.tag == tag and wunsch.passt(spanne) for wunsch in wuensche)
        ]
        if passend:
            tag, von, _rang, bis, weg = min(passend)
            funde[stelle.pk] = Passung(tag, von, bis, weg)
    return funde


@pytest.mark.parametrize("samen", [1, 2, 3])
def test_filter_says_the_same_as_the_engine_asked_one_by_one(samen):
    zufall = Random(samen)  # noqa: S311
    make_bunte_stellen(zufall)
    fragen = [make_wuensche(zeit, MOMENT) for zeit in ("jetzt", "heute", "abend", "wochenende")]
    fragen += [make_wochenwuensche(zufall.sample(WOCHENTEILE, 3), MOMENT) for _n in range(20)]
    gesehen = set()

    for wuensche, telefon in product(fragen, [False, True]):
        funde = find(wuensche, telefon=telefon, am=MOMENT.date())
        assert funde == langsam(wuensche, telefon=telefon)
        gesehen.add(frozenset(funde))

    assert len(gesehen) > 10


def test_now_is_what_the_engine_calls_open():
    make_bunte_stellen(Random(9))  # noqa: S311
    buch = Kalenderbuch(MOMENT.date())
    offen = {
        stelle.pk
        for stelle in Anlaufstelle.objects.prefetch_related("zeiten", "ausnahmen")
        if ist_offen(buch.plan(stelle) if stelle.nur_aus_der_ferne else buch.plan(stelle).fuer(Weg.BESUCH), MOMENT)
    }

    assert offen
    assert set(find(make_wuensche("jetzt", MOMENT), am=MOMENT.date())) == offen


@pytest.mark.parametrize("anzahl", [1, 5])
def test_number_of_queries_does_not_depend_on_the_entries(anzahl, django_assert_num_queries):
    for _n in range(anzahl):
        make_anlaufstelle(zeiten=[(5, 9, 12)])
    alle = list(map(traeger, Anlaufstelle.objects.all()))

    with django_assert_num_queries(3):
        zeitfilter = Zeitfilter(alle, [SA_VORMITTAG], buch=Kalenderbuch(SA), telefon=True)
        zeitfilter.load_zeiten(Oeffnungszeit.objects.all(), "anlaufstelle_id")
        zeitfilter.load_ausnahmen(Ausnahmetag.objects.all(), "anlaufstelle_id")

    assert len(zeitfilter.finde([SA_VORMITTAG])) == anzahl
