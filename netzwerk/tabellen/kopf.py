"""The columns that a kind of sheet has, and how a header as people type it is understood. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from netzwerk.tabellen.meldung import Meldung, TabelleError, aufzaehlung, zitat
from netzwerk.text import falte

AEHNLICH_AB = 70


@dataclass(frozen=True)
class Spaltenliste:
    """``worte``: what people call a column besides its name. ``nebenbei``: known from our own export, never read."""

    namen: tuple[str, ...]
    pflicht: tuple[str, ...] = ()
    worte: Mapping[str, Iterable[str]] = field(default_factory=dict)
    nebenbei: tuple[str, ...] = ()

    @cached_property
    def formen(self) -> dict[str, str]:
        """Folded spelling → column; a name of its own wins over a word for another."""
        worte = {_form(wort): name for name, liste in self.worte.items() for wort in liste}
        return worte | {_form(name): name for name in self.namen}

    @cached_property
    def stille(self) -> frozenset[str]:
        return frozenset(map(_form, self.nebenbei))

    def finde(self, text: str) -> str | None:
        """The column somebody means with „Kurzbeschreibung “, „Straße“ or „E-Mail“; ``None`` for an unknown one."""
        return self.formen.get(_form(text))

    def rate(self, text: str) -> str | None:
        """The column most like the text, for a choice that somebody looks at."""
        if genau := self.finde(text):
            return genau
        treffer = process.extractOne(_form(text), list(self.formen), scorer=ratio, score_cutoff=AEHNLICH_AB)
        return self.formen[treffer[0]] if treffer else None

    def ist_still(self, text: str) -> bool:
        return _form(text) in self.stille and not self.finde(text)

    def zaehle_bekannte(self, zellen: list[str]) -> int:
        return len({self.finde(zelle) for zelle in zellen} - {None})


def _form(text: str) -> str:
    return falte(text).replace(" ", "")


@dataclass
class Kopfzeile:
    """``namen``: the known column at each position, ``None`` where a column is not taken over."""

    zellen: list[str]
    namen: list[str | None]
    hinweise: list[Meldung] = field(default_factory=list)

    def hat_namen(self, position: int) -> bool:
        return position < len(self.zellen) and bool(self.zellen[position] or self.namen[position])

    @property
    def spalten(self) -> tuple[str, ...]:
        return tuple(name for name in self.namen if name)


def parse_kopfzeile(zellen: list[str], zeile: int, spalten: Spaltenliste) -> Kopfzeile:
    """Raises ``TabelleError`` with every fault of the header at once."""
    namen = [spalten.finde(zelle) for zelle in zellen]
    if not any(namen):
        text = _("Hier fehlt die Kopfzeile mit den Spaltennamen.")
        if spalten.pflicht:
            text += " " + _("Nötig sind {namen}.").format(namen=aufzaehlung(spalten.pflicht, _("und")))
        raise TabelleError(Meldung(text, zeile))
    fehler, hinweise = _check_unbekannte(zellen, namen, spalten)
    fehler = [*_check_doppelte(zellen, namen), *fehler, *check_pflicht(namen, spalten)]
    if fehler:
        raise TabelleError(*(Meldung(text, zeile) for text in fehler))
    return Kopfzeile(zellen, namen, [Meldung(text, zeile) for text in hinweise])


def ist_verstanden(zellen: list[str], spalten: Spaltenliste) -> bool:
    """Whether every heading is a known column, none comes twice and none that is needed is missing."""
    namen = [spalten.finde(zelle) for zelle in zellen]
    unklar = any(zelle and not name and not spalten.ist_still(zelle) for zelle, name in zip(zellen, namen, strict=True))
    return not unklar and not _check_doppelte(zellen, namen) and not check_pflicht(namen, spalten)


def spaltenbuchstabe(nummer: int) -> str:
    """„A“ for 0, „AA“ for 26: as spreadsheet programs name their columns."""
    buchstaben = ""
    nummer += 1
    while nummer:
        nummer, rest = divmod(nummer - 1, 26)
        buchstaben = chr(ord("A") + rest) + buchstaben
    return buchstaben


def _check_doppelte(zellen: list[str], namen: list[str | None]) -> list[str]:
    doppelte = [name for name, anzahl in Counter(filter(None, namen)).items() if anzahl > 1]
    return [
        _("Die Spalte „{name}“ kommt mehrmals vor: {wo}. Bitte nur eine davon stehen lassen.").format(
            name=name,
            wo=", ".join(
                f"{spaltenbuchstabe(i)} ({zitat(zellen[i])})" for i, anderer in enumerate(namen) if anderer == name
            ),
        )
        for name in doppelte
    ]


def _check_unbekannte(zellen: list[str], namen: list[str | None], spalten: Spaltenliste) -> tuple[list[str], list[str]]:
    """A name like that of a missing column is a slip of the pen and an error; any other column is left out, visibly."""
    fehler, hinweise = [], []
    frei = [spalte for spalte in spalten.namen if spalte not in namen]
    for zelle in _fremde(zellen, namen, spalten):
        treffer = process.extractOne(_form(zelle), frei, scorer=ratio, score_cutoff=AEHNLICH_AB)
        if treffer:
            fehler.append(
                _("Die Spalte {name} kennen wir nicht. Heißt sie „{aehnlich}“?").format(
                    name=zitat(zelle), aehnlich=treffer[0]
                )
            )
        else:
            hinweise.append(
                _("Die Spalte {name} kennen wir nicht; sie wird nicht übernommen.").format(name=zitat(zelle))
            )
    return fehler, hinweise


def _fremde(zellen: list[str], namen: list[str | None], spalten: Spaltenliste) -> Iterator[str]:
    for zelle, name in zip(zellen, namen, strict=True):
        if zelle and not name and not spalten.ist_still(zelle):
            yield zelle


def check_pflicht(namen: Iterable[str | None], spalten: Spaltenliste) -> list[str]:
    vorhanden = set(namen)
    return [
        _("Die Spalte „{name}“ fehlt. Bitte ergänzen; nötig sind {pflicht}.").format(
            name=name, pflicht=aufzaehlung(spalten.pflicht, _("und"))
        )
        for name in spalten.pflicht
        if name not in vorhanden
    ]
