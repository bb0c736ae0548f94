"""Opening hours as values and pure functions: no database, no hidden clock."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import groupby

TAGE = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


class Rhythmus(StrEnum):
    """Which weeks a window holds in; even and odd are ISO 8601 calendar weeks."""

    WOECHENTLICH = "woche"
    GERADE = "gerade"
    UNGERADE = "ungerade"
    ERSTER = "1"
    ZWEITER = "2"
    DRITTER = "3"
    VIERTER = "4"
    LETZTER = "letzter"


@dataclass(frozen=True, slots=True, order=True)
class Zeitfenster:
    """One weekly interval in local time, ``von`` inclusive, ``bis`` exclusive.

    ``wochentag`` counts from 0 = Montag, as ``datetime.weekday()`` does. An interval never
    crosses midnight: „22–2 Uhr“ is stored as two. ``gueltig_von``/``gueltig_bis`` are inclusive, ``None`` is open.
    """

    wochentag: int
    von: time
    bis: time
    rhythmus: Rhythmus = Rhythmus.WOECHENTLICH
    nur_telefon: bool = False
    gueltig_von: date | None = None
    gueltig_bis: date | None = None


MUSTER = re.compile(
    r"""^(?:(?P<nummer>[1-4])\.\s+|(?P<letzter>letzter)\s+|(?P<paritaet>gerade|ungerade)\s+KW\s+)?
    (?P<tag>Mo|Di|Mi|Do|Fr|Sa|So)(?:\s*[-–]\s*(?P<bis_tag>Mo|Di|Mi|Do|Fr|Sa|So))?
    (?P<monat>\s+im\s+Monat)?\s+
    (?P<von>\d{1,2}[:.]\d{2})\s*[-–]\s*(?P<bis>\d{1,2}[:.]\d{2})
    (?P<telefon>\s+Telefon)?$""",
    re.VERBOSE,
)


def parse_zeit(text: str) -> list[Zeitfenster]:
    """Windows from „Mo-Fr 8:30-12:00“, „1. Mi im Monat 16:00-18:00“, „gerade KW Di 17:00-19:00 Telefon“.

    Raises ``ValueError`` with a German message when the text does not have that form.
    """
    treffer = MUSTER.match(text.strip())
    if not treffer or (treffer["monat"] and not (treffer["nummer"] or treffer["letzter"])):
        raise ValueError(f"„{text}“ – bitte wie „Mo-Fr 8:30-12:00“ oder „1. Mi im Monat 16:00-18:00“.")
    von, bis = (_parse_uhrzeit(treffer[name]) for name in ("von", "bis"))
    erster = TAGE.index(treffer["tag"])
    letzter = TAGE.index(treffer["bis_tag"] or treffer["tag"])
    if bis <= von or letzter < erster:
        raise ValueError(f"„{text}“ – das Ende liegt nicht nach dem Anfang.")
    rhythmus = Rhythmus(treffer["nummer"] or treffer["letzter"] or treffer["paritaet"] or Rhythmus.WOECHENTLICH)
    return [Zeitfenster(tag, von, bis, rhythmus, bool(treffer["telefon"])) for tag in range(erster, letzter + 1)]


def _parse_uhrzeit(text: str) -> time:
    stunde, minute = map(int, re.split("[:.]", text))
    if stunde > 23 or minute > 59:
        raise ValueError(f"„{text}“ – bitte eine Uhrzeit von 0:00 bis 23:59; über Mitternacht bitte zwei Zeiten.")
    return time(stunde, minute)


def als_text(fenster: Iterable[Zeitfenster]) -> list[str]:
    """Lines for people: „Mo–Mi, Fr 9–12 Uhr“, „Do 9–12 und 14–18 Uhr“, „1. Mi im Monat 16–18 Uhr (Telefon)“."""
    zeilen: list[str] = []
    for schluessel, gruppe in groupby(sorted(fenster, key=_gruppe), key=_gruppe):
        je_tag: dict[int, list[str]] = {}
        for f in sorted(gruppe, key=lambda f: (f.wochentag, f.von)):
            je_tag.setdefault(f.wochentag, []).append(f"{_uhrzeit(f.von)}–{_uhrzeit(f.bis)}")
        tage_je_zeit: dict[str, list[int]] = {}
        for tag, zeiten in je_tag.items():
            tage_je_zeit.setdefault(" und ".join(zeiten), []).append(tag)
        zeilen += [_zeile(schluessel, tage, zeiten) for zeiten, tage in tage_je_zeit.items()]
    return zeilen


def _gruppe(fenster: Zeitfenster) -> tuple[int, bool, date, date]:
    """What stands in a line of its own: rhythm, telephone, validity (open sides as the first and last day)."""
    rang = list(Rhythmus).index(fenster.rhythmus)
    return rang, fenster.nur_telefon, fenster.gueltig_von or date.min, fenster.gueltig_bis or date.max


def _zeile(schluessel: tuple[int, bool, date, date], tage: list[int], zeiten: str) -> str:
    rang, telefon, von, bis = schluessel
    rhythmus = list(Rhythmus)[rang]
    zusatz = (" (Telefon)" if telefon else "") + _gueltigkeit(von, bis)
    return f"{_rhythmus_vor(rhythmus)}{_tage(tage)}{_rhythmus_nach(rhythmus)} {zeiten} Uhr{zusatz}"


def _gueltigkeit(von: date, bis: date) -> str:
    """„ (1.6.2026 bis 31.8.2026)“, „ (ab 1.6.2026)“, „ (bis 31.8.2026)“ or nothing."""
    worte = [f"{tag.day}.{tag.month}.{tag.year}" for tag in (von, bis)]
    match von != date.min, bis != date.max:
        case True, True:
            return f" ({worte[0]} bis {worte[1]})"
        case True, False:
            return f" (ab {worte[0]})"
        case False, True:
            return f" (bis {worte[1]})"
        case _:
            return ""


def _tage(tage: list[int]) -> str:
    """Sorted weekdays in words; three or more in a row as „Mo–Mi“: „Mo–Mi, Fr“."""
    laeufe: list[list[int]] = []
    for tag in tage:
        if laeufe and tag == laeufe[-1][-1] + 1:
            laeufe[-1].append(tag)
        else:
            laeufe.append([tag])
    worte = [
        f"{TAGE[lauf[0]]}–{TAGE[lauf[-1]]}" if len(lauf) > 2 else ", ".join(TAGE[tag] for tag in lauf)
        for lauf in laeufe
    ]
    return ", ".join(worte)


def _uhrzeit(zeit: time) -> str:
    return f"{zeit.hour}" if zeit.minute == 0 else f"{zeit.hour}.{zeit.minute:02d}"


def _rhythmus_vor(rhythmus: Rhythmus) -> str:
    match rhythmus:
        case Rhythmus.ERSTER | Rhythmus.ZWEITER | Rhythmus.DRITTER | Rhythmus.VIERTER:
            return f"{rhythmus.value}. "
        case Rhythmus.LETZTER:
            return "letzter "
        case _:
            return ""


def _rhythmus_nach(rhythmus: Rhythmus) -> str:
    match rhythmus:
        case Rhythmus.WOECHENTLICH:
            return ""
        case Rhythmus.GERADE:
            return " (gerade Kalenderwochen)"
        case Rhythmus.UNGERADE:
            return " (ungerade Kalenderwochen)"
        case _:
            return " im Monat"
