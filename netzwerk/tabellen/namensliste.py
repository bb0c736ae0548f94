"""Named things, found under any of their spellings. Pure."""

from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from netzwerk.text import falte


class Namensliste[T]:
    """Looks things up by folded spelling, way by way: what the first way finds hides what the next would find."""

    def __init__(self, dinge: Iterable[T], *wege: Callable[[T], str]):
        self.wege: list[dict[str, list[T]]] = [{} for _weg in wege]
        self.namen: dict[str, str] = {}
        self.schreibweisen = wege
        for ding in dinge:
            self.add(ding)

    def add(self, ding: T) -> None:
        for weg, schreibweise in zip(self.wege, self.schreibweisen, strict=True):
            form = falte(schreibweise(ding))
            if form:
                weg.setdefault(form, []).append(ding)
                self.namen.setdefault(form, str(ding))

    def finde(self, text: str) -> list[T]:
        form = falte(text)
        return next((weg[form] for weg in self.wege if form in weg), [])

    def aehnlich(self, text: str, *, ab: int) -> str:
        """The name most like the text, "" when none is at least ``ab`` percent alike."""
        treffer = process.extractOne(falte(text), self.namen.keys(), scorer=ratio, score_cutoff=ab)
        return self.namen[treffer[0]] if treffer else ""
