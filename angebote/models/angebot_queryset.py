"""Questions to the offers, in the words of the house: visible, in a region, about a topic, for a group."""

from datetime import date, time

from django.db import models
from django.db.models import Case, Exists, F, Max, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import ASin, Coalesce, Cos, Least, Power, Radians, Sin, Sqrt

from angebote.models.leistung import Leistung
from netzwerk.entfernung import ERDRADIUS_KM, rahmen_um
from netzwerk.models import Ansprechperson, BestaetigbarQuerySet, Netzwerk, Region, Wochentag

# In the evening: at least half an hour after 17:00.
ABEND_BIS = time(17, 30)
# The columns of a card; everything else would be read for nothing, twenty times a page.
KARTE = [
    "titel",
    "slug",
    "nummer",
    "kurzbeschreibung",
    "suchtext",
    "netzwerk_id",
    "kosten_cent",
    "kosten_text",
    "kinderbetreuung",
    "alter_ab",
    "alter_bis",
    "vor_ort",
    "telefonisch",
    "online",
    "aufsuchend",
    "nach_vereinbarung",
    "durchgehend",
    "ist_termin",
    "feiertage",
    "land",
    "gueltig_bis",
    "anmeldung",
    "zeiten_hinweis",
    "telefon",
    "zusatz",
    "strasse",
    "plz",
    "ort",
    "adresse_geschuetzt",
    "partner__name",
    "partner__telefon",
    "netzwerk__ist_beispiel",
    "anlaufstelle__zusatz",
    "anlaufstelle__strasse",
    "anlaufstelle__plz",
    "anlaufstelle__ort",
    "anlaufstelle__adresse_geschuetzt",
    "anlaufstelle__ist_veroeffentlicht",
    "anlaufstelle__gebiet",
    "anlaufstelle__netzwerk__status",
]
ZEITEN_DER_STELLE = ["anlaufstelle__zeiten", "anlaufstelle__ausnahmen", "anlaufstelle__halte"]
# What a card says of hours, from the offer or from the point where it takes place.
ZEITPLAN = ["land", "feiertage", "durchgehend", "nach_vereinbarung", "zeiten_hinweis"]
# The rule of ``Angebot.stelle``.
STELLE_SICHTBAR = Q(anlaufstelle__ist_veroeffentlicht=True) & (
    Q(anlaufstelle__netzwerk__isnull=True) | Q(anlaufstelle__netzwerk__status=Netzwerk.Status.AKTIV)
)


