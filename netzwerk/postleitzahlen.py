"""Nationwide postcodes from a file: all or nothing, every fault with line, column, value and remedy.

Two formats are known: GeoNames' postal code file (tab separated, 12 columns, no heading, https://www.geonames.org/)
and a plain table (comma or semicolon, with the columns plz, ort, lat, lon and kreis_ags or regionen).
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from netzwerk.fixtures import DatenError
from netzwerk.models import Ebene, Ortsname, Postleitzahl, Region
from netzwerk.plz_datei import PlzZeile, fehler_text, parse_datei, spaltenfehler
from netzwerk.text import falte

TABELLE = Postleitzahl.regionen.through
# Kreise that were merged into another; old files still name them.
AUFGEGANGEN = {"03152": "03159", "03156": "03159", "05313": "05334", "05354": "05334", "16056": "16063"}


@dataclass(frozen=True)
class Ergebnis:
    """How many lines were read, and how many postcode places that made new or changed."""

    zeilen: int
    neu: int
    geaendert: int


class Gebiete:
    """All regions in memory, for finding where a line of the file lies."""

    def __init__(self):
        regionen = list(Region.objects.only("pk", "ags", "pfad", "ebene", "name"))
        self.ebenen = {region.pk: region.ebene for region in regionen}
        self.pfade = {region.pk: region.pfad for region in regionen}
        self.nach_schluessel = {region.ags: region.pk for region in regionen if region.ags}
        ags = {region.pk: region.ags for region in regionen}
        eltern = {region.pfad: region.pk for region in regionen}
        for region in regionen:
            if region.ebene == Ebene.ORTSTEIL:
                oben = eltern[region.pfad.rpartition("/")[0].rpartition("/")[0] + "/"]
                self.nach_schluessel[f"{ags[oben]}/{region.name}"] = region.pk
        self.nach_name = defaultdict(list)
        for form, pk in Ortsname.objects.filter(region__ebene__gte=Ebene.GEMEINDE).values_list("gefaltet", "region_id"):
            self.nach_name[form].append(pk)

    def finde(self, schluessel: str) -> int | None:
        return self.nach_schluessel.get(AUFGEGANGEN.get(schluessel, schluessel))

    def maengel(self, zeile: PlzZeile) -> list[tuple[int, str]]:
        """Keys of the line that no region has."""
        abhilfe = "diesen Schlüssel (AGS) kennen wir nicht. Bitte prüfen; führende Nullen gehören dazu."
        return [
            (zeile.nummer, f"Zeile {zeile.nummer}{spaltenfehler(zeile.spalte, schluessel, abhilfe)}")
            for schluessel in zeile.regionen
            if self.finde(schluessel) is None
        ]

    def im_kreis(self, kreis: int, ort: str) -> int | None:
        """The one Gemeinde or Ortsteil of that name in the Kreis; of several lying in one another the smallest."""
        treffer = self.kleinste(pk for pk in self.nach_name[falte(ort)] if self.liegt_in(pk, kreis))
        return treffer[0] if len(treffer) == 1 else None

    def ist_fein(self, pk: int) -> bool:
        return self.ebenen[pk] >= Ebene.GEMEINDE

    def liegt_in(self, pk: int, gebiet: int) -> bool:
        return self.pfade[pk].startswith(self.pfade[gebiet])

    def kleinste(self, gebiete) -> list[int]:
        gebiete = list(gebiete)
        return [pk for pk in gebiete if not any(self.liegt_in(a, pk) and a != pk for a in gebiete)]

    def groesste(self, gebiete) -> set[int]:
        return {pk for pk in gebiete if not any(self.liegt_in(pk, a) and a != pk for a in gebiete)}


@transaction.atomic
def import_postleitzahlen(datei: Path) -> Ergebnis:
    """Takes the file over, or nothing of it. Raises ``DatenError`` with one line per fault.

    Coordinates and regions of the file hold, but finer regions that a postcode already has inside them are kept.
    Postcodes that the file does not name stay.
    """
    zeilen, fehler = parse_datei(datei.read_bytes())
    gebiete = Gebiete()
    fehler += [mangel for zeile in zeilen for mangel in gebiete.maengel(zeile)]
    if fehler:
        raise DatenError(fehler_text(fehler))
    bestand = Bestand()
    soll = _lage(zeilen, gebiete, bestand)
    neu, geaendert = bestand.save_punkte({(z.plz, z.ort): (z.lat, z.lon) for z in reversed(zeilen)})
    geaendert |= bestand.save_regionen(soll)
    return Ergebnis(len(zeilen), len(neu), len(geaendert - neu))


def _lage(zeilen: list[PlzZeile], gebiete: Gebiete, bestand: "Bestand") -> dict[tuple[str, str], set[int]]:
    """The regions of every postcode place: by the file's keys, by name within the Kreis, else the Kreis.

    Where a name is unknown, the finer regions of the same postcode in that Kreis are the best guess.
    """
    soll, feiner, offen = defaultdict(set), defaultdict(set), []
    for (plz, _ort), regionen in bestand.regionen.items():
        feiner[plz] |= {pk for pk in regionen if gebiete.ist_fein(pk)}
    for zeile in zeilen:
        lage = {gebiete.finde(schluessel) for schluessel in zeile.regionen}
        gemeinde = gebiete.im_kreis(*lage, zeile.ort) if zeile.ist_kreis else None
        if gemeinde:
            feiner[zeile.plz].add(gemeinde)
            lage = {gemeinde}
        elif zeile.ist_kreis:
            offen.append((zeile, *lage))
            continue
        soll[zeile.plz, zeile.ort] |= lage
    for zeile, kreis in offen:
        bekannte = gebiete.groesste({pk for pk in feiner[zeile.plz] if gebiete.liegt_in(pk, kreis)})
        soll[zeile.plz, zeile.ort] |= bekannte or {kreis}
    return {key: _mit_feineren(lage, bestand.regionen.get(key, ()), gebiete) for key, lage in soll.items()}


def _mit_feineren(lage: set[int], vorhandene, gebiete: Gebiete) -> set[int]:
    """Each region, or instead of it the ones inside it that the postcode place already has."""
    return {pk for region in lage for pk in {v for v in vorhandene if gebiete.liegt_in(v, region)} or {region}}


class Bestand:
    """The stored postcode places, all in memory: 8,000 to 25,000."""

    def __init__(self):
        self.zeilen = {(zeile.plz, zeile.ort): zeile for zeile in Postleitzahl.objects.all()}
        schluessel = {zeile.pk: key for key, zeile in self.zeilen.items()}
        self.regionen = defaultdict(set)
        for plz_id, region_id in TABELLE.objects.values_list("postleitzahl_id", "region_id"):
            self.regionen[schluessel[plz_id]].add(region_id)

    def save_punkte(self, punkte: dict[tuple[str, str], tuple[float, float]]) -> tuple[set, set]:
        """Saves the coordinates; returns the keys of new and of changed places."""
        neu = {
            key: Postleitzahl(plz=key[0], ort=key[1], ort_gefaltet=falte(key[1]), lat=lat, lon=lon)
            for key, (lat, lon) in sorted(punkte.items())
            if key not in self.zeilen
        }
        geaendert = {key for key in punkte.keys() - neu if (self.zeilen[key].lat, self.zeilen[key].lon) != punkte[key]}
        for key in geaendert:
            self.zeilen[key].lat, self.zeilen[key].lon = punkte[key]
        Postleitzahl.objects.bulk_create(neu.values(), batch_size=2000)
        Postleitzahl.objects.bulk_update([self.zeilen[key] for key in geaendert], ["lat", "lon"], batch_size=300)
        self.zeilen |= neu
        return set(neu), geaendert

    def save_regionen(self, soll: dict[tuple[str, str], set[int]]) -> set[tuple[str, str]]:
        """Saves in which regions the places lie; returns the keys of those that moved."""
        bewegt = {key for key, regionen in soll.items() if regionen != self.regionen[key]}
        nummern = {key: self.zeilen[key].pk for key in bewegt}
        alte = [nummern[key] for key in bewegt if self.regionen[key]]
        TABELLE.objects.filter(postleitzahl__in=alte).delete()
        TABELLE.objects.bulk_create(
            (TABELLE(postleitzahl_id=nummern[key], region_id=pk) for key in bewegt for pk in soll[key]), batch_size=2000
        )
        return bewegt
