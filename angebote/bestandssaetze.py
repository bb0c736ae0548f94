"""The gap analysis in sentences, for the top of the page and of the report."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from angebote.bestandsanalyse import Bestandsanalyse, Matrix
from angebote.bestandszahlen import Stand

# So many names stand in one sentence; the others are counted.
NAMEN, ZEILEN = 6, 8


@dataclass(frozen=True, slots=True)
class Absatz:
    """A heading with its sentences. ``leer`` says it when there is nothing to say."""

    titel: str
    saetze: tuple[str, ...]
    leer: str


def make_saetze(analyse: Bestandsanalyse) -> list[Absatz]:
    return [
        Absatz(_("Hier fehlt etwas"), luecken(analyse.orte), _("Zu jedem Thema gibt es an jedem Ort etwas.")),
        Absatz(_("Hier gibt es vieles doppelt"), vieles(analyse.orte), _("Nirgends gibt es auffällig viel.")),
        Absatz(_("Gesucht und nicht gefunden"), gesucht(analyse), _("In den letzten 90 Tagen fiel keine Suche auf.")),
        Absatz(_("Wie verlässlich ist das?"), (bestaetigt(analyse),), ""),
    ]


def luecken(matrix: Matrix) -> tuple[str, ...]:
    """Topics that are missing altogether, then places where a topic has nothing of its own, the emptiest first."""
    ganz = [zeile.thema.name for zeile in matrix.zeilen if all(s.stand(z) == Stand.NICHTS for s, z in zeile.zellen)]
    saetze = [_("Zu diesen Themen gibt es nirgends etwas: %s.") % _liste(ganz)] if ganz else []
    je_ort = []
    for spalte in matrix.spalten:
        fehlt, nur_weiter = [], []
        for zeile in matrix.zeilen:
            stand = spalte.stand(dict(zeile.zellen)[spalte])
            if stand == Stand.NICHTS and zeile.thema.name not in ganz:
                fehlt.append(zeile.thema.name)
            elif stand == Stand.NUR_WEITER:
                nur_weiter.append(zeile.thema.name)
        if fehlt or nur_weiter:
            je_ort.append((-len(fehlt), -len(nur_weiter), spalte.name, fehlt, nur_weiter))
    for _f, _n, ort, fehlt, nur_weiter in sorted(je_ort)[:ZEILEN]:
        saetze += [_satz_zum_ort(ort, fehlt, nur_weiter)]
    return (*saetze, *_weitere(len(je_ort) - ZEILEN))


def _satz_zum_ort(ort: str, fehlt: list[str], nur_weiter: list[str]) -> str:
    if not fehlt:
        return _("%(ort)s: nur überörtliche Angebote zu %(themen)s.") % {"ort": ort, "themen": _liste(nur_weiter)}
    satz = _("%(ort)s: nichts zu %(themen)s.") % {"ort": ort, "themen": _liste(fehlt)}
    if nur_weiter:
        satz += " " + _("Nur überörtlich: %s.") % _liste(nur_weiter)
    return satz


def vieles(matrix: Matrix) -> tuple[str, ...]:
    """Topics with many offers of different partners in one place; the most offers first."""
    faelle = [
        (-zelle.hier, zeile.thema.name, spalte.name, zelle)
        for zeile in matrix.zeilen
        for spalte, zelle in zeile.zellen
        if spalte.stand(zelle) == Stand.VIELE
    ]
    saetze = [
        _("%(thema)s, %(ort)s: %(n)d Angebote von %(partner)d Partnern.")
        % {"thema": thema, "ort": ort, "n": zelle.hier, "partner": zelle.partner}
        for _n, thema, ort, zelle in sorted(faelle, key=lambda fall: fall[:3])[:ZEILEN]
    ]
    return (*saetze, *_weitere(len(faelle) - ZEILEN))


def gesucht(analyse: Bestandsanalyse) -> tuple[str, ...]:
    fragen = analyse.nicht_gefunden
    saetze = [
        _("„%(worte)s“ in %(region)s: %(ohne)d von %(n)d Suchen ohne Treffer.")
        % {"worte": frage.worte, "region": frage.region, "ohne": frage.ohne_treffer, "n": frage.anzahl}
        for frage in fragen[:ZEILEN]
    ]
    return (*saetze, *_weitere(len(fragen) - ZEILEN))


def bestaetigt(analyse: Bestandsanalyse) -> str:
    if not analyse.anzahl:
        return _("Es gibt noch kein sichtbares Angebot.")
    return ngettext(
        "%(n)d sichtbares Angebot; in den letzten 180 Tagen bestätigt: %(bestaetigt)d (%(prozent)d %%).",
        "%(n)d sichtbare Angebote; davon in den letzten 180 Tagen bestätigt: %(bestaetigt)d (%(prozent)d %%).",
        analyse.anzahl,
    ) % {"n": analyse.anzahl, "bestaetigt": analyse.bestaetigt, "prozent": analyse.bestaetigt_prozent}


def _liste(namen: list[str]) -> str:
    """„A, B und 3 weiteren“."""
    if len(namen) > NAMEN:
        return _("%(namen)s und %(n)d weiteren") % {"namen": ", ".join(namen[: NAMEN - 1]), "n": len(namen) - NAMEN + 1}
    return ", ".join(namen)


def _weitere(anzahl: int) -> list[str]:
    return [ngettext("Dazu %d weitere Zeile in der Tabelle.", "Dazu %d weitere in der Tabelle.", anzahl) % anzahl] * (
        anzahl > 0
    )
