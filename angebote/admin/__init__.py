"""The Verwaltung of offers and benefits."""

from angebote.admin import (
    angebot,
    bestandsanalyse,
    betrag,
    doppelt,
    doppelverdacht,
    leistung,
    suchanfragen,
    suche,
    suchtexte,
)

__all__ = [
    "angebot",
    "bestandsanalyse",
    "betrag",
    "doppelt",
    "doppelverdacht",
    "leistung",
    "suchanfragen",
    "suche",
    "suchtexte",
]
