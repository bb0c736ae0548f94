"""What made-up offers stand in: the Grunddaten as delivered, and partners and networks made for the occasion."""

from dataclasses import dataclass, field
from operator import attrgetter
from random import Random

from benchmarks.wortschatz import SAMEN, Wortschatz, text
from netzwerk.models import Ebene, Netzwerk, Partner, Region, Sprache, Thema, Zielgruppe

HAUPTTHEMEN, UNTERTHEMEN = 8, 4
NETZWERKE, KREISE_JE_NETZWERK = 40, 5
ANGEBOTE_JE_PARTNER = 25
# A small catalogue is that of few networks.
ANGEBOTE_JE_KREIS, WENIGSTENS_KREISE = 100, 10


@dataclass
class Umfeld:
    """``themen``: 40 of them, 8 main topics with 4 below each. ``netz_von``: key of a Kreis → of its network."""

    bund: Region
    laender: list[Region]
    kreise: list[Region]
    themen: list[Thema]
    zielgruppen: list[Zielgruppe]
    sprachen: list[Sprache]
    partner: list[Partner]
    netz_von: dict[int, int] = field(default_factory=dict)

    @property
    def hauptthemen(self) -> list[Thema]:
        return [thema for thema in self.themen if thema.eltern_id is None]


def load_umfeld(groesse: int) -> Umfeld:
    """For a catalogue of that size, after ``make_partner`` and ``make_netzwerke``: a small one has few Kreise."""
    nach_ebene = {ebene: list(Region.objects.filter(ebene=ebene)) for ebene in (Ebene.BUND, Ebene.LAND, Ebene.KREIS)}
    return Umfeld(
        bund=nach_ebene[Ebene.BUND][0],
        laender=nach_ebene[Ebene.LAND],
        kreise=_verteilte(nach_ebene[Ebene.KREIS], max(WENIGSTENS_KREISE, groesse // ANGEBOTE_JE_KREIS)),
        themen=_themen(),
        zielgruppen=list(Zielgruppe.objects.all()),
        sprachen=list(Sprache.objects.all()),
        partner=list(Partner.objects.filter(slug__startswith="partner-").order_by("pk")),
        netz_von=dict(Netzwerk.objects.aktiv().values_list("regionen", "pk")),
    )


def _verteilte(kreise: list[Region], anzahl: int) -> list[Region]:
    """So many of them from all over the country, or all."""
    gewaehlt = Random(SAMEN).sample(kreise, min(anzahl, len(kreise)))  # noqa: S311
    return sorted(gewaehlt, key=attrgetter("pfad"))


def _themen() -> list[Thema]:
    """In the order in which the portal lists the topics of an offer."""
    haupt = list(Thema.objects.haupt())[:HAUPTTHEMEN]
    gewaehlt = [thema.pk for eines in haupt for thema in (eines, *list(eines.unterthemen.all())[:UNTERTHEMEN])]
    return list(Thema.objects.filter(pk__in=gewaehlt))


def make_partner(anzahl: int) -> None:
    """One partner for every ``ANGEBOTE_JE_PARTNER`` of so many offers."""
    worte = Wortschatz(1).ziehe(anzahl // ANGEBOTE_JE_PARTNER + 1, 2)
    Partner.objects.bulk_create(
        Partner(name=text(paar, 200).title(), slug=f"partner-{nummer}", telefon="05551 708-140")
        for nummer, paar in enumerate(worte)
    )


def make_netzwerke() -> None:
    """Active networks, each with some Kreise of its own; about half of all Kreise have none."""
    bund = Region.objects.get(ebene=Ebene.BUND)
    netze = Netzwerk.objects.bulk_create(
        Netzwerk(name=f"Netzwerk {nummer}", slug=f"gemacht-{nummer}", land=bund) for nummer in range(NETZWERKE)
    )
    kreise = list(Region.objects.filter(ebene=Ebene.KREIS).order_by("pk")[: 2 * NETZWERKE * KREISE_JE_NETZWERK : 2])
    gebiete = Netzwerk.regionen.through
    gebiete.objects.bulk_create(
        gebiete(netzwerk=netze[platz // KREISE_JE_NETZWERK], region=kreis) for platz, kreis in enumerate(kreise)
    )
