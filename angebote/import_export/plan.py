"""What an import will do, row by row, before anything is done."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from angebote.import_export.spalten import SPALTEN
from angebote.models import Angebot
from netzwerk.models import Netzwerk, Partner, Region, Thema, Zielgruppe
from netzwerk.tabellen.meldung import Meldung, TabelleError, aufzaehlung, zitat
from netzwerk.tabellen.plan import Aenderung, Art, Planbasis

QUELLE = "tabelle"


@dataclass(frozen=True, slots=True)
class Auftrag:
    """How a sheet is to be taken.

    ``quelle`` names whose keys the sheet has. ``netzwerk`` is for new offers; ``None`` means: find it by partner and
    region. ``veroeffentlicht`` publishes new offers and drafts; without it nothing is ever unpublished.
    ``pruefe`` gets the stored offer (or ``None``), its future partner (``None``: a new one) and its network, and says
    in German why the account may not do that; "" means it may.
    """

    quelle: str = QUELLE
    netzwerk: Netzwerk | None = None
    veroeffentlicht: bool = False
    pruefe: Callable[[Angebot | None, Partner | None, Netzwerk | None], str] = lambda *_was: ""


def parse_auftrag(quelle: str, netzwerk: str, veroeffentlicht: bool) -> Auftrag:
    """From words on a command line; ``netzwerk`` is the slug of an active one or "". Raises ``TabelleError``."""
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,60}", quelle):
        raise TabelleError(
            _("Quelle {quelle}: bitte höchstens 60 Buchstaben (ohne Umlaute), Ziffern, „-“ und „_“.").format(
                quelle=zitat(quelle)
            )
        )
    if not netzwerk:
        return Auftrag(quelle, None, veroeffentlicht)
    aktive = {netz.slug: netz for netz in Netzwerk.objects.aktiv()}
    if netzwerk not in aktive:
        text = _("Ein aktives Netzwerk {netzwerk} gibt es nicht.").format(netzwerk=zitat(netzwerk))
        if aktive:
            text += " " + _("Möglich sind {slugs}.").format(slugs=aufzaehlung(sorted(aktive), _("und")))
        raise TabelleError(text)
    return Auftrag(quelle, aktive[netzwerk], veroeffentlicht)


@dataclass
class Vorgang:
    """What one row does. ``werte`` and ``listen`` are an offer's fields; a new partner or group is still its name.

    ``titelzelle`` is the title as it stands in the sheet, also when it is no good.
    ``kandidaten`` are the partners whose name the row may mean; more than one only before it is clear who.
    """

    zeile: int
    titel: str
    partner: Partner | str = ""
    kandidaten: list[Partner | str] = field(default_factory=list)
    angebot: Angebot | None = None
    netzwerk: Netzwerk | None = None
    werte: dict = field(default_factory=dict)
    regionen: list[Region] = field(default_factory=list)
    themen: list[Thema] = field(default_factory=list)
    zielgruppen: list[Zielgruppe | str] = field(default_factory=list)
    aenderungen: list[Aenderung] = field(default_factory=list)
    titelzelle: str = ""
    fehler: list[Meldung] = field(default_factory=list)
    hinweise: list[Meldung] = field(default_factory=list)

    @property
    def objekt(self) -> Angebot | None:
        """The stored entry, under the name that all kinds of sheets have for it."""
        return self.angebot

    @property
    def art(self) -> Art:
        if self.fehler:
            return Art.FEHLERHAFT
        if self.angebot is None:
            return Art.NEU
        return Art.GEAENDERT if self.aenderungen else Art.UNVERAENDERT

    @property
    def ueberschrift(self) -> str:
        return self.titelzelle

    @property
    def nebenzeile(self) -> str:
        return str(self.partner)

    @property
    def ziel(self) -> str:
        """Where a row goes in which there is nothing else to tell."""
        return str(self.netzwerk or "")

    @property
    def fehlerliste(self) -> list[Meldung]:
        """The errors in the order of the sheet's columns."""
        return sorted(self.fehler, key=_reihenfolge)

    def melde(self, text: str, spalte: str = "") -> None:
        self.fehler.append(Meldung(text, self.zeile, spalte))


def _reihenfolge(meldung: Meldung) -> int:
    return SPALTEN.index(meldung.spalte) if meldung.spalte in SPALTEN else -1


@dataclass(kw_only=True)
class Plan(Planbasis):
    auftrag: Auftrag

    @property
    def neue_partner(self) -> dict[str, list[Vorgang]]:
        """The name of each partner still to be made, with the rows that want it."""
        neue: dict[str, list[Vorgang]] = {}
        for vorgang in self.zu_schreiben:
            if isinstance(vorgang.partner, str):
                neue.setdefault(vorgang.partner, []).append(vorgang)
        return neue

    @property
    def neue_zielgruppen(self) -> list[str]:
        gruppen = (gruppe for vorgang in self.zu_schreiben for gruppe in vorgang.zielgruppen)
        return list(dict.fromkeys(gruppe for gruppe in gruppen if isinstance(gruppe, str)))

    @property
    def pruefsumme(self) -> str:
        """Equal for two plans that do the same to the same state."""
        inhalt = [
            [
                vorgang.zeile,
                vorgang.art,
                vorgang.angebot and vorgang.angebot.pk,
                vorgang.netzwerk and vorgang.netzwerk.pk,
                str(vorgang.partner),
                vorgang.werte,
                [getattr(ding, "pk", ding) for ding in [*vorgang.regionen, *vorgang.themen, *vorgang.zielgruppen]],
                [asdict(aenderung) for aenderung in vorgang.aenderungen],
                [str(meldung) for meldung in vorgang.fehler],
            ]
            for vorgang in self.vorgaenge
        ]
        return hashlib.sha256(json.dumps(inhalt, default=str).encode()).hexdigest()
