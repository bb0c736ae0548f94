"""Which of many entries are open when somebody is free, and when first.

The engine decides (``oeffnungszeiten.spannen``); the database only reads what may count on the days asked for: rows
of their weekdays, exceptions that touch them. The number of queries does not depend on the number of entries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from netzwerk.oeffnungszeiten import (
    Ausnahme,
    Ferienart,
    Ferienbezug,
    Rhythmus,
    Weg,
    Zeitfenster,
    Zeitplan,
    spannen,
)
from netzwerk.ortszeit import TAG_MINUTEN
from netzwerk.zeitplaene import Kalenderbuch
from netzwerk.zeitwunsch import Wunsch, spanne_in_worten, tag_in_worten

ZEITFELDER = ("wochentag", "von", "bis", "rhythmus", "nur_telefon", "gueltig_von", "gueltig_bis", "ferien")
AUSNAHMEFELDER = ("von", "bis", "ferien", "offen", "ab", "ende", "nur_telefon")
ALLE_TAGE = frozenset(range(7))

type Wunschtage = list[tuple[date, int, list[Wunsch]]]
"""Days in order, each with its weekday and what is wished on it."""
type Rahmen = dict[int, tuple[int, int]]
"""Weekday → minutes ``[von, bis)`` in which all its wishes lie."""


class Traeger(NamedTuple):
    """Somebody with hours, without them. ``aus_der_ferne``: one can only call or click; ``telefon``: has a number."""

    pk: int
    land: str
    feiertage: str
    durchgehend: bool
    aus_der_ferne: bool = False
    telefon: bool = False


class Passung(NamedTuple):
    """The first opening that fits, in minutes of the local day; ``halt``: primary key of the stop, if it is one."""

    tag: date
    von: int
    bis: int
    weg: Weg
    halt: int | None = None

    def in_worten(self, heute: date, *, aus_der_ferne: bool = False) -> str:
        """„Sa, 28. November, 10–13 Uhr“; „am Telefon“ where one could also go there."""
        teile = [tag_in_worten(self.tag, heute), spanne_in_worten(self.von, self.bis)]
        if self.weg is Weg.TELEFON and not aus_der_ferne:
            teile.append(_("am Telefon"))
        return ", ".join(teile)


class _Zeile(NamedTuple):
    """A window, and its minutes."""

    fenster: Zeitfenster
    von: int
    bis: int


class _Quelle(NamedTuple):
    """One plan of an entry, and the weekdays on which it may be open."""

    plan: Zeitplan
    weg: Weg
    wochentage: frozenset[int]
    halt: int | None = None


class Zeitfilter:
    """The hours of many entries, as far as they count on the days of ``wuensche``.

    ``telefon`` says whether calls count for what one can visit too. Rows are read by the ``load_…`` methods, whose
    ``fremd`` is the column that names the entry; rows of others are left out.
    """

    def __init__(self, traeger: Iterable[Traeger], wuensche: Iterable[Wunsch], *, buch: Kalenderbuch, telefon: bool):
        self.traeger = {einer.pk: einer for einer in traeger}
        je_tag = _je_tag(wuensche)
        self.tage, self.rahmen = [tag for tag, *_rest in je_tag], _rahmen(je_tag)
        self.buch, self.telefon = buch, telefon
        self._zeilen: dict[int, list[_Zeile]] = defaultdict(list)
        self._halte: dict[int, list[tuple[int, _Zeile]]] = defaultdict(list)
        self._ausnahmen: dict[int, list[Ausnahme]] = defaultdict(list)

    def load_zeiten(self, zeilen, fremd: str) -> None:
        """Whether there are rows for the telephone at all decides about calls: those are read for all days."""
        bedingung = self._an_den_tagen()
        if self.telefon:
            bedingung |= Q(nur_telefon=True)
        for pk, *werte in zeilen.filter(bedingung).order_by().values_list(fremd, *ZEITFELDER):
            if pk in self.traeger:
                self._zeilen[pk].append(_zeile(*werte))

    def load_halte(self, zeilen, fremd: str) -> None:
        """Stops of a tour; each is a place of its own."""
        for pk, halt, *werte in zeilen.filter(self._an_den_tagen()).order_by().values_list(fremd, "pk", *ZEITFELDER):
            if pk in self.traeger:
                self._halte[pk].append((halt, _zeile(*werte)))

    def load_ausnahmen(self, zeilen, fremd: str) -> None:
        if not self.tage:
            return
        beruehrt = Q(von__lte=self.tage[-1], bis__gte=self.tage[0]) | ~Q(ferien="")
        for pk, *werte in zeilen.filter(beruehrt).order_by().values_list(fremd, *AUSNAHMEFELDER):
            if pk in self.traeger:
                self._ausnahmen[pk].append(_ausnahme(*werte))

    def _an_den_tagen(self) -> Q:
        """Rows that touch what is wished on their weekday: others change nothing about what fits."""
        if not self.tage:
            return Q(pk__in=[])
        je_rahmen = defaultdict(list)
        for wochentag, rahmen in sorted(self.rahmen.items()):
            je_rahmen[rahmen].append(wochentag)
        minuten = Q(pk__in=[])
        for (von, bis), wochentage in je_rahmen.items():
            beginnt = Q() if bis >= TAG_MINUTEN else Q(von__lt=time(*divmod(bis, 60)))
            endet = Q(bis__gt=time(*divmod(von, 60))) | Q(bis=time.min)
            minuten |= Q(beginnt, endet, wochentag__in=wochentage)
        return Q(
            minuten,
            Q(gueltig_von__isnull=True) | Q(gueltig_von__lte=self.tage[-1]),
            Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=self.tage[0]),
        )

    def finde(self, wuensche: Iterable[Wunsch]) -> dict[int, Passung]:
        """Every entry that fits one of the wishes, with its first opening that does.

        Of hours that come in several rows it names those that touch the wishes.
        """
        je_tag = _je_tag(wuensche)
        rahmen = _rahmen(je_tag)
        funde = ((pk, _erste(self._quellen(einer, rahmen), je_tag)) for pk, einer in self.traeger.items())
        return {pk: passung for pk, passung in funde if passung}

    def _quellen(self, einer: Traeger, rahmen: Rahmen) -> list[_Quelle]:
        """The plans of an entry that may be open on one of the weekdays."""
        zeilen, ausnahmen = self._zeilen.get(einer.pk, ()), tuple(self._ausnahmen.get(einer.pk, ()))
        halte = self._halte.get(einer.pk, ())
        immer = einer.durchgehend or any(ausnahme.offen for ausnahme in ausnahmen)
        tage = ALLE_TAGE if immer else _moegliche_tage(zeilen, rahmen)
        if not (tage or halte):
            return []
        kalender = self.buch.kalender(einer.land, einer.feiertage)
        plan = Zeitplan(tuple(zeile.fenster for zeile in zeilen), ausnahmen, kalender, einer.durchgehend)
        quellen = []
        if tage and einer.aus_der_ferne:
            quellen = [_Quelle(plan, Weg.TELEFON, tage)]
        elif tage:
            quellen = [_Quelle(plan.fuer(Weg.BESUCH), Weg.BESUCH, tage)]
            if self.telefon and einer.telefon:
                quellen.append(_Quelle(plan.fuer(Weg.TELEFON), Weg.TELEFON, tage))
        for halt, zeile in halte:
            tour = Zeitplan((zeile.fenster,), tuple(map(_statt_tour, ausnahmen)), kalender)
            quellen.append(_Quelle(tour, Weg.BESUCH, _moegliche_tage([zeile], rahmen), halt))
        return quellen


def _je_tag(wuensche: Iterable[Wunsch]) -> Wunschtage:
    return [
        (tag, tag.weekday(), list(gruppe))
        for tag, gruppe in groupby(sorted(wuensche, key=attrgetter("tag", "von")), key=attrgetter("tag"))
    ]


def _rahmen(je_tag: Wunschtage) -> Rahmen:
    """For each weekday the minutes from the first to the last wish."""
    rahmen: Rahmen = {}
    for _tag, wochentag, wuensche in je_tag:
        von, bis = rahmen.get(wochentag, (TAG_MINUTEN, 0))
        rahmen[wochentag] = min(von, *(w.von for w in wuensche)), max(bis, *(w.bis for w in wuensche))
    return rahmen


def _moegliche_tage(zeilen: Iterable[_Zeile], rahmen: Rahmen) -> frozenset[int]:
    """Weekdays on which a window overlaps the wishes at all: on others nothing can fit."""
    return frozenset(
        fenster.wochentag
        for fenster, von, bis in zeilen
        if (minuten := rahmen.get(fenster.wochentag)) and von < minuten[1] and bis > minuten[0]
    )


def _statt_tour(ausnahme: Ausnahme) -> Ausnahme:
    """Other hours of a mobile point stand instead of its stops: where it is then, nobody has said."""
    return replace(ausnahme, offen=False, ab=None, ende=None) if ausnahme.offen else ausnahme


def _erste(quellen: list[_Quelle], je_tag: Wunschtage) -> Passung | None:
    """The earliest opening of any of the plans; of two that begin together a visit counts first."""
    if not quellen:
        return None
    for tag, wochentag, wuensche in je_tag:
        funde = [
            Passung(tag, *spanne, quelle.weg, quelle.halt)
            for quelle in quellen
            if wochentag in quelle.wochentage
            for spanne in spannen(quelle.plan, tag)
            if any(wunsch.passt(spanne) for wunsch in wuensche)
        ]
        if funde:
            return min(funde, key=attrgetter("von"))
    return None


@lru_cache(maxsize=8192)
def _zeile(wochentag, von, bis, rhythmus, nur_telefon, gueltig_von, gueltig_bis, ferien) -> _Zeile:
    """Many rows say the same: each is made once."""
    takt, bezug = Rhythmus(rhythmus), Ferienbezug(ferien)
    fenster = Zeitfenster(wochentag, von, bis, takt, bool(nur_telefon), gueltig_von, gueltig_bis, bezug)
    return _Zeile(fenster, *fenster.spanne)


def _ausnahme(von, bis, ferien, offen, ab, ende, nur_telefon) -> Ausnahme:
    return Ausnahme(von, bis, Ferienart(ferien) if ferien else None, offen, ab, ende, nur_telefon)
