"""A kind of sheet: its model, its columns, and what is special about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from netzwerk.einlesen.befugnis import Befugnis
from netzwerk.einlesen.spalten import Spalte, Wahl
from netzwerk.models import Netzwerk, Sprache, Thema
from netzwerk.tabellen.kopf import Spaltenliste
from netzwerk.tabellen.muster import Erklaerung, Muster

if TYPE_CHECKING:
    from netzwerk.einlesen.plan import Auftrag, Vorgang


@dataclass(frozen=True)
class Sorte:
    """``formen`` gives the natural keys of an entry, the most exact first, from the values of ``natuerlich`` by name.

    ``braucht_netzwerk``: new entries belong to the network that is chosen for the sheet.
    """

    art: str
    modell: type[Model]
    spalten: tuple[Spalte, ...]
    natuerlich: tuple[str, ...]
    formen: Callable[[dict], list[tuple]]
    nebenbei: tuple[str, ...] = ()
    braucht_netzwerk: bool = False

    @cached_property
    def liste(self) -> Spaltenliste:
        """Other fields of the model stand in our own export and are passed over when it comes back."""
        return Spaltenliste(
            tuple(spalte.name for spalte in self.spalten),
            tuple(spalte.name for spalte in self.spalten if spalte.ist_pflicht),
            {spalte.name: spalte.worte for spalte in self.spalten},
            (*self.nebenbei, *(feld.name for feld in self.modell._meta.concrete_fields)),
        )

    @cached_property
    def je_name(self) -> dict[str, Spalte]:
        return {spalte.name: spalte for spalte in self.spalten}

    def muster(self) -> Muster:
        zeilen = [Erklaerung(s.name, str(s.hilfe), str(s.beispiel), s.ist_pflicht) for s in self.spalten]
        wahl = {str(s.name): s.texte(self.modell) for s in self.spalten if isinstance(s, Wahl)}
        namen = {spalte.name for spalte in self.spalten}
        themen = [t.name for haupt in Thema.objects.haupt() for t in (haupt, *haupt.unterthemen.all())]
        sprachen = [sprache.name for sprache in Sprache.objects.all()]
        listen = {
            _("Themen"): themen if "themen" in namen else [],
            _("Sprachen"): sprachen if "sprachen" in namen else [],
        }
        return Muster(str(self.modell._meta.verbose_name_plural), zeilen, {**wahl, **listen})

    def lade(self, queryset: QuerySet) -> QuerySet:
        """With all that a cell shows, in a fixed number of queries."""
        return queryset

    def pruefe(self, vorgang: "Vorgang") -> Iterator[tuple[str, str]]:
        """Column and reason for what does not fit together in a row."""
        yield from ()

    def darf_anlegen(self, vorgang: "Vorgang", befugnis: Befugnis, netzwerk: Netzwerk | None) -> str:
        """ "" when the account may make this new entry, else the reason."""
        return ""

    def bereite_neue_vor(self, objekte: Iterable[tuple[Model, "Vorgang"]], auftrag: "Auftrag") -> None:
        """Sets what new entries need besides the columns, before they are saved."""

    def nach_anlegen(self, objekte: Iterable[Model], auftrag: "Auftrag") -> None:
        """What follows once new entries are stored."""

    def nebenzeile(self, vorgang: "Vorgang") -> str:
        return str(vorgang.gelesen.get("partner") or "")


_sorten: dict[str, Sorte] = {}


def registriere[S: Sorte](sorte: S) -> S:
    """Makes a kind known by its name; an app further right has kinds of its own."""
    _sorten[str(sorte.art)] = sorte
    return sorte


def sorten() -> dict[str, Sorte]:
    return dict(_sorten)
