"""A booklet taken apart into what can be compared: entries, benefits, numbers and texts, each with its facts. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wegweiser.druck.heft import Abschnitt, Eintrag, Fakt, Heft, Hilfenummer, Leistungszeile, Person, Stelle
from wegweiser.druck.kuerzen import SATZENDE

# How much of an entry is printed; a fact that one side does not print cannot have changed.
KURZ, MITTEL, VOLL = 0, 1, 2
STUFEN = {"kurz": KURZ, "mittel": MITTEL}
EINTRAG, LEISTUNG, NUMMER, KAPITEL, EINLEITUNG = "eintrag", "leistung", "nummer", "kapitel", "einleitung"
# Chapters that are nothing but their own words.
NUR_WORTE = ("text", "checkliste", "station")

# Sentences often end with an amount: „227 €.“
ENDE = re.compile(SATZENDE.pattern + r"|(?<=[ \u00a0][€%][.!?]) (?=[A-ZÄÖÜ„*])")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
AUSZEICHNUNG = re.compile(r"^\s*(?:[-*+>]|#{1,6}|\d+[.)])\s+|\*\*|__|`")


@dataclass(frozen=True, slots=True)
class Angabe:
    """One fact. ``stufe`` is the detail from which on it is printed; ``ist_text``: the values are sentences."""

    name: str
    werte: tuple[str, ...]
    stufe: int = KURZ
    ist_text: bool = False


@dataclass(frozen=True, slots=True)
class Posten:
    """One thing that a booklet prints. ``kapitel`` is the first chapter that it stands in, ``anker`` that chapter's.

    ``nummer`` is ``None`` for all but offers and drop-in points; these are told apart by their ``titel``.
    """

    art: str
    titel: str
    angaben: tuple[Angabe, ...]
    nummer: int | None = None
    stufe: int = VOLL
    kapitel: str = ""
    anker: str = ""

    @property
    def schluessel(self) -> tuple[str, int | str]:
        """What stays the same from one booklet to the next; the words of a chapter belong to its anchor."""
        return self.art, self.nummer or (self.anker if self.art in (KAPITEL, EINLEITUNG) else self.titel)

    @property
    def ist_eintrag(self) -> bool:
        """Counts as a printed entry; the words of a chapter do not."""
        return self.art not in (KAPITEL, EINLEITUNG)


def read_heft(heft: Heft) -> dict[tuple, Posten]:
    """Everything printed, each once: with the fullest words, in the first chapter that it stands in."""
    gefunden: dict[tuple, Posten] = {}
    for posten in (posten for kapitel in heft.kapitel for posten in _aus_abschnitt(kapitel)):
        erster = gefunden.setdefault(posten.schluessel, posten)
        if posten is not erster:
            gefunden[posten.schluessel] = _zusammen(erster, posten)
    return gefunden


def _zusammen(erster: Posten, weiterer: Posten) -> Posten:
    """One thing printed twice: the fullest words, and what only the other place says."""
    voll, kurz = (weiterer, erster) if weiterer.stufe > erster.stufe else (erster, weiterer)
    namen = {angabe.name for angabe in voll.angaben}
    angaben = (*voll.angaben, *(angabe for angabe in kurz.angaben if angabe.name not in namen))
    return replace(voll, angaben=angaben, kapitel=erster.kapitel, anker=erster.anker)


def _aus_abschnitt(abschnitt: Abschnitt) -> Iterator[Posten]:
    ort = {"kapitel": abschnitt.titel, "anker": abschnitt.anker}
    yield from _worte(abschnitt, ort)
    for eintrag in abschnitt.eintraege:
        # Only entries with a number are printed in degrees of detail.
        stufe = STUFEN.get(abschnitt.detail, VOLL) if eintrag.nummer else VOLL
        yield replace(aus_eintrag(eintrag), stufe=stufe, **ort)
    for zeile in abschnitt.leistungen:
        yield replace(_aus_leistung(zeile), stufe=KURZ if abschnitt.art == "station" else VOLL, **ort)
    for nummer in abschnitt.nummern:
        yield replace(_aus_nummer(nummer), **ort)
    for teil in abschnitt.unter:
        yield from _aus_abschnitt(teil)


def aus_eintrag(eintrag: Eintrag) -> Posten:
    """An offer, drop-in point or partner with all that is known of it."""
    angaben = (
        *_angaben((_("Name"), eintrag.titel), (_("Wer"), eintrag.stelle), (_("Telefon"), eintrag.telefon)),
        *_angaben((_("In einem Satz"), eintrag.satz), stufe=MITTEL),
        *_aus_fakten(eintrag.kontakt, MITTEL),
        Angabe(_("Beschreibung"), saetze(eintrag.text), VOLL, ist_text=True),
        *_aus_fakten(eintrag.fakten, VOLL),
        *(Angabe(person.titel, _person(person), VOLL) for person in eintrag.personen),
    )
    return Posten(EINTRAG, eintrag.titel, angaben, nummer=eintrag.nummer)


def _worte(abschnitt: Abschnitt, ort: dict[str, str]) -> Iterator[Posten]:
    """What the chapter itself says."""
    angaben = (
        Angabe(_("Text"), saetze(abschnitt.text), ist_text=True),
        Angabe(_("Liste"), abschnitt.punkte, ist_text=True),
        Angabe(_("Das brauchen Sie"), abschnitt.unterlagen, ist_text=True),
    )
    if any(angabe.werte for angabe in angaben):
        yield Posten(KAPITEL if abschnitt.art in NUR_WORTE else EINLEITUNG, abschnitt.titel, angaben, **ort)


def _aus_leistung(zeile: Leistungszeile) -> Posten:
    wo = tuple(wort for stelle in zeile.stellen for wort in _stelle(stelle)) or saetze(zeile.wo)
    angaben = (
        Angabe(_("Was"), (zeile.was,)),
        Angabe(_("Für wen?"), saetze(zeile.fuer_wen), VOLL, ist_text=True),
        Angabe(_("Wie viel?"), saetze(zeile.hoehe), VOLL, ist_text=True),
        Angabe(_("Wo hier?"), wo),
    )
    return Posten(LEISTUNG, zeile.name, angaben)


def _aus_nummer(nummer: Hilfenummer) -> Posten:
    angaben = _angaben(
        (_("Telefon"), nummer.nummer),
        (_("Wofür"), nummer.wofuer),
        (_("Zeiten"), nummer.zeiten),
        (_("Kosten"), nummer.kosten),
    )
    return Posten(NUMMER, nummer.name, angaben)


def _angaben(*paare: tuple[str, str], stufe: int = KURZ) -> tuple[Angabe, ...]:
    return tuple(Angabe(name, (wert,), stufe) for name, wert in paare if wert)


def _aus_fakten(fakten: tuple[Fakt, ...], stufe: int) -> Iterator[Angabe]:
    return (Angabe(fakt.name, fakt.werte, stufe) for fakt in fakten)


def _person(person: Person) -> tuple[str, ...]:
    zeilen = (f"{fakt.name}: {', '.join(fakt.werte)}" for fakt in person.fakten)
    return tuple(wort for wort in (person.funktion, person.telefon, *zeilen) if wort)


def _stelle(stelle: Stelle) -> Iterator[str]:
    yield ", ".join(teil for teil in (stelle.name, stelle.anschrift) if teil)
    for einer in stelle.zustaendig:
        zeile = " ".join(teil for teil in (einer.person, einer.telefon, einer.hinweis) if teil)
        if zeile:
            yield f"{einer.gebiet}: {zeile}" if einer.gebiet else zeile


def saetze(text: str) -> tuple[str, ...]:
    """The sentences and list items of a Markdown text, without the marks."""
    zeilen = (LINK.sub(r"\1", AUSZEICHNUNG.sub("", zeile)).strip() for zeile in text.splitlines())
    return tuple(satz.strip() for zeile in zeilen if zeile for satz in ENDE.split(zeile))
