"""When somebody is free: „jetzt“, „abends“, or ticked parts of a week, as minutes of the next local days. Pure.

A part of a week is written „di-abend“ in addresses (``?woche=di-abend&woche=sa-vormittag``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from netzwerk.oeffnungszeiten import TAGE, Spanne
from netzwerk.ortszeit import TAG_MINUTEN, in_ortszeit
from netzwerk.zeitworte import uhrzeit

# How far ahead one looks for a day that fits: four weeks hold every rhythm but „1. Mittwoch“ of a long month.
TAGE_VORAUS = 28
# A shorter time is no visit.
MINDESTENS = 30
KURZTAGE = ("mo", "di", "mi", "do", "fr", "sa", "so")
ABEND_AB = 17 * 60


class Zeit(StrEnum):
    JETZT = "jetzt"
    HEUTE = "heute"
    ABEND = "abend"
    WOCHENENDE = "wochenende"


class Tagesteil(StrEnum):
    VORMITTAG = "vormittag"
    NACHMITTAG = "nachmittag"
    ABEND = "abend"
    SPAET = "spaet"


SPANNEN: dict[Tagesteil, Spanne] = {
    Tagesteil.VORMITTAG: (8 * 60, 12 * 60),
    Tagesteil.NACHMITTAG: (12 * 60, ABEND_AB),
    Tagesteil.ABEND: (ABEND_AB, 20 * 60),
    Tagesteil.SPAET: (20 * 60, TAG_MINUTEN),
}
# All that ``woche`` may say, from Monday morning to Sunday night.
WOCHENTEILE = tuple(f"{tag}-{teil}" for tag in KURZTAGE for teil in Tagesteil)


@dataclass(frozen=True, slots=True)
class Wunsch:
    """Minutes ``[von, bis)`` of a local day, of which ``mindestens`` so many must be open."""

    tag: date
    von: int
    bis: int
    mindestens: int = MINDESTENS

    def passt(self, spanne: Spanne) -> bool:
        return min(spanne[1], self.bis) - max(spanne[0], self.von) >= self.mindestens


def make_wuensche(zeit: str, moment: datetime) -> list[Wunsch]:
    """What a word means at an aware moment. What is over is no wish any more."""
    jetzt = in_ortszeit(moment)
    heute, minute = jetzt.date(), jetzt.hour * 60 + jetzt.minute
    match Zeit(zeit):
        case Zeit.JETZT:
            return [Wunsch(heute, minute, minute + 1, mindestens=1)]
        case Zeit.HEUTE:
            return [Wunsch(heute, minute, TAG_MINUTEN, mindestens=1)]
        case Zeit.ABEND:
            return _ab_jetzt(jetzt, {tag: [(ABEND_AB, TAG_MINUTEN)] for tag in range(7)})
        case Zeit.WOCHENENDE:
            return _ab_jetzt(jetzt, {tag: [(0, TAG_MINUTEN)] for tag in (5, 6)})


def make_wochenwuensche(teile: Iterable[str], moment: datetime) -> list[Wunsch]:
    """Ticked parts of a week („di-abend“) on the next days. Raises ``ValueError`` for one that there is not."""
    je_wochentag: dict[int, list[Spanne]] = {}
    for teil in teile:
        tag, _strich, name = teil.partition("-")
        je_wochentag.setdefault(KURZTAGE.index(tag), []).append(SPANNEN[Tagesteil(name)])
    return _ab_jetzt(in_ortszeit(moment), je_wochentag)


def sort_wochenteile(gefragt: Iterable[str]) -> tuple[list[str], list[str]]:
    """Parts of a week that there are, each once and in order; then what is none."""
    werte = dict.fromkeys(gefragt)
    return [teil for teil in WOCHENTEILE if teil in werte], [w for w in werte if w and w not in WOCHENTEILE]


def _ab_jetzt(jetzt: datetime, je_wochentag: dict[int, list[Spanne]]) -> list[Wunsch]:
    """The same minutes on every such day of the next weeks; of today what is left."""
    heute, minute = jetzt.date(), jetzt.hour * 60 + jetzt.minute
    wuensche = []
    for tag in (heute + timedelta(days=n) for n in range(TAGE_VORAUS)):
        frueh = minute if tag == heute else 0
        for von, bis in sorted(je_wochentag.get(tag.weekday(), ())):
            if bis - max(von, frueh) >= MINDESTENS:
                wuensche.append(Wunsch(tag, max(von, frueh), bis))
    return wuensche


def tag_in_worten(tag: date, heute: date) -> str:
    """„heute“, „morgen“, else „Sa, 28. November“."""
    match (tag - heute).days:
        case 0:
            return _("heute")
        case 1:
            return _("morgen")
        case _:
            return f"{TAGE[tag.weekday()]}, {date_format(tag, 'j. F')}"


def spanne_in_worten(von: int, bis: int) -> str:
    """„10–13 Uhr“ from minutes of a day; the whole day is „rund um die Uhr“."""
    if bis - von == TAG_MINUTEN:
        return _("rund um die Uhr")
    anfang, ende = (uhrzeit(time(minute // 60 % 24, minute % 60), ende=minute == bis) for minute in (von, bis))
    return f"{anfang}–{ende} {_('Uhr')}"
