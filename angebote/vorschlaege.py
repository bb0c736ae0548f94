"""What the search form suggests for „what“ and for „where“.

Topics, benefits and words of parents change rarely: each process keeps them until the frame of the search is a new
one. Offers come from the index and are asked for again in the database. Places are the database's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Min, Prefetch, Q, prefetch_related_objects
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext as _

from angebote.models import Angebot, Leistung, Suchbegriff
from angebote.suche import Suche
from angebote.suche.fakten import Art
from angebote.suche.rahmen import Rahmen
from angebote.suche.vorschlag import (
    HOECHSTENS,
    Eintrag,
    Fund,
    Vorrat,
    Vorschlag,
    find_titel,
    kurze_zuerst,
    ordne,
    ortsstufe,
    stufe,
)
from netzwerk.models import Ebene, Ortsname, Postleitzahl, Region
from netzwerk.orte import BEZEICHNUNGEN
from netzwerk.text import falte, zeilen

THEMA, LEISTUNG, WORT, ANGEBOT = range(4)
WAS_JE_RANG = {THEMA: 3, LEISTUNG: 3, WORT: 4, ANGEBOT: 3}
# Regions rank by their level, places without a region of their own after them.
ORT = max(Ebene) + 1
WO_JE_RANG = dict.fromkeys((*Ebene, ORT), 4)
# So many spellings of places are looked at, the shortest first.
SCHREIBWEISEN = 40
ZIFFERN = re.compile(r"([0-9]{2,5}) ?(.*)")

_vorrat: tuple[Rahmen, Vorrat] | None = None


def find_was(gefaltet: str, suche: Suche, *, am: date, ort: str = "") -> list[Vorschlag]:
    """Topics, benefits, words of parents, and offers visible on that day, of which a word begins like the text.

    ``ort``: the place in the other field; topics and benefits lead to their page for it.
    """
    bekannte = _get_vorrat(suche.rahmen).finde(gefaltet)
    if ort:
        bekannte = [(anfang, _mit_ort(eintrag, ort)) for anfang, eintrag in bekannte]
    return ordne([*bekannte, *_find_angebote(gefaltet, suche, am=am)], WAS_JE_RANG)


def _mit_ort(eintrag: Eintrag, ort: str) -> Eintrag:
    adresse = eintrag.vorschlag.adresse
    if adresse is None:
        return eintrag
    adresse = f"{adresse}{'&' if '?' in adresse else '?'}{urlencode({'ort': ort})}"
    return replace(eintrag, vorschlag=replace(eintrag.vorschlag, adresse=adresse))


def _get_vorrat(rahmen: Rahmen) -> Vorrat:
    """What is known beforehand, read again when the search has a new frame."""
    global _vorrat
    stand = _vorrat
    if stand is None or stand[0] is not rahmen:
        _vorrat = stand = rahmen, Vorrat([*_themen(rahmen), *_leistungen(), *_worte()])
    return stand[1]


def _themen(rahmen: Rahmen) -> Iterator[Eintrag]:
    liste = reverse("angebote:angebot_list")
    for thema in rahmen.namen[Art.THEMA]:
        yield Eintrag(Vorschlag(thema.name, _("Thema"), f"{liste}?thema={thema.slug}"), THEMA, (thema.name,))


def _leistungen() -> Iterator[Eintrag]:
    for leistung in Leistung.objects.sichtbar():
        vorschlag = Vorschlag(leistung.name, _("Leistung"), leistung.get_absolute_url())
        yield Eintrag(vorschlag, LEISTUNG, (leistung.name, leistung.kurzname), tuple(zeilen(leistung.suchbegriffe)))


def _worte() -> Iterator[Eintrag]:
    """Words that hold everywhere; nobody is offered a misspelling."""
    begriffe = Suchbegriff.objects.filter(netzwerk=None).exclude(art=Suchbegriff.Art.TIPPFEHLERFORM)
    for wort in begriffe.values_list("wort", flat=True):
        yield Eintrag(Vorschlag(wort, _("Suchwort")), WORT, (wort,))


def _find_angebote(gefaltet: str, suche: Suche, *, am: date) -> list[Fund]:
    """Offers with their area, which tells namesakes apart; of those that it does not, one is shown."""
    nummern = find_titel(suche.maschine.index, gefaltet, am=am.toordinal(), netzwerke=suche.rahmen.netzwerke)
    sichtbare = Angebot.objects.auffindbar(am).only("titel", "slug", "nummer")
    gelesen = sichtbare.in_bulk(nummern) if nummern else {}
    passende = [
        (anfang, angebot)
        for angebot in filter(None, map(gelesen.get, nummern))
        if (anfang := stufe(angebot.titel, gefaltet)) is not None
    ]
    beste = sorted(passende, key=itemgetter(0))[: 2 * WAS_JE_RANG[ANGEBOT]]
    gebiete = Prefetch("regionen", Region.objects.select_related("eltern"))
    prefetch_related_objects([angebot for _anfang, angebot in beste], gebiete)
    namen = {}
    for anfang, angebot in beste:
        vorschlag = Vorschlag(angebot.titel, _art(angebot), angebot.get_absolute_url())
        namen.setdefault((vorschlag.text, vorschlag.art), (anfang, Eintrag(vorschlag, ANGEBOT)))
    return list(namen.values())


def _art(angebot: Angebot) -> str:
    gebiete = list(angebot.regionen.all())
    if not gebiete:
        return _("Angebot")
    text = _("Angebot für %(gebiet)s") if len(gebiete) == 1 else _("Angebot für %(gebiet)s und weitere")
    return text % {"gebiet": gebiete[0]}


def find_wo(gefaltet: str) -> list[Vorschlag]:
    """Places of which a word begins like the text, each in words that ``find_ort`` understands as one place."""
    if ziffern := ZIFFERN.fullmatch(gefaltet):
        return list(_find_plz(*ziffern.groups()))[:HOECHSTENS]
    regionen, stellen = _find_regionen(gefaltet), _find_stellen(gefaltet)
    namen = {falte(str(region)) for _stufe, region in regionen} | {stelle.gefaltet for stelle in stellen}
    pfade = defaultdict(set)
    for name, pfad in Ortsname.objects.filter(gefaltet__in=namen).values_list("gefaltet", "region__pfad"):
        pfade[name].add(pfad)
    funde = [
        (anfang, Eintrag(Vorschlag(str(region), _lage(region)), region.ebene))
        for anfang, region in regionen
        if _ist_eines(pfade[falte(str(region))])
    ]
    for stelle, text in _worte_fuer(stellen, pfade):
        anfang = 0 if stelle.gefaltet.startswith(gefaltet) else 1
        funde.append((anfang, Eintrag(Vorschlag(text, _("Ort")), ORT)))
    return ordne(sorted(funde, key=kurze_zuerst), WO_JE_RANG)


def _find_plz(ziffern: str, rest: str) -> Iterator[Vorschlag]:
    """Postcodes with their shortest place; a whole one with all its places."""
    begonnen = Postleitzahl.objects.filter(plz__startswith=ziffern, ort_gefaltet__startswith=rest)
    bekannt = begonnen.filter(regionen__isnull=False).distinct().order_by("plz", Length("ort"), "ort")
    gezeigt = set()
    for plz, ort in bekannt.values_list("plz", "ort")[:SCHREIBWEISEN]:
        if plz not in gezeigt or plz == ziffern:
            gezeigt.add(plz)
            yield Vorschlag(f"{plz} {ort}", _("Postleitzahl"))


def _find_regionen(gefaltet: str) -> list[tuple[int, Region]]:
    """Regions by their spellings, each once and as well as it can be found."""
    formen = Ortsname.objects.filter(_wortanfang("gefaltet", gefaltet)).select_related("region__eltern")
    # „La“ is no wish to see every Landkreis.
    for wort in BEZEICHNUNGEN:
        formen = formen.exclude(gefaltet__startswith=f"{wort} ") if wort.startswith(gefaltet) else formen
    regionen: dict[int, tuple[int, Region]] = {}
    for form in formen.order_by(Length("gefaltet"), "gefaltet", "region__pfad")[:SCHREIBWEISEN]:
        region = form.region
        anfang = ortsstufe(form.gefaltet, region.name, gefaltet)
        if anfang is not None and anfang < regionen.get(region.pk, (2, region))[0]:
            regionen[region.pk] = anfang, region
    return list(regionen.values())


class Stelle(NamedTuple):
    """A place of the postcodes in one region: its first postcode there, and how many there are."""

    ort: str
    gefaltet: str
    pfad: str
    plz: str
    anzahl: int


def _find_stellen(gefaltet: str) -> list[Stelle]:
    """The shortest names, each with all its places."""
    begonnen = Postleitzahl.objects.filter(_wortanfang("ort_gefaltet", gefaltet), regionen__isnull=False)
    gruppen = begonnen.values_list("ort", "ort_gefaltet", "regionen__pfad").annotate(
        erste=Min("plz"), anzahl=Count("plz", distinct=True)
    )
    geordnet = gruppen.order_by(Length("ort_gefaltet"), "ort_gefaltet", "ort", "regionen__pfad")
    stellen = [Stelle(*zeile) for zeile in geordnet[: SCHREIBWEISEN + 1]]
    unvollstaendig = stellen[-1].gefaltet if len(stellen) > SCHREIBWEISEN else ""
    return [stelle for stelle in stellen if stelle.gefaltet != unvollstaendig]


def _wortanfang(feld: str, gefaltet: str) -> Q:
    return Q(**{f"{feld}__startswith": gefaltet}) | Q(**{f"{feld}__contains": f" {gefaltet}"})


def _worte_fuer(stellen: Iterable[Stelle], pfade: dict[str, set[str]]) -> Iterator[tuple[Stelle, str]]:
    """A place of one postcode with it; one of several by its name, where that is enough; none that a region names."""
    nach_namen = defaultdict(list)
    for stelle in stellen:
        nach_namen[stelle.gefaltet].append(stelle)
    for name, gleiche in nach_namen.items():
        eine_plz = len({stelle.plz for stelle in gleiche}) == 1 and gleiche[0].anzahl == 1
        if not eine_plz and name not in pfade and _ist_eines({stelle.pfad for stelle in gleiche}):
            yield gleiche[0], gleiche[0].ort
            continue
        for stelle in gleiche:
            if eine_plz or not any(_liegt_in(stelle.pfad, pfad) for pfad in pfade.get(name, ())):
                yield stelle, f"{stelle.plz} {stelle.ort}"


def _liegt_in(pfad: str, anderer: str) -> bool:
    """Whether one of the two regions contains the other."""
    return pfad.startswith(anderer) or anderer.startswith(pfad)


def _ist_eines(pfade: Iterable[str]) -> bool:
    """Whether of these regions one is the smallest: the rule of ``find_ort``."""
    return sum(not any(p != pfad and p.startswith(pfad) for p in pfade) for pfad in pfade) == 1


def _lage(region: Region) -> str:
    """What a region lies in or, where its name says that, what it is."""
    if region.ebene in (Ebene.KREIS, Ebene.GEMEINDE) and region.eltern.anzeigename != region.anzeigename:
        return region.eltern.anzeigename
    return region.bezeichnung or _("Ort")
