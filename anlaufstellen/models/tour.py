"""Where a mobile point stops, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from netzwerk.models import MitAdresse, Zeitregel


class Tourhalt(Zeitregel, MitAdresse):
    """One stop of a mobile point: where it stands, and by which rule or on which single day.

    The point's own exceptions and holidays hold for its stops.
    """

    anlaufstelle = models.ForeignKey("anlaufstellen.Anlaufstelle", models.CASCADE, related_name="halte")
    bezeichnung = models.CharField(_("Halt"), max_length=120, help_text=_("Z. B. „Marktplatz Uslar“."))

    class Meta(Zeitregel.Meta):
        verbose_name = _("Tourhalt")
        verbose_name_plural = _("Tourhalte")

    def __str__(self):
        return f"{self.bezeichnung}: {super().__str__()}"

    @property
    def punkt(self) -> tuple[float, float] | None:
        """Where it stands, in WGS84 degrees; ``None`` when it is protected or unknown."""
        if self.adresse_geschuetzt or self.lat is None or self.lon is None:
            return None
        return self.lat, self.lon
