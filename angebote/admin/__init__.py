"""The Verwaltung of offers and benefits."""

from angebote.admin import angebot, betrag, leistung, suchanfragen, suche, suchtexte

__all__ = ["angebot", "betrag", "leistung", "suchanfragen", "suche", "suchtexte"]
