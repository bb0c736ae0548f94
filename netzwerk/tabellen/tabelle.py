"""A spreadsheet, CSV, XLSX or ODS as really sent → header and numbered rows. Pure.

Row numbers are those that people see in the spreadsheet program: the header is row 1 (later, where a title or empty
rows stand above it), empty rows count, and a line break inside quotes does not begin a new row.
What a file is follows from its content; its name only words the message.
"""

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import PurePath

from django.utils.translation import gettext as _

from netzwerk.tabellen.arbeitsmappe import read_arbeitsmappe
from netzwerk.tabellen.kopf import Kopfzeile, Spaltenliste, parse_kopfzeile
from netzwerk.tabellen.meldung import Meldung, TabelleError, zitat
from netzwerk.tabellen.opendocument import INHALT, read_opendocument
from netzwerk.tabellen.paket import read_teile, unlesbar
from netzwerk.tabellen.zelle import Zahl, ergaenze_nullen, putze

GROESSE_MB = 10
ZEILEN = 20_000
# Above the header there may be a title or a date.
KOPF_IN_ZEILEN = 10
TRENNZEICHEN = ";\t,"
ALTE_FORMATE = (".xls", ".xlsb", ".numbers", ".doc", ".docx", ".odt", ".pdf")
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


@dataclass(frozen=True, slots=True)
class Rohtabelle:
    """A sheet that nobody has understood yet: the header's row number and cells, and the rows below that have any."""

    kopfnummer: int
    kopf: list[str]
    zeilen: list[Rohzeile]


def read_tabelle(inhalt: bytes, dateiname: str, spalten: Spaltenliste) -> Tabelle:
    """Raises ``TabelleError``, and nothing else, when the bytes are no sheet of that kind."""
    return deute(read_rohtabelle(inhalt, dateiname, spalten), spalten)


def read_rohtabelle(inhalt: bytes, dateiname: str, spalten: Spaltenliste) -> Rohtabelle:
    """The columns that are known only help to find the header. Raises ``TabelleError``."""
    name = PurePath(dateiname).name
    _check_datei(inhalt, name)
    with warnings.catch_warnings():
        # openpyxl warns of everything it does not keep (styles, validation rules); nothing of that matters here.
        warnings.simplefilter("ignore")
        return _rohtabelle(_read_blaetter(inhalt, name, spalten), name, spalten)


def _read_blaetter(inhalt: bytes, name: str, spalten: Spaltenliste) -> Iterable[Iterable[Rohzeile]]:
    if not inhalt.startswith(b"PK"):
        return [_read_csv(_decode(inhalt, name), spalten)]
    teile = read_teile(inhalt, name)
    if "[Content_Types].xml" in teile:
        return read_arbeitsmappe(inhalt, name)
    if INHALT in teile:
        return read_opendocument(inhalt, name)
    raise unlesbar(name)


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
        raise unlesbar(name)
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
        _("{name} ist keine Tabelle. Bitte als XLSX, ODS oder „CSV UTF-8“ speichern.").format(name=zitat(name))
    )


def _read_csv(text: str, spalten: Spaltenliste) -> Iterator[Rohzeile]:
    # Excel's own hint about the separator; Excel does not count that line either.
    trenner = re.match(r"sep=(.)\r?\n", text)
    text = text[trenner.end() :] if trenner else text
    zeichen = trenner[1] if trenner else max(TRENNZEICHEN, key=lambda z: _passt(text, z, spalten))
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


def _passt(text: str, trennzeichen: str, spalten: Spaltenliste) -> tuple[int, int]:
    """How many known columns a separator finds near the top; of equal ones, how many columns the first row has."""
    leser = csv.reader(io.StringIO(text, newline=""), delimiter=trennzeichen)
    try:
        zeilen = [zellen for zellen in islice(leser, KOPF_IN_ZEILEN) if any(zellen)]
    except csv.Error:
        return 0, 0
    return max(map(spalten.zaehle_bekannte, zeilen), default=0), max((len(zellen) for zellen in zeilen[:2]), default=0)


def _rohtabelle(blaetter: Iterable[Iterable[Rohzeile]], name: str, spalten: Spaltenliste) -> Rohtabelle:
    """The sheet with the best header, from that header on."""
    zeilen = max((_find_kopf(blatt, spalten) for blatt in blaetter), key=lambda fund: fund[0])[1]
    kopfnummer, kopf = next(zeilen, (1, []))
    gelesen = list(islice(zeilen, ZEILEN + 1))
    if len(gelesen) > ZEILEN:
        grenze = f"{ZEILEN:,}".replace(",", ".")
        raise TabelleError(
            _("{name} hat mehr als {zeilen} Zeilen. Bitte die Tabelle teilen.").format(name=zitat(name), zeilen=grenze)
        )
    if not kopf:
        raise TabelleError(_("{name} ist leer.").format(name=zitat(name)))
    if not gelesen and spalten.zaehle_bekannte(kopf):
        raise TabelleError(_("{name} enthält nur die Kopfzeile und keinen Eintrag.").format(name=zitat(name)))
    return Rohtabelle(kopfnummer, kopf, gelesen)


def _find_kopf(zeilen: Iterable[Rohzeile], spalten: Spaltenliste) -> tuple[tuple[int, bool], Iterator[Rohzeile]]:
    """How good the best of the upper rows is as a header, and the rows that are not empty from that one on.

    Where none has a known column, the first row with several cells is taken for the header.
    """
    nichtleer = ((nummer, zellen) for nummer, zellen in zeilen if any(zellen))
    oben = list(islice(nichtleer, KOPF_IN_ZEILEN))
    guete = [(spalten.zaehle_bekannte(zellen), sum(map(bool, zellen)) > 1) for _nummer, zellen in oben]
    beste = max(guete, default=(0, False))
    return beste, chain(oben[guete.index(beste) if guete else 0 :], nichtleer)


def deute(
    roh: Rohtabelle,
    spalten: Spaltenliste,
    zuordnung: Sequence[str | None] | None = None,
    feste: Mapping[str, str] | None = None,
) -> Tabelle:
    """The rows by column. ``zuordnung``: the column meant at each position, where somebody has said so; ``feste``:
    the text of columns that the sheet does not have, for every row. Raises ``TabelleError`` for a header that is wrong.
    """
    if zuordnung is None:
        kopf = parse_kopfzeile(roh.kopf, roh.kopfnummer, spalten)
    else:
        kopf = Kopfzeile(roh.kopf, [*zuordnung])
    feste = {name: text for name, text in (feste or {}).items() if name not in kopf.spalten}
    zeilen = [_zeile(nummer, zellen, kopf, feste) for nummer, zellen in roh.zeilen]
    return Tabelle((*kopf.spalten, *feste), zeilen, kopf.hinweise)


def _zeile(nummer: int, zellen: list[str], kopf: Kopfzeile, feste: Mapping[str, str]) -> Zeile:
    werte = dict.fromkeys(kopf.spalten, "") | feste
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
