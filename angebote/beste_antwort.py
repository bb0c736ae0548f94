"""Above the list: the one thing that the words mean, with the office or the drop-in point at the visitor's place."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Value, When

from angebote.models import Leistung, Zustaendigkeit
from angebote.suche import Suche
from anlaufstellen.models import Anlaufstelle
from netzwerk.orte import Ort

# Where people are helped whatever it is about, in this order.
OFFENE_ARTEN = (Anlaufstelle.Art.INFOPOINT, Anlaufstelle.Art.TREFF, Anlaufstelle.Art.MOBIL, Anlaufstelle.Art.HOTLINE)


@dataclass(frozen=True)
class BesteAntwort:
    """``zustaendig`` is the office for ``leistung`` where the visitor lives; ``stelle`` the drop-in point meant."""

    leistung: Leistung | None = None
    zustaendig: Zustaendigkeit | None = None
    stelle: Anlaufstelle | None = None

    @property
    def stellen(self) -> list[Anlaufstelle]:
        """The point as a list, which may be empty."""
        return [self.stelle] if self.stelle else []


def find_beste_antwort(suche: Suche | None, frage: str, ort: Ort | None, *, am: date) -> BesteAntwort:
    """What the whole question names; empty when it names nothing in particular."""
    if suche is None or not frage:
        return BesteAntwort()
    slug = suche.rahmen.leistungen.finde(frage)
    if slug and (leistung := Leistung.objects.sichtbar().filter(slug=slug).first()):
        return BesteAntwort(leistung=leistung, zustaendig=_zustaendig(leistung, ort, am))
    return BesteAntwort(stelle=_stelle(suche, frage, ort, am))


def _zustaendig(leistung: Leistung, ort: Ort | None, am: date) -> Zustaendigkeit | None:
    if ort is None:
        return None
    return leistung.zustaendigkeiten.with_stelle().oeffentlich(am).in_region(ort.regionen).first()


def _stelle(suche: Suche, frage: str, ort: Ort | None, am: date) -> Anlaufstelle | None:
    """The point that is named, else the open one at the place when somewhere to go is asked for."""
    stellen = Anlaufstelle.objects.auffindbar(am).with_zustand()
    if nummer := suche.rahmen.stellen.finde(frage):
        return stellen.filter(pk=nummer).first()
    if ort is None or not suche.rahmen.stellen.meint_irgendeine(frage):
        return None
    rang = Case(*(When(art=art, then=Value(i)) for i, art in enumerate(OFFENE_ARTEN)))
    return stellen.in_region(ort.regionen).filter(art__in=OFFENE_ARTEN).order_by(rang, "name").first()
