"""The Verwaltung of offers and benefits."""

from angebote.admin import (
    angebot,
    bestandsanalyse,
    betrag,
    cockpit,
    doppelt,
    doppelverdacht,
    leistung,
    links,
    rueckfragen,
    rueckmeldung,
    suchanfragen,
    suche,
    suchtexte,
)

__all__ = [
    "angebot",
    "bestandsanalyse",
    "betrag",
    "cockpit",
    "doppelt",
    "doppelverdacht",
    "leistung",
    "links",
    "rueckfragen",
    "rueckmeldung",
    "suchanfragen",
    "suche",
    "suchtexte",
]
