"""States of entries: what an entry says at one moment, as plain values that can be kept, compared and written back.

``abbild`` reads an entry, ``unterschied`` compares two states in words, ``anwenden`` writes values into an entry,
``ablage`` keeps the history, ``papierkorb`` what was deleted. ``netzwerk/vorschlaege.py`` stands on all of them.
"""

from netzwerk.fassung.abbild import make_abbild, pruefsumme
from netzwerk.fassung.ablage import begleite, record_fassung, record_fassungen
from netzwerk.fassung.anwenden import apply_werte

__all__ = ["apply_werte", "begleite", "make_abbild", "pruefsumme", "record_fassung", "record_fassungen"]
