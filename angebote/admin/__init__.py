"""The Verwaltung of offers and benefits."""

from angebote.admin import angebot, leistung, suchtexte

__all__ = ["angebot", "leistung", "suchtexte"]
