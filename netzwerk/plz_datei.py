"""Postcode files → lines with values, or their faults. Pure."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from netzwerk.fixtures import DatenError

# Our field names → what the columns are called. GeoNames' file has no heading; these are the names of its manual.
GEONAMES = {
    "land": "country code",
    "plz": "postal code",
    "ort": "place name",
    "kreis_ags": "admin code3",
    "lat": "latitude",
    "lon": "longitude",
}
GEONAMES_STELLEN = {"land": 0, "plz": 1, "ort": 2, "kreis_ags": 8, "lat": 9, "lon": 10}
GEONAMES_SPALTEN = 12
TABELLE = {name: name for name in ("plz", "ort", "lat", "lon", "kreis_ags", "regionen")}
PLZ = re.compile(r"\d{5}", re.ASCII)
AGS = re.compile(r"(\d{2}|\d{5}|\d{8})(/.+)?", re.ASCII)
ZAHL = re.compile(r"-?\d{1,3}([.,]\d{1,15})?", re.ASCII)
GRENZEN = {"lat": ("Breite", 47.0, 55.2, "51.7066"), "lon": ("Länge", 5.5, 15.5, "10.0011")}
HOECHSTENS_GEZEIGT = 20

Fehler = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class PlzZeile:
    """One place of a postcode. ``regionen``: official keys (AGS), an Ortsteil as „AGS/Name“.

    ``ist_kreis``: the file only says in which Kreis the place lies. ``spalte`` is where it says so.
    """

    nummer: int
    plz: str
    ort: str
    lat: float
    lon: float
    regionen: tuple[str, ...]
    ist_kreis: bool
    spalte: str


def parse_datei(inhalt: bytes) -> tuple[list[PlzZeile], Fehler]:
    """Lines and faults (line number, text). Raises ``DatenError`` when the file as a whole cannot be read."""
    text = _dekodiere(inhalt)
    if not text.strip():
        raise DatenError("Die Datei ist leer.")
    kopf = text.lstrip("\n").split("\n", 1)[0]
    ist_geonames = kopf.count("\t") == GEONAMES_SPALTEN - 1
    spalten = GEONAMES if ist_geonames else TABELLE
    zeilen, fehler = [], []
    for nummer, werte in _geonames(text) if ist_geonames else _tabelle(text, kopf):
        eigene = [(nummer, f"Zeile {nummer}{fehltext}") for fehltext in _maengel(werte, spalten)]
        fehler += eigene
        if not eigene:
            zeilen.append(_zeile(nummer, werte, spalten))
    return zeilen, fehler


def spaltenfehler(spalte: str, wert: str, abhilfe: str) -> str:
    return f", Spalte „{spalte}“: „{wert[:40]}“ – {abhilfe}"


def fehler_text(fehler: Fehler) -> str:
    """All faults in the order of the file, the first twenty in full."""
    zeilen = [text for _nummer, text in sorted(fehler)]
    mehr = len(zeilen) - HOECHSTENS_GEZEIGT
    gezeigt = zeilen[:HOECHSTENS_GEZEIGT] + ([f"… und {mehr} weitere."] if mehr > 0 else [])
    return "\n".join([*gezeigt, f"{len(zeilen)} Fehler. Es wurde nichts übernommen."])


def _dekodiere(inhalt: bytes) -> str:
    try:
        text = inhalt.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = inhalt.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise DatenError("Das ist keine Textdatei. Bitte die Tabelle als „CSV UTF-8“ speichern.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _geonames(text: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Values by field; ``None`` for a line with another number of columns."""
    for nummer, zeile in enumerate(text.split("\n"), 1):
        teile = [teil.strip() for teil in zeile.split("\t")]
        if len(teile) == GEONAMES_SPALTEN:
            yield nummer, {name: teile[stelle] for name, stelle in GEONAMES_STELLEN.items()}
        elif zeile.strip():
            yield nummer, None


