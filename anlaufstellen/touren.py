"""Where mobile points stop next: the stops of a tour with dates, by the same engine as all hours."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from operator import itemgetter

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anlaufstellen.karte import abstand_km, km_text
from anlaufstellen.models import Anlaufstelle, Tourhalt
from netzwerk.entfernung import rahmen_um
from netzwerk.models.kontakt import Anschrift
from netzwerk.oeffnungszeiten import TAGE, Zeitfenster, Zeitplan, letzter_tag, zeiten_ab
from netzwerk.ortszeit import in_ortszeit
from netzwerk.zeitplaene import Kalenderbuch
from netzwerk.zeitworte import als_text, uhrzeit

# How far ahead the next date of a stop is looked for, and how many dates of it are told.
VORSCHAU_TAGE = 120
NAECHSTE = 3
NAHE_KM = 25
NAHE_HALTE = 4
# Soon counts among what is near: of the stops nearest to somebody so many are compared.
NAHE_AUSWAHL = 12


@dataclass(frozen=True, slots=True)
class Halt:
    """A place at which a mobile point stops, with all its rules and dates.

    ``termine`` are the next intervals in local time; the first one may be running at ``moment``.
    """

    bezeichnung: str
    anschrift: Anschrift | None
    punkt: tuple[float, float] | None
    ungefaehr: bool
    plan: Zeitplan
    termine: tuple[tuple[datetime, datetime], ...]
    moment: datetime

    @property
    def zeiten_text(self) -> list[str]:
        """The rules in words, and single dates that are not over."""
        am = in_ortszeit(self.moment).date()
        return als_text(f for f in self.plan.fenster if not f.gueltig_bis or f.gueltig_bis >= am)

    @property
    def naechster(self) -> str:
        """„Di, 1. Dezember, 9–12 Uhr“, „jetzt, bis 12 Uhr“; empty when no date is known."""
        if not self.termine:
            return ""
        von, bis = self.termine[0]
        if von <= in_ortszeit(self.moment):
            return _("jetzt, bis %s Uhr") % uhrzeit(bis.time(), ende=True)
        return termin_text(von, bis)

    @property
    def tage_text(self) -> list[str]:
        """The next days, for where the hours stand already: „Di, 1. Dezember“."""
        return [tag_text(tag) for tag in dict.fromkeys(von.date() for von, _bis in self.termine)]


@dataclass(frozen=True, slots=True)
class NaherHalt:
    stelle: Anlaufstelle
    halt: Halt
    km: float

    @property
    def entfernung(self) -> str:
        """„2,3 km“; the middle of a postcode stands in for the place."""
        if self.km < 0.1:
            return _("im selben Postleitzahlgebiet")
        return f"{_('etwa')}\u00a0{km_text(self.km)}" if self.halt.ungefaehr else km_text(self.km)


def termin_text(von: datetime, bis: datetime) -> str:
    """„Di, 1. Dezember, 9–12 Uhr“."""
    return f"{tag_text(von.date())}, {uhrzeit(von.time())}–{uhrzeit(bis.time(), ende=True)} {_('Uhr')}"


def tag_text(tag: date) -> str:
    return f"{TAGE[tag.weekday()]}, {date_format(tag, 'j. F')}"


def make_tour(stelle: Anlaufstelle, plan: Zeitplan, moment: datetime) -> list[Halt]:
    """The stops that may be shown, in the order of the week, those with single dates only after them.

    ``plan`` is the point's own: its exceptions and holidays hold for the stops. Stops whose last date is over are
    gone. Wants ``halte`` prefetched.
    """
    am = in_ortszeit(moment).date()
    kommende = [h for h in make_halte(stelle.tour, plan, moment) if (letzter_tag(h.plan.fenster) or am) >= am]
    return sorted(kommende, key=lambda halt: min(map(_rang, halt.plan.fenster)))


def make_halte(zeilen: Iterable[Tourhalt], plan: Zeitplan, moment: datetime) -> list[Halt]:
    """One stop for all rows of the same place."""
    gruppen: dict[tuple[str, str, str], list[Tourhalt]] = {}
    for zeile in zeilen:
        gruppen.setdefault((zeile.bezeichnung, zeile.strasse, zeile.plz), []).append(zeile)
    return [_make_halt(teile, plan, moment) for teile in gruppen.values()]


def _rang(fenster: Zeitfenster) -> tuple[bool, date, int, time]:
    return fenster.tag is not None, fenster.tag or date.min, fenster.wochentag, fenster.von


def _make_halt(zeilen: list[Tourhalt], plan: Zeitplan, moment: datetime) -> Halt:
    """Closings of the point hold for its stops; on days on which it opens at other hours, that is not at a stop."""
    erste = zeilen[0]
    eigener = replace(
        plan,
        fenster=tuple(zeile.fenster for zeile in zeilen),
        ausnahmen=tuple(ausnahme for ausnahme in plan.ausnahmen if not ausnahme.offen),
        durchgehend=False,
        nach_vereinbarung=False,
    )
    termine = [
        (in_ortszeit(von), in_ortszeit(bis))
        for (von, bis), _nummer in zip(zeiten_ab(eigener, moment, VORSCHAU_TAGE), range(NAECHSTE), strict=False)
    ]
    punkt, ungefaehr = erste.punkt, bool(erste.koordinate_von_plz)
    return Halt(erste.bezeichnung, erste.anschrift, punkt, ungefaehr, eigener, tuple(termine), moment)


def naechste_halte(
    punkt: tuple[float, float], moment: datetime, *, km: float = NAHE_KM, anzahl: int = NAHE_HALTE
) -> list[NaherHalt]:
    """Of the nearest stops around a place those that come next, the soonest first: one date for each stop."""
    am = in_ortszeit(moment).date()
    zeilen = _nahe_zeilen(punkt, km, am)
    if not zeilen:
        return []
    stellen = Anlaufstelle.objects.filter(pk__in={stelle for stelle, _halt in zeilen})
    stellen = stellen.select_related("partner", "netzwerk").prefetch_related("zeiten", "ausnahmen", "halte")
    halte, buch = {halt for _stelle, halt in zeilen}, Kalenderbuch(am)
    nahe = [
        NaherHalt(stelle, halt, abstand_km(punkt, halt.punkt))
        for stelle in stellen
        for halt in make_halte([zeile for zeile in stelle.tour if zeile.pk in halte], buch.plan(stelle), moment)
        if halt.termine
    ]
    return sorted(nahe, key=lambda eins: (eins.halt.termine[0][0], eins.km))[:anzahl]


def _nahe_zeilen(punkt: tuple[float, float], km: float, am: date) -> list[tuple[int, int]]:
    """Point and row of the stops nearest to the place that may be shown and are not over; all rows of a stop."""
    sued, nord, west, ost = rahmen_um(punkt, km)
    halte = Tourhalt.objects.filter(
        Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=am),
        anlaufstelle__in=Anlaufstelle.objects.auffindbar(am).filter(adresse_geschuetzt=False),
        lat__range=(sued, nord),
        lon__range=(west, ost),
        adresse_geschuetzt=False,
    )
    zeilen = halte.order_by("pk").values_list("anlaufstelle_id", "pk", "bezeichnung", "strasse", "plz", "lat", "lon")
    gruppen: dict[tuple, tuple[float, list[tuple[int, int]]]] = {}
    for stelle, halt, *ort, lat, lon in zeilen:
        weit = abstand_km(punkt, (lat, lon))
        if weit <= km:
            gruppen.setdefault((stelle, *ort), (weit, []))[1].append((stelle, halt))
    naechste = sorted(gruppen.values(), key=itemgetter(0))[:NAHE_AUSWAHL]
    return [zeile for _weit, teile in naechste for zeile in teile]
