"""An ODS spreadsheet (OpenDocument 1.2, LibreOffice) → its sheets as rows of text. Pure.

Read as a stream: one row of XML is held at a time. A cell or row that is repeated stands once in the file with a
count; programs use that to fill a sheet down to its last row with nothing, so repeats of nothing are only counted.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from xml.etree.ElementTree import Element, XMLPullParser

from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.paket import BLAETTER, LETZTE_ZEILE, SPALTEN, kaputt, zu_lang
from netzwerk.tabellen.zelle import Zahl, als_text, putze

INHALT = "content.xml"
BLOCK = 64 * 1024
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT = (f"{{{OASIS}{teil}:1.0}}" for teil in ("table", "office", "text"))
ZEILE, BLATT = f"{TABLE}table-row", f"{TABLE}table"
ZELLEN = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
DAUER = re.compile(r"P(?:(\d+)D)?T(\d+)H(\d+)M[\d.,]+S")

type Rohzeile = tuple[int, list[str]]


def read_opendocument(inhalt: bytes, name: str) -> list[Iterator[Rohzeile]]:
    """Each sheet as numbered rows. Raises ``TabelleError``."""
    try:
        blaetter = _read_blaetter(inhalt, name)
    except TabelleError:
        raise
    # Broken XML, numbers that are none, a damaged archive: all the same to whoever has sent the file.
    except Exception as fehler:
        raise kaputt(name) from fehler
    if not blaetter:
        raise kaputt(name)
    return [iter(zeilen) for zeilen in blaetter]


def _read_blaetter(inhalt: bytes, name: str) -> list[list[Rohzeile]]:
    blaetter: list[list[Rohzeile]] = []
    nummer = 1
    for ereignis, element in _elemente(inhalt, name):
        if ereignis == "start" and element.tag == BLATT:
            if len(blaetter) == BLAETTER:
                break
            blaetter.append([])
            nummer = 1
        elif ereignis == "end" and element.tag == ZEILE and blaetter:
            nummer = _add_zeile(blaetter[-1], element, nummer, name)
            element.clear()
    return blaetter


def _elemente(inhalt: bytes, name: str) -> Iterator[tuple[str, Element]]:
    """Starts of sheets and ends of rows. Entities of the file's own are refused: they could grow without end."""
    parser = XMLPullParser(("start", "end"))
    with zipfile.ZipFile(io.BytesIO(inhalt)) as paket, paket.open(INHALT) as strom:
        anfang = True
        while block := strom.read(BLOCK):
            if anfang and b"<!DOCTYPE" in block:
                raise kaputt(name)
            anfang = False
            parser.feed(block)
            yield from parser.read_events()
    parser.close()
    yield from parser.read_events()


def _add_zeile(zeilen: list[Rohzeile], element: Element, nummer: int, name: str) -> int:
    """Appends the row as often as it is repeated, and says which number comes next. Empty rows are only counted."""
    texte = _texte(element)
    wie_oft = _anzahl(element, "number-rows-repeated")
    if any(texte):
        if nummer + wie_oft - 1 > LETZTE_ZEILE:
            raise zu_lang(name)
        zeilen.extend((nummer + i, texte) for i in range(wie_oft))
    return nummer + wie_oft


def _texte(zeile: Element) -> list[str]:
    """The texts of a row, without the empty cells at its end, at most ``SPALTEN``."""
    texte: list[str] = []
    for zelle in zeile:
        if zelle.tag in ZELLEN and len(texte) < SPALTEN:
            wie_oft = min(_anzahl(zelle, "number-columns-repeated"), SPALTEN - len(texte))
            texte += [_text(zelle)] * wie_oft
    while texte and not texte[-1]:
        texte.pop()
    return texte


def _anzahl(element: Element, merkmal: str) -> int:
    return max(1, int(element.get(f"{TABLE}{merkmal}", "1")))


def _text(zelle: Element) -> str:
    """What one sees in the cell; dates and numbers in the one form that XLSX gives as well."""
    if zelle.tag == ZELLEN[1]:
        return ""
    gezeigt = "\n".join(_absatz(absatz) for absatz in zelle.iterfind(f"{TEXT}p"))
    match zelle.get(f"{OFFICE}value-type"):
        case "float" | "currency":
            return _zahl(zelle.get(f"{OFFICE}value", ""), gezeigt.strip())
        case "boolean":
            return als_text(zelle.get(f"{OFFICE}boolean-value") == "true")
        case "date":
            return _datum(zelle.get(f"{OFFICE}date-value", ""))
        case "time":
            return _uhrzeit(zelle.get(f"{OFFICE}time-value", ""), gezeigt)
    return putze(gezeigt)


def _zahl(wert: str, gezeigt: str) -> str:
    """The number; with the leading zeros that the sheet shows."""
    if gezeigt.isdecimal() and gezeigt.isascii() and float(gezeigt) == float(wert):
        return Zahl(gezeigt)
    return als_text(float(wert))


def _datum(wert: str) -> str:
    return als_text(datetime.fromisoformat(wert) if "T" in wert else date.fromisoformat(wert))


def _uhrzeit(wert: str, gezeigt: str) -> str:
    treffer = DAUER.fullmatch(wert)
    if not treffer:
        return putze(gezeigt)
    tage, stunden, minuten = (int(teil or 0) for teil in treffer.groups())
    return f"{tage * 24 + stunden}:{minuten:02d}"


def _absatz(element: Element) -> str:
    """Text with its spaces, tabs and line breaks, which ODS writes as elements; notes of the margin stay out."""
    teile = [element.text or ""]
    for kind in element:
        match kind.tag.removeprefix(TEXT):
            case "s":
                teile.append(" " * min(int(kind.get(f"{TEXT}c", "1")), 1000))
            case "tab":
                teile.append("\t")
            case "line-break":
                teile.append("\n")
            case "note":
                pass
            case _:
                teile.append(_absatz(kind) if kind.tag.startswith(TEXT) else "")
        teile.append(kind.tail or "")
    return "".join(teile)