class AngebotQuerySet(BestaetigbarQuerySet):
    def sichtbar(self, am: date):
        """What the public may see on the given day: published, within its validity, of an active network or of none.

        A Termin is gone after its last day; one whose days nobody gave stays. The one rule for HTML, JSON, CSV, PDF,
        feeds, search and sitemap; the index keeps the same days (``with_letzten_tagen``).
        """
        zeiten, geoeffnet = self._zeiten(), self._geoeffnet()
        return self.filter(
            Q(ist_termin=False)
            | Exists(zeiten.filter(Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=am)))
            | Exists(geoeffnet.filter(Q(bis__isnull=True) | Q(bis__gte=am)))
            | (~Exists(zeiten) & ~Exists(geoeffnet)),
            Q(netzwerk__isnull=True) | Q(netzwerk__status=Netzwerk.Status.AKTIV),
            Q(gueltig_von__isnull=True) | Q(gueltig_von__lte=am),
            Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=am),
            status=self.model.Status.VEROEFFENTLICHT,
        )

    def mit_terminen(self, von: date, bis: date):
        """Termine of which a row may hold on one of the days, both inclusive; the engine says which."""
        zeiten = self._zeiten().filter(
            Q(gueltig_von__isnull=True) | Q(gueltig_von__lte=bis), Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=von)
        )
        geoeffnet = self._geoeffnet().filter(Q(von__isnull=True) | Q(von__lte=bis, bis__gte=von))
        return self.filter(Exists(zeiten) | Exists(geoeffnet), ist_termin=True)

    def von_partner(self, slug: str):
        return self.filter(partner__slug=slug)

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

    def auf_sprache(self, code: str):
        """Offers in that language (``Sprache.code``)."""
        return self.filter(
            Exists(self.model.sprachen.through.objects.filter(angebot=OuterRef("pk"), sprache__code=code))
        )

    def mit_kinderbetreuung(self, werte):
        """Offers whose childcare is one of the given values."""
        return self.filter(kinderbetreuung__in=werte)

    def kostenlos(self):
        """Offers that are known to be free."""
        return self.filter(kosten_cent=0)

    def abends(self):
        """Offers with at least half an hour after 17:00."""
        return self.filter(Q(durchgehend=True) | Exists(self._zeiten(bis__gte=ABEND_BIS)))

    def am_wochenende(self):
        return self.filter(Q(durchgehend=True) | Exists(self._zeiten(wochentag__gte=Wochentag.SA)))

    def _zeiten(self, **bedingung):
        return self.model.zeiten.rel.related_model.objects.filter(angebot=OuterRef("pk"), **bedingung)

    def _geoeffnet(self):
        """Exceptions that add days."""
        return self.model.ausnahmen.rel.related_model.objects.filter(angebot=OuterRef("pk"), offen=True)

    def with_zeitquelle(self):
        """Annotates ``leiht_zeiten``: the rule of ``Angebot.zeitquelle``, whether the hours are those of its point."""
        eigene = Q(durchgehend=True) | Q(nach_vereinbarung=True) | ~Q(zeiten_hinweis="") | Exists(self._zeiten())
        return self.annotate(leiht_zeiten=Case(When(STELLE_SICHTBAR & ~eigene, then=True), default=False))

    def with_letzten_tagen(self):
        """Annotates ``letzte_zeit`` and ``letzte_oeffnung``: the last day of a Termin's rows and of the days added to
        them. ``date.max`` is open; both are ``None`` for other offers and where nobody gave days."""
        return self.annotate(
            letzte_zeit=_bei_termin(self._zeiten(), "gueltig_bis"),
            letzte_oeffnung=_bei_termin(self._geoeffnet(), "bis"),
        )

    def im_umkreis(self, punkt: tuple[float, float], km: float, regionen):
        """Offers with a place within the radius, whomever they serve, and those without one that serve the regions.

        Bounding box first, then the exact distance (haversine).
        """
        sued, nord, west, ost = rahmen_um(punkt, km)
        angebote = self.annotate(breite=_koordinate("lat"), laenge=_koordinate("lon"))
        ohne_ort = angebote.filter(breite__isnull=True).in_region(regionen)
        nah = angebote.filter(breite__range=(sued, nord), laenge__range=(west, ost)).annotate(km=_entfernung(punkt))
        return self.filter(Q(pk__in=ohne_ort.values("pk")) | Q(pk__in=nah.filter(km__lte=km).values("pk")))

    def with_karte(self):
        """What a card in a list shows, in a fixed number of queries."""
        return (
            self.select_related("partner", "netzwerk", "anlaufstelle__netzwerk")
            .prefetch_related("zielgruppen", "sprachen", "zeiten")
            .only(*KARTE)
        )

    def with_zustand(self):
        """A card that also says whether somebody is there."""
        zeitplan = ["ist_termin", *ZEITPLAN, "anlaufstelle__art", *(f"anlaufstelle__{name}" for name in ZEITPLAN)]
        return self.with_karte().only(*KARTE, *zeitplan).prefetch_related("ausnahmen", *ZEITEN_DER_STELLE)

    def with_gebiet(self):
        """A card that also says for whose area it is."""
        return self.with_karte().prefetch_related("regionen__eltern")

    def with_kalender(self):
        """What a calendar says: dates with what cancels them, place, number to call, and whether it is risky."""
        return (
            self.select_related("partner", "anlaufstelle__netzwerk")
            .prefetch_related("themen", "zeiten", "ausnahmen", "anlaufstelle__ausnahmen")
            .defer("suchtext", "suchfakten", "beschreibung", "partner__beschreibung")
        )

    def with_daten(self):
        """What a list for machines says: a card with areas, main topics, exceptions and the long text."""
        return (
            self.select_related("partner", "netzwerk", "anlaufstelle__netzwerk")
            .prefetch_related("themen__eltern", "zielgruppen", "regionen__eltern", "sprachen", "zeiten", "ausnahmen")
            .defer("suchfakten")
        )

    def with_seite(self):
        """What the offer's own page and the brochure show."""
        personen = Ansprechperson.objects.oeffentlich().prefetch_related("zeiten", "ausnahmen", "sprachen", "themen")
        return self.with_daten().prefetch_related(
            "anlaufstelle__zeiten",
            Prefetch("personen", personen),
            Prefetch("leistungen", Leistung.objects.sichtbar()),
        )


def _gebiete(modell, regionen):
    return modell.regionen.through.objects.filter(angebot=OuterRef("pk"), region__in=Region.objects.treffend(regionen))


def _bei_termin(zeilen, spalte: str) -> Case:
    """The last day of an offer's rows if it is a Termin; an open row is ``date.max``."""
    letzter = Max(Coalesce(spalte, Value(date.max), output_field=models.DateField()))
    tage = zeilen.order_by().values("angebot").annotate(letzter=letzter).values("letzter")
    return Case(When(ist_termin=True, then=Subquery(tage)), output_field=models.DateField())


def _koordinate(name: str) -> Case:
    """The offer's own coordinate, else that of the drop-in point where it happens; none when one is protected."""
    return Case(
        When(Q(adresse_geschuetzt=True) | Q(anlaufstelle__adresse_geschuetzt=True), then=None),
        When(lat__isnull=False, then=F(name)),
        When(STELLE_SICHTBAR, then=F(f"anlaufstelle__{name}")),
        output_field=models.FloatField(),
    )


def _entfernung(punkt: tuple[float, float]):
    """Kilometres from the point to the annotated ``breite`` and ``laenge``."""
    lat, lon = (Radians(Value(grad)) for grad in punkt)
    h = Power(Sin((Radians(F("breite")) - lat) / 2), 2) + Cos(Radians(F("breite"))) * Cos(lat) * Power(
        Sin((Radians(F("laenge")) - lon) / 2), 2
    )
    return 2 * ERDRADIUS_KM * ASin(Sqrt(h))
