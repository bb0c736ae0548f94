"""The Verwaltung of guides and what is printed of them."""

from wegweiser.admin import auftrag, ausgabe, bericht, cockpit, datenblatt, gespraechsbericht, ueberleitung, wegweiser

__all__ = ["auftrag", "ausgabe", "bericht", "cockpit", "datenblatt", "gespraechsbericht", "ueberleitung", "wegweiser"]
