"""Frozen editions: what went to the printer stays as it was."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wegweiser.formate import als_auswahl
from wegweiser.models.wegweiser import Wegweiser


class AusgabeQuerySet(models.QuerySet):
    def oeffentlich(self):
        """Made editions of guides that the public may see: what they print is known."""
        return self.filter(wegweiser__in=Wegweiser.objects.sichtbar()).exclude(pruefsumme="")

    def mit_nummer(self, nummer: int):
        """Editions that print the entry with this short number."""
        return self.filter(nummern__contains=f" {nummer} ")


class Ausgabe(models.Model):
    """A frozen edition of a guide. All its files are made from the one ``inhalt``.

    ``inhalt`` is the booklet (JSON of ``druck/heft.py``) as it was on the day of ``erstellt_am``, ``pruefsumme`` its
    SHA-256 in hex, ``nummern`` the short numbers in it, each between blanks. All are empty until the first file is
    made and do not change afterwards. ``fehler``: why it could not be made.
    """

    wegweiser = models.ForeignKey(Wegweiser, models.PROTECT, related_name="ausgaben", verbose_name=_("Wegweiser"))
    bezeichnung = models.CharField(
        _("Bezeichnung"), max_length=12, validators=[RegexValidator(r"^\d{1,3}/\d{4}$", _("Bitte wie „3/2026“."))]
    )
    erstellt_am = models.DateTimeField(_("erstellt"), auto_now_add=True)
    inhalt = models.JSONField(_("Inhalt"), default=dict, editable=False)
    pruefsumme = models.CharField(_("Prüfsumme"), max_length=64, blank=True, editable=False)
    nummern = models.TextField(_("Nummern"), blank=True, editable=False)
    fehler = models.TextField(_("Fehler"), blank=True, editable=False)

    objects = AusgabeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausgabe")
        verbose_name_plural = _("Ausgaben")
        ordering = ["-erstellt_am"]
        constraints = [
            models.UniqueConstraint(
                fields=["wegweiser", "bezeichnung"],
                name="ausgabe_einmal",
                violation_error_message=_("Diese Ausgabe gibt es schon. Bitte die nächste Nummer nehmen."),
            )
        ]

    def __str__(self):
        return f"{self.wegweiser}, Ausgabe {self.bezeichnung}"


class Ausgabedatei(models.Model):
    """The PDF of an edition in one format.

    ``satz`` is what the print engine got (JSON of ``druck/satz.py``: HTML and stylesheets), so that the file can be
    made again byte for byte; ``umgebung`` names the versions that it was made with. ``pruefsumme``: SHA-256 of the PDF.
    """

    ausgabe = models.ForeignKey(Ausgabe, models.CASCADE, related_name="dateien", verbose_name=_("Ausgabe"))
    format = models.CharField(_("Format"), max_length=12, choices=als_auswahl)
    satz = models.JSONField(_("Satz"), default=dict, editable=False)
    umgebung = models.CharField(_("Umgebung"), max_length=120, blank=True, editable=False)
    pdf = models.FileField("PDF", upload_to="ausgaben/", blank=True, editable=False)
    pruefsumme = models.CharField(_("Prüfsumme"), max_length=64, blank=True, editable=False)
    seiten = models.PositiveIntegerField(_("Seiten"), default=0, editable=False)
    fehler = models.TextField(_("Fehler"), blank=True, editable=False)

    class Meta:
        verbose_name = _("Datei einer Ausgabe")
        verbose_name_plural = _("Dateien einer Ausgabe")
        ordering = ["ausgabe", "pk"]
        constraints = [models.UniqueConstraint(fields=["ausgabe", "format"], name="ausgabedatei_je_format_einmal")]

    def __str__(self):
        return f"{self.ausgabe} ({self.get_format_display()})"

    @property
    def groesse(self) -> int | None:
        """Size of the PDF in bytes, ``None`` where there is no file or it has been lost."""
        try:
            return self.pdf.size
        except (OSError, ValueError):
            return None
