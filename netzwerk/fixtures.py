"""Fixture files: reading them, and errors that name file, entry, field and value. Pure."""

import csv
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from netzwerk.oeffnungszeiten import Zeitfenster
from netzwerk.zeittext import parse_zeiten

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


class DatenError(ValueError):
    """Data files that cannot be taken over; the text is meant for people, one line per fault."""


class Eintrag:
    """One table of a TOML file or one line of a CSV file.

    Every field is asked for by name; ``schluss`` complains about those nobody asked for, so that a misspelt
    field is an error and not a silence.
    """

    def __init__(self, datei: str, name: str, werte: dict[str, Any]):
        self.datei, self.name, self.werte = datei, name, werte
        self.offen = set(werte)

    def fehler(self, feld: str, text: object, wert: object = None) -> DatenError:
        mit_wert = "" if wert is None or str(text).startswith(f"„{wert}“") else f"„{wert}“ – "
        return DatenError(f"{self.datei}, „{self.name}“, Feld „{feld}“: {mit_wert}{text}")

    def hol(self, feld: str, sonst: Any = None) -> Any:
        self.offen.discard(feld)
        return self.werte.get(feld, sonst)

    def pflicht(self, feld: str) -> Any:
        wert = self.hol(feld)
        if wert in (None, "", []):
            raise self.fehler(feld, "fehlt.")
        return wert

    def lies(self, feld: str, parse: Callable[[Any], Any]) -> Any:
        """The field through ``parse``; ``None`` when it is missing or empty."""
        wert = self.hol(feld)
        return None if wert in (None, "") else self._versuche(feld, parse, wert)

    def eins(self, feld: str, parse: Callable[[Any], Any]) -> Any:
        """The field through ``parse``; it must not be missing."""
        return self._versuche(feld, parse, self.pflicht(feld))

    def texte(self, *felder: str) -> dict[str, str]:
        return {feld: self.lies(feld, _text) or "" for feld in felder}

    def viele(self, feld: str, parse: Callable[[Any], Any]) -> list:
        """Every element of a list through ``parse``, each result once."""
        werte = self.hol(feld, [])
        if not isinstance(werte, list):
            raise self.fehler(feld, "bitte eine Liste in eckigen Klammern.", werte)
        return list(dict.fromkeys(self._versuche(feld, parse, wert) for wert in werte))

    def zeiten(self) -> list[dict]:
        """The hours as rows of a ``Zeitregel`` table."""
        return [_als_zeile(fenster) for gruppe in self.viele("zeiten", _zeiten) for fenster in gruppe]

    def ausnahmen(self) -> list[dict]:
        """Other hours as rows of a ``Zeitausnahme`` table."""
        return lade(
            self.unter("ausnahmen", "grund"),
            lambda tag: {
                "von": tag.hol("von"),
                "bis": tag.hol("bis"),
                "offen": bool(tag.hol("offen")),
                "ab": tag.hol("ab"),
                "ende": tag.hol("ende"),
                **tag.texte("grund", "ferien"),
            },
        )

    def ja_nein(self, feld: str) -> bool | None:
        """Tri-state: „ja“, „nein“, missing is unknown."""
        return self.lies(feld, _ja_nein)

    def unter(self, feld: str, schluessel: str) -> list["Eintrag"]:
        """The sub-tables of a field as entries of their own."""
        return [Eintrag(self.datei, f"{self.name}“ › „{w.get(schluessel)}", w) for w in self.hol(feld, [])]

    def schluss(self) -> None:
        if self.offen:
            raise self.fehler(min(self.offen), "kennen wir nicht. Bitte die Schreibweise prüfen.")

    def _versuche(self, feld: str, parse: Callable[[Any], Any], wert: Any) -> Any:
        try:
            return parse(wert)
        except ValueError as fehler:
            raise self.fehler(feld, str(fehler).removeprefix(f"„{wert}“ – "), wert) from fehler


def _text(wert: Any) -> str:
    if not isinstance(wert, str):
        raise ValueError("bitte Text in Anführungszeichen.")
    return wert.strip()


def _zeiten(text: str) -> tuple:
    return tuple(parse_zeiten(text))


def _als_zeile(fenster: Zeitfenster) -> dict[str, Any]:
    return {feld.name: getattr(fenster, feld.name) for feld in fields(fenster) if feld.init}


def _ja_nein(wert: Any) -> bool:
    if wert not in ("ja", "nein"):
        raise ValueError("bitte „ja“ oder „nein“; unbekannt heißt: Feld weglassen.")
    return wert == "ja"


def read_toml(datei: Path, art: str, schluessel: str, *, einmalig: bool = True) -> list[Eintrag]:
    """The tables ``[[art]]`` of a file, named by their key field; ``einmalig``: no key twice. Raises ``DatenError``."""
    try:
        inhalt = tomllib.loads(datei.read_text(encoding="utf-8"))
    except FileNotFoundError as fehler:
        raise DatenError(f"{_kurz(datei)} fehlt.") from fehler
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fehler:
        raise DatenError(f"{_kurz(datei)}: kein gültiges TOML ({fehler})") from fehler
    tabellen = inhalt.get(art, [])
    tabellen = [tabellen] if isinstance(tabellen, dict) else tabellen
    eintraege = [Eintrag(_kurz(datei), str(t.get(schluessel, "?")), t) for t in tabellen]
    doppelt = [name for name, anzahl in Counter(e.name for e in eintraege).items() if anzahl > 1]
    if einmalig and doppelt:
        raise DatenError(f"{_kurz(datei)}: „{doppelt[0]}“ steht doppelt in der Datei.")
    return eintraege


def read_csv(datei: Path) -> list[Eintrag]:
    """The lines of a comma separated file with a heading, named „Zeile 2“ …"""
    with datei.open(encoding="utf-8", newline="") as zeilen:
        leser = csv.DictReader(zeilen, restkey="zu viele Spalten")
        return [Eintrag(_kurz(datei), f"Zeile {leser.line_num}", werte) for werte in leser]


def lade(eintraege: Iterable[Eintrag], load: Callable[[Eintrag], Any]) -> list:
    """Calls ``load`` for every entry and returns the results; raises once with the faults of all entries."""
    ergebnisse, fehler = [], []
    for eintrag in eintraege:
        try:
            ergebnisse.append(load(eintrag))
            eintrag.schluss()
        except DatenError as einer:
            fehler.append(str(einer))
    if fehler:
        raise DatenError("\n".join(fehler))
    return ergebnisse


def _kurz(datei: Path) -> str:
    return "/".join(datei.parts[-2:])
