"""Regions by the name people write, looked up once for a whole sheet."""

from functools import cached_property

from django.utils.translation import gettext as _

from netzwerk.models import Ortsname, Region
from netzwerk.orte import AGS, find_region
from netzwerk.text import falte

# Each unknown name costs a search through all spellings; a sheet with more of them has another problem.
REGION_HINWEISE = 50


class Regionen(dict):
    """Regions by the name people write; each is looked up once, also one that is unknown (a ``ValueError``)."""

    def __init__(self):
        super().__init__()
        self.unbekannte = 0

    def __missing__(self, name: str) -> Region | ValueError:
        try:
            self[name] = self._finde(name)
        except ValueError as fehler:
            self.unbekannte += 1
            self[name] = fehler
        return self[name]

    def _finde(self, name: str) -> Region:
        if name.isdecimal() and len(name) in (1, 4, 7):
            raise ValueError(_("kennen wir nicht; fehlt die führende Null? Bitte „0{name}“").format(name=name))
        if self.unbekannte >= REGION_HINWEISE and not AGS.match(name) and falte(name) not in self._schreibweisen:
            raise ValueError("kennen wir nicht")
        return find_region(name)

    @cached_property
    def _schreibweisen(self) -> set[str]:
        return set(Ortsname.objects.values_list("gefaltet", flat=True))
