from anlaufstellen.models.anlaufstelle import Anlaufstelle, Oeffnungszeit, Schliesstag, Tourhalt

__all__ = ["Anlaufstelle", "Oeffnungszeit", "Schliesstag", "Tourhalt"]
