"""Search: text analysis, index, ranking, and the one door the views use."""

from angebote.suche.rang import Ergebnis
from angebote.suche.suche import find_angebote, rank_angebote, schreibweise, search_woertlich
from angebote.suche.texte import update_suchtext

__all__ = ["Ergebnis", "find_angebote", "rank_angebote", "schreibweise", "search_woertlich", "update_suchtext"]
