"""School holidays that the operator has read in; from the first to the last of them, only they count."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from netzwerk.feiertage import LAND_JE_AGS
from netzwerk.zeitworte import FERIEN


class Schulferien(models.Model):
    """One stretch of school holidays of a Land, both days inclusive."""

    land = models.CharField(_("Land"), max_length=2, choices=sorted((iso, iso) for iso in LAND_JE_AGS.values()))
    art = models.CharField(_("Art"), max_length=12, choices=[(art.value, wort) for art, wort in FERIEN.items()])
    von = models.DateField(_("erster Tag"))
    bis = models.DateField(_("letzter Tag"))
    quelle = models.CharField(_("Quelle"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Schulferien")
        verbose_name_plural = _("Schulferien")
        ordering = ["land", "von"]
        constraints = [
            models.CheckConstraint(
                name="schulferien_bis_ab_von",
                condition=Q(bis__gte=F("von")),
                violation_error_message=_("Das Ende liegt vor dem Anfang."),
            ),
            models.UniqueConstraint(
                fields=["land", "von"],
                name="schulferien_einmal",
                violation_error_message=_("Ferien mit diesem ersten Tag gibt es für dieses Land schon."),
            ),
        ]

    def __str__(self):
        return f"{self.get_art_display()} {self.land} {self.von:%d.%m.%Y}–{self.bis:%d.%m.%Y}"

    def clean(self):
        """Holidays of one Land never overlap."""
        if not (self.land and self.von and self.bis):
            return
        andere = Schulferien.objects.filter(land=self.land, von__lte=self.bis, bis__gte=self.von).exclude(pk=self.pk)
        if schon := andere.first():
            raise ValidationError(gettext("In dieser Zeit liegen schon andere Ferien: %s.") % schon)
