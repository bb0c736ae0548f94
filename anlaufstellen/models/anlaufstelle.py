"""Where one can simply go: drop-in points, their hours and, for mobile ones, the tour."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlaufstellen.infopoint import Pruefung
from anlaufstellen.models.tour import Tourhalt
from anlaufstellen.wege import Wegadressen, make_wegadressen
from netzwerk.models import (
    Ansprechperson,
    BestaetigbarQuerySet,
    Kinderbetreuung,
    MitAdresse,
    MitBestaetigung,
    MitKinderbetreuung,
    MitKontakt,
    MitKurznummer,
    MitZeitplan,
    Netzwerk,
    Partner,
    Region,
    Sprache,
    Thema,
    Zeitausnahme,
    Zeitregel,
)
from netzwerk.models.kontakt import plz_constraint
from netzwerk.oeffnungszeiten import Zeitfenster
from netzwerk.text import slug_aus

KARTENZEILEN = 4


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
        return self.select_related("partner", "netzwerk").prefetch_related(
            "zeiten", "ausnahmen", "sprachen", "regionen__eltern"
        )

    def with_zustand(self):
        """A card that also says whether somebody is there: at a mobile point that is where it stops."""
        return self.with_karte().prefetch_related("halte")

    def with_seite(self):
        """What the point's own page shows."""
        personen = Ansprechperson.objects.oeffentlich().prefetch_related("zeiten", "ausnahmen", "sprachen", "themen")
        return self.with_karte().prefetch_related(
            Prefetch("personen", personen),
            "themen",
            Prefetch("halte", Tourhalt.objects.order_by("wochentag", "von")),
        )


