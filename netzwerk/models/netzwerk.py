"""The local network and who belongs to it."""

from itertools import combinations

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerk.models.kontakt import MitAdresse, MitKontakt
from netzwerk.models.partner import Partner
from netzwerk.models.region import Region

# A confirmation holds for half a year unless the network says otherwise.
FRIST_TAGE = 180
# From when on, in days after the first question, which step follows; the order of the fields is the order of time.
STUFEN = ["zweite_mail_nach_tagen", "telefonliste_nach_tagen", "hinweis_nach_tagen", "verbergen_nach_tagen"]


def _stufen_in_folge() -> list[models.CheckConstraint]:
    """Each step later than every one before it; steps that are left empty do not count."""
    return [
        models.CheckConstraint(
            name=f"netzwerk_{frueher.removesuffix('_nach_tagen')}_vor_{spaeter.removesuffix('_nach_tagen')}",
            condition=Q(**{f"{frueher}__isnull": True})
            | Q(**{f"{spaeter}__isnull": True})
            | Q(**{f"{spaeter}__gt": F(frueher)}),
            violation_error_message=_(
                "Die Schritte folgen aufeinander: zweite E-Mail, Telefonliste, Hinweis, nicht mehr in der Suche. "
                "Bitte geben Sie jedem Schritt mehr Tage als dem davor, oder lassen Sie ihn leer."
            ),
        )
        for frueher, spaeter in combinations(STUFEN, 2)
    ]


class NetzwerkQuerySet(models.QuerySet):
    def aktiv(self):
        return self.filter(status=Netzwerk.Status.AKTIV)

    def historisch(self):
        """The networks of the federal programme 2011–2013, as they were."""
        return self.filter(status=Netzwerk.Status.HISTORISCH)


