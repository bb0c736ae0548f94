"""Where: the tree of regions and the postcodes that lead into it."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerk.feiertage import LAND_JE_AGS
from netzwerk.ortsnamen import anzeigename, schreibweisen
from netzwerk.text import falte, slug_aus


class Ebene(models.IntegerChoices):
    """Depth in the tree; a larger number is a smaller area."""

    BUND = 0, _("Bund")
    LAND = 1, _("Land")
    KREIS = 2, _("Kreis oder kreisfreie Stadt")
    GEMEINDE = 3, _("Gemeinde oder Bezirk")
    ORTSTEIL = 4, _("Ortsteil")


def land_kuerzel(pfad: str) -> str:
    """„NI“ from „de/03/03155/“; empty for a path that names no Land."""
    teile = pfad.split("/")
    return LAND_JE_AGS.get(teile[1], "") if len(teile) > 2 else ""


class RegionQuerySet(models.QuerySet):
    def treffend(self, regionen):
        """Regions that one of the given ones is, lies in or contains: the rule of every place filter."""
        bedingung = Q(pk__in=[])
        for region in regionen:
            bedingung |= Q(pfad__startswith=region.pfad) | Q(pfad__in=region.vorfahren_pfade)
        return self.filter(bedingung)

    def in_region(self, region):
        """The region itself and all below it."""
        return self.filter(pfad__startswith=region.pfad)


class Region(models.Model):
    """One area: Bund › Land › Kreis › Gemeinde › Ortsteil.

    ``ags`` is the official key (2, 5 or 8 digits, text because of leading zeros); ``None`` where there is none.
    ``pfad`` joins the keys from the root, each closed by „/“, so that a prefix means „contains“.
    ``lat`` and ``lon`` (WGS84, degrees) are a point for maps, no boundary.
    """

    name = models.CharField(_("Name"), max_length=120, help_text=_("Ohne Zusatz, z. B. „Northeim“."))
    bezeichnung = models.CharField(
        _("Bezeichnung"), max_length=40, blank=True, help_text=_("Z. B. „Landkreis“, „Stadt“, „Ortsteil“.")
    )
    ebene = models.PositiveSmallIntegerField(_("Ebene"), choices=Ebene.choices)
    ags = models.CharField(
        _("Amtlicher Gemeindeschlüssel (AGS)"),
        max_length=8,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^(\d{2}|\d{5}|\d{8})$", _("Bitte 2, 5 oder 8 Ziffern, z. B. „03155“."))],
    )
    nuts3 = models.CharField("NUTS 3", max_length=5, blank=True)
    iso = models.CharField("ISO 3166-2", max_length=6, blank=True)
    eltern = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="kinder", verbose_name=_("liegt in")
    )
    pfad = models.CharField(max_length=120, unique=True, editable=False)
    lat = models.FloatField(_("Breite"), null=True, blank=True)
    lon = models.FloatField(_("Länge"), null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Region")
        verbose_name_plural = _("Regionen")
        ordering = ["pfad"]
        constraints = [
            models.CheckConstraint(
                name="region_eltern_ausser_bund",
                condition=Q(ebene=0, eltern__isnull=True) | Q(ebene__gt=0, eltern__isnull=False),
                violation_error_message=_(
                    "Jede Region außer „Deutschland“ liegt in einer anderen. Bitte „liegt in“ ausfüllen."
                ),
            ),
        ]

    def __str__(self):
        if self.ebene == Ebene.ORTSTEIL and self.eltern_id:
            return f"{self.name} ({self.eltern.name})"
        return self.anzeigename

    def save(self, *args, **kwargs):
        alter_pfad = self.pfad
        schluessel = "de" if self.ebene == Ebene.BUND else self.ags or slug_aus(self.name)
        self.pfad = (self.eltern.pfad if self.eltern_id else "") + schluessel + "/"
        super().save(*args, **kwargs)
        self._save_ortsnamen()
        if alter_pfad and alter_pfad != self.pfad:
            for kind in self.kinder.all():
                kind.save()

    @property
    def land_kuerzel(self) -> str:
        """The Land it lies in (ISO 3166-2 without „DE-“), empty for the whole country."""
        return land_kuerzel(self.pfad)

    @property
    def anzeigename(self) -> str:
        return anzeigename(self.name, self.bezeichnung) if self.ebene >= Ebene.KREIS else self.name

    @property
    def vorfahren_pfade(self) -> list[str]:
        """Paths of all regions that contain this one, from the root down, without itself."""
        teile = self.pfad.split("/")[:-2]
        return ["/".join(teile[: i + 1]) + "/" for i in range(len(teile))]

    def _save_ortsnamen(self):
        eltern_name = self.eltern.name if self.eltern_id and self.ebene >= Ebene.GEMEINDE else ""
        neu = schreibweisen(self.name, self.bezeichnung, eltern_name)
        vorhanden = set(self.ortsnamen.values_list("gefaltet", flat=True))
        self.ortsnamen.filter(ist_alias=False).exclude(gefaltet__in=neu).delete()
        Ortsname.objects.bulk_create(
            Ortsname(region=self, name=form, gefaltet=form) for form in sorted(neu - vorhanden)
        )


class Ortsname(models.Model):
    """One spelling under which a region is found; ``ist_alias`` when a person entered it („OHZ“)."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="ortsnamen", verbose_name=_("Region"))
    name = models.CharField(_("Schreibweise"), max_length=160)
    gefaltet = models.CharField(max_length=160, db_index=True, editable=False)
    ist_alias = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("Schreibweise")
        verbose_name_plural = _("weitere Schreibweisen")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "gefaltet"], name="ortsname_je_region_einmal")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.gefaltet = falte(self.name)
        super().save(*args, **kwargs)


