"""Where one can simply go: drop-in points, their hours and, for mobile ones, the tour."""

from datetime import date

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netzwerk.models import (
    Ansprechperson,
    BestaetigbarQuerySet,
    MitAdresse,
    MitBestaetigung,
    MitKontakt,
    MitKurznummer,
    MitZeitplan,
    Netzwerk,
    Partner,
    Region,
    Schliessung,
    Sprache,
    Thema,
    Zeitregel,
)
from netzwerk.models.kontakt import plz_constraint
from netzwerk.oeffnungszeiten import als_text
from netzwerk.text import slug_aus


class AnlaufstelleQuerySet(BestaetigbarQuerySet):
    def sichtbar(self, am: date):
        """Points the public may see on the given day: released, of an active network or of none."""
        return self.filter(
            Q(netzwerk__isnull=True) | Q(netzwerk__status=Netzwerk.Status.AKTIV), ist_veroeffentlicht=True
        )

    def in_region(self, regionen):
        """Points whose area is one of the regions, lies in it or contains it."""
        gebiete = Anlaufstelle.regionen.through.objects.filter(
            anlaufstelle=models.OuterRef("pk"), region__in=Region.objects.treffend(regionen)
        )
        return self.filter(models.Exists(gebiete))

    def with_karte(self):
        """What a card in a list shows, in a fixed number of queries."""
        return self.select_related("partner", "netzwerk").prefetch_related("zeiten", "sprachen", "regionen__eltern")

    def with_seite(self):
        """What the point's own page shows."""
        personen = Ansprechperson.objects.oeffentlich().prefetch_related("zeiten", "schliessungen", "sprachen")
        return self.with_karte().prefetch_related(
            Prefetch("personen", personen),
            "schliessungen",
            "themen",
            Prefetch("halte", Tourhalt.objects.order_by("wochentag", "von")),
        )


