"""Whether somebody is there at this moment, and when next, as a value and in words. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from netzwerk.oeffnungszeiten import TAGE, Weg, Zeitplan, naechste_oeffnung, schliesst, spannen, zeiten_ab
from netzwerk.ortszeit import in_ortszeit
from netzwerk.zeitworte import uhrzeit

GLEICH = timedelta(minutes=30)
# Stands for the minutes that are left.
MINUTEN = "{}"


class Lage(StrEnum):
    IMMER = "immer"
    OFFEN = "offen"
    TELEFON = "telefon"
    ZU = "zu"
    VEREINBARUNG = "vereinbarung"
    UNBEKANNT = "unbekannt"


@dataclass(frozen=True, slots=True)
class Zustand:
    """``bis`` is when the state ends, ``naechste`` when it opens next, both in local time; ``None`` is unknown.

    ``grund`` is why it is closed today: the name of a public holiday or what the partner wrote.
    """

    lage: Lage
    moment: datetime
    bis: datetime | None = None
    naechste: datetime | None = None
    grund: str = ""
    am_telefon: bool = False

    @property
    def ist_offen(self) -> bool:
        return self.lage in (Lage.IMMER, Lage.OFFEN)

    @property
    def ist_bekannt(self) -> bool:
        return self.lage is not Lage.UNBEKANNT

    @property
    def text(self) -> str:
        """„Jetzt geöffnet, bis 12 Uhr“, „Öffnet Mo um 9 Uhr“, „Termine nach Vereinbarung“."""
        return self.vorlage.replace(MINUTEN, str(max(1, self._rest // timedelta(minutes=1))))

    @property
    def vorlage(self) -> str:
        """The text with ``MINUTEN`` where the minutes that are left stand: it holds until the state ends."""
        match self.lage:
            case Lage.IMMER:
                return _("Rund um die Uhr erreichbar")
            case Lage.OFFEN:
                wort = _("Jetzt erreichbar") if self.am_telefon else _("Jetzt geöffnet")
                return f"{wort}, {self._bis}" if self.bis else wort
            case Lage.TELEFON:
                wort = _("Jetzt am Telefon erreichbar")
                return f"{wort}, {self._bis}" if self.bis else wort
            case Lage.VEREINBARUNG:
                return _("Termine nach Vereinbarung")
            case Lage.UNBEKANNT:
                return _("Zeiten nicht bekannt, bitte anrufen")
        return self._zu

    @property
    def _rest(self) -> timedelta:
        return self.bis.astimezone(UTC) - self.moment.astimezone(UTC) if self.bis else timedelta()

    @property
    def _bis(self) -> str:
        if self._rest < GLEICH:
            return _("noch %s Min.") % MINUTEN
        return _("bis %s") % wann(self.bis, self.moment.date(), ende=True)

    @property
    def _zu(self) -> str:
        teile = [_("Heute geschlossen: %s") % self.grund] if self.grund else []
        if self.naechste:
            wort, vor = (_("Erreichbar %s"), _("ab")) if self.am_telefon else (_("Öffnet %s"), _("um"))
            teile.append(wort % wann(self.naechste, self.moment.date(), vor=vor))
        elif not self.grund:
            teile.append(_("Zurzeit nicht erreichbar") if self.am_telefon else _("Zurzeit geschlossen"))
        return ". ".join(teile)


def zustand(plan: Zeitplan, moment: datetime, *, am_telefon: bool = False) -> Zustand:
    """The state at an aware moment; ``am_telefon`` for what one calls, a hotline.

    „Nach Vereinbarung“ without hours is no closed door, and hours that nobody gave are unknown.
    """
    jetzt = in_ortszeit(moment)
    if not plan.fenster and not plan.durchgehend and not any(ausnahme.offen for ausnahme in plan.ausnahmen):
        return Zustand(Lage.VEREINBARUNG if plan.nach_vereinbarung else Lage.UNBEKANNT, jetzt)
    besuch = plan if am_telefon else plan.fuer(Weg.BESUCH)
    erste = next(zeiten_ab(besuch, jetzt), None)
    if erste and erste[0] <= jetzt:
        ende = schliesst(besuch, jetzt)
        lage = Lage.IMMER if ende is None and plan.durchgehend else Lage.OFFEN
        return Zustand(lage, jetzt, bis=_ort(ende), am_telefon=am_telefon)
    naechste = _ort(erste[0]) if erste else None
    ruf = plan.fuer(Weg.TELEFON)
    if not am_telefon and plan.hat_telefonzeiten and (ende := schliesst(ruf, jetzt)):
        return Zustand(Lage.TELEFON, jetzt, bis=_ort(ende), naechste=naechste)
    if naechste is None and not besuch.fenster and (ruf_naechste := naechste_oeffnung(ruf, jetzt)):
        return Zustand(Lage.ZU, jetzt, naechste=_ort(ruf_naechste), am_telefon=True)
    return Zustand(Lage.ZU, jetzt, naechste=naechste, grund=_grund(besuch, jetzt.date()), am_telefon=am_telefon)


def _ort(moment: datetime | None) -> datetime | None:
    return in_ortszeit(moment) if moment else None


def _grund(plan: Zeitplan, tag: date) -> str:
    """Why there are no hours today although there would be some."""
    if spannen(plan, tag) or not spannen(Zeitplan(plan.fenster), tag):
        return ""
    arten = plan.kalender.ferienarten(tag)
    for ausnahme in plan.ausnahmen:
        if not ausnahme.offen and ausnahme.ist_ganztags and ausnahme.trifft(tag, arten):
            return ausnahme.grund
    return plan.kalender.feiertag(tag)


def wann(moment: datetime, heute: date, *, vor: str = "", ende: bool = False) -> str:
    """„14 Uhr“ today, „morgen um 9 Uhr“, „Mo um 9 Uhr“ within a week, else „Mo, 7. Dezember, um 9 Uhr“. Local time.

    ``vor`` is the word before the hour, „um“. Midnight at the ``ende`` of something is „24 Uhr“ of the day before.
    """
    tag = moment.date()
    um = f"{vor} {uhrzeit(moment.time())} {_('Uhr')}".lstrip()
    if ende and uhrzeit(moment.time()) == "0":
        tag, um = tag - timedelta(days=1), f"24 {_('Uhr')}"
    abstand = (tag - heute).days
    if abstand == 0:
        return um if ende else _("heute %s") % um
    if abstand == 1:
        return _("morgen %s") % um
    if abstand < 7:
        return f"{TAGE[tag.weekday()]} {um}"
    return f"{TAGE[tag.weekday()]}, {date_format(tag, 'j. F')}, {um}"
