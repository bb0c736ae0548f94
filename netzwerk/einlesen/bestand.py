"""What the database already knows, read once for a whole sheet: a cell costs no query of its own."""

from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from netzwerk.einlesen.regionen import Regionen
from netzwerk.models import Partner, Region, Sprache, Thema
from netzwerk.tabellen.meldung import aufzaehlung, zitat
from netzwerk.tabellen.namensliste import Namensliste

AEHNLICH_AB = 60


class Bestand:
    """``partner``: those that the account may choose; others do not exist for it, not even as a hint."""

    def __init__(self, partner: QuerySet):
        self._partner = partner
        self._regionen = Regionen()

    @cached_property
    def partner(self) -> Namensliste[Partner]:
        alle = self._partner.only("pk", "name", "kurzname", "slug").order_by("pk")
        return Namensliste(alle, lambda p: p.name, lambda p: p.kurzname, lambda p: p.slug)

    @cached_property
    def themen(self) -> Namensliste[Thema]:
        return Namensliste(Thema.objects.select_related("eltern"), lambda t: t.slug, lambda t: t.name)

    @cached_property
    def sprachen(self) -> Namensliste[Sprache]:
        return Namensliste(Sprache.objects.all(), lambda s: s.name, lambda s: s.code, lambda s: s.eigenname)

    def finde(self, quelle: str, name: str):
        """One thing of a list by its name. Raises ``ValueError``."""
        if quelle == "regionen":
            return self.region(name)
        liste = getattr(self, quelle)
        treffer = liste.finde(name)
        if len(treffer) == 1:
            return treffer[0]
        raise ValueError(_fehlt(liste, name, treffer))

    def region(self, name: str) -> Region:
        region = self._regionen[name]
        if isinstance(region, ValueError):
            raise ValueError(f"{zitat(name)} {region}.")
        return region


def _fehlt(liste: Namensliste, name: str, treffer: list) -> str:
    """The nearest spelling, or what tells several of one name apart."""
    if treffer:
        slugs = aufzaehlung(sorted(getattr(ding, "slug", str(ding)) for ding in treffer), _("oder"))
        return _("{name} gibt es mehrmals. Bitte {slugs} schreiben.").format(name=zitat(name), slugs=slugs)
    text = _("{name} kennen wir nicht.").format(name=zitat(name))
    if aehnlich := liste.aehnlich(name, ab=AEHNLICH_AB):
        text += " " + _("Meinten Sie {aehnlich}?").format(aehnlich=zitat(aehnlich))
    return text + (" " + _("Mehrere bitte mit „;“ trennen.") if "," in name else "")