class Netzwerk(MitKontakt, MitAdresse):
    """A local network of help for single parents: content, rights, look and print are its own.

    ``jahr_von`` and ``jahr_bis`` are calendar years, inclusive; ``None`` is unknown or open.
    ``gebiet`` and ``traeger`` hold what the network says of itself; of a historic one, what the programme's
    brochure printed in 2013. ``farbe`` is a CSS hex colour, dark enough for white text.
    ``frist_tage``: a confirmation holds so many days; the other numbers of days count from the first question.
    ``None`` leaves a step out; without ``frist_tage`` nobody is asked and nothing warned of.
    """

    class Status(models.TextChoices):
        AKTIV = "aktiv", _("aktiv")
        RUHEND = "ruhend", _("ruhend: nichts davon ist öffentlich")
        HISTORISCH = "historisch", _("historisch (Stand 2013)")

    name = models.CharField(_("Name"), max_length=200)
    kurzname = models.CharField(_("Kurzname"), max_length=60, blank=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, unique=True)
    status = models.CharField(_("Status"), max_length=12, choices=Status.choices, default=Status.AKTIV)
    ist_beispiel = models.BooleanField(
        _("Beispieldaten"), default=False, help_text=_("Alle Inhalte werden als erfunden gekennzeichnet.")
    )
    land = models.ForeignKey(Region, models.PROTECT, related_name="netzwerke_des_landes", verbose_name=_("Land"))
    regionen = models.ManyToManyField(Region, related_name="netzwerke", verbose_name=_("Gebiet"))
    gebiet = models.CharField(_("Gebiet in Worten"), max_length=160, blank=True)
    traeger = models.CharField(_("Träger"), max_length=200, blank=True)
    jahr_von = models.PositiveSmallIntegerField(_("seit Jahr"), null=True, blank=True)
    jahr_bis = models.PositiveSmallIntegerField(_("bis Jahr"), null=True, blank=True)
    anmerkung = models.CharField(_("Anmerkung"), max_length=300, blank=True)
    slogan = models.CharField(_("Leitsatz"), max_length=160, blank=True)
    beschreibung = models.TextField(_("Beschreibung"), blank=True, help_text=_("Markdown ist erlaubt."))
    farbe = models.CharField(
        _("Farbe"),
        max_length=7,
        default="#0b5d66",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Bitte eine Farbe wie „#0b5d66“."))],
    )
    logo = models.ImageField(_("Logo"), upload_to="logos/", blank=True)
    impressum = models.TextField(_("Impressum"), blank=True, help_text=_("Markdown ist erlaubt."))
    datenschutz = models.TextField(_("Datenschutz"), blank=True, help_text=_("Markdown ist erlaubt."))
    barrierefreiheit = models.TextField(
        _("Erklärung zur Barrierefreiheit"), blank=True, help_text=_("Markdown ist erlaubt.")
    )
    frist_tage = models.PositiveSmallIntegerField(
        _("Bestätigung gilt (Tage)"),
        null=True,
        blank=True,
        default=FRIST_TAGE,
        validators=[MinValueValidator(30)],
        help_text=_("Danach fragt das Portal beim Partner nach. Leer: Es fragt nie und warnt nie."),
    )
    zweite_mail_nach_tagen = models.PositiveSmallIntegerField(
        _("zweite E-Mail nach (Tagen)"), null=True, blank=True, default=14, validators=[MinValueValidator(1)]
    )
    telefonliste_nach_tagen = models.PositiveSmallIntegerField(
        _("auf Ihre Telefonliste nach (Tagen)"), null=True, blank=True, default=28, validators=[MinValueValidator(1)]
    )
    hinweis_nach_tagen = models.PositiveSmallIntegerField(
        _("deutlicher Hinweis auf der Seite nach (Tagen)"),
        null=True,
        blank=True,
        default=42,
        validators=[MinValueValidator(1)],
    )
    verbergen_nach_tagen = models.PositiveSmallIntegerField(
        _("nicht mehr in der Suche nach (Tagen)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    partner = models.ManyToManyField(
        Partner, through="Mitgliedschaft", related_name="netzwerke", verbose_name=_("Partner")
    )

    objects = NetzwerkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Netzwerk")
        verbose_name_plural = _("Netzwerke")
        ordering = ["land__name", "name"]
        constraints = [
            models.CheckConstraint(
                name="netzwerk_jahre_in_folge",
                condition=Q(jahr_bis__isnull=True) | Q(jahr_von__isnull=True) | Q(jahr_bis__gte=F("jahr_von")),
                violation_error_message=_("Das letzte Jahr liegt vor dem ersten."),
            ),
            models.CheckConstraint(name="netzwerk_farbe_hex", condition=Q(farbe__regex=r"^#[0-9a-fA-F]{6}$")),
            *_stufen_in_folge(),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("netzwerk:netzwerk_detail", args=[self.slug])

    @property
    def ist_historisch(self) -> bool:
        return self.status == self.Status.HISTORISCH


class Mitgliedschaft(models.Model):
    """A partner in a network. ``vereinbarung``: a Kooperationsvereinbarung is signed; ``None`` is unknown."""

    class Rolle(models.TextChoices):
        STEUERUNG = "steuerung", _("Steuerung")
        OPERATIV = "operativ", _("operativ")
        ASSOZIIERT = "assoziiert", _("assoziiert")

    netzwerk = models.ForeignKey(Netzwerk, models.CASCADE, related_name="mitgliedschaften", verbose_name=_("Netzwerk"))
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="mitgliedschaften", verbose_name=_("Partner"))
    rolle = models.CharField(_("Rolle"), max_length=12, choices=Rolle.choices, default=Rolle.OPERATIV)
    seit = models.DateField(_("seit"), null=True, blank=True)
    vereinbarung = models.BooleanField(_("Kooperationsvereinbarung"), null=True, blank=True)

    class Meta:
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
        ordering = ["partner__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["netzwerk", "partner"],
                name="partner_einmal_je_netzwerk",
                violation_error_message=_("Dieser Partner ist schon Mitglied."),
            )
        ]

    def __str__(self):
        return f"{self.partner} – {self.netzwerk}"
