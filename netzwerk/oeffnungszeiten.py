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
    if not treffer:
        raise ValueError(f"„{text}“ – bitte wie „Mo-Fr 8:30-12:00“ oder „1. Mi im Monat 16:00-18:00“.")
    von, bis = (_parse_uhrzeit(treffer[name]) for name in ("von", "bis"))
    erster = TAGE.index(treffer["tag"])
    letzter = TAGE.index(treffer["bis_tag"] or treffer["tag"])
    if bis <= von or letzter < erster:
        raise ValueError(f"„{text}“ – das Ende liegt nicht nach dem Anfang.")
    rhythmus = Rhythmus(treffer["nummer"] or treffer["letzter"] or treffer["paritaet"] or Rhythmus.WOECHENTLICH)
    return [Zeitfenster(tag, von, bis, rhythmus, bool(treffer["telefon"])) for tag in range(erster, letzter + 1)]


def _parse_uhrzeit(text: str) -> time:
    stunde, minute = re.split("[:.]", text)
    return time(int(stunde), int(minute))


def als_text(fenster: Iterable[Zeitfenster]) -> list[str]:
    """Lines for people: „Mo–Mi 9–12 Uhr“, „Do 9–12 und 14–18 Uhr“, „1. Mi im Monat 16–18 Uhr (Telefon)“."""
    zeilen: list[str] = []
    for (_art, rhythmus, telefon), gruppe in groupby(sorted(fenster, key=_gruppe), key=_gruppe):
        je_tag: dict[int, list[str]] = {}
        for f in sorted(gruppe, key=lambda f: (f.wochentag, f.von)):
            je_tag.setdefault(f.wochentag, []).append(f"{_uhrzeit(f.von)}–{_uhrzeit(f.bis)}")
        for tage, zeiten in _laeufe(je_tag):
            zusatz = " (Telefon)" if telefon else ""
            zeilen.append(
                f"{_rhythmus_vor(rhythmus)}{tage}{_rhythmus_nach(rhythmus)} {' und '.join(zeiten)} Uhr{zusatz}"
            )
    return zeilen


def _gruppe(fenster: Zeitfenster) -> tuple[int, Rhythmus, bool]:
    return list(Rhythmus).index(fenster.rhythmus), fenster.rhythmus, fenster.nur_telefon


def _laeufe(je_tag: dict[int, list[str]]) -> Iterable[tuple[str, list[str]]]:
    """Neighbouring days with the same times as one: „Mo–Mi“; two of them as „Mo, Di“."""
    tage = sorted(je_tag)
    while tage:
        lauf = [tage.pop(0)]
        while tage and tage[0] == lauf[-1] + 1 and je_tag[tage[0]] == je_tag[lauf[0]]:
            lauf.append(tage.pop(0))
        namen = [TAGE[tag] for tag in lauf]
        yield (f"{namen[0]}–{namen[-1]}" if len(namen) > 2 else ", ".join(namen)), je_tag[lauf[0]]


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