class Anlaufstelle(MitKurznummer, MitKontakt, MitAdresse, MitZeitplan, MitBestaetigung):
    """A low-threshold drop-in point: place, van, telephone line or online room.

    The features (``stufenfrei`` …) are tri-state: ``None`` means nobody has said. ``gebiet`` is the place in
    words that may always be shown, also when the address is protected.
    """

    class Art(models.TextChoices):
        INFOPOINT = "infopoint", _("Infopoint")
        BERATUNGSSTELLE = "beratungsstelle", _("Beratungsstelle")
        TREFF = "treff", _("Treff")
        MOBIL = "mobil", _("Mobile Beratung")
        HOTLINE = "hotline", _("Telefon")
        ONLINE = "online", _("Online")
        SCHUTZ = "schutz", _("Schutz vor Gewalt")

    name = models.CharField(_("Name"), max_length=160)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, blank=True)
    art = models.CharField(_("Art"), max_length=16, choices=Art.choices, default=Art.BERATUNGSSTELLE)
    netzwerk = models.ForeignKey(
        Netzwerk, models.PROTECT, null=True, blank=True, related_name="anlaufstellen", verbose_name=_("Netzwerk")
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="anlaufstellen", verbose_name=_("Partner"))
    ist_veroeffentlicht = models.BooleanField(_("veröffentlicht"), default=True)
    kurzbeschreibung = models.CharField(_("In einem Satz"), max_length=200, blank=True)
    beschreibung = models.TextField(_("Beschreibung"), blank=True, help_text=_("Markdown ist erlaubt."))
    gebiet = models.CharField(
        _("Ort in Worten"),
        max_length=120,
        blank=True,
        help_text=_("Darf immer gezeigt werden, z. B. „Stadt Northeim“."),
    )
    anfahrt = models.CharField(_("Anfahrt"), max_length=300, blank=True)
    regionen = models.ManyToManyField(Region, blank=True, related_name="anlaufstellen", verbose_name=_("für wen aus"))
    themen = models.ManyToManyField(Thema, blank=True, related_name="anlaufstellen", verbose_name=_("Themen"))
    sprachen = models.ManyToManyField(Sprache, blank=True, related_name="anlaufstellen", verbose_name=_("Sprachen"))
    personen = models.ManyToManyField(
        Ansprechperson, blank=True, related_name="anlaufstellen", verbose_name=_("Lots*innen und Ansprechpersonen")
    )
    stufenfrei = models.BooleanField(_("ohne Stufen"), null=True, blank=True)
    rollstuhl_wc = models.BooleanField(_("WC für Rollstühle"), null=True, blank=True)
    kinderbetreuung = models.BooleanField(_("Kinderbetreuung während des Gesprächs"), null=True, blank=True)
    spielecke = models.BooleanField(_("Spielecke"), null=True, blank=True)
    wickeltisch = models.BooleanField(_("Wickeltisch"), null=True, blank=True)
    vertraulicher_raum = models.BooleanField(_("Raum für vertrauliche Gespräche"), null=True, blank=True)
    parkplatz = models.BooleanField(_("Parkplatz"), null=True, blank=True)
    externer_schluessel = models.CharField(_("eigener Schlüssel"), max_length=60, blank=True)
    geaendert_am = models.DateTimeField(_("geändert"), auto_now=True)

    MERKMALE = [
        "stufenfrei",
        "rollstuhl_wc",
        "kinderbetreuung",
        "spielecke",
        "wickeltisch",
        "vertraulicher_raum",
        "parkplatz",
    ]

    objects = AnlaufstelleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anlaufstelle")
        verbose_name_plural = _("Anlaufstellen")
        ordering = ["name"]
        indexes = [models.Index(fields=["bestaetigt_am"], name="anlaufstelle_bestaetigt")]
        constraints = [
            plz_constraint("anlaufstelle_plz_fuenf_ziffern"),
            models.CheckConstraint(
                name="schutzeinrichtung_ohne_adresse",
                condition=~Q(art="schutz") | Q(adresse_geschuetzt=True),
                violation_error_message=_(
                    "Bei „Schutz vor Gewalt“ muss die Adresse geschützt sein. Bitte „Adresse ist geschützt“ ankreuzen."
                ),
            ),
            models.UniqueConstraint(
                fields=["externer_schluessel"],
                name="anlaufstelle_schluessel_einmal",
                condition=~Q(externer_schluessel=""),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or slug_aus(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("anlaufstellen:anlaufstelle_detail", args=[self.slug, self.nummer])

    @property
    def ist_live(self) -> bool:
        """Whether changes of partners are reviewed before they appear."""
        return self.ist_veroeffentlicht

    @property
    def ist_sichtbar(self) -> bool:
        """The rule of ``sichtbar()`` for a point at hand; wants its ``netzwerk`` loaded."""
        aktiv = self.netzwerk_id is None or self.netzwerk.status == Netzwerk.Status.AKTIV
        return self.ist_veroeffentlicht and aktiv

    @property
    def tour(self) -> list["Tourhalt"]:
        """The stops that may be shown: none when the address is protected."""
        return [] if self.adresse_geschuetzt else list(self.halte.all())

    @property
    def wo_in_worten(self) -> str:
        """The address where it may be shown, else the place in words."""
        return str(self.anschrift or self.gebiet)

    @property
    def ist_sensibel(self) -> bool:
        """Whether somebody looking over the shoulder could be a danger."""
        return self.art == self.Art.SCHUTZ or any(thema.ist_sensibel for thema in self.themen.all())

    @property
    def merkmale(self) -> list[tuple[str, bool]]:
        """The features that are known, with their labels."""
        werte = [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in self.MERKMALE]
        return [(name, wert) for name, wert in werte if wert is not None]

    @property
    def merkmale_unbekannt(self) -> list[str]:
        """Labels of the features nobody has said anything about."""
        return [str(self._meta.get_field(name).verbose_name) for name in self.MERKMALE if getattr(self, name) is None]


class Oeffnungszeit(Zeitregel):
    anlaufstelle = models.ForeignKey(Anlaufstelle, models.CASCADE, related_name="zeiten")

    class Meta(Zeitregel.Meta):
        verbose_name = _("Öffnungszeit")
        verbose_name_plural = _("Öffnungszeiten")


class Schliesstag(Schliessung):
    anlaufstelle = models.ForeignKey(Anlaufstelle, models.CASCADE, related_name="schliessungen")


class Tourhalt(Zeitregel, MitAdresse):
    """One stop of a mobile point: where it stands, and by which rule."""

    anlaufstelle = models.ForeignKey(Anlaufstelle, models.CASCADE, related_name="halte")
    bezeichnung = models.CharField(_("Halt"), max_length=120, help_text=_("Z. B. „Marktplatz Uslar“."))

    class Meta(Zeitregel.Meta):
        verbose_name = _("Tourhalt")
        verbose_name_plural = _("Tourhalte")

    def __str__(self):
        return f"{self.bezeichnung}: {super().__str__()}"

    @property
    def zeit_text(self) -> str:
        """„Di (gerade Kalenderwochen) 9–12 Uhr“."""
        return als_text([self.fenster])[0]
