"""Public and school holidays of the Länder, from the ``holidays`` package. Pure: nothing is asked over the network.

A Land is its ISO 3166-2 code without „DE-“; an empty one means: only what holds in the whole country. School
holidays are known as far ahead as the Länder have agreed on them; after that there are none.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import holidays
from holidays.constants import CATHOLIC, PUBLIC, SCHOOL

# The first two digits of the official key of every region of a Land.
LAND_JE_AGS = {
    "01": "SH",
    "02": "HH",
    "03": "NI",
    "04": "HB",
    "05": "NW",
    "06": "HE",
    "07": "RP",
    "08": "BW",
    "09": "BY",
    "10": "SL",
    "11": "BE",
    "12": "BB",
    "13": "MV",
    "14": "SN",
    "15": "ST",
    "16": "TH",
}
FERIEN_JE_NAME = {
    "Winterferien": "winter",
    "Oster-/Frühjahrsferien": "ostern",
    "Himmelfahrts-/Pfingstferien": "pfingsten",
    "Sommerferien": "sommer",
    "Herbstferien": "herbst",
    "Weihnachtsferien": "weihnachten",
}


def feiertag(land: str, tag: date, *, katholisch: bool = False) -> str:
    """The name of the public holiday, or nothing.

    ``katholisch`` adds those that hold in Catholic communities only (Mariä Himmelfahrt in Bayern, Fronleichnam in
    parts of Sachsen and Thüringen). Raises ``KeyError`` for a Land that there is not.
    """
    return _feiertage(land, tag.year, katholisch).get(tag, "")


@lru_cache(maxsize=512)
def _feiertage(land: str, jahr: int, katholisch: bool) -> Mapping[date, str]:
    if land and land not in LAND_JE_AGS.values():
        raise KeyError(land)
    arten = (PUBLIC, CATHOLIC) if katholisch and land in ("BY", "SN", "TH") else (PUBLIC,)
    return dict(holidays.country_holidays("DE", subdiv=land or None, years=jahr, categories=arten, language="de"))


@lru_cache(maxsize=512)
def schulferien(land: str, jahr: int) -> tuple[tuple[str, date, date], ...]:
    """Kind, first and last day of the school holidays that touch the year, cut at its ends; none where unknown."""
    if not land:
        return ()
    tage = holidays.country_holidays("DE", subdiv=land, years=jahr, categories=(SCHOOL,), language="de")
    return tuple(_laeufe(sorted((tag, FERIEN_JE_NAME[name]) for tag, name in tage.items())))


def _laeufe(tage: list[tuple[date, str]]) -> Iterator[tuple[str, date, date]]:
    """Days in a row of the same kind as one stretch."""
    anfang = 0
    for nummer, (heute, morgen) in enumerate(pairwise([*tage, (date.max, "")])):
        if morgen != (heute[0] + timedelta(days=1), heute[1]):
            yield heute[1], tage[anfang][0], heute[0]
            anfang = nummer + 1
