"""Public benefits and rights, their amounts, and which office is responsible where."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ansprechperson, Partner, Region, Thema
from netzwerk.text import zeilen


class LeistungQuerySet(models.QuerySet):
    def sichtbar(self):
        return self.filter(ist_veroeffentlicht=True)

    def with_seite(self):
        """What the benefit's own page shows."""
        return self.prefetch_related("themen")


class Leistung(models.Model):
    """A public benefit or a right: what, for whom, how much, where, with which papers.

    The texts of ``BETRAGSFELDER`` may name amounts as ``{{ betrag.schluessel }}``. ``stand`` is the day the
    text was true to the law; ``pruefhinweis`` says what is still unproved and is shown. ``leika``: the key of the
    German catalogue of administrative services (Leistungskatalog, 14 digits), where known.
    """

    BETRAGSFELDER = ("was", "fuer_wen", "hoehe", "wo", "frist", "zusammenspiel")

    class Gruppe(models.TextChoices):
        KINDER_UNTERHALT = "kinder-unterhalt", _("Geld für Kinder und Unterhalt")
        SCHWANGERSCHAFT = "schwangerschaft-geburt", _("Rund um Schwangerschaft und Geburt")
        LEBENSUNTERHALT = "lebensunterhalt-wohnen", _("Lebensunterhalt und Wohnen")
        BETREUUNG = "betreuung-alltag", _("Betreuung und Alltag")
        STEUERN = "steuern", _("Steuern und Rente")
        ARBEIT = "arbeit-ausbildung", _("Arbeit, Ausbildung, Studium")
        RECHT = "recht-schutz", _("Recht, Beratung, Schutz")

    name = models.CharField(_("Name"), max_length=160)
    kurzname = models.CharField(_("Abkürzung"), max_length=40, blank=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, unique=True)
    gruppe = models.CharField(_("Gruppe"), max_length=24, choices=Gruppe.choices)
    reihenfolge = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)
    ist_veroeffentlicht = models.BooleanField(_("veröffentlicht"), default=True)
    kurzbeschreibung = models.CharField(_("In einem Satz"), max_length=200)
    was = models.TextField(_("Was ist das?"))
    fuer_wen = models.TextField(_("Für wen?"), blank=True)
    hoehe = models.TextField(
        _("Wie viel?"), blank=True, help_text=_("Beträge aus dem Register: {{ betrag.schluessel }}")
    )
    wo = models.TextField(_("Wo beantragen?"), blank=True)
    unterlagen = models.TextField(_("Unterlagen"), blank=True, help_text=_("Eine je Zeile."))
    frist = models.TextField(_("Fristen"), blank=True)
    zusammenspiel = models.TextField(_("Verträgt sich mit"), blank=True)
    geht_mit = models.ManyToManyField("self", blank=True, verbose_name=_("geht zusammen mit"))
    schliesst_aus = models.ManyToManyField("self", blank=True, verbose_name=_("schließt aus"))
    rechtsgrundlage = models.CharField(_("Rechtsgrundlage"), max_length=300, blank=True)
    leika = models.CharField(
        _("LeiKa-Schlüssel"),
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^\d{14}$", _("Bitte 14 Ziffern."))],
    )
    themen = models.ManyToManyField(Thema, blank=True, related_name="leistungen", verbose_name=_("Themen"))
    suchbegriffe = models.TextField(_("So sagen Eltern dazu"), blank=True, help_text=_("Ein Wort oder Satz je Zeile."))
    stand = models.DateField(_("Stand"))
    quelle = models.CharField(_("Quelle"), max_length=400, blank=True)
    pruefhinweis = models.TextField(_("Noch zu prüfen"), blank=True)

    objects = LeistungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Leistung")
        verbose_name_plural = _("Leistungen")
        ordering = ["reihenfolge", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("angebote:leistung_detail", args=[self.slug])

    @property
    def ist_sensibel(self) -> bool:
        """Whether somebody looking over the shoulder could be a danger."""
        return any(thema.ist_sensibel for thema in self.themen.all())

    @property
    def unterlagen_liste(self) -> list[str]:
        return zeilen(self.unterlagen)


class BetragQuerySet(models.QuerySet):
    def gueltig(self, am: date):
        """The amounts in force on the given day."""
        return self.filter(Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=am), gueltig_ab__lte=am)

    def kuenftig(self, am: date):
        """Amounts that come into force after the given day."""
        return self.filter(gueltig_ab__gt=am)

    def vergangen(self, am: date):
        """Amounts whose last day was before the given one."""
        return self.filter(gueltig_bis__lt=am)

    def zu_pruefen(self, am: date):
        """Amounts without evidence, or that nobody has checked for more than a year."""
        alt = Q(geprueft_am__isnull=True) | Q(geprueft_am__lt=am - timedelta(days=365))
        return self.filter(alt | Q(beleg=Betrag.Beleg.UNGEPRUEFT))

    def schluessel(self) -> list[str]:
        """All keys that a text may name, in the order of the alphabet."""
        return list(self.order_by("schluessel").values_list("schluessel", flat=True).distinct())

    def zum_einsetzen(self, am: date) -> list["Betrag"]:
        """One amount for each key: in force on the day, else the next one, else the last."""
        je_schluessel: dict[str, Betrag] = {}
        for betrag in self.select_related("leistung").order_by("leistung__reihenfolge", "pk"):
            bisher = je_schluessel.get(betrag.schluessel)
            if bisher is None or betrag.rang(am) > bisher.rang(am):
                je_schluessel[betrag.schluessel] = betrag
        return list(je_schluessel.values())

    def als_texte(self, *, am: date) -> dict[str, str]:
        """Key → amount in words, for texts that name amounts."""
        return {betrag.schluessel: betrag.als_text for betrag in self.gueltig(am).order_by("gueltig_ab")}


