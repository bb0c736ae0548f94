"""The base of the house: where, who, what about, and when."""

from netzwerk.models.bestaetigung import (
    BestaetigbarQuerySet,
    Bestaetigung,
    Bestaetigungsweg,
    MitBestaetigung,
    Rueckfrage,
)
from netzwerk.models.fassung import Fassung, Geloeschtes, MitEintrag, Vorschlag
from netzwerk.models.kontakt import Anschrift, MitAdresse, MitKontakt
from netzwerk.models.konto import Konto, Zugang
from netzwerk.models.netzwerk import Mitgliedschaft, Netzwerk
from netzwerk.models.ordnung import (
    Hilfetelefon,
    Kurznummer,
    MitKurznummer,
    Nummernumleitung,
    Sprache,
    Thema,
    Zielgruppe,
)
from netzwerk.models.partner import Abwesenheit, Ansprechperson, Partner, Partnerumleitung, Sprechzeit
from netzwerk.models.post import Post
from netzwerk.models.region import Ebene, Ortsname, Postleitzahl, Region
from netzwerk.models.teil import Teil
from netzwerk.models.zeit import MitZeitplan, Rhythmus, Schliessung, Wochentag, Zeitregel
from netzwerk.models.zuordnung import Spaltenzuordnung

__all__ = [
    "Abwesenheit",
    "Anschrift",
    "Ansprechperson",
    "BestaetigbarQuerySet",
    "Bestaetigung",
    "Bestaetigungsweg",
    "Ebene",
    "Fassung",
    "Geloeschtes",
    "Hilfetelefon",
    "Konto",
    "Kurznummer",
    "MitAdresse",
    "MitBestaetigung",
    "MitEintrag",
    "MitKontakt",
    "MitKurznummer",
    "MitZeitplan",
    "Mitgliedschaft",
    "Netzwerk",
    "Nummernumleitung",
    "Ortsname",
    "Partner",
    "Partnerumleitung",
    "Post",
    "Postleitzahl",
    "Region",
    "Rhythmus",
    "Rueckfrage",
    "Schliessung",
    "Spaltenzuordnung",
    "Sprache",
    "Sprechzeit",
    "Teil",
    "Thema",
    "Vorschlag",
    "Wochentag",
    "Zeitregel",
    "Zielgruppe",
    "Zugang",
]
