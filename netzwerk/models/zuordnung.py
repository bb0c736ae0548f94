"""How the columns of somebody else's spreadsheet are read, remembered for the next time it comes."""

import hashlib
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerk.models.netzwerk import Netzwerk
from netzwerk.text import falte


class SpaltenzuordnungQuerySet(models.QuerySet):
    def fuer(self, art: str, netzwerke: Iterable[int]):
        """Those of the given networks and those for all; a network's own first, then the newest."""
        gilt = Q(netzwerk__isnull=True) | Q(netzwerk__in=netzwerke)
        return self.filter(gilt, art=art).order_by(models.F("netzwerk").asc(nulls_last=True), "-pk")


class Spaltenzuordnung(models.Model):
    """``zuordnung``: heading → column, "" for one that is not taken over; ``feste_werte``: column → text for all rows.

    ``kennung`` is made of the headings: the next file with the same ones is recognised by it, in any order.
    Without ``netzwerk`` it holds for all.
    """

    class Art(models.TextChoices):
        PARTNER = "partner", _("Partner")
        PERSON = "person", _("Ansprechpersonen")
        ANLAUFSTELLE = "anlaufstelle", _("Anlaufstellen")
        ANGEBOT = "angebot", _("Angebote")

    name = models.CharField(_("Name"), max_length=80, help_text=_("Z. B. „Liste der VHS“."))
    art = models.CharField(_("Art der Tabelle"), max_length=16, choices=Art.choices)
    netzwerk = models.ForeignKey(
        Netzwerk,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="spaltenzuordnungen",
        verbose_name=_("nur im Netzwerk"),
        help_text=_("Leer: gilt überall."),
    )
    zuordnung = models.JSONField(_("Spalten"), default=dict)
    feste_werte = models.JSONField(_("Feste Werte"), default=dict, blank=True)
    kennung = models.CharField(max_length=64, editable=False, db_index=True)

    objects = SpaltenzuordnungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Spaltenzuordnung")
        verbose_name_plural = _("Spaltenzuordnungen")
        ordering = ["art", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["art", "netzwerk", "name"],
                name="spaltenzuordnung_name_einmal",
                violation_error_message=_("Eine Zuordnung mit diesem Namen gibt es schon."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.kennung = kennung(self.zuordnung)
        super().save(*args, **kwargs)


def kennung(ueberschriften: Iterable[str]) -> str:
    """Equal for the same headings, whatever their order, case and spacing."""
    return hashlib.sha256("\n".join(sorted(map(falte, ueberschriften))).encode()).hexdigest()
