"""Where amounts are used: every text that names one. An app further right registers its own texts here."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from angebote.betraege import schluessel_in
from angebote.models import Betrag, Leistung


@dataclass(frozen=True, slots=True)
class Fundstelle:
    """One text: ``objekt`` is the entry that one opens to change it, ``wo`` the place in it in words."""

    objekt: Model
    wo: str
    schluessel: frozenset[str]

    def __str__(self):
        return f"{self.objekt._meta.verbose_name} „{self.objekt}“ › {self.wo}"


Quelle = Callable[[], Iterable[Fundstelle]]
_quellen: list[Quelle] = []


def mit_betraegen(quelle: Quelle) -> Quelle:
    """Registers a function that yields the texts of one kind that name amounts."""
    _quellen.append(quelle)
    return quelle


def fundstellen(schluessel: str = "") -> list[Fundstelle]:
    """All texts that name an amount, or only those that name this one."""
    alle = [stelle for quelle in _quellen for stelle in quelle()]
    return [stelle for stelle in alle if not schluessel or schluessel in stelle.schluessel]


def count_verwendung() -> Counter[str]:
    """Key → number of texts that name it."""
    return Counter(schluessel for stelle in fundstellen() for schluessel in stelle.schluessel)


def find_unersetzliche(betraege: Iterable[Betrag], *, am: date) -> set[str]:
    """The keys that texts could not say any more without these rows.

    A row in force needs another one in force to take its place; of a row of the past or the future some other row of
    the key is enough.
    """
    je_schluessel: dict[str, list[Betrag]] = {}
    for betrag in betraege:
        je_schluessel.setdefault(betrag.schluessel, []).append(betrag)
    return {schluessel for schluessel, zeilen in je_schluessel.items() if not _ersetzt(schluessel, zeilen, am)}


def _ersetzt(schluessel: str, zeilen: list[Betrag], am: date) -> bool:
    andere = Betrag.objects.filter(schluessel=schluessel).exclude(pk__in=[zeile.pk for zeile in zeilen])
    return (andere.gueltig(am) if any(zeile.gilt(am) for zeile in zeilen) else andere).exists()


@mit_betraegen
def leistungstexte() -> Iterator[Fundstelle]:
    bedingung = Q()
    for feld in Leistung.BETRAGSFELDER:
        bedingung |= Q(**{f"{feld}__contains": "{{"})
    for leistung in Leistung.objects.filter(bedingung):
        for feld in Leistung.BETRAGSFELDER:
            if schluessel := schluessel_in(getattr(leistung, feld)):
                wo = _("Feld „%(feld)s“") % {"feld": leistung._meta.get_field(feld).verbose_name}
                yield Fundstelle(leistung, wo, schluessel)
