"""Hours for tests: plans from lines as people write them, moments as the clock on the wall shows them."""

from datetime import UTC, date, datetime, time

from netzwerk.feiertage import schulferien
from netzwerk.oeffnungszeiten import (
    Ausnahme,
    Ferienart,
    Ferienzeit,
    Kalender,
    Zeitplan,
    ist_offen,
    naechste_oeffnung,
    schliesst,
)
from netzwerk.ortszeit import ZONE
from netzwerk.zeittext import parse_zeiten


def ort(text: str) -> datetime:
    """„2026-11-24 9:00“ in Berlin, as UTC; a final „B“ is the second time that the clock shows it."""
    wann = datetime.strptime(text.rstrip(" B"), "%Y-%m-%d %H:%M").replace(tzinfo=ZONE, fold=int(text.endswith("B")))
    return wann.astimezone(UTC)


def zu(von: str, bis: str = "", uhr: str = "", **felder) -> Ausnahme:
    """A closure: „2026-12-24“ to „2026-12-31“, „10:00-12:00“ o'clock or the whole day."""
    ab, ende = map(time.fromisoformat, uhr.split("-")) if uhr else (None, None)
    return Ausnahme(date.fromisoformat(von), date.fromisoformat(bis or von), None, False, ab, ende, **felder)


def auf(von: str, uhr: str, bis: str = "", **felder) -> Ausnahme:
    ab, ende = map(time.fromisoformat, uhr.split("-"))
    return Ausnahme(date.fromisoformat(von), date.fromisoformat(bis or von), None, True, ab, ende, **felder)


def zu_in(art: Ferienart, **felder) -> Ausnahme:
    return Ausnahme(ferien=art, **felder)


def plan(
    zeiten: str = "",
    *ausnahmen: Ausnahme,
    land: str | None = None,
    katholisch: bool = False,
    jahre: tuple[int, ...] = (),
    **fakten: bool,
) -> Zeitplan:
    """``jahre`` are those whose school holidays of the Land are known."""
    ferien = tuple(Ferienzeit(Ferienart(art), a, b) for jahr in jahre for art, a, b in schulferien(land or "", jahr))
    return Zeitplan(tuple(parse_zeiten(zeiten)), ausnahmen, Kalender(land, katholisch, ferien), **fakten)


def antwort(zeitplan: Zeitplan, moment: str) -> str:
    """„offen bis 2026-11-24 12:00“, „offen“ without end, „zu bis 2026-11-25 09:00“ or „zu“ for good."""
    jetzt = ort(moment)
    offen, naechste, ende = ist_offen(zeitplan, jetzt), naechste_oeffnung(zeitplan, jetzt), schliesst(zeitplan, jetzt)
    assert (naechste == jetzt) is offen
    assert offen or ende is None
    wann = ende if offen else naechste
    wort = "offen" if offen else "zu"
    return f"{wort} bis {_uhr(wann)}" if wann else wort


def _uhr(moment: datetime) -> str:
    hier = moment.astimezone(ZONE)
    return f"{hier:%Y-%m-%d %H:%M}" + ("B" if hier.fold else "")
