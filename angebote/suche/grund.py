"""Why an offer was found: which of its words answer the question, and over which entries of the thesaurus. Pure.

A word of the question is answered by the same word, by a compound that holds it, or by what the thesaurus says for it.
Parts of a compound that stand apart („Tag“ … „Mutter“) and mere relatives answer it only where nothing better does.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from weakref import WeakKeyDictionary

from angebote.suche.analyse import STOPPWOERTER, inhaltswoerter, stamm, woerter
from angebote.suche.index import Index
from angebote.suche.rang import Ergebnis, Wort
from angebote.suche.thesaurus import Begriff
from angebote.suche.zerlegung import FUGEN_DAZWISCHEN, Zerleger

HOECHSTENS = 2
# What parts that stand apart and relatives say, measured against the word itself.
LOSE = 0.5
# What the next phrase of an entry says, measured against the one before.
SPAETER = 0.95
# What an entry says for every word of its own that nobody typed: „zahlt zu wenig“ to someone who is paid nothing.
FREMD = 0.85
WORTE_HOECHSTENS = 100_000

# A word as people write it, gender forms and soft hyphens included: „Berater:innen“, „Berater(inne)n“ are one.
GESCHRIEBEN = re.compile(
    r"[^\W_]+(?:[\u00ad\u0300-\u036f]+[^\W_]*)*"
    r"(?:[:*·_/|]-?(?:inn?en|in|r|n)\b|\(-?(?:innen|inne|in|r|e|n)\)(?:n\b)?)?",
    re.IGNORECASE,
)

# Term → folded words of the offer that have it, as their stem or as a part.
Fundorte = Mapping[str, set[str]]

# Folded word of an offer → its term and those of its parts. Each is looked at once, not once for every question.
_terme_von: WeakKeyDictionary[Zerleger, dict[str, tuple[str, ...]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Treffergrund:
    """``markieren``: folded words of the offer to highlight, never a stop word.

    ``ueber``: what was asked for and the technical phrase it was found by, best first, at most two.
    """

    markieren: frozenset[str] = frozenset()
    ueber: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=50_000)
def gefaltet(geschrieben: str) -> tuple[str, ...]:
    """The folded words of a written word or phrase."""
    return tuple(woerter(geschrieben))


@dataclass(frozen=True)
class Lesung:
    """A word as the search reads it: its term, and the terms of its parts if it is a compound.

    ``naechste``: for a word that no offer uses, terms that stand for it for want of a better.
    """

    term: str
    teile: tuple[str, ...] = ()
    naechste: tuple[str, ...] = ()

    def am_stueck(self, fundorte: Fundorte) -> set[str]:
        """Words of the offer that are the word, or that hold all of it."""
        worte = fundorte.get(self.term, set())
        orte = self._orte(fundorte)
        return worte | set.intersection(*orte) if orte else worte

    def lose(self, fundorte: Fundorte) -> set[str]:
        """Words of the offer that hold all parts together, or that stand for the word."""
        naechste = (fundorte[term] for term in self.naechste if term in fundorte)
        return set().union(*self._orte(fundorte), *naechste)

    def _orte(self, fundorte: Fundorte) -> list[set[str]]:
        """For each part the words that have it; empty when one part is missing."""
        orte = []
        for teil in self.teile:
            if teil not in fundorte:
                return []
            orte.append(fundorte[teil])
        return orte


@dataclass(frozen=True)
class Weg:
    """An entry of the thesaurus that the words at ``stellen`` of the question led to, called ``was`` there."""

    was: str
    stellen: tuple[int, ...]
    gewicht: float
    netzwerk: int | None
    wendungen: tuple[tuple[str, tuple[Lesung, ...]], ...]

    def ziel(self, fundorte: Fundorte) -> tuple[float, str, set[str]]:
        """How surely the offer has one of the phrases (0: none), the surest one, and the words of the offer for it."""
        bestes: tuple[float, str, set[str]] = (0.0, "", set())
        gewicht = self.gewicht
        for wendung, lesungen in self.wendungen:
            anteil, worte = _wie_sicher(lesungen, fundorte)
            if gewicht * anteil > bestes[0]:
                bestes = (gewicht * anteil, wendung, worte)
            gewicht *= SPAETER
        return bestes


def _wie_sicher(lesungen: tuple[Lesung, ...], fundorte: Fundorte) -> tuple[float, set[str]]:
    """1 when the offer has every word, less when parts of one stand apart, 0 when one is missing."""
    anteil, alle = 1.0, set()
    for lesung in lesungen:
        worte = lesung.am_stueck(fundorte)
        if not worte:
            anteil, worte = LOSE, lesung.lose(fundorte)
        if not worte:
            return 0.0, set()
        alle |= worte
    return anteil, alle


class Begruender:
    """Tells for one question why each offer was found. ``frage``: as it was typed."""

    def __init__(self, ergebnis: Ergebnis, frage: str):
        index, worte = ergebnis.sicht.index, ergebnis.worte
        self._zerleger = index.lexikon.zerleger
        self._terme_von = _terme_von.setdefault(self._zerleger, {})
        self._lesungen = [[_lies(lesart, index) for lesart in wort.lesarten] for wort in worte]
        self._zusammen = list(_zusammen(worte, index))
        self._wege = _wege(worte, frage, self._zerleger)
        alle = [lesung for lesungen in self._lesungen for lesung in lesungen]
        alle += [lesung for _stelle, lesung in self._zusammen]
        alle += [lesung for weg in self._wege for _wendung, lesungen in weg.wendungen for lesung in lesungen]
        self._gesucht = frozenset(term for lesung in alle for term in (lesung.term, *lesung.teile, *lesung.naechste))

    def grund(self, suchtext: str, netzwerk: int | None = None) -> Treffergrund:
        """``suchtext`` and the primary key of the network are the offer's; entries of other networks say nothing."""
        fundorte = self._fundorte(suchtext)
        direkt = self._direkt(fundorte)
        lose = [
            set() if gefunden else set().union(*(lesung.lose(fundorte) for lesung in lesungen))
            for gefunden, lesungen in zip(direkt, self._lesungen, strict=True)
        ]
        markieren: set[str] = set().union(*direkt)
        ueber: dict[str, str] = {}
        for was, wendung, worte, offen in self._ziele(fundorte, direkt, lose, netzwerk):
            if was not in ueber and wendung not in ueber.values() and len(ueber) < HOECHSTENS:
                ueber[was] = wendung
                markieren |= worte
                for stelle in offen:
                    lose[stelle] = set()
        return Treffergrund(frozenset(markieren.union(*lose)), tuple(ueber.items()))

    def _fundorte(self, suchtext: str) -> dict[str, set[str]]:
        fundorte: dict[str, set[str]] = {}
        gesucht, bekannt = self._gesucht, self._terme_von
        for wort in suchtext.split():
            terme = bekannt.get(wort)
            if terme is None:
                terme = bekannt[wort] = self._terme(wort)
            if not gesucht.isdisjoint(terme):
                for term in terme:
                    fundorte.setdefault(term, set()).add(wort)
        return fundorte

    def _terme(self, wort: str) -> tuple[str, ...]:
        if len(self._terme_von) >= WORTE_HOECHSTENS:
            self._terme_von.clear()
        return () if wort in STOPPWOERTER else (stamm(wort), *self._zerleger.zerlege(wort))

    def _direkt(self, fundorte: Fundorte) -> list[set[str]]:
        """For each word of the question the words of the offer that are it or hold it."""
        direkt = [set().union(*(lesung.am_stueck(fundorte) for lesung in lesungen)) for lesungen in self._lesungen]
        for stelle, lesung in self._zusammen:
            worte = lesung.am_stueck(fundorte)
            direkt[stelle] |= worte
            direkt[stelle + 1] |= worte
        return direkt

    def _ziele(
        self, fundorte: Fundorte, direkt, lose, netzwerk: int | None
    ) -> list[tuple[str, str, set[str], list[int]]]:
        """Best first: what was asked, the phrase, its words in the offer, and the places that nothing else answers."""
        ziele = []
        for weg in self._wege:
            offen = [stelle for stelle in weg.stellen if not direkt[stelle]]
            if not offen or weg.netzwerk not in (None, netzwerk):
                continue
            gewicht, wendung, worte = weg.ziel(fundorte)
            offen = [stelle for stelle in offen if gewicht > (LOSE if lose[stelle] else 0)]
            if offen:
                ziele.append((gewicht, (weg.was, wendung, worte, offen)))
        return [ziel for _gewicht, ziel in sorted(ziele, key=lambda eintrag: -eintrag[0])]