class Betrag(models.Model):
    """One figure of the law, once: texts and tables name it by ``schluessel``.

    ``gueltig_ab`` and ``gueltig_bis`` are inclusive; ``None`` is open. ``wert`` is in the unit of ``einheit``.
    """

    class Einheit(models.TextChoices):
        EUR = "eur", _("€")
        EUR_MONAT = "eur_monat", _("€ im Monat")
        EUR_JAHR = "eur_jahr", _("€ im Jahr")
        EUR_EINMALIG = "eur_einmalig", _("€ einmalig")
        EUR_TAG = "eur_tag", _("€ am Tag")
        PROZENT = "prozent", _("Prozent")
        TAGE = "tage", _("Tage")
        WOCHEN = "wochen", _("Wochen")
        MONATE = "monate", _("Monate")
        STUNDEN_WOCHE = "stunden_woche", _("Stunden in der Woche")

    class Beleg(models.TextChoices):
        GESETZ = "gesetz", _("Gesetz oder Verordnung")
        WEBSEITE = "webseite", _("Webseite einer Behörde oder Fachstelle")
        UNGEPRUEFT = "ungeprueft", _("noch ungeprüft")

    leistung = models.ForeignKey(Leistung, models.CASCADE, related_name="betraege", verbose_name=_("Leistung"))
    schluessel = models.CharField(
        _("Schlüssel"),
        max_length=60,
        validators=[RegexValidator(r"^[a-z0-9_]+$", _("Nur Kleinbuchstaben, Ziffern und „_“."))],
    )
    bezeichnung = models.CharField(_("Bezeichnung"), max_length=160)
    wert = models.DecimalField(_("Wert"), max_digits=10, decimal_places=2)
    einheit = models.CharField(_("Einheit"), max_length=16, choices=Einheit.choices, default=Einheit.EUR_MONAT)
    gueltig_ab = models.DateField(_("gilt ab"))
    gueltig_bis = models.DateField(_("gilt bis"), null=True, blank=True)
    rechtsgrundlage = models.CharField(_("Rechtsgrundlage"), max_length=200, blank=True)
    geprueft_am = models.DateField(_("zuletzt geprüft"), null=True, blank=True)
    beleg = models.CharField(_("Beleg"), max_length=12, choices=Beleg.choices, default=Beleg.UNGEPRUEFT)

    objects = BetragQuerySet.as_manager()

    class Meta:
        verbose_name = _("Betrag")
        verbose_name_plural = _("Beträge")
        ordering = ["leistung__reihenfolge", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schluessel", "gueltig_ab"],
                name="betrag_je_tag_einmal",
                violation_error_message=_("Für diesen Schlüssel gibt es schon einen Betrag mit diesem Anfang."),
            ),
            models.CheckConstraint(
                name="betrag_bis_ab_anfang",
                condition=Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=F("gueltig_ab")),
                violation_error_message=_("Das Ende liegt vor dem Anfang."),
            ),
            models.CheckConstraint(
                name="betrag_nicht_negativ",
                condition=Q(wert__gte=0),
                violation_error_message=_("Ein Betrag ist nie negativ."),
            ),
        ]

    def __str__(self):
        return f"{self.bezeichnung}: {self.als_text}"

    def gilt(self, am: date) -> bool:
        return self.gueltig_ab <= am and (self.gueltig_bis is None or am <= self.gueltig_bis)

    def rang(self, am: date) -> tuple[bool, bool]:
        """Which of several amounts of a key says most on the day: the one in force, then a coming one."""
        return self.gilt(am), self.gueltig_ab > am

    @property
    def als_text(self) -> str:
        """„227 € im Monat“, „67,56 € im Monat“, „36 Prozent“."""
        return f"{_zahl(self.wert)}\u00a0{self.get_einheit_display()}"


