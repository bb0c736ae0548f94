"""The calendars of the Länder, and the state of many entries at a moment, for one query."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from netzwerk.feiertage import schulferien
from netzwerk.models import MitZeitplan, Schulferien
from netzwerk.oeffnungszeiten import Ferienart, Ferienzeit, Kalender, Zeitplan
from netzwerk.ortszeit import in_ortszeit
from netzwerk.zeitverlauf import verlauf


class Kalenderbuch:
    """The calendars of all Länder around a day: the year before, that year and the next two.

    School holidays that were read in for a Land count alone from the first to the last of them; before and after it
    are those that the package knows, so that a file of one school year takes nothing away from the next.
    """

    def __init__(self, am: date):
        self.am = am
        self.jahre = tuple(range(am.year - 1, am.year + 3))
        self.eigene: dict[str, list[Ferienzeit]] = {}
        zeilen = Schulferien.objects.filter(bis__year__gte=self.jahre[0], von__year__lte=self.jahre[-1])
        for land, art, von, bis in zeilen.order_by("von").values_list("land", "art", "von", "bis"):
            self.eigene.setdefault(land, []).append(Ferienzeit(Ferienart(art), von, bis))
        self._kalender: dict[tuple[str, str], Kalender] = {}

    def kalender(self, land: str, feiertage: str = MitZeitplan.Feiertage.ZU) -> Kalender:
        """``feiertage`` says what the place does on public holidays."""
        schluessel = (land, feiertage)
        if schluessel not in self._kalender:
            self._kalender[schluessel] = Kalender(
                None if feiertage == MitZeitplan.Feiertage.OFFEN else land,
                feiertage == MitZeitplan.Feiertage.KATHOLISCH,
                tuple(self._ferien(land)),
            )
        return self._kalender[schluessel]

    def _ferien(self, land: str) -> list[Ferienzeit]:
        paket = [zeit for jahr in self.jahre for zeit in _aus_paket(land, jahr)]
        if not (eigene := self.eigene.get(land)):
            return paket
        anfang, ende = eigene[0].von, max(zeit.bis for zeit in eigene)
        return eigene + [zeit for zeit in paket if zeit.bis < anfang or zeit.von > ende]

    def plan(self, objekt: MitZeitplan) -> Zeitplan:
        """The hours of an entry with its calendar. Wants ``zeiten`` and ``ausnahmen`` prefetched."""
        return objekt.make_zeitplan(self.kalender(objekt.land, objekt.feiertage))

    def plan_der_anwesenheit(self, objekt: MitZeitplan) -> Zeitplan:
        """When somebody is there: stops of a tour count too, and hours that an entry has from elsewhere."""
        plan = self.plan(objekt.zeitquelle)
        eigene = self.plan(objekt).ausnahmen if objekt.zeitquelle is not objekt else ()
        return replace(plan, fenster=plan.fenster + objekt.weitere_fenster, ausnahmen=plan.ausnahmen + tuple(eigene))


@lru_cache(maxsize=256)
def _aus_paket(land: str, jahr: int) -> tuple[Ferienzeit, ...]:
    return tuple(Ferienzeit(Ferienart(art), von, bis) for art, von, bis in schulferien(land, jahr))


def add_zustaende(objekte: Iterable[MitZeitplan], moment: datetime, buch: "Kalenderbuch | None" = None) -> None:
    """Give every entry its ``zustand`` at the moment, and those that follow in ``zustaende``.

    What one calls and whom one asks for says „erreichbar“, not „geöffnet“.
    """
    buch = buch or Kalenderbuch(in_ortszeit(moment).date())
    for objekt in objekte:
        objekt.zustaende = verlauf(buch.plan_der_anwesenheit(objekt), moment, am_telefon=objekt.sagt_erreichbar)
        objekt.zustand = objekt.zustaende[0]
