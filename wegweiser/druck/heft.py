"""A booklet as plain values: what is printed, frozen in an edition and shown on the guide's page.

Pure; goes to JSON and back unchanged. Texts are Markdown with the amounts already filled in.
"""

from dataclasses import dataclass, replace
from datetime import date

from wegweiser.druck.satz import Register


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
    ``ausgabe`` is the key of the edition that it is printed in, 0 outside of editions.
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
    ausgabe: int = 0

    @property
    def kurzpfad(self) -> str:
        """The printed address behind the portal's own; with the edition, so that the page knows the booklet in hand."""
        return f"e/{self.nummer}?h={self.ausgabe}" if self.ausgabe else f"e/{self.nummer}"

    @property
    def hat_text(self) -> bool:
        """More than a sentence and the contact, so that two columns pay."""
        return bool(self.text or self.fakten or self.personen)

    @property
    def umfang(self) -> str:
        """„kurz“, „mittel“ or „lang“: short ones stay on one page unless the type is very large."""
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
    """One row of the benefits table; ``wo`` is the general word on where to apply, for when no office is known.

    ``anker`` is the row's place for registers, empty in editions older than these.
    """

    name: str
    was: str
    fuer_wen: str = ""
    hoehe: str = ""
    wo: str = ""
    stellen: tuple[Stelle, ...] = ()
    pfad: str = ""
    anker: str = ""


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
    def nur_im_druck(self) -> bool:
        """A page for notes, or an imprint without words of its own: nothing to read on the screen."""
        return self.art == "notizen" or (self.art == "impressum" and not self.text)

    @property
    def hat_nummern(self) -> bool:
        return any(eintrag.nummer for eintrag in self.eintraege) or any(teil.hat_nummern for teil in self.unter)

    @property
    def anzahl(self) -> int:
        """How many entries it prints, its parts included."""
        return len(self.eintraege) + sum(teil.anzahl for teil in self.unter)

    @property
    def ist_leer(self) -> bool:
        """Nothing to print but a heading. A page for notes is empty on purpose, an imprint fills itself."""
        inhalt = self.text or self.eintraege or self.verweise or self.leistungen or self.nummern or self.punkte
        if inhalt or self.unterlagen or self.art in ("notizen", "impressum"):
            return False
        return all(teil.ist_leer for teil in self.unter)


@dataclass(frozen=True, slots=True)
class Heft:
    """A whole booklet. ``farbe`` is a CSS hex colour, ``logo`` a data address of a PNG; empty where there is none.

    ``adresse`` is the live page that the booklet was made from, ``basis`` the portal's own address with the last
    slash: links and QR codes start with it. ``ausgabe`` names the edition („3/2026“), empty without one.
    ``hinweise`` tell the editor what could not be printed as wished.
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
    ausgabe: str = ""
    beschreibung: str = ""
    register: tuple[Register, ...] = ()

    @property
    def hat_impressum(self) -> bool:
        """Whether a chapter says where the imprint stands; else it comes at the end."""
        return any(abschnitt.art == "impressum" for abschnitt in self.kapitel)

    @property
    def registertitel(self) -> str:
        """All registers in one line of the contents: only where the first one begins is known beforehand."""
        return ", ".join(register.titel for register in self.register)

    @property
    def hat_nummern(self) -> bool:
        """Some entry has a short number, so that the contents explain what it is good for."""
        return any(abschnitt.hat_nummern for abschnitt in self.kapitel)

    @property
    def anzahl(self) -> int:
        """How many entries it prints."""
        return sum(abschnitt.anzahl for abschnitt in self.kapitel)


def mark_heft(heft: Heft, *, bezeichnung: str, ausgabe: int) -> Heft:
    """The booklet as an edition: named on its cover, and every printed short number leads back to it."""
    return replace(heft, ausgabe=bezeichnung, kapitel=tuple(_marked(kapitel, ausgabe) for kapitel in heft.kapitel))


def _marked(abschnitt: Abschnitt, ausgabe: int) -> Abschnitt:
    eintraege = tuple(replace(e, ausgabe=ausgabe) if e.nummer else e for e in abschnitt.eintraege)
    return replace(abschnitt, eintraege=eintraege, unter=tuple(_marked(teil, ausgabe) for teil in abschnitt.unter))
