"""Address and contact: fields that partners, drop-in points and offers share."""

from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerk.models.region import Postleitzahl

validate_plz = RegexValidator(r"^\d{5}$", _("Bitte fünf Ziffern, z. B. „12619“."))
validate_telefon = RegexValidator(
    r"^\+?[0-9][0-9 /()-]{1,38}$", _("Bitte nur Ziffern, Leerzeichen und - / ( ), z. B. „05551 708-140“.")
)


@dataclass(frozen=True, slots=True)
class Anschrift:
    """A postal address as it may be shown."""

    strasse: str
    plz: str
    ort: str
    zusatz: str = ""

    def __str__(self):
        return ", ".join(teil for teil in (self.zusatz, self.strasse, f"{self.plz} {self.ort}".strip()) if teil)


class MitKontakt(models.Model):
    telefon = models.CharField(_("Telefon"), max_length=40, blank=True, validators=[validate_telefon])
    email = models.EmailField(_("E-Mail"), blank=True)
    website = models.URLField(_("Website"), blank=True, max_length=300)

    class Meta:
        abstract = True


class MitAdresse(models.Model):
    """An address with one switch that hides it everywhere.

    Everything that leaves the admin asks ``anschrift``, never the fields themselves.
    ``lat`` and ``lon`` are WGS84 degrees, filled from the postcode when left empty; ``koordinate_von_plz``
    remembers the postcode they came from and is empty when a person entered them.
    """

    zusatz = models.CharField(
        _("Adresszusatz"), max_length=120, blank=True, help_text=_("Z. B. „Hinterhaus, 2. Stock“.")
    )
    strasse = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    plz = models.CharField(_("PLZ"), max_length=5, blank=True, validators=[validate_plz])
    ort = models.CharField(_("Ort"), max_length=80, blank=True)
    lat = models.FloatField(
        _("Breite"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        _("Länge"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    adresse_geschuetzt = models.BooleanField(
        _("Adresse ist geschützt"),
        default=False,
        help_text=_("Für Frauenhäuser und Schutzwohnungen: Die Adresse erscheint nirgends außerhalb der Verwaltung."),
    )

    koordinate_von_plz = models.CharField(max_length=5, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.lat is None or self.koordinate_von_plz not in ("", self.plz):
            self.set_koordinate_von_plz()
        super().save(*args, **kwargs)

    def set_koordinate_von_plz(self):
        """Take the middle of the postcode as the place; a coordinate entered by hand is never overwritten."""
        self.lat, self.lon, self.koordinate_von_plz = None, None, ""
        punkt = Postleitzahl.objects.mitte(self.plz) if self.plz else None
        if punkt:
            (self.lat, self.lon), self.koordinate_von_plz = punkt, self.plz

    @property
    def anschrift(self) -> Anschrift | None:
        """The address that may be shown, or ``None``."""
        if self.adresse_geschuetzt or not (self.strasse or self.ort):
            return None
        return Anschrift(self.strasse, self.plz, self.ort, self.zusatz)


def plz_constraint(name: str) -> models.CheckConstraint:
    """The database's own check that a postcode is empty or has five digits."""
    return models.CheckConstraint(
        name=name,
        condition=Q(plz="") | Q(plz__regex=r"^\d{5}$"),
        violation_error_message=_("Bitte fünf Ziffern, z. B. „12619“."),
    )
