"""The places that name an amount, as an account may see them: its own with a link, the others as a number."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.exceptions import NotRegistered
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import ngettext

from angebote.models import Betrag
from angebote.verwendung import Fundstelle, find_unersetzliche, fundstellen
from netzwerk import rechte

# A message with more places than that is not read any more.
HOECHSTENS = 20


@dataclass(frozen=True)
class Stellen:
    """``sichtbare`` are named; of the rest only how many there are is said."""

    sichtbare: list[Fundstelle]
    andere: int

    def __bool__(self):
        return bool(self.sichtbare or self.andere)

    @property
    def als_texte(self) -> list[str]:
        return [str(stelle) for stelle in self.sichtbare[:HOECHSTENS]] + self.rest

    @property
    def als_links(self) -> list[str]:
        return [_link(stelle) for stelle in self.sichtbare[:HOECHSTENS]] + self.rest

    @property
    def rest(self) -> list[str]:
        anzahl = self.andere + max(0, len(self.sichtbare) - HOECHSTENS)
        text = ngettext("%(n)d weitere Stelle", "%(n)d weitere Stellen", anzahl)
        return [text % {"n": anzahl}] if anzahl else []


class StellenMixin:
    """For admin classes that show or protect amounts."""

    def stellen(self, request, schluessel: Iterable[str]) -> Stellen:
        """The texts that name one of these keys."""
        gesucht = set(schluessel)
        return self._sichtbare(request, [stelle for stelle in fundstellen() if stelle.schluessel & gesucht])

    def im_weg(self, request, betraege: list[Betrag], *, ausser=None) -> list[str]:
        """The texts, as links, that could not say these amounts any more; ``ausser`` is an entry that goes too."""
        unersetzlich = find_unersetzliche(betraege, am=timezone.localdate())
        gefunden = [s for s in fundstellen() if s.schluessel & unersetzlich and s.objekt not in (ausser or [])]
        return self._sichtbare(request, gefunden).als_links

    def _sichtbare(self, request, gefunden: list[Fundstelle]) -> Stellen:
        """One query for each model, not for each place."""
        je_modell: dict[type, set] = {}
        for stelle in gefunden:
            je_modell.setdefault(type(stelle.objekt), set()).add(stelle.objekt.pk)
        erlaubt = {(modell, pk) for modell, pks in je_modell.items() for pk in self._erlaubte(request, modell, pks)}
        sichtbare = [stelle for stelle in gefunden if (type(stelle.objekt), stelle.objekt.pk) in erlaubt]
        return Stellen(sichtbare, len(gefunden) - len(sichtbare))

    def _erlaubte(self, request, modell, pks: set) -> set:
        try:
            verwaltung = self.admin_site.get_model_admin(modell)
        except NotRegistered:
            return pks if rechte.reichweite(request.user).verwaltung else set()
        return set(verwaltung.get_queryset(request).filter(pk__in=pks).values_list("pk", flat=True))


def _link(stelle: Fundstelle) -> str:
    opts = stelle.objekt._meta
    adresse = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[stelle.objekt.pk])
    return format_html('<a href="{}">{}</a>', adresse, stelle)
