"""The server of map pictures that an operator may configure. Nothing is asked of it before a visitor's click. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

PLATZHALTER = ["x", "y", "z"]
EIGENER_RECHNER = ("localhost", "127.0.0.1")
BEISPIEL = "https://tiles.example.org/{z}/{x}/{y}.png"


@dataclass(frozen=True, slots=True)
class Kartenserver:
    """``kacheln``: address of a picture with the places {z}, {x} and {y}; ``nennung``: who is to be named."""

    kacheln: str
    nennung: str

    @property
    def rechner(self) -> str:
        """„tiles.example.org“: where the visitor's address goes."""
        return urlsplit(self.kacheln).netloc

    @property
    def herkunft(self) -> str:
        """Origin for the Content-Security-Policy."""
        return f"{urlsplit(self.kacheln).scheme}://{self.rechner}"


def parse_kartenserver(kacheln: str, nennung: str, *, auch_eigener: bool = False) -> Kartenserver | None:
    """``None`` for an empty address. Raises ``ValueError`` with what to write instead.

    ``auch_eigener``: the own machine may be asked without https, for demo and development.
    """
    kacheln, nennung = kacheln.strip(), nennung.strip()
    if not kacheln:
        return None
    # urlsplit reads the places as part of the path, but never in the name of the machine.
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?/[!-~]+", kacheln):
        raise ValueError(f"KARTENSERVER=„{kacheln}“ – bitte eine Adresse wie „{BEISPIEL}“.")
    teile = urlsplit(kacheln)
    if teile.scheme != "https" and not (auch_eigener and teile.hostname in EIGENER_RECHNER):
        raise ValueError(f"KARTENSERVER=„{kacheln}“ – bitte mit „https://“ beginnen.")
    if sorted(re.findall(r"\{([^{}]*)\}", teile.path + teile.query)) != PLATZHALTER:
        raise ValueError(f"KARTENSERVER=„{kacheln}“ – bitte mit {{z}}, {{x}} und {{y}}, jedes einmal.")
    if not nennung:
        raise ValueError("KARTENSERVER_NENNUNG fehlt – bitte angeben, wem die Karte gehört.")
    return Kartenserver(kacheln, nennung)
