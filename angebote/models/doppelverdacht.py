"""Two entries that may be the same thing, and what was decided about them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Doppelverdacht(models.Model):
    """A likely double: two entries of one kind, the one with the smaller key first.

    ``grad`` is 0 to 100. ``gruende`` are pairs of a word for the reason and a percentage, 0 where it has none; see
    ``doppelungen/gruende.py``. The keys are no foreign keys: the pair is remembered when one side is gone.
    """

    class Art(models.TextChoices):
        ANGEBOT = "angebot", _("Angebote")
        PARTNER = "partner", _("Partner")
        ANLAUFSTELLE = "anlaufstelle", _("Anlaufstellen")

    class Status(models.TextChoices):
        OFFEN = "offen", _("offen")
        KEIN_DOPPEL = "kein_doppel", _("kein Doppel")
        ZUSAMMENGELEGT = "zusammengelegt", _("zusammengelegt")

    art = models.CharField(_("Art"), max_length=12, choices=Art.choices)
    a_pk = models.BigIntegerField(_("Schlüssel des einen"))
    b_pk = models.BigIntegerField(_("Schlüssel des anderen"))
    grad = models.PositiveSmallIntegerField(_("Ähnlichkeit"), default=0)
    gruende = models.JSONField(_("Gründe"), default=list)
    status = models.CharField(_("Status"), max_length=16, choices=Status.choices, default=Status.OFFEN, db_index=True)
    gefunden_am = models.DateField(_("gefunden am"))

    class Meta:
        verbose_name = _("Mögliches Doppel")
        verbose_name_plural = _("Mögliche Doppel")
        ordering = ["-grad", "art", "a_pk", "b_pk"]
        indexes = [models.Index(fields=["art", "b_pk"], name="doppelverdacht_b")]
        constraints = [
            models.UniqueConstraint(fields=["art", "a_pk", "b_pk"], name="doppelverdacht_einmal"),
            models.CheckConstraint(name="doppelverdacht_a_vor_b", condition=Q(a_pk__lt=F("b_pk"))),
            models.CheckConstraint(name="doppelverdacht_grad", condition=Q(grad__lte=100)),
        ]

    def __str__(self):
        return f"{self.get_art_display()}: {self.a_pk} / {self.b_pk}"
