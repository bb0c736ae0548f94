"""Accounts of staff. Visitors have none."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerk.models.netzwerk import Netzwerk
from netzwerk.models.partner import Ansprechperson, Partner


class Konto(AbstractUser):
    """A staff account; what it may see and change follows from its ``zugaenge`` (see ``netzwerk/rechte.py``)."""

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        ordering = ["username"]

    @property
    def ist_eingeladen(self) -> bool:
        """Invited, and has not set a password yet."""
        return self.last_login is None and not self.has_usable_password()


class Zugang(models.Model):
    """One role of an account: for the whole installation, one network, one partner or one person's drop-in points."""

    class Rolle(models.TextChoices):
        VERWALTUNG = "verwaltung", _("Verwaltung (ganze Installation)")
        KOORDINATION = "koordination", _("Koordination (ein Netzwerk)")
        REDAKTION = "redaktion", _("Redaktion (ein Partner)")
        LOTSIN = "lotsin", _("Lots*in (eigene Anlaufstellen)")

    konto = models.ForeignKey(Konto, models.CASCADE, related_name="zugaenge", verbose_name=_("Konto"))
    rolle = models.CharField(_("Rolle"), max_length=14, choices=Rolle.choices)
    netzwerk = models.ForeignKey(
        Netzwerk, models.CASCADE, null=True, blank=True, related_name="zugaenge", verbose_name=_("Netzwerk")
    )
    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="zugaenge", verbose_name=_("Partner")
    )
    person = models.ForeignKey(
        Ansprechperson,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="zugaenge",
        verbose_name=_("Ansprechperson"),
        help_text=_("Nur für Lots*innen: Wer das ist. Ihre Anlaufstellen sind die, bei denen diese Person steht."),
    )

    class Meta:
        verbose_name = _("Zugang")
        verbose_name_plural = _("Zugänge")
        constraints = [
            models.CheckConstraint(
                name="zugang_reichweite_passt_zur_rolle",
                condition=Q(rolle="verwaltung", netzwerk__isnull=True, partner__isnull=True, person__isnull=True)
                | Q(rolle="koordination", netzwerk__isnull=False, partner__isnull=True, person__isnull=True)
                | Q(rolle="redaktion", netzwerk__isnull=True, partner__isnull=False, person__isnull=True)
                | Q(rolle="lotsin", netzwerk__isnull=True, partner__isnull=True, person__isnull=False),
                violation_error_message=_(
                    "Koordination braucht ein Netzwerk, Redaktion einen Partner, Lots*in eine Ansprechperson, "
                    "Verwaltung nichts davon."
                ),
            )
        ]

    def __str__(self):
        return f"{self.get_rolle_display()}: {self.netzwerk or self.partner or self.person or ''}".rstrip(": ")
