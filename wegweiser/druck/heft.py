"""A booklet as plain values: what is printed, frozen in an edition and shown on the guide's page.

Pure; goes to JSON and back unchanged. Texts are Markdown with the amounts already filled in.
"""

from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Fakt:
    """One line of a fact list. ``werte`` stand below each other; ``ziel`` links the only value, empty for none."""

    name: str
    werte: tuple[str, ...]
    ziel: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask for; ``titel`` is the name, or the function where there is no name."""

    titel: str
    funktion: str = ""
    telefon: str = ""
    fakten: tuple[Fakt, ...] = ()


@dataclass(frozen=True, slots=True)
class Eintrag:
    """One printed entry: offer, drop-in point or partner.

    ``nummer`` is the short number that leads to the live entry, ``None`` where there is none; ``pfad`` is the live
    page's address without the host. ``kontakt`` says when, where and how to reach it, ``fakten`` the rest.
    """

    anker: str
    titel: str
    nummer: int | None = None
    satz: str = ""
    text: str = ""
    stelle: str = ""
    telefon: str = ""
    pfad: str = ""
    kontakt: tuple[Fakt, ...] = ()
    fakten: tuple[Fakt, ...] = ()
    personen: tuple[Person, ...] = ()

    @property
    def hat_text(self) -> bool:
        """More than a sentence and the contact, so that two columns pay."""
        return bool(self.text or self.fakten or self.personen)

    @property
    def umfang(self) -> str:
        """„kurz“, „mittel“ or „lang“: a short entry stays on one page in every format, a long one may be broken."""
        fakten = [*self.fakten, *self.kontakt, *(fakt for person in self.personen for fakt in person.fakten)]
        zeichen = len(self.satz) + len(self.text) + 50 * sum(len(fakt.werte) for fakt in fakten)
        zeichen += 100 * len(self.personen)
        return "kurz" if zeichen < 900 else "mittel" if zeichen < 2600 else "lang"


@dataclass(frozen=True, slots=True)
class Zustaendig:
    """Whom to ask in an office. ``gebiet`` is filled when it depends on where one lives."""

    gebiet: str = ""
    person: str = ""
    telefon: str = ""
    hinweis: str = ""


@dataclass(frozen=True, slots=True)
class Stelle:
    """An office where a benefit is applied for."""

    name: str
    anschrift: str = ""
    formular: str = ""
    zustaendig: tuple[Zustaendig, ...] = ()


@dataclass(frozen=True, slots=True)
class Leistungszeile:
    """One row of the benefits table; ``wo`` is the general word on where to apply, for when no office is known."""

    name: str
    was: str
    fuer_wen: str = ""
    hoehe: str = ""
    wo: str = ""
    stellen: tuple[Stelle, ...] = ()
    pfad: str = ""


@dataclass(frozen=True, slots=True)
class Hilfenummer:
    name: str
    nummer: str
    wofuer: str = ""
    zeiten: str = ""
    kosten: str = ""


@dataclass(frozen=True, slots=True)
class Verweis:
    """„Siehe auch“: an entry that is printed in another chapter."""

    titel: str
    anker: str


@dataclass(frozen=True, slots=True)
class Abschnitt:
    """A chapter, or a part of one. ``art`` and ``detail`` are those of the Kapitel it was made from."""

    anker: str
    titel: str
    art: str = "text"
    detail: str = "voll"
    text: str = ""
    eintraege: tuple[Eintrag, ...] = ()
    verweise: tuple[Verweis, ...] = ()
    leistungen: tuple[Leistungszeile, ...] = ()
    nummern: tuple[Hilfenummer, ...] = ()
    punkte: tuple[str, ...] = ()
    unterlagen: tuple[str, ...] = ()
    unter: tuple["Abschnitt", ...] = ()

    @property
    def zeigt_eintraege(self) -> bool:
        """Whether the contents name every entry; the shortest form is a list itself."""
        return self.detail != "kurz"

    @property
    def ist_klein(self) -> bool:
        """Only a few lines, so that it may stand below another chapter instead of opening a page."""
        rest = self.eintraege or self.leistungen or self.nummern or self.unter or self.art == "notizen"
        return not rest and len(self.text) + 70 * len(self.punkte) < 1500

    @property
    def hat_nummern(self) -> bool:
        return any(eintrag.nummer for eintrag in self.eintraege) or any(teil.hat_nummern for teil in self.unter)

    @property
    def ist_leer(self) -> bool:
        """Nothing to print but a heading. A page for notes is empty on purpose."""
        inhalt = self.text or self.eintraege or self.verweise or self.leistungen or self.nummern or self.punkte
        return self.art != "notizen" and not (inhalt or self.unterlagen) and all(teil.ist_leer for teil in self.unter)


@dataclass(frozen=True, slots=True)
class Heft:
    """A whole booklet. ``farbe`` is a CSS hex colour, ``logo`` a data address of a PNG; empty where there is none.

    ``adresse`` is the live page that the booklet was made from, ``basis`` the portal's own address with the last
    slash: links and QR codes start with it. ``hinweise`` tell the editor what could not be printed as wished.
    """

    titel: str
    stand: date
    basis: str
    adresse: str
    untertitel: str = ""
    netzwerk: str = ""
    gebiet: str = ""
    leitsatz: str = ""
    farbe: str = "#0b5d66"
    logo: str = ""
    ist_beispiel: bool = False
    kapitel: tuple[Abschnitt, ...] = ()
    kontakt: tuple[Fakt, ...] = ()
    impressum: str = ""
    quellen: tuple[str, ...] = ()
    hinweise: tuple[str, ...] = ()

    @property
    def hat_nummern(self) -> bool:
        """Some entry has a short number, so that the contents explain what it is good for."""
        return any(abschnitt.hat_nummern for abschnitt in self.kapitel)


def als_json(heft: Heft) -> dict[str, Any]:
    """Only dictionaries, lists, text, numbers and ``None``."""
    return _schlicht(asdict(heft))


def aus_json(daten: dict[str, Any]) -> Heft:
    """The booklet as it was; fields that a later version dropped are ignored, new ones get their default."""
    return _lies(Heft, daten)


def _schlicht(wert):
    match wert:
        case dict():
            return {name: _schlicht(teil) for name, teil in wert.items()}
        case list() | tuple():
            return [_schlicht(teil) for teil in wert]
        case date():
            return wert.isoformat()
        case _:
            return wert


def _lies(typ, wert):
    if is_dataclass(typ):
        typen = get_type_hints(typ)
        return typ(**{feld.name: _lies(typen[feld.name], wert[feld.name]) for feld in fields(typ) if feld.name in wert})
    if get_origin(typ) is tuple:
        return tuple(_lies(get_args(typ)[0], teil) for teil in wert)
    if typ is date:
        return date.fromisoformat(wert)
    return wert
