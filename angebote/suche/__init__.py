"""Search: text analysis, index, ranking, and the one door the views use."""

from angebote.suche.fund import Fund
from angebote.suche.suche import Suche, open_suche, schreibweise, search_woertlich, woertlich
from angebote.suche.texte import update_suche

__all__ = ["Fund", "Suche", "open_suche", "schreibweise", "search_woertlich", "update_suche", "woertlich"]
