"""What a network asks of its Infopoints, and what is lent to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlaufstellen.models.anlaufstelle import Anlaufstelle
from netzwerk.models import Netzwerk


class Qualitaetskriterium(models.Model):
    """One thing that every Infopoint of the network must have. A network without any gives no badge."""

    class Art(models.TextChoices):
        GESCHULT = "geschult", _("Lots*in ist geschult")
        BARRIEREFREI = "barrierefrei", _("ohne Stufen erreichbar")
        KINDERBETREUUNG = "kinderbetreuung", _("Kinderbetreuung oder Kind darf mit")
        RAUM = "raum", _("Raum für vertrauliche Gespräche")
        RANDZEITEN = "randzeiten", _("auch außerhalb der Bürozeiten offen")

    netzwerk = models.ForeignKey(Netzwerk, models.CASCADE, related_name="kriterien", verbose_name=_("Netzwerk"))
    art = models.CharField(_("Kriterium"), max_length=16, choices=Art.choices)

    class Meta:
        verbose_name = _("Kriterium für Infopoints")
        verbose_name_plural = _("Kriterien für Infopoints")
        ordering = ["netzwerk__name", "art"]
        constraints = [
            models.UniqueConstraint(
                fields=["netzwerk", "art"],
                name="kriterium_einmal_je_netzwerk",
                violation_error_message=_("Dieses Kriterium steht schon in der Liste des Netzwerks."),
            )
        ]

    def __str__(self):
        return self.get_art_display()


class Material(models.Model):
    """Something the network lends or gives to its points: brochures, signs, toys."""

    netzwerk = models.ForeignKey(Netzwerk, models.CASCADE, related_name="material", verbose_name=_("Netzwerk"))
    name = models.CharField(_("Name"), max_length=120, help_text=_("Z. B. „Wegweiser A5“, „Schild A3“."))
    hinweis = models.CharField(_("Hinweis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Material")
        verbose_name_plural = _("Material")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["netzwerk", "name"],
                name="material_einmal_je_netzwerk",
                violation_error_message=_("Material mit diesem Namen gibt es im Netzwerk schon."),
            )
        ]

    def __str__(self):
        return self.name


class Bestand(models.Model):
    """How much of a material is at a point, in pieces, and how much it has ordered. 0 ordered means nothing.

    ``SUMMIERT``: what is added when two points become one.
    """

    SUMMIERT = ("anzahl", "bestellt")

    anlaufstelle = models.ForeignKey(Anlaufstelle, models.CASCADE, related_name="bestaende")
    material = models.ForeignKey(Material, models.CASCADE, related_name="bestaende", verbose_name=_("Material"))
    anzahl = models.PositiveIntegerField(_("Stück vor Ort"), default=0)
    bestellt = models.PositiveIntegerField(_("Stück bestellt"), default=0)
    bestellt_am = models.DateField(_("bestellt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Bestand")
        verbose_name_plural = _("Bestände")
        ordering = ["material__name"]
        constraints = [models.UniqueConstraint(fields=["anlaufstelle", "material"], name="bestand_einmal_je_stelle")]

    def __str__(self):
        return f"{self.material}: {self.anzahl}"

    @property
    def kennung(self) -> str:
        """Names the row in a form, also before it is stored."""
        return f"{self.anlaufstelle_id}-{self.material_id}"
