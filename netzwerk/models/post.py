"""Mail that is to go out: written in the transaction that wants it, sent afterwards, never twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from netzwerk.models.netzwerk import Netzwerk


class PostQuerySet(models.QuerySet):
    def faellig(self, moment):
        """What may be sent now: waiting, or to be tried again by then."""
        return self.filter(zustand=Post.Zustand.WARTET, ab__lte=moment)


class Post(models.Model):
    """One mail. ``schluessel`` says what it is about, so that the same reason makes one mail only.

    ``ab`` is the earliest moment of the next try. ``text`` is emptied once the mail has gone: it may hold a link that
    opens something.
    """

    class Zustand(models.TextChoices):
        WARTET = "wartet", _("wartet")
        SENDET = "sendet", _("wird gesendet")
        GESENDET = "gesendet", _("gesendet")
        UNZUSTELLBAR = "unzustellbar", _("unzustellbar")

    schluessel = models.CharField(_("Schlüssel"), max_length=120, unique=True, editable=False)
    an = models.EmailField(_("an"))
    betreff = models.CharField(_("Betreff"), max_length=200)
    text = models.TextField(_("Text"), blank=True)
    netzwerk = models.ForeignKey(
        Netzwerk, models.CASCADE, null=True, blank=True, related_name="post", verbose_name=_("Netzwerk")
    )
    zustand = models.CharField(_("Zustand"), max_length=14, choices=Zustand.choices, default=Zustand.WARTET)
    erstellt_am = models.DateTimeField(_("geschrieben"), auto_now_add=True)
    ab = models.DateTimeField(_("nicht vor"))
    versuche = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    begonnen_am = models.DateTimeField(_("Versuch begonnen"), null=True, blank=True)
    gesendet_am = models.DateTimeField(_("gesendet"), null=True, blank=True)
    fehler = models.CharField(_("Fehler"), max_length=300, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("E-Mail")
        verbose_name_plural = _("Ausgehende E-Mails")
        ordering = ["-erstellt_am", "-pk"]
        indexes = [models.Index(fields=["zustand", "ab"], name="post_faellig")]

    def __str__(self):
        return f"{self.betreff} → {self.an}"
