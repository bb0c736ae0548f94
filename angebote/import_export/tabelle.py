"""A partner's spreadsheet, CSV or XLSX as really sent → header and numbered rows. Pure.

Row numbers are those the partner sees in the spreadsheet program: the header is row 1 (later, where a title or empty
rows stand above it), empty rows count, and a line break inside quotes does not begin a new row.
What a file is follows from its content; its name only words the message.
"""

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import PurePath

from django.utils.translation import gettext as _

from angebote.import_export.arbeitsmappe import read_arbeitsmappe
from angebote.import_export.meldung import Meldung, TabelleError, zitat
from angebote.import_export.spalten import Kopfzeile, parse_kopfzeile, zaehle_bekannte
from angebote.import_export.zelle import Zahl, ergaenze_nullen, putze

GROESSE_MB = 10
ZEILEN = 20_000
# Above the header there may be a title or a date.
KOPF_IN_ZEILEN = 10
TRENNZEICHEN = ";\t,"
ALTE_FORMATE = (".xls", ".xlsb", ".ods", ".numbers", ".doc", ".docx", ".odt", ".pdf")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Zeile:
    """One row that is not empty: column → text. ``zuviel`` is the first text outside all named columns."""

    nummer: int
    werte: dict[str, str]
    zuviel: str = ""
    hinweise: tuple[Meldung, ...] = ()


@dataclass(frozen=True, slots=True)
class Tabelle:
    spalten: tuple[str, ...]
    zeilen: list[Zeile]
    hinweise: list[Meldung] = field(default_factory=list)


type Rohzeile = tuple[int, list[str]]


def read_tabelle(inhalt: bytes, dateiname: str) -> Tabelle:
    """Raises ``TabelleError``, and nothing else, when the bytes are no sheet of offers."""
    name = PurePath(dateiname).name
    _check_datei(inhalt, name)
    if not inhalt.startswith(b"PK"):
        return _tabelle([_read_csv(_decode(inhalt, name))], name)
    with warnings.catch_warnings():
        # openpyxl warns of everything it does not keep (styles, validation rules); nothing of that matters here.
        warnings.simplefilter("ignore")
        return _tabelle(read_arbeitsmappe(inhalt, name), name)


def _check_datei(inhalt: bytes, name: str) -> None:
    if len(inhalt) > GROESSE_MB * 1024 * 1024:
        raise TabelleError(
            _("{name} ist größer als {mb} MB. Bitte Bilder entfernen oder die Tabelle teilen.").format(
                name=zitat(name), mb=GROESSE_MB
            )
        )
    endung = PurePath(name).suffix.lower()
    if inhalt.startswith(b"\xd0\xcf\x11\xe0") and endung == ".xlsx":
        raise TabelleError(
            _("{name} ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.").format(name=zitat(name))
        )
    if endung in ALTE_FORMATE or inhalt.startswith((b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise TabelleError(
            _("{name} können wir nicht lesen. Bitte als XLSX oder CSV speichern.").format(name=zitat(name))
        )
    if not inhalt.strip():
        raise TabelleError(_("{name} ist leer.").format(name=zitat(name)))


def _decode(inhalt: bytes, name: str) -> str:
    """UTF-16 where a BOM says so, else UTF-8, else Windows-1252, which older German programs write."""
    for zeichensatz in ("utf-16",) if inhalt.startswith(UTF16) else ("utf-8-sig", "cp1252"):
        try:
            text = inhalt.decode(zeichensatz)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise TabelleError(
        _("{name} ist weder eine XLSX- noch eine CSV-Datei. Bitte als XLSX oder „CSV UTF-8“ speichern.").format(
            name=zitat(name)
        )
    )


def _read_csv(text: str) -> Iterator[Rohzeile]:
    # Excel's own hint about the separator; Excel does not count that line either.
    trenner = re.match(r"sep=(.)\r?\n", text)
    text = text[trenner.end() :] if trenner else text
    zeichen = trenner[1] if trenner else max(TRENNZEICHEN, key=lambda zeichen: _passt(text, zeichen))
    leser = csv.reader(io.StringIO(text, newline=""), delimiter=zeichen, strict=True)
    nummer = 0
    try:
        for nummer, zellen in enumerate(leser, 1):
            yield nummer, [putze(zelle) for zelle in zellen]
    except csv.Error as fehler:
        raise TabelleError(
            Meldung(
                _('Die Anführungszeichen gehen nicht auf. Bitte im Text verdoppeln ("") oder als XLSX speichern.'),
                nummer + 1,
            )
        ) from fehler


def _passt(text: str, trennzeichen: str) -> int:
    """How many known columns a separator finds near the top."""
    zeilen = csv.reader(io.StringIO(text, newline=""), delimiter=trennzeichen)
    try:
        return max(map(zaehle_bekannte, islice(zeilen, KOPF_IN_ZEILEN)), default=0)
    except csv.Error:
        return 0


def _tabelle(blaetter: Iterable[Iterable[Rohzeile]], name: str) -> Tabelle:
    """The sheet with the best header, from that header on."""
    zeilen = max((_find_kopf(blatt) for blatt in blaetter), key=lambda fund: fund[0])[1]
    kopfnummer, kopfzellen = next(zeilen, (1, []))
    kopf = parse_kopfzeile(kopfzellen, kopfnummer)
    gelesen = [_zeile(nummer, zellen, kopf) for nummer, zellen in islice(zeilen, ZEILEN + 1)]
    if len(gelesen) > ZEILEN:
        grenze = f"{ZEILEN:,}".replace(",", ".")
        raise TabelleError(
            _("{name} hat mehr als {zeilen} Zeilen. Bitte die Tabelle teilen.").format(name=zitat(name), zeilen=grenze)
        )
    if not gelesen:
        raise TabelleError(_("{name} enthält nur die Kopfzeile und kein Angebot.").format(name=zitat(name)))
    return Tabelle(kopf.spalten, gelesen, kopf.hinweise)


def _find_kopf(zeilen: Iterable[Rohzeile]) -> tuple[int, Iterator[Rohzeile]]:
    """How many known columns the best of the upper rows has, and the rows that are not empty from that one on."""
    nichtleer = ((nummer, zellen) for nummer, zellen in zeilen if any(zellen))
    oben = list(islice(nichtleer, KOPF_IN_ZEILEN))
    bekannte = [zaehle_bekannte(zellen) for _nummer, zellen in oben]
    beste = max(bekannte, default=0)
    return beste, chain(oben[bekannte.index(beste) if bekannte else 0 :], nichtleer)


def _zeile(nummer: int, zellen: list[str], kopf: Kopfzeile) -> Zeile:
    werte = dict.fromkeys(kopf.spalten, "")
    hinweise = []
    for spalte, text in zip(kopf.namen, zellen, strict=False):
        if not spalte:
            continue
        werte[spalte] = ergaenze_nullen(spalte, text) if isinstance(text, Zahl) else text
        if werte[spalte] != text:
            hinweise.append(
                Meldung(
                    _("{alt} gelesen als {neu}; die Tabelle hatte die führende Null verloren.").format(
                        alt=zitat(text), neu=zitat(werte[spalte])
                    ),
                    nummer,
                    spalte,
                )
            )
    return Zeile(nummer, werte, _zuviel(zellen, kopf), tuple(hinweise))


def _zuviel(zellen: list[str], kopf: Kopfzeile) -> str:
    """The first text that stands under no heading: a sign of a separator inside an unquoted text."""
    return next((text for i, text in enumerate(zellen) if text and not kopf.hat_namen(i)), "")
