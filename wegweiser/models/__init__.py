from wegweiser.models.auftrag import Druckauftrag
from wegweiser.models.ausgabe import Ausgabe, Ausgabedatei
from wegweiser.models.kapitel import Kapitel
from wegweiser.models.merkliste import Merkliste
from wegweiser.models.wegweiser import Wegweiser

__all__ = ["Ausgabe", "Ausgabedatei", "Druckauftrag", "Kapitel", "Merkliste", "Wegweiser"]
