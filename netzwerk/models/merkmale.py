"""Facts that drop-in points and offers share."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Kinderbetreuung(models.TextChoices):
    """Who looks after the child meanwhile."""

    JA = "ja", _("ja")
    ANFRAGE = "anfrage", _("auf Anfrage")
    MITBRINGEN = "mitbringen", _("Kind darf mit")
    NEIN = "nein", _("nein")
    UNBEKANNT = "unbekannt", _("nicht bekannt")


# With these a parent can come with a child.
MIT_KIND = (Kinderbetreuung.JA, Kinderbetreuung.ANFRAGE, Kinderbetreuung.MITBRINGEN)


class MitKinderbetreuung(models.Model):
    kinderbetreuung = models.CharField(
        _("Kinderbetreuung währenddessen"),
        max_length=12,
        choices=Kinderbetreuung.choices,
        default=Kinderbetreuung.UNBEKANNT,
    )
    kinderbetreuung_text = models.CharField(_("Kinderbetreuung in Worten"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def mit_kind_in_worten(self) -> str:
        """What one may count on for the child meanwhile; empty when that is nothing or unknown."""
        return {
            Kinderbetreuung.JA: gettext("wird währenddessen betreut"),
            Kinderbetreuung.ANFRAGE: gettext("wird auf Anfrage betreut"),
            Kinderbetreuung.MITBRINGEN: gettext("darf dabei sein"),
        }.get(self.kinderbetreuung, "")
