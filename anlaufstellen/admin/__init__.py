"""The Verwaltung of drop-in points, of the talks there and of what is lent to them."""

from anlaufstellen.admin import anlaufstelle, auswertung, gespraeche, infopoint, material

__all__ = ["anlaufstelle", "auswertung", "gespraeche", "infopoint", "material"]