class Anlaufstelle(MitKurznummer, MitKontakt, MitAdresse, MitKinderbetreuung, MitZeitplan, MitBestaetigung):
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
    oepnv = models.CharField(_("Bus und Bahn"), max_length=200, blank=True)
    anfahrt = models.CharField(_("Weg und Parken"), max_length=300, blank=True)
    regionen = models.ManyToManyField(Region, blank=True, related_name="anlaufstellen", verbose_name=_("für wen aus"))
    themen = models.ManyToManyField(Thema, blank=True, related_name="anlaufstellen", verbose_name=_("Themen"))
    sprachen = models.ManyToManyField(Sprache, blank=True, related_name="anlaufstellen", verbose_name=_("Sprachen"))
    personen = models.ManyToManyField(
        Ansprechperson, blank=True, related_name="anlaufstellen", verbose_name=_("Lots*innen und Ansprechpersonen")
    )
    stufenfrei = models.BooleanField(_("ohne Stufen"), null=True, blank=True)
    rollstuhl_wc = models.BooleanField(_("WC für Rollstühle"), null=True, blank=True)
    spielecke = models.BooleanField(_("Spielecke"), null=True, blank=True)
    wickeltisch = models.BooleanField(_("Wickeltisch"), null=True, blank=True)
    vertraulicher_raum = models.BooleanField(_("Raum für vertrauliche Gespräche"), null=True, blank=True)
    parkplatz = models.BooleanField(_("Parkplatz"), null=True, blank=True)
    geschult_am = models.DateField(
        _("Lots*in geschult am"), null=True, blank=True, help_text=_("Letzte Schulung derer, die hier beraten.")
    )
    infopoint_geprueft_am = models.DateField(
        _("als Infopoint geprüft am"),
        null=True,
        blank=True,
        help_text=_("Die Koordination hat die Kriterien des Netzwerks vor Ort angesehen. Gilt zwei Jahre."),
    )
    externer_schluessel = models.CharField(_("eigener Schlüssel"), max_length=60, blank=True)
    geaendert_am = models.DateTimeField(_("geändert"), auto_now=True)

    MERKMALE = [
        "stufenfrei",
        "rollstuhl_wc",
        "spielecke",
        "wickeltisch",
        "vertraulicher_raum",
        "parkplatz",
    ]

    # With „So kommen Sie hin“, where one goes.
    ZUM_WEG = ("stufenfrei", "parkplatz")

    # Nothing is asked of a point until ``add_pruefungen`` has looked.
    pruefung = Pruefung()

    objects = AnlaufstelleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anlaufstelle")
        verbose_name_plural = _("Anlaufstellen")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["bestaetigt_am"], name="anlaufstelle_bestaetigt"),
            models.Index(fields=["lat", "lon"], name="anlaufstelle_koordinate"),
        ]
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
    def nur_aus_der_ferne(self) -> bool:
        """Whether one calls or clicks, and goes nowhere."""
        return self.art in (self.Art.HOTLINE, self.Art.ONLINE)

    @property
    def punkt(self) -> tuple[float, float] | None:
        """Where one goes, in WGS84 degrees; ``None`` when it is protected, nowhere or unknown."""
        if self.adresse_geschuetzt or self.nur_aus_der_ferne or self.lat is None or self.lon is None:
            return None
        return self.lat, self.lon

    @property
    def anfahrt_zeilen(self) -> list[str]:
        """Bus and way in words; none where the address is protected or unknown."""
        return [zeile for zeile in (self.oepnv, self.anfahrt) if zeile] if self.anschrift else []

    @property
    def weg(self) -> Wegadressen | None:
        """Links that lead there; ``None`` where nobody goes or may know."""
        ungefaehr = bool(self.koordinate_von_plz)
        return make_wegadressen(self.punkt, str(self.anschrift or ""), ungefaehr=ungefaehr) if self.punkt else None

    @property
    def man_geht_hin(self) -> bool:
        """Whether there is a place whose address may be shown."""
        return bool(self.anschrift) and not self.nur_aus_der_ferne

    @property
    def sagt_erreichbar(self) -> bool:
        """Nobody goes to a protected place without calling first."""
        return self.nur_aus_der_ferne or self.adresse_geschuetzt

    @property
    def weitere_fenster(self) -> tuple[Zeitfenster, ...]:
        """Somebody is there wherever a mobile point stops."""
        return tuple(halt.fenster for halt in self.tour)

    @property
    def tour(self) -> list["Tourhalt"]:
        """The stops that may be shown: none when the address is protected."""
        return [] if self.adresse_geschuetzt else [halt for halt in self.halte.all() if not halt.adresse_geschuetzt]

    @property
    def wo_in_worten(self) -> str:
        """The address where it may be shown, else the place in words."""
        return str(self.anschrift or self.gebiet)

    @property
    def zeiten_kurz(self) -> list[str]:
        """What a card has room for: four lines. A mobile point is there where and when it stops."""
        zeilen = [_("an wechselnden Orten")] if self.art == self.Art.MOBIL else []
        zeilen += self.zeiten_text
        return zeilen if len(zeilen) <= KARTENZEILEN else [*zeilen[: KARTENZEILEN - 1], _("und mehr")]

    @property
    def ist_sensibel(self) -> bool:
        """Whether somebody looking over the shoulder could be a danger."""
        return self.art == self.Art.SCHUTZ or any(thema.ist_sensibel for thema in self.themen.all())

    @property
    def art_plakette(self) -> str:
        """Its kind; empty where the badge of a checked Infopoint says it already."""
        return "" if self.art == self.Art.INFOPOINT and self.pruefung.ist_infopoint else self.get_art_display()

    @property
    def kriterien(self) -> Pruefung | None:
        """The checklist, where a visitor may expect one: it is called Infopoint, or somebody has looked."""
        erwartet = self.art == self.Art.INFOPOINT or self.infopoint_geprueft_am is not None
        return self.pruefung if erwartet and self.pruefung.punkte else None

    @property
    def merkmale(self) -> list[tuple[str, bool]]:
        """The features that are known, with their labels."""
        return self._merkmale(self.MERKMALE)

    @property
    def merkmale_am_ort(self) -> list[tuple[str, bool]]:
        """Those that the way there does not say already."""
        return self._merkmale(self._am_ort)

    @property
    def merkmale_unbekannt(self) -> list[str]:
        """Labels of the features nobody has said anything about; a telephone has none."""
        namen = [] if self.nur_aus_der_ferne else self._am_ort
        return [str(self._meta.get_field(name).verbose_name) for name in namen if getattr(self, name) is None]

    @property
    def sagt_kinderbetreuung(self) -> bool:
        """Whether it is worth a line: at a telephone only where somebody has said something."""
        return not self.nur_aus_der_ferne or self.kinderbetreuung != Kinderbetreuung.UNBEKANNT

    @property
    def _am_ort(self) -> list[str]:
        return [name for name in self.MERKMALE if not (self.man_geht_hin and name in self.ZUM_WEG)]

    def _merkmale(self, namen: Iterable[str]) -> list[tuple[str, bool]]:
        werte = [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in namen]
        return [(name, wert) for name, wert in werte if wert is not None]


class Oeffnungszeit(Zeitregel):
    anlaufstelle = models.ForeignKey(Anlaufstelle, models.CASCADE, related_name="zeiten")

    class Meta(Zeitregel.Meta):
        verbose_name = _("Öffnungszeit")
        verbose_name_plural = _("Öffnungszeiten")


class Ausnahmetag(Zeitausnahme):
    anlaufstelle = models.ForeignKey(Anlaufstelle, models.CASCADE, related_name="ausnahmen")
