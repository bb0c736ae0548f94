"""„Gibt es das schon?“: who knows what is alike registers here, and whoever enters something new asks.

The admin classes of this app and the next are asked too, and what finds doubles is further right.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Befund:
    """``eigene``: alike entries that the account may see, with the reasons in words. Of others only that there are."""

    eigene: tuple[tuple[Model, str], ...] = ()
    gibt_fremde: bool = False

    def __bool__(self):
        return bool(self.eigene) or self.gibt_fremde


Pruefer = Callable[[Model, QuerySet], Befund]
_pruefer: list[Pruefer] = []


def prueft_neue(pruefer: Pruefer) -> Pruefer:
    """Registers a function that takes an entry not yet stored and the entries that the account may see."""
    _pruefer.append(pruefer)
    return pruefer


def find_aehnliche(eintrag: Model, sichtbar: QuerySet) -> Befund:
    befunde = [pruefer(eintrag, sichtbar) for pruefer in _pruefer]
    eigene = tuple(eines for befund in befunde for eines in befund.eigene)
    return Befund(eigene, any(befund.gibt_fremde for befund in befunde))
