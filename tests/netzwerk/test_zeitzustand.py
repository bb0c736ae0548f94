"""Whether somebody is there, in the words that stand on cards. Monday is 23 November 2026."""

import pytest

from netzwerk.oeffnungszeiten import Ferienart
from netzwerk.zeitzustand import Lage, zustand
from tests.zeiten import auf, ort, plan, zu, zu_in

FAELLE = {
    # open
    "until noon": (plan("Mo 9-12"), "2026-11-23 09:00", Lage.OFFEN, "Jetzt geöffnet, bis 12 Uhr"),
    "half past": (plan("Mo 9-12.30"), "2026-11-23 09:00", Lage.OFFEN, "Jetzt geöffnet, bis 12.30 Uhr"),
    "30 minutes left": (plan("Mo 9-12"), "2026-11-23 11:30", Lage.OFFEN, "Jetzt geöffnet, bis 12 Uhr"),
    "29 minutes left": (plan("Mo 9-12"), "2026-11-23 11:31", Lage.OFFEN, "Jetzt geöffnet, noch 29 Min."),
    "last minute": (plan("Mo 9-12"), "2026-11-23 11:59", Lage.OFFEN, "Jetzt geöffnet, noch 1 Min."),
    "until 24": (plan("Mo 20-24"), "2026-11-23 20:00", Lage.OFFEN, "Jetzt geöffnet, bis 24 Uhr"),
    "past midnight": (
        plan("Mo 20-24; Di 0-2"),
        "2026-11-23 20:00",
        Lage.OFFEN,
        "Jetzt geöffnet, bis morgen 2 Uhr",
    ),
    "until 24 tomorrow": (
        plan("Mo 0-24; Di 0-24"),
        "2026-11-23 20:00",
        Lage.OFFEN,
        "Jetzt geöffnet, bis morgen 24 Uhr",
    ),
    "closes in the long night": (plan("So 1-4"), "2026-10-25 02:45B", Lage.OFFEN, "Jetzt geöffnet, bis 4 Uhr"),
    "minutes in the long night": (plan("So 1-3"), "2026-10-25 02:45", Lage.OFFEN, "Jetzt geöffnet, bis 3 Uhr"),
    "minutes in the short night": (plan("So 1-3.15"), "2026-03-29 01:50", Lage.OFFEN, "Jetzt geöffnet, noch 25 Min."),
    "always": (plan(durchgehend=True), "2026-11-23 03:00", Lage.IMMER, "Rund um die Uhr erreichbar"),
    "always but soon closed": (
        plan("", zu("2026-11-25"), durchgehend=True),
        "2026-11-23 03:00",
        Lage.OFFEN,
        "Jetzt geöffnet, bis morgen 24 Uhr",
    ),
    # closed
    "later today": (plan("Mo 9-12"), "2026-11-23 08:00", Lage.ZU, "Öffnet heute um 9 Uhr"),
    "tomorrow": (plan("Di 9-12"), "2026-11-23 08:00", Lage.ZU, "Öffnet morgen um 9 Uhr"),
    "in two days": (plan("Mi 9.30-12"), "2026-11-23 08:00", Lage.ZU, "Öffnet Mi um 9.30 Uhr"),
    "in six days": (plan("So 9-12"), "2026-11-23 08:00", Lage.ZU, "Öffnet So um 9 Uhr"),
    "in seven days": (plan("Mo 9-12"), "2026-11-23 12:00", Lage.ZU, "Öffnet Mo, 30. November, um 9 Uhr"),
    "at midnight": (plan("Di 0-2"), "2026-11-23 08:00", Lage.ZU, "Öffnet morgen um 0 Uhr"),
    "never again": (plan("Mo 9-12 (bis 1.11.2026)"), "2026-11-23 08:00", Lage.ZU, "Zurzeit geschlossen"),
    "holiday": (
        plan("Fr 9-12", land="NI"),
        "2026-12-25 10:00",
        Lage.ZU,
        "Heute geschlossen: Erster Weihnachtstag. Öffnet Fr, 8. Januar, um 9 Uhr",
    ),
    "holiday without hours that day": (plan("Mo 9-12", land="NI"), "2026-12-25 10:00", Lage.ZU, "Öffnet Mo um 9 Uhr"),
    "reason of the partner": (
        plan("Mo, Di 9-12", zu("2026-11-23", grund="Teamtag")),
        "2026-11-23 10:00",
        Lage.ZU,
        "Heute geschlossen: Teamtag. Öffnet morgen um 9 Uhr",
    ),
    "closed without a reason": (
        plan("Mo, Di 9-12", zu("2026-11-23")),
        "2026-11-23 10:00",
        Lage.ZU,
        "Öffnet morgen um 9 Uhr",
    ),
    "holidays closed": (
        plan("Mo-Fr 9-12", zu_in(Ferienart.HERBST), land="NI", jahre=(2026,)),
        "2026-10-23 10:00",
        Lage.ZU,
        "Öffnet Mo um 9 Uhr",
    ),
    "opens on a closed day": (
        plan("Mo 9-12", zu("2026-11-23"), auf("2026-11-23", "15:00-17:00")),
        "2026-11-23 10:00",
        Lage.ZU,
        "Öffnet heute um 15 Uhr",
    ),
    "reason is over when hours are": (
        plan("Mo 9-12", zu("2026-11-23", uhr="11:00-12:00", grund="Probe")),
        "2026-11-23 11:30",
        Lage.ZU,
        "Öffnet Mo, 30. November, um 9 Uhr",
    ),
    # by phone
    "only the phone now": (
        plan("Mo 9-12; Mo 14-16 (Telefon)"),
        "2026-11-23 15:00",
        Lage.TELEFON,
        "Jetzt am Telefon erreichbar, bis 16 Uhr",
    ),
    "phone only, closed": (plan("Di 14-16 (Telefon)"), "2026-11-23 15:00", Lage.ZU, "Erreichbar morgen ab 14 Uhr"),
    "phone only, open": (
        plan("Mo 14-16 (Telefon)"),
        "2026-11-23 15:00",
        Lage.TELEFON,
        "Jetzt am Telefon erreichbar, bis 16 Uhr",
    ),
    # known or not
    "by appointment": (
        plan(nach_vereinbarung=True),
        "2026-11-23 15:00",
        Lage.VEREINBARUNG,
        "Termine nach Vereinbarung",
    ),
    "hours and by appointment": (
        plan("Di 9-12", nach_vereinbarung=True),
        "2026-11-23 15:00",
        Lage.ZU,
        "Öffnet morgen um 9 Uhr",
    ),
    "unknown": (plan(), "2026-11-23 15:00", Lage.UNBEKANNT, "Zeiten nicht bekannt, bitte anrufen"),
    "closures alone say nothing": (
        plan("", zu("2026-11-23")),
        "2026-11-23 15:00",
        Lage.UNBEKANNT,
        "Zeiten nicht bekannt, bitte anrufen",
    ),
    "one day alone": (
        plan("", auf("2026-11-24", "9:00-12:00".zfill(11))),
        "2026-11-23 15:00",
        Lage.ZU,
        "Öffnet morgen um 9 Uhr",
    ),
}


