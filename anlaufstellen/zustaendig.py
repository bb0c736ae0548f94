"""Which office is responsible at a place: not the nearest one, but the one whose district it lies in."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from netzwerk.models import Ansprechperson, Partner
from netzwerk.orte import Ort

# In the order of the page.
AEMTER = (Partner.Art.JUGENDAMT, Partner.Art.JOBCENTER, Partner.Art.ARBEITSAGENTUR, Partner.Art.KOMMUNE)
JE_AMT = 3


@dataclass(frozen=True)
class Amt:
    """An office, and the people of it to ask; those of the smallest district first."""

    partner: Partner
    personen: list[Ansprechperson]


def find_zustaendige(ort: Ort) -> list[Amt]:
    """Offices with public people whose district is the place or contains it.

    Somebody without a district of their own works for all of the office's area.
    """
    pfade = {pfad for region in ort.regionen for pfad in (*region.vorfahren_pfade, region.pfad)}
    eigene = Q(regionen__pfad__in=pfade)
    vom_amt = Q(regionen__isnull=True, partner__region__pfad__in=pfade)
    nummern = Ansprechperson.objects.oeffentlich().filter(eigene | vom_amt, partner__art__in=AEMTER)
    personen = (
        Ansprechperson.objects.filter(pk__in=nummern.values("pk"), partner__in=Partner.objects.sichtbar())
        .select_related("partner__region")
        .prefetch_related("zeiten", "ausnahmen", "regionen__eltern")
    )
    je_amt: dict[Partner, list[Ansprechperson]] = defaultdict(list)
    for person in sorted(personen, key=lambda person: (-_tiefe(person, pfade), person.pk)):
        je_amt[person.partner].append(person)
    aemter = sorted(je_amt, key=lambda partner: (AEMTER.index(partner.art), partner.name))
    return [Amt(partner, je_amt[partner][:JE_AMT]) for partner in aemter]


def _tiefe(person: Ansprechperson, pfade: set[str]) -> int:
    """How deep in the tree the district lies by which the person is responsible."""
    gebiete = [region.pfad for region in person.regionen.all()] or [person.partner.region.pfad]
    return max(pfad.count("/") for pfad in gebiete if pfad in pfade)
