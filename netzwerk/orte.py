"""Place lookup: what people type (PLZ, place, Ortsteil, Kreis, AGS) → regions and a point.

Several hits are a choice for the visitor, none leads to the nearest spellings; nothing is guessed silently.
"""

import re
from dataclasses import dataclass, field
from operator import attrgetter

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from netzwerk.models import Ortsname, Postleitzahl, Region
from netzwerk.text import falte

PLZ = re.compile(r"(?<!\d)(\d{5})(?!\d)")
AGS = re.compile(r"^(?:AGS\s*)?(\d{2}|\d{5}|\d{8})$", re.IGNORECASE)
AEHNLICH_AB = 70
VORSCHLAEGE = 3


@dataclass(frozen=True)
class Ort:
    """A place that was understood: its name for people, its regions, and a point (WGS84) where one is known."""

    name: str
    regionen: tuple[Region, ...]
    punkt: tuple[float, float] | None = None


@dataclass(frozen=True)
class Ortssuche:
    """The answer to one question: exactly one ``ort``, or an ``auswahl``, or ``vorschlaege`` of similar names."""

    eingabe: str
    ort: Ort | None = None
    auswahl: list[Region] = field(default_factory=list)
    vorschlaege: list[str] = field(default_factory=list)


def finde_ort(eingabe: str) -> Ortssuche:
    """Looks the text up as PLZ, then as AGS, then as a name; „12619 Berlin“ counts as its PLZ."""
    text = " ".join(eingabe.replace("\x00", "").split())[:120]
    if plz := PLZ.search(text):
        ort = _finde_plz(plz[1])
        if ort:
            return Ortssuche(text, ort)
    if ags := AGS.match(text):
        region = Region.objects.filter(ags=ags[1]).first()
        if region:
            return Ortssuche(text, _ort(region))
    regionen = _finde_namen(falte(PLZ.sub(" ", text)))
    if len(regionen) == 1:
        return Ortssuche(text, _ort(regionen[0]))
    return Ortssuche(text, auswahl=regionen, vorschlaege=[] if regionen else _aehnliche(text))


def finde_region(eingabe: str) -> Region:
    """The one region an editor means. Raises ``ValueError`` with a German hint when it is none or several."""
    text = " ".join(eingabe.split())
    if ags := AGS.match(text):
        region = Region.objects.filter(ags=ags[1]).first()
        regionen = [region] if region else []
    else:
        regionen = _finde_namen(falte(text))
    if len(regionen) == 1:
        return regionen[0]
    if regionen:
        raise ValueError(f"ist mehrdeutig; gemeint sein kann {oder(str(region) for region in regionen)}")
    vorschlaege = _aehnliche(text)
    raise ValueError(f"kennen wir nicht; ähnlich ist {oder(vorschlaege)}" if vorschlaege else "kennen wir nicht")


def oder(namen) -> str:
    """„A“, „B“ oder „C“."""
    *vorne, letzter = (f"„{name}“" for name in namen)
    return f"{', '.join(vorne)} oder {letzter}" if vorne else letzter


def _ort(region: Region) -> Ort:
    return Ort(str(region), (region,), None if region.lat is None else (region.lat, region.lon))


def _finde_plz(plz: str) -> Ort | None:
    zeilen = list(Postleitzahl.objects.filter(plz=plz).prefetch_related("regionen__eltern"))
    regionen = {region.pk: region for zeile in zeilen for region in zeile.regionen.all()}
    if not regionen:
        return None
    namen = sorted({zeile.ort for zeile in zeilen}, key=len)
    mitte = tuple(sum(map(attrgetter(name), zeilen)) / len(zeilen) for name in ("lat", "lon"))
    return Ort(f"{plz} {namen[0]}", tuple(sorted(regionen.values(), key=attrgetter("pfad"))), mitte)


def _finde_namen(gefaltet: str) -> list[Region]:
    """Regions of that exact spelling. Of regions lying in one another only the smallest is meant."""
    if not gefaltet:
        return []
    treffer = Region.objects.filter(ortsnamen__gefaltet=gefaltet).distinct().select_related("eltern")
    if not treffer:
        treffer = Region.objects.filter(postleitzahlen__ort_gefaltet=gefaltet).distinct().select_related("eltern")
    regionen = list(treffer)
    return [r for r in regionen if not any(s.pfad.startswith(r.pfad) and s.pk != r.pk for s in regionen)]


def _aehnliche(text: str) -> list[str]:
    """Names of regions most like the text, best first."""
    gefaltet = falte(text)
    schreibweisen = {}
    for form, region_id in Ortsname.objects.values_list("gefaltet", "region_id"):
        schreibweisen.setdefault(form, region_id)
    beste = process.extract(gefaltet, schreibweisen.keys(), scorer=ratio, score_cutoff=AEHNLICH_AB, limit=12)
    nummern = list(dict.fromkeys(schreibweisen[form] for form, _wert, _index in beste))[:VORSCHLAEGE]
    regionen = Region.objects.select_related("eltern").in_bulk(nummern)
    return [str(regionen[nummer]) for nummer in nummern]
