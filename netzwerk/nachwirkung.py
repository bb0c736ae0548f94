"""What follows from a change elsewhere: an app further right asks here to be told of changes further left.

The function gets the object before it is deleted or after it was saved, and returns what is to be done once the
change stands, or ``None``. All of it happens in the transaction of the change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

_funktionen: dict[type, list[Callable]] = defaultdict(list)


def bei_aenderung(*modelle: type) -> Callable[[Callable], Callable]:
    """Registers the function for objects of these models."""

    def registriere(funktion: Callable) -> Callable:
        for modell in modelle:
            _funktionen[modell].append(funktion)
        return funktion

    return registriere


@contextmanager
def nachwirkung(objekte: Iterable) -> Iterator[None]:
    """Around a deletion, or after a save with an empty body: whatever was registered follows."""
    folgen = [funktion(objekt) for objekt in objekte for funktion in _funktionen[type(objekt)]]
    yield
    for folge in folgen:
        if folge:
            folge()
