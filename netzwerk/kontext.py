"""What every page of the portal knows."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MENUE = [
    (_("Angebote"), "angebote:angebot_list"),
    (_("Leistungen"), "angebote:leistung_list"),
    (_("Termine"), "angebote:termin_list"),
    (_("Anlaufstellen"), "anlaufstellen:anlaufstelle_list"),
    (_("Wegweiser"), "wegweiser:wegweiser_list"),
]


def portal(request):
    """``demo``: this installation shows invented data; ``menue``: name, address, whether the page lies below it;
    ``kartenserver``: where a movable map would come from, ``None`` for nowhere.
    """
    adressen = [(name, reverse(ziel)) for name, ziel in MENUE]
    menue = [(name, adresse, request.path.startswith(adresse)) for name, adresse in adressen]
    return {
        "demo": settings.DEMO,
        "portalname": settings.PORTALNAME,
        "menue": menue,
        "kartenserver": settings.KARTENSERVER,
    }
