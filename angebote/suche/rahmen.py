"""What the search knows besides offers: words of parents, names of facts, benefits and points, the active networks.

Small and quickly read; loaded anew when one of its parts changes.
"""

from dataclasses import dataclass

from angebote.models import Leistung, Suchbegriff
from angebote.suche.fakten import Art, fakt
from angebote.suche.merkmale import Merkmalsnamen
from angebote.suche.namen import Leistungsnamen, Stellennamen
from angebote.suche.thesaurus import Begriff, Thesaurus
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Netzwerk, Sprache, Thema, Zielgruppe


@dataclass(frozen=True)
class Benannt:
    """One value of a facet: its primary key, its name in the address and for people, and what it lies in."""

    nummer: int
    slug: str
    name: str
    eltern: int | None = None


@dataclass(frozen=True)
class Rahmen:
    thesaurus: Thesaurus
    merkmalsnamen: Merkmalsnamen
    leistungen: Leistungsnamen
    stellen: Stellennamen
    netzwerke: frozenset[int]
    namen: dict[Art, list[Benannt]]
    heikle_themen: frozenset[int]

    def nummer(self, art: Art, slug: str) -> int | None:
        return next((eintrag.nummer for eintrag in self.namen[art] if eintrag.slug == slug), None)


def load_rahmen() -> Rahmen:
    namen = load_namen()
    return Rahmen(
        thesaurus=Thesaurus(_begriffe()),
        merkmalsnamen=Merkmalsnamen(_eigene_merkmale(namen)),
        leistungen=_leistungsnamen(),
        stellen=Stellennamen(Anlaufstelle.objects.filter(ist_veroeffentlicht=True).values_list("pk", "name")),
        netzwerke=frozenset(Netzwerk.objects.aktiv().values_list("pk", flat=True)),
        namen=namen,
        heikle_themen=frozenset(Thema.objects.filter(ist_sensibel=True).values_list("pk", flat=True)),
    )


def load_namen() -> dict[Art, list[Benannt]]:
    """What can be chosen by name: topics, target groups, languages, each in its order."""
    return {
        Art.THEMA: _benannte(Thema.objects.values_list("pk", "slug", "name", "eltern")),
        Art.ZIELGRUPPE: _benannte(Zielgruppe.objects.values_list("pk", "slug", "name")),
        Art.SPRACHE: _benannte(Sprache.objects.values_list("pk", "code", "name")),
    }


def _benannte(zeilen) -> list[Benannt]:
    return [Benannt(*zeile) for zeile in zeilen]


def _eigene_merkmale(namen: dict[Art, list[Benannt]]):
    """Target groups by their name, languages by „auf Arabisch“ and, except German, by the name alone."""
    for gruppe in namen[Art.ZIELGRUPPE]:
        yield "zielgruppe", gruppe.slug, Art.ZIELGRUPPE, gruppe.nummer, gruppe.name
    for sprache in namen[Art.SPRACHE]:
        yield "sprache", sprache.slug, Art.SPRACHE, sprache.nummer, f"auf {sprache.name}"
        if sprache.slug != "de":
            yield "sprache", sprache.slug, Art.SPRACHE, sprache.nummer, sprache.name


def _begriffe() -> list[Begriff]:
    return [
        Begriff(
            wort=begriff.wort,
            begriffe=tuple(begriff.begriffe_liste),
            themen=tuple(fakt(Art.THEMA, thema.pk) for thema in begriff.themen.all()),
            gewicht=begriff.gewicht,
            netzwerk=begriff.netzwerk_id,
        )
        for begriff in Suchbegriff.objects.prefetch_related("themen")
    ]


def _leistungsnamen() -> Leistungsnamen:
    paare = [
        (name, leistung.slug)
        for leistung in Leistung.objects.sichtbar()
        for name in (leistung.name, leistung.kurzname, *leistung.suchbegriffe.splitlines())
    ]
    paare += Suchbegriff.objects.filter(leistung__isnull=False, gewicht__gte=0.9).values_list("wort", "leistung__slug")
    return Leistungsnamen(paare)
