"""The Verwaltung of guides and what is printed of them."""

from wegweiser.admin import auftrag, ausgabe, wegweiser

__all__ = ["auftrag", "ausgabe", "wegweiser"]
