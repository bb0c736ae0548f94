"""Columns that several kinds of sheets have: contact, address, hours."""

from django.utils.translation import gettext_lazy as _

from netzwerk.einlesen.spalten import Absatz, Anschriftfeld, JaNein, Liste, Schluessel, Spalte, Zeiten
from netzwerk.tabellen.felder import parse_email, parse_plz, parse_telefon, parse_website
from netzwerk.zeittext import BEISPIEL

SCHLUESSEL = Schluessel(
    hilfe=_("Ihre eigene Nummer. Daran erkennen wir den Eintrag beim nächsten Mal."),
    beispiel="K-017",
    worte=("ID", "Kennung", "externer Schlüssel", "eigener Schlüssel"),
)
KONTAKT = (
    Spalte(
        name="telefon",
        hilfe=_("Eine Nummer mit Vorwahl."),
        beispiel="05571 000-120",
        worte=("Telefonnummer", "Tel", "Fon", "Rufnummer"),
        parse=parse_telefon,
    ),
    Spalte(
        name="email",
        hilfe=_("Eine Adresse."),
        beispiel="post@familienzentrum.example",
        worte=("Mail", "E-Mail-Adresse", "Mailadresse"),
        parse=parse_email,
    ),
    Spalte(
        name="website",
        hilfe=_("Die Internetadresse."),
        beispiel="https://familienzentrum.example",
        worte=("Internet", "Homepage", "Webseite", "Internetadresse", "Link", "WWW"),
        parse=parse_website,
    ),
)
ANSCHRIFT = (
    Anschriftfeld(
        name="strasse",
        hilfe=_("Straße und Hausnummer."),
        beispiel=_("Lange Straße 1"),
        worte=("Straße und Hausnummer", "Str."),
    ),
    Anschriftfeld(name="zusatz", hilfe=_("Adresszusatz."), beispiel="2. Stock", worte=("Adresszusatz",)),
    Anschriftfeld(name="plz", hilfe=_("Fünf Ziffern."), beispiel="37170", worte=("Postleitzahl",), parse=parse_plz),
    Anschriftfeld(name="ort", hilfe=_("Name des Ortes."), beispiel="Uslar", worte=("Stadt",)),
    JaNein(
        name="adresse_geschuetzt",
        hilfe=_("„ja“ bei Frauenhäusern und Schutzwohnungen: Die Adresse erscheint dann nirgends."),
        beispiel="nein",
        worte=("geschützt", "Adresse ist geschützt"),
    ),
)
BESCHREIBUNG = Absatz(
    name="beschreibung",
    hilfe=_("Alles Weitere, auch mehrere Absätze."),
    worte=("Beschreibungstext", "Langtext", "Details"),
)
REGIONEN = Liste(
    name="regionen",
    hilfe=_("Für wen aus: Name oder Gemeindeschlüssel, mehrere mit „;“."),
    beispiel="Landkreis Northeim",
    worte=("region", "Gebiete", "Einzugsgebiet", "für wen aus"),
    quelle="regionen",
)
THEMEN = Liste(
    name="themen",
    hilfe=_("Themen aus der Liste, mehrere mit „;“."),
    beispiel=_("Kinderbetreuung; Gesundheit"),
    worte=("Thema", "Kategorie", "Kategorien", "Rubrik"),
    quelle="themen",
)
SPRACHEN = Liste(
    name="sprachen",
    hilfe=_("Name oder Kürzel, mehrere mit „;“."),
    beispiel=_("Deutsch; Arabisch"),
    worte=("Sprache", "Beratungssprachen"),
    quelle="sprachen",
)
ZEITEN = (
    Zeiten(
        hilfe=_("Tage und Uhrzeiten, mehrere mit „;“. Auch „(Telefon)“, „(gerade Kalenderwochen)“, „(ab 1.6.2026)“."),
        beispiel=BEISPIEL,
        worte=("Öffnungszeiten", "Sprechzeiten", "Zeit"),
    ),
    Spalte(
        name="zeiten_hinweis",
        hilfe=_("Ein Satz zu den Zeiten."),
        beispiel=_("nicht in den Schulferien"),
        worte=("Hinweis zu den Zeiten",),
    ),
    JaNein(name="nach_vereinbarung", hilfe=_("„ja“, wenn es Termine nach Vereinbarung gibt.")),
    JaNein(name="durchgehend", hilfe=_("„ja“, wenn rund um die Uhr jemand da ist."), beispiel="nein"),
)
