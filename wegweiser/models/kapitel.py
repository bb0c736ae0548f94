"""The building blocks of a guide."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from angebote.models import Angebot, Leistung
from netzwerk.models import Teil
from netzwerk.text import zeilen
from wegweiser.models.wegweiser import Wegweiser


class Kapitel(Teil):
    """One building block of a guide; ``art`` decides what is made of it. Nested one level.

    ``suche`` is a saved search: the query string of ``/angebote/``. A stage (``STATION``) is a chapter below a
    chapter ``STATIONEN``, with its own benefits and documents.
    """

    class Art(models.TextChoices):
        TEXT = "text", _("Text")
        ANGEBOTE = "angebote", _("Angebote")
        TERMINE = "termine", _("Termine")
        LEISTUNGEN = "leistungen", _("Tabelle der Leistungen")
        ANLAUFSTELLEN = "anlaufstellen", _("Anlaufstellen")
        KONTAKTE = "kontakte", _("Kontakte nach Einrichtungen")
        KONTAKTE_GEBIET = "kontakte-gebiet", _("Kontakte nach Gebieten")
        STATIONEN = "stationen", _("Weg in Stationen")
        STATION = "station", _("Station")
        CHECKLISTE = "checkliste", _("Checkliste")
        NOTRUF = "notruf", _("Hilfetelefone")
        NOTIZEN = "notizen", _("Seite für Notizen")
        IMPRESSUM = "impressum", _("Impressum")
        REGISTER = "register", _("Stichwortverzeichnis")
        REGISTER_ORTE = "register-orte", _("Ortsverzeichnis")

    class Detail(models.TextChoices):
        KURZ = "kurz", _("kurz: Titel und Telefon")
        MITTEL = "mittel", _("mittel: mit Adresse und Zeiten")
        VOLL = "voll", _("voll: alle Angaben")

    wegweiser = models.ForeignKey(Wegweiser, models.CASCADE, related_name="kapitel", verbose_name=_("Wegweiser"))
    eltern = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="unterkapitel", verbose_name=_("gehört zu")
    )
    reihenfolge = models.PositiveSmallIntegerField(_("Reihenfolge"), default=10)
    art = models.CharField(_("Art"), max_length=16, choices=Art.choices, default=Art.TEXT)
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
