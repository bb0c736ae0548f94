"""Termine: the days on which offers take place, by the same rows and rules as hours.

A Termin is an offer with ``ist_termin``; its rows and exceptions are its dates. What a drop-in point closes, closes
what takes place there too, unless the offer itself is open on that day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from angebote.models import Angebot
from angebote.models.angebot_queryset import ABEND_BIS
from anlaufstellen.models import Anlaufstelle
from netzwerk.kalenderdatei import Termin
from netzwerk.oeffnungszeiten import TAGE, Spanne, Zeitplan, gilt_am, minuten, spannen, vereine
from netzwerk.ortszeit import TAG_MINUTEN, in_ortszeit
from netzwerk.zeitplaene import Kalenderbuch
from netzwerk.zeitworte import uhrzeit

# A page shows four weeks, or fewer when they are full; where there is nothing it looks on to the end of the horizon.
SEITE_TAGE, SEITE_TERMINE = 28, 60
HORIZONT_TAGE, HOECHSTENS = 84, 500
# So far ahead the next date of one offer is looked for.
NAECHSTER_TAGE = 200
ZEITPLAN = (
    "nummer",
    "land",
    "feiertage",
    "durchgehend",
    "nach_vereinbarung",
    "gueltig_bis",
    "anlaufstelle__ist_veroeffentlicht",
    "anlaufstelle__netzwerk__status",
)


@dataclass(frozen=True, slots=True, order=True)
class Vorkommen:
    """One date of an offer (its key), in minutes of the local day. A cancelled one says why, where that is known."""

    tag: date
    von: int
    bis: int
    angebot: int
    faellt_aus: bool = False
    grund: str = ""

    @property
    def zeit(self) -> str:
        """„18–20 Uhr“."""
        von, bis = (time(*divmod(minute % TAG_MINUTEN, 60)) for minute in (self.von, self.bis))
        return _("%(von)s–%(bis)s Uhr") % {"von": uhrzeit(von), "bis": uhrzeit(bis, ende=True)}

    @property
    def text(self) -> str:
        """„Di, 24. November, 18–20 Uhr“."""
        return f"{datum_in_worten(self.tag)}, {self.zeit}"


@dataclass(frozen=True, slots=True)
class Terminseite:
    """Days with dates from ``von`` to ``bis``, both inclusive; ``weiter`` is where the next page begins."""

    von: date
    bis: date
    tage: list[tuple[date, list[Vorkommen]]] = field(default_factory=list)
    weiter: date | None = None

    @property
    def ist_leer(self) -> bool:
        return not self.tage

    @property
    def angebote(self) -> set[int]:
        return {vorkommen.angebot for _tag, liste in self.tage for vorkommen in liste}


def datum_in_worten(tag: date) -> str:
    """„Sa, 28. November“."""
    return f"{TAGE[tag.weekday()]}, {date_format(tag, 'j. F')}"


def tag_in_worten(tag: date, heute: date) -> str:
    """„Heute“, „Morgen“, „Sa, 28. November“, in another year „Fr, 1. Januar 2027“."""
    abstand = (tag - heute).days
    if abstand in (0, 1):
        return _("Morgen") if abstand else _("Heute")
    return datum_in_worten(tag) + (f" {tag.year}" if tag.year != heute.year else "")


def make_plan(angebot: Angebot, buch: Kalenderbuch) -> Zeitplan:
    """The dates of an offer within its validity. Wants ``zeiten``, ``ausnahmen`` and the point's ``ausnahmen``
    prefetched."""
    plan = replace(buch.plan(angebot), durchgehend=False)
    if ende := angebot.gueltig_bis:
        fenster = (replace(eines, gueltig_bis=min(eines.gueltig_bis or ende, ende)) for eines in plan.fenster)
        plan = replace(plan, fenster=tuple(fenster))
    if angebot.stelle is None:
        return plan
    schliessungen = tuple(zeile.ausnahme for zeile in angebot.stelle.ausnahmen.all() if not zeile.offen)
    return replace(plan, ausnahmen=plan.ausnahmen + schliessungen)


def load_plaene(angebote, *, am: date) -> dict[int, Zeitplan]:
    """The dates of all these offers by key, in five queries."""
    buch = Kalenderbuch(am)
    menge = angebote.select_related("anlaufstelle__netzwerk").only(*ZEITPLAN)
    menge = menge.prefetch_related("zeiten", "ausnahmen", "anlaufstelle__ausnahmen").order_by("pk")
    return {angebot.pk: make_plan(angebot, buch) for angebot in menge}


def vorkommen_am(plan: Zeitplan, tag: date, angebot: int = 0) -> list[Vorkommen]:
    """What takes place on the day, or what a holiday or an exception has cancelled."""
    offen = spannen(plan, tag)
    if offen:
        return [Vorkommen(tag, von, bis, angebot) for von, bis in offen]
    return [Vorkommen(tag, von, bis, angebot, True, _grund(plan, tag)) for von, bis in _abgesagt(plan, tag)]


def _abgesagt(plan: Zeitplan, tag: date) -> list[Spanne]:
    """Hours by rule. A pause for school holidays is part of the rule, and nothing that is cancelled."""
    arten = plan.kalender.ferienarten(tag)
    if any(pause.ferien and not pause.offen and pause.trifft(tag, arten) for pause in plan.ausnahmen):
        return []
    return vereine(fenster.spanne for fenster in plan.fenster if gilt_am(fenster, tag, bool(arten)))


def _grund(plan: Zeitplan, tag: date) -> str:
    pausen = [pause for pause in plan.ausnahmen if not pause.offen and pause.trifft(tag, frozenset())]
    return pausen[0].grund if pausen else plan.kalender.feiertag(tag)


def _kann(plan: Zeitplan, tag: date) -> bool:
    """Whether it is worth looking at the day."""
    wochentag = tag.weekday()
    return any(fenster.wochentag == wochentag for fenster in plan.fenster) or any(a.offen for a in plan.ausnahmen)


def tage_mit_terminen(plaene: dict[int, Zeitplan], von: date, tage: int) -> Iterator[tuple[date, list[Vorkommen]]]:
    """Every day of ``tage`` from ``von``, in order, with its dates by the clock."""
    for tag in (von + timedelta(days=n) for n in range(tage)):
        liste = [v for pk, plan in plaene.items() if _kann(plan, tag) for v in vorkommen_am(plan, tag, pk)]
        yield tag, sorted(liste)


def make_seite(plaene: dict[int, Zeitplan], *, von: date, moment: datetime, zeit: str = "") -> Terminseite:
    """The dates from a day on: whole days, four weeks at most. What is over at the moment is left out.

    ``zeit`` as in the search form: „abend“ or „wochenende“.
    """
    gesammelt, anzahl = [], 0
    for tag, alle in tage_mit_terminen(plaene, von, HORIZONT_TAGE):
        if (gesammelt and (tag - von).days >= SEITE_TAGE) or anzahl >= SEITE_TERMINE:
            return Terminseite(von, tag - timedelta(days=1), gesammelt, weiter=tag)
        liste = [v for v in alle if _kommt_noch(v, moment) and _passt(v, zeit)][: HOECHSTENS - anzahl]
        if liste:
            gesammelt.append((tag, liste))
            anzahl += len(liste)
    return Terminseite(von, von + timedelta(days=HORIZONT_TAGE - 1), gesammelt)


def _kommt_noch(vorkommen: Vorkommen, moment: datetime) -> bool:
    jetzt = in_ortszeit(moment)
    return vorkommen.tag > jetzt.date() or vorkommen.bis > minuten(jetzt.time())


def _passt(vorkommen: Vorkommen, zeit: str) -> bool:
    match zeit:
        case "abend":
            return vorkommen.bis >= minuten(ABEND_BIS)
        case "wochenende":
            return vorkommen.tag.weekday() >= 5
    return True


def kommende(
    plan: Zeitplan, *, moment: datetime, anzahl: int, tage: int = NAECHSTER_TAGE, auch_abgesagte: bool = True
) -> list[Vorkommen]:
    """The next dates of one offer."""
    gefunden: list[Vorkommen] = []
    for _tag, liste in tage_mit_terminen({0: plan}, in_ortszeit(moment).date(), tage):
        gefunden += [v for v in liste if _kommt_noch(v, moment) and (auch_abgesagte or not v.faellt_aus)]
        if len(gefunden) >= anzahl:
            break
    return gefunden[:anzahl]


def add_naechste_termine(
    angebote: Iterable[Angebot], *, moment: datetime, anzahl: int = 1, tage: int = NAECHSTER_TAGE
) -> None:
    """Gives every Termin among the offers its next dates, as ``naechste_termine``; no query where there is none.

    With ``anzahl`` 1 it is the next one that takes place, else cancelled ones are named too.
    """
    if not (termine := [angebot for angebot in angebote if angebot.ist_termin]):
        return
    prefetch_related_objects(termine, "zeiten", "ausnahmen", "anlaufstelle__ausnahmen")
    buch = Kalenderbuch(in_ortszeit(moment).date())
    for angebot in termine:
        plan = make_plan(angebot, buch)
        angebot.naechste_termine = kommende(plan, moment=moment, anzahl=anzahl, tage=tage, auch_abgesagte=anzahl > 1)


def kalendertermin(angebot: Angebot, buch: Kalenderbuch) -> Termin:
    """What the offer puts into a calendar. Wants what ``with_seite()`` loads, and the point's ``ausnahmen``."""
    stelle, anschrift = angebot.stelle, angebot.anschrift
    am_ort = stelle is not None and anschrift is not None and stelle.anschrift == anschrift
    return Termin(
        nummer=angebot.nummer,
        titel=angebot.titel,
        plan=make_plan(angebot, buch),
        ort=", ".join(filter(None, [stelle.name if am_ort else "", str(anschrift or "")])),
        telefon=angebot.erreichbar_telefon,
        pfad=angebot.get_absolute_url(),
        von=angebot.gueltig_von,
        bis=angebot.gueltig_bis,
        ist_sensibel=angebot.ist_sensibel or (stelle is not None and stelle.art == Anlaufstelle.Art.SCHUTZ),
    )
