"""The base of the house: where, who, what about, and when."""

from netzwerk.models.bestaetigung import (
    BestaetigbarQuerySet,
    Bestaetigung,
    Bestaetigungsweg,
    MitBestaetigung,
    Rueckfrage,
)
from netzwerk.models.fassung import Fassung, Geloeschtes, MitEintrag, Vorschlag
from netzwerk.models.ferien import Schulferien
from netzwerk.models.kontakt import Anschrift, MitAdresse, MitKontakt
from netzwerk.models.konto import Konto, Zugang
from netzwerk.models.merkmale import MIT_KIND, Kinderbetreuung, MitKinderbetreuung
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
from netzwerk.models.zeit import Ferienbezug, MitZeitplan, Rhythmus, Wochentag, Zeitausnahme, Zeitregel
from netzwerk.models.zuordnung import Spaltenzuordnung

__all__ = [
    "MIT_KIND",
    "Abwesenheit",
    "Anschrift",
    "Ansprechperson",
    "BestaetigbarQuerySet",
    "Bestaetigung",
    "Bestaetigungsweg",
    "Ebene",
    "Fassung",
    "Ferienbezug",
    "Geloeschtes",
    "Hilfetelefon",
    "Kinderbetreuung",
    "Konto",
    "Kurznummer",
    "MitAdresse",
    "MitBestaetigung",
    "MitEintrag",
    "MitKinderbetreuung",
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
    "Schulferien",
    "Spaltenzuordnung",
    "Sprache",
    "Sprechzeit",
    "Teil",
    "Thema",
    "Vorschlag",
    "Wochentag",
    "Zeitausnahme",
    "Zeitregel",
    "Zielgruppe",
    "Zugang",
]
