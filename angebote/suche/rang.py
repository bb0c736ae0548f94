"""Ranking: a question against the index. Pure, stable, explainable.

Each content word of the question becomes one reason to rank an offer: the word itself, the parts of a compound,
what the thesaurus says for it, or its nearest spelling – the best of these counts. Offers that answer all words
come before those that answer some.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from math import log

import numpy as np

from angebote.suche.analyse import inhaltswoerter, stamm, woerter
from angebote.suche.index import Index
from angebote.suche.thesaurus import Begriff, Thesaurus
from angebote.suche.tippfehler import Woerterbuch

ALLE_TEILE, VORDERTEIL, HINTERTEIL = 0.8, 0.3, 0.22
KORRIGIERT = 0.85
VERWANDT = 0.6
THEMA = 1.6
PAAR_GEWICHT = 0.8
# The share of a question, by rarity, that an offer must answer.
MINDESTDECKUNG = 0.2
# Of the best score an offer must reach this share; what is below is noise.
MINDESTANTEIL = 0.1
# Known words that say nothing about a topic: alone they are no reason to show anything.
SCHWACH = frozenset(
    [
        "kaufen",
        "verkaufen",
        "heute",
        "morgen",
        "gestern",
        "vergessen",
        "wechseln",
        "vergleich",
        "weiter",
        "neu",
        "alt",
        "gut",
        "besser",
    ]
)
# People say the left, mean the right, when a phrase of the thesaurus is looked for.
GLEICH = {"papa": "vater", "papi": "vater", "ex": "vater", "exmann": "vater", "kindsvater": "vater", "mama": "mutter"}
GLEICH |= {"mami": "mutter", "sohn": "kind", "tochter": "kind", "kids": "kind", "lehre": "ausbildung"}


@dataclass
class Wort:
    """One content word of the question: what it was taken for and how much each offer answers it."""

    text: str
    lesarten: list[str]
    korrigiert: bool = False
    seltenheit: float = 0.0
    ist_stark: bool = False
    ueber: list[str] = field(default_factory=list)
    wert: np.ndarray | None = None


@dataclass
class Ergebnis:
    """Offers (primary key → score), best first, and how the question was understood.

    ``deckung``: the share of the question that each offer answers; ``leistung``: slug of the benefit it names;
    ``stellen``: the offers' places in the index.
    """

    punkte: dict[int, float]
    worte: list[Wort]
    deckung: dict[int, float]
    leistung: str | None = None
    stellen: dict[int, int] = field(default_factory=dict)

    def anteile(self, nummer: int) -> list[tuple[str, float]]:
        """What each word of the question says for the offer, before nearness and coverage are counted in."""
        return [(wort.text, float(wort.wert[self.stellen[nummer]])) for wort in self.worte]

    @property
    def korrekturen(self) -> dict[str, str]:
        return {wort.text: wort.lesarten[0] for wort in self.worte if wort.korrigiert}


class Suchmaschine:
    def __init__(self, index: Index, thesaurus: Thesaurus):
        self.index, self.thesaurus = index, thesaurus
        self.woerterbuch = Woerterbuch(index.haeufigkeit)

    def suche(self, frage: str) -> Ergebnis:
        worte = [self._wort(text) for text in inhaltswoerter(frage)[:16]]
        if not worte or not self.index.anzahl:
            return Ergebnis({}, worte, {})
        self._ask_thesaurus(worte, [stamm(wort) for wort in woerter(frage)])
        self._join_worte(worte)
        if not _ist_verstanden(worte):
            return Ergebnis({}, worte, {})
        punkte, deckung = self._count_punkte(worte)
        genug = deckung >= MINDESTDECKUNG
        grenze = MINDESTANTEIL * float(punkte.max())
        beste = [int(i) for i in np.argsort(-punkte, kind="stable") if punkte[i] > grenze and genug[i]]
        nummern = self.index.nummern
        return Ergebnis(
            punkte={nummern[i]: float(punkte[i]) for i in beste},
            worte=worte,
            deckung={nummern[i]: float(deckung[i]) for i in beste},
            stellen={nummern[i]: i for i in beste},
        )

    def _wort(self, text: str) -> Wort:
        """The word as it is, or its nearest spellings when nobody knows it."""
        term = stamm(text)
        wort = Wort(text, [text], wert=np.zeros(self.index.anzahl, dtype=np.float32))
        if not (self.index.kennt(term) or self.thesaurus.kennt(term)):
            zerlegbar = bool(self.index.zerleger.zerlege(text))
            korrekturen = self.woerterbuch.korrigiere(text, hoechstens=1 if zerlegbar else 0)
            wort.korrigiert = bool(korrekturen)
            wort.lesarten = [*korrekturen, *([text] if zerlegbar else [])] or [text]
        for lesart in wort.lesarten:
            wert, seltenheit, stark = self._lesart(lesart)
            if wert is not None:
                wort.wert = np.maximum(wort.wert, wert * (KORRIGIERT if lesart != text else 1.0))
                wort.seltenheit = max(wort.seltenheit, seltenheit)
                sicher = lesart == text or len(text) >= 8
                wort.ist_stark |= stark and sicher and lesart not in SCHWACH
        # Nobody knows the word: it weighs like the rarest one.
        wort.seltenheit = wort.seltenheit or log(1 + self.index.anzahl)
        return wort

    def _lesart(self, wort: str) -> tuple[np.ndarray | None, float, bool]:
        """How much each offer answers the word or its parts (``None``: unknown), its rarity, and whether surely."""
        term, index = stamm(wort), self.index
        wert, seltenheit = None, index.seltenheit(term)
        stark = index.kennt(term)
        if stark:
            wert = index.gewichte(term) * seltenheit
        else:
            for verwandter in index.verwandte(term):
                neu = index.gewichte(verwandter) * index.seltenheit(verwandter) * VERWANDT
                wert = neu if wert is None else np.maximum(wert, neu)
                seltenheit = max(index.seltenheit(verwandter), 1.0)
        teile = index.zerleger.zerlege(wort)
        if teile:
            aus_teilen = self._teile(teile, einzeln=wert is None)
            wert = aus_teilen if wert is None else np.maximum(wert, aus_teilen)
            stark = stark or all(index.kennt(teil) for teil in teile)
        return wert, seltenheit, stark

    def _teile(self, teile: tuple[str, ...], *, einzeln: bool) -> np.ndarray:
        """Offers with all parts of a compound; ``einzeln``: also, for less, those with its first or last part."""
        vektoren = [self.index.gewichte(teil) for teil in teile]
        seltenheiten = [self.index.seltenheit(teil) for teil in teile]
        alle = np.all([vektor > 0 for vektor in vektoren], axis=0)
        summe = sum(v * s for v, s in zip(vektoren, seltenheiten, strict=True)) / len(teile)
        wert = np.where(alle, summe * ALLE_TEILE, 0)
        if einzeln:
            wert = np.maximum(wert, vektoren[0] * seltenheiten[0] * VORDERTEIL)
            wert = np.maximum(wert, vektoren[-1] * seltenheiten[-1] * HINTERTEIL)
        return wert

    def _ask_thesaurus(self, worte: list[Wort], wortlaut: list[str]) -> None:
        terme = [{stamm(lesart) for lesart in wort.lesarten} | _gleiche(wort.text) for wort in worte]
        for begriff, sicherheit in self.thesaurus.treffer(set().union(*terme), wortlaut, self.index.kennt):
            wert = self._begriff(begriff) * sicherheit
            for wort, eigene in zip(worte, terme, strict=True):
                if begriff.terme & eigene:
                    wort.wert = np.maximum(wort.wert, wert)
                    wort.ueber.append(begriff.wort)
                    wort.ist_stark |= bool(wert.any())

    def _join_worte(self, worte: list[Wort]) -> None:
        """„Miet Schulden“ is asked for as „Mietschulden“ too."""
        for erstes, zweites in pairwise(worte):
            for fuge in ("", "s", "n", "en", "er"):
                zusammen = erstes.text + fuge + zweites.text
                if self.index.kennt(stamm(zusammen)):
                    wert, _seltenheit, _stark = self._lesart(zusammen)
                    for wort in (erstes, zweites):
                        wort.wert = np.maximum(wort.wert, wert)
                        wort.ist_stark = True

    def _begriff(self, begriff: Begriff) -> np.ndarray:
        """How much each offer is about what the entry stands for: its technical words or its topics."""
        wert = np.zeros(self.index.anzahl, dtype=np.float32)
        for rang, wendung in enumerate(begriff.begriffe):
            vektoren = [self._lesart(wort)[0] for wort in inhaltswoerter(wendung)]
            if any(vektor is None for vektor in vektoren):
                continue
            alle = np.all([vektor > 0 for vektor in vektoren], axis=0)
            wert = np.maximum(wert, np.where(alle, sum(vektoren) / len(vektoren), 0) * begriff.gewicht * 0.95**rang)
        for slug in begriff.themen:
            stellen = self.index.mit_thema(slug)
            if stellen is not None:
                grund = begriff.gewicht * THEMA * log(1 + self.index.anzahl / (len(stellen) + 1))
                wert[stellen] = np.maximum(wert[stellen], grund) + 0.3 * begriff.gewicht
        return wert if begriff.netzwerk is None else np.where(self.index.netzwerke == begriff.netzwerk, wert, 0)

    def _count_punkte(self, worte: list[Wort]) -> tuple[np.ndarray, np.ndarray]:
        """Score of every offer, and the share of the question that it answers (0 to 1, by rarity)."""
        gewichte = np.array([wort.seltenheit for wort in worte])
        deckung = sum((wort.wert > 0) * g for wort, g in zip(worte, gewichte, strict=True)) / gewichte.sum()
        punkte = sum(wort.wert for wort in worte)
        for erstes, zweites in pairwise(worte):
            paar = self.index.paar(stamm(erstes.text), stamm(zweites.text))
            if paar:
                stellen, werte = paar
                punkte[stellen] += werte * PAAR_GEWICHT * log(1 + self.index.anzahl / (len(stellen) + 1))
        return punkte * (0.15 + 0.85 * deckung**1.5), deckung


def _ist_verstanden(worte: list[Wort]) -> bool:
    """Whether enough of the question is surely known, so that nonsense finds nothing.

    One word may be answered by less: its parts or a nearest spelling.
    """
    if len(worte) == 1:
        return True
    sicher = sum(wort.seltenheit for wort in worte if wort.ist_stark)
    return sicher >= (0.3 if len(worte) <= 3 else 0.1) * sum(wort.seltenheit for wort in worte)


def _gleiche(wort: str) -> set[str]:
    return {stamm(GLEICH[wort])} if wort in GLEICH else set()
