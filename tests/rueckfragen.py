"""A round as the tests ask for it: a network with its partner, entries of a given age, and days that pass."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

from django.db import connection

from netzwerk.models import Rueckfrage
from netzwerk.rueckfrage import send_rueckfragen
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_partner

HEUTE = date(2026, 11, 2)
BASIS = "https://portal.example/"


def moment(tag: date) -> datetime:
    return datetime(tag.year, tag.month, tag.day, 6, tzinfo=UTC)


def frage(tag: date = HEUTE) -> dict[str, int]:
    """The command on that day."""
    return send_rueckfragen(am=tag, moment=moment(tag), basis=BASIS)


def frage_bis(tage: int) -> list[tuple[int, str]]:
    """The command on every day from the first on: day and step taken."""
    return [(tag, schritt) for tag in range(tage + 1) for schritt in frage(HEUTE + timedelta(days=tag))]


def make_partner_mit_eintraegen(name="Familienhaus", *, angebote=1, stellen=0, alt=200, netzwerk=None, **fields):
    """A partner with due entries, confirmed so many days ago; ``None`` never."""
    netzwerk = netzwerk or make_netzwerk("Netzwerk Northeim", telefon="05551 000-100", email="netz@netz.example")
    partner = make_partner(name, netzwerk=netzwerk, **{"email": "haus@haus.example", **fields})
    werte = {"netzwerk": netzwerk, "partner": partner, "bestaetigt_am": alt and HEUTE - timedelta(days=alt)}
    for nummer in range(1, angebote + 1):
        make_angebot(f"Kurs {nummer} {name}", **werte)
    for nummer in range(1, stellen + 1):
        make_anlaufstelle(f"Treff {nummer} {name}", **werte)
    return partner


def zugleich(*funktionen) -> None:
    """All at the same time, each in a thread of its own. SQLite has one writer: there one after the other."""
    if connection.vendor == "sqlite":
        for funktion in funktionen:
            funktion()
        return
    start = Barrier(len(funktionen))

    def lauf(funktion):
        try:
            start.wait(timeout=10)
            funktion()
        finally:
            connection.close()

    faeden = [Thread(target=lauf, args=(funktion,)) for funktion in funktionen]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()


def make_runde(**fields) -> Rueckfrage:
    """The round of one partner whose first mail went out today."""
    make_partner_mit_eintraegen(**fields)
    frage()
    return Rueckfrage.objects.get()
