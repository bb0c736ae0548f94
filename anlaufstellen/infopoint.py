"""Whether a point is an Infopoint: what its network asks, and what is known of the point. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from netzwerk.oeffnungszeiten import Zeitfenster

SCHULUNG_JAHRE, PRUEFUNG_JAHRE = 3, 2
BUERO_AB, BUERO_BIS = time(8), time(17)
SAMSTAG = 5
MITTERNACHT = time(0)


class Art(StrEnum):
    """What a network can ask for."""

    GESCHULT = "geschult"
    BARRIEREFREI = "barrierefrei"
    KINDERBETREUUNG = "kinderbetreuung"
    RAUM = "raum"
    RANDZEITEN = "randzeiten"


@dataclass(frozen=True, slots=True)
class Angaben:
    """What is known of a point. ``None`` means nobody has said."""

    geschult_am: date | None = None
    stufenfrei: bool | None = None
    mit_kind: bool | None = None
    vertraulicher_raum: bool | None = None
    fenster: Sequence[Zeitfenster] = ()
    durchgehend: bool = False


@dataclass(frozen=True, slots=True)
class Punkt:
    """One line of the checklist; ``erfuellt`` is ``None`` when nobody knows. ``tag``: when it was so."""

    art: Art
    name: str
    erfuellt: bool | None
    tag: date | None = None


@dataclass(frozen=True, slots=True)
class Pruefung:
    """The checklist of a point; empty where its network asks for nothing."""

    punkte: tuple[Punkt, ...] = ()
    geprueft_am: date | None = None
    ist_infopoint: bool = False

    @property
    def fehlende(self) -> tuple[Punkt, ...]:
        """What is not met, or not known."""
        return tuple(punkt for punkt in self.punkte if not punkt.erfuellt)


def pruefe(kriterien: Iterable[tuple[str, str]], angaben: Angaben, geprueft_am: date | None, am: date) -> Pruefung:
    """``kriterien``: kind and name. All must be met, and somebody must have looked within two years."""
    punkte = tuple(_punkt(Art(art), name, angaben, am) for art, name in kriterien)
    frisch = gilt_noch(geprueft_am, PRUEFUNG_JAHRE, am)
    return Pruefung(punkte, geprueft_am, bool(punkte) and frisch is True and all(p.erfuellt for p in punkte))


def _punkt(art: Art, name: str, angaben: Angaben, am: date) -> Punkt:
    return Punkt(art, name, PROBEN[art](angaben, am), angaben.geschult_am if art == Art.GESCHULT else None)


def gilt_noch(tag: date | None, jahre: int, am: date) -> bool | None:
    """Whether something of that day still holds, that many years at most; what lies ahead does not hold yet."""
    return None if tag is None else tag <= am < _jahre_spaeter(tag, jahre)


def _jahre_spaeter(tag: date, jahre: int) -> date:
    """The same day; 29 February becomes 1 March."""
    try:
        return tag.replace(year=tag.year + jahre)
    except ValueError:
        return date(tag.year + jahre, 3, 1)


def hat_randzeiten(angaben: Angaben, am: date) -> bool | None:
    """Whether one can come before 8, after 17 or at a weekend; ``None`` without any hours."""
    if angaben.durchgehend:
        return True
    if not angaben.fenster:
        return None
    return any(_ist_randzeit(fenster) for fenster in angaben.fenster if not _ist_vorbei(fenster, am))


def _ist_vorbei(fenster: Zeitfenster, am: date) -> bool:
    return fenster.gueltig_bis is not None and fenster.gueltig_bis < am


def _ist_randzeit(fenster: Zeitfenster) -> bool:
    bis_spaet = fenster.bis > BUERO_BIS or fenster.bis == MITTERNACHT
    return fenster.wochentag >= SAMSTAG or fenster.von < BUERO_AB or bis_spaet


PROBEN: dict[Art, Callable[[Angaben, date], bool | None]] = {
    Art.GESCHULT: lambda angaben, am: gilt_noch(angaben.geschult_am, SCHULUNG_JAHRE, am),
    Art.BARRIEREFREI: lambda angaben, am: angaben.stufenfrei,
    Art.KINDERBETREUUNG: lambda angaben, am: angaben.mit_kind,
    Art.RAUM: lambda angaben, am: angaben.vertraulicher_raum,
    Art.RANDZEITEN: hat_randzeiten,
}
