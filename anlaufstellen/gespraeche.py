"""Counting a talk: what is offered first, what is stored, and how the last one is taken back.

What is stored says nothing about who entered it. The token to take one back is signed, not stored, and stands only on
the page after saving.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from anlaufstellen.models import Anlaufstelle, Gespraech
from netzwerk.models import Netzwerk, Partner, Thema

SALZ = "gespraech-zuruecknehmen"
ZURUECK_SEKUNDEN = 15 * 60
# Habits change: what was usual longer ago than that is no help.
GEWOHNT = timedelta(days=180)


def themen_nach_gewohnheit(stellen: Iterable[Anlaufstelle], am: date) -> QuerySet[Thema]:
    """The main topics, those that these points counted most often first."""
    oft = Count("gespraeche", Q(gespraeche__anlaufstelle__in=stellen, gespraeche__tag__gt=am - GEWOHNT))
    return Thema.objects.filter(eltern=None).annotate(oft=oft).order_by("-oft", "reihenfolge", "name")


def partner_nach_gewohnheit(stellen: Iterable[Anlaufstelle], am: date) -> QuerySet[Partner]:
    """The partners of the points' networks, those that these points referred to most often first."""
    netze = Netzwerk.objects.filter(anlaufstellen__in=stellen)
    mitglieder = Partner.objects.filter(Q(netzwerke__in=netze) | Q(anlaufstellen__in=stellen))
    oft = Count("verweise", Q(verweise__anlaufstelle__in=stellen, verweise__tag__gt=am - GEWOHNT))
    return Partner.objects.filter(pk__in=mitglieder.values("pk")).annotate(oft=oft).order_by("-oft", "name")


@transaction.atomic
def record_gespraech(
    *, anlaufstelle: Anlaufstelle, tag: date, dauer: str, ist_erstes: bool, themen=(), verwiesen_an=(), luecke=None
) -> Gespraech:
    gespraech = Gespraech.objects.create(
        anlaufstelle=anlaufstelle, tag=tag, dauer=dauer, ist_erstes=ist_erstes, luecke=luecke
    )
    gespraech.themen.set(themen)
    gespraech.verwiesen_an.set(verwiesen_an)
    return gespraech


def make_marke(gespraech: Gespraech) -> str:
    """What takes exactly this talk back, for a quarter of an hour."""
    return signing.dumps(gespraech.pk, salt=SALZ)


def find_gespraech(marke: str, stellen: QuerySet[Anlaufstelle]) -> Gespraech | None:
    """The talk of one of these points that the token is for; ``None`` when it is gone, too old or made up."""
    try:
        pk = signing.loads(marke, salt=SALZ, max_age=ZURUECK_SEKUNDEN)
    except signing.BadSignature:
        return None
    return Gespraech.objects.filter(pk=pk, anlaufstelle__in=stellen).first()
