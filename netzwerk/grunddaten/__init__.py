"""The basic data that every installation needs: regions, postcodes, topics, languages, help lines, old networks."""

from netzwerk.fixtures import FIXTURES
from netzwerk.grunddaten.netzwerke import load_netzwerke
from netzwerk.grunddaten.ordnung import load_hilfetelefone, load_sprachen, load_themen, load_zielgruppen
from netzwerk.grunddaten.regionen import load_regionen
from netzwerk.postleitzahlen import import_postleitzahlen

GRUNDDATEN = FIXTURES / "grunddaten"


def load_grunddaten() -> list[tuple[int, str]]:
    """Loads or updates everything under ``fixtures/grunddaten`` but the benefits; returns what there was of each."""
    return [
        *load_regionen(GRUNDDATEN),
        (import_postleitzahlen(GRUNDDATEN / "plz.csv").zeilen, "Postleitzahlen"),
        *load_themen(GRUNDDATEN / "themen.toml"),
        (load_zielgruppen(GRUNDDATEN / "zielgruppen.toml"), "Zielgruppen"),
        (load_sprachen(GRUNDDATEN / "sprachen.toml"), "Sprachen"),
        (load_hilfetelefone(GRUNDDATEN / "hilfetelefone.toml"), "Hilfetelefone"),
        (load_netzwerke(GRUNDDATEN / "netzwerke.toml"), "Netzwerke von 2011 bis 2013"),
    ]
