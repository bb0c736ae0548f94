"""Search: text analysis and the one door the views use."""

from angebote.suche.suche import suche, update_suchtext

__all__ = ["suche", "update_suchtext"]
