"""Distances on the earth: great circles on a sphere, kilometres, WGS84 degrees. Pure."""

from math import cos, pi, radians

import numpy as np

ERDRADIUS_KM = 6371.0
KM_JE_GRAD = ERDRADIUS_KM * pi / 180


def entfernung_km(punkt: tuple[float, float], lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Kilometres (haversine) from the point to each of the others; NaN stays NaN."""
    phi, lam = np.radians(lat, dtype=np.float64), np.radians(lon, dtype=np.float64)
    phi0, lam0 = radians(punkt[0]), radians(punkt[1])
    h = np.sin((phi - phi0) / 2) ** 2 + np.cos(phi) * cos(phi0) * np.sin((lam - lam0) / 2) ** 2
    return 2 * ERDRADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1)))


def rahmen_um(punkt: tuple[float, float], km: float) -> tuple[float, float, float, float]:
    """Bounding box of a circle: south, north, west, east. Not for circles that hold a pole or cross the date line."""
    hoehe = km / KM_JE_GRAD
    breite = hoehe / max(cos(radians(punkt[0])), 0.01)
    return punkt[0] - hoehe, punkt[0] + hoehe, punkt[1] - breite, punkt[1] + breite
