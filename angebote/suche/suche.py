"""The one door to the search."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from angebote.suche import bestand
from angebote.suche.analyse import woerter
from angebote.suche.fakten import Art, fakt
from angebote.suche.fund import Fund
from angebote.suche.merkmale import FAKTEN
from angebote.suche.rahmen import Rahmen
from angebote.suche.rang import Suchmaschine
from angebote.suche.sicht import Bedingungen, Sicht
from netzwerk.orte import Ort
from netzwerk.text import falte

NAMENSARTEN = {"thema": Art.THEMA, "zielgruppe": Art.ZIELGRUPPE, "sprache": Art.SPRACHE}


def open_suche() -> "Suche | None":
    """The search as of the last change, in one query; ``None`` while a large catalogue is read for the first time."""
    stand = bestand.get_bestand()
    return Suche(stand.maschine, stand.rahmen) if stand else None


@dataclass(frozen=True)
class Suche:
    maschine: Suchmaschine
    rahmen: Rahmen

    def finde(
        self,
        frage: str = "",
        *,
        am: date,
        ort: Ort | None = None,
        umkreis_km: float | None = None,
        merkmale: Mapping[str, str] | None = None,
        ueberall: bool = False,
    ) -> Fund:
        """Every offer that answers the question and that the public may see on that day.

        ``merkmale``: parameters of the search form and their values. ``ueberall``: the place is only measured from.
        """
        bedingungen = Bedingungen(
            am=am.toordinal(),
            netzwerke=self.rahmen.netzwerke,
            pfade=tuple(region.pfad for region in ort.regionen) if ort and not ueberall else (),
            punkt=ort.punkt if ort else None,
            umkreis_km=umkreis_km,
            fakten=self._fakten(merkmale or {}),
        )
        sicht = Sicht(self.maschine.index, bedingungen)
        return Fund(sicht, self.maschine.suche(frage, sicht) if frage else None)

    def _fakten(self, merkmale: Mapping[str, str]) -> dict[Art, frozenset[int]]:
        fakten = {}
        for parameter, wert in merkmale.items():
            if parameter in NAMENSARTEN:
                art = NAMENSARTEN[parameter]
                werte = (self.rahmen.nummer(art, wert),)
            else:
                art, werte = FAKTEN[parameter, wert]
            fakten[art] = frozenset(fakt(art, zahl) for zahl in werte if zahl is not None)
        return fakten


def search_woertlich(angebote, frage: str):
    """Offers in which every word occurs as it was typed, also inside a word: for the people who keep the catalogue."""
    return angebote.filter(woertlich(frage))


def woertlich(frage: str) -> Q:
    """The condition of ``search_woertlich``, to be joined with others."""
    bedingung = Q()
    for wort in woerter(frage)[:12]:
        bedingung &= Q(suchtext__contains=wort)
    return bedingung


def schreibweise(wort: str, texte) -> str:
    """A folded word as it is really written in one of the texts; else as it is."""
    for text in texte:
        for geschrieben in re.findall(r"\w+", text):
            if falte(geschrieben) == wort:
                return geschrieben
    return wort
