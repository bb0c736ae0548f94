"""Rows that are part of an entry."""

from django.db import models


class Teil(models.Model):
    """A row without a life of its own: kept, compared and restored together with the entry it belongs to."""

    class Meta:
        abstract = True
