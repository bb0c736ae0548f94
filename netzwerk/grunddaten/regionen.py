"""The tree of regions: level by level, new ones in bulk, changed ones through ``Region.save``."""

from collections.abc import Iterable
from pathlib import Path

from netzwerk.abgleich import save_objekt
from netzwerk.fixtures import Eintrag, lade, read_csv
from netzwerk.models import Ebene, Ortsname, Region
from netzwerk.ortsnamen import schreibweisen
from netzwerk.text import falte, slug_aus

BUND = "DE"


class Baum(dict):
    """Loaded regions by AGS, Germany by „DE“, an Ortsteil by „AGS/Name“ of where it lies."""

    def __missing__(self, schluessel):
        raise ValueError("diese Region gibt es nicht.")


def load_regionen(ordner: Path) -> list[tuple[int, str]]:
    """Germany, its Länder, Kreise, Gemeinden and Ortsteile with all their spellings."""
    gemeinden = read_csv(ordner / "gemeinden.csv")
    stufen = {
        Ebene.BUND: [Eintrag("Grunddaten", "Deutschland", {"name": "Deutschland", "bezeichnung": "Bund"})],
        Ebene.LAND: read_csv(ordner / "laender.csv"),
        Ebene.KREIS: read_csv(ordner / "kreise.csv"),
        Ebene.GEMEINDE: [eintrag for eintrag in gemeinden if eintrag.werte["ebene"] == "gemeinde"],
        Ebene.ORTSTEIL: [eintrag for eintrag in gemeinden if eintrag.werte["ebene"] == "ortsteil"],
    }
    baum, aliase = Baum(), []
    for ebene, eintraege in stufen.items():
        aliase += _load_stufe(ebene, eintraege, baum)
    aliase += lade(read_csv(ordner / "aliase.csv"), lambda e: (e.lies("ags", baum.__getitem__), e.pflicht("alias")))
    _load_aliase(aliase)
    worte = ("Bund", "Länder", "Kreise", "Gemeinden und Bezirke", "Ortsteile")
    return [(len(eintraege), wort) for eintraege, wort in zip(stufen.values(), worte, strict=True)][1:]


def _load_stufe(ebene: Ebene, eintraege: list[Eintrag], baum: Baum) -> list[tuple[Region, str]]:
    """Adds one level to the tree; returns the aliases that its lines name."""
    vorhanden = {region.ags or region.pfad: region for region in Region.objects.filter(ebene=ebene)}
    neue, aliase = [], []

    def load(eintrag: Eintrag) -> tuple[str, Region]:
        werte = _werte(eintrag, ebene, baum)
        pfad, schluessel = _pfad_und_schluessel(**werte)
        region = vorhanden.get(werte["ags"] or pfad)
        if region:
            save_objekt(region, eintrag, **werte)
        else:
            region = Region(pfad=pfad, **werte)
            neue.append(region)
        aliase.extend((region, alias) for alias in eintrag.hol("aliase", "").split("|"))
        return schluessel, region

    baum |= lade(eintraege, load)
    Region.objects.bulk_create(neue)
    Ortsname.objects.bulk_create(
        Ortsname(region=region, name=form, gefaltet=form) for region in neue for form in sorted(_formen(region))
    )
    return aliase


def _werte(eintrag: Eintrag, ebene: Ebene, baum: Baum) -> dict:
    """Fields of a region from one line; ``eltern`` is looked up among the levels already loaded."""
    spalte = {Ebene.KREIS: "land_ags", Ebene.LAND: ""}.get(ebene, "eltern")
    eintrag.hol("ebene")
    return {
        "name": eintrag.pflicht("name"),
        "bezeichnung": eintrag.hol("bezeichnung", "Land"),
        "ebene": ebene,
        "ags": eintrag.hol("ags") or None,
        "eltern": baum[BUND] if ebene == Ebene.LAND else eintrag.lies(spalte, baum.__getitem__),
        "lat": eintrag.lies("lat", _grad),
        "lon": eintrag.lies("lon", _grad),
        **eintrag.texte("nuts3", "iso"),
    }


def _pfad_und_schluessel(*, name: str, ebene: Ebene, ags: str | None, eltern: Region | None, **_rest) -> tuple:
    """The path as ``Region.save`` makes it, and the key in the tree."""
    if ebene == Ebene.BUND:
        return "de/", BUND
    return f"{eltern.pfad}{ags or slug_aus(name)}/", ags or f"{eltern.ags}/{name}"


def _grad(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError("bitte Grad mit Punkt, z. B. „51.7069“.") from None


def _formen(region: Region) -> set[str]:
    eltern_name = region.eltern.name if region.ebene >= Ebene.GEMEINDE else ""
    return schreibweisen(region.name, region.bezeichnung, eltern_name)


def _load_aliase(aliase: Iterable[tuple[Region, str]]) -> None:
    """Adds the spellings that no rule makes („OHZ“, „Bundesrepublik“)."""
    vorhanden = set(Ortsname.objects.values_list("region_id", "gefaltet"))
    neue = {}
    for region, alias in aliase:
        schluessel = (region.pk, falte(alias))
        if alias and schluessel not in vorhanden:
            neue[schluessel] = Ortsname(region=region, name=alias, gefaltet=schluessel[1], ist_alias=True)
    Ortsname.objects.bulk_create(neue.values())
