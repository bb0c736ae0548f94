"""Hours: one shape for contact persons, drop-in points and offers.

Each owner has its own tables (``Sprechzeit``, ``Oeffnungszeit``, ``Angebotszeit`` …) made from these abstract
rows, so that the database knows whom they belong to; ``netzwerk/oeffnungszeiten.py`` counts with them.
"""

from datetime import date, time

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from netzwerk.models.region import Postleitzahl
from netzwerk.models.teil import Teil
from netzwerk.oeffnungszeiten import WOCHEN, Ausnahme, Ferienart, Kalender, Zeitfenster, Zeitplan
from netzwerk.oeffnungszeiten import Ferienbezug as Bezug
from netzwerk.oeffnungszeiten import Rhythmus as Takt
from netzwerk.zeitworte import FERIEN, als_text, ausnahme_als_text


class Wochentag(models.IntegerChoices):
    MO = 0, _("Montag")
    DI = 1, _("Dienstag")
    MI = 2, _("Mittwoch")
    DO = 3, _("Donnerstag")
    FR = 4, _("Freitag")
    SA = 5, _("Samstag")
    SO = 6, _("Sonntag")


class Rhythmus(models.TextChoices):
    """Which weeks: every one, even or odd calendar weeks (ISO 8601), every second one from a day, or the n-th."""

    WOECHENTLICH = Takt.WOECHENTLICH, _("jede Woche")
    ALLE_ZWEI = Takt.ALLE_ZWEI, _("alle 2 Wochen, ab dem ersten Tag")
    ALLE_VIER = Takt.ALLE_VIER, _("alle 4 Wochen, ab dem ersten Tag")
    GERADE = Takt.GERADE, _("gerade Kalenderwochen")
    UNGERADE = Takt.UNGERADE, _("ungerade Kalenderwochen")
    ERSTER = Takt.ERSTER, _("am 1. im Monat")
    ZWEITER = Takt.ZWEITER, _("am 2. im Monat")
    DRITTER = Takt.DRITTER, _("am 3. im Monat")
    VIERTER = Takt.VIERTER, _("am 4. im Monat")
    LETZTER = Takt.LETZTER, _("am letzten im Monat")


class Ferienbezug(models.TextChoices):
    IMMER = Bezug.IMMER, _("immer")
    SCHULZEIT = Bezug.SCHULZEIT, _("nicht in den Schulferien")
    FERIEN = Bezug.FERIEN, _("nur in den Schulferien")


class MitZeitplan(models.Model):
    """Facts about hours that no table can say. „Nach Vereinbarung“ never means closed.

    ``land`` (ISO 3166-2 without „DE-“) decides on public and school holidays; it comes from the postcode, else from
    the partner, and is empty for what belongs to no single Land. The model has a ``partner``.
    """

    class Feiertage(models.TextChoices):
        ZU = "zu", _("geschlossen")
        KATHOLISCH = "katholisch", _("geschlossen, auch an Feiertagen katholischer Gemeinden")
        OFFEN = "offen", _("geöffnet wie an anderen Tagen")

    nach_vereinbarung = models.BooleanField(_("nach Vereinbarung"), default=False)
    durchgehend = models.BooleanField(_("rund um die Uhr erreichbar"), default=False)
    zeiten_hinweis = models.CharField(
        _("Hinweis zu den Zeiten"), max_length=200, blank=True, help_text=_("Z. B. „Bitte klingeln“.")
    )
    feiertage = models.CharField(
        _("An gesetzlichen Feiertagen"),
        max_length=12,
        choices=Feiertage.choices,
        default=Feiertage.ZU,
        help_text=_("Die Feiertage Ihres Landes kennt das Portal. Andere freie Tage tragen Sie unten ein."),
    )
    land = models.CharField(max_length=2, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.land = self.find_land()
        super().save(*args, **kwargs)

    def find_land(self) -> str:
        """The Land that the own postcode lies in, else the partner's."""
        partner = self.partner
        for plz in filter(None, (getattr(self, "plz", ""), partner.plz)):
            if land := Postleitzahl.objects.land(plz):
                return land
        return partner.region.land_kuerzel if partner.region_id else ""

    @property
    def zeitquelle(self) -> "MitZeitplan":
        """Whose hours count: the entry itself."""
        return self

    @property
    def sagt_erreichbar(self) -> bool:
        """Whether somebody is „erreichbar“ rather than something „geöffnet“."""
        return self.nur_aus_der_ferne

    @property
    def weitere_fenster(self) -> tuple[Zeitfenster, ...]:
        """Hours beside ``zeiten`` in which somebody is there."""
        return ()

    def make_zeitplan(self, kalender: Kalender) -> Zeitplan:
        """The hours as a value. Wants ``zeiten`` and ``ausnahmen`` prefetched."""
        return Zeitplan(
            tuple(zeit.fenster for zeit in self.zeiten.all()),
            tuple(zeile.ausnahme for zeile in self.ausnahmen.all()),
            kalender,
            self.durchgehend,
            self.nach_vereinbarung,
        )

    @property
    def zeiten_text(self) -> list[str]:
        """The hours of today and later, one line each; empty when nothing is known. Wants ``zeiten`` prefetched."""
        return self.zeiten_ab(timezone.localdate())

    def zeiten_ab(self, am: date | None) -> list[str]:
        """The hours without rows that ended before the day; ``None`` leaves out nothing."""
        geltend = (zeit.fenster for zeit in self.zeiten.all() if am is None or (zeit.gueltig_bis or am) >= am)
        zeilen = als_text(geltend)
        if self.durchgehend:
            zeilen.insert(0, gettext("rund um die Uhr"))
        if self.nach_vereinbarung:
            zeilen.append(gettext("und nach Vereinbarung") if zeilen else gettext("nach Vereinbarung"))
        return [*zeilen, self.zeiten_hinweis] if self.zeiten_hinweis else zeilen


class Zeitregel(Teil):
    """One weekly interval in local time (Europe/Berlin), ``von`` inclusive, ``bis`` exclusive, never across midnight.

    ``bis`` 0:00 is the end of the day. ``gueltig_von`` and ``gueltig_bis`` are inclusive; ``None`` leaves that side
    open, both the same day is a single date, whose weekday is put right.
    """

    wochentag = models.PositiveSmallIntegerField(_("Wochentag"), choices=Wochentag.choices)
    von = models.TimeField(_("von"))
    bis = models.TimeField(_("bis"))
    rhythmus = models.CharField(_("Rhythmus"), max_length=12, choices=Rhythmus.choices, default=Rhythmus.WOECHENTLICH)
    nur_telefon = models.BooleanField(_("nur Telefon"), default=False)
    gueltig_von = models.DateField(_("gilt ab"), null=True, blank=True)
    gueltig_bis = models.DateField(_("gilt bis"), null=True, blank=True)
    ferien = models.CharField(_("Ferien"), max_length=10, choices=Ferienbezug.choices, blank=True, default="")

    class Meta:
        abstract = True
        ordering = ["wochentag", "von"]
        verbose_name = _("Zeit")
        verbose_name_plural = _("Zeiten")
        constraints = [
            models.CheckConstraint(
                name="%(class)s_bis_nach_von",
                condition=Q(bis__gt=F("von")) | Q(bis=time.min),
                violation_error_message=_(
                    "„Bis“ muss nach „von“ liegen. Über Mitternacht bitte zwei Zeilen: bis 0:00 und ab 0:00."
                ),
            ),
            models.CheckConstraint(name="%(class)s_wochentag", condition=Q(wochentag__lte=6)),
            models.CheckConstraint(
                name="%(class)s_gilt_in_folge",
                condition=Q(gueltig_von__isnull=True)
                | Q(gueltig_bis__isnull=True)
                | Q(gueltig_bis__gte=F("gueltig_von")),
                violation_error_message=_("„Gilt bis“ liegt vor „gilt ab“."),
            ),
            models.CheckConstraint(
                name="%(class)s_alle_wochen_ab_tag",
                condition=~Q(rhythmus__in=[takt.value for takt in WOCHEN]) | Q(gueltig_von__isnull=False),
                violation_error_message=_("Alle 2 oder 4 Wochen: Bitte bei „gilt ab“ den ersten Tag angeben."),
            ),
        ]

    def __str__(self):
        return self.zeit_text

    def save(self, *args, **kwargs):
        if self.gueltig_von and self.gueltig_von == self.gueltig_bis:
            self.wochentag = self.gueltig_von.weekday()
        super().save(*args, **kwargs)

    @property
    def zeit_text(self) -> str:
        """„Di (gerade Kalenderwochen) 9–12 Uhr“."""
        return als_text([self.fenster])[0]

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
            Bezug(self.ferien),
        )


