"""Which column of a foreign spreadsheet is which field: best guesses, what somebody chose, what was remembered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from netzwerk.models import Konto, Spaltenzuordnung, Zugang
from netzwerk.models.zuordnung import kennung
from netzwerk.rechte import Reichweite
from netzwerk.tabellen.kopf import Spaltenliste, spaltenbuchstabe
from netzwerk.tabellen.meldung import TabelleError, zitat
from netzwerk.tabellen.tabelle import Rohtabelle, Tabelle, deute
from netzwerk.text import falte

# So many values of a column are shown to whoever assigns it.
WERTE = 3


@dataclass
class Zuordnung:
    """``spalten``: heading → column, ``None`` for one that is not taken over; ``feste``: column → text for all rows."""

    spalten: dict[str, str | None]
    feste: dict[str, str] = field(default_factory=dict)

    def deute(self, roh: Rohtabelle, spalten: Spaltenliste) -> Tabelle:
        """Raises ``TabelleError`` with all that is wrong."""
        if fehler := self.fehler(spalten):
            raise TabelleError(*fehler)
        namen = [self.spalten.get(name) for name in ueberschriften(roh)]
        return deute(roh, spalten, namen, self.feste)

    def fehler(self, spalten: Spaltenliste) -> list[str]:
        gewaehlt = Counter(filter(None, self.spalten.values()))
        doppelt = [
            _("„{name}“ ist für mehrere Spalten gewählt. Bitte nur für eine.").format(name=name)
            for name, anzahl in gewaehlt.items()
            if anzahl > 1
        ]
        beides = [
            _("„{name}“ hat eine Spalte und einen festen Wert. Bitte nur eines davon.").format(name=name)
            for name in self.feste
            if name in gewaehlt
        ]
        fehlt = [
            _("„{name}“ fehlt. Bitte eine Spalte wählen oder einen festen Wert eintragen.").format(name=name)
            for name in spalten.pflicht
            if name not in gewaehlt and name not in self.feste
        ]
        return [*doppelt, *beides, *fehlt]


def ueberschriften(roh: Rohtabelle) -> list[str]:
    """A name for every column that has anything: its heading, with a number where that comes again, else its letter."""
    breite = max([len(roh.kopf), *(len(zellen) for _nummer, zellen in roh.zeilen)])
    namen: dict[str, None] = {}
    for i in range(breite):
        basis = (roh.kopf[i] if i < len(roh.kopf) else "") or _("Spalte {name}").format(name=spaltenbuchstabe(i))
        name, nummer = basis, 2
        while name in namen:
            name, nummer = f"{basis} ({nummer})", nummer + 1
        namen[name] = None
    return list(namen)


def beispiele(roh: Rohtabelle) -> list[list[str]]:
    """The first values of each column that are not empty."""
    je_spalte: list[list[str]] = [[] for _name in ueberschriften(roh)]
    for _nummer, zellen in roh.zeilen:
        for werte, zelle in zip(je_spalte, zellen, strict=False):
            if zelle and len(werte) < WERTE:
                werte.append(zelle)
    return je_spalte


def rate(roh: Rohtabelle, spalten: Spaltenliste) -> Zuordnung:
    """Each column at most once: exact names first, then what is most like one."""
    namen = ueberschriften(roh)
    gefunden: dict[str, str | None] = dict.fromkeys(namen)
    for suche in (spalten.finde, spalten.rate):
        for name in namen:
            spalte = None if gefunden[name] or spalten.ist_still(name) else suche(name)
            if spalte and spalte not in gefunden.values():
                gefunden[name] = spalte
    return Zuordnung(gefunden)


def find_gemerkte(
    roh: Rohtabelle, art: str, spalten: Spaltenliste, konto: Konto, weite: Reichweite
) -> Zuordnung | None:
    """The remembered assignment for a file with these headings, where it still makes sense."""
    namen = ueberschriften(roh)
    alle = Spaltenzuordnung.objects.fuer(art, netzwerke_von(konto, weite))
    for gemerkt in alle.filter(kennung=kennung(namen)):
        zuordnung = _lies_gemerkte(gemerkt, namen, spalten)
        if not zuordnung.fehler(spalten):
            return zuordnung
    return None


def _lies_gemerkte(gemerkt: Spaltenzuordnung, namen: list[str], spalten: Spaltenliste) -> Zuordnung:
    """For the headings as this file spells them. Columns that no longer exist are left out."""
    gefaltet = {falte(name): spalte for name, spalte in gemerkt.zuordnung.items() if spalte in spalten.namen}
    feste = {name: text for name, text in gemerkt.feste_werte.items() if name in spalten.namen}
    return Zuordnung({name: gefaltet.get(falte(name)) for name in namen}, feste)


def netzwerke_von(konto: Konto, weite: Reichweite) -> set[int]:
    """The networks whose assignments an account may use: those it coordinates, and its partners' ones."""
    if not weite.partner:
        return set(weite.netzwerke)
    partner = Zugang.objects.filter(konto=konto, partner__isnull=False)
    return set(weite.netzwerke) | set(partner.values_list("partner__netzwerke", flat=True)) - {None}


def merke(name: str, art: str, netzwerk_id: int | None, zuordnung: Zuordnung) -> Spaltenzuordnung:
    """Under a name that exists the new one takes the place of the old."""
    werte = {
        "zuordnung": {kopf: spalte or "" for kopf, spalte in zuordnung.spalten.items()},
        "feste_werte": zuordnung.feste,
    }
    gleiche = Spaltenzuordnung.objects.filter(name=name, art=art, netzwerk=netzwerk_id).order_by("pk").first()
    gemerkt = gleiche or Spaltenzuordnung(name=name, art=art, netzwerk_id=netzwerk_id)
    for feld, wert in werte.items():
        setattr(gemerkt, feld, wert)
    gemerkt.save()
    return gemerkt


def check_name(name: str) -> str:
    """The name without blanks around it. Raises ``TabelleError`` when it is too long."""
    name = " ".join(name.split())
    grenze = Spaltenzuordnung._meta.get_field("name").max_length
    if len(name) > grenze:
        text = _("Der Name {name} ist zu lang; höchstens {grenze} Zeichen sind möglich.")
        raise TabelleError(text.format(name=zitat(name), grenze=grenze))
    return name


def parse_wahl(daten: Mapping[str, str], roh: Rohtabelle, spalten: Spaltenliste, zeilen: int) -> Zuordnung:
    """What the page of assignments sends back; anything that is no column of the kind is taken for none."""

    def spalte(feld: str) -> str | None:
        wert = daten.get(feld, "")
        return wert if wert in spalten.namen else None

    gewaehlt = {name: spalte(f"spalte_{i}") for i, name in enumerate(ueberschriften(roh))}
    feste = {}
    for i in range(zeilen):
        text = daten.get(f"wert_{i}", "").strip()
        if (name := spalte(f"fest_{i}")) and text:
            feste[name] = text
    return Zuordnung(gewaehlt, feste)
