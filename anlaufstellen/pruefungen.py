"""Gives points their checklist as Infopoint: one query for the criteria of all their networks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from anlaufstellen.infopoint import Angaben, Pruefung, pruefe
from anlaufstellen.models import Anlaufstelle, Qualitaetskriterium
from netzwerk.models import MIT_KIND, Kinderbetreuung


def add_pruefungen(stellen: Iterable[Anlaufstelle], am: date) -> None:
    """Sets ``pruefung``. Wants ``zeiten`` prefetched; the stops of mobile points are loaded where they count."""
    stellen = list(stellen)
    je_netz: dict[int, list[tuple[str, str]]] = {}
    netze = {stelle.netzwerk_id for stelle in stellen}
    for kriterium in Qualitaetskriterium.objects.filter(netzwerk__in=netze - {None}).order_by("pk"):
        je_netz.setdefault(kriterium.netzwerk_id, []).append((kriterium.art, str(kriterium)))
    gefragt = [stelle for stelle in stellen if stelle.netzwerk_id in je_netz]
    prefetch_related_objects([s for s in gefragt if s.art == Anlaufstelle.Art.MOBIL], "halte")
    for stelle in stellen:
        stelle.pruefung = Pruefung()
    for stelle in gefragt:
        kriterien = je_netz[stelle.netzwerk_id]
        stelle.pruefung = pruefe(kriterien, make_angaben(stelle), stelle.infopoint_geprueft_am, am)


def make_angaben(stelle: Anlaufstelle) -> Angaben:
    zeilen = [*stelle.zeiten.all(), *(stelle.tour if stelle.art == Anlaufstelle.Art.MOBIL else ())]
    return Angaben(
        geschult_am=stelle.geschult_am,
        stufenfrei=stelle.stufenfrei,
        mit_kind=_mit_kind(stelle.kinderbetreuung),
        vertraulicher_raum=stelle.vertraulicher_raum,
        fenster=tuple(zeile.fenster for zeile in zeilen),
        durchgehend=stelle.durchgehend,
    )


def _mit_kind(wert: str) -> bool | None:
    return None if wert == Kinderbetreuung.UNBEKANNT else wert in MIT_KIND
