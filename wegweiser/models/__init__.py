from wegweiser.models.wegweiser import Ausgabe, Kapitel, Wegweiser

__all__ = ["Ausgabe", "Kapitel", "Wegweiser"]
