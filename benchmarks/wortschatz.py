"""Words of made-up offers and questions: German base words and compounds of two, as frequent as Zipf says."""

import numpy as np

from angebote.suche.zerlegung import grundwoerter

SAMEN = 7
ZUSAMMENGESETZTE = 6000


class Wortschatz:
    """``strom`` keeps draws for different purposes apart; the words and their frequencies are always the same."""

    def __init__(self, strom: int):
        fest = np.random.default_rng(SAMEN)
        einfache = np.array(sorted(wort for wort in grundwoerter() if len(wort) > 3), object)
        worte = np.concatenate((einfache, np.add(*fest.choice(einfache, (2, ZUSAMMENGESETZTE)))))
        self.worte = fest.permutation(worte)
        summe = np.cumsum(1 / np.arange(1, len(worte) + 1))
        self._grenzen = summe / summe[-1]
        self.zufall = np.random.default_rng((SAMEN, strom))

    def ziehe(self, *form: int) -> np.ndarray:
        """An array of words of that shape, frequent ones often."""
        return self.worte[np.searchsorted(self._grenzen, self.zufall.random(form))]


def text(worte: np.ndarray, hoechstens: int) -> str:
    """The words as a text of at most so many characters, cut between words."""
    ganz = " ".join(worte)
    return ganz if len(ganz) <= hoechstens else ganz[: hoechstens + 1].rpartition(" ")[0]
