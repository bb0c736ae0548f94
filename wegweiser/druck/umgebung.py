"""With what a PDF was made: the same Satz gives the same bytes only with the same engine and typeface."""

from functools import cache
from importlib.metadata import version

from wegweiser.druck.abruf import digest_schriften

# Everything that has a hand in the bytes; the names are those of the packages.
WERKZEUGE = ("weasyprint", "pydyf", "fonttools", "pikepdf")


@cache
def read_umgebung() -> str:
    """„weasyprint 70.0, pydyf 0.12, … Schrift 1a2b3c4d“, at most 120 characters."""
    return ", ".join([*(f"{name} {version(name)}" for name in WERKZEUGE), f"Schrift {digest_schriften().hex()[:8]}"])[
        :120
    ]
