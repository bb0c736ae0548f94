"""Suggestions while somebody types: what has a word that begins like the text. Pure.

Names that are known beforehand lie in a ``Vorrat``, sorted by the beginnings of their words. Titles of offers are
found through the index: what was typed → words that begin so → offers that have one of them in the title.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest

import numpy as np

from angebote.suche.analyse import STOPPWOERTER, stamm
from angebote.suche.index import Index
from angebote.suche.postings import FOLGE, kurz
from netzwerk.text import falte

HOECHSTENS = 8
KUERZESTES, LAENGSTES = 2, 160
# So many completions of a word are looked at, of each so many postings a stretch, until there are so many offers.
VOLLENDUNGEN, POSTINGS, KANDIDATEN = 12, 1000, 12
# A typed word may be so much longer than its stem.
ENDUNG = 4
_TITELBREITE = FOLGE["titel"][0]


@dataclass(frozen=True)
class Vorschlag:
    """``adresse``: the page it leads to; ``None`` when it only completes what is being typed."""

    text: str
    art: str
    adresse: str | None = None


@dataclass(frozen=True)
class Eintrag:
    """A suggestion, the rank of its kind, and what it is found by: its names, and what people also say for it."""

    vorschlag: Vorschlag
    rang: int
    namen: tuple[str, ...] = ()
    auch: tuple[str, ...] = ()


# An entry and how it was found: 0 by its whole name, 1 by a later word, 2 by what people also say for it.
Fund = tuple[int, Eintrag]


class Vorrat:
    """Entries by the beginning of every word of their names."""

    def __init__(self, eintraege: Iterable[Eintrag]):
        self._eintraege = sorted(eintraege, key=lambda eintrag: kurze_zuerst((0, eintrag)))
        self._anfaenge = sorted(
            (anfang, stufe, nummer)
            for nummer, eintrag in enumerate(self._eintraege)
            for anfang, stufe in _anfaenge(eintrag)
        )

    def finde(self, gefaltet: str) -> list[Fund]:
        """Entries of which a word begins like the folded text."""
        ab, bis = (bisect_left(self._anfaenge, (grenze,)) for grenze in (gefaltet, f"{gefaltet}\U0010ffff"))
        stufen: dict[int, int] = {}
        for _anfang, stufe, nummer in self._anfaenge[ab:bis]:
            stufen[nummer] = min(stufe, stufen.get(nummer, stufe))
        return [(stufe, self._eintraege[nummer]) for nummer, stufe in sorted(stufen.items())]


def _anfaenge(eintrag: Eintrag) -> Iterator[tuple[str, int]]:
    """The folded names from each of their words on; a later word must carry meaning, as in „Für Väter“."""
    for name in eintrag.namen:
        worte = falte(name).split()
        for stelle, wort in enumerate(worte):
            if not stelle or wort not in STOPPWOERTER:
                yield " ".join(worte[stelle:]), int(not STOPPWOERTER.issuperset(worte[:stelle]))
    for wort in eintrag.auch:
        yield falte(wort), 2


def lies_text(text: str) -> str:
    """The folded text, empty when it is too short to suggest anything."""
    gefaltet = falte(text[:LAENGSTES])
    return gefaltet if len(gefaltet) >= KUERZESTES else ""


def kurze_zuerst(fund: Fund) -> tuple[int, str]:
    """Sorts by the length of what is shown, then by the alphabet."""
    text = fund[1].vorschlag.text
    return len(text), text


def ordne(funde: Iterable[Fund], je_rang: Mapping[int, int]) -> list[Vorschlag]:
    """Whole names first, then by kind, else as they come; of each kind no more than ``je_rang`` says.

    What only completes the text is left out where something says the same already.
    """
    gewaehlt, gesagt, zahl = [], set(), Counter()
    for _stufe, eintrag in sorted(funde, key=lambda fund: (fund[0], fund[1].rang)):
        vorschlag = eintrag.vorschlag
        wort = falte(vorschlag.text)
        neu = wort not in gesagt if vorschlag.adresse is None else vorschlag not in gewaehlt
        if neu and zahl[eintrag.rang] < je_rang[eintrag.rang]:
            gewaehlt.append(vorschlag)
            gesagt.add(wort)
            zahl[eintrag.rang] += 1
    return gewaehlt[:HOECHSTENS]


def stufe(name: str, gefaltet: str) -> int | None:
    """0 when the name begins with the folded text, 1 when a later word does, ``None`` when no word does."""
    stelle = f" {falte(name)}".find(f" {gefaltet}")
    return None if stelle < 0 else int(stelle > 0)


def ortsstufe(form: str, name: str, gefaltet: str) -> int | None:
    """0 when the text begins a spelling of the place, 1 when it begins a later word of its name or another name.

    ``None`` when it names only what stands before it: „Landkr“ and „Göttingen“ are no „Landkreis Göttingen Waake“.
    """
    kern = falte(name.partition("(")[0])
    von, stelle = f" {form}".find(f" {gefaltet}"), form.find(kern)
    if stelle < 0:
        return 1 if von >= 0 else None
    beruehrt = 0 <= von < stelle + len(kern) and von + len(gefaltet) > stelle
    return int(von > stelle) if beruehrt else None


def find_titel(index: Index, gefaltet: str, *, am: int, netzwerke: frozenset[int]) -> list[int]:
    """Numbers of some visible offers that have the words in their title, the last one begun: weightiest first.

    ``am``: the day as an ordinal; ``netzwerke``: primary keys of the active ones. Some may not really have them.
    """
    worte = [wort for wort in gefaltet.split() if wort not in STOPPWOERTER and len(wort) >= KUERZESTES]
    davor = [stamm(wort) for wort in worte[:-1]]
    if not worte or not all(map(index.kennt, davor)):
        return []
    sichtbar, vollendungen = index.sichtbar(am, netzwerke), _vollendungen(index, worte[-1])
    funde: list[tuple[float, int]] = []
    # A word that is whole already leads to fewer offers than one that is only begun.
    for term in davor[-1:] or vollendungen:
        stellen, werte = _postings(index, term)
        gilt = sichtbar[stellen]
        gilt[gilt] = _im_titel(index, stellen[gilt], [*([d] for d in davor), vollendungen if davor else [term]])
        funde += zip(-werte[gilt], stellen[gilt], strict=True)
        if len(funde) >= KANDIDATEN:
            break
    beste = [stelle for _wert, stelle in nsmallest(KANDIDATEN, funde)]
    return list(dict.fromkeys(index.spalten.nummern[beste].tolist()))


def _vollendungen(index: Index, wort: str) -> list[str]:
    """Terms that the word may become: its own stem, stems that it is longer than, then the most frequent ones."""
    kuerzere = (wort[:-n] for n in range(1, ENDUNG + 1) if len(wort) - n > ENDUNG)
    eigene = [term for term in (stamm(wort), *kuerzere) if term in index.lexikon.terme]
    ab, bis = (bisect_left(index.begriffe, grenze) for grenze in (wort, f"{wort}\U0010ffff"))
    begonnene = index.begriffe[ab:bis]
    haeufigkeit = _haeufigkeit(index, np.array([index.lexikon.terme[term] for term in begonnene], np.int64))
    haeufigste = [begonnene[i] for i in np.argsort(-haeufigkeit, kind="stable")[:VOLLENDUNGEN]]
    return list(dict.fromkeys([*eigene, *haeufigste]))[:VOLLENDUNGEN]


def _haeufigkeit(index: Index, nummern: np.ndarray) -> np.ndarray:
    """How many offers of the base have each of these terms; what came in since counts for nothing yet."""
    anzahl = np.zeros(len(nummern), np.int64)
    for abschnitt in index.basis.abschnitte:
        von, bis = (np.minimum(nummern + n, len(abschnitt.grenzen) - 1) for n in (0, 1))
        anzahl += abschnitt.grenzen[bis] - abschnitt.grenzen[von]
    return anzahl


def _postings(index: Index, term: str) -> tuple[np.ndarray, np.ndarray]:
    """Positions with the term and its impact there, of every stretch so many."""
    teile = index.mit_term(term)
    stellen = [stellen[:POSTINGS] for stellen, _werte in teile]
    werte = [werte[:POSTINGS] for _stellen, werte in teile]
    return np.concatenate([np.zeros(0, np.int32), *stellen]), np.concatenate([np.zeros(0, np.float32), *werte])


def _im_titel(index: Index, stellen: np.ndarray, auswahlen: Iterable[list[str]]) -> np.ndarray:
    """Which of the positions have one term of each choice in their title."""
    maske = np.ones(len(stellen), bool)
    for terme in auswahlen:
        nummern = np.array([kurz(index.lexikon.terme[term]) for term in terme], np.uint16)
        maske[maske] = np.isin(index.folge[stellen[maske], :_TITELBREITE], nummern).any(axis=1)
    return maske
