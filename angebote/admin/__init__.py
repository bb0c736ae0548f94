"""The Verwaltung of offers and benefits."""

from angebote.admin import angebot, leistung, suchanfragen, suche, suchtexte

__all__ = ["angebot", "leistung", "suchanfragen", "suche", "suchtexte"]
