"""Whether an entry is still true: when somebody last said so, who and how, and the round in which they are asked."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerk.models.fassung import MitEintrag
from netzwerk.models.netzwerk import FRIST_TAGE, Netzwerk
from netzwerk.models.partner import Partner


class Bestaetigungsweg(models.TextChoices):
    LINK = "link", _("per Link")
    TELEFON = "telefon", _("am Telefon")
    BRIEF = "brief", _("per Brief")
    ADMIN = "admin", _("in der Verwaltung")


class BestaetigbarQuerySet(models.QuerySet):
    """Base of the entries' querysets, which say what is ``sichtbar``."""

    def auffindbar(self, am: date):
        """What lists, search and print show: what is visible and was not taken out for want of an answer.

        The entry's own page asks ``sichtbar``: whoever has its address still gets there, with a note.
        """
        return self.sichtbar(am).filter(verborgen_seit__isnull=True)

    def faellig(self, am: date):
        """Visible entries that nobody confirmed within their network's time; a network without one asks for nothing.

        Entries of no network have the usual time.
        """
        fristen = Netzwerk.objects.aktiv().order_by().values_list("frist_tage", flat=True).distinct()
        bedingung = Q(netzwerk__isnull=True) & _ueberfaellig(FRIST_TAGE, am)
        for frist in fristen:
            if frist is not None:
                bedingung |= Q(netzwerk__frist_tage=frist) & _ueberfaellig(frist, am)
        return self.sichtbar(am).filter(bedingung)


def _ueberfaellig(frist: int, am: date) -> Q:
    return Q(bestaetigt_am__isnull=True) | Q(bestaetigt_am__lt=am - timedelta(days=frist))


class MitBestaetigung(models.Model):
    """``bestaetigt_am``: the last day on which a human said that all is true, ``None`` never; not a save.

    ``bestaetigt_durch`` is who says so in words for the public: an organisation or „der Koordination“, never a
    person. ``foerderung_bis`` is inclusive. ``verborgen_seit``: out of search and lists since, nobody having answered.
    """

    bestaetigt_am = models.DateField(_("bestätigt"), null=True, blank=True)
    bestaetigt_wie = models.CharField(_("bestätigt wie"), max_length=8, choices=Bestaetigungsweg.choices, blank=True)
    bestaetigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bestätigt von"),
    )
    bestaetigt_durch = models.CharField(_("bestätigt durch"), max_length=200, blank=True)
    foerderung_bis = models.DateField(_("Förderung endet am"), null=True, blank=True)
    verborgen_seit = models.DateField(_("nicht mehr in der Suche seit"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Bestaetigung(MitEintrag):
    """One confirmation: one for an entry and a day, however often somebody pressed the button."""

    netzwerk = models.ForeignKey(
        Netzwerk, models.CASCADE, null=True, blank=True, related_name="bestaetigungen", verbose_name=_("Netzwerk")
    )
    am = models.DateField(_("am"))
    wie = models.CharField(_("wie"), max_length=8, choices=Bestaetigungsweg.choices)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Konto")
    )
    durch = models.CharField(_("durch"), max_length=200)

    class Meta:
        verbose_name = _("Bestätigung")
        verbose_name_plural = _("Bestätigungen")
        ordering = ["-am", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["modell", "schluessel", "am"], name="bestaetigung_einmal_am_tag"),
        ]

    def __str__(self):
        return f"{self.name}: {self.am:%d.%m.%Y}"


class RueckfrageQuerySet(models.QuerySet):
    def laufend(self):
        """Rounds that wait for an answer, by whatever way."""
        return self.exclude(zustand=Rueckfrage.Zustand.BEANTWORTET)


class Rueckfrage(models.Model):
    """One round: a partner is asked whether its entries in a network are still true.

    ``stufe`` is the last step taken, on ``letzte_stufe_am``; days count from ``begonnen_am``. ``erfragt`` names the
    entries that the partner was asked about („angebote.angebot:12“): only these get a note or are hidden.
    ``empfaenger``: addresses, one a line. ``zufall`` is part of the link; a new one revokes it.
    """

    class Stufe(models.IntegerChoices):
        BEGONNEN = 0, _("begonnen")
        MAIL = 1, _("erste E-Mail")
        ERINNERUNG = 2, _("zweite E-Mail")
        TELEFON = 3, _("auf der Telefonliste")
        HINWEIS = 4, _("Hinweis auf der Seite")
        VERBORGEN = 5, _("nicht mehr in der Suche")

    class Zustand(models.TextChoices):
        OFFEN = "offen", _("wartet auf Antwort")
        BEANTWORTET = "beantwortet", _("beantwortet")
        UNZUSTELLBAR = "unzustellbar", _("E-Mail kommt nicht an")
        OHNE_ADRESSE = "ohne_adresse", _("keine E-Mail-Adresse")

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="rueckfragen", verbose_name=_("Partner"))
    netzwerk = models.ForeignKey(Netzwerk, models.CASCADE, related_name="rueckfragen", verbose_name=_("Netzwerk"))
    empfaenger = models.TextField(_("E-Mail an"), blank=True)
    stufe = models.PositiveSmallIntegerField(_("Stufe"), choices=Stufe.choices, default=Stufe.BEGONNEN)
    begonnen_am = models.DateField(_("begonnen"))
    letzte_stufe_am = models.DateField(_("letzter Schritt"))
    zustand = models.CharField(_("Zustand"), max_length=14, choices=Zustand.choices, default=Zustand.OFFEN)
    erfragt = models.JSONField(_("erfragte Einträge"), default=list, editable=False)
    zufall = models.CharField(max_length=32, editable=False)

    objects = RueckfrageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rückfrage")
        verbose_name_plural = _("Rückfragen")
        ordering = ["begonnen_am", "partner__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "netzwerk"],
                name="rueckfrage_eine_laufende",
                condition=~Q(zustand="beantwortet"),
                violation_error_message=_("Dieser Partner wird in diesem Netzwerk schon gefragt."),
            ),
        ]

    def __str__(self):
        return f"{self.partner} ({self.netzwerk})"

    @property
    def adressen(self) -> list[str]:
        return self.empfaenger.split()