def _zahl(wert: Decimal) -> str:
    """German grouping, decimals only where there are any: „1.320“, „67,56“."""
    ganz = wert == wert.to_integral_value()
    return f"{wert:,.{0 if ganz else 2}f}".translate(str.maketrans(",.", ".,"))


class ZustaendigkeitQuerySet(models.QuerySet):
    def in_region(self, regionen):
        """Offices responsible where one lives: for an area that is, contains or lies in one of these; nearest first."""
        return self.filter(region__in=Region.objects.treffend(regionen)).order_by("-region__ebene", "region__pfad")

    def oeffentlich(self, am: date):
        """Without partners and points that the public may not see on the given day."""
        return self.filter(
            Q(partner__isnull=True) | Q(partner__in=Partner.objects.sichtbar()),
            Q(anlaufstelle__isnull=True) | Q(anlaufstelle__in=Anlaufstelle.objects.auffindbar(am)),
        )

    def with_stelle(self):
        return self.select_related("partner", "anlaufstelle", "person", "region__eltern", "leistung")


class Zustaendigkeit(models.Model):
    """Who is responsible for a benefit where one lives: office, drop-in point or person, and the form."""

    leistung = models.ForeignKey(Leistung, models.CASCADE, related_name="zustaendigkeiten", verbose_name=_("Leistung"))
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="zustaendigkeiten", verbose_name=_("für Einwohner*innen von")
    )
    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="zustaendigkeiten", verbose_name=_("Partner")
    )
    anlaufstelle = models.ForeignKey(
        Anlaufstelle,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="zustaendigkeiten",
        verbose_name=_("Anlaufstelle"),
    )
    person = models.ForeignKey(
        Ansprechperson,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="zustaendigkeiten",
        verbose_name=_("Ansprechperson"),
    )
    formular = models.URLField(_("Formular"), blank=True, max_length=300)
    hinweis = models.CharField(_("Hinweis"), max_length=200, blank=True)

    objects = ZustaendigkeitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zuständigkeit")
        verbose_name_plural = _("Zuständigkeiten")
        ordering = ["leistung", "region__pfad"]
        constraints = [
            models.CheckConstraint(
                name="zustaendigkeit_hat_stelle",
                condition=Q(partner__isnull=False) | Q(anlaufstelle__isnull=False),
                violation_error_message=_("Bitte einen Partner oder eine Anlaufstelle angeben."),
            ),
            models.UniqueConstraint(
                "leistung",
                "region",
                Coalesce("partner", Value(0)),
                Coalesce("anlaufstelle", Value(0)),
                Coalesce("person", Value(0)),
                name="zustaendigkeit_einmal",
                violation_error_message=_("Diese Zuständigkeit gibt es schon."),
            ),
        ]

    def __str__(self):
        return f"{self.leistung}, {self.region}: {self.stelle}"

    @property
    def stelle(self):
        """The office itself, a Partner or an Anlaufstelle."""
        return self.anlaufstelle or self.partner

    @property
    def person_oeffentlich(self) -> Ansprechperson | None:
        return self.person if self.person_id and self.person.ist_oeffentlich else None

    @property
    def telefon(self) -> str:
        """The number to call: the person's, else the office's."""
        return (self.person_oeffentlich and self.person_oeffentlich.telefon) or self.stelle.telefon
