"""Rows for hours and closed days; each owner gives its own model."""

from netzwerk import rechte
from netzwerk.admin.basis import PortalInline


class ZeitInline(PortalInline):
    """Weekly hours."""

    lotsin_darf = rechte.ALLES
    classes = ["collapse"]
    fields = ["wochentag", "von", "bis", "rhythmus", "nur_telefon", "gueltig_von", "gueltig_bis"]


class SchliessungInline(PortalInline):
    """Days on which the hours do not hold."""

    lotsin_darf = rechte.ALLES
    classes = ["collapse"]
    fields = ["von", "bis", "grund"]
