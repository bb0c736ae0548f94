"""The Verwaltung of the base app. ``basis`` is what the admin classes of all apps stand on."""

from netzwerk.admin import (
    cockpit,
    ferien,
    konten,
    netzwerk,
    ordnung,
    papierkorb,
    partner,
    post,
    regionen,
    vorschlaege,
    zuordnungen,
)

__all__ = [
    "cockpit",
    "ferien",
    "konten",
    "netzwerk",
    "ordnung",
    "papierkorb",
    "partner",
    "post",
    "regionen",
    "vorschlaege",
    "zuordnungen",
]
