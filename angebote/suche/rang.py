"""Ranking: a question against the offers in sight. Pure, stable, explainable.

Each content word of the question becomes one reason to rank an offer: the word itself, the parts of a compound, what
the thesaurus says for it, a fact it names („abends“), or its nearest spelling – the best of these counts. Offers that
answer all words come before those that answer some.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from math import log

import numpy as np

from angebote.suche.analyse import inhaltswoerter, stamm, woerter
from angebote.suche.index import Index
from angebote.suche.lesart import Leser
from angebote.suche.merkmale import Merkmal, Merkmalsnamen
from angebote.suche.sicht import Sicht
from angebote.suche.thesaurus import Begriff, Thesaurus
from angebote.suche.tippfehler import Woerterbuch
from angebote.suche.zerlegung import FUGEN_DAZWISCHEN

KORRIGIERT = 0.85
PAAR_GEWICHT = 0.8
PAARE_HOECHSTENS = 2000
# What an offer gets for a fact that the question names.
MERKMAL = 3.0
# Facts that say how, not what: beside other words they are no reason to show an offer.
NEBENSACHEN = frozenset(["kosten", "zeit", "format", "sprache"])
# Nearer, fresher: a nudge between equals, never a reason of its own. Per level; for „confirmed“; for „next door“.
NAEHE, FRISCHE, WEG = 0.06, 0.04, 0.05
FRISCH_TAGE, WEG_KM = 180, 50
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
    """One content word of the question: what it was taken for and how much each candidate answers it."""

    text: str
    lesarten: list[str]
    korrigiert: bool = False
    seltenheit: float = 0.0
    ist_stark: bool = False
    nur_merkmal: bool = False
    ueber: list[Begriff] = field(default_factory=list)
    wert: np.ndarray | None = None


@dataclass
class Ergebnis:
    """The candidates' answers to a question, in the order of ``sicht.stellen``.

    ``deckung``: the share of the question that each answers (0 to 1); ``lage``: the factor for nearness and freshness,
    counted into ``punkte``; ``merkmale``: facts that the question names.
    """

    sicht: Sicht
    worte: list[Wort]
    punkte: np.ndarray
    deckung: np.ndarray
    lage: np.ndarray
    merkmale: list[Merkmal] = field(default_factory=list)

    @property
    def gefunden(self) -> np.ndarray:
        return self.punkte > 0

    @property
    def korrekturen(self) -> dict[str, str]:
        return {w.text: w.lesarten[0] for w in self.worte if w.korrigiert and w.lesarten[0] != w.text}

    def anteile(self, platz: int) -> list[tuple[str, float]]:
        """What each word says for a candidate, before nearness and coverage are counted in."""
        return [(wort.text, float(wort.wert[platz])) for wort in self.worte]


class Suchmaschine:
    def __init__(self, index: Index, thesaurus: Thesaurus, merkmalsnamen: Merkmalsnamen | None = None):
        self.index, self.thesaurus = index, thesaurus
        self.merkmalsnamen = merkmalsnamen or Merkmalsnamen()
        self.woerterbuch = Woerterbuch(dict.fromkeys(thesaurus.worte, 1) | index.lexikon.haeufigkeit)

    def suche(self, frage: str, sicht: Sicht) -> Ergebnis:
        leser = Leser(sicht)
        merkmale = self.merkmalsnamen.finde(frage)
        worte = [self._wort(text, leser) for text in inhaltswoerter(frage)[:16]]
        lage = _nahe_und_frisch(sicht)
        leer = Ergebnis(sicht, worte, sicht.leer(), sicht.leer(), lage, merkmale)
        if not worte or not sicht.anzahl:
            return leer
        self._ask_thesaurus(worte, [stamm(wort) for wort in woerter(frage)], leser)
        self._join_worte(worte, leser)
        _ask_fakten(worte, merkmale, sicht)
        if not _ist_verstanden(worte):
            return leer
        punkte, deckung = self._count_punkte(worte, sicht)
        punkte *= lage
        genug = (deckung >= MINDESTDECKUNG) & (punkte > MINDESTANTEIL * punkte.max(initial=0))
        if kern := [wort.wert > 0 for wort in worte if not wort.nur_merkmal]:
            genug &= np.logical_or.reduce(kern)
        leer.punkte, leer.deckung = np.where(genug, punkte, 0), deckung
        return leer

    def _wort(self, text: str, leser: Leser) -> Wort:
        """The word as it is, or its nearest spellings when nobody knows it."""
        term, index = stamm(text), self.index
        wort = Wort(text, [text], wert=leser.sicht.leer())
        if not (index.kennt(term) or self.thesaurus.kennt(term)):
            zerlegbar = bool(index.lexikon.zerleger.zerlege(text))
            korrekturen = self.woerterbuch.korrigiere(text, hoechstens=1 if zerlegbar else 0)
            wort.korrigiert = bool(korrekturen)
            wort.lesarten = [*korrekturen, *([text] if zerlegbar else [])] or [text]
        for lesart in wort.lesarten:
            wert, seltenheit, stark = leser.lies(lesart)
            if wert is not None:
                wort.wert = np.maximum(wort.wert, wert * (KORRIGIERT if lesart != text else 1.0))
                wort.seltenheit = max(wort.seltenheit, seltenheit)
                sicher = lesart == text or len(text) >= 8
                wort.ist_stark |= stark and sicher and lesart not in SCHWACH
        # Nobody knows the word: it weighs like the rarest one.
        wort.seltenheit = wort.seltenheit or log(1 + index.anzahl)
        return wort

    def _ask_thesaurus(self, worte: list[Wort], wortlaut: list[str], leser: Leser) -> None:
        terme = [{stamm(lesart) for lesart in wort.lesarten} | _gleiche(wort.text) for wort in worte]
        for begriff, sicherheit in self.thesaurus.treffer(set().union(*terme), wortlaut, self.index.kennt):
            wert = leser.lies_begriff(begriff)
            if wert is None:
                continue
            for wort, eigene in zip(worte, terme, strict=True):
                if begriff.terme & eigene:
                    wort.wert = np.maximum(wort.wert, wert * sicherheit)
                    wort.ueber.append(begriff)
                    wort.ist_stark = True

    def _join_worte(self, worte: list[Wort], leser: Leser) -> None:
        """„Miet Schulden“ is asked for as „Mietschulden“ too."""
        for erstes, zweites in pairwise(worte):
            for fuge in FUGEN_DAZWISCHEN:
                zusammen = erstes.text + fuge + zweites.text
                if self.index.kennt(stamm(zusammen)):
                    wert, _seltenheit, _stark = leser.lies(zusammen)
                    for wort in (erstes, zweites):
                        wort.wert = np.maximum(wort.wert, wert)
                        wort.ist_stark = True

    def _count_punkte(self, worte: list[Wort], sicht: Sicht) -> tuple[np.ndarray, np.ndarray]:
        """Score of every candidate, and the share of the question that it answers (0 to 1, by rarity)."""
        gewichte = np.array([wort.seltenheit for wort in worte], np.float32)
        deckung = sum((wort.wert > 0) * g for wort, g in zip(worte, gewichte, strict=True)) / gewichte.sum()
        punkte = sum(wort.wert for wort in worte)
        for erstes, zweites in pairwise(worte):
            a, b = stamm(erstes.text), stamm(zweites.text)
            beide = _beste(np.flatnonzero((sicht.gewichte(a) > 0) & (sicht.gewichte(b) > 0)), punkte)
            werte = self.index.paar(a, b, sicht.stellen[beide])
            anzahl = np.count_nonzero(werte)
            punkte[beide] += werte * PAAR_GEWICHT * log(1 + sicht.anzahl / (anzahl + 1))
        return punkte * (0.15 + 0.85 * deckung * np.sqrt(deckung)), deckung


def _beste(plaetze: np.ndarray, punkte: np.ndarray) -> np.ndarray:
    """The places with the highest scores: farther down it does not matter whether two words stand side by side."""
    if len(plaetze) <= PAARE_HOECHSTENS:
        return plaetze
    return plaetze[np.argpartition(-punkte[plaetze], PAARE_HOECHSTENS)[:PAARE_HOECHSTENS]]


def _ask_fakten(worte: list[Wort], merkmale: list[Merkmal], sicht: Sicht) -> None:
    """„abends“ is answered by an offer in the evening, whether or not its text says so."""
    for merkmal in merkmale:
        hat = merkmal.passt(sicht)
        for wort in worte:
            if wort.text in merkmal.worte:
                wort.nur_merkmal |= merkmal.parameter in NEBENSACHEN
                wort.wert = np.maximum(wort.wert, np.where(hat, np.float32(MERKMAL), 0))


def _nahe_und_frisch(sicht: Sicht) -> np.ndarray:
    spalten, am = sicht.index.spalten, sicht.bedingungen.am
    faktor = 1 + FRISCHE * (spalten.bestaetigt[sicht.stellen] >= am - FRISCH_TAGE)
    if sicht.naehe is not None:
        faktor = faktor * (1 + NAEHE * sicht.naehe)
    if sicht.km is not None:
        faktor = faktor + WEG * np.nan_to_num(np.maximum(1 - sicht.km / WEG_KM, 0))
    return faktor.astype(np.float32)


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
