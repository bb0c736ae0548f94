"""What an import of partners, persons or points will do, row by row, before anything is done."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.db.models import Model

from netzwerk.einlesen.befugnis import Befugnis
from netzwerk.einlesen.sorte import Sorte
from netzwerk.models import Netzwerk
from netzwerk.tabellen.meldung import Meldung
from netzwerk.tabellen.plan import Aenderung, Art, Planbasis


@dataclass(frozen=True, slots=True)
class Auftrag:
    """``netzwerk`` is for new entries."""

    sorte: Sorte
    befugnis: Befugnis
    netzwerk: Netzwerk | None = None


@dataclass
class Vorgang:
    """What one row does. ``gelesen``: column → value; ``werte``, ``listen``, ``zeilen``: what is to be written."""

    zeile: int
    zellen: dict[str, str]
    gelesen: dict[str, object] = field(default_factory=dict)
    objekt: Model | None = None
    werte: dict = field(default_factory=dict)
    listen: dict = field(default_factory=dict)
    zeilen: dict = field(default_factory=dict)
    aenderungen: list[Aenderung] = field(default_factory=list)
    ueberschrift: str = ""
    nebenzeile: str = ""
    ziel: str = ""
    fehler: list[Meldung] = field(default_factory=list)
    hinweise: list[Meldung] = field(default_factory=list)

    @property
    def art(self) -> Art:
        if self.fehler:
            return Art.FEHLERHAFT
        if self.objekt is None:
            return Art.NEU
        return Art.GEAENDERT if self.aenderungen else Art.UNVERAENDERT

    @property
    def fehlerliste(self) -> list[Meldung]:
        """The errors in the order of the sheet's columns."""
        reihe = list(self.zellen)
        return sorted(self.fehler, key=lambda m: reihe.index(m.spalte) if m.spalte in reihe else -1)

    @property
    def schluessel(self) -> str:
        return str(self.gelesen.get("schluessel") or "")

    def melde(self, text: str, spalte: str = "") -> None:
        self.fehler.append(Meldung(text, self.zeile, spalte))


@dataclass(kw_only=True)
class Plan(Planbasis):
    auftrag: Auftrag

    @property
    def pruefsumme(self) -> str:
        """Equal for two plans that do the same to the same state."""
        inhalt = [
            [
                vorgang.zeile,
                vorgang.art,
                vorgang.objekt and vorgang.objekt.pk,
                {name: getattr(wert, "pk", wert) for name, wert in vorgang.werte.items()},
                {name: [ding.pk for ding in dinge] for name, dinge in vorgang.listen.items()},
                vorgang.zeilen,
                [asdict(aenderung) for aenderung in vorgang.aenderungen],
                [str(meldung) for meldung in vorgang.fehler],
            ]
            for vorgang in self.vorgaenge
        ]
        netzwerk = self.auftrag.netzwerk and self.auftrag.netzwerk.pk
        return hashlib.sha256(json.dumps([netzwerk, inhalt], default=str).encode()).hexdigest()
