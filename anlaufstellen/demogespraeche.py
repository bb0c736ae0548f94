"""Invented talks, hand-overs, criteria and material of the demo networks, from ``fixtures/demodaten/gespraeche.toml``.

The same on every machine for the same day. What is there already stays: numbers only come to points without any.
"""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from anlaufstellen.infopoint import Art
from anlaufstellen.models import Anlaufstelle, Bestand, Gespraech, Material, Qualitaetskriterium, Ueberleitung
from anlaufstellen.zeitraum import monatserster
from netzwerk.abgleich import Verzeichnis
from netzwerk.demodaten import ORDNER
from netzwerk.fixtures import Eintrag, lade, read_toml
from netzwerk.models import Netzwerk, Partner, Thema

TAGE = 183
# How often a main topic is talked about, in the order of the catalogue.
GEWICHTE = (10, 7, 5, 3, 6, 8, 3, 7, 2, 2, 1, 1)
DAUER = (("kurz", 3), ("mittel", 10), ("lang", 5), ("sehr_lang", 1))


def load_gespraeche(am: date, ordner: Path = ORDNER) -> list[tuple[int, str]]:
    """Raises ``DatenError``."""
    datei, laden = ordner / "gespraeche.toml", Laden(am)
    lade(read_toml(datei, "netz", "slug"), laden.load_netz)
    anzahlen = lade(read_toml(datei, "stelle", "schluessel"), laden.load_stelle)
    return [(sum(anzahlen), "Gespräche")]


class Laden:
    """One run: what the file may name."""

    def __init__(self, am: date):
        self.am = am
        self.netze = Verzeichnis(Netzwerk.objects.filter(ist_beispiel=True), "slug")
        self.stellen = Verzeichnis(Anlaufstelle.objects.select_related("netzwerk"), "externer_schluessel")
        self.themen = list(Thema.objects.filter(eltern=None))

    def load_netz(self, eintrag: Eintrag) -> None:
        netzwerk = eintrag.eins("slug", self.netze.__getitem__)
        for art in eintrag.viele("kriterien", Art):
            Qualitaetskriterium.objects.get_or_create(netzwerk=netzwerk, art=art)
        for name in eintrag.viele("material", str):
            Material.objects.get_or_create(netzwerk=netzwerk, name=name)

    def load_stelle(self, eintrag: Eintrag) -> int:
        """How many talks there are at the point."""
        stelle = eintrag.eins("schluessel", self.stellen.__getitem__)
        tage = {"geschult_am": eintrag.hol("geschult"), "infopoint_geprueft_am": eintrag.hol("geprueft")}
        werte = {name: self.am - timedelta(days=anzahl) for name, anzahl in tage.items() if anzahl}
        if werte:
            Anlaufstelle.objects.filter(pk=stelle.pk).update(**werte)
        self._load_bestand(stelle, eintrag.hol("bestand", {}), eintrag.hol("bestellt", {}))
        je_monat = eintrag.hol("je_monat", 0)
        if not stelle.gespraeche.exists():
            self._make_gespraeche(stelle, round(je_monat * TAGE / 30.5))
        return stelle.gespraeche.count()

    def _load_bestand(self, stelle: Anlaufstelle, vorrat: dict, bestellt: dict) -> None:
        material = Verzeichnis(Material.objects.filter(netzwerk=stelle.netzwerk), "name")
        for name in {**vorrat, **bestellt}:
            stueck = bestellt.get(name, 0)
            werte = {"anzahl": vorrat.get(name, 0), "bestellt": stueck}
            werte["bestellt_am"] = self.am - timedelta(days=5) if stueck else None
            Bestand.objects.get_or_create(anlaufstelle=stelle, material=material[name], defaults=werte)

    def _make_gespraeche(self, stelle: Anlaufstelle, anzahl: int) -> None:
        zufall = Random(stelle.externer_schluessel)  # noqa: S311 - invented numbers, the same everywhere
        partner = list(Partner.objects.filter(netzwerke=stelle.netzwerk).order_by("externer_schluessel"))
        gespraeche = Gespraech.objects.bulk_create(self._gespraech(stelle, zufall) for _nummer in range(anzahl))
        themen, verweise, boegen = [], [], {}
        for gespraech in gespraeche:
            gewaehlt = {zufall.choices(self.themen, GEWICHTE[: len(self.themen)])[0] for _mal in range(2)}
            ziele = {partner[(thema.pk * 3 + zufall.choice((0, 0, 0, 1, 2))) % len(partner)] for thema in gewaehlt}
            themen += [Gespraech.themen.through(gespraech=gespraech, thema=thema) for thema in gewaehlt]
            if zufall.random() < 0.7:
                verweise += [Gespraech.verwiesen_an.through(gespraech=gespraech, partner=ziel) for ziel in ziele]
            if zufall.random() < 0.2:
                schluessel = (min(ziele, key=lambda eins: eins.pk).pk, monatserster(gespraech.tag))
                boegen[schluessel] = boegen.get(schluessel, 0) + 1
        Gespraech.themen.through.objects.bulk_create(themen)
        Gespraech.verwiesen_an.through.objects.bulk_create(verweise)
        Ueberleitung.objects.bulk_create(
            Ueberleitung(anlaufstelle=stelle, partner_id=ziel, monat=monat, anzahl=anzahl)
            for (ziel, monat), anzahl in boegen.items()
        )

    def _gespraech(self, stelle: Anlaufstelle, zufall: Random) -> Gespraech:
        """On a weekday of the last half year; one in eight finds nothing suitable."""
        tag = self.am - timedelta(days=zufall.randrange(TAGE))
        tag -= timedelta(days=max(tag.weekday() - 4, 0))
        dauer = zufall.choices([wert for wert, _n in DAUER], [gewicht for _w, gewicht in DAUER])[0]
        luecke = zufall.choice(self.themen[:6]) if zufall.random() < 0.12 else None
        return Gespraech(anlaufstelle=stelle, tag=tag, dauer=dauer, ist_erstes=zufall.random() < 0.65, luecke=luecke)
