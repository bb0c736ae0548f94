"""Spelling correction against the vocabulary of the catalogue. Pure."""

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

KUERZESTES = 3
VORSCHLAEGE = 4


class Woerterbuch:
    """Known folded words and how many offers have them."""

    def __init__(self, haeufigkeit: Mapping[str, int]):
        self.haeufigkeit = haeufigkeit
        self._nach_laenge: dict[int, list[str]] = defaultdict(list)
        for wort in haeufigkeit:
            if len(wort) >= KUERZESTES:
                self._nach_laenge[len(wort)].append(wort)

    def korrigiere(self, wort: str, *, hoechstens: int = 0) -> list[str]:
        """The known words nearest to a misspelt one, most frequent first; empty when none is near enough.

        One edit in short words, two from eight letters on, three from fourteen. Where the beginning differs,
        only one edit counts: people rarely mistake the first letters.
        """
        if len(wort) <= KUERZESTES or not wort.isalpha():
            return []
        grenze = hoechstens or (1 if len(wort) <= 7 else 2 if len(wort) <= 13 else 3)
        laengen = range(len(wort) - grenze, len(wort) + grenze + 1)
        kandidaten = [wahl for laenge in laengen for wahl in self._nach_laenge.get(laenge, ())]
        funde = process.extract(wort, kandidaten, scorer=OSA.distance, score_cutoff=grenze, limit=16)
        nahe = [(abstand, wahl) for wahl, abstand, _ in funde if _plausibel(wort, wahl, abstand)]
        if not nahe:
            return []
        kleinster = min(abstand for abstand, _wahl in nahe)
        gleich_nahe = [wahl for abstand, wahl in nahe if abstand == kleinster]
        return sorted(gleich_nahe, key=lambda wahl: (-self.haeufigkeit[wahl], wahl))[:VORSCHLAEGE]


def _plausibel(wort: str, wahl: str, abstand: int) -> bool:
    if wort[0] != wahl[0]:
        return abstand == 1 and len(wort) >= 6
    return abstand == 1 or wort[:2] == wahl[:2] or wort[-3:] == wahl[-3:]
