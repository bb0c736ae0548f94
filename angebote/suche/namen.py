"""Names that a question may consist of: of benefits and of drop-in points. Pure."""

from collections.abc import Iterable

from angebote.suche.analyse import inhaltswoerter, stamm

# Of a point's name a question must hold so much.
NAMENSTEIL = 0.6
IRGENDEINE = ("Anlaufstelle", "Infopoint", "Lotse", "Lotsin", "Alleinerziehendenlotse", "Wegweiserin")


class Leistungsnamen:
    """Benefits by what people call them: finds the one that a question means. Of two, the first in order."""

    def __init__(self, paare: Iterable[tuple[str, str]]):
        self._slugs: dict[frozenset[str], str] = {}
        for name, slug in paare:
            if schluessel := _terme(name):
                self._slugs.setdefault(schluessel, slug)

    def finde(self, frage: str) -> str | None:
        """The slug of the benefit whose name is the question, in any order and inflection."""
        return self._slugs.get(_terme(frage))


class Stellennamen:
    """Drop-in points by their names."""

    def __init__(self, paare: Iterable[tuple[int, str]]):
        self._namen = [(nummer, _terme(name)) for nummer, name in paare]
        self._irgendeine = {term for wort in IRGENDEINE for term in _terme(wort)}

    def finde(self, frage: str) -> int | None:
        """The primary key of the point that the question names with most of its name's words and no others."""
        gefragt = _terme(frage)
        treffer = [
            (len(gefragt) / len(name), -nummer)
            for nummer, name in self._namen
            if gefragt and gefragt <= name and len(gefragt) >= NAMENSTEIL * len(name)
        ]
        return -max(treffer)[1] if treffer else None

    def meint_irgendeine(self, frage: str) -> bool:
        """Whether the question asks for somewhere to go, whatever it is about."""
        gefragt = _terme(frage)
        return bool(gefragt) and gefragt <= self._irgendeine


def _terme(text: str) -> frozenset[str]:
    return frozenset(stamm(wort) for wort in inhaltswoerter(text))
