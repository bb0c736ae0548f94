"""Local time in Germany: what the clock on the wall says, also on the two days a year when it is changed. Pure."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
TAG_MINUTEN = 24 * 60


def in_ortszeit(moment: datetime) -> datetime:
    """The moment in local time; it must know its own zone. Raises ``ValueError``."""
    if moment.tzinfo is None:
        raise ValueError("A moment without time zone says nothing about what is open.")
    return moment.astimezone(ZONE)


def tagesbeginn(tag: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(tag, time.min, ZONE)


@lru_cache(maxsize=2048)
def _teile(tag: date) -> tuple[tuple[datetime, datetime, timedelta], ...]:
    """Parts of a local day during which the clock is not changed, in UTC, with their distance to UTC.

    The clock is changed at 1:00 UTC, which lies within the day.
    """
    anfang, ende = (datetime.combine(wann, time.min, ZONE).astimezone(UTC) for wann in (tag, tag + timedelta(days=1)))
    vorher, nachher = (wann.astimezone(ZONE).utcoffset() for wann in (anfang, ende))
    if vorher == nachher:
        return ((anfang, ende, vorher),)
    wechsel = datetime.combine(tag, time(1), UTC)
    return ((anfang, wechsel, vorher), (wechsel, ende, nachher))


def abschnitte(tag: date, spannen: Iterable[tuple[int, int]]) -> Iterator[tuple[datetime, datetime]]:
    """Minutes of a local day as intervals in UTC, in order.

    An hour that the clock skips is not there; one that comes twice counts twice. UTC, because Python compares
    two moments of one zone by the clock on the wall, which shows an hour twice in October.
    """
    spannen = list(spannen)
    null = datetime.combine(tag, time.min, UTC)
    for anfang, ende, abstand in _teile(tag):
        for von, bis in spannen:
            a = max(anfang, null + timedelta(minutes=von) - abstand)
            b = min(ende, null + timedelta(minutes=bis) - abstand)
            if a < b:
                yield a, b