class Zeitausnahme(Teil):
    """Days on which other hours hold: closed, or open at the hours given.

    Either from ``von`` to ``bis``, both inclusive, or in school holidays of a kind. Without ``ab`` and ``ende`` it is
    the whole day; ``ende`` 0:00 is the end of the day.
    """

    von = models.DateField(_("erster Tag"), null=True, blank=True)
    bis = models.DateField(_("letzter Tag"), null=True, blank=True)
    ferien = models.CharField(
        _("oder in den Ferien"), max_length=12, choices=[(art.value, wort) for art, wort in FERIEN.items()], blank=True
    )
    offen = models.BooleanField(
        _("geöffnet"), default=False, help_text=_("Angekreuzt: An diesen Tagen gelten nur die Zeiten dieser Zeile.")
    )
    ab = models.TimeField(_("ab Uhrzeit"), null=True, blank=True)
    ende = models.TimeField(_("bis Uhrzeit"), null=True, blank=True)
    nur_telefon = models.BooleanField(_("nur Telefon"), default=False)
    grund = models.CharField(_("Grund"), max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ["von", "ferien", "ab"]
        verbose_name = _("Ausnahme")
        verbose_name_plural = _("Ausnahmen")
        constraints = [
            models.CheckConstraint(
                name="%(class)s_tage_oder_ferien",
                condition=Q(ferien="", von__isnull=False, bis__isnull=False)
                | (~Q(ferien="") & Q(von__isnull=True, bis__isnull=True)),
                violation_error_message=_("Bitte ersten und letzten Tag angeben, oder stattdessen Ferien wählen."),
            ),
            models.CheckConstraint(
                name="%(class)s_bis_ab_von",
                condition=Q(von__isnull=True) | Q(bis__gte=F("von")),
                violation_error_message=_("Das Ende liegt vor dem Anfang."),
            ),
            models.CheckConstraint(
                name="%(class)s_uhrzeiten",
                condition=Q(ab__isnull=True, ende__isnull=True, offen=False)
                | (Q(ab__isnull=False) & (Q(ende__gt=F("ab")) | Q(ende=time.min))),
                violation_error_message=_(
                    "Bitte beide Uhrzeiten angeben, „ab“ vor „bis“. Leer lassen heißt: den ganzen Tag geschlossen."
                ),
            ),
        ]

    def __str__(self):
        return ausnahme_als_text(self.ausnahme)

    @property
    def ausnahme(self) -> Ausnahme:
        art = Ferienart(self.ferien) if self.ferien else None
        return Ausnahme(self.von, self.bis, art, self.offen, self.ab, self.ende, self.nur_telefon, self.grund)
