"""Printable guides made from the living catalogue: guide, chapters, frozen editions."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from angebote.models import Angebot, Leistung
from netzwerk.models import Netzwerk, Region
from netzwerk.text import zeilen


class WegweiserQuerySet(models.QuerySet):
    def sichtbar(self):
        """Guides the public may see: released, of an active network or of none."""
        return self.filter(
            Q(netzwerk__isnull=True) | Q(netzwerk__status=Netzwerk.Status.AKTIV), ist_veroeffentlicht=True
        )


class Wegweiser(models.Model):
    """A guide or brochure. Without ``netzwerk`` it is shared by all networks of the installation.

    ``region`` decides which offices, persons and offers its chapters show; empty means the network's regions.
    """

    titel = models.CharField(_("Titel"), max_length=160)
    untertitel = models.CharField(_("Untertitel"), max_length=200, blank=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, unique=True)
    netzwerk = models.ForeignKey(
        Netzwerk, models.PROTECT, null=True, blank=True, related_name="wegweiser", verbose_name=_("Netzwerk")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Gebiet")
    )
    beschreibung = models.TextField(_("Worum geht es?"), blank=True, help_text=_("Markdown ist erlaubt."))
    ist_veroeffentlicht = models.BooleanField(_("veröffentlicht"), default=False)
    geaendert_am = models.DateTimeField(_("geändert"), auto_now=True)

    objects = WegweiserQuerySet.as_manager()

    class Meta:
        verbose_name = _("Wegweiser")
        verbose_name_plural = _("Wegweiser")
        ordering = ["titel"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("wegweiser:wegweiser_detail", args=[self.slug])


class Kapitel(models.Model):
    """One building block of a guide; ``art`` decides what is made of it. Nested one level.

    ``suche`` is a saved search: the query string of ``/angebote/``. A stage (``STATION``) is a chapter below a
    chapter ``STATIONEN``, with its own benefits and documents.
    """

    class Art(models.TextChoices):
        TEXT = "text", _("Text")
        ANGEBOTE = "angebote", _("Angebote")
        LEISTUNGEN = "leistungen", _("Tabelle der Leistungen")
        ANLAUFSTELLEN = "anlaufstellen", _("Anlaufstellen")
        KONTAKTE = "kontakte", _("Kontakte nach Partnern")
        STATIONEN = "stationen", _("Weg in Stationen")
        STATION = "station", _("Station")
        CHECKLISTE = "checkliste", _("Checkliste")
        NOTRUF = "notruf", _("Hilfetelefone")
        NOTIZEN = "notizen", _("Seite für Notizen")

    class Detail(models.TextChoices):
        KURZ = "kurz", _("kurz: Titel und Telefon")
        MITTEL = "mittel", _("mittel: mit Adresse und Zeiten")
        VOLL = "voll", _("voll: alle Angaben")

    wegweiser = models.ForeignKey(Wegweiser, models.CASCADE, related_name="kapitel", verbose_name=_("Wegweiser"))
    eltern = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="unterkapitel", verbose_name=_("gehört zu")
    )
    reihenfolge = models.PositiveSmallIntegerField(_("Reihenfolge"), default=10)
    art = models.CharField(_("Art"), max_length=14, choices=Art.choices, default=Art.TEXT)
    titel = models.CharField(_("Titel"), max_length=160)
    text = models.TextField(
        _("Text"), blank=True, help_text=_("Markdown ist erlaubt. Bei Checklisten: ein Punkt je Zeile.")
    )
    suche = models.CharField(
        _("gespeicherte Suche"),
        max_length=300,
        blank=True,
        help_text=_("Der Teil nach dem „?“ der Suchseite, z. B. „thema=kinderbetreuung“."),
    )
    angebote = models.ManyToManyField(
        Angebot, blank=True, related_name="kapitel", verbose_name=_("ausgewählte Angebote")
    )
    leistungen = models.ManyToManyField(Leistung, blank=True, related_name="kapitel", verbose_name=_("Leistungen"))
    unterlagen = models.TextField(_("Unterlagen"), blank=True, help_text=_("Eine je Zeile."))
    detail = models.CharField(_("Ausführlichkeit"), max_length=8, choices=Detail.choices, default=Detail.VOLL)

    class Meta:
        verbose_name = _("Kapitel")
        verbose_name_plural = _("Kapitel")
        ordering = ["reihenfolge", "pk"]
        constraints = [
            models.CheckConstraint(
                name="station_liegt_in_stationen",
                condition=~Q(art="station") | Q(eltern__isnull=False),
                violation_error_message=_("Eine Station gehört zu einem Kapitel „Weg in Stationen“."),
            )
        ]

    def __str__(self):
        return self.titel

    @property
    def zeilen(self) -> list[str]:
        return zeilen(self.text)

    @property
    def unterlagen_liste(self) -> list[str]:
        return zeilen(self.unterlagen)


class Ausgabe(models.Model):
    """A frozen edition: what went to the printer stays as it was.

    ``inhalt`` is the snapshot (JSON) from which the PDF was made, ``pruefsumme`` its SHA-256 in hex.
    """

    class Format(models.TextChoices):
        A4 = "a4", "A4"
        A5 = "a5", "A5"

    wegweiser = models.ForeignKey(Wegweiser, models.PROTECT, related_name="ausgaben", verbose_name=_("Wegweiser"))
    bezeichnung = models.CharField(
        _("Bezeichnung"), max_length=12, validators=[RegexValidator(r"^\d{1,3}/\d{4}$", _("Bitte wie „3/2026“."))]
    )
    format = models.CharField(_("Format"), max_length=4, choices=Format.choices, default=Format.A5)
    erstellt_am = models.DateTimeField(_("erstellt"), auto_now_add=True)
    inhalt = models.JSONField(_("Inhalt"), default=dict, editable=False)
    pruefsumme = models.CharField(_("Prüfsumme"), max_length=64, blank=True, editable=False)
    pdf = models.FileField("PDF", upload_to="ausgaben/", blank=True, editable=False)
    fehler = models.TextField(_("Fehler"), blank=True, editable=False)

    class Meta:
        verbose_name = _("Ausgabe")
        verbose_name_plural = _("Ausgaben")
        ordering = ["-erstellt_am"]
        constraints = [
            models.UniqueConstraint(
                fields=["wegweiser", "bezeichnung", "format"],
                name="ausgabe_einmal",
                violation_error_message=_("Diese Ausgabe gibt es schon. Bitte die nächste Nummer nehmen."),
            )
        ]

    def __str__(self):
        return f"{self.wegweiser}, Ausgabe {self.bezeichnung}"