@pytest.mark.parametrize(("eines", "moment", "lage", "text"), FAELLE.values(), ids=FAELLE)
def test_zustand(eines, moment, lage, text):
    heute = zustand(eines, ort(moment))

    assert (heute.lage, heute.text, heute.ist_offen) == (lage, text, lage in (Lage.OFFEN, Lage.IMMER))


@pytest.mark.parametrize(
    ("eines", "moment", "text"),
    [
        (plan("Mo 9-12"), "2026-11-23 10:00", "Jetzt erreichbar, bis 12 Uhr"),
        (plan("Mo 9-12 (Telefon)"), "2026-11-23 10:00", "Jetzt erreichbar, bis 12 Uhr"),
        (plan("Di 9-12"), "2026-11-23 10:00", "Erreichbar morgen ab 9 Uhr"),
        (plan("Mo 9-12 (bis 1.11.2026)"), "2026-11-23 10:00", "Zurzeit nicht erreichbar"),
        (plan(durchgehend=True), "2026-11-23 03:00", "Rund um die Uhr erreichbar"),
    ],
)
def test_hotline_is_reached_and_not_open(eines, moment, text):
    assert zustand(eines, ort(moment), am_telefon=True).text == text


def test_closing_by_the_first_of_the_two_hours_counts_minutes_truly():
    """At 2:45, half an hour before the clock shows 2:15 for the second time."""
    zeile = zustand(plan("So 2-2.15; So 2.30-3"), ort("2026-10-25 02:45")).text

    assert zeile == "Jetzt geöffnet, bis 2.15 Uhr"
