"""Printable guides made from the living catalogue."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerk.models import Netzwerk, Region


class WegweiserQuerySet(models.QuerySet):
    def sichtbar(self):
        """Guides the public may see: released, of an active network or of none."""
        return self.filter(
            Q(netzwerk__isnull=True) | Q(netzwerk__status=Netzwerk.Status.AKTIV), ist_veroeffentlicht=True
        )


class Wegweiser(models.Model):
    """A guide or brochure. Without ``netzwerk`` it is shared by all networks of the installation.

    ``region`` decides which offices, persons and offers its chapters show; empty means the network's regions.
    """

    titel = models.CharField(_("Titel"), max_length=160)
    untertitel = models.CharField(_("Untertitel"), max_length=200, blank=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, unique=True)
    netzwerk = models.ForeignKey(
        Netzwerk, models.PROTECT, null=True, blank=True, related_name="wegweiser", verbose_name=_("Netzwerk")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Gebiet")
    )
    beschreibung = models.TextField(_("Worum geht es?"), blank=True, help_text=_("Markdown ist erlaubt."))
    ist_veroeffentlicht = models.BooleanField(_("veröffentlicht"), default=False)
    geaendert_am = models.DateTimeField(_("geändert"), auto_now=True)

    objects = WegweiserQuerySet.as_manager()

    class Meta:
        verbose_name = _("Wegweiser")
        verbose_name_plural = _("Wegweiser")
        ordering = ["titel"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("wegweiser:wegweiser_detail", args=[self.slug])
