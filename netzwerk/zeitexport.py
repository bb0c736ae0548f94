"""Hours for machines: schema.org, the ``opening_hours`` of OpenStreetMap, and RRULE (RFC 5545). Pure.

What a syntax cannot say is counted out as dates, for ``VORSCHAU`` days; so are exceptions and, for schema.org, public
holidays. Pass the part of a plan that counts: ``plan.fuer(Weg.BESUCH)``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from netzwerk.oeffnungszeiten import (
    HORIZONT_TAGE,
    WOCHEN,
    Ferienbezug,
    Rhythmus,
    Spanne,
    Zeitfenster,
    Zeitplan,
    gilt_am,
    spannen,
    vereine,
)
from netzwerk.ortszeit import TAG_MINUTEN, ZONE

VORSCHAU = 90
WOCHENTAGE = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONATE = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
IM_MONAT = {
    Rhythmus.ERSTER: 1,
    Rhythmus.ZWEITER: 2,
    Rhythmus.DRITTER: 3,
    Rhythmus.VIERTER: 4,
    Rhythmus.LETZTER: -1,
}
OSM_WOCHEN = {Rhythmus.GERADE: "week 02-52/2 ", Rhythmus.UNGERADE: "week 01-53/2 "}
RRULE_WOCHEN = {Rhythmus.GERADE: range(2, 53, 2), Rhythmus.UNGERADE: range(1, 54, 2)}
GANZER_TAG = (0, TAG_MINUTEN)

type Tageszeiten = tuple[date, date, tuple[Spanne, ...]]
"""First and last day, both inclusive, and what is open on each of them."""


def _vorschau(am: date) -> Iterator[date]:
    return (am + timedelta(days=n) for n in range(VORSCHAU))


def _laeufe(tage: Iterable[tuple[date, tuple[Spanne, ...]]]) -> list[Tageszeiten]:
    """Days in a row with the same hours as one."""
    ergebnis: list[Tageszeiten] = []
    for tag, zeiten in tage:
        if ergebnis and ergebnis[-1][1:] == (tag - timedelta(days=1), zeiten):
            ergebnis[-1] = (ergebnis[-1][0], tag, zeiten)
        else:
            ergebnis.append((tag, tag, zeiten))
    return ergebnis


def _gilt_noch(fenster: Zeitfenster, am: date) -> bool:
    return fenster.gueltig_bis is None or fenster.gueltig_bis >= am


# schema.org


def schema_zeiten(plan: Zeitplan, am: date) -> dict[str, list[dict]]:
    """The regular weekly hours and, as ``specialOpeningHoursSpecification``, the days that differ from them.

    On a day named there only that counts. Closed is from 00:00 to 00:00, as search engines read it.
    """
    regeln = [_schema(zeiten, tage, von, bis) for zeiten, tage, von, bis in _schema_regeln(plan, am)]
    besondere = [
        _schema(zeiten, [], von, bis)
        for von, bis, alle in _laeufe(_abweichend(plan, am))
        for zeiten in alle or [(0, 0)]
    ]
    namen = ("openingHoursSpecification", "specialOpeningHoursSpecification")
    return {name: zeilen for name, zeilen in zip(namen, (regeln, besondere), strict=True) if zeilen}


def _woechentlich(plan: Zeitplan, am: date) -> list[Zeitfenster]:
    """The windows that hold every week, whatever the calendar says."""
    return [
        f
        for f in plan.fenster
        if f.rhythmus == Rhythmus.WOECHENTLICH and not f.ferien and f.tag is None and _gilt_noch(f, am)
    ]


def _schema_regeln(plan: Zeitplan, am: date) -> Iterator[tuple[Spanne, list[int], date | None, date | None]]:
    if plan.durchgehend:
        yield GANZER_TAG, list(range(7)), None, None
        return
    for (zeiten, von, bis), gruppe in groupby(sorted(_woechentlich(plan, am), key=_sorte), key=_gruppe):
        yield zeiten, sorted({fenster.wochentag for fenster in gruppe}), von, bis


def _gruppe(fenster: Zeitfenster) -> tuple[Spanne, date | None, date | None]:
    return fenster.spanne, fenster.gueltig_von, fenster.gueltig_bis


def _sorte(fenster: Zeitfenster) -> tuple:
    return fenster.gueltig_von or date.min, fenster.gueltig_bis or date.max, fenster.spanne, fenster.wochentag


def _abweichend(plan: Zeitplan, am: date) -> Iterator[tuple[date, tuple[Spanne, ...]]]:
    """The days on which the weekly windows alone say something else than what holds."""
    regeln = _woechentlich(plan, am)
    for tag in _vorschau(am):
        zeiten = spannen(plan, tag)
        sonst = [GANZER_TAG] if plan.durchgehend else vereine(f.spanne for f in regeln if gilt_am(f, tag))
        if zeiten != tuple(sonst):
            yield tag, zeiten


def _schema(zeiten: Spanne, tage: list[int], von: date | None, bis: date | None) -> dict:
    ende = "23:59" if zeiten == GANZER_TAG else _uhr(zeiten[1] % TAG_MINUTEN)
    angaben = {
        "dayOfWeek": [f"https://schema.org/{WOCHENTAGE[tag]}" for tag in tage],
        "opens": _uhr(zeiten[0]),
        "closes": ende,
        "validFrom": von and von.isoformat(),
        "validThrough": bis and bis.isoformat(),
    }
    return {"@type": "OpeningHoursSpecification"} | {name: wert for name, wert in angaben.items() if wert}


def _uhr(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


# OpenStreetMap


def osm_zeiten(plan: Zeitplan, am: date) -> str:
    """„Mo-Fr 09:00-12:00, We[1] 14:00-16:00; PH off; 2026 Dec 24 off“; empty when nothing is known.

    Rules after a comma add to those before, rules after a semicolon stand instead of them on their days.
    """
    teile = ["24/7"] if plan.durchgehend else _osm_regeln(plan, am)
    teile += [f"{_osm_tage(von, bis)} {_osm_spannen(zeiten)}" for von, bis, zeiten in _laeufe(_ausnahmetage(plan, am))]
    text = "; ".join(teile)
    if plan.nach_vereinbarung:
        return f'{text} || "nach Vereinbarung"' if text else '"nach Vereinbarung"'
    return text


def _osm_regeln(plan: Zeitplan, am: date) -> list[str]:
    fenster = [f for f in plan.fenster if _gilt_noch(f, am)]
    regeln = [f for f in fenster if f.tag is None and f.rhythmus not in WOCHEN]
    gruppen = [", ".join(_osm_fenster([f for f in regeln if f.ferien != Ferienbezug.FERIEN], am))]
    if any(f.ferien for f in regeln):
        in_ferien = _osm_fenster([f for f in regeln if f.ferien != Ferienbezug.SCHULZEIT], am, "SH ")
        gruppen.append(", ".join(["SH off", *in_ferien]))
    daten = ", ".join(_osm_daten(plan, [f for f in fenster if f not in regeln], am))
    if daten:
        gruppen.append(", ".join(filter(None, [gruppen.pop(), daten])))
    gefuellt = [gruppe for gruppe in gruppen if gruppe]
    return [*gefuellt, "PH off"] if gefuellt and plan.kalender.land is not None else gefuellt


def _osm_fenster(fenster: list[Zeitfenster], am: date, davor: str = "") -> Iterator[str]:
    """One rule for the days of a rhythm and validity that have the same hours."""
    for gruppe in dict.fromkeys((f.rhythmus, f.gueltig_von, f.gueltig_bis) for f in sorted(fenster, key=_sorte)):
        gleiche = [f for f in fenster if (f.rhythmus, f.gueltig_von, f.gueltig_bis) == gruppe]
        je_tag = {tag: tuple(vereine(f.spanne for f in gleiche if f.wochentag == tag)) for tag in range(7)}
        for zeiten in dict.fromkeys(filter(None, je_tag.values())):
            tage = _osm_wochentage([tag for tag in je_tag if je_tag[tag] == zeiten], IM_MONAT.get(gruppe[0]))
            gilt = _osm_gueltig(gruppe[1], gruppe[2], am) + OSM_WOCHEN.get(gruppe[0], "")
            yield f"{gilt}{davor}{tage} {_osm_spannen(zeiten)}"


def _osm_wochentage(tage: list[int], nummer: int | None) -> str:
    """„Mo-We,Fr“, „We[1],Th[1]“."""
    if nummer:
        return ",".join(f"{WOCHENTAGE[tag][:2]}[{nummer}]" for tag in tage)
    laeufe = [[tag for _stelle, tag in lauf] for _, lauf in groupby(enumerate(tage), lambda paar: paar[1] - paar[0])]
    return ",".join("-".join(WOCHENTAGE[tag][:2] for tag in dict.fromkeys((lauf[0], lauf[-1]))) for lauf in laeufe)


def _osm_gueltig(von: date | None, bis: date | None, am: date) -> str:
    if bis:
        return f"{_osm_tag(von or am)}-{_osm_tag(bis)} "
    return f"{_osm_tag(von)}+ " if von else ""


def _osm_daten(plan: Zeitplan, fenster: list[Zeitfenster], am: date) -> Iterator[str]:
    """Single days, and the days of rhythms that OpenStreetMap has no word for."""
    for f in sorted(fenster, key=_sorte):
        tage = [f.tag] if f.tag else [tag for tag in _vorschau(am) if _gilt(plan, f, tag)]
        if tage:
            yield f"{','.join(map(_osm_tag, tage))} {_osm_spannen([f.spanne])}"


def _gilt(plan: Zeitplan, fenster: Zeitfenster, tag: date) -> bool:
    return gilt_am(fenster, tag, bool(plan.kalender.ferienarten(tag)))


def _ausnahmetage(plan: Zeitplan, am: date) -> Iterator[tuple[date, tuple[Spanne, ...]]]:
    """The days of exceptions, and public holidays for which hours were given."""
    ohne = replace(plan, ausnahmen=())
    for tag in _vorschau(am):
        zeiten = spannen(plan, tag)
        if zeiten != spannen(ohne, tag) or (zeiten and not plan.durchgehend and plan.kalender.feiertag(tag)):
            yield tag, zeiten


def _osm_tag(tag: date) -> str:
    return f"{tag.year} {MONATE[tag.month - 1]} {tag.day:02d}"


def _osm_tage(von: date, bis: date) -> str:
    return _osm_tag(von) if von == bis else f"{_osm_tag(von)}-{_osm_tag(bis)}"


def _osm_spannen(zeiten: Iterable[Spanne]) -> str:
    return ",".join(f"{_uhr(von)}-{_uhr(bis)}" for von, bis in zeiten) or "off"


# RRULE


def rrule(fenster: Zeitfenster, am: date) -> str | None:
    """The rule of one window with its first day from ``am`` on; ``None`` when it never holds again.

    School holidays and exceptions are not in it: a file with them is ``kalenderdatei.make_kalender``.
    """
    regel = replace(fenster, ferien=Ferienbezug.IMMER)
    ab = max(am, fenster.gueltig_von or am)
    erster = next((tag for n in range(HORIZONT_TAGE) if gilt_am(regel, tag := ab + timedelta(days=n))), None)
    if erster is None:
        return None
    ende = []
    if fenster.gueltig_bis and not fenster.tag:
        letzte = datetime.combine(fenster.gueltig_bis, time(23, 59, 59), ZONE).astimezone(UTC)
        ende = [f"UNTIL={letzte:%Y%m%dT%H%M%SZ}"]
    teile = ";".join([*_rrule_teile(fenster), *ende])
    return f"DTSTART;TZID={ZONE.key}:{erster:%Y%m%d}T{fenster.von:%H%M%S}\nRRULE:{teile}"


def _rrule_teile(fenster: Zeitfenster) -> list[str]:
    tag = WOCHENTAGE[fenster.wochentag][:2].upper()
    if fenster.tag:
        return ["FREQ=DAILY", "COUNT=1"]
    if fenster.rhythmus in IM_MONAT:
        return ["FREQ=MONTHLY", f"BYDAY={IM_MONAT[fenster.rhythmus]}{tag}"]
    if wochen := RRULE_WOCHEN.get(fenster.rhythmus):
        return ["FREQ=YEARLY", f"BYWEEKNO={','.join(map(str, wochen))}", f"BYDAY={tag}"]
    return ["FREQ=WEEKLY", f"INTERVAL={WOCHEN.get(fenster.rhythmus, 1)}", f"BYDAY={tag}"]
