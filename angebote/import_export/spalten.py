"""The columns of an offer sheet. Pure."""

from netzwerk.tabellen.kopf import Spaltenliste

PFLICHT = ("titel", "partner", "region", "themen")
SPALTEN = (
    "schluessel",
    "titel",
    "kurzbeschreibung",
    "beschreibung",
    "partner",
    "region",
    "plz",
    "ort",
    "strasse",
    "themen",
    "zielgruppen",
    "kosten",
    "telefon",
    "email",
    "website",
)
# Our own export adds the address of the offer's page; coming back, it says which offer is meant.
ADRESSE = "url"
# What the list in the Verwaltung tells besides.
NEBENBEI = ("nummer", "netzwerk", "status", "zeiten", "bestaetigt_am", "geaendert_am")
WORTE = {
    "schluessel": ("ID", "Kennung", "Angebotsnummer", "externer Schlüssel"),
    "titel": ("Angebot", "Bezeichnung", "Name", "Angebotstitel", "Veranstaltung", "Kurstitel", "Kursname"),
    "kurzbeschreibung": ("Kurztext", "Kurzinfo", "Untertitel", "In einem Satz"),
    "beschreibung": ("Beschreibungstext", "Langtext", "Inhalt", "Details"),
    "partner": ("Anbieter", "Träger", "Veranstalter", "Organisation", "Einrichtung", "Institution", "Anbieter*in"),
    "region": ("Gebiet", "Einzugsgebiet", "Landkreis", "Gemeinde", "Regionen", "für wen aus"),
    "plz": ("Postleitzahl",),
    "ort": ("Stadt", "Veranstaltungsort"),
    "strasse": ("Straße und Hausnummer", "Str."),
    "themen": ("Kategorie", "Kategorien", "Rubrik", "Themenbereich"),
    "zielgruppen": ("für wen", "Zielpublikum"),
    "kosten": ("Preis", "Gebühr", "Teilnahmebeitrag", "Entgelt", "Kosten in Euro"),
    "telefon": ("Telefonnummer", "Tel", "Fon", "Rufnummer"),
    "email": ("Mail", "E-Mail-Adresse", "Mailadresse"),
    "website": ("Internet", "Homepage", "Webseite", "Internetadresse", "Link", "WWW"),
}
LISTE = Spaltenliste((*SPALTEN, ADRESSE), PFLICHT, WORTE, NEBENBEI)