def _tabelle(text: str, kopf: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    leser = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=kopf.count))
    namen: list[str] = []
    try:
        for teile in leser:
            if not any(teil.strip() for teil in teile):
                continue
            if namen:
                werte = dict(zip(namen, (teil.strip() for teil in teile), strict=False))
                yield leser.line_num, werte if len(teile) == len(namen) else None
            else:
                namen = _ueberschriften(teile)
    except csv.Error as fehler:
        raise DatenError(f"Zeile {leser.line_num}: Die Datei ist keine gültige CSV-Tabelle ({fehler}).") from fehler


def _ueberschriften(teile: list[str]) -> list[str]:
    namen = [teil.strip().casefold() for teil in teile]
    fehlt = [name for name in ("plz", "ort", "lat", "lon") if name not in namen]
    if not fehlt and not {"kreis_ags", "regionen"} & set(namen):
        fehlt = ["kreis_ags"]
    if fehlt:
        raise DatenError(
            f"Zeile 1: Es fehlt die Spalte „{fehlt[0]}“. "
            "Gebraucht werden plz, ort, lat, lon und dazu kreis_ags oder regionen."
        )
    return namen


def _maengel(werte: dict[str, str] | None, spalten: dict[str, str]) -> Iterator[str]:
    """What is wrong with one line, each with column, value and remedy."""
    if werte is None:
        yield ": falsche Zahl von Spalten – bitte mit der ersten Zeile vergleichen."
        return
    if werte.get("land", "DE") != "DE":
        yield spaltenfehler(spalten["land"], werte["land"], "bitte nur Zeilen für Deutschland („DE“).")
    if not PLZ.fullmatch(werte["plz"]):
        yield spaltenfehler(spalten["plz"], werte["plz"], "bitte fünf Ziffern, z. B. „12619“.")
    if not werte["ort"].isprintable() or "\ufffd" in werte["ort"] or not 1 <= len(werte["ort"]) <= 120:
        yield spaltenfehler(spalten["ort"], werte["ort"], "bitte einen lesbaren Ortsnamen mit 1 bis 120 Zeichen.")
    for name, (wort, von, bis, beispiel) in GRENZEN.items():
        if not (ZAHL.fullmatch(werte[name]) and von <= _zahl(werte[name]) <= bis):
            abhilfe = f"bitte die {wort} in Grad, in Deutschland {von:g} bis {bis:g}, z. B. „{beispiel}“."
            yield spaltenfehler(spalten[name], werte[name], abhilfe.replace("55.2", "55,2").replace("5.5", "5,5"))
    yield from _regionsmaengel(werte, spalten)


def _regionsmaengel(werte: dict[str, str], spalten: dict[str, str]) -> Iterator[str]:
    if werte.get("regionen"):
        for schluessel in werte["regionen"].split("|"):
            if not AGS.fullmatch(schluessel.strip()):
                yield spaltenfehler(
                    spalten["regionen"], schluessel, "bitte AGS mit 2, 5 oder 8 Ziffern, z. B. „03155“."
                )
    elif not PLZ.fullmatch(werte.get("kreis_ags", "")):
        spalte = "kreis_ags" if "kreis_ags" in werte else "regionen"
        abhilfe = "bitte den Schlüssel des Kreises mit fünf Ziffern, z. B. „03155“."
        yield spaltenfehler(spalten[spalte], werte.get("kreis_ags", ""), abhilfe)


def _zeile(nummer: int, werte: dict[str, str], spalten: dict[str, str]) -> PlzZeile:
    spalte = "regionen" if werte.get("regionen") else "kreis_ags"
    schluessel = tuple(teil.strip() for teil in werte[spalte].split("|"))
    lat, lon = _zahl(werte["lat"]), _zahl(werte["lon"])
    return PlzZeile(nummer, werte["plz"], werte["ort"], lat, lon, schluessel, spalte == "kreis_ags", spalten[spalte])


def _zahl(text: str) -> float:
    return float(text.replace(",", "."))
