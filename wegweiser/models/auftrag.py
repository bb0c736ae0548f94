"""Print jobs: a booklet that takes longer than a visitor waits."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from netzwerk.models import Netzwerk
from wegweiser.formate import als_auswahl

# A job without a sign of life for this long has lost its worker.
VERSTUMMT_NACH = timedelta(seconds=30)
HOECHSTENS_VERSUCHE = 2


class DruckauftragQuerySet(models.QuerySet):
    def offen(self):
        """Waiting or being printed."""
        return self.filter(zustand__in=[Druckauftrag.Zustand.WARTET, Druckauftrag.Zustand.LAEUFT])

    def vor(self, auftrag):
        """Open ones that were ordered before this one."""
        return self.offen().filter(erstellt_am__lt=auftrag.erstellt_am)

    def verstummt(self, moment):
        """Begun, but nobody works on it any more at the given moment."""
        return self.filter(zustand=Druckauftrag.Zustand.LAEUFT, lebenszeichen__lt=moment - VERSTUMMT_NACH)


class Druckauftrag(models.Model):
    """One booklet to be printed outside the request. Its ``pk`` cannot be guessed: whoever asked has the address.

    ``satz`` is what the print engine gets (JSON of ``druck/satz.py``), emptied when the job has ended; ``schluessel``
    the hash of everything that goes in, under which the PDF is kept. ``anteil`` is the progress in percent, ``seite``
    the page in work. Nothing about the person who asked is stored.
    """

    class Zustand(models.TextChoices):
        WARTET = "wartet", _("wartet")
        LAEUFT = "laeuft", _("wird gedruckt")
        FERTIG = "fertig", _("fertig")
        GESCHEITERT = "gescheitert", _("gescheitert")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    schluessel = models.CharField(_("Schlüssel"), max_length=64, editable=False)
    titel = models.CharField(_("Titel"), max_length=200, editable=False)
    dateiname = models.CharField(_("Dateiname"), max_length=200, editable=False)
    zurueck = models.CharField(_("Seite, von der es kam"), max_length=2000, editable=False)
    format = models.CharField(_("Format"), max_length=12, choices=als_auswahl, editable=False)
    netzwerk = models.ForeignKey(
        Netzwerk,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="druckauftraege",
        verbose_name=_("Netzwerk"),
        editable=False,
    )
    satz = models.JSONField(_("Satz"), default=dict, editable=False)
    zustand = models.CharField(
        _("Zustand"), max_length=12, choices=Zustand.choices, default=Zustand.WARTET, editable=False
    )
    schritt = models.CharField(_("Schritt"), max_length=80, blank=True, editable=False)
    seite = models.PositiveIntegerField(_("Seite"), default=0, editable=False)
    anteil = models.PositiveSmallIntegerField(_("fertig in Prozent"), default=0, editable=False)
    versuche = models.PositiveSmallIntegerField(_("Versuche"), default=0, editable=False)
    fehler = models.TextField(_("Fehler"), blank=True, editable=False)
    erstellt_am = models.DateTimeField(_("bestellt"), auto_now_add=True)
    lebenszeichen = models.DateTimeField(_("letztes Lebenszeichen"), null=True, blank=True, editable=False)
    beendet_am = models.DateTimeField(_("beendet"), null=True, blank=True, editable=False)

    objects = DruckauftragQuerySet.as_manager()

    class Meta:
        verbose_name = _("Druckauftrag")
        verbose_name_plural = _("Druckaufträge")
        ordering = ["-erstellt_am"]
        indexes = [models.Index(fields=["zustand", "erstellt_am"], name="druckauftrag_zustand")]
        constraints = [
            models.UniqueConstraint(
                fields=["schluessel"],
                condition=Q(zustand__in=["wartet", "laeuft"]),
                name="druckauftrag_offen_einmal",
            )
        ]

    def __str__(self):
        return f"{self.titel} ({self.get_format_display()})"

    def get_absolute_url(self):
        return reverse("wegweiser:druckauftrag", args=[self.pk])

    @property
    def ist_offen(self) -> bool:
        return self.zustand in (self.Zustand.WARTET, self.Zustand.LAEUFT)

    @property
    def fortschritt_in_worten(self) -> str:
        """„Seiten setzen, Seite 41“; for a job that waits, how many are before it."""
        if self.zustand == self.Zustand.WARTET:
            return self._wartet_in_worten()
        if self.zustand == self.Zustand.LAEUFT:
            schritt = self.schritt or gettext("Heft vorbereiten")
            return f"{schritt}, {gettext('Seite')} {self.seite}" if self.seite else schritt
        return self.fehler or gettext("Ihr Heft ist fertig.")

    def _wartet_in_worten(self) -> str:
        davor = Druckauftrag.objects.vor(self).count()
        if not davor:
            return gettext("Ihr Heft ist gleich dran.")
        return (
            ngettext("Vor Ihrem Heft ist noch %d anderes dran.", "Vor Ihrem Heft sind noch %d andere dran.", davor)
            % davor
        )
