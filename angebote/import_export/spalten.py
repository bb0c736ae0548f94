"""The columns of an offer sheet, and how a header as people type it is understood. Pure."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from angebote.import_export.meldung import Meldung, TabelleError, aufzaehlung, zitat
from netzwerk.text import falte

PFLICHT = ("titel", "partner", "region", "themen")
SPALTEN = (
    "schluessel",
    "titel",
    "kurzbeschreibung",
    "beschreibung",
    "partner",
    "region",
    "plz",
    "ort",
    "strasse",
    "themen",
    "zielgruppen",
    "kosten",
    "telefon",
    "email",
    "website",
)
# Our own export adds the address of the offer's page; coming back, it says which offer is meant.
ADRESSE = "url"
BEKANNT = (*SPALTEN, ADRESSE)
AEHNLICH_AB = 70


@dataclass
class Kopfzeile:
    """``namen``: the known column at each position, ``None`` where a column is not taken over."""

    zellen: list[str]
    namen: list[str | None]
    hinweise: list[Meldung] = field(default_factory=list)

    def hat_namen(self, position: int) -> bool:
        return position < len(self.zellen) and bool(self.zellen[position])

    @property
    def spalten(self) -> tuple[str, ...]:
        return tuple(name for name in self.namen if name)


def spaltenname(text: str) -> str | None:
    """The column somebody means with „Kurzbeschreibung “, „Straße“ or „E-Mail“; ``None`` for an unknown one."""
    name = falte(text).replace(" ", "")
    return name if name in BEKANNT else None


def zaehle_bekannte(zellen: list[str]) -> int:
    return len({spaltenname(zelle) for zelle in zellen} - {None})


def parse_kopfzeile(zellen: list[str], zeile: int) -> Kopfzeile:
    """Raises ``TabelleError`` with every fault of the header at once."""
    namen = [spaltenname(zelle) for zelle in zellen]
    if not any(namen):
        raise TabelleError(
            Meldung(
                _("Hier fehlt die Kopfzeile mit den Spaltennamen. Nötig sind {namen}.").format(
                    namen=aufzaehlung(PFLICHT, _("und"))
                ),
                zeile,
            )
        )
    fehler, hinweise = _check_unbekannte(zellen, namen)
    fehler = [*_check_doppelte(zellen, namen), *fehler, *_check_pflicht(namen)]
    if fehler:
        raise TabelleError(*(Meldung(text, zeile) for text in fehler))
    return Kopfzeile(zellen, namen, [Meldung(text, zeile) for text in hinweise])


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


def _check_unbekannte(zellen: list[str], namen: list[str | None]) -> tuple[list[str], list[str]]:
    """A name like that of a missing column is a slip of the pen and an error; any other column is left out, visibly."""
    fehler, hinweise = [], []
    frei = [spalte for spalte in BEKANNT if spalte not in namen]
    for zelle, name in zip(zellen, namen, strict=True):
        if name or not zelle:
            continue
        treffer = process.extractOne(falte(zelle).replace(" ", ""), frei, scorer=ratio, score_cutoff=AEHNLICH_AB)
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


def _check_pflicht(namen: list[str | None]) -> list[str]:
    return [
        _("Die Spalte „{name}“ fehlt. Bitte ergänzen; nötig sind {pflicht}.").format(
            name=name, pflicht=aufzaehlung(PFLICHT, _("und"))
        )
        for name in PFLICHT
        if name not in namen
    ]
