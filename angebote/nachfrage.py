"""Demand beside supply: what was asked for in an area, summed up, and which topics it is about.

The threshold of privacy stands here: what was asked less than ``Suchanfrage.MINDESTENS`` times is never told.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from angebote.models import Suchanfrage, Suchbegriff
from angebote.suche.analyse import inhaltswoerter, stamm
from netzwerk.models import Region, Thema

ZEITRAUM = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Nachfrage:
    """One question in one region. ``themen`` are keys of the topics that its words are about, main topics included."""

    worte: str
    region: str
    anzahl: int
    ohne_treffer: int
    themen: frozenset[int]


def je_frage(anfragen: QuerySet) -> QuerySet:
    """One row for each question and region, with ``summe`` and ``summe_ohne`` over all rows that are asked for.

    What was asked less than ``MINDESTENS`` times is left out. Conditions that are set later narrow what is summed up.
    """
    gleiche = [F("worte"), F("region")]
    return anfragen.annotate(
        summe=Window(Sum("anzahl"), partition_by=gleiche),
        summe_ohne=Window(Sum("ohne_treffer"), partition_by=gleiche),
        stelle=Window(RowNumber(), partition_by=gleiche, order_by=F("pk").desc()),
    ).filter(summe__gte=Suchanfrage.MINDESTENS, stelle=1)


def load_nachfrage(regionen: Iterable[Region], themen: Iterable[Thema], *, am: date) -> list[Nachfrage]:
    """Questions of the last ``ZEITRAUM`` in the regions and in what lies in them, most often unanswered first."""
    drin = Q(pk__in=[])
    for region in regionen:
        drin |= Q(region__pfad__startswith=region.pfad)
    anfragen = Suchanfrage.objects.filter(drin, tag__gt=am - ZEITRAUM, tag__lte=am)
    zeilen = je_frage(anfragen).select_related("region__eltern").order_by("-summe_ohne", "-summe", "worte", "pk")
    worte = themen_der_worte(themen)
    return [
        Nachfrage(
            zeile.worte,
            str(zeile.region),
            zeile.summe,
            zeile.summe_ohne,
            frozenset().union(*(worte.get(stamm(wort), ()) for wort in zeile.worte.split())),
        )
        for zeile in zeilen
    ]


def themen_der_worte(themen: Iterable[Thema]) -> dict[str, set[int]]:
    """Stem → topics: from the topics' names and from what parents say for them."""
    gefunden: defaultdict[str, set[int]] = defaultdict(set)
    eltern = {}
    for thema in themen:
        eltern[thema.pk] = thema.eltern_id
        for wort in inhaltswoerter(thema.name):
            gefunden[stamm(wort)].add(thema.pk)
    begriffe = Suchbegriff.themen.through.objects.filter(thema__in=eltern)
    for wort, thema in begriffe.values_list("suchbegriff__wort", "thema"):
        # A saying of several words is not about each of them.
        if len(teile := inhaltswoerter(wort)) == 1:
            gefunden[stamm(teile[0])].add(thema)
    return {wort: alle | {eltern[pk] for pk in alle if eltern[pk]} for wort, alle in gefunden.items()}
