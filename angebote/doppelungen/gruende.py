"""Reasons for a suspicion in words. Pure."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

ALLES_GLEICH = 100


def gruende_in_worten(gruende: Iterable[tuple[str, int]]) -> str:
    """„ähnlicher Name (92 %), gleiche Telefonnummer“; reasons that this release does not know are left out."""
    return ", ".join(filter(None, (_grund(wort, prozent) for wort, prozent in gruende)))


def _grund(wort: str, prozent: int) -> str:
    if wort == "name":
        return _("gleicher Name") if prozent == ALLES_GLEICH else _("ähnlicher Name (%d %%)") % prozent
    if wort == "text":
        return _("gleiche Beschreibung") if prozent == ALLES_GLEICH else _("ähnliche Beschreibung (%d %%)") % prozent
    return {
        "telefon": _("gleiche Telefonnummer"),
        "email": _("gleiche E-Mail-Adresse"),
        "website": _("gleiche Website"),
        "host": _("Website beim selben Anbieter"),
        "adresse": _("gleiche Adresse"),
        "partner": _("selber Partner"),
    }.get(wort, "")
