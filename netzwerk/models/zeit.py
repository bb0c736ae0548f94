"""Hours: one shape for contact persons, drop-in points and offers.

Each owner has its own tables (``Sprechzeit``, ``Oeffnungszeit``, ``Angebotszeit`` …) made from these abstract
rows, so that the database knows whom they belong to; ``netzwerk/oeffnungszeiten.py`` counts with them.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from netzwerk.models.teil import Teil
from netzwerk.oeffnungszeiten import Rhythmus as Takt
from netzwerk.oeffnungszeiten import Zeitfenster, als_text


class Wochentag(models.IntegerChoices):
    MO = 0, _("Montag")
    DI = 1, _("Dienstag")
    MI = 2, _("Mittwoch")
    DO = 3, _("Donnerstag")
    FR = 4, _("Freitag")
    SA = 5, _("Samstag")
    SO = 6, _("Sonntag")


class Rhythmus(models.TextChoices):
    """Which weeks: every one, even or odd calendar weeks (ISO 8601), or the n-th such weekday of a month."""

    WOECHENTLICH = Takt.WOECHENTLICH, _("jede Woche")
    GERADE = Takt.GERADE, _("gerade Kalenderwochen")
    UNGERADE = Takt.UNGERADE, _("ungerade Kalenderwochen")
    ERSTER = Takt.ERSTER, _("am 1. im Monat")
    ZWEITER = Takt.ZWEITER, _("am 2. im Monat")
    DRITTER = Takt.DRITTER, _("am 3. im Monat")
    VIERTER = Takt.VIERTER, _("am 4. im Monat")
    LETZTER = Takt.LETZTER, _("am letzten im Monat")


class MitZeitplan(models.Model):
    """Facts about hours that no table can say. „Nach Vereinbarung“ never means closed."""

    nach_vereinbarung = models.BooleanField(_("nach Vereinbarung"), default=False)
    durchgehend = models.BooleanField(_("rund um die Uhr erreichbar"), default=False)
    zeiten_hinweis = models.CharField(
        _("Hinweis zu den Zeiten"), max_length=200, blank=True, help_text=_("Z. B. „nicht in den Schulferien“.")
    )

    class Meta:
        abstract = True

    @property
    def zeiten_text(self) -> list[str]:
        """All that is known about the hours, one line each; empty when nothing is. Wants ``zeiten`` prefetched."""
        zeilen = als_text(zeit.fenster for zeit in self.zeiten.all())
        if self.durchgehend:
            zeilen.insert(0, gettext("rund um die Uhr"))
        if self.nach_vereinbarung:
            zeilen.append(gettext("und nach Vereinbarung") if zeilen else gettext("nach Vereinbarung"))
        return [*zeilen, self.zeiten_hinweis] if self.zeiten_hinweis else zeilen


class Zeitregel(Teil):
    """One weekly interval in local time (Europe/Berlin), ``von`` inclusive, ``bis`` exclusive, never across midnight.

    ``gueltig_von`` and ``gueltig_bis`` are inclusive; ``None`` leaves that side open.
    """

    wochentag = models.PositiveSmallIntegerField(_("Wochentag"), choices=Wochentag.choices)
    von = models.TimeField(_("von"))
    bis = models.TimeField(_("bis"))
    rhythmus = models.CharField(_("Rhythmus"), max_length=12, choices=Rhythmus.choices, default=Rhythmus.WOECHENTLICH)
    nur_telefon = models.BooleanField(_("nur Telefon"), default=False)
    gueltig_von = models.DateField(_("gilt ab"), null=True, blank=True)
    gueltig_bis = models.DateField(_("gilt bis"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["wochentag", "von"]
        verbose_name = _("Zeit")
        verbose_name_plural = _("Zeiten")
        constraints = [
            models.CheckConstraint(
                name="%(class)s_bis_nach_von",
                condition=Q(bis__gt=F("von")),
                violation_error_message=_(
                    "„Bis“ muss nach „von“ liegen. Über Mitternacht bitte zwei Zeilen eintragen."
                ),
            ),
            models.CheckConstraint(name="%(class)s_wochentag", condition=Q(wochentag__lte=6)),
        ]

    def __str__(self):
        return f"{self.get_wochentag_display()} {self.von:%H:%M}–{self.bis:%H:%M}"

    @property
    def fenster(self) -> Zeitfenster:
        return Zeitfenster(
            self.wochentag,
            self.von,
            self.bis,
            Takt(self.rhythmus),
            self.nur_telefon,
            self.gueltig_von,
            self.gueltig_bis,
        )


class Schliessung(Teil):
    """Days on which the hours do not hold, both dates inclusive."""

    von = models.DateField(_("geschlossen ab"))
    bis = models.DateField(_("bis einschließlich"))
    grund = models.CharField(_("Grund"), max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ["von"]
        verbose_name = _("Schließtag")
        verbose_name_plural = _("Schließtage")
        constraints = [
            models.CheckConstraint(
                name="%(class)s_bis_ab_von",
                condition=Q(bis__gte=F("von")),
                violation_error_message=_("Das Ende liegt vor dem Anfang."),
            ),
        ]

    def __str__(self):
        return f"{self.von:%d.%m.%Y}–{self.bis:%d.%m.%Y}"
