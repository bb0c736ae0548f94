"""A sheet between preview and import, kept by the browser in a signed field. Pure.

Signed and not stored: nothing of an unpublished sheet stays on a disk when somebody closes the window, any web machine
can take the second step, and there is nothing to clean up. The signature (with time and account) keeps the content
what it was. The price is a size limit, since the field travels twice.
"""

from dataclasses import asdict

from django.core import signing
from django.utils.translation import gettext as _

from angebote.import_export.meldung import Meldung, TabelleError
from angebote.import_export.tabelle import Tabelle, Zeile

SALZ = "angebote.import"
# Below Django's DATA_UPLOAD_MAX_MEMORY_SIZE (2.5 MB); about 8,000 usual rows.
HOECHSTENS_ZEICHEN = 2_000_000
HOECHSTENS_SEKUNDEN = 4 * 3600


def packe(tabelle: Tabelle, optionen: dict, konto: int) -> str:
    """Raises ``TabelleError`` for a sheet too large to travel."""
    inhalt = {"tabelle": asdict(tabelle), "optionen": optionen, "konto": konto}
    text = signing.dumps(inhalt, salt=SALZ, compress=True)
    if len(text) > HOECHSTENS_ZEICHEN:
        raise TabelleError(_("Die Tabelle ist zu groß für die Vorschau. Bitte in mehrere Tabellen teilen."))
    return text


def entpacke(text: str, konto: int) -> tuple[Tabelle, dict]:
    """Raises ``TabelleError`` when the text is not ours, too old, or was made for another account."""
    try:
        inhalt = signing.loads(text, salt=SALZ, max_age=HOECHSTENS_SEKUNDEN)
    except signing.BadSignature as fehler:
        raise TabelleError(_("Die Vorschau ist abgelaufen. Bitte die Tabelle noch einmal hochladen.")) from fehler
    if inhalt["konto"] != konto:
        raise TabelleError(_("Die Vorschau ist abgelaufen. Bitte die Tabelle noch einmal hochladen."))
    daten = inhalt["tabelle"]
    zeilen = [Zeile(**{**zeile, "hinweise": _meldungen(zeile["hinweise"])}) for zeile in daten["zeilen"]]
    return Tabelle(tuple(daten["spalten"]), zeilen, list(_meldungen(daten["hinweise"]))), inhalt["optionen"]


def _meldungen(daten: list[dict]) -> tuple[Meldung, ...]:
    return tuple(Meldung(**meldung) for meldung in daten)
