"""What things are sorted by: topics, target groups, languages; and the short number of printed entries."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# The largest number that both databases keep; an address may ask for any.
HOECHSTENS = 2_147_483_647


class ThemaQuerySet(models.QuerySet):
    def haupt(self):
        """The twelve or so top topics, with their sub-topics loaded."""
        return self.filter(eltern__isnull=True).prefetch_related("unterthemen")


class Thema(models.Model):
    """A topic of the catalogue; two levels. ``ist_sensibel`` puts „Seite verlassen“ on its pages."""

    eltern = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="unterthemen",
        verbose_name=_("gehört zu"),
        help_text=_("Leer bei einem Hauptthema."),
    )
    name = models.CharField(_("Name"), max_length=80)
    slug = models.SlugField(
        _("Kurzname in der Adresse"),
        unique=True,
        help_text=_("Nicht mehr ändern: Lesezeichen und QR-Codes benutzen ihn."),
    )
    beschreibung = models.CharField(_("Was finden Eltern hier?"), max_length=200, blank=True)
    symbol = models.SlugField(_("Symbol"), max_length=30, blank=True)
    reihenfolge = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    ist_sensibel = models.BooleanField(
        _("heikles Thema"), default=False, help_text=_("Die Seiten zeigen „Seite schnell verlassen“.")
    )

    objects = ThemaQuerySet.as_manager()

    class Meta:
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")
        ordering = ["reihenfolge", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('angebote:angebot_list')}?thema={self.slug}"

    def clean(self):
        if self.eltern_id and (self.eltern.eltern_id or self.eltern_id == self.pk):
            raise ValidationError({"eltern": _("Es gibt nur zwei Stufen. Bitte ein Hauptthema wählen.")})


class Zielgruppe(models.Model):
    """Whom an offer is for among single parents; none means all of them."""

    name = models.CharField(_("Name"), max_length=80, unique=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), unique=True)
    beschreibung = models.CharField(_("Beschreibung"), max_length=200, blank=True)
    reihenfolge = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)

    class Meta:
        verbose_name = _("Zielgruppe")
        verbose_name_plural = _("Zielgruppen")
        ordering = ["reihenfolge", "name"]

    def __str__(self):
        return self.name


class Sprache(models.Model):
    """A language somebody is advised in. ``code``: ISO 639-1, for sign languages ISO 639-3; „de-simple“."""

    code = models.CharField(_("Kürzel"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=60, unique=True)
    eigenname = models.CharField(_("Eigener Name"), max_length=60)
    reihenfolge = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)

    class Meta:
        verbose_name = _("Sprache")
        verbose_name_plural = _("Sprachen")
        ordering = ["reihenfolge", "name"]

    def __str__(self):
        return self.name


class HilfetelefonQuerySet(models.QuerySet):
    def fuer(self, themen):
        """Numbers that belong beside these topics: all beside help lines, the urgent ones beside risky topics."""
        if any(thema.slug == KRISENTELEFON for thema in themen):
            return self
        return self.filter(dringend=True) if any(thema.ist_sensibel for thema in themen) else self.none()


# The topic that is about help lines themselves.
KRISENTELEFON = "krisentelefon"


class Hilfetelefon(models.Model):
    """A nationwide number for an emergency, shown on the start page and in every guide.

    ``kostenlos``: ``None`` means nobody has said.
    """

    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(unique=True)
    nummer = models.CharField(_("Nummer"), max_length=40, help_text=_("Wie man wählt, mit Leerzeichen zum Lesen."))
    wofuer = models.CharField(_("Wofür?"), max_length=200)
    zeiten = models.CharField(_("Wann erreichbar?"), max_length=120, blank=True)
    kostenlos = models.BooleanField(_("kostenlos"), null=True, blank=True)
    sprachen = models.CharField(_("Sprachen"), max_length=120, blank=True)
    auf_startseite = models.BooleanField(_("auf der Startseite"), default=False)
    dringend = models.BooleanField(_("dringend"), default=False)
    reihenfolge = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)
    stand = models.DateField(_("Stand"))
    quelle = models.CharField(_("Quelle"), max_length=300, blank=True)
    pruefhinweis = models.CharField(_("Noch zu prüfen"), max_length=300, blank=True)

    objects = HilfetelefonQuerySet.as_manager()

    class Meta:
        verbose_name = _("Hilfetelefon")
        verbose_name_plural = _("Hilfetelefone")
        ordering = ["reihenfolge", "name"]

    def __str__(self):
        return f"{self.name}: {self.nummer}"


class Kurznummer(models.Model):
    """The source of short numbers. A row is never deleted and its key never reused, so a printed number stays true."""

    angelegt_am = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Kurznummer")
        verbose_name_plural = _("Kurznummern")

    def __str__(self):
        return str(self.pk)


class MitKurznummer(models.Model):
    """An entry that can be printed: gets its ``nummer`` at the first save and keeps it."""

    nummer = models.PositiveIntegerField(_("Nummer"), unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.nummer is None:
            self.nummer = Kurznummer.objects.create().pk
        super().save(*args, **kwargs)


class Nummernumleitung(models.Model):
    """A printed short number whose entry has become part of another one: it leads there for ever.

    Written when two entries are merged, and always to the last one: a chain is never longer than one step.
    """

    nummer = models.PositiveIntegerField(_("Nummer"), unique=True)
    ziel_nummer = models.PositiveIntegerField(_("führt zu Nummer"), db_index=True)

    class Meta:
        verbose_name = _("Umleitung einer Nummer")
        verbose_name_plural = _("Umleitungen von Nummern")
        constraints = [
            models.CheckConstraint(
                name="umleitung_nicht_zu_sich_selbst", condition=~models.Q(nummer=models.F("ziel_nummer"))
            )
        ]

    def __str__(self):
        return f"{self.nummer} → {self.ziel_nummer}"

    @classmethod
    def lead(cls, nummer: int, ziel: int) -> None:
        """From now on the first number leads to the second, and so does all that led to the first."""
        cls.objects.filter(ziel_nummer=nummer).update(ziel_nummer=ziel)
        cls.objects.update_or_create(nummer=nummer, defaults={"ziel_nummer": ziel})

    @classmethod
    def ziele(cls, nummern) -> dict[int, int]:
        """Where those of the numbers lead that lead anywhere. One query, none without numbers."""
        gefragt = [nummer for nummer in nummern if nummer <= HOECHSTENS]
        if not gefragt:
            return {}
        return dict(cls.objects.filter(nummer__in=gefragt).values_list("nummer", "ziel_nummer"))
