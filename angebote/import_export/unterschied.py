"""A row against the stored offer: which cells differ, field by field, old and new.

A column that is missing leaves its field alone; a cell that is there and empty empties it. What our own export shows
(the drop-in point's address, the partner's telephone, nothing for a protected address) and what comes back the same
is no change.
"""

from collections.abc import Iterable

from angebote.import_export.ausgabe import LISTENTRENNER, zellen
from angebote.import_export.felder import kosten_als_text
from angebote.import_export.lesung import FELDER, Lesung
from angebote.import_export.plan import Auftrag, Vorgang
from angebote.models import Angebot
from netzwerk.tabellen.felder import parse_einzeilig
from netzwerk.tabellen.plan import Aenderung
from netzwerk.tabellen.zelle import putze
from netzwerk.text import falte

ANSCHRIFT = ("strasse", "plz", "ort")
EINFACH = tuple(name for name in FELDER if name not in ANSCHRIFT)


def vergleiche(vorgang: Vorgang, lesung: Lesung, auftrag: Auftrag) -> None:
    """Leaves in ``werte`` only what differs, and fills ``aenderungen``."""
    angebot = vorgang.angebot
    gezeigt = zellen(angebot)
    neu = neue_werte(lesung, angebot, auftrag)
    vorgang.werte = {}
    if angebot.partner != vorgang.partner:
        _aendere(vorgang, "partner", angebot.partner.name, str(vorgang.partner))
    for name in EINFACH:
        if name in neu and not _gleich(name, neu[name], getattr(angebot, name), gezeigt[name]):
            vorgang.werte[name] = neu[name]
            _aendere(vorgang, name, getattr(angebot, name), neu[name])
    _vergleiche_anschrift(vorgang, neu, gezeigt)
    _vergleiche_kosten(vorgang, neu, lesung, gezeigt)
    for name in ("externer_schluessel", "quelle", "status"):
        if name in neu and neu[name] != getattr(angebot, name):
            vorgang.werte[name] = neu[name]
    if "externer_schluessel" in vorgang.werte:
        _aendere(vorgang, "schluessel", angebot.externer_schluessel, neu["externer_schluessel"])
    if "status" in vorgang.werte:
        _aendere(vorgang, "status", angebot.get_status_display(), Angebot.Status(neu["status"]).label)
    for spalte, alt in _listen(angebot).items():
        _vergleiche_liste(vorgang, spalte, alt)


def neue_werte(lesung: Lesung, angebot: Angebot | None, auftrag: Auftrag) -> dict:
    """The fields of the offer that the row sets, by name."""
    werte = {name: lesung.werte[name] for name in FELDER if name in lesung.werte}
    if "kosten" in lesung.werte:
        werte["kosten_cent"], werte["kosten_text"] = lesung.werte["kosten"]
    if lesung.text("schluessel"):
        werte["externer_schluessel"] = lesung.text("schluessel")
    if angebot is None or ("externer_schluessel" in werte and not angebot.externer_schluessel):
        werte["quelle"] = auftrag.quelle
    entwurf = angebot is None or angebot.status in (Angebot.Status.ENTWURF, Angebot.Status.IN_PRUEFUNG)
    if auftrag.veroeffentlicht and entwurf:
        werte["status"] = Angebot.Status.VEROEFFENTLICHT
    return werte


def namen(dinge: Iterable) -> str:
    return LISTENTRENNER.join(str(ding) for ding in dinge)


def gleiche_namen(eingabe: Iterable[str], dinge: Iterable) -> bool:
    """Whether a list cell names exactly the things an offer has; then nothing needs to be looked up."""
    return {falte(name) for name in eingabe} == {falte(str(ding)) for ding in dinge}


def _listen(angebot: Angebot) -> dict[str, list]:
    return {
        "regionen": list(angebot.regionen.all()),
        "themen": list(angebot.themen.all()),
        "zielgruppen": list(angebot.zielgruppen.all()),
    }


def _vergleiche_liste(vorgang: Vorgang, name: str, alt: list) -> None:
    neu = getattr(vorgang, name)
    if {getattr(ding, "pk", ding) for ding in neu} != {ding.pk for ding in alt}:
        _aendere(vorgang, "region" if name == "regionen" else name, namen(alt), namen(neu))


def _vergleiche_anschrift(vorgang: Vorgang, neu: dict, gezeigt: dict[str, str]) -> None:
    """Street, postcode and place belong together. An empty cell never empties a protected address: exports hide it."""
    angebot = vorgang.angebot
    da = [name for name in ANSCHRIFT if name in neu and (neu[name] or not angebot.adresse_geschuetzt)]
    eigen = all(_gleich(name, neu[name], getattr(angebot, name)) for name in da)
    if eigen or all(_gleich(name, neu[name], gezeigt[name]) for name in da):
        return
    for name in da:
        vorgang.werte[name] = neu[name]
        if not _gleich(name, neu[name], getattr(angebot, name)):
            _aendere(vorgang, name, getattr(angebot, name), neu[name])


def _vergleiche_kosten(vorgang: Vorgang, neu: dict, lesung: Lesung, gezeigt: dict[str, str]) -> None:
    if "kosten_cent" not in neu or parse_einzeilig(lesung.zellen["kosten"]) == parse_einzeilig(gezeigt["kosten"]):
        return
    wert = neu["kosten_cent"], neu["kosten_text"]
    if wert != (vorgang.angebot.kosten_cent, vorgang.angebot.kosten_text):
        vorgang.werte["kosten_cent"], vorgang.werte["kosten_text"] = wert
        _aendere(vorgang, "kosten", gezeigt["kosten"], kosten_als_text(*wert))


def _gleich(name: str, neu: str, *alte: str) -> bool:
    """Blanks and line ends that one cannot see do not count."""
    form = putze if name == "beschreibung" else lambda text: parse_einzeilig(putze(text))
    return any(form(alt) == form(neu) for alt in alte)


def _aendere(vorgang: Vorgang, spalte: str, alt: str, neu: str) -> None:
    vorgang.aenderungen.append(Aenderung(spalte, alt, neu))
