"""Opening hours in words for people. Pure; ``zeittext.parse_zeiten`` reads the lines back."""

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby

from django.utils.translation import gettext as _

from netzwerk.oeffnungszeiten import TAGE, Ausnahme, Ferienart, Ferienbezug, Rhythmus, Zeitfenster

FERIEN = {
    Ferienart.WINTER: "Winterferien",
    Ferienart.OSTERN: "Osterferien",
    Ferienart.PFINGSTEN: "Pfingstferien",
    Ferienart.SOMMER: "Sommerferien",
    Ferienart.HERBST: "Herbstferien",
    Ferienart.WEIHNACHTEN: "Weihnachtsferien",
    Ferienart.EINZELN: "freie Tage der Schulen",
}
_IN_KLAMMERN = {
    Rhythmus.GERADE: " (gerade Kalenderwochen)",
    Rhythmus.UNGERADE: " (ungerade Kalenderwochen)",
    Rhythmus.ALLE_ZWEI: " (alle 2 Wochen)",
    Rhythmus.ALLE_VIER: " (alle 4 Wochen)",
}
_FERIENBEZUG = {
    Ferienbezug.IMMER: "",
    Ferienbezug.SCHULZEIT: " (nicht in den Schulferien)",
    Ferienbezug.FERIEN: " (nur in den Schulferien)",
}

type Gruppe = tuple[bool, int, bool, str, date, date]


def als_text(fenster: Iterable[Zeitfenster]) -> list[str]:
    """Lines: „Mo–Mi, Fr 9–12 Uhr“, „Do 9–12 und 14–18 Uhr“, „1. Mi im Monat 16–18 Uhr (Telefon)“.

    Rules first, single dates after them: „Do 3.12.2026 9–12 Uhr“.
    """
    zeilen: list[str] = []
    for schluessel, gruppe in groupby(sorted(fenster, key=_gruppe), key=_gruppe):
        je_tag: dict[int, list[str]] = {}
        for f in sorted(gruppe, key=lambda f: (f.wochentag, f.von)):
            je_tag.setdefault(f.wochentag, []).append(f"{uhrzeit(f.von)}–{uhrzeit(f.bis, ende=True)}")
        tage_je_zeit: dict[str, list[int]] = {}
        for tag, zeiten in je_tag.items():
            tage_je_zeit.setdefault(" und ".join(zeiten), []).append(tag)
        zeilen += [_zeile(schluessel, tage, zeiten) for zeiten, tage in tage_je_zeit.items()]
    return zeilen


def _gruppe(fenster: Zeitfenster) -> Gruppe:
    """What stands in a line of its own; open sides of the validity are the first and last day there is."""
    rang = list(Rhythmus).index(fenster.rhythmus)
    von, bis = fenster.gueltig_von or date.min, fenster.gueltig_bis or date.max
    return fenster.tag is not None, rang, fenster.nur_telefon, fenster.ferien, von, bis


def _zeile(schluessel: Gruppe, tage: list[int], zeiten: str) -> str:
    ist_tag, rang, telefon, ferien, von, bis = schluessel
    rhythmus = list(Rhythmus)[rang]
    telefonisch = " (Telefon)" if telefon else ""
    if ist_tag:
        return f"{_tage(tage)} {_datum(von)} {zeiten} Uhr{telefonisch}"
    zusatz = telefonisch + _FERIENBEZUG[Ferienbezug(ferien)] + _gueltigkeit(von, bis)
    return f"{_vor(rhythmus)}{_tage(tage)}{_nach(rhythmus)} {zeiten} Uhr{zusatz}"


def _datum(tag: date) -> str:
    return f"{tag.day}.{tag.month}.{tag.year}"


def _gueltigkeit(von: date, bis: date) -> str:
    """„ (1.6.2026 bis 31.8.2026)“, „ (ab 1.6.2026)“, „ (bis 31.8.2026)“ or nothing."""
    match von != date.min, bis != date.max:
        case True, True:
            return f" ({_datum(von)} bis {_datum(bis)})"
        case True, False:
            return f" (ab {_datum(von)})"
        case False, True:
            return f" (bis {_datum(bis)})"
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


def uhrzeit(zeit: time, *, ende: bool = False) -> str:
    """„9“, „9.30“; midnight is „0“, and „24“ where it ends something."""
    if ende and zeit == time.min:
        return "24"
    return f"{zeit.hour}" if zeit.minute == 0 else f"{zeit.hour}.{zeit.minute:02d}"


def _vor(rhythmus: Rhythmus) -> str:
    match rhythmus:
        case Rhythmus.ERSTER | Rhythmus.ZWEITER | Rhythmus.DRITTER | Rhythmus.VIERTER:
            return f"{rhythmus.value}. "
        case Rhythmus.LETZTER:
            return "letzter "
        case _:
            return ""


def _nach(rhythmus: Rhythmus) -> str:
    if rhythmus is Rhythmus.WOECHENTLICH:
        return ""
    return _IN_KLAMMERN.get(rhythmus, " im Monat")


def ausnahme_als_text(ausnahme: Ausnahme, *, zu: str = "") -> str:
    """„geschlossen vom 24.12.2026 bis 1.1.2027: Weihnachtspause“, „nicht in den Herbstferien“.

    ``zu`` stands instead of „geschlossen %s“: a person is absent.
    """
    zeiten = ""
    if not ausnahme.ist_ganztags:
        ende = uhrzeit(ausnahme.ende or time.min, ende=True)
        zeiten = f" {uhrzeit(ausnahme.ab or time.min)}–{ende} Uhr"
    if ausnahme.ferien:
        wort = _("in den %s") % FERIEN[ausnahme.ferien]
        text = (wort if ausnahme.offen else _("nicht %s") % wort) + zeiten
    else:
        wort = _("geöffnet %s") if ausnahme.offen else zu or _("geschlossen %s")
        text = wort % (_zeitraum(ausnahme) + zeiten)
    if ausnahme.offen and ausnahme.nur_telefon:
        text += _(" (Telefon)")
    return f"{text}: {ausnahme.grund}" if ausnahme.grund else text


def _zeitraum(ausnahme: Ausnahme) -> str:
    von, bis = ausnahme.von or date.min, ausnahme.bis or date.max
    if von == bis:
        return _("am %s") % _datum(von)
    return _("vom %(von)s bis %(bis)s") % {"von": _datum(von), "bis": _datum(bis)}
