"""Place lookup: what people type (PLZ, place, Ortsteil, Kreis, AGS) → regions and a point.

Several hits are a choice for the visitor, none leads to the nearest spellings; nothing is guessed silently.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from netzwerk.models import Ebene, Ortsname, Postleitzahl, Region
from netzwerk.text import falte

PLZ = re.compile(r"(?<!\d)(\d{5})(?!\d)")
AGS = re.compile(r"^(AGS\s*)?(\d{2}|\d{5}|\d{8})$", re.IGNORECASE)
BEZEICHNUNGEN = {"stadt", "land", "bundesland", "landkreis", "kreis", "lk", "bezirk", "ortsteil", "gemeinde"}
AEHNLICH_AB = 70
VORSCHLAEGE = 3


@dataclass(frozen=True)
class Ort:
    """A place that was understood: its name for people, its regions, and a point (WGS84) where that says something.

    The middle of a Kreis is near its people; the middle of a Land or of Germany is not.
    """

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

    @property
    def ist_plz(self) -> bool:
        """A postcode was asked for, and nobody knows it."""
        return self.ort is None and not self.auswahl and self.eingabe.isdecimal() and len(self.eingabe) == 5


def find_ort(eingabe: str) -> Ortssuche:
    """Looks the text up as PLZ, then as AGS, then as a name; „12619 Berlin“ counts as its PLZ.

    Some PLZ are the AGS of another place as well („14612“ is Falkensee and Dresden): „AGS 14612“ is the AGS.
    """
    text = " ".join(eingabe.replace("\x00", "").split())[:120]
    ags = AGS.match(text)
    if (plz := PLZ.search(text)) and not (ags and ags[1]) and (ort := _find_plz(plz[1])):
        return Ortssuche(text, ort)
    if ags and (region := Region.objects.filter(ags=ags[2]).select_related("eltern").first()):
        return Ortssuche(text, _ort(region))
    gefaltet = falte(PLZ.sub(" ", text))
    regionen, punkt, name = _find_namen(gefaltet), None, ""
    if not regionen and gefaltet:
        regionen, punkt, name = _find_plz_ort(gefaltet)
    if len(regionen) == 1:
        return Ortssuche(text, Ort(f"{name} ({regionen[0]})", (regionen[0],), punkt) if name else _ort(regionen[0]))
    return Ortssuche(text, auswahl=regionen, vorschlaege=[] if regionen else _aehnliche(text))


def find_region(eingabe: str) -> Region:
    """The one region an editor means. Raises ``ValueError`` with a German hint when it is none or several."""
    text = " ".join(eingabe.split())
    if ags := AGS.match(text):
        region = Region.objects.filter(ags=ags[2]).select_related("eltern").first()
        regionen = [region] if region else []
    else:
        regionen = _find_namen(falte(text))
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
    ohne_punkt = region.lat is None or region.ebene < Ebene.KREIS
    return Ort(str(region), (region,), None if ohne_punkt else (region.lat, region.lon))


def _find_plz(plz: str) -> Ort | None:
    zeilen = list(Postleitzahl.objects.filter(plz=plz).prefetch_related("regionen__eltern"))
    regionen = _regionen(zeilen)
    return Ort(f"{plz} {_hauptort(zeilen)}", tuple(regionen), _mitte(zeilen)) if regionen else None


def _find_plz_ort(gefaltet: str) -> tuple[list[Region], tuple[float, float], str]:
    """A place that is no region of its own: the regions of its postcodes, its point and its name."""
    zeilen = list(Postleitzahl.objects.filter(ort_gefaltet=gefaltet).prefetch_related("regionen__eltern"))
    return (_kleinste(_regionen(zeilen)), _mitte(zeilen), zeilen[0].ort) if zeilen else ([], None, "")


def _regionen(zeilen: list[Postleitzahl]) -> list[Region]:
    regionen = {region.pk: region for zeile in zeilen for region in zeile.regionen.all()}
    return sorted(regionen.values(), key=attrgetter("pfad"))


def _mitte(zeilen: list[Postleitzahl]) -> tuple[float, float]:
    return tuple(sum(map(attrgetter(name), zeilen)) / len(zeilen) for name in ("lat", "lon"))


def _hauptort(zeilen: list[Postleitzahl]) -> str:
    """The place that names the postcode: its Gemeinde where one is known, else its shortest name „und Umgebung“."""
    orte = sorted({zeile.ort for zeile in zeilen}, key=lambda ort: (len(ort), ort))
    gemeinden = sorted(_regionen(zeilen), key=attrgetter("ebene"))
    bekannt = [ort for region in gemeinden for ort in orte if falte(ort) == falte(region.name)]
    return (bekannt or orte)[0] if bekannt or len(orte) == 1 else f"{orte[0]} und Umgebung"


def _find_namen(gefaltet: str) -> list[Region]:
    """Regions of that exact spelling."""
    if not gefaltet:
        return []
    return _kleinste(Region.objects.filter(ortsnamen__gefaltet=gefaltet).distinct().select_related("eltern"))


def _kleinste(regionen: Iterable[Region]) -> list[Region]:
    """Of regions lying in one another only the smallest is meant."""
    regionen = list(regionen)
    return [r for r in regionen if not any(s.pfad.startswith(r.pfad) and s.pk != r.pk for s in regionen)]


def _aehnliche(text: str) -> list[str]:
    """Names of regions most like the text, best first. „Stadt“, „Kreis“ … only count where they were typed."""
    gefaltet = falte(text)
    if not gefaltet:
        return []
    stumm = BEZEICHNUNGEN - set(gefaltet.split())
    schreibweisen = defaultdict(list)
    for form, region_id in Ortsname.objects.order_by("-region__ebene", "pk").values_list("gefaltet", "region_id"):
        if stumm.isdisjoint(form.split()):
            schreibweisen[form].append(region_id)
    beste = process.extract(gefaltet, schreibweisen.keys(), scorer=ratio, score_cutoff=AEHNLICH_AB, limit=12)
    treffer = [nummer for form, _wert, _index in beste for nummer in schreibweisen[form]]
    nummern = list(dict.fromkeys(treffer))[:VORSCHLAEGE]
    regionen = Region.objects.select_related("eltern").in_bulk(nummern)
    return [str(regionen[nummer]) for nummer in nummern]
