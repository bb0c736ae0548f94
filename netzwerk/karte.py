"""Germany as dots, drawn by the server. Pure: degrees in, SVG units out."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

NORD, SUED, WEST, OST = 55.2, 47.2, 5.7, 15.2
BREITE = 400
# One degree of longitude is shorter than one of latitude; at 51° N by this factor.
STAUCHUNG = cos(radians(51.2))
MASSSTAB = BREITE / ((OST - WEST) * STAUCHUNG)
HOEHE = round((NORD - SUED) * MASSSTAB)


@dataclass(frozen=True, slots=True)
class Punkt:
    x: float
    y: float


def project_punkt(lat: float, lon: float) -> Punkt:
    """Map position of a WGS84 point; ``x`` grows eastward, ``y`` southward."""
    return Punkt(round((lon - WEST) * STAUCHUNG * MASSSTAB, 1), round((NORD - lat) * MASSSTAB, 1))


def project_alle(punkte: Iterable[tuple[float, float]]) -> list[Punkt]:
    return [project_punkt(lat, lon) for lat, lon in punkte]
