"""What the search knows besides the offers: the thesaurus, a journal of changes, and what was asked for."""

from collections.abc import Iterable
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from angebote.models.leistung import Leistung
from netzwerk.models import Netzwerk, Region, Thema
from netzwerk.text import zeilen


class Suchbegriff(models.Model):
    """An everyday word or phrase and what offices write for it.

    ``gewicht`` is above 0 and at most 1: 1.0 the same meaning, 0.4 a loose one. Without ``netzwerk`` it holds for all.
    """

    class Art(models.TextChoices):
        ALLTAG = "alltag", _("Alltagswort")
        UMGANGSSPRACHE = "umgangssprache", _("Umgangssprache")
        LEBENSLAGE = "lebenslage", _("Lebenslage")
        ABKUERZUNG = "abkuerzung", _("Abkürzung")
        ALTERNAME = "altername", _("alter Name")
        AMTSDEUTSCH = "amtsdeutsch", _("Amtsdeutsch")
        TIPPFEHLERFORM = "tippfehlerform", _("häufige Schreibweise")

    wort = models.CharField(_("So sagen Eltern"), max_length=80, help_text=_("Ein Wort oder ein kurzer Satz."))
    begriffe = models.TextField(
        _("So schreiben Ämter"), blank=True, help_text=_("Eines je Zeile, das passendste zuerst.")
    )
    themen = models.ManyToManyField(Thema, blank=True, related_name="suchbegriffe", verbose_name=_("Themen"))
    leistung = models.ForeignKey(
        Leistung, models.SET_NULL, null=True, blank=True, related_name="begriffe", verbose_name=_("meint die Leistung")
    )
    gewicht = models.FloatField(
        _("Gewicht"),
        default=0.8,
        validators=[MinValueValidator(0.1), MaxValueValidator(1)],
        help_text=_("1 = dasselbe, 0,8 = sehr nah, 0,6 = verwandt, 0,4 = entfernt."),
    )
    art = models.CharField(_("Art"), max_length=16, choices=Art.choices, default=Art.ALLTAG)
    netzwerk = models.ForeignKey(
        Netzwerk,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="suchbegriffe",
        verbose_name=_("nur im Netzwerk"),
        help_text=_("Leer: gilt überall."),
    )

    class Meta:
        verbose_name = _("Suchbegriff")
        verbose_name_plural = _("Suchbegriffe")
        ordering = ["wort"]
        constraints = [
            models.UniqueConstraint(
                "wort",
                Coalesce("netzwerk", Value(0)),
                name="suchbegriff_einmal",
                violation_error_message=_("Dieses Wort gibt es schon."),
            ),
            models.CheckConstraint(
                name="suchbegriff_gewicht",
                condition=Q(gewicht__gt=0, gewicht__lte=1),
                violation_error_message=_("Das Gewicht liegt zwischen 0,1 und 1."),
            ),
        ]

    def __str__(self):
        return self.wort

    @property
    def begriffe_liste(self) -> list[str]:
        return zeilen(self.begriffe)


class Suchstand(models.Model):
    """One row that counts the changes. Whoever writes it holds it until the commit: changes come in order."""

    zaehler = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("Stand der Suche")
        verbose_name_plural = _("Stand der Suche")

    def __str__(self):
        return str(self.zaehler)


class Suchaenderung(models.Model):
    """What changed since when: the journal that every process follows, written in the transaction of the change.

    ``nummer`` counts without gaps. ``kennung`` tells a change from another one that was rolled back or restored.
    """

    class Was(models.TextChoices):
        ANGEBOTE = "angebote", _("einzelne Angebote")
        RAHMEN = "rahmen", _("Suchbegriffe, Themen und Netzwerke")
        ALLES = "alles", _("alles")

    BEHALTEN = 1000
    EINZELN_HOECHSTENS = 200

    nummer = models.PositiveBigIntegerField(primary_key=True)
    kennung = models.UUIDField(default=uuid4)
    was = models.CharField(max_length=8, choices=Was.choices)
    angebote = models.JSONField(default=list)

    class Meta:
        verbose_name = _("Änderung für die Suche")
        verbose_name_plural = _("Änderungen für die Suche")

    def __str__(self):
        return f"{self.nummer}: {self.was}"

    @classmethod
    def mark(cls, angebote: Iterable[int] = (), *, was: str = Was.ANGEBOTE) -> None:
        """Tells every process of the change; ``angebote`` are primary keys, also of deleted offers."""
        nummern = list(angebote)
        if was == cls.Was.ANGEBOTE and len(nummern) > cls.EINZELN_HOECHSTENS:
            nummern, was = [], cls.Was.ALLES
        with transaction.atomic():
            if not Suchstand.objects.filter(pk=1).update(zaehler=F("zaehler") + 1):
                Suchstand.objects.create(pk=1, zaehler=1)
            nummer = Suchstand.objects.values_list("zaehler", flat=True).get(pk=1)
            cls.objects.create(nummer=nummer, was=was, angebote=nummern)
            cls.objects.filter(nummer__lte=nummer - cls.BEHALTEN).delete()


class Suchanfrage(models.Model):
    """How often something was asked for on a day and in a region, by nobody: words only, never who or when.

    ``worte`` are known words in the order of the alphabet; ``ohne_treffer`` counts those of ``anzahl`` that found
    nothing. Shown from ``MINDESTENS`` on.
    """

    MINDESTENS = 3

    tag = models.DateField(_("Tag"))
    region = models.ForeignKey(
        Region, models.CASCADE, null=True, blank=True, related_name="suchanfragen", verbose_name=_("Region")
    )
    worte = models.CharField(_("Wörter"), max_length=120)
    anzahl = models.PositiveIntegerField(_("Anzahl"), default=0)
    ohne_treffer = models.PositiveIntegerField(_("davon ohne Treffer"), default=0)

    class Meta:
        verbose_name = _("Suchanfrage")
        verbose_name_plural = _("Was gesucht wird")
        ordering = ["-tag", "worte"]
        constraints = [
            models.UniqueConstraint("tag", "worte", Coalesce("region", Value(0)), name="suchanfrage_einmal_am_tag"),
            models.CheckConstraint(
                name="suchanfrage_ohne_treffer", condition=Q(ohne_treffer__lte=F("anzahl"), anzahl__gte=0)
            ),
        ]

    def __str__(self):
        return self.worte
