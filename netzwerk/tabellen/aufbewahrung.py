"""A sheet between preview and import, kept by the browser in a signed field. Pure.

Signed and not stored: nothing of an unpublished sheet stays on a disk when somebody closes the window, any web machine
can take the second step, and there is nothing to clean up. The signature (with time and account) keeps the content
what it was. The price is a size limit, since the field travels twice.
"""

from dataclasses import asdict

from django.core import signing
from django.utils.translation import gettext as _

from netzwerk.tabellen.meldung import Meldung, TabelleError
from netzwerk.tabellen.tabelle import Rohtabelle, Tabelle, Zeile
from netzwerk.tabellen.zelle import Zahl

# What is signed for one kind of sheet and one step is of no use for another.
SALZ = "tabelle.import"
# Below Django's DATA_UPLOAD_MAX_MEMORY_SIZE (2.5 MB); about 8,000 usual rows.
HOECHSTENS_ZEICHEN = 2_000_000
HOECHSTENS_SEKUNDEN = 4 * 3600


def packe(tabelle: Tabelle, optionen: dict, konto: int, art: str) -> str:
    """Raises ``TabelleError`` for a sheet too large to travel."""
    return _packe({"tabelle": asdict(tabelle)}, optionen, konto, art)


def entpacke(text: str, konto: int, art: str) -> tuple[Tabelle, dict]:
    """Raises ``TabelleError`` when the text is not ours, too old, or was made for another account."""
    inhalt = _entpacke(text, konto, art)
    daten = inhalt["tabelle"]
    zeilen = [Zeile(**{**zeile, "hinweise": _meldungen(zeile["hinweise"])}) for zeile in daten["zeilen"]]
    return Tabelle(tuple(daten["spalten"]), zeilen, list(_meldungen(daten["hinweise"]))), inhalt["optionen"]


def packe_roh(roh: Rohtabelle, optionen: dict, konto: int, art: str) -> str:
    """The sheet before its columns are assigned; a cell that was a number travels as a list of one."""
    zeilen = [[nummer, [[z] if isinstance(z, Zahl) else z for z in zellen]] for nummer, zellen in roh.zeilen]
    return _packe({"kopfnummer": roh.kopfnummer, "kopf": roh.kopf, "zeilen": zeilen}, optionen, konto, f"{art}.roh")


def entpacke_roh(text: str, konto: int, art: str) -> tuple[Rohtabelle, dict]:
    """Raises ``TabelleError`` as ``entpacke`` does."""
    inhalt = _entpacke(text, konto, f"{art}.roh")
    zeilen = [
        (nummer, [Zahl(zelle[0]) if isinstance(zelle, list) else zelle for zelle in zellen])
        for nummer, zellen in inhalt["zeilen"]
    ]
    return Rohtabelle(inhalt["kopfnummer"], inhalt["kopf"], zeilen), inhalt["optionen"]


def _packe(inhalt: dict, optionen: dict, konto: int, art: str) -> str:
    text = signing.dumps({**inhalt, "optionen": optionen, "konto": konto}, salt=f"{SALZ}.{art}", compress=True)
    if len(text) > HOECHSTENS_ZEICHEN:
        raise TabelleError(_("Die Tabelle ist zu groß für die Vorschau. Bitte in mehrere Tabellen teilen."))
    return text


def _entpacke(text: str, konto: int, art: str) -> dict:
    try:
        inhalt = signing.loads(text, salt=f"{SALZ}.{art}", max_age=HOECHSTENS_SEKUNDEN)
    except signing.BadSignature as fehler:
        raise TabelleError(_("Die Vorschau ist abgelaufen. Bitte die Tabelle noch einmal hochladen.")) from fehler
    if inhalt["konto"] != konto:
        raise TabelleError(_("Die Vorschau ist abgelaufen. Bitte die Tabelle noch einmal hochladen."))
    return inhalt


def _meldungen(daten: list[dict]) -> tuple[Meldung, ...]:
    return tuple(Meldung(**meldung) for meldung in daten)
