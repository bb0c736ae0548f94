"""Found offers as a sequence that reads from the database only what is looked at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import batched

from angebote.models import Angebot
from angebote.suche.grund import Begruender

BLOCK = 500


class Trefferliste(Sequence):
    """Offers by primary key, in order. Each one read is asked once more whether the public may see it on that day.

    ``km``: kilometres to those that have a place; the offers carry it as ``km``. With ``begruender`` they carry
    ``grund``: why each answers the question. A slice may be shorter than asked for,
    where an offer went since it was found.
    """

    def __init__(
        self,
        nummern: Sequence[int],
        *,
        am: date,
        km: Mapping[int, float] | None = None,
        begruender: Begruender | None = None,
        lader: str = "with_karte",
    ):
        self.nummern, self.am = nummern, am
        self._km, self._begruender, self._lader = km or {}, begruender, lader

    def with_zustand(self) -> "Trefferliste":
        """The same offers with the hours of their cards."""
        return self._mit("with_zustand")

    def with_gebiet(self) -> "Trefferliste":
        """The same offers with their areas."""
        return self._mit("with_gebiet")

    def with_daten(self) -> "Trefferliste":
        """The same offers with what JSON and CSV say."""
        return self._mit("with_daten")

    def with_seite(self) -> "Trefferliste":
        """The same offers with all that their own pages show."""
        return self._mit("with_seite")

    def nur(self, bedingung: Callable[[int], bool]) -> "Trefferliste":
        """The same offers without those whose primary key does not fit."""
        return self._mit(self._lader, [nummer for nummer in self.nummern if bedingung(nummer)])

    def _mit(self, lader: str, nummern: Sequence[int] | None = None) -> "Trefferliste":
        nummern = self.nummern if nummern is None else nummern
        return Trefferliste(nummern, am=self.am, km=self._km, begruender=self._begruender, lader=lader)

    def __len__(self) -> int:
        return len(self.nummern)

    def __getitem__(self, stelle):
        if isinstance(stelle, slice):
            return [angebot for block in batched(self.nummern[stelle], BLOCK) for angebot in self._lies(block)]
        return self[stelle : stelle + 1 or None][0]

    def __iter__(self) -> Iterator[Angebot]:
        for block in batched(self.nummern, BLOCK):
            yield from self._lies(block)

    def _lies(self, nummern: Sequence[int]) -> list[Angebot]:
        menge = getattr(Angebot.objects.auffindbar(self.am).filter(pk__in=nummern), self._lader)()
        gelesen = {angebot.pk: angebot for angebot in menge}
        for nummer, angebot in gelesen.items():
            angebot.km = self._km.get(nummer)
            if self._begruender:
                angebot.grund = self._begruender.grund(angebot.suchtext, angebot.netzwerk_id)
        return [gelesen[nummer] for nummer in nummern if nummer in gelesen]
