"""What was, and what is proposed: kept states of entries, and changes that wait for a word of the Koordination."""

from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from netzwerk.models.netzwerk import Netzwerk
from netzwerk.models.partner import Partner


class MitEintrag(models.Model):
    """Points to an entry of any kind by words that stay true when the entry itself is gone.

    ``modell`` is its label („angebote.angebot“), ``schluessel`` its primary key, ``name`` what it was called.
    """

    modell = models.CharField(_("Art"), max_length=60, editable=False)
    schluessel = models.BigIntegerField(_("Schlüssel"), editable=False)
    name = models.CharField(_("Eintrag"), max_length=250, editable=False)

    class Meta:
        abstract = True


class FassungQuerySet(models.QuerySet):
    def zu(self, objekt: models.Model):
        """Every kept state of the entry, the newest first."""
        return self.filter(modell=objekt._meta.label_lower, schluessel=objekt.pk)

    def eingegangen_in(self, objekt: models.Model):
        """Every kept state of the entries that were merged into this one, the newest first."""
        vorgaenge = self.zu(objekt).filter(anlass=Fassung.Anlass.ZUSAMMENGELEGT).values("vorgang")
        gegangene = self.filter(modell=objekt._meta.label_lower, vorgang__in=vorgaenge).exclude(schluessel=objekt.pk)
        return self.filter(modell=objekt._meta.label_lower, schluessel__in=gegangene.values("schluessel"))

    def im_papierkorb(self):
        """Last states of entries that are deleted and were not brought back."""
        spaeter = self.model._base_manager.filter(
            modell=OuterRef("modell"), schluessel=OuterRef("schluessel"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(spaeter), anlass=Fassung.Anlass.GELOESCHT)


class Fassung(MitEintrag):
    """One state of an entry after a change, or before the first one that was kept.

    ``inhalt`` holds its fields, lists and rows (see ``netzwerk/fassung/abbild.py``), ``pruefsumme`` their hash;
    ``von`` who it was in words, also without an account. All changes of one action share their ``vorgang``.
    """

    class Anlass(models.TextChoices):
        VORHER = "vorher", _("Stand vor der ersten Änderung")
        ANGELEGT = "angelegt", _("angelegt")
        GEAENDERT = "geaendert", _("geändert")
        EINGELESEN = "eingelesen", _("aus einer Tabelle")
        VORSCHLAG = "vorschlag", _("Vorschlag übernommen")
        BESTAETIGT = "bestaetigt", _("bestätigt")
        VERBORGEN = "verborgen", _("aus der Suche genommen: niemand hat geantwortet")
        ZUSAMMENGELEGT = "zusammengelegt", _("zusammengelegt")
        WIEDERHERGESTELLT = "zurueck", _("wiederhergestellt")
        GELOESCHT = "geloescht", _("gelöscht")

    anlass = models.CharField(_("Anlass"), max_length=16, choices=Anlass.choices, editable=False)
    am = models.DateTimeField(_("am"), editable=False)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="fassungen",
        verbose_name=_("Konto"),
        editable=False,
    )
    von = models.CharField(_("von"), max_length=160, blank=True, editable=False)
    inhalt = models.JSONField(_("Inhalt"), encoder=DjangoJSONEncoder, editable=False)
    pruefsumme = models.CharField(_("Prüfsumme"), max_length=64, editable=False)
    vorgang = models.UUIDField(_("Vorgang"), default=uuid4, editable=False)
    netzwerk = models.ForeignKey(
        Netzwerk,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Netzwerk"),
        editable=False,
        help_text=_("Wer einen gelöschten Eintrag wiederherstellen darf."),
    )

    objects = FassungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering = ["-am", "-pk"]
        indexes = [
            models.Index(fields=["modell", "schluessel", "-am"], name="fassung_eintrag"),
            models.Index(fields=["anlass", "am"], name="fassung_anlass"),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_anlass_display()}"


class Geloeschtes(Fassung):
    """What was deleted and can still be brought back: the last state of an entry that is gone."""

    class Meta:
        proxy = True
        verbose_name = _("Gelöschtes")
        verbose_name_plural = _("Papierkorb")


class VorschlagQuerySet(models.QuerySet):
    def offen(self):
        return self.filter(zustand=Vorschlag.Zustand.OFFEN)

    def zu(self, objekt: models.Model):
        return self.filter(modell=objekt._meta.label_lower, schluessel=objekt.pk)


class Vorschlag(MitEintrag):
    """A change of a live entry that waits beside it.

    ``aenderungen`` maps a field to ``{"alt": …, "neu": …}`` as in ``Fassung.inhalt``. ``netzwerke`` are those whose
    Koordination decides, ``partner`` the one it comes from. ``email`` is where the answer goes when there is no
    account, emptied once it is answered.
    """

    class Zustand(models.TextChoices):
        OFFEN = "offen", _("wartet")
        UEBERNOMMEN = "uebernommen", _("übernommen")
        TEILWEISE = "teilweise", _("teilweise übernommen")
        ZURUECK = "zurueck", _("zurückgegeben")
        ZURUECKGEZOGEN = "zurueckgezogen", _("zurückgezogen")

    netzwerke = models.ManyToManyField(Netzwerk, related_name="vorschlaege", verbose_name=_("Netzwerke"))
    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="vorschlaege", verbose_name=_("Partner")
    )
    aenderungen = models.JSONField(_("Änderungen"), encoder=DjangoJSONEncoder, editable=False)
    anmerkung = models.CharField(_("Anmerkung"), max_length=500, blank=True)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Konto")
    )
    von = models.CharField(_("von"), max_length=160)
    email = models.EmailField(_("Antwort an"), blank=True)
    erstellt_am = models.DateTimeField(_("vorgeschlagen"), db_index=True)
    zustand = models.CharField(_("Zustand"), max_length=16, choices=Zustand.choices, default=Zustand.OFFEN)
    entschieden_am = models.DateTimeField(_("entschieden"), null=True, blank=True)
    entschieden_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("durch")
    )
    antwort = models.CharField(_("Wort an den Partner"), max_length=500, blank=True)
    uebernommen = models.JSONField(_("übernommene Felder"), default=list, editable=False)

    objects = VorschlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")
        ordering = ["erstellt_am", "pk"]
        indexes = [models.Index(fields=["modell", "schluessel", "zustand"], name="vorschlag_eintrag")]

    def __str__(self):
        return f"{self.name} ({self.von})"

    @property
    def ist_offen(self) -> bool:
        return self.zustand == self.Zustand.OFFEN
