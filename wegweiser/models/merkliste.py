"""A list of offers under a short code, to be carried on at home."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class MerklisteQuerySet(models.QuerySet):
    def gueltig(self, am: date):
        return self.filter(gilt_bis__gte=am)


class Merkliste(models.Model):
    """Short numbers under a readable code. Nothing about the person; gone after ``gilt_bis`` (inclusive).

    ``nummern`` are short numbers of offers and drop-in points, joined by „-“, in the order of collecting.
    """

    code = models.CharField(_("Code"), max_length=16, unique=True)
    nummern = models.CharField(_("Nummern"), max_length=400)
    gilt_bis = models.DateField(_("gilt bis"), db_index=True)

    objects = MerklisteQuerySet.as_manager()

    class Meta:
        verbose_name = _("Merkliste")
        verbose_name_plural = _("Merklisten")
        ordering = ["gilt_bis", "code"]

    def __str__(self):
        return self.code
