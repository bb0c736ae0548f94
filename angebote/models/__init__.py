from angebote.models.angebot import Angebot, Angebotspause, Angebotszeit
from angebote.models.leistung import Betrag, Leistung, Zustaendigkeit

__all__ = ["Angebot", "Angebotspause", "Angebotszeit", "Betrag", "Leistung", "Zustaendigkeit"]