class PostleitzahlQuerySet(models.QuerySet):
    def mitte(self, plz: str) -> tuple[float, float] | None:
        """Mean point of a postcode's places (WGS84 degrees), ``None`` for an unknown postcode."""
        punkt = self.filter(plz=plz).aggregate(lat=models.Avg("lat"), lon=models.Avg("lon"))
        return None if punkt["lat"] is None else (punkt["lat"], punkt["lon"])

    def land(self, plz: str) -> str:
        """The Land (ISO 3166-2 without „DE-“) of a postcode; empty for one that is unknown or lies in several."""
        pfade = self.filter(plz=plz).values_list("regionen__pfad", flat=True)
        laender = {land_kuerzel(pfad) for pfad in pfade if pfad} - {""}
        return laender.pop() if len(laender) == 1 else ""


class Postleitzahl(models.Model):
    """A postcode and one place in it; a postcode may have several places and lie in several regions.

    ``lat``, ``lon``: WGS84 degrees, about the middle of the place. Good for a radius, not for an address.
    """

    plz = models.CharField(
        _("PLZ"),
        max_length=5,
        db_index=True,
        validators=[RegexValidator(r"^\d{5}$", _("Bitte fünf Ziffern, z. B. „12619“."))],
    )
    ort = models.CharField(_("Ort"), max_length=120)
    ort_gefaltet = models.CharField(max_length=120, db_index=True, editable=False)
    lat = models.FloatField(_("Breite"))
    lon = models.FloatField(_("Länge"))
    regionen = models.ManyToManyField(Region, related_name="postleitzahlen", verbose_name=_("liegt in"))

    objects = PostleitzahlQuerySet.as_manager()

    class Meta:
        verbose_name = _("Postleitzahl")
        verbose_name_plural = _("Postleitzahlen")
        ordering = ["plz", "ort"]
        constraints = [
            models.UniqueConstraint(fields=["plz", "ort"], name="plz_und_ort_einmal"),
            models.CheckConstraint(
                name="plz_fuenf_ziffern",
                condition=Q(plz__regex=r"^\d{5}$"),
                violation_error_message=_("Bitte fünf Ziffern, z. B. „12619“."),
            ),
            models.CheckConstraint(
                name="plz_koordinate_auf_der_erde",
                condition=Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                violation_error_message=_("Breite von −90 bis 90, Länge von −180 bis 180 Grad."),
            ),
        ]

    def __str__(self):
        return f"{self.plz} {self.ort}"

    def save(self, *args, **kwargs):
        self.ort_gefaltet = falte(self.ort)
        super().save(*args, **kwargs)
