"""Which drop-in points an account works at, and whose numbers it sees."""

from django.db.models import Q, QuerySet

from anlaufstellen.models import Anlaufstelle
from netzwerk import rechte

REGEL = rechte.Regel(
    ("netzwerk",), ("partner",), lotsen_pfade=("personen",), lotsin=rechte.BEARBEITEN, redaktion=rechte.BEARBEITEN
)


def arbeitet_an_stellen(request) -> bool:
    return rechte.darf(request.user, rechte.AENDERN, REGEL)


def eigene_stellen(konto) -> QuerySet[Anlaufstelle]:
    """The released points that the account may do something for, in order of their names."""
    stellen = Anlaufstelle.objects.filter(ist_veroeffentlicht=True)
    return rechte.mit_recht(konto, rechte.AENDERN, stellen, REGEL).order_by("name", "pk")


def von_innen(konto) -> QuerySet[Anlaufstelle]:
    """The points at which the account is Lots*in or whose partner it writes for: it knows every talk there."""
    weite = rechte.reichweite(konto)
    eigen = Q(partner__in=weite.partner) | Q(pk__in=_als_lotsin(weite))
    return Anlaufstelle.objects.filter(eigen).order_by("name", "pk")


def _als_lotsin(weite: rechte.Reichweite) -> QuerySet:
    return Anlaufstelle.personen.through.objects.filter(ansprechperson__in=weite.personen).values("anlaufstelle")
