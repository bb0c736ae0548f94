"""Who helps: organisations and the people one can ask for."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from netzwerk.models.kontakt import MitAdresse, MitKontakt, plz_constraint
from netzwerk.models.ordnung import Sprache, Thema
from netzwerk.models.region import Region
from netzwerk.models.zeit import MitZeitplan, Zeitausnahme, Zeitregel
from netzwerk.zeitworte import ausnahme_als_text


class PartnerQuerySet(models.QuerySet):
    def sichtbar(self):
        """Partners that the public may see: members of an active network, or of none (nationwide)."""
        return self.filter(Q(mitgliedschaften__isnull=True) | Q(netzwerke__status="aktiv")).distinct()


class Partner(MitKontakt, MitAdresse):
    """An organisation of the network: office, association, chamber, provider.

    ``externer_schluessel`` is the key in the partner's or the network's own list; empty or unique.
    """

    class Art(models.TextChoices):
        JOBCENTER = "jobcenter", _("Jobcenter")
        ARBEITSAGENTUR = "arbeitsagentur", _("Agentur für Arbeit")
        JUGENDAMT = "jugendamt", _("Jugendamt")
        GLEICHSTELLUNGSSTELLE = "gleichstellungsstelle", _("Gleichstellungsstelle")
        KOMMUNE = "kommune", _("Stadt, Gemeinde oder Kreis")
        FREIER_TRAEGER = "freier_traeger", _("Freier Träger")
        KAMMER = "kammer", _("Kammer")
        VEREIN = "verein", _("Verein")
        BILDUNGSTRAEGER = "bildungstraeger", _("Bildungsträger")
        ARBEITGEBER = "arbeitgeber", _("Arbeitgeber")
        SELBSTHILFE = "selbsthilfe", _("Selbsthilfe")
        KIRCHE = "kirche", _("Kirche")
        GESUNDHEIT = "gesundheit", _("Gesundheit und Krankenkasse")
        SONSTIGE = "sonstige", _("Sonstige")

    name = models.CharField(_("Name"), max_length=200)
    kurzname = models.CharField(_("Kurzname"), max_length=60, blank=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, unique=True)
    art = models.CharField(_("Art"), max_length=24, choices=Art.choices, default=Art.SONSTIGE)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partner",
        verbose_name=_("zuständig für"),
        help_text=_("Das Gebiet, für das der Partner arbeitet."),
    )
    beschreibung = models.TextField(_("Beschreibung"), blank=True, help_text=_("Markdown ist erlaubt."))
    logo = models.ImageField(_("Logo"), upload_to="logos/", blank=True)
    externer_schluessel = models.CharField(_("eigener Schlüssel"), max_length=60, blank=True)
    pflege_email = models.EmailField(
        _("E-Mail für Rückfragen, nicht öffentlich"),
        blank=True,
        help_text=_(
            "Wer bestätigt die Einträge? Leer: Das Portal fragt die Konten des Partners, sonst die E-Mail oben."
        ),
    )
    geht_sofort_live = models.BooleanField(
        _("Änderungen gehen sofort live"),
        default=False,
        help_text=_("Für Partner, denen Sie vertrauen. Sonst sehen Sie jede Änderung an, bevor sie erscheint."),
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Partner")
        verbose_name_plural = _("Partner")
        ordering = ["name"]
        constraints = [
            plz_constraint("partner_plz_fuenf_ziffern"),
            models.UniqueConstraint(
                fields=["externer_schluessel"],
                name="partner_schluessel_einmal",
                condition=~Q(externer_schluessel=""),
                violation_error_message=_("Diesen Schlüssel hat schon ein anderer Partner."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("netzwerk:partner_detail", args=[self.slug])

    @property
    def ist_live(self) -> bool:
        """Partners are always public: changes of their own are reviewed."""
        return True


class Partnerumleitung(models.Model):
    """A short name in addresses of a partner that was merged into this one; it still leads here."""

    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, unique=True)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="umleitungen", verbose_name=_("führt zu"))

    class Meta:
        verbose_name = _("Umleitung eines Partners")
        verbose_name_plural = _("Umleitungen von Partnern")

    def __str__(self):
        return f"{self.slug} → {self.partner}"


class AnsprechpersonQuerySet(models.QuerySet):
    def oeffentlich(self):
        return self.filter(ist_oeffentlich=True)


class Ansprechperson(MitKontakt, MitZeitplan):
    """Somebody to ask for, by name or by function, with subjects, districts and consulting hours.

    No ``regionen`` means: the partner's whole area. ``zustaendig`` holds what tables cannot say („Buchstaben A–K“).
    """

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="personen", verbose_name=_("Partner"))
    name = models.CharField(_("Name"), max_length=120, blank=True)
    funktion = models.CharField(_("Funktion"), max_length=160, blank=True)
    zustaendig = models.CharField(
        _("zuständig für"), max_length=160, blank=True, help_text=_("Z. B. „Buchstaben A–K“.")
    )
    themen = models.ManyToManyField(Thema, blank=True, related_name="personen", verbose_name=_("Themen"))
    regionen = models.ManyToManyField(Region, blank=True, related_name="personen", verbose_name=_("Gebiete"))
    sprachen = models.ManyToManyField(Sprache, blank=True, related_name="personen", verbose_name=_("Sprachen"))
    ist_oeffentlich = models.BooleanField(_("öffentlich zeigen"), default=True)
    externer_schluessel = models.CharField(_("eigener Schlüssel"), max_length=60, blank=True)

    objects = AnsprechpersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ansprechperson")
        verbose_name_plural = _("Ansprechpersonen")
        ordering = ["partner__name", "name", "funktion"]
        constraints = [
            models.CheckConstraint(
                name="person_name_oder_funktion",
                condition=~Q(name="") | ~Q(funktion=""),
                violation_error_message=_("Bitte einen Namen oder eine Funktion angeben."),
            ),
            models.UniqueConstraint(
                fields=["externer_schluessel"], name="person_schluessel_einmal", condition=~Q(externer_schluessel="")
            ),
        ]

    def __str__(self):
        return ", ".join(teil for teil in (self.name, self.funktion) if teil)

    @property
    def ist_live(self) -> bool:
        """Whether changes of partners are reviewed before they appear."""
        return self.ist_oeffentlich

    @property
    def nur_aus_der_ferne(self) -> bool:
        """Consulting hours are for coming and for calling."""
        return False

    @property
    def sagt_erreichbar(self) -> bool:
        return True


class Sprechzeit(Zeitregel):
    person = models.ForeignKey(Ansprechperson, models.CASCADE, related_name="zeiten")

    class Meta(Zeitregel.Meta):
        verbose_name = _("Sprechzeit")
        verbose_name_plural = _("Sprechzeiten")


class Abwesenheit(Zeitausnahme):
    person = models.ForeignKey(Ansprechperson, models.CASCADE, related_name="ausnahmen")

    class Meta(Zeitausnahme.Meta):
        verbose_name = _("Abwesenheit")
        verbose_name_plural = _("Abwesenheiten")

    def __str__(self):
        return ausnahme_als_text(self.ausnahme, zu=gettext("abwesend %s"))
