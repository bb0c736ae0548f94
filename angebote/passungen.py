"""When offers take place for somebody who is free: by their own hours, by their dates, or by the hours of the point.

The engine decides (``netzwerk/zeitfilter.py``). The number of queries does not depend on the number of offers.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from django.db.models import QuerySet

from angebote.models import Angebot, Angebotsausnahme, Angebotszeit
from anlaufstellen.models import Anlaufstelle, Ausnahmetag, Oeffnungszeit, Tourhalt
from netzwerk.ortszeit import in_ortszeit
from netzwerk.zeitfilter import Passung, Traeger, Zeitfilter
from netzwerk.zeitplaene import Kalenderbuch
from netzwerk.zeitwunsch import Wunsch, Zeit, make_wochenwuensche, make_wuensche

# What only the moment decides; „abends“ and „am Wochenende“ are facts that the index knows.
ZUM_MOMENT = (Zeit.JETZT, Zeit.HEUTE)
# Rows of so many offers are asked for by name; of more, all are read.
EINZELN = 2000
AN_DER_STELLE = "anlaufstelle__angebote"


@dataclass(frozen=True)
class Zeitfrage:
    """When somebody is free at an aware moment. ``zeit`` is one of ``ZUM_MOMENT`` or empty."""

    moment: datetime
    zeit: str = ""
    woche: tuple[str, ...] = ()
    telefon: bool = False

    def __bool__(self) -> bool:
        return bool(self.zeit or self.woche)

    @property
    def heute(self) -> date:
        return in_ortszeit(self.moment).date()

    @property
    def nur_jetzt(self) -> bool:
        """Whether the state of an entry says already when it fits."""
        return self.zeit == Zeit.JETZT and not self.woche


class Quelle(Enum):
    """Whose hours count: the offer's own, its dates, or those of the point where it takes place."""

    EIGENE = "eigene"
    TERMIN = "termin"
    STELLE = "stelle"


class Zeile(NamedTuple):
    """What decides about an offer's hours, read without the offer."""

    pk: int
    ist_termin: bool
    leiht_zeiten: bool
    land: str
    feiertage: str
    durchgehend: bool
    gueltig_bis: date | None
    vor_ort: bool
    aufsuchend: bool
    telefonisch: bool
    online: bool
    telefon: str
    partner__telefon: str
    anlaufstelle__land: str | None
    anlaufstelle__feiertage: str | None
    anlaufstelle__durchgehend: bool | None

    @property
    def quelle(self) -> Quelle:
        if self.ist_termin:
            return Quelle.TERMIN
        return Quelle.STELLE if self.leiht_zeiten else Quelle.EIGENE

    @property
    def traeger(self) -> Traeger:
        """A Termin is there on its days alone."""
        fern = not (self.vor_ort or self.aufsuchend) and (self.telefonisch or self.online)
        kalender = (self.land, self.feiertage, self.durchgehend and not self.ist_termin)
        if self.quelle is Quelle.STELLE:
            kalender = (self.anlaufstelle__land, self.anlaufstelle__feiertage, self.anlaufstelle__durchgehend)
        return Traeger(self.pk, *kalender, fern, bool(self.telefon or self.partner__telefon))


@dataclass(frozen=True)
class Passungen:
    """Offers that fit the word (``zeit``) and the ticked week, each with its first opening; ``None``: not asked."""

    zeit: dict[int, Passung] | None = None
    woche: dict[int, Passung] | None = None

    def erste(self, nummer: int) -> Passung | None:
        """What the card of a hit says: of the week, where one is ticked."""
        funde = self.zeit if self.woche is None else self.woche
        return funde.get(nummer) if funde is not None else None

    def passt(self, nummer: int) -> bool:
        return all(nummer in funde for funde in (self.zeit, self.woche) if funde is not None)


def find_passungen(frage: Zeitfrage, nummern: Collection[int]) -> Passungen:
    """Which of the offers, by primary key, fit the question; others may be missing or in it."""
    zeit = make_wuensche(frage.zeit, frage.moment) if frage.zeit else []
    woche = make_wochenwuensche(frage.woche, frage.moment) if frage.woche else []
    if not (nummern and frage):
        return Passungen({} if frage.zeit else None, {} if frage.woche else None)
    zeilen = _load_zeilen(nummern)
    enden = {zeile.pk: zeile.gueltig_bis for zeile in zeilen if zeile.gueltig_bis}
    wuensche, buch = [*zeit, *woche], Kalenderbuch(frage.heute)
    zeitfilter = [
        _lies(quelle, eigene, wuensche, buch=buch, telefon=frage.telefon)
        for quelle in Quelle
        if (eigene := [zeile for zeile in zeilen if zeile.quelle is quelle])
    ]
    return Passungen(
        _finde(zeitfilter, zeit, enden) if frage.zeit else None,
        _finde(zeitfilter, woche, enden) if frage.woche else None,
    )


def _load_zeilen(nummern: Collection[int]) -> list[Zeile]:
    angebote = Angebot.objects.with_zeitquelle()
    if len(nummern) <= EINZELN:
        return [Zeile(*werte) for werte in angebote.filter(pk__in=nummern).values_list(*Zeile._fields)]
    gefragt = set(nummern)
    return [zeile for werte in angebote.values_list(*Zeile._fields) if (zeile := Zeile(*werte)).pk in gefragt]


def _lies(
    quelle: Quelle, zeilen: list[Zeile], wuensche: Iterable[Wunsch], *, buch: Kalenderbuch, telefon: bool
) -> Zeitfilter:
    """The hours of offers of one kind. What a point closes, closes its dates too."""
    ergebnis = Zeitfilter([zeile.traeger for zeile in zeilen], wuensche, buch=buch, telefon=telefon)
    nummern = [zeile.pk for zeile in zeilen]

    def von(menge: QuerySet, fremd: str) -> QuerySet:
        return menge.filter(**{f"{fremd}__in": nummern} if len(nummern) <= EINZELN else {f"{fremd}__isnull": False})

    if quelle is Quelle.STELLE:
        ergebnis.load_zeiten(von(Oeffnungszeit.objects, AN_DER_STELLE), AN_DER_STELLE)
        ergebnis.load_ausnahmen(von(Ausnahmetag.objects, AN_DER_STELLE), AN_DER_STELLE)
        tour = Tourhalt.objects.filter(adresse_geschuetzt=False, anlaufstelle__adresse_geschuetzt=False)
        ergebnis.load_halte(von(tour, AN_DER_STELLE), AN_DER_STELLE)
    else:
        ergebnis.load_zeiten(von(Angebotszeit.objects, "angebot"), "angebot_id")
    if quelle is Quelle.TERMIN:
        zu = Ausnahmetag.objects.filter(offen=False, anlaufstelle__in=Anlaufstelle.objects.sichtbar(buch.am))
        ergebnis.load_ausnahmen(von(zu, AN_DER_STELLE), AN_DER_STELLE)
    ergebnis.load_ausnahmen(von(Angebotsausnahme.objects, "angebot"), "angebot_id")
    return ergebnis


def _finde(zeitfilter: list[Zeitfilter], wuensche: list[Wunsch], enden: dict[int, date]) -> dict[int, Passung]:
    """Without what would take place only after the offer has ended."""
    funde = {pk: passung for eines in zeitfilter for pk, passung in eines.finde(wuensche).items()}
    return {pk: passung for pk, passung in funde.items() if passung.tag <= enden.get(pk, passung.tag)}
