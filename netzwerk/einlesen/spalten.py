"""Kinds of columns: how a cell becomes a value, and how a stored value is shown in a cell.

What a cell shows and what it is read from are the same text, so that an exported sheet comes back without a change.
``lies`` raises ``ValueError`` with a German remedy. A kind says in ``ziel`` where its value goes: into a field, a list
(many-to-many) or dependent rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from netzwerk.einlesen.bestand import Bestand
from netzwerk.einlesen.modellfeld import check_modellfeld
from netzwerk.models import MitAdresse
from netzwerk.oeffnungszeiten import Zeitfenster
from netzwerk.tabellen.felder import parse_einzeilig, parse_liste
from netzwerk.tabellen.meldung import aufzaehlung
from netzwerk.text import falte
from netzwerk.zeittext import parse_zeiten, zeiten_als_text

FELD, LISTE, ZEILEN = "feld", "liste", "zeilen"
LISTENTRENNER = "; "


@dataclass(frozen=True, kw_only=True)
class Spalte:
    """A text of one line. ``feld`` is the model's field, by default of the column's name."""

    name: str
    hilfe: str
    beispiel: str = ""
    worte: tuple[str, ...] = ()
    ist_pflicht: bool = False
    feld: str = ""
    parse: Callable[[str], str] = parse_einzeilig
    # An empty cell leaves the field as it is.
    leer_laesst: bool = False
    ziel: ClassVar[str] = FELD

    @property
    def feldname(self) -> str:
        return self.feld or self.name

    def lies(self, text: str, modell: type[models.Model], bestand: Bestand) -> object:
        wert = self.parse(text)
        check_modellfeld(modell._meta.get_field(self.feldname), wert, mit_buchstaben=self.name == "name")
        return wert

    def alt(self, objekt: models.Model) -> object:
        return getattr(objekt, self.feldname)

    def zeige(self, objekt: models.Model) -> str:
        return self.alt(objekt)

    def als_text(self, wert: object) -> str:
        """A value that was read, as the cell would show it."""
        return str(wert)


@dataclass(frozen=True, kw_only=True)
class Schluessel(Spalte):
    """The key of somebody's own list. Never taken away by an empty cell."""

    name: str = "schluessel"
    feld: str = "externer_schluessel"
    leer_laesst: bool = True


@dataclass(frozen=True, kw_only=True)
class Anschriftfeld(Spalte):
    """A part of a postal address: never told when it is protected, and then not emptied by an empty cell."""

    def zeige(self, objekt: MitAdresse) -> str:
        return "" if objekt.adresse_geschuetzt else self.alt(objekt)


@dataclass(frozen=True, kw_only=True)
class Absatz(Spalte):
    """Text of several paragraphs."""

    parse: Callable[[str], str] = str


JA = {"ja", "j", "x", "1", "wahr", "true", "yes"}
NEIN = {"nein", "n", "0", "falsch", "false", "no"}
UNBEKANNT = {"", "unbekannt"}


@dataclass(frozen=True, kw_only=True)
class JaNein(Spalte):
    """„ja“ or „nein“; an empty cell leaves it as it is."""

    beispiel: str = "ja"
    leer_laesst: bool = True

    def lies(self, text, modell, bestand):
        wort = falte(text)
        if wort not in JA | NEIN:
            raise ValueError(_("bitte „ja“ oder „nein“."))
        return wort in JA

    def zeige(self, objekt):
        return self.als_text(self.alt(objekt))

    def als_text(self, wert):
        return "ja" if wert else "nein"


@dataclass(frozen=True, kw_only=True)
class JaNeinUnbekannt(JaNein):
    """Empty means: nobody has said."""

    leer_laesst: bool = False

    def lies(self, text, modell, bestand):
        if falte(text) in UNBEKANNT:
            return None
        return super().lies(text, modell, bestand)

    def als_text(self, wert):
        return "" if wert is None else super().als_text(wert)


@dataclass(frozen=True, kw_only=True)
class Wahl(Spalte):
    """One of the field's choices, by its label or its value."""

    leer_laesst: bool = True

    def lies(self, text, modell, bestand):
        paare = modell._meta.get_field(self.feldname).flatchoices
        formen = {falte(str(label)): wert for wert, label in paare} | {falte(wert): wert for wert, _label in paare}
        if (form := falte(text)) in formen:
            return formen[form]
        raise ValueError(_("bitte {worte}.").format(worte=aufzaehlung([str(label) for _w, label in paare], _("oder"))))

    def zeige(self, objekt):
        return str(getattr(objekt, f"get_{self.feldname}_display")())

    def texte(self, modell: type[models.Model]) -> list[str]:
        return [str(label) for _wert, label in modell._meta.get_field(self.feldname).flatchoices]


@dataclass(frozen=True, kw_only=True)
class PartnerSpalte(Spalte):
    """One of the partners that the account may choose."""

    name: str = "partner"
    ist_pflicht: bool = True

    def lies(self, text, modell, bestand):
        return bestand.finde("partner", parse_einzeilig(text))

    def zeige(self, objekt):
        return objekt.partner.name


@dataclass(frozen=True, kw_only=True)
class RegionSpalte(Spalte):
    def lies(self, text, modell, bestand):
        return bestand.region(parse_einzeilig(text)) if text.strip() else None

    def zeige(self, objekt):
        return self.als_text(self.alt(objekt))

    def als_text(self, wert):
        return str(wert or "")


@dataclass(frozen=True, kw_only=True)
class Liste(Spalte):
    """Several things by name, separated by „;“. ``quelle`` names the list of the ``Bestand`` they come from."""

    quelle: str
    ziel: ClassVar[str] = LISTE

    def lies(self, text, modell, bestand):
        gefunden, fehler = {}, []
        for name in parse_liste(text):
            try:
                ding = bestand.finde(self.quelle, name)
                gefunden[ding.pk] = ding
            except ValueError as grund:
                fehler.append(str(grund))
        if fehler:
            raise ValueError(" ".join(fehler))
        return list(gefunden.values())

    def alt(self, objekt):
        return list(getattr(objekt, self.feldname).all())

    def zeige(self, objekt):
        return self.als_text(self.alt(objekt))

    def als_text(self, wert):
        return LISTENTRENNER.join(str(ding) for ding in wert)


@dataclass(frozen=True, kw_only=True)
class Zeiten(Spalte):
    """Weekly hours in one line; the text that the portal shows is the text that is read."""

    name: str = "zeiten"
    ziel: ClassVar[str] = ZEILEN
    felder: tuple[str, ...] = field(
        default=("wochentag", "von", "bis", "rhythmus", "nur_telefon", "gueltig_von", "gueltig_bis"), repr=False
    )

    def lies(self, text, modell, bestand) -> list[Zeitfenster]:
        return parse_zeiten(text)

    def alt(self, objekt):
        return [zeit.fenster for zeit in objekt.zeiten.all()]

    def zeige(self, objekt):
        return zeiten_als_text(self.alt(objekt))

    def als_text(self, wert):
        return zeiten_als_text(wert)

    def als_zeilen(self, wert: list[Zeitfenster]) -> list[dict]:
        return [{name: getattr(fenster, name) for name in self.felder} for fenster in wert]