def _lies(wort: str, index: Index) -> Lesung:
    """As ``Leser.lies``: for a word that no offer uses stand its relatives, without any its first or last part."""
    term, teile = stamm(wort), index.lexikon.zerleger.zerlege(wort)
    naechste = () if index.kennt(term) else (*index.verwandte(term),) or (*teile[:1], *teile[-1:])
    return Lesung(term, teile, naechste)


def _zusammen(worte: list[Wort], index: Index) -> Iterator[tuple[int, Lesung]]:
    """„Tages Pflege“ is answered by „Tagespflege“: place of the first word, and the two as one."""
    for stelle, (erstes, zweites) in enumerate(pairwise(worte)):
        for fuge in FUGEN_DAZWISCHEN:
            wort = erstes.text + fuge + zweites.text
            if index.kennt(stamm(wort)):
                yield stelle, Lesung(stamm(wort), index.lexikon.zerleger.zerlege(wort))


def _wege(worte: list[Wort], frage: str, zerleger: Zerleger) -> list[Weg]:
    """The entries that the question led to, each once."""
    getippt = _getippt(frage)
    terme = {stamm(wort) for wort in (*getippt, *(lesart for wort in worte for lesart in wort.lesarten))}
    wege = []
    for begriff in {id(begriff): begriff for wort in worte for begriff in wort.ueber}.values():
        stellen = tuple(stelle for stelle, wort in enumerate(worte) if any(b is begriff for b in wort.ueber))
        fremd = sum(stamm(wort) not in terme for wort in gefaltet(begriff.wort))
        text = worte[stellen[0]].text
        # An entry of several words is called by its name, of one word in the spelling of the question.
        was = getippt.get(text, text) if fremd and len(begriff.terme) == 1 else begriff.wort
        gewicht = begriff.gewicht * FREMD**fremd
        wege.append(Weg(was, stellen, gewicht, begriff.netzwerk, _wendungen(begriff, zerleger)))
    return wege


def _wendungen(begriff: Begriff, zerleger: Zerleger) -> tuple[tuple[str, tuple[Lesung, ...]], ...]:
    """The technical phrases, each with its content words."""
    return tuple(
        (wendung, tuple(Lesung(stamm(wort), zerleger.zerlege(wort)) for wort in inhalt))
        for wendung in begriff.begriffe
        if (inhalt := _inhalt(wendung))
    )


@lru_cache(maxsize=20_000)
def _inhalt(wendung: str) -> tuple[str, ...]:
    return tuple(inhaltswoerter(wendung))


def _getippt(frage: str) -> dict[str, str]:
    """Folded word → as it was typed first."""
    getippt: dict[str, str] = {}
    for treffer in GESCHRIEBEN.finditer(frage):
        for wort in gefaltet(treffer[0]):
            getippt.setdefault(wort, treffer[0])
    return getippt
