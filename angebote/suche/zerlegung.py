"""Compound splitting: „Kinderbetreuungskosten“ → kind, betreu, kost. Pure.

The parts are words of the catalogue itself and of a general list (``grundwoerter.txt``), joined by the usual
linking letters.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from angebote.suche.analyse import stamm, woerter

# Between two words that were typed apart.
FUGEN_DAZWISCHEN = ("", "s", "n", "en", "er")
FUGEN = ("", "s", "es", "n", "en", "er", "e", "ens", "ns")
KUERZESTER_TEIL = 4
HOECHSTENS_TEILE = 4
# Shorter words that really occur as parts.
KURZE = frozenset(
    ["kur", "job", "amt", "rat", "tag", "zeit", "weg", "bau", "alt", "neu", "not", "ehe", "arm", "bad", "uhr"]
)


@lru_cache(maxsize=1)
def grundwoerter() -> frozenset[str]:
    """The general list: folded base words of German that compounds of this field are made of."""
    return frozenset(woerter(Path(__file__).with_name("grundwoerter.txt").read_text(encoding="utf-8")))


class Zerleger:
    """Splits folded words along a vocabulary. ``teile``: folded words that may be parts."""

    def __init__(self, teile: Iterable[str]):
        self._teile = frozenset(wort for wort in teile if len(wort) >= KUERZESTER_TEIL or wort in KURZE)
        self._staemme = frozenset(stamm(wort) for wort in self._teile)
        self.zerlege = lru_cache(maxsize=100_000)(self._zerlege)

    def _zerlege(self, wort: str) -> tuple[str, ...]:
        """Terms of the parts, first to last; empty when the word is no compound of known words."""
        if len(wort) < 2 * KUERZESTER_TEIL - 1:
            return ()
        teile = self._beste_teile(wort, HOECHSTENS_TEILE, ganz=False)
        return tuple(stamm(teil) for teil in teile or ())

    def _beste_teile(self, rest: str, hoechstens: int, *, ganz: bool = True) -> list[str] | None:
        """The split into the fewest parts, ``None`` if there is none; ``ganz`` allows the word itself."""
        if ganz and self._ist_letzter(rest):
            return [rest]
        beste = None
        if hoechstens > 1:
            for ende in range(3, len(rest) - 2):
                kern = self._kern(rest[:ende])
                weiter = self._beste_teile(rest[ende:], hoechstens - 1) if kern else None
                if weiter and (beste is None or len(weiter) + 1 < len(beste)):
                    beste = [kern, *weiter]
        return beste

    def _ist_letzter(self, teil: str) -> bool:
        """The last part may be inflected."""
        return teil in self._teile or (len(teil) >= KUERZESTER_TEIL and stamm(teil) in self._staemme)

    def _kern(self, teil: str) -> str | None:
        """A front part without its linking letters, if it is a known word."""
        for fuge in FUGEN:
            kern = teil.removesuffix(fuge) if fuge else teil
            if (not fuge or kern != teil) and kern in self._teile:
                return kern
        return None
