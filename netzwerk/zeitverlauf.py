"""What the state of an entry will be in the next hours, for pages that stay open or come from a cache. Pure.

The page carries the words of every state with the minute in which it begins; ``static/js/offen.js`` only picks one.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from netzwerk.oeffnungszeiten import Zeitplan
from netzwerk.ortszeit import ZONE, in_ortszeit
from netzwerk.zeitzustand import GLEICH, MINUTEN, Zustand, zustand

# How long the words hold without asking the portal again.
STUNDEN = 24


def verlauf(plan: Zeitplan, moment: datetime, *, am_telefon: bool = False) -> list[Zustand]:
    """The state at an aware moment and those that follow within ``STUNDEN``; never empty."""
    jetzt = moment.astimezone(UTC)
    ende = jetzt + timedelta(hours=STUNDEN)
    zustaende = [zustand(plan, jetzt, am_telefon=am_telefon)]
    # Minutes that are left are counted down to the state that follows.
    while (wechsel := _wechsel(zustaende[-1])) < ende or MINUTEN in zustaende[-1].vorlage:
        zustaende.append(zustand(plan, wechsel, am_telefon=am_telefon))
    return zustaende


def _wechsel(stand: Zustand) -> datetime:
    """When the words of a state are no longer right: it ends, it soon ends, it opens, or „morgen“ has come."""
    jetzt = stand.moment.astimezone(UTC)
    mitternacht = datetime.combine(stand.moment.date() + timedelta(days=1), time.min, ZONE)
    kandidaten = [mitternacht.astimezone(UTC)]
    if stand.bis:
        ende = stand.bis.astimezone(UTC)
        kandidaten += [ende, ende - GLEICH + timedelta(minutes=1)]
    if stand.naechste:
        kandidaten.append(stand.naechste.astimezone(UTC))
    return min(wann for wann in kandidaten if wann > jetzt)


def als_attribut(zustaende: Iterable[Zustand]) -> str:
    """„29398020 offen Jetzt geöffnet, bis 12 Uhr“: a line for each state, beginning with its minute since 1970."""
    return "\n".join(f"{minute(stand.moment)} {stand.lage} {stand.vorlage}" for stand in zustaende)


def minute(moment: datetime) -> int:
    """Minutes since 1970 in UTC."""
    return int(in_ortszeit(moment).timestamp()) // 60
