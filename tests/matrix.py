"""Role × right: what the tests expect of ``netzwerk/rechte.py``."""

import pytest

from angebote.models import (
    Angebot,
    Betrag,
    Doppelverdacht,
    Leistung,
    Linkstand,
    Rueckmeldung,
    Suchanfrage,
    Suchbegriff,
    Zustaendigkeit,
)
from anlaufstellen.models import Anlaufstelle, Material, Qualitaetskriterium
from netzwerk.models import (
    Ansprechperson,
    Geloeschtes,
    Hilfetelefon,
    Konto,
    Netzwerk,
    Partner,
    Post,
    Postleitzahl,
    Region,
    Schulferien,
    Spaltenzuordnung,
    Sprache,
    Thema,
    Vorschlag,
    Zielgruppe,
)
from wegweiser.models import Ausgabe, Druckauftrag, Wegweiser

ROLLEN = ["verwaltung", "koordination", "redaktion", "lotsin", "ohne_zugang"]
# v: view the list and own entries, a: add, c: change, d: delete, e: decide on a page that is no form.
EIGENE = {
    Netzwerk: {"verwaltung": "vacd", "koordination": "vc", "redaktion": "v"},
    Partner: {"verwaltung": "vac", "koordination": "vac", "redaktion": "vc"},
    # A Redaktion deletes persons that the public does not see; see test_live_persons_stay.
    Ansprechperson: {"verwaltung": "vacd", "koordination": "vacd", "redaktion": "vac", "lotsin": "vc"},
    Anlaufstelle: {"verwaltung": "vacd", "koordination": "vacd", "redaktion": "vac", "lotsin": "vc"},
    Angebot: {"verwaltung": "vacd", "koordination": "vacd", "redaktion": "vac"},
    Qualitaetskriterium: {"verwaltung": "vacd", "koordination": "vacd"},
    Material: {"verwaltung": "vacd", "koordination": "vacd"},
    Zustaendigkeit: {"verwaltung": "vacd", "koordination": "vacd"},
    Suchbegriff: {"verwaltung": "vacd", "koordination": "vacd"},
    Suchanfrage: {"verwaltung": "v", "koordination": "v"},
    Doppelverdacht: {"verwaltung": "ve", "koordination": "ve"},
    Spaltenzuordnung: {"verwaltung": "vcd", "koordination": "vcd"},
    Linkstand: {"verwaltung": "v", "koordination": "v"},
    Rueckmeldung: {"verwaltung": "vcd", "koordination": "vcd"},
    Post: {"verwaltung": "v", "koordination": "v"},
    Konto: {"verwaltung": "vacd"},
    Vorschlag: {"verwaltung": "ve", "koordination": "ve", "redaktion": "v", "lotsin": "v"},
    Geloeschtes: {"verwaltung": "ve", "koordination": "ve"},
    Wegweiser: {"verwaltung": "vacd", "koordination": "vacd"},
    Ausgabe: {"verwaltung": "vad", "koordination": "va"},
    Druckauftrag: {"verwaltung": "v", "koordination": "v"},
}
GEMEINSAME = [Region, Postleitzahl, Thema, Zielgruppe, Sprache, Hilfetelefon, Schulferien, Leistung, Betrag]
NAMEN = {
    Netzwerk: "netzwerk",
    Partner: "partner",
    Ansprechperson: "person",
    Anlaufstelle: "anlaufstelle",
    Angebot: "angebot",
    Qualitaetskriterium: "kriterium",
    Material: "material",
    Zustaendigkeit: "zustaendigkeit",
    Suchbegriff: "suchbegriff",
    Suchanfrage: "suchanfrage",
    Vorschlag: "vorschlag",
    Geloeschtes: "geloeschtes",
    Wegweiser: "wegweiser",
    Ausgabe: "ausgabe",
    Druckauftrag: "druckauftrag",
    Doppelverdacht: "doppelverdacht",
    Spaltenzuordnung: "spaltenzuordnung",
    Linkstand: "link",
    Rueckmeldung: "rueckmeldung",
    Post: "post",
}
BESCHRAENKT = ["koordination", "redaktion", "lotsin"]
je_rolle = pytest.mark.parametrize("rolle", ROLLEN)
beschraenkt = pytest.mark.parametrize("rolle", ROLLEN[1:])


def eigen(besetzung, modell):
    return getattr(besetzung.eigen, NAMEN[modell]) if modell in NAMEN else besetzung.koordination


def fremd(besetzung, modell):
    return getattr(besetzung.fremd, NAMEN[modell]) if modell in NAMEN else besetzung.fremde


def darf(modell, rolle, recht) -> bool:
    return recht in EIGENE[modell].get(rolle, "")


def je_paar(recht):
    """Every model with every limited role that has the right on its own entries."""
    paare = [(m, rolle) for m in NAMEN for rolle in BESCHRAENKT if darf(m, rolle, recht)]
    return pytest.mark.parametrize(("modell", "rolle"), paare)


je_sehende, je_bearbeitende = je_paar("v"), je_paar("c")
