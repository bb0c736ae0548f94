"""What the search knows besides the offers: the thesaurus, and a mark that says when anything changed."""

from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from angebote.models.leistung import Leistung
from netzwerk.models import Netzwerk, Thema
from netzwerk.text import zeilen


class Suchbegriff(models.Model):
    """An everyday word or phrase and what offices write for it.

    ``gewicht`` is above 0 and at most 1: 1.0 the same meaning, 0.4 a loose one. Without ``netzwerk`` it holds for all.
    """

    class Art(models.TextChoices):
        ALLTAG = "alltag", _("Alltagswort")
        UMGANGSSPRACHE = "umgangssprache", _("Umgangssprache")
        LEBENSLAGE = "lebenslage", _("Lebenslage")
        ABKUERZUNG = "abkuerzung", _("Abkürzung")
        ALTERNAME = "altername", _("alter Name")
        AMTSDEUTSCH = "amtsdeutsch", _("Amtsdeutsch")
        TIPPFEHLERFORM = "tippfehlerform", _("häufige Schreibweise")

    wort = models.CharField(_("So sagen Eltern"), max_length=80, help_text=_("Ein Wort oder ein kurzer Satz."))
    begriffe = models.TextField(
        _("So schreiben Ämter"), blank=True, help_text=_("Eines je Zeile, das passendste zuerst.")
    )
    themen = models.ManyToManyField(Thema, blank=True, related_name="suchbegriffe", verbose_name=_("Themen"))
    leistung = models.ForeignKey(
        Leistung, models.SET_NULL, null=True, blank=True, related_name="begriffe", verbose_name=_("meint die Leistung")
    )
    gewicht = models.FloatField(
        _("Gewicht"),
        default=0.8,
        validators=[MinValueValidator(0.1), MaxValueValidator(1)],
        help_text=_("1 = dasselbe, 0,8 = sehr nah, 0,6 = verwandt, 0,4 = entfernt."),
    )
    art = models.CharField(_("Art"), max_length=16, choices=Art.choices, default=Art.ALLTAG)
    netzwerk = models.ForeignKey(
        Netzwerk,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="suchbegriffe",
        verbose_name=_("nur im Netzwerk"),
        help_text=_("Leer: gilt überall."),
    )

    class Meta:
        verbose_name = _("Suchbegriff")
        verbose_name_plural = _("Suchbegriffe")
        ordering = ["wort"]
        constraints = [
            models.UniqueConstraint(
                "wort",
                Coalesce("netzwerk", Value(0)),
                name="suchbegriff_einmal",
                violation_error_message=_("Dieses Wort gibt es schon."),
            ),
            models.CheckConstraint(
                name="suchbegriff_gewicht",
                condition=Q(gewicht__gt=0, gewicht__lte=1),
                violation_error_message=_("Das Gewicht liegt zwischen 0,1 und 1."),
            ),
        ]

    def __str__(self):
        return self.wort

    @property
    def begriffe_liste(self) -> list[str]:
        return zeilen(self.begriffe)


class Suchstand(models.Model):
    """One row: a mark that changes, in the same transaction, with everything the search reads."""

    kennung = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("Stand der Suche")
        verbose_name_plural = _("Stand der Suche")

    def __str__(self):
        return self.kennung

    @classmethod
    def mark_aenderung(cls) -> None:
        """Every process makes its index anew before its next search."""
        cls.objects.update_or_create(pk=1, defaults={"kennung": uuid4().hex})
