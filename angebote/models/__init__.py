from angebote.models.angebot import Angebot, Angebotsausnahme, Angebotszeit
from angebote.models.doppelverdacht import Doppelverdacht
from angebote.models.leistung import Betrag, Leistung, Zustaendigkeit
from angebote.models.link import Linkstand
from angebote.models.rueckmeldung import Rueckmeldung
from angebote.models.suche import Suchaenderung, Suchanfrage, Suchbegriff, Suchstand

__all__ = [
    "Angebot",
    "Angebotsausnahme",
    "Angebotszeit",
    "Betrag",
    "Doppelverdacht",
    "Leistung",
    "Linkstand",
    "Rueckmeldung",
    "Suchaenderung",
    "Suchanfrage",
    "Suchbegriff",
    "Suchstand",
    "Zustaendigkeit",
]
