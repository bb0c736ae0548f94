"""Search: text analysis, index, ranking, and the one door the views use."""

from angebote.suche.rang import Ergebnis
from angebote.suche.suche import finde, ordne, schreibweise, suche_woertlich
from angebote.suche.texte import update_suchtext

__all__ = ["Ergebnis", "finde", "ordne", "schreibweise", "suche_woertlich", "update_suchtext"]
