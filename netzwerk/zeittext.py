"""Hours as people write them in one line → windows: pure functions, the way back of ``zeitworte.als_text``.

Entries are separated by „;“ or line breaks. An entry is days, times and what limits them:
„Mo 9–12“, „Mo–Mi, Fr 9–12 und 14–18 Uhr“, „jeden 1. Mi im Monat 10–12“, „letzter Do 16.30–18 Uhr“,
„Di (gerade Kalenderwochen) 9–12“, „Di 9–12 (alle 2 Wochen) (ab 3.11.2026)“, „Mo 9–12 (Telefon)“, „täglich 8–20“,
„Mo 9–12 (nicht in den Schulferien)“, „Mo 9–12 (ab 1.6.2026)“, a single date „Do 3.12.2026 9–12“, „3.12.2026 18–24“.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from django.utils.translation import gettext as _

from netzwerk.oeffnungszeiten import TAGE, WOCHEN, Ferienbezug, Rhythmus, Zeitfenster
from netzwerk.zeitworte import als_text

BEISPIEL = "Mo 9–12; Do 14–18 Uhr; jeden 1. Mi 10–12"
STRICH = r"\s*(?:[-–—]|bis)\s*"
UHRZEIT = r"\d{1,2}(?:[.:]\d{2})?"
_LANGE = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
TAG = "(?:mo|di|mi|do|fr|sa|so)[a-z]*"
_ANFANG = re.compile(
    rf"""^(?:jede[nrs]?\s+)?(?:am\s+)?
    (?:(?P<nummer>[1-4])\.\s*|(?P<letzter>letzte[rn]?)\s+|(?P<kw>gerade|ungerade)\s+KW\s+)?
    (?P<tage>täglich|{TAG}(?:\.?(?:{STRICH}|\s*(?:,|/|&|\+|und)\s*){TAG})*)\.?(?P<monat>\s+im\s+Monat)?(?=[\s:(])""",
    re.VERBOSE | re.IGNORECASE,
)
_KLAMMER = re.compile(r"\(([^()]*)\)")
_SPANNE = re.compile(rf"({UHRZEIT})(?:\s*Uhr)?{STRICH}({UHRZEIT})(?:\s*Uhr)?", re.IGNORECASE)
_DATUM = r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})"
_EINZELTAG = re.compile(rf"^(?:am\s+)?(?P<wochentag>{TAG})?[.,]?\s*{_DATUM}[,:]?\s", re.IGNORECASE)
_NUR_TAG = re.compile(rf"(?:am\s+)?(?:(?P<wochentag>{TAG})\.?\s*)?{_DATUM}", re.IGNORECASE)
_GILT = re.compile(rf"(?:ab\s+{_DATUM}|bis\s+{_DATUM}|{_DATUM}\s+bis\s+{_DATUM})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Zusatz:
    """What stands in brackets."""

    rhythmus: Rhythmus | None = None
    telefon: bool = False
    ferien: Ferienbezug = Ferienbezug.IMMER
    von: date | None = None
    bis: date | None = None


def zeiten_als_text(fenster: Iterable[Zeitfenster]) -> str:
    """One line that ``parse_zeiten`` reads back to the same windows."""
    return "; ".join(als_text(fenster))


def parse_zeiten(text: str) -> list[Zeitfenster]:
    """All windows, sorted, each once. Raises ``ValueError`` with a German message that names the entry."""
    fenster: set[Zeitfenster] = set()
    for eintrag in filter(None, (" ".join(teil.split()) for teil in re.split(r"[;\n]", text))):
        fenster.update(_parse_eintrag(eintrag))
    return sorted(
        fenster, key=lambda f: (f.wochentag, f.von, f.bis, f.rhythmus, f.nur_telefon, f.ferien, str(f.gueltig_von))
    )


def parse_tage(text: str) -> list[date]:
    """Single days as they are listed: „3.12.2026, Do 17.12.2026“; sorted, each once. Raises ``ValueError``."""
    tage: set[date] = set()
    for teil in filter(None, (" ".join(stueck.split()) for stueck in re.split(r"[,;\n]|\bund\b", text))):
        treffer = _NUR_TAG.fullmatch(teil)
        if not treffer:
            raise ValueError(_("„{text}“ verstehen wir nicht. Bitte wie „3.12.2026, 17.12.2026“.").format(text=teil))
        tage.add(_parse_tag_mit_datum(treffer, teil))
    return sorted(tage)


def _parse_eintrag(eintrag: str) -> Iterator[Zeitfenster]:
    if treffer := _EINZELTAG.match(eintrag):
        yield from _parse_einzeltag(treffer, eintrag)
        return
    anfang = _ANFANG.match(eintrag)
    if not anfang:
        raise _unklar(eintrag)
    rest = eintrag[anfang.end() :]
    zusatz = _parse_zusatz([klammer.strip() for klammer in _KLAMMER.findall(rest)], eintrag)
    rhythmus = _rhythmus(anfang, zusatz.rhythmus, eintrag)
    if rhythmus in WOCHEN and zusatz.von is None:
        raise ValueError(
            _("„{text}“: ab welcher Woche? Bitte so: „Di 9–12 (alle 2 Wochen) (ab 3.11.2026)“.").format(text=eintrag)
        )
    spannen = _parse_spannen(_KLAMMER.sub(" ", rest), eintrag)
    for tag in _parse_tage(anfang["tage"], eintrag):
        for anfangszeit, endzeit in spannen:
            yield Zeitfenster(
                tag, anfangszeit, endzeit, rhythmus, zusatz.telefon, zusatz.von, zusatz.bis, zusatz.ferien
            )


def _parse_einzeltag(treffer: re.Match, eintrag: str) -> Iterator[Zeitfenster]:
    """„Do 3.12.2026 9–12 Uhr“; a weekday that does not fit the date is an error, not a guess."""
    rest = eintrag[treffer.end() :]
    zusatz = _parse_zusatz([klammer.strip() for klammer in _KLAMMER.findall(rest)], eintrag)
    if zusatz != Zusatz(telefon=zusatz.telefon):
        raise _unklar(eintrag)
    tag = _parse_tag_mit_datum(treffer, eintrag)
    for von, bis in _parse_spannen(_KLAMMER.sub(" ", rest), eintrag):
        yield Zeitfenster(tag.weekday(), von, bis, Rhythmus.WOECHENTLICH, zusatz.telefon, tag, tag)


def _parse_tag_mit_datum(treffer: re.Match, eintrag: str) -> date:
    """The day of „Do 3.12.2026“; without the weekday too."""
    tag = _parse_datum(treffer.groups()[1:4], eintrag)
    if treffer["wochentag"] and _parse_tag(treffer["wochentag"], eintrag) != tag.weekday():
        raise ValueError(
            _("„{text}“: der {datum} ist ein anderer Wochentag ({tag}).").format(
                text=eintrag, datum=f"{tag.day}.{tag.month}.{tag.year}", tag=TAGE[tag.weekday()]
            )
        )
    return tag


def _rhythmus(anfang: re.Match, aus_klammer: Rhythmus | None, eintrag: str) -> Rhythmus:
    vorn = anfang["nummer"] or (anfang["letzter"] and "letzter") or (anfang["kw"] or "").lower()
    im_monat = bool(anfang["nummer"] or anfang["letzter"])
    if (vorn and aus_klammer) or (anfang["monat"] and not im_monat):
        raise _unklar(eintrag)
    return Rhythmus(vorn) if vorn else aus_klammer or Rhythmus.WOECHENTLICH


def _parse_tage(text: str, eintrag: str) -> list[int]:
    if text.casefold() == "täglich":
        return list(range(7))
    tage: list[int] = []
    for teil in re.split(r"\s*(?:,|/|&|\+|\bund\b)\s*", text):
        erster, *letzter = (_parse_tag(name, eintrag) for name in re.split(STRICH, teil))
        if len(letzter) > 1 or (letzter and letzter[0] < erster):
            raise ValueError(_("„{text}“: die Tage bitte der Reihe nach, z. B. „Mo–Fr“.").format(text=eintrag))
        tage += range(erster, (letzter or [erster])[0] + 1)
    return tage


def _parse_tag(name: str, eintrag: str) -> int:
    wort = name.strip(" .").casefold()
    for tag, (kurz, lang) in enumerate(zip(TAGE, _LANGE, strict=True)):
        if wort in (kurz.casefold(), lang, f"{lang}s") or (tag == 5 and wort in ("sonnabend", "sonnabends")):
            return tag
    raise _unklar(eintrag)


def _parse_spannen(text: str, eintrag: str) -> list[tuple[time, time]]:
    spannen = [(_parse_uhrzeit(a, eintrag), _parse_uhrzeit(b, eintrag, ende=True)) for a, b in _SPANNE.findall(text)]
    if not spannen or re.sub(r"\bund\b|\bvon\b|[,/+&:\s]", "", _SPANNE.sub("", text)):
        raise _unklar(eintrag)
    if any(bis <= von and bis != time.min for von, bis in spannen):
        raise ValueError(
            _("„{text}“: das Ende liegt nicht nach dem Anfang; über Mitternacht bitte zwei Zeiten.").format(
                text=eintrag
            )
        )
    return spannen


def _parse_uhrzeit(text: str, eintrag: str, *, ende: bool = False) -> time:
    """A time of day; at the end „24“ is midnight, stored as 0:00."""
    stunde, _punkt, minute = text.replace(":", ".").partition(".")
    if ende and (int(stunde), int(minute or 0)) == (24, 0):
        return time.min
    if int(stunde) > 23 or int(minute or 0) > 59:
        raise ValueError(_("„{text}“: bitte Uhrzeiten von 0 bis 23.59.").format(text=eintrag))
    return time(int(stunde), int(minute or 0))


def _parse_zusatz(klammern: list[str], eintrag: str) -> Zusatz:
    zusatz = Zusatz()
    for klammer in klammern:
        wort = klammer.casefold()
        if wort in ("telefon", "nur telefon", "telefonisch"):
            zusatz = replace(zusatz, telefon=True)
        elif treffer := re.fullmatch(r"(un)?gerade (?:kalenderwochen?|kw|wochen?)", wort):
            zusatz = replace(zusatz, rhythmus=Rhythmus.UNGERADE if treffer[1] else Rhythmus.GERADE)
        elif treffer := re.fullmatch(r"alle ([24]|zwei|vier) wochen", wort):
            vier = treffer[1] in ("4", "vier")
            zusatz = replace(zusatz, rhythmus=Rhythmus.ALLE_VIER if vier else Rhythmus.ALLE_ZWEI)
        elif treffer := re.fullmatch(r"(nicht|nur|ausser) in den (?:schul)?ferien", wort):
            zusatz = replace(zusatz, ferien=Ferienbezug.FERIEN if treffer[1] == "nur" else Ferienbezug.SCHULZEIT)
        elif treffer := _GILT.fullmatch(klammer):
            zusatz = replace(zusatz, **_parse_gilt(treffer, eintrag))
        else:
            raise _unklar(eintrag)
    return zusatz


def _parse_gilt(treffer: re.Match, eintrag: str) -> dict[str, date | None]:
    ab, allein, anfang, ende = (treffer.groups()[i : i + 3] for i in (0, 3, 6, 9))
    return {
        "von": _parse_datum(ab if ab[0] else anfang, eintrag),
        "bis": _parse_datum(allein if allein[0] else ende, eintrag),
    }


def _parse_datum(teile: tuple[str | None, ...], eintrag: str) -> date | None:
    if teile[0] is None:
        return None
    tag, monat, jahr = map(int, teile)
    try:
        return date(jahr, monat, tag)
    except ValueError as fehler:
        raise ValueError(_("„{text}“: diesen Tag gibt es nicht.").format(text=eintrag)) from fehler


def _unklar(eintrag: str) -> ValueError:
    return ValueError(
        _("„{text}“ verstehen wir nicht. Bitte wie „{beispiel}“.").format(text=eintrag, beispiel=BEISPIEL)
    )
