"""From the database to the search engine in memory: once per process and change.

The database stays the only truth: who may see what is asked there, with the numbers that the search found.
"""

from collections import defaultdict
from dataclasses import dataclass
from threading import Lock

from angebote.models import Angebot, Leistung, Suchbegriff, Suchstand
from angebote.suche.analyse import inhaltswoerter, stamm, woerter
from angebote.suche.index import FELDGEWICHT, Dokument, Index
from angebote.suche.rang import Suchmaschine
from angebote.suche.thesaurus import Begriff, Thesaurus


class Leistungsnamen:
    """Benefits by what people call them: finds the one that a question means. Of two, the first in order."""

    def __init__(self, paare: list[tuple[str, str]]):
        self._slugs: dict[frozenset[str], str] = {}
        for name, slug in paare:
            if schluessel := _schluessel(name):
                self._slugs.setdefault(schluessel, slug)

    def finde(self, frage: str) -> str | None:
        """The slug of the benefit whose name is the question, in any order and inflection."""
        return self._slugs.get(_schluessel(frage))


def _schluessel(text: str) -> frozenset[str]:
    return frozenset(stamm(wort) for wort in inhaltswoerter(text))


@dataclass(frozen=True)
class Bestand:
    """The engine as of one state of the database; ``kennung`` names that state."""

    kennung: str
    maschine: Suchmaschine
    leistungen: Leistungsnamen


_bestand: Bestand | None = None
_sperre = Lock()


def get_bestand() -> Bestand:
    """The engine as of the last change. One query when nothing changed; of several threads one builds it anew."""
    global _bestand
    kennung = Suchstand.objects.values_list("kennung", flat=True).first() or ""
    bestand = _bestand
    if bestand is None or bestand.kennung != kennung:
        with _sperre:
            bestand = _bestand
            if bestand is None or bestand.kennung != kennung:
                bestand = _bestand = Bestand(kennung, _load_maschine(), _load_leistungsnamen())
    return bestand


def _load_maschine() -> Suchmaschine:
    begriffe = [
        Begriff(b.wort, tuple(b.begriffe_liste), tuple(t.slug for t in b.themen.all()), b.gewicht, b.netzwerk_id)
        for b in Suchbegriff.objects.prefetch_related("themen")
    ]
    thesauruswoerter = [w for b in begriffe for text in (b.wort, *b.begriffe) for w in woerter(text)]
    return Suchmaschine(Index(_dokumente(), thesauruswoerter), Thesaurus(begriffe))


def _dokumente() -> list[Dokument]:
    """All offers, in the order of their keys; which of them are visible is asked with every search."""
    themen = defaultdict(list)
    zeilen = Angebot.themen.through.objects.values_list("angebot_id", "thema__slug", "thema__eltern__slug")
    for nummer, slug, haupt in zeilen:
        themen[nummer] += [slug, haupt] if haupt else [slug]
    zeilen = Angebot.objects.order_by("pk").values_list("pk", "suchtext", "netzwerk_id")
    return [Dokument(nummer, _felder(text), tuple(themen[nummer]), netz) for nummer, text, netz in zeilen]


def _felder(suchtext: str) -> dict[str, list[str]]:
    return {feld: zeile.split() for feld, zeile in zip(FELDGEWICHT, suchtext.split("\n"), strict=False)}


def _load_leistungsnamen() -> Leistungsnamen:
    paare = [
        (name, leistung.slug)
        for leistung in Leistung.objects.sichtbar()
        for name in (leistung.name, leistung.kurzname, *leistung.suchbegriffe.splitlines())
    ]
    paare += Suchbegriff.objects.filter(leistung__isnull=False, gewicht__gte=0.9).values_list("wort", "leistung__slug")
    return Leistungsnamen(paare)
