"""A Merkzettel as two sheets: „Mein Wegweiser“ to go by, „Laufzettel“ to have signed from station to station."""

from datetime import date
from hashlib import sha256

import weasyprint
from django.conf import settings
from django.template.loader import render_to_string

from netzwerk.models import Hilfetelefon, Netzwerk
from wegweiser.druck.absender import absender
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import STILE, farbstil
from wegweiser.merkeintraege import Merkeintrag
from wegweiser.merkzettel import join_nummern

# The portal's own colour, where the entries belong to several networks or to none.
FARBE = "#0b5560"


def pruefsumme(satz: Satz) -> str:
    """SHA-256 in hex over all that decides how the sheet looks, for the browser's cache."""
    return sha256("\0".join([weasyprint.VERSION, satz.html, *satz.stile]).encode()).hexdigest()


def make_mein_wegweiser(eintraege: list[Merkeintrag], *, am: date, basis: str) -> Satz:
    kontext = {
        "unterlagen": merge_unterlagen(eintraege),
        "hilfetelefone": Hilfetelefon.objects.filter(auf_startseite=True),
    }
    return _setze("mein_wegweiser", "mein", eintraege, am=am, basis=basis, **kontext)


def make_laufzettel(eintraege: list[Merkeintrag], *, am: date, basis: str) -> Satz:
    return _setze("laufzettel", "laufzettel", eintraege, am=am, basis=basis)


def merge_unterlagen(eintraege: list[Merkeintrag]) -> list[tuple[str, list[int]]]:
    """Every paper once, with the places on the list (from 1) that ask for it."""
    wofuer: dict[str, tuple[str, list[int]]] = {}
    for platz, merk in enumerate(eintraege, 1):
        for unterlage in dict.fromkeys(merk.unterlagen):
            wofuer.setdefault(" ".join(unterlage.casefold().split()), (unterlage, []))[1].append(platz)
    return list(wofuer.values())


def _setze(vorlage: str, stil: str, eintraege: list[Merkeintrag], *, am: date, basis: str, **kontext) -> Satz:
    netzwerk = find_netzwerk(eintraege)
    wer = absender(netzwerk)
    nummern = join_nummern(merk.eintrag.nummer for merk in eintraege)
    kontext |= {
        "eintraege": eintraege,
        "am": am,
        "adresse": f"{basis}merkzettel/?e={nummern}",
        "portalname": settings.PORTALNAME,
        "netzwerk": wer["netzwerk"],
        "logo": wer.get("logo", ""),
        "ist_beispiel": any(merk.netzwerk and merk.netzwerk.ist_beispiel for merk in eintraege),
    }
    html = render_to_string(f"druck/{vorlage}.html", kontext)
    css = (STILE / f"druck-{stil}.css").read_text(encoding="utf-8")
    return Satz(html, (farbstil(netzwerk.farbe if netzwerk else FARBE), css))


def find_netzwerk(eintraege: list[Merkeintrag]) -> Netzwerk | None:
    """The network that all entries share, else ``None``."""
    netze = {merk.netzwerk for merk in eintraege}
    return netze.pop() if len(netze) == 1 else None
