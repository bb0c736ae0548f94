"""The Verwaltung of the base app. ``basis`` is what the admin classes of all apps stand on."""

from netzwerk.admin import konten, netzwerk, ordnung, papierkorb, partner, regionen, vorschlaege, zuordnungen

__all__ = ["konten", "netzwerk", "ordnung", "papierkorb", "partner", "regionen", "vorschlaege", "zuordnungen"]
