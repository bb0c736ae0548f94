"""Dates: what takes place on which day, on the page, in the feed, on cards; and what is cancelled."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from django.utils import timezone

from angebote.models import Angebot, Angebotsausnahme, Angebotszeit
from angebote.termine import add_naechste_termine, kommende, load_plaene, make_seite, tag_in_worten, vorkommen_am
from anlaufstellen.models import Ausnahmetag
from netzwerk.oeffnungszeiten import Ausnahme, Ferienart, Ferienzeit, Kalender, Zeitfenster, Zeitplan
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_partner, make_thema
from tests.orte import make_landkarte

# A Monday, half past seven in the evening in Berlin.
JETZT = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
HEUTE = date(2026, 11, 23)
MONTAG = Zeitfenster(0, time(18), time(20))


@pytest.fixture(autouse=True)
def uhr(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: JETZT)


def tag(n):
    return HEUTE + timedelta(days=n)


def make_termin(titel, *tage, ab=(18, 20), **fields):
    """A Termin on single days, counted from today."""
    angebot = make_angebot(titel, ist_termin=True, **fields)
    for n in tage:
        Angebotszeit.objects.create(
            angebot=angebot, wochentag=0, von=time(ab[0]), bis=time(ab[1]), gueltig_von=tag(n), gueltig_bis=tag(n)
        )
    return angebot


def worte(antwort):
    """Days of the page with times and titles."""
    return [
        (worte, [(v.zeit, angebot.titel, v.faellt_aus, v.grund) for v, angebot in liste])
        for _tag, worte, liste in antwort.context["tage"]
    ]


# Pure


@pytest.mark.parametrize(
    ("plan", "am", "erwartet"),
    [
        (Zeitplan((MONTAG,)), HEUTE, [("18–20 Uhr", False, "")]),
        (Zeitplan((MONTAG,)), tag(1), []),
        (Zeitplan((Zeitfenster(0, time(22), time(0)),)), HEUTE, [("22–24 Uhr", False, "")]),
        (
            Zeitplan((MONTAG,), (Ausnahme(HEUTE, HEUTE, grund="Wasserschaden"),)),
            HEUTE,
            [("18–20 Uhr", True, "Wasserschaden")],
        ),
        # Closed on a day without a date: nothing is cancelled.
        (Zeitplan((MONTAG,), (Ausnahme(tag(1), tag(1)),)), tag(1), []),
        # Other hours instead.
        (
            Zeitplan((MONTAG,), (Ausnahme(HEUTE, HEUTE, offen=True, ab=time(9), ende=time(10)),)),
            HEUTE,
            [("9–10 Uhr", False, "")],
        ),
        # A public holiday by name.
        (
            Zeitplan((Zeitfenster(4, time(18), time(20)),), kalender=Kalender("NI")),
            date(2026, 12, 25),
            [("18–20 Uhr", True, "Erster Weihnachtstag")],
        ),
        # A pause for school holidays is the rule, nobody cancelled anything.
        (
            Zeitplan(
                (MONTAG,),
                (Ausnahme(ferien=Ferienart.HERBST),),
                Kalender(ferien=(Ferienzeit(Ferienart.HERBST, HEUTE, HEUTE),)),
            ),
            HEUTE,
            [],
        ),
    ],
)
def test_what_takes_place_on_a_day(plan, am, erwartet):
    assert [(v.zeit, v.faellt_aus, v.grund) for v in vorkommen_am(plan, am)] == erwartet


@pytest.mark.parametrize(
    ("wann", "erwartet"),
    [
        (HEUTE, "Heute"),
        (tag(1), "Morgen"),
        (tag(5), "Sa, 28. November"),
        (date(2027, 1, 1), "Fr, 1. Januar 2027"),
    ],
)
def test_day_in_words(wann, erwartet):
    assert tag_in_worten(wann, HEUTE) == erwartet


def test_page_ends_after_four_weeks_and_after_sixty_dates_but_never_within_a_day():
    taeglich = Zeitplan(tuple(Zeitfenster(n, time(9), time(10)) for n in range(7)))

    wenige = make_seite({1: taeglich}, von=tag(1), moment=JETZT)
    viele = make_seite(dict.fromkeys(range(25), taeglich), von=tag(1), moment=JETZT)

    assert (len(wenige.tage), wenige.bis, wenige.weiter) == (28, tag(28), tag(29))
    assert ([len(liste) for _tag, liste in viele.tage], viele.weiter) == ([25, 25, 25], tag(4))


def test_page_looks_on_until_there_is_something():
    spaet = Zeitplan((Zeitfenster(0, time(9), time(10), gueltig_von=tag(63), gueltig_bis=tag(63)),))

    seite = make_seite({1: spaet}, von=HEUTE, moment=JETZT)

    assert [wann for wann, _liste in seite.tage] == [tag(63)]
    assert make_seite({}, von=HEUTE, moment=JETZT).tage == []


def test_next_dates_leave_out_what_is_over():
    plan = Zeitplan((MONTAG, Zeitfenster(0, time(9), time(10))))

    assert [v.text for v in kommende(plan, moment=JETZT, anzahl=2)] == [
        "Mo, 23. November, 18–20 Uhr",
        "Mo, 30. November, 9–10 Uhr",
    ]


# With the database


@pytest.mark.django_db
def test_page_shows_days_in_order_with_what_is_cancelled(client):
    make_angebot("Kein Termin", zeiten=[(0, 19, 21)])
    make_termin("Vorbei", -1)
    make_termin("Heute schon vorbei", 0, ab=(9, 10))
    make_termin("Läuft noch", 0)
    treff = make_termin("Treff", 1, 5)
    make_termin("Früh", 5, ab=(8, 9))
    make_termin("Entwurf", 1, status=Angebot.Status.ENTWURF)
    make_termin("Ruht", 1, netzwerk=make_netzwerk(status="ruhend"))
    Angebotsausnahme.objects.create(angebot=treff, von=tag(5), bis=tag(5), grund="Wasserschaden")

    antwort = client.get("/termine/")

    assert worte(antwort) == [
        ("Heute", [("18–20 Uhr", "Läuft noch", False, "")]),
        ("Morgen", [("18–20 Uhr", "Treff", False, "")]),
        ("Sa, 28. November", [("8–9 Uhr", "Früh", False, ""), ("18–20 Uhr", "Treff", True, "Wasserschaden")]),
    ]
    assert "Fällt aus: Wasserschaden" in antwort.content.decode()


@pytest.mark.django_db
def test_filters_leave_what_fits(client):
    orte = make_landkarte()
    wohnen, partner = make_thema("Wohnen"), make_partner("Haus", kurzname="Haus")
    make_termin("Kaulsdorf", 1, regionen=[orte.kaulsdorf], kinderbetreuung="ja")
    make_termin("Northeim", 1, regionen=[orte.northeim], themen=[wohnen])
    make_termin("Samstag früh", 5, ab=(9, 11), regionen=[orte.northeim], partner=partner)

    def titel(frage):
        antwort = client.get(f"/termine/?{frage}")
        return [angebot.titel for _t, _w, liste in antwort.context["tage"] for _v, angebot in liste]

    assert titel("") == ["Kaulsdorf", "Northeim", "Samstag früh"]
    assert titel("ort=Kaulsdorf") == ["Kaulsdorf"]
    assert titel("ort=Gibtsnicht") == ["Kaulsdorf", "Northeim", "Samstag früh"]
    assert titel("thema=wohnen") == ["Northeim"]
    assert titel("kinderbetreuung=mit_kind") == ["Kaulsdorf"]
    assert titel("zeit=wochenende") == ["Samstag früh"]
    assert titel("zeit=abend") == ["Kaulsdorf", "Northeim"]
    assert titel(f"partner={partner.slug}") == ["Samstag früh"]
    assert titel(f"von={tag(2)}") == ["Samstag früh"]
    assert titel("von=2026-11-01") == ["Kaulsdorf", "Northeim", "Samstag früh"]


@pytest.mark.django_db
@pytest.mark.parametrize("anzahl", [1, 5])
def test_page_query_count_is_constant(client, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        angebot = make_termin(f"Treff {n}", 1, anlaufstelle=make_anlaufstelle())
        Angebotsausnahme.objects.create(angebot=angebot, von=tag(9), bis=tag(9))

    with django_assert_num_queries(12):
        antwort = client.get("/termine/")

    assert len(worte(antwort)[0][1]) == anzahl


@pytest.mark.django_db
@pytest.mark.parametrize("anzahl", [1, 5])
def test_feed_query_count_is_constant(client, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        angebot = make_termin(f"Treff {n}", 1, anlaufstelle=make_anlaufstelle(), themen=[make_thema()])
        Angebotsausnahme.objects.create(angebot=angebot, von=tag(9), bis=tag(9))

    with django_assert_num_queries(9):
        antwort = client.get("/termine.ics")

    assert len(icalendar.Calendar.from_ical(antwort.content).events) == anzahl


@pytest.mark.django_db
def test_what_a_point_closes_is_cancelled_there(client):
    stelle = make_anlaufstelle()
    Ausnahmetag.objects.create(anlaufstelle=stelle, von=tag(1), bis=tag(1), grund="Umzug")
    make_termin("Treff", 1, anlaufstelle=stelle)
    verborgen = make_anlaufstelle(ist_veroeffentlicht=False)
    Ausnahmetag.objects.create(anlaufstelle=verborgen, von=tag(1), bis=tag(1), grund="Geheim")
    make_termin("Anderswo", 1, anlaufstelle=verborgen)

    assert worte(client.get("/termine/")) == [
        ("Morgen", [("18–20 Uhr", "Treff", True, "Umzug"), ("18–20 Uhr", "Anderswo", False, "")])
    ]


@pytest.mark.django_db
def test_dates_end_with_the_offer():
    angebot = make_angebot(ist_termin=True, zeiten=[(0, 18, 20)], gueltig_bis=tag(8))
    plan = load_plaene(Angebot.objects.filter(pk=angebot.pk), am=HEUTE)[angebot.pk]

    assert [v.tag for v in kommende(plan, moment=JETZT, anzahl=9)] == [HEUTE, tag(7)]


@pytest.mark.django_db
def test_feed_has_rules_exdates_and_stable_uids(client, monkeypatch):
    angebot = make_angebot("Jobcafé", ist_termin=True, zeiten=[(2, 9, 11)])
    Angebotsausnahme.objects.create(angebot=angebot, von=tag(9), bis=tag(9), grund="Inventur")
    make_termin("Vorbei", -1)
    heikel = make_termin("Frauenhaus-Abend", 1, themen=[make_thema("Gewaltschutz", ist_sensibel=True)])

    def lies():
        return icalendar.Calendar.from_ical(client.get("/termine.ics").content)

    kalender = lies()
    cafe = next(event for event in kalender.events if "Jobcafé" in event["summary"])
    anderes = next(event for event in kalender.events if event is not cafe)
    uids = {event["uid"] for event in kalender.events}
    monkeypatch.setattr(timezone, "now", lambda: JETZT + timedelta(hours=3))

    assert kalender["x-wr-calname"] == "Termine für Alleinerziehende"
    assert cafe["rrule"]["FREQ"] == ["WEEKLY"]
    assert [eines.dt.date() for eines in cafe["exdate"].dts] == [tag(9)]
    assert anderes["summary"] == f"Termin (Nr. {heikel.nummer})"
    assert len(uids) == 2
    assert {event["uid"] for event in lies().events} == uids


@pytest.mark.django_db
def test_feed_without_dates_is_a_calendar_too(client):
    antwort = client.get("/termine.ics?ort=Nirgendwo")

    assert antwort["Content-Type"] == "text/calendar; charset=utf-8"
    assert icalendar.Calendar.from_ical(antwort.content).events == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "frage",
    [
        "von=2026-02-31",
        "von=9999-12-31",
        "von=0001-01-01",
        "von=%00",
        "ort=%00%ff",
        "partner=%00",
        "partner=" + "9" * 31,
        "thema=gibtsnicht",
        "thema=%00",
        "zeit=immer",
        "kinderbetreuung=%F0%9F%92%A9",
        "von=" + "9" * 31,
    ],
)
@pytest.mark.parametrize("adresse", ["/termine/", "/termine.ics"])
def test_nonsense_shows_everything(client, adresse, frage):
    make_termin("Treff", 1)

    assert client.get(f"{adresse}?{frage}").status_code == 200


@pytest.mark.django_db
def test_card_and_page_say_the_next_dates(client):
    angebot = make_termin("Treff", 1, -7, 8)
    Angebotsausnahme.objects.create(angebot=angebot, von=tag(1), bis=tag(1), grund="Krank")

    karte = client.get("/angebote/").content.decode()
    seite = client.get(angebot.get_absolute_url()).content.decode()

    assert "Nächster Termin</dt><dd>Di, 1. Dezember, 18–20 Uhr" in karte
    assert "Di, 24. November, 18–20 Uhr" in seite
    assert "Fällt aus: Krank" in seite
    assert "16.11.2026" not in seite  # over


@pytest.mark.django_db
def test_offers_without_dates_ask_for_nothing(django_assert_num_queries):
    angebot = make_angebot(zeiten=[(0, 18, 20)])

    with django_assert_num_queries(0):
        add_naechste_termine([angebot], moment=JETZT)

    assert angebot.naechste_termine == ()


@pytest.mark.django_db
def test_page_without_dates_offers_those_to_come(client):
    seite = client.get("/termine/").content.decode()

    assert ("Neue Termine in Ihrem Kalender" in seite, "Nur einmal laden" in seite) == (True, False)
