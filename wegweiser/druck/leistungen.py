"""Benefits as rows of a table: what, for whom, how much, and which office is responsible here."""

from collections import defaultdict

from angebote.models import Leistung, Zustaendigkeit
from netzwerk.models import Ebene
from wegweiser.druck.heft import Leistungszeile, Stelle, Zustaendig
from wegweiser.druck.kuerzen import kern
from wegweiser.druck.lage import Lage
from wegweiser.models import Kapitel


def leistungszeilen(kapitel: Kapitel, lage: Lage) -> tuple[Leistungszeile, ...]:
    """A chapter of the kind „Tabelle der Leistungen“ with no benefit chosen shows all; a stage shows none."""
    gewaehlt = list(kapitel.leistungen.sichtbar())
    if not gewaehlt and kapitel.art == Kapitel.Art.LEISTUNGEN:
        gewaehlt = list(Leistung.objects.sichtbar())
    lage.leistungen |= {leistung.pk: leistung for leistung in gewaehlt}
    stellen = zustaendige(gewaehlt, lage)
    zeilen = tuple(_zeile(leistung, stellen[leistung.pk], kapitel, lage) for leistung in gewaehlt)
    for leistung, zeile in zip(gewaehlt, zeilen, strict=True):
        lage.fundorte.leistung(leistung, zeile.anker)
    return zeilen


def _zeile(leistung: Leistung, stellen: tuple[Stelle, ...], kapitel: Kapitel, lage: Lage) -> Leistungszeile:
    def text(feld: str) -> str:
        return kern(lage.text(getattr(leistung, feld), wo=f"Leistung „{leistung.name}“"))

    return Leistungszeile(
        anker=f"k{kapitel.pk}-{leistung.slug}",
        name=leistung.name,
        was=leistung.kurzbeschreibung,
        fuer_wen=text("fuer_wen"),
        hoehe=text("hoehe"),
        wo=text("wo"),
        stellen=stellen,
        pfad=leistung.get_absolute_url(),
    )


def zustaendige(leistungen: list[Leistung], lage: Lage) -> dict[int, tuple[Stelle, ...]]:
    """The offices responsible in the guide's area, by benefit; offices of the place itself instead of wider ones."""
    je_leistung: dict[int, list[Zustaendigkeit]] = defaultdict(list)
    if lage.regionen:
        alle = Zustaendigkeit.objects.filter(leistung__in=leistungen).in_region(lage.regionen)
        for eine in alle.oeffentlich(lage.am).with_stelle():
            je_leistung[eine.leistung_id].append(eine)
    stellen = defaultdict(tuple)
    for leistung_id, zeilen in je_leistung.items():
        stellen[leistung_id] = _stellen([z for z in zeilen if z.region.ebene >= Ebene.KREIS] or zeilen)
    return stellen


def _stellen(zeilen: list[Zustaendigkeit]) -> tuple[Stelle, ...]:
    """Each office once, each person in it once with all the places that belong to her or him."""
    mit_gebiet = len({zeile.region_id for zeile in zeilen}) > 1
    je_stelle: dict[tuple, dict[tuple, list[str]]] = defaultdict(lambda: defaultdict(list))
    for zeile in zeilen:
        stelle = str(zeile.stelle), str(zeile.stelle.anschrift or ""), zeile.formular
        person = str(zeile.person_oeffentlich or ""), zeile.telefon, zeile.hinweis
        je_stelle[stelle][person].append(str(zeile.region))
    return tuple(
        Stelle(*stelle, tuple(Zustaendig(", ".join(gebiete) if mit_gebiet else "", *p) for p, gebiete in wer.items()))
        for stelle, wer in je_stelle.items()
    )
