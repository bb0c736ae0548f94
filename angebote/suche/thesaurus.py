"""What parents say → what offices write. Pure: the entries are the coordinators' (model ``Suchbegriff``)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from angebote.suche.analyse import inhaltswoerter, stamm, woerter

LUECKE = 3


@dataclass(frozen=True)
class Begriff:
    """An everyday word or phrase and what it stands for; ``gewicht`` 1.0 is the same meaning, 0.4 a loose one.

    ``themen``: codes of facts. ``netzwerk``: holds only for the offers of that network; ``None`` for all.
    """

    wort: str
    begriffe: tuple[str, ...] = ()
    themen: tuple[int, ...] = ()
    gewicht: float = 0.8
    netzwerk: int | None = None
    terme: frozenset[str] = field(init=False, compare=False)
    wortlaut: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self):
        alle = tuple(stamm(wort) for wort in woerter(self.wort))
        object.__setattr__(self, "terme", frozenset(stamm(wort) for wort in inhaltswoerter(self.wort)))
        # „Kita hat zu“ must not answer to every „Kita“: a phrase of stop words is asked for in its wording.
        object.__setattr__(self, "wortlaut", alle if len(alle) > 1 and len(self.terme) < 2 else ())


class Thesaurus:
    def __init__(self, begriffe: Iterable[Begriff]):
        self.begriffe = list(begriffe)
        self._nach_term: dict[str, list[Begriff]] = defaultdict(list)
        # All words of the entries, folded, each once.
        self.worte = list(
            dict.fromkeys(w for b in self.begriffe for text in (b.wort, *b.begriffe) for w in woerter(text))
        )
        for begriff in self.begriffe:
            for term in begriff.terme:
                self._nach_term[term].append(begriff)

    def kennt(self, term: str) -> bool:
        return term in self._nach_term

    def treffer(
        self, frage_terme: set[str], wortlaut: list[str], ist_gelaeufig: Callable[[str], bool]
    ) -> list[tuple[Begriff, float]]:
        """Entries that the question means, each with how surely: 1.0, less when a word of a phrase is missing.

        ``ist_gelaeufig`` tells whether offers use a term; the one word of a phrase that they do not use is enough.
        """
        funde = []
        kandidaten = {id(b): b for term in frage_terme for b in self._nach_term.get(term, ())}
        for begriff in kandidaten.values():
            gemeinsam = len(begriff.terme & frage_terme)
            if begriff.wortlaut and not _enthaelt(wortlaut, begriff.wortlaut):
                if not any(ist_gelaeufig(term) for term in begriff.terme):
                    funde.append((begriff, 0.8))
            elif gemeinsam == len(begriff.terme):
                funde.append((begriff, 1.0))
            elif len(begriff.terme) >= 3 and gemeinsam == len(begriff.terme) - 1:
                funde.append((begriff, 0.6))
        return funde


def _enthaelt(folge: list[str], teil: tuple[str, ...]) -> bool:
    """Whether the words occur in this order with gaps of at most two words."""
    stelle, letzte = 0, None
    for nummer, wort in enumerate(folge):
        if wort == teil[stelle] and (letzte is None or nummer - letzte <= LUECKE):
            letzte, stelle = nummer, stelle + 1
            if stelle == len(teil):
                return True
    return False
