"""What an import will do, row by row, before anything is done."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from angebote.import_export.meldung import Meldung, TabelleError, aufzaehlung, zitat
from angebote.import_export.spalten import SPALTEN
from angebote.models import Angebot
from netzwerk.models import Netzwerk, Partner, Region, Thema, Zielgruppe

QUELLE = "tabelle"
# Characters of an old or new value that a preview shows.
AUSSCHNITT = 240


class Art(StrEnum):
    NEU = "neu"
    GEAENDERT = "geaendert"
    UNVERAENDERT = "unveraendert"
    FEHLERHAFT = "fehlerhaft"


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


@dataclass(frozen=True, slots=True)
class Aenderung:
    """One cell that differs; both sides as people read them, "" is empty."""

    spalte: str
    alt: str
    neu: str

    @property
    def ausschnitte(self) -> tuple[str, str]:
        """Both sides from shortly before the first difference on, so that one sees it in a long text too."""
        gleich = next((i for i, (a, b) in enumerate(zip(self.alt, self.neu, strict=False)) if a != b), None)
        if gleich is None:
            gleich = min(len(self.alt), len(self.neu))
        anfang = 0 if max(len(self.alt), len(self.neu)) <= AUSSCHNITT else max(0, gleich - AUSSCHNITT // 4)
        return _ausschnitt(self.alt, anfang), _ausschnitt(self.neu, anfang)


def _ausschnitt(text: str, anfang: int) -> str:
    mitte = text[anfang : anfang + AUSSCHNITT]
    return ("…" if anfang and text else "") + mitte + ("…" if anfang + AUSSCHNITT < len(text) else "")


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
    def art(self) -> Art:
        if self.fehler:
            return Art.FEHLERHAFT
        if self.angebot is None:
            return Art.NEU
        return Art.GEAENDERT if self.aenderungen else Art.UNVERAENDERT

    @property
    def fehlerliste(self) -> list[Meldung]:
        """The errors in the order of the sheet's columns."""
        return sorted(self.fehler, key=_reihenfolge)

    def melde(self, text: str, spalte: str = "") -> None:
        self.fehler.append(Meldung(text, self.zeile, spalte))


def _reihenfolge(meldung: Meldung) -> int:
    return SPALTEN.index(meldung.spalte) if meldung.spalte in SPALTEN else -1


@dataclass
class Plan:
    auftrag: Auftrag
    vorgaenge: list[Vorgang]
    hinweise: list[Meldung] = field(default_factory=list)

    def mit_art(self, *arten: Art) -> list[Vorgang]:
        return [vorgang for vorgang in self.vorgaenge if vorgang.art in arten]

    def anzahl(self, art: Art) -> int:
        return len(self.mit_art(art))

    @property
    def fehler(self) -> list[Meldung]:
        """Every error of every row."""
        return [meldung for vorgang in self.vorgaenge for meldung in vorgang.fehlerliste]

    @property
    def zu_schreiben(self) -> list[Vorgang]:
        return self.mit_art(Art.NEU, Art.GEAENDERT)

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
