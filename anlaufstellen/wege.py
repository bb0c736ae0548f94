"""Links by which a phone or openstreetmap.org leads to a place. Nothing is asked of them before a click. Pure."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

PLAN = "https://www.openstreetmap.org/directions"


@dataclass(frozen=True, slots=True)
class Wegadressen:
    """``geo`` opens the map app of the phone, ``plan`` the directions on openstreetmap.org."""

    geo: str
    plan: str


def make_wegadressen(punkt: tuple[float, float], anschrift: str, *, ungefaehr: bool) -> Wegadressen:
    """With the coordinate where it is the house; where it is only the postcode's middle, with the address in words."""
    stelle = ",".join(f"{grad:.5f}" for grad in punkt)
    suche = f"?q={quote(anschrift, safe='')}" if anschrift else ""
    if not (ungefaehr and anschrift):
        return Wegadressen(f"geo:{stelle}{suche}", f"{PLAN}?{urlencode({'to': stelle}, safe=',')}")
    return Wegadressen(f"geo:0,0{suche}", f"{PLAN}?{urlencode({'to': anschrift}, quote_via=quote)}")
