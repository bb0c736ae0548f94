"""What an account may do with the rows of its sheet; decided by ``netzwerk/rechte.py``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from netzwerk import rechte
from netzwerk.models import Konto, Partner
from netzwerk.rechte import Regel, Reichweite


@dataclass
class Befugnis:
    """``regel`` is that of the admin class; ``nur_lesen``: fields that a Redaktion sees but does not change.

    Without ``konto`` (on the command line) everything is allowed.
    """

    konto: Konto | None
    regel: Regel
    nur_lesen: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def weite(self) -> Reichweite:
        return Reichweite(verwaltung=True) if self.konto is None else rechte.reichweite(self.konto)

    @property
    def alles(self) -> bool:
        return self.weite.verwaltung

    def aenderbar(self, queryset: QuerySet) -> frozenset[int]:
        """Of the rows those that the account may change."""
        return self._nummern(queryset, self.regel)

    def koordiniert(self, queryset: QuerySet) -> frozenset[int]:
        """Of the rows those that it may change as Koordination, so that no field is closed to it."""
        return self._nummern(queryset, Regel(self.regel.netzwerk_pfade, koordination=self.regel.koordination))

    def _nummern(self, queryset: QuerySet, regel: Regel) -> frozenset[int]:
        if not self.alles:
            queryset = rechte.mit_recht(self.konto, rechte.AENDERN, queryset, regel)
        return frozenset(queryset.order_by().values_list("pk", flat=True))

    def sind_aenderbar(self, modell, nummern: Iterable[int]) -> bool:
        """Whether the account may change every one of the stored rows; asked again after writing."""
        nummern = set(nummern)
        return self.alles or self.aenderbar(modell._default_manager.filter(pk__in=nummern)) == nummern

    def partner(self) -> QuerySet:
        """The partners that the account may choose: all for the Verwaltung, else its own."""
        if self.alles:
            return Partner.objects.all()
        return rechte.eigene(self.konto, Partner.objects.all(), netzwerk_pfad="netzwerke", partner_pfad="pk")
