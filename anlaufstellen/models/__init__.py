from anlaufstellen.models.anlaufstelle import Anlaufstelle, Ausnahmetag, Oeffnungszeit
from anlaufstellen.models.gespraech import Gespraech, Ueberleitung
from anlaufstellen.models.infopoint import Bestand, Material, Qualitaetskriterium
from anlaufstellen.models.tour import Tourhalt

__all__ = [
    "Anlaufstelle",
    "Ausnahmetag",
    "Bestand",
    "Gespraech",
    "Material",
    "Oeffnungszeit",
    "Qualitaetskriterium",
    "Tourhalt",
    "Ueberleitung",
]
