"""Facts that a question names: „abends“, „kostenlos“, „mit Kinderbetreuung“, „auf Arabisch“, „Väter“. Pure.

They move offers up that are known to have the fact; they exclude nobody, because many facts are not known. The page
offers them as filters.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from angebote.suche.analyse import inhaltswoerter, stamm, woerter
from angebote.suche.fakten import BETREUUNGEN, FORMATE, KOSTEN, ZEITEN, Art, fakt
from angebote.suche.sicht import Sicht

# Parameter and value of the public search form → the facts that it means.
MIT_KIND = "mit_kind"
FAKTEN = {
    ("kosten", "kostenlos"): (Art.KOSTEN, (KOSTEN.index("kostenlos"),)),
    ("kinderbetreuung", MIT_KIND): (Art.BETREUUNG, (0, 1, 2)),
    **{("kinderbetreuung", wert): (Art.BETREUUNG, (i,)) for i, wert in enumerate(BETREUUNGEN[:3])},
    **{("format", wert): (Art.FORMAT, (i,)) for i, wert in enumerate(FORMATE)},
    **{("zeit", wert): (Art.ZEIT, (i,)) for i, wert in enumerate(ZEITEN)},
}

# Each line: parameter, value, and how people say it.
WENDUNGEN = (
    ("zeit", "abend", ("abends", "am Abend", "Feierabend", "nach der Arbeit", "spätabends")),
    ("zeit", "wochenende", ("Wochenende", "am Samstag", "samstags", "am Sonntag", "sonntags")),
    ("kosten", "kostenlos", ("kostenlos", "kostenfrei", "gratis", "umsonst", "ohne Kosten")),
    ("kinderbetreuung", MIT_KIND, ("mit Kinderbetreuung", "mit Betreuung", "Kind mitbringen", "Kinder mitbringen")),
    ("kinderbetreuung", MIT_KIND, ("Kinderbetreuung während", "Baby mitbringen", "mit Baby", "mit Kleinkind")),
    ("format", "online", ("online", "per Video", "Videochat", "Videoberatung", "im Internet", "digital", "per Chat")),
    ("format", "telefonisch", ("telefonisch", "am Telefon", "per Telefon")),
    ("format", "aufsuchend", ("Hausbesuch", "kommt nach Hause", "zu mir nach Hause")),
)


@dataclass(frozen=True)
class Merkmal:
    """One fact in the words of the search form; ``worte``: folded words of the question that name it."""

    parameter: str
    wert: str
    art: Art
    codes: tuple[int, ...]
    worte: frozenset[str] = frozenset()

    def passt(self, sicht: Sicht) -> np.ndarray:
        """Which candidates have it."""
        maske = np.zeros(sicht.anzahl, bool)
        for code in self.codes:
            maske[sicht.plaetze(sicht.index.mit_fakt(code))] = True
        return maske


class Merkmalsnamen:
    """How people say facts. ``eigene``: the installation's own, as (parameter, value, kind, primary key, phrase)."""

    def __init__(self, eigene: Iterable[tuple[str, str, Art, int, str]] = ()):
        self._nach_erstem: dict[str, list[tuple[tuple[str, ...], Merkmal]]] = {}
        for parameter, wert, wendungen in WENDUNGEN:
            art, werte = FAKTEN[parameter, wert]
            for wendung in wendungen:
                self._merke(wendung, Merkmal(parameter, wert, art, tuple(fakt(art, w) for w in werte)))
        for parameter, wert, art, nummer, wendung in eigene:
            self._merke(wendung, Merkmal(parameter, wert, art, (fakt(art, nummer),)))

    def _merke(self, wendung: str, merkmal: Merkmal) -> None:
        if terme := tuple(stamm(wort) for wort in woerter(wendung)):
            self._nach_erstem.setdefault(terme[0], []).append((terme, merkmal))

    def finde(self, frage: str) -> list[Merkmal]:
        """The facts that the question names, each once, in the order of its words."""
        folge = woerter(frage)
        terme = [stamm(wort) for wort in folge]
        inhalt = set(inhaltswoerter(frage))
        gefunden: dict[tuple[str, str], Merkmal] = {}
        for stelle, term in enumerate(terme):
            for wendung, merkmal in self._nach_erstem.get(term, ()):
                bis = stelle + len(wendung)
                if tuple(terme[stelle:bis]) == wendung:
                    worte = frozenset(folge[stelle:bis]) & inhalt
                    neu = Merkmal(merkmal.parameter, merkmal.wert, merkmal.art, merkmal.codes, worte)
                    gefunden.setdefault((merkmal.parameter, merkmal.wert), neu)
        return list(gefunden.values())
