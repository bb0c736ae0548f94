"""One cell of a spreadsheet → sensible text. Pure."""

import re
from datetime import date, datetime, time, timedelta

# Control characters that no database and no page wants; line breaks and tabs are kept.
STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|_x000D_")
UNSICHTBAR = re.compile("[\u200b\u2060\ufeff]")
UMBRUCH = re.compile("\r\n|[\r\x85\u2028\u2029]")
# A spreadsheet program takes a text that begins with one of these for a formula. Our own export puts an apostrophe
# before them, and one more where apostrophes already stand before one of these: so reading takes back exactly one.
FORMEL = re.compile(r"'*[=+\-@\t\r]")
ENTSCHAERFT = re.compile(r"'+[=+\-@\t\r]")


class Zahl(str):
    """Text of a cell that the sheet held as a number, so that leading zeros may be lost."""

    __slots__ = ()


def putze(text: str) -> str:
    """The text without what one cannot see, with plain line breaks, and without the apostrophe of our export."""
    text = STEUERZEICHEN.sub(" ", UNSICHTBAR.sub("", UMBRUCH.sub("\n", text))).replace("\xa0", " ").strip()
    return text[1:] if ENTSCHAERFT.match(text) else text


def entschaerfe(text: str) -> str:
    """The text so that no spreadsheet program runs it; the import takes the apostrophe away again."""
    return f"'{text}" if FORMEL.match(text) else text


def als_text(wert: object, zahlenformat: str = "General") -> str:
    """What one sees in the cell: „14.03.2026“, „9:30“, „12,5“, „ja“; a number keeps the zeros its format shows."""
    match wert:
        case None:
            return ""
        case bool():
            return "ja" if wert else "nein"
        case int() | float():
            return _zahl(wert, zahlenformat)
        case datetime() if wert.time() == time():
            return f"{wert:%d.%m.%Y}"
        case datetime():
            return f"{wert:%d.%m.%Y %H:%M}"
        case date():
            return f"{wert:%d.%m.%Y}"
        case time():
            return f"{wert.hour}:{wert:%M}"
        case timedelta():
            minuten = int(wert.total_seconds()) // 60
            return f"{minuten // 60}:{minuten % 60:02d}"
    return putze(str(wert))


def _zahl(wert: float, zahlenformat: str) -> str:
    if isinstance(wert, float) and not wert.is_integer():
        return Zahl(repr(round(wert, 6)).replace(".", ","))
    ziffern = str(int(wert))
    nullen = re.fullmatch(r"0+", zahlenformat)
    return Zahl(ziffern.zfill(len(zahlenformat)) if nullen else ziffern)


def ergaenze_nullen(spalte: str, ziffern: str) -> str:
    """A postcode, official key (AGS) or telephone number that lost its leading zero by being stored as a number."""
    if not ziffern.isdecimal():
        return str(ziffern)
    fehlt = {
        "plz": len(ziffern) == 4,
        "region": len(ziffern) in (1, 4, 7),
        # Shorter ones are emergency and service numbers or lack the area code; 49 is the country code.
        "telefon": len(ziffern) >= 8 and not ziffern.startswith(("0", "49")),
    }
    return f"0{ziffern}" if fehlt.get(spalte) else str(ziffern)
