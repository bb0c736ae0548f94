"""The Verwaltung of offers and benefits."""

from angebote.admin import angebot, leistung, suche, suchtexte

__all__ = ["angebot", "leistung", "suche", "suchtexte"]
