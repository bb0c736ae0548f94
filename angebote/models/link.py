"""What is known about the web pages that entries point to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from netzwerk.linkabruf import Ergebnis


class LinkstandQuerySet(models.QuerySet):
    def tot(self):
        return self.filter(ergebnis=Ergebnis.TOT.value)


class Linkstand(models.Model):
    """One web address and what the last check said. ``geprueft_am`` is empty as long as there was none.

    ``fehler_seit`` is the first failure after the last success. Only a second failure on a later day makes it „tot“;
    until then it is „unklar“, as is everything that a program may not judge (refused, too busy, certificate).
    """

    ERGEBNISSE = [
        (Ergebnis.OK.value, _("geht")),
        (Ergebnis.TOT.value, _("geht nicht")),
        (Ergebnis.UNKLAR.value, _("unklar")),
    ]

    url = models.URLField(_("Adresse"), max_length=500, unique=True, editable=False)
    geprueft_am = models.DateTimeField(_("geprüft"), null=True, blank=True, db_index=True, editable=False)
    ergebnis = models.CharField(
        _("Ergebnis"), max_length=8, choices=ERGEBNISSE, default=Ergebnis.UNKLAR.value, db_index=True, editable=False
    )
    grund = models.CharField(_("Grund"), max_length=160, blank=True, editable=False)
    fehler_seit = models.DateTimeField(_("seit"), null=True, blank=True, editable=False)

    objects = LinkstandQuerySet.as_manager()

    class Meta:
        verbose_name = _("Link")
        verbose_name_plural = _("Links, die nicht gehen")
        ordering = ["fehler_seit", "url"]

    def __str__(self):
        return self.url
