"""What a network has and what it lacks: its visible offers by topic and place, target group and time of day.

For the page, the sheet and the report alike. Read in a fixed number of queries, whatever the number of offers.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import batched

from django.utils.translation import gettext as _

from angebote.bestandszahlen import (
    LEER,
    Bestandsangebot,
    Stand,
    Tageszeit,
    Zelle,
    Zellen,
    count_orte,
    count_zeiten,
    count_zielgruppen,
    gilt_noch,
    tageszeiten,
)
from angebote.models import Angebot, Angebotszeit
from angebote.nachfrage import Nachfrage, load_nachfrage
from netzwerk.models import Netzwerk, Region, Thema, Zielgruppe

BESTAETIGT = timedelta(days=180)
# Keys in one query, well below what SQLite takes.
BLOCK = 5000


@dataclass(frozen=True, slots=True)
class Spalte:
    """One column: ``schluessel`` as in the counts, ``wert`` as the list of offers filters by it.

    Only in one place (``ist_ort``) can many offers be doubles: for a whole county they are what it needs.
    """

    schluessel: Hashable
    name: str
    wert: str = ""
    ist_ort: bool = False

    def stand(self, zelle: Zelle) -> Stand:
        return zelle.stand if self.ist_ort or zelle.stand != Stand.VIELE else Stand.MEHRERE


@dataclass(frozen=True, slots=True)
class Zeile:
    """One topic. ``gesucht`` and ``ohne_treffer``: how often parents asked for it, and in vain."""

    thema: Thema
    zellen: tuple[tuple[Spalte, Zelle], ...]
    gesucht: int = 0
    ohne_treffer: int = 0

    @property
    def ist_unterthema(self) -> bool:
        return self.thema.eltern_id is not None


@dataclass(frozen=True, slots=True)
class Matrix:
    """``art`` is „ort“, „zielgruppe“ or „zeit“."""

    art: str
    titel: str
    spalten: tuple[Spalte, ...]
    zeilen: tuple[Zeile, ...]


@dataclass(frozen=True, slots=True)
class Bestandsanalyse:
    """``bestaetigt`` of ``anzahl`` visible offers were confirmed within ``BESTAETIGT`` before ``am``."""

    netzwerk: Netzwerk
    am: date
    anzahl: int
    bestaetigt: int
    matrizen: tuple[Matrix, ...]
    nachfrage: tuple[Nachfrage, ...]

    @property
    def orte(self) -> Matrix:
        return self.matrizen[0]

    @property
    def bestaetigt_prozent(self) -> int:
        return round(100 * self.bestaetigt / self.anzahl) if self.anzahl else 0

    @property
    def nicht_gefunden(self) -> list[Nachfrage]:
        return [frage for frage in self.nachfrage if frage.ohne_treffer]


def load_bestandsanalyse(
    netzwerk: Netzwerk, *, am: date, unterthemen: bool = False, haupt: str = ""
) -> Bestandsanalyse:
    """``unterthemen``: a row for each of them too; ``haupt``: the slug of a main topic to show alone."""
    gebiete = list(netzwerk.regionen.order_by("pfad"))
    themen = list(Thema.objects.order_by("reihenfolge", "name"))
    angebote, bestaetigt = load_angebote(gebiete, {thema.pk: thema.eltern_id for thema in themen}, am=am)
    nachfrage = load_nachfrage(gebiete, themen, am=am)
    orte, je_gruppe = orts_spalten(gebiete, bezirke_von(gebiete)), gruppen_spalten(Zielgruppe.objects.all())
    zeilen = thema_zeilen(themen, unterthemen=unterthemen, haupt=haupt)
    matrizen = (
        _matrix("ort", _("Themen und Orte"), orte, zeilen, count_orte(angebote, _pfade(orte)), nachfrage),
        _matrix("zielgruppe", _("Themen und Zielgruppen"), je_gruppe, zeilen, count_zielgruppen(angebote)),
        _matrix("zeit", _("Themen und Zeiten"), zeit_spalten(), zeilen, count_zeiten(angebote)),
    )
    return Bestandsanalyse(netzwerk, am, len(angebote), bestaetigt, matrizen, tuple(nachfrage))


def load_angebote(
    gebiete: list[Region], eltern: dict[int, int | None], *, am: date
) -> tuple[list[Bestandsangebot], int]:
    """The visible offers that hold in the areas, and how many were confirmed lately; five queries a ``BLOCK``."""
    sichtbar = Angebot.objects.sichtbar(am).in_region(gebiete).order_by()
    zeilen = list(sichtbar.values_list("pk", "partner_id", "bestaetigt_am", "durchgehend"))
    pks = [pk for pk, *_werte in zeilen]
    themen, pfade = _je_angebot(pks, "themen", "thema"), _je_angebot(pks, "regionen", "region__pfad")
    gruppen, zeiten = _je_angebot(pks, "zielgruppen", "zielgruppe"), _zeiten(pks, am)
    angebote = [
        Bestandsangebot(
            pk,
            partner,
            frozenset(themen[pk] | {eltern[thema] for thema in themen[pk]} - {None}),
            tuple(sorted(pfade[pk])),
            frozenset(gruppen[pk]),
            frozenset(zeiten[pk] | ({Tageszeit.DURCHGEHEND} if durchgehend else set())),
        )
        for pk, partner, _bestaetigt, durchgehend in zeilen
    ]
    return angebote, sum(tag is not None and tag >= am - BESTAETIGT for _pk, _partner, tag, _durchgehend in zeilen)


def _je_angebot(pks: list[int], liste: str, spalte: str) -> defaultdict[int, set]:
    durch = getattr(Angebot, liste).through
    gefunden = defaultdict(set)
    for block in batched(pks, BLOCK):
        for pk, wert in durch.objects.filter(angebot__in=block).values_list("angebot", spalte):
            gefunden[pk].add(wert)
    return gefunden


def _zeiten(pks: list[int], am: date) -> defaultdict[int, set[Tageszeit]]:
    """Times of day of the windows that have not run out."""
    gefunden = defaultdict(set)
    for block in batched(pks, BLOCK):
        fenster = Angebotszeit.objects.filter(angebot__in=block).order_by()
        for pk, tag, von, bis, gueltig_bis in fenster.values_list("angebot", "wochentag", "von", "bis", "gueltig_bis"):
            if gilt_noch(gueltig_bis, am):
                gefunden[pk] |= tageszeiten(tag, von, bis)
    return gefunden


def bezirke_von(gebiete: Iterable[Region]) -> list[Region]:
    """The parts of the areas: one level below each; an area without parts stands for itself."""
    gebiete = list(gebiete)
    kinder = defaultdict(list)
    for region in Region.objects.filter(eltern__in=gebiete).select_related("eltern").order_by("name"):
        kinder[region.eltern_id].append(region)
    return [teil for gebiet in gebiete for teil in kinder[gebiet.pk] or [gebiet]]


def orts_spalten(gebiete: list[Region], bezirke: list[Region]) -> list[Spalte]:
    """The whole area first; alone where it has no parts."""
    if bezirke == gebiete and len(gebiete) == 1:
        return [Spalte(gebiete[0].pfad, str(gebiete[0]), str(gebiete[0].pk), ist_ort=True)]
    ganz = Spalte(" ".join(gebiet.pfad for gebiet in gebiete), _("Ganzes Gebiet"), ",".join(str(g.pk) for g in gebiete))
    return [ganz] * bool(gebiete) + [
        Spalte(bezirk.pfad, bezirk.anzeigename, str(bezirk.pk), ist_ort=True) for bezirk in bezirke
    ]


def gruppen_spalten(gruppen: Iterable[Zielgruppe]) -> list[Spalte]:
    return [Spalte(0, _("für alle"), "alle"), *(Spalte(gruppe.pk, gruppe.name, gruppe.slug) for gruppe in gruppen)]


def zeit_spalten() -> list[Spalte]:
    namen = {
        Tageszeit.VORMITTAGS: _("vormittags"),
        Tageszeit.NACHMITTAGS: _("nachmittags"),
        Tageszeit.ABENDS: _("abends"),
        Tageszeit.WOCHENENDE: _("am Wochenende"),
        Tageszeit.DURCHGEHEND: _("rund um die Uhr"),
        Tageszeit.OFFEN: _("nach Vereinbarung oder nicht bekannt"),
    }
    return [Spalte(zeit, name, str(zeit)) for zeit, name in namen.items()]


def thema_zeilen(themen: list[Thema], *, unterthemen: bool, haupt: str) -> list[Thema]:
    """Main topics in their order, each followed by its sub-topics where these are wanted; an unknown slug shows all."""
    oben = [thema for thema in themen if thema.eltern_id is None]
    oben = [thema for thema in oben if thema.slug == haupt] or oben
    unten = defaultdict(list)
    for thema in themen:
        unten[thema.eltern_id].append(thema)
    return [eines for thema in oben for eines in (thema, *(unten[thema.pk] if unterthemen else ()))]


def _pfade(spalten: Iterable[Spalte]) -> list[str]:
    return [spalte.schluessel for spalte in spalten]


def _matrix(art, titel, spalten: list[Spalte], themen: list[Thema], zellen: Zellen, nachfrage=()) -> Matrix:
    zeilen = []
    for thema in themen:
        fragen = [frage for frage in nachfrage if thema.pk in frage.themen]
        zeilen.append(
            Zeile(
                thema,
                tuple((spalte, zellen.get((thema.pk, spalte.schluessel), LEER)) for spalte in spalten),
                sum(frage.anzahl for frage in fragen),
                sum(frage.ohne_treffer for frage in fragen),
            )
        )
    return Matrix(art, titel, tuple(spalten), tuple(zeilen))
