"""Which drop-in points answer a question, how far they are and when they first fit.

A handful of queries whatever the number of points; the cards of one page are loaded afterwards.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import NamedTuple

import numpy as np
from django.db.models import Exists, OuterRef, Q

from anlaufstellen.filters import FERN, MIT_KIND_WAHL, werte_zu_kind
from anlaufstellen.models import Anlaufstelle, Ausnahmetag, Oeffnungszeit, Tourhalt
from netzwerk.entfernung import entfernung_km
from netzwerk.orte import Ort
from netzwerk.ortszeit import in_ortszeit
from netzwerk.zeitfilter import Passung, Traeger, Zeitfilter
from netzwerk.zeitplaene import Kalenderbuch
from netzwerk.zeitwunsch import make_wochenwuensche, make_wuensche

Art = Anlaufstelle.Art
FERNE = (Art.HOTLINE, Art.ONLINE)
# Rows of so many points are asked for by name; of more, all are read.
EINZELN = 500


class _Zeile(NamedTuple):
    """What decides about a point, read without the point."""

    pk: int
    name: str
    art: str
    lat: float | None
    lon: float | None
    adresse_geschuetzt: bool
    land: str
    feiertage: str
    durchgehend: bool
    telefon: str

    @property
    def ist_fern(self) -> bool:
        return self.art in FERNE or self.adresse_geschuetzt

    @property
    def traeger(self) -> Traeger:
        return Traeger(self.pk, self.land, self.feiertage, self.durchgehend, self.ist_fern, bool(self.telefon))


@dataclass(frozen=True)
class Frage:
    """What is asked for, understood; empty is „egal“. ``umkreis_km`` wants a place with a point."""

    ort: Ort | None = None
    umkreis_km: float | None = None
    zeit: str = ""
    woche: tuple[str, ...] = ()
    telefon: bool = False
    kinder: str = ""
    art: str = ""
    sprache: str = ""

    @property
    def mit_zeit(self) -> bool:
        return bool(self.zeit or self.woche)


class Treffer(NamedTuple):
    """A point that answers. ``ist_fern``: one calls first, because it has no place or a protected one.

    ``km`` is ``None`` where there is no place to measure to.
    """

    pk: int
    name: str
    ist_fern: bool = False
    km: float | None = None
    passung: Passung | None = None


@dataclass
class Fund:
    """``ohne_zeiten``: points that may fit, but whose hours are by appointment or unknown."""

    treffer: list[Treffer] = field(default_factory=list)
    ohne_zeiten: list[Treffer] = field(default_factory=list)


def find_treffer(frage: Frage, moment: datetime, buch: Kalenderbuch) -> Fund:
    """Nearest first where a place is known; else by what fits first, then by name."""
    stellen = _stellen(frage, moment)
    zeilen = [_Zeile(*werte) for werte in stellen.values_list(*_Zeile._fields).order_by("name")]
    halte = _halte(zeilen) if frage.ort and frage.ort.punkt else {}
    passungen = _passungen(frage, zeilen, moment, buch) if frage.mit_zeit else None
    kilometer = _kilometer(frage, zeilen, halte, passungen or {})
    alle = [
        Treffer(zeile.pk, zeile.name, zeile.ist_fern, km, (passungen or {}).get(zeile.pk))
        for zeile, km in zip(zeilen, kilometer, strict=True)
    ]
    if frage.umkreis_km and frage.ort:
        gilt = set(stellen.in_region(frage.ort.regionen).values_list("pk", flat=True))
        alle = [t for t in alle if (t.pk in gilt if t.km is None else t.km <= frage.umkreis_km)]
    alle.sort(key=lambda t: (t.km is None, t.km or 0, t.passung.tag.toordinal() if t.passung else 0, t.name))
    if passungen is None:
        return Fund(alle)
    offen = set(_ohne_zeiten(stellen).values_list("pk", flat=True))
    return Fund([t for t in alle if t.passung], [t for t in alle if t.pk in offen and not t.passung])


def _stellen(frage: Frage, moment: datetime):
    stellen = Anlaufstelle.objects.auffindbar(in_ortszeit(moment).date())
    if frage.ort and not frage.umkreis_km:
        stellen = stellen.in_region(frage.ort.regionen)
    if frage.kinder:
        # Whoever calls needs nobody to look after the child there.
        anruf = Q(art__in=FERNE) if frage.kinder == MIT_KIND_WAHL else Q()
        stellen = stellen.filter(Q(kinderbetreuung__in=werte_zu_kind(frage.kinder)) | anruf)
    if frage.art:
        fern = Q(art__in=FERNE) | Q(adresse_geschuetzt=True)
        stellen = stellen.filter(fern if frage.art == FERN else Q(art=frage.art))
    if frage.sprache:
        sprachen = Anlaufstelle.sprachen.through.objects.filter(anlaufstelle=OuterRef("pk"))
        stellen = stellen.filter(Exists(sprachen.filter(sprache__code=frage.sprache)))
    return stellen


def _ohne_zeiten(stellen):
    """Points of which nobody has said any hours."""
    zeiten, halte = (modell.objects.filter(anlaufstelle=OuterRef("pk")) for modell in (Oeffnungszeit, Tourhalt))
    return stellen.filter(~Exists(zeiten), ~Exists(halte), durchgehend=False)


def _halte(zeilen: list[_Zeile]) -> dict[int, list[tuple[int, float, float]]]:
    """Stops of mobile points with their places: key of the point → key of the stop, latitude, longitude."""
    mobile = [zeile.pk for zeile in zeilen if zeile.art == Art.MOBIL and not zeile.adresse_geschuetzt]
    halte = Tourhalt.objects.filter(anlaufstelle__in=mobile, adresse_geschuetzt=False, lat__isnull=False)
    je_stelle: dict[int, list[tuple[int, float, float]]] = {}
    for stelle, *ort in halte.values_list("anlaufstelle_id", "pk", "lat", "lon") if mobile else ():
        je_stelle.setdefault(stelle, []).append(tuple(ort))
    return je_stelle


def _passungen(frage: Frage, zeilen: list[_Zeile], moment: datetime, buch: Kalenderbuch) -> dict[int, Passung]:
    """What fits both the word and the ticked week, where both are asked for."""
    wuensche = [make_wuensche(frage.zeit, moment)] if frage.zeit else []
    wuensche += [make_wochenwuensche(frage.woche, moment)] if frage.woche else []
    zeitfilter = Zeitfilter((zeile.traeger for zeile in zeilen), chain(*wuensche), buch=buch, telefon=frage.telefon)
    nummern = [zeile.pk for zeile in zeilen]
    nur = {"anlaufstelle__in": nummern} if len(nummern) <= EINZELN else {}
    zeitfilter.load_zeiten(Oeffnungszeit.objects.filter(**nur), "anlaufstelle_id")
    zeitfilter.load_ausnahmen(Ausnahmetag.objects.filter(**nur), "anlaufstelle_id")
    tour = Tourhalt.objects.filter(**nur, anlaufstelle__adresse_geschuetzt=False)
    zeitfilter.load_halte(tour, "anlaufstelle_id")
    erste, *weitere = [zeitfilter.finde(teil) for teil in reversed(wuensche)]
    return {pk: passung for pk, passung in erste.items() if all(pk in funde for funde in weitere)}


def _kilometer(frage: Frage, zeilen: list[_Zeile], halte: dict, passungen: dict[int, Passung]) -> list[float | None]:
    """Kilometres to each point: at a mobile one to the stop that fits, else to its nearest."""
    if not frage.ort or not frage.ort.punkt:
        return [None] * len(zeilen)
    orte = [
        (platz, lat, lon)
        for platz, zeile in enumerate(zeilen)
        for lat, lon in _orte(zeile, halte.get(zeile.pk, ()), passungen.get(zeile.pk))
    ]
    if not orte:
        return [None] * len(zeilen)
    plaetze, lat, lon = (np.array(spalte) for spalte in zip(*orte, strict=True))
    naechste = np.full(len(zeilen), np.inf)
    np.minimum.at(naechste, plaetze, entfernung_km(frage.ort.punkt, lat, lon))
    return [None if km == np.inf else km for km in naechste.tolist()]


def _orte(zeile: _Zeile, halte, passung: Passung | None) -> list[tuple[float, float]]:
    """Where one can go; nowhere when that is protected, or one calls."""
    if zeile.ist_fern:
        return []
    if halte:
        passend = [halt for halt in halte if passung and halt[0] == passung.halt]
        return [(lat, lon) for _pk, lat, lon in passend or halte]
    return [] if zeile.lat is None or zeile.lon is None else [(zeile.lat, zeile.lon)]


def ohne(frage: Frage, name: str, wert: str) -> Frage:
    """The question without one of its filters."""
    match name:
        case "woche":
            return replace(frage, woche=tuple(teil for teil in frage.woche if teil != wert))
        case "umkreis":
            return replace(frage, umkreis_km=None)
        case "ort":
            return replace(frage, ort=None, umkreis_km=None)
        case _:
            return replace(frage, **{name: Frage.__dataclass_fields__[name].default})
