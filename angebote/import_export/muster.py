"""What belongs into the columns of an offer sheet. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from angebote.import_export.spalten import PFLICHT
from netzwerk.tabellen.muster import Erklaerung, Muster


def angebotsmuster(themen: Sequence[str]) -> Muster:
    zeilen = [Erklaerung(name, was, beispiel, name in PFLICHT) for name, (was, beispiel) in erklaerungen().items()]
    return Muster(_("Angebote"), zeilen, {_("Themen"): themen})


def erklaerungen() -> dict[str, tuple[str, str]]:
    """What belongs into each column, and an example."""
    return {
        "schluessel": (_("Ihre eigene Nummer. Daran erkennen wir das Angebot beim nächsten Mal."), "VHS-017"),
        "titel": (_("Wie das Angebot heißt, höchstens 160 Zeichen."), _("Offener Treff für Alleinerziehende")),
        "kurzbeschreibung": (_("Ein Satz: Was bekommen Eltern hier?"), _("Kaffee, Austausch und Rat.")),
        "beschreibung": (_("Alles Weitere, auch mehrere Absätze."), ""),
        "partner": (_("Wer es anbietet."), _("Familienzentrum Uslar")),
        "region": (_("Für wen aus: Name oder Gemeindeschlüssel, mehrere mit „;“."), "Landkreis Northeim"),
        "plz": (_("Fünf Ziffern."), "37170"),
        "ort": (_("Ort des Angebots."), "Uslar"),
        "strasse": (_("Straße und Hausnummer. Bei geschützten Adressen leer lassen."), _("Lange Straße 1")),
        "themen": (_("Mindestens ein Thema aus der Liste, mehrere mit „;“."), _("Kinderbetreuung; Gesundheit")),
        "zielgruppen": (_("Leer heißt: für alle Alleinerziehenden. Mehrere mit „;“."), _("Väter")),
        "kosten": (
            _("Betrag oder „kostenlos“, Näheres in Klammern. Leer heißt: nicht bekannt."),
            "12,50 € (je Termin)",
        ),
        "telefon": (_("Leer heißt: wie beim Partner."), "05571 000-120"),
        "email": (_("Leer heißt: wie beim Partner."), "treff@familienzentrum.example"),
        "website": (_("Leer heißt: wie beim Partner."), "https://familienzentrum.example"),
    }
