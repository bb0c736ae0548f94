"""The maps of the pages: which points and which names of places stand on them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from anlaufstellen.karte import HOECHSTENS, Karte, Rahmen, Ziel, abstand_km, make_rahmen, zeichne
from anlaufstellen.models import Anlaufstelle
from anlaufstellen.touren import Halt
from netzwerk.entfernung import rahmen_um
from netzwerk.models import Ebene, Region
from netzwerk.orte import Ort

NACHBARN = 6
NACHBARN_KM = 15
# Up to this width of the frame a kind of place is named on it.
GRENZEN_KM = {Ebene.ORTSTEIL: 14, Ebene.GEMEINDE: 70}
STADT = ("Kreisfreie Stadt", "Stadtkreis")
ORTSNAMEN = 200


def make_karte(stellen: Iterable[Anlaufstelle], *, mitte: Ort | None = None, titel: str = "") -> Karte | None:
    """The points one goes to, numbered in their order, seen from ``mitte``; ``None`` when there is none to show.

    Protected ones, lines and online rooms have no point, so they are not on it. More than thirty are not drawn.
    """
    ziele = [_ziel(stelle) for stelle in stellen if stelle.punkt][:HOECHSTENS]
    punkt = mitte.punkt if mitte else None
    return _zeichne(ziele, punkt, mitte.name if mitte else "", titel=titel or _("Anlaufstellen auf der Karte"))


def make_umgebung(stelle: Anlaufstelle, am: date) -> Karte | None:
    """A point with the nearest others around it."""
    if not stelle.punkt:
        return None
    sued, nord, west, ost = rahmen_um(stelle.punkt, NACHBARN_KM)
    andere = (
        Anlaufstelle.objects.auffindbar(am)
        .exclude(pk=stelle.pk)
        .filter(lat__range=(sued, nord), lon__range=(west, ost), adresse_geschuetzt=False)
    )
    nachbarn = sorted(filter(lambda eine: eine.punkt, andere), key=lambda eine: abstand_km(stelle.punkt, eine.punkt))
    ziele = [_ziel(stelle, ist_eigen=True), *map(_ziel, nachbarn[:NACHBARN])]
    return _zeichne(ziele, None, "", titel=_("So liegt diese Anlaufstelle"))


def make_tourkarte(tour: Iterable[Halt]) -> Karte | None:
    """The stops of a tour, joined in the order of the week; their addresses stand in its table."""
    ziele = [Ziel(halt.bezeichnung, halt.punkt, ungefaehr=halt.ungefaehr) for halt in tour if halt.punkt]
    return _zeichne(ziele[:HOECHSTENS], None, "", titel=_("Die Tour auf der Karte"), ist_tour=True)


def _ziel(stelle: Anlaufstelle, *, ist_eigen: bool = False) -> Ziel:
    return Ziel(
        stelle.name,
        stelle.punkt,
        "" if ist_eigen else stelle.get_absolute_url(),
        stelle.wo_in_worten,
        bool(stelle.koordinate_von_plz),
        ist_eigen,
    )


def _zeichne(ziele: list[Ziel], punkt, name: str, *, titel: str, ist_tour: bool = False) -> Karte | None:
    rahmen = make_rahmen(ziele, punkt)
    if rahmen is None:
        return None
    orte = _ortsnamen(rahmen)
    return zeichne(rahmen, ziele, orte, mitte=punkt, mitte_name=name, ist_tour=ist_tour, titel=titel)


def _ortsnamen(rahmen: Rahmen) -> list[tuple[str, tuple[float, float]]]:
    """Known places inside the frame, the larger ones first."""
    sued, nord, west, ost = rahmen.grenzen
    weite = (ost - west) * rahmen.km_je_laenge
    ebenen = [ebene for ebene, grenze in GRENZEN_KM.items() if weite <= grenze]
    innen = Region.objects.filter(lat__range=(sued, nord), lon__range=(west, ost))
    regionen = innen.filter(ebene__in=ebenen) | innen.filter(ebene=Ebene.KREIS, bezeichnung__in=STADT)
    zeilen = regionen.order_by("ebene", F("ags").asc(nulls_last=True), "name")[:ORTSNAMEN]
    return [(name, (lat, lon)) for name, lat, lon in zeilen.values_list("name", "lat", "lon")]
