"""Stops with dates, the next ones near a place, and the files of a tour."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from django.utils import timezone
from icalendar import Calendar

from anlaufstellen.models import Anlaufstelle, Ausnahmetag, Tourhalt
from anlaufstellen.touren import make_tour, naechste_halte
from netzwerk.oeffnungszeiten import tage_mit_zeiten
from netzwerk.ortszeit import ZONE
from netzwerk.zeitplaene import Kalenderbuch
from tests.factories import make_anlaufstelle
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
NORTHEIM = (51.7069, 10.0011)
# A Monday in an even ISO week.
MOMENT = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)


def make_bus(name="Bus", **fields):
    return make_anlaufstelle(name, art=Anlaufstelle.Art.MOBIL, **fields)


def make_halt(stelle, name="Markt", tag=1, von=9, bis=12, *, punkt=NORTHEIM, **fields):
    lat, lon = punkt
    uhr = {"wochentag": tag, "von": time(von), "bis": time(bis)}
    return Tourhalt.objects.create(anlaufstelle=stelle, bezeichnung=name, lat=lat, lon=lon, **uhr, **fields)


def tour(stelle, moment=MOMENT):
    stelle = Anlaufstelle.objects.with_seite().get(pk=stelle.pk)
    return make_tour(stelle, Kalenderbuch(moment.date()).plan(stelle), moment)


def test_stops_come_in_the_order_of_the_week_with_their_next_date():
    bus = make_bus()
    make_halt(bus, "Uslar", 3, 9, 12, rhythmus="ungerade")
    make_halt(bus, "Dassel", 1)
    make_halt(bus, "Dassel", 2, 16, 18, rhythmus="1")
    make_halt(bus, "Fest", 5, 10, 14, gueltig_von=date(2026, 12, 5), gueltig_bis=date(2026, 12, 5))

    assert [(halt.bezeichnung, halt.naechster, halt.zeiten_text) for halt in tour(bus)] == [
        ("Dassel", "Di, 24. November, 9–12 Uhr", ["Di 9–12 Uhr", "1. Mi im Monat 16–18 Uhr"]),
        ("Uslar", "Do, 3. Dezember, 9–12 Uhr", ["Do (ungerade Kalenderwochen) 9–12 Uhr"]),
        ("Fest", "Sa, 5. Dezember, 10–14 Uhr", ["Sa 5.12.2026 10–14 Uhr"]),
    ]


def test_closings_of_the_point_hold_for_its_stops():
    bus = make_bus()
    make_halt(bus, "Markt", 1)
    Ausnahmetag.objects.create(anlaufstelle=bus, von=date(2026, 11, 24), bis=date(2026, 12, 24), grund="Werkstatt")
    # Opening hours of the point on a day are none of a stop.
    Ausnahmetag.objects.create(
        anlaufstelle=bus, von=date(2026, 12, 28), bis=date(2026, 12, 28), offen=True, ab=time(9), ende=time(10)
    )

    assert [halt.naechster for halt in tour(bus)] == ["Di, 29. Dezember, 9–12 Uhr"]


def test_a_public_holiday_is_no_stop():
    bus = make_bus()
    Anlaufstelle.objects.filter(pk=bus.pk).update(land="NI")
    make_halt(bus, "Markt", 4)

    # The 25th of December 2026 is a Friday, and so is New Year's Day.
    ab = datetime(2026, 12, 24, 8, tzinfo=ZONE)
    assert [halt.naechster for halt in tour(bus, ab)] == ["Fr, 8. Januar, 9–12 Uhr"]


def test_a_running_stop_says_how_long():
    bus = make_bus()
    make_halt(bus, "Markt", 0, 7, 10)

    assert [halt.naechster for halt in tour(bus)] == ["jetzt, bis 10 Uhr"]


def test_single_dates_that_are_over_are_gone():
    bus = make_bus()
    for tag in (date(2026, 11, 20), date(2026, 11, 27)):
        make_halt(bus, "Markt", 4, gueltig_von=tag, gueltig_bis=tag)
    make_halt(bus, "Fest", 4, gueltig_von=date(2026, 11, 20), gueltig_bis=date(2026, 11, 20))

    assert [(halt.bezeichnung, halt.zeiten_text) for halt in tour(bus)] == [("Markt", ["Fr 27.11.2026 9–12 Uhr"])]


def test_next_stops_near_a_place_soonest_first():
    bus, anderer = make_bus("Bus"), make_bus("Wagen")
    make_halt(bus, "Nah", 2, punkt=(51.75, 10.0))
    make_halt(anderer, "Hier", 1)
    make_halt(bus, "Zu weit", 0, 12, 14, punkt=(52.2, 10.0))

    nahe = naechste_halte(NORTHEIM, MOMENT)

    assert [(nah.stelle.name, nah.halt.bezeichnung, nah.entfernung, nah.halt.naechster) for nah in nahe] == [
        ("Wagen", "Hier", "im selben Postleitzahlgebiet", "Di, 24. November, 9–12 Uhr"),
        ("Bus", "Nah", "4,8\u00a0km", "Mi, 25. November, 9–12 Uhr"),
    ]


def test_hidden_and_protected_points_have_no_stop_near_anybody():
    for wie in ({"ist_veroeffentlicht": False}, {"adresse_geschuetzt": True}, {"verborgen_seit": date(2026, 11, 1)}):
        make_halt(make_bus(**wie))
    make_halt(make_bus(), adresse_geschuetzt=True)

    assert naechste_halte(NORTHEIM, MOMENT) == []


@pytest.mark.parametrize("anzahl", [1, 5])
def test_next_stops_cost_the_same_for_one_and_five(anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        make_halt(make_bus(f"Bus {nummer}"))

    with django_assert_num_queries(6):
        assert len(naechste_halte(NORTHEIM, MOMENT, anzahl=9)) == anzahl


def test_of_many_stops_the_nearest_are_compared():
    """A far one may come sooner: it does not push away what is near."""
    for nummer in range(12):
        make_halt(make_bus(f"Nah {nummer}"), tag=4)
    make_halt(make_bus("Fern"), tag=1, punkt=(NORTHEIM[0] + 0.1, NORTHEIM[1]))

    assert {nah.stelle.name[:3] for nah in naechste_halte(NORTHEIM, MOMENT)} == {"Nah"}


def test_rows_that_are_over_take_no_place_among_the_nearest():
    bus = make_bus("Alt")
    for nummer in range(12):
        make_halt(bus, f"Früher {nummer}", gueltig_bis=date(2026, 10, 1))
    make_halt(make_bus("Neu"), punkt=(NORTHEIM[0] + 0.1, NORTHEIM[1]))

    assert [nah.stelle.name for nah in naechste_halte(NORTHEIM, MOMENT)] == ["Neu"]


def hole_kalender(client, stelle, name):
    antwort = client.get(f"{stelle.get_absolute_url()}{name}.ics")
    assert (antwort.status_code, antwort["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(antwort.content)


def tage(event) -> set[date]:
    """All days of an event by its own rule, without those that it leaves out."""
    anfang = event["dtstart"].dt
    if "rrule" not in event:
        return {anfang.date()}
    ohne = event.get("exdate", [])
    frei = {zeit.dt.date() for teil in (ohne if isinstance(ohne, list) else [ohne]) for zeit in teil.dts}
    return {wann.date() for wann in rrulestr(event["rrule"].to_ical().decode(), dtstart=anfang)} - frei


def test_tour_repeats_in_the_calendar_as_the_engine_says(client):
    bus = make_bus(telefon="05551 000-1")
    make_halt(bus, "Dassel", 1, strasse="Südstraße 1", ort="Dassel")
    make_halt(bus, "Uslar", 3, 14, 17, rhythmus="letzter")
    heute = timezone.localdate()
    frei = heute + timedelta(days=(1 - heute.weekday()) % 7 + 14)
    Ausnahmetag.objects.create(anlaufstelle=bus, von=frei, bis=frei)

    events = hole_kalender(client, bus, "tour").events

    ende = heute + timedelta(days=92)
    soll = {}
    for halt in tour(bus, datetime.combine(heute, time.min, ZONE)):
        titel = f"{halt.bezeichnung}: Bus"
        soll[titel] = {tag for tag, _zeiten in tage_mit_zeiten(halt.plan, heute, 93) if tag <= ende}
    ist = {}
    for event in events:
        ist.setdefault(str(event["summary"]), set()).update(tage(event))
    assert ist == soll
    assert frei not in ist["Dassel: Bus"]
    assert {str(event["location"]) for event in events} == {"Südstraße 1, Dassel", "Uslar"}


def test_hours_of_a_point_for_the_calendar(client):
    stelle = make_anlaufstelle("Treff", zeiten=[(0, 9, 12)], strasse="Markt 1", ort="Uslar")

    event, *weitere = hole_kalender(client, stelle, "zeiten").events

    assert (str(event["summary"]), str(event["location"]), weitere) == ("Treff", "Markt 1, Uslar", [])
    assert {tag.weekday() for tag in tage(event)} == {0}
    assert event["dtstart"].dt.astimezone(ZONE).time() == time(9)


def test_a_refuge_has_no_name_in_the_calendar(client):
    haus = make_anlaufstelle(
        "Ankerhaus", art="schutz", adresse_geschuetzt=True, strasse="Ankerweg 7", zeiten=[(0, 9, 12)]
    )

    text = client.get(f"{haus.get_absolute_url()}zeiten.ics").content.decode()

    assert "Anker" not in text
    assert f"Termin (Nr. {haus.nummer})" in text


def test_a_protected_tour_has_no_files(client):
    bus = make_bus(adresse_geschuetzt=True)
    make_halt(bus)

    assert [client.get(f"{bus.get_absolute_url()}tour.{art}").status_code for art in ("ics", "pdf")] == [404, 404]


@pytest.mark.parametrize("name", ["tour.ics", "tour.pdf", "zeiten.ics"])
def test_files_of_points_that_are_not_there_or_have_nothing(client, name):
    versteckt = make_bus(ist_veroeffentlicht=False)
    make_halt(versteckt)
    leer = make_anlaufstelle()

    pfade = [f"{stelle.get_absolute_url()}{name}" for stelle in (versteckt, leer)]
    pfade += [f"/anlaufstellen/x-{'9' * 31}/{name}", f"/anlaufstellen/x-0/{name}"]

    assert [client.get(pfad).status_code for pfad in pfade] == [404] * 4


def test_list_shows_next_stops_and_the_map_for_a_place(client):
    orte = make_landkarte()
    bus = make_bus(regionen=[orte.bezirk])
    make_halt(bus, "S-Bahnhof", punkt=(52.51, 13.58))
    make_anlaufstelle("Treff", regionen=[orte.bezirk], lat=52.52, lon=13.60, strasse="Allee 1", ort="Berlin")
    make_anlaufstelle("Haus", regionen=[orte.bezirk], art="schutz", adresse_geschuetzt=True, lat=52.5, lon=13.6)

    antwort = client.get("/anlaufstellen/?ort=12621")

    assert [nah.halt.bezeichnung for nah in antwort.context["halte"]] == ["S-Bahnhof"]
    assert [(zeile.ziel.name, zeile.lage) for zeile in antwort.context["karte"].zeilen] == [
        ("Treff", "2,6\u00a0km nordöstlich")
    ]
    assert "Nächste Halte in Ihrer Nähe" in antwort.content.decode()


def test_moment_is_told_in_local_time():
    bus = make_bus()
    make_halt(bus, "Markt", 0, 9, 12)

    # Midnight in UTC is one o'clock in Germany, of the same Monday.
    assert [halt.naechster for halt in tour(bus, datetime(2026, 11, 23, 0, 0, tzinfo=UTC))] == [
        "Mo, 23. November, 9–12 Uhr"
    ]
