"""What parents say about an entry: „Angabe stimmt nicht“."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerk.models import MitEintrag, Netzwerk, Partner


class RueckmeldungQuerySet(models.QuerySet):
    def offen(self):
        return self.filter(zustand__in=[Rueckmeldung.Zustand.NEU, Rueckmeldung.Zustand.IN_ARBEIT])


class Rueckmeldung(MitEintrag):
    """A hint from outside, by nobody known.

    ``gruende`` are the ticked ``Grund``s with commas between. ``angaben`` is what the page said when it came: label →
    text, as the public saw it. ``netzwerke`` are those whose Koordination looks after it; without one the Verwaltung
    does. ``email`` is there only until the answer has gone, or 30 days after the hint is done.
    """

    class Grund(models.TextChoices):
        TELEFON = "telefon", _("Telefonnummer")
        ZEITEN = "zeiten", _("Öffnungszeiten")
        ADRESSE = "adresse", _("Adresse")
        KOSTEN = "kosten", _("Kosten")
        WEG = "weg", _("Das gibt es nicht mehr")
        ANDERES = "anderes", _("Etwas anderes")

    class Zustand(models.TextChoices):
        NEU = "neu", _("neu")
        IN_ARBEIT = "in_arbeit", _("in Arbeit")
        ERLEDIGT = "erledigt", _("erledigt")
        ABGELEHNT = "abgelehnt", _("abgelehnt")

    TEXT_HOECHSTENS = 1000

    netzwerke = models.ManyToManyField(
        Netzwerk, blank=True, related_name="rueckmeldungen", verbose_name=_("Netzwerke"), editable=False
    )
    partner = models.ForeignKey(
        Partner,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="rueckmeldungen",
        verbose_name=_("Partner"),
        editable=False,
    )
    gruende = models.CharField(_("Was stimmt nicht?"), max_length=80, blank=True, editable=False)
    text = models.TextField(_("In Worten"), max_length=TEXT_HOECHSTENS, blank=True, editable=False)
    angaben = models.JSONField(_("So stand es da"), default=dict, editable=False)
    email = models.EmailField(_("Antwort an"), blank=True, editable=False)
    zustand = models.CharField(_("Zustand"), max_length=12, choices=Zustand.choices, default=Zustand.NEU, db_index=True)
    antwort = models.TextField(_("Antwort"), max_length=2000, blank=True)
    eingegangen_am = models.DateTimeField(_("eingegangen"), db_index=True, editable=False)
    bearbeitet_am = models.DateTimeField(_("bearbeitet"), null=True, blank=True, editable=False)
    bearbeitet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bearbeitet von"),
        editable=False,
    )

    objects = RueckmeldungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        ordering = ["-eingegangen_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="rueckmeldung_sagt_etwas",
                condition=~Q(gruende="") | ~Q(text=""),
                violation_error_message=_("Bitte kreuzen Sie an, was nicht stimmt, oder schreiben Sie es auf."),
            )
        ]

    def __str__(self):
        return f"{self.name}: {self.gruende_in_worten or self.text[:60]}"

    @property
    def gruende_in_worten(self) -> str:
        return ", ".join(str(self.Grund(grund).label) for grund in self.gruende.split(",") if grund in self.Grund)
