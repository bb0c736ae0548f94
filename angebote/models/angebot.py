"""The offer: what a single parent can use, recorded in one uniform way."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from angebote.alter import HOECHSTALTER_MONATE, alter_als_text
from angebote.models.angebot_queryset import AngebotQuerySet
from angebote.models.angebot_worte import InWorten
from angebote.models.leistung import Leistung
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import (
    Anschrift,
    Ansprechperson,
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
    Zielgruppe,
)
from netzwerk.models.kontakt import plz_constraint
from netzwerk.oeffnungszeiten import Zeitfenster
from netzwerk.templatetags.werte import euro
from netzwerk.text import slug_aus


class Angebot(InWorten, MitKurznummer, MitKontakt, MitAdresse, MitKinderbetreuung, MitZeitplan, MitBestaetigung):
    """One thing a single parent can use: a course, a consultation, a childcare slot.

    ``alter_ab`` and ``alter_bis`` are the child's age in full months, both inclusive; ``None`` leaves that side
    open. ``kosten_cent`` is the price of one visit in euro cents: 0 means free, ``None`` means the partner did not
    say. ``gueltig_von`` and ``gueltig_bis`` are inclusive. Empty contact fields mean: the partner's own.
    Three dates are kept apart: ``geaendert_am`` (a save), ``bestaetigt_am`` (a human said it is still true) and
    ``foerderung_bis`` (the money ends).
    """

    class Status(models.TextChoices):
        ENTWURF = "entwurf", _("Entwurf")
        IN_PRUEFUNG = "in_pruefung", _("in Prüfung")
        VEROEFFENTLICHT = "veroeffentlicht", _("veröffentlicht")
        ARCHIVIERT = "archiviert", _("archiviert")

    class Anmeldung(models.TextChoices):
        NOETIG = "noetig", _("nötig")
        ERWUENSCHT = "erwuenscht", _("erwünscht")
        NICHT_NOETIG = "nicht_noetig", _("nicht nötig")
        UNBEKANNT = "unbekannt", _("nicht bekannt")

    titel = models.CharField(_("Titel"), max_length=160)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, blank=True)
    kurzbeschreibung = models.CharField(
        _("In einem Satz"), max_length=250, blank=True, help_text=_("Was bekommen Eltern hier?")
    )
    beschreibung = models.TextField(_("Beschreibung"), blank=True, help_text=_("Markdown ist erlaubt."))
    netzwerk = models.ForeignKey(
        Netzwerk,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="angebote",
        verbose_name=_("Netzwerk"),
        help_text=_("Leer: gehört keinem Netzwerk, z. B. bundesweite Angebote."),
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="angebote", verbose_name=_("Partner"))
    anlaufstelle = models.ForeignKey(
        Anlaufstelle,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="angebote",
        verbose_name=_("findet statt bei"),
        help_text=_("Oder unten eine eigene Adresse."),
    )
    regionen = models.ManyToManyField(Region, related_name="angebote", verbose_name=_("für wen aus"))
    themen = models.ManyToManyField(Thema, related_name="angebote", verbose_name=_("Themen"))
    zielgruppen = models.ManyToManyField(
        Zielgruppe,
        blank=True,
        related_name="angebote",
        verbose_name=_("Zielgruppen"),
        help_text=_("Leer: für alle Alleinerziehenden."),
    )
    sprachen = models.ManyToManyField(Sprache, blank=True, related_name="angebote", verbose_name=_("Sprachen"))
    personen = models.ManyToManyField(
        Ansprechperson, blank=True, related_name="angebote", verbose_name=_("Ansprechpersonen")
    )
    leistungen = models.ManyToManyField(
        Leistung, blank=True, related_name="angebote", verbose_name=_("hilft bei diesen Leistungen")
    )

    vor_ort = models.BooleanField(_("vor Ort"), default=False)
    telefonisch = models.BooleanField(_("telefonisch"), default=False)
    online = models.BooleanField(_("online"), default=False)
    aufsuchend = models.BooleanField(_("kommt nach Hause"), default=False)
    ist_termin = models.BooleanField(
        _("Termin oder Veranstaltung"),
        default=False,
        help_text=_(
            "Z. B. Infoabend, Jobcafé, Treff, Ferienbetreuung. Steht unter „Termine“, solange eine Zeit noch kommt."
        ),
    )

    alter_ab = models.PositiveSmallIntegerField(_("Alter des Kindes ab"), null=True, blank=True)
    alter_bis = models.PositiveSmallIntegerField(
        _("Alter des Kindes bis"), null=True, blank=True, validators=[MaxValueValidator(HOECHSTALTER_MONATE)]
    )
    kosten_cent = models.PositiveIntegerField(_("Kosten"), null=True, blank=True)
    kosten_text = models.CharField(_("Kosten in Worten"), max_length=200, blank=True)
    anmeldung = models.CharField(_("Anmeldung"), max_length=14, choices=Anmeldung.choices, default=Anmeldung.UNBEKANNT)
    anmeldung_text = models.CharField(_("Anmeldung in Worten"), max_length=200, blank=True)
    unterlagen = models.TextField(_("Bitte mitbringen"), blank=True, help_text=_("Eine Unterlage je Zeile."))
    rechtsgrundlage = models.CharField(
        _("Rechtsgrundlage"), max_length=160, blank=True, help_text=_("Z. B. „§ 18 SGB VIII“.")
    )

    status = models.CharField(_("Status"), max_length=16, choices=Status.choices, default=Status.ENTWURF, db_index=True)
    gueltig_von = models.DateField(_("gilt ab"), null=True, blank=True)
    gueltig_bis = models.DateField(_("gilt bis"), null=True, blank=True)
    quelle = models.SlugField(
        _("Quelle"),
        max_length=60,
        blank=True,
        help_text=_("Woher der Eintrag kam, wenn er aus einer Tabelle eingelesen wurde."),
    )
    externer_schluessel = models.CharField(
        _("Schlüssel der Quelle"),
        max_length=60,
        blank=True,
        help_text=_("Aus der Liste des Partners; ein neuer Import erkennt das Angebot daran wieder."),
    )
    angelegt_am = models.DateTimeField(_("angelegt"), auto_now_add=True)
    geaendert_am = models.DateTimeField(_("geändert"), auto_now=True)
    IN_WORTEN = {"kosten_cent": euro, "alter_ab": alter_als_text, "alter_bis": alter_als_text}

    suchtext = models.TextField(editable=False, default="")
    suchfakten = models.TextField(editable=False, default="")

    objects = AngebotQuerySet.as_manager()

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["titel", "nummer"]
        indexes = [
            models.Index(fields=["lat", "lon"], name="angebot_koordinate"),
            models.Index(fields=["bestaetigt_am"], name="angebot_bestaetigt"),
            models.Index(fields=["titel", "nummer"], name="angebot_reihenfolge"),
            models.Index(fields=["-geaendert_am", "titel"], name="angebot_geaendert"),
        ]
        constraints = [
            plz_constraint("angebot_plz_fuenf_ziffern"),
            models.CheckConstraint(
                name="angebot_alter_in_folge",
                condition=Q(alter_ab__isnull=True) | Q(alter_bis__isnull=True) | Q(alter_bis__gte=F("alter_ab")),
                violation_error_message=_("„Alter bis“ liegt unter „Alter ab“."),
            ),
            models.CheckConstraint(
                name="angebot_gueltigkeit_in_folge",
                condition=Q(gueltig_von__isnull=True)
                | Q(gueltig_bis__isnull=True)
                | Q(gueltig_bis__gte=F("gueltig_von")),
                violation_error_message=_("„Gilt bis“ liegt vor „gilt ab“."),
            ),
            models.UniqueConstraint(
                fields=["quelle", "externer_schluessel"],
                name="angebot_schluessel_je_quelle",
                condition=~Q(externer_schluessel=""),
                violation_error_message=_("Diesen Schlüssel hat schon ein anderes Angebot aus derselben Quelle."),
            ),
        ]

    def __str__(self):
        return self.titel

    def save(self, *args, **kwargs):
        self.slug = self.slug or slug_aus(self.titel)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("angebote:angebot_detail", args=[self.slug, self.nummer])

    @property
    def ist_live(self) -> bool:
        """Whether the public may see it: changes of partners are reviewed then."""
        return self.status == self.Status.VEROEFFENTLICHT

    @property
    def anschrift(self) -> Anschrift | None:
        """Where it takes place: the own address, else the drop-in point's; ``None`` when protected or nowhere."""
        if self.ist_geschuetzt:
            return None
        return super().anschrift or (self.stelle.anschrift if self.stelle else None)

    @property
    def nur_aus_der_ferne(self) -> bool:
        """Whether one calls or clicks, and goes nowhere."""
        return not (self.vor_ort or self.aufsuchend) and (self.telefonisch or self.online)

    @property
    def zeitquelle(self) -> MitZeitplan:
        """The offer itself; without any hours of its own, the point where it takes place."""
        eigene = self.durchgehend or self.nach_vereinbarung or self.zeiten_hinweis or self.zeiten.all()
        return self if eigene or not self.stelle else self.stelle

    @property
    def weitere_fenster(self) -> tuple[Zeitfenster, ...]:
        """What takes place at a mobile point is wherever that stops."""
        return self.zeitquelle.weitere_fenster if self.zeitquelle is not self else ()

    def find_land(self) -> str:
        """Where it takes place: at a drop-in point that is the point's Land."""
        return (self.anlaufstelle.land if self.anlaufstelle_id and not self.plz else "") or super().find_land()

    @property
    def punkt(self) -> tuple[float, float] | None:
        """Where ``anschrift`` is, in WGS84 degrees; ``None`` when it is protected, nowhere or unknown."""
        if self.ist_geschuetzt:
            return None
        for ort in (self, self.stelle):
            if ort and ort.lat is not None and ort.lon is not None:
                return ort.lat, ort.lon
        return None

    @property
    def ist_geschuetzt(self) -> bool:
        """Whether the address is protected: the own one or that of the point where it happens."""
        return self.adresse_geschuetzt or bool(self.anlaufstelle_id and self.anlaufstelle.adresse_geschuetzt)

    @property
    def stelle(self) -> Anlaufstelle | None:
        """The drop-in point where it takes place, if the public may see that point. Pages ask this, not the field."""
        return self.anlaufstelle if self.anlaufstelle_id and self.anlaufstelle.ist_sichtbar else None

    @property
    def ist_sensibel(self) -> bool:
        """Whether somebody looking over the shoulder could be a danger."""
        return any(thema.ist_sensibel for thema in self.themen.all())

    @property
    def erreichbar_telefon(self) -> str:
        return self.telefon or self.partner.telefon

    @property
    def erreichbar_email(self) -> str:
        return self.email or self.partner.email

    @property
    def erreichbar_website(self) -> str:
        return self.website or self.partner.website


class Angebotszeit(Zeitregel):
    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="zeiten")

    class Meta(Zeitregel.Meta):
        verbose_name = _("Termin oder Zeit")
        verbose_name_plural = _("Zeiten")


class Angebotsausnahme(Zeitausnahme):
    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="ausnahmen")

    class Meta(Zeitausnahme.Meta):
        verbose_name = _("Pause oder Ausnahme")
        verbose_name_plural = _("Pausen und Ausnahmen")
