"""Questions to the offers, in the words of the house: visible, in a region, about a topic, for a group."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least

from angebote.models.leistung import Leistung
from netzwerk.models import Ansprechperson, Netzwerk, Region


class AngebotQuerySet(models.QuerySet):
    def sichtbar(self, am: date):
        """What the public may see on the given day: published, within its validity, of an active network or of none.

        The one rule for HTML, JSON, CSV, PDF, feeds, search and sitemap.
        """
        return self.filter(
            Q(netzwerk__isnull=True) | Q(netzwerk__status=Netzwerk.Status.AKTIV),
            Q(gueltig_von__isnull=True) | Q(gueltig_von__lte=am),
            Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=am),
            status=self.model.Status.VEROEFFENTLICHT,
        )

    def in_region(self, regionen):
        """Offers for the regions: their area is one of them, lies in it or contains it."""
        return self.filter(Exists(_gebiete(self.model, regionen)))

    def with_naehe(self, regionen):
        """Annotates ``naehe``: the level of the offer's nearest area, never deeper than what was asked for."""
        tiefste = max((region.ebene for region in regionen), default=0)
        ebene = _gebiete(self.model, regionen).order_by("-region__ebene").values("region__ebene")[:1]
        return self.annotate(naehe=Least(Coalesce(Subquery(ebene), Value(0)), Value(tiefste)))

    def zu_thema(self, slug: str):
        """Offers of a topic; a main topic includes its sub-topics."""
        themen = self.model.themen.through.objects.filter(angebot=OuterRef("pk"))
        return self.filter(Exists(themen.filter(Q(thema__slug=slug) | Q(thema__eltern__slug=slug))))

    def fuer_zielgruppe(self, slug: str):
        """Offers that name the group."""
        return self.filter(
            Exists(self.model.zielgruppen.through.objects.filter(angebot=OuterRef("pk"), zielgruppe__slug=slug))
        )

    def with_karte(self):
        """What a card in a list shows, in a fixed number of queries."""
        return self.select_related("partner", "netzwerk", "anlaufstelle__netzwerk").prefetch_related(
            "themen__eltern", "zielgruppen", "regionen__eltern", "zeiten"
        )

    def with_seite(self):
        """What the offer's own page and the brochure show."""
        personen = Ansprechperson.objects.oeffentlich().prefetch_related("zeiten", "schliessungen", "sprachen")
        return self.with_karte().prefetch_related(
            "sprachen",
            "schliessungen",
            "anlaufstelle__zeiten",
            Prefetch("personen", personen),
            Prefetch("leistungen", Leistung.objects.sichtbar()),
        )


def _gebiete(modell, regionen):
    return modell.regionen.through.objects.filter(angebot=OuterRef("pk"), region__in=Region.objects.treffend(regionen))
