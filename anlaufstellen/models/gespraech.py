"""Talks at drop-in points as mere numbers: nobody can be found in them.

There is no free text, no time of day, no name, age or address, and nothing says which Lots*in entered it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlaufstellen.models.anlaufstelle import Anlaufstelle
from netzwerk.models import Partner, Thema


class Gespraech(models.Model):
    """One talk. ``dauer`` is a band of minutes; ``luecke`` is a topic for which nothing suitable was found."""

    class Dauer(models.TextChoices):
        KURZ = "kurz", _("unter 10 Minuten")
        MITTEL = "mittel", _("10 bis 30 Minuten")
        LANG = "lang", _("30 bis 60 Minuten")
        SEHR_LANG = "sehr_lang", _("über 60 Minuten")

    anlaufstelle = models.ForeignKey(
        Anlaufstelle, models.CASCADE, related_name="gespraeche", verbose_name=_("Anlaufstelle")
    )
    tag = models.DateField(_("Tag"))
    dauer = models.CharField(_("Dauer"), max_length=10, choices=Dauer.choices)
    ist_erstes = models.BooleanField(_("erstes Gespräch"), default=True)
    themen = models.ManyToManyField(Thema, blank=True, related_name="gespraeche", verbose_name=_("Themen"))
    verwiesen_an = models.ManyToManyField(Partner, blank=True, related_name="verweise", verbose_name=_("weiter zu"))
    luecke = models.ForeignKey(
        Thema,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="luecken",
        verbose_name=_("dafür gab es nichts Passendes"),
    )

    class Meta:
        verbose_name = _("Gespräch")
        verbose_name_plural = _("Gespräche")
        ordering = ["-tag", "-pk"]
        indexes = [models.Index(fields=["anlaufstelle", "tag"], name="gespraech_stelle_tag")]

    def __str__(self):
        return f"{self.anlaufstelle}, {self.tag:%d.%m.%Y}"


class Ueberleitung(models.Model):
    """How many hand-over sheets a point made for a partner in a month. What stood on them is not kept.

    ``SUMMIERT``: what is added when two points or partners become one.
    """

    SUMMIERT = ("anzahl",)

    anlaufstelle = models.ForeignKey(Anlaufstelle, models.CASCADE, related_name="ueberleitungen")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="ueberleitungen", verbose_name=_("Partner"))
    monat = models.DateField(_("Monat"), help_text=_("Der erste Tag des Monats."))
    anzahl = models.PositiveIntegerField(_("Anzahl"), default=0)

    class Meta:
        verbose_name = _("Überleitung")
        verbose_name_plural = _("Überleitungen")
        ordering = ["-monat", "partner__name"]
        constraints = [
            models.UniqueConstraint(fields=["anlaufstelle", "partner", "monat"], name="ueberleitung_einmal_je_monat"),
            models.CheckConstraint(name="ueberleitung_am_monatsersten", condition=models.Q(monat__day=1)),
        ]

    def __str__(self):
        return f"{self.anlaufstelle} → {self.partner}, {self.monat:%m.%Y}: {self.anzahl}"
