"""What parents ask for, counted without persons: the raw material for finding gaps in what is offered.

Of a question only general words are kept, of its place the Kreis or the Gemeinde, of its time the day; when in doubt a
word is dropped. Counts gather in the process and are written aside, so that no page waits: when one comes a minute
after the first, when there are fifty, and when the process ends. A crash loses what was not yet written.
"""

import atexit
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache
from itertools import batched
from pathlib import Path
from posixpath import commonpath
from threading import Lock, Thread
from time import monotonic
from typing import NamedTuple
from unicodedata import normalize

from django.db import connection, transaction
from django.db.models import Case, F, When

from angebote.auswahl import Auswahl
from angebote.models import Suchanfrage
from angebote.suche.analyse import STOPPWOERTER, gender_neutral, stamm, woerter
from angebote.suche.index import Index
from angebote.suche.thesaurus import Thesaurus
from angebote.suche.zerlegung import Zerleger, grundwoerter
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ansprechperson, Ebene, Netzwerk, Ortsname, Partner, Postleitzahl, Region
from netzwerk.orte import Ort
from netzwerk.text import falte

SEKUNDEN, ANZAHL = 60, 50
AUFBEWAHRT = timedelta(days=400)
# While the database cannot be written, no more different questions than these are kept; so many rows go at once.
HOECHSTENS, BLOCK = 5000, 200
WORTE, ZEICHEN = 6, 120
# In so many offers a word of the catalogue stands before it counts as general.
GELAEUFIG = 3
EBENEN = (Ebene.KREIS, Ebene.GEMEINDE)

NAMEN = frozenset(falte(Path(__file__).with_name("namen.txt").read_text(encoding="utf-8")).split())
# Base words in whose compounds surnames end: „Kindermann“, „Sommerfeld“.
NAMENSENDE = re.compile(r"(?:mann|bauer|baum|berg|burg|stein|feld|wald|bach|hof|meister|land|dorf|kopf|herr|koch)s?$")
ADRESSE = re.compile(r"\S*\s*@\s*\S*|\S*(?:://|www\.)\S*|\S*\w\.\w{2,}\S*", re.IGNORECASE)
_STRASSE = r"(?:stra(?:ß|ss)e|str|weg|platz|allee|gasse|ring|damm|ufer|steig|stieg|pfad|chaussee|promenade)"
STRASSE = re.compile(rf"(?<!\S)(?!(?:Kita|Hort)-Platz)\S+-{_STRASSE}(?!\w)\S*", re.IGNORECASE)
STRASSENENDE = re.compile(rf"(?!(?:kita|krippen|hort|betreuungs|ausbildungs|therapie)platz)\w+{_STRASSE}$")
# Alone they make a street of the word before: „Lange Straße“.
STRASSENWORT = frozenset(["strasse", "str", "allee", "gasse", "damm", "ufer"])
HAUSNUMMER = re.compile(r"\d{1,4}[a-z]?")
# After a number they say that it is none of a house.
EINHEIT = re.compile(r"jahre?n?|jaehrig\w*|monate?n?|wochen?|tage?n?|stunden?|uhr|euro?|km|kind(?:er|ern)?")
ANREDE = frozenset(["frau", "fr", "herr", "herrn", "hr", "fam", "dr", "prof"])

log = logging.getLogger(__name__)


class Herkunft(IntEnum):
    """Why a word was taken for a general one; the later ones may still be names."""

    GRUNDWORT, SUCHBEGRIFF, KATALOG = 0, 1, 2


Fundwort = tuple[str, Herkunft]
# One row as it is stored: its day, its words, its region.
Zeile = tuple[date, str, int | None]


class Frage(NamedTuple):
    """What is left of a question until it is written; ``pfad`` is that of its region, empty for none."""

    tag: date
    pfad: str
    worte: tuple[Fundwort, ...]
    ohne_treffer: bool


def count_anfrage(auswahl: Auswahl, *, tag: date, uhr: Callable[[], float] = monotonic) -> None:
    """Counts the question once. Never fails; does not write while the visitor waits."""
    try:
        frage = make_frage(auswahl, tag=tag)
    except Exception as fehler:
        # Without its message: words of the question might stand in it.
        log.error("Eine Suchanfrage konnte nicht gezählt werden: %s", type(fehler).__name__)
        return
    if frage and _sammler.add(frage, jetzt=uhr()):
        Thread(target=_write_aside, name="suchstatistik", daemon=True).start()


def make_frage(auswahl: Auswahl, *, tag: date) -> Frage | None:
    """``None`` when nothing may be kept, or when the page asks back which place is meant: that answers nothing yet."""
    frage, suche = auswahl.fragen.get("q"), auswahl.suche
    if not frage or suche is None or (auswahl.ortssuche and auswahl.ortssuche.auswahl):
        return None
    ergebnis = auswahl.fund.ergebnis if auswahl.fund else None
    # What is closed now, or does not fit somebody's week, is no gap.
    fehlt = not len(auswahl.angebote) and not auswahl.zeitfrage
    wortschatz = Wortschatz(suche.rahmen.thesaurus, suche.maschine.index)
    worte = wortschatz.lies(frage, ergebnis.korrekturen if ergebnis else {})
    return Frage(tag, _pfad(auswahl.ort), worte, fehlt) if worte else None


def _pfad(ort: Ort | None) -> str:
    """The smallest region that holds the whole place; an Ortsteil counts as what it lies in."""
    if ort is None or not ort.regionen:
        return ""
    pfade = [r.vorfahren_pfade[-1] if r.ebene == Ebene.ORTSTEIL else r.pfad for r in ort.regionen]
    return f"{commonpath(pfade)}/"


class Wortschatz:
    """The words that may be kept."""

    def __init__(self, thesaurus: Thesaurus, index: Index):
        self._suchbegriffe, self._wendungen, self._nach_stamm = _suchbegriffe(thesaurus)
        self._index = index

    def lies(self, frage: str, korrekturen: Mapping[str, str]) -> tuple[Fundwort, ...]:
        """The general words of a question; a misspelt one as the search took it."""
        gefunden = set()
        for wort in self._ohne_adressen(frage):
            if self._darf(wort):
                anderes = korrekturen.get(wort, "")
                gefunden.add(self._finde(wort) or (self._finde(anderes) if self._darf(anderes) else None))
        return tuple(sorted(gefunden - {None}))

    def _ohne_adressen(self, frage: str) -> list[str]:
        """The folded words without addresses, what stands before a house number, and what follows „Frau“ or „Herr“."""
        worte = falte(STRASSE.sub(" ", ADRESSE.sub(" ", gender_neutral(normalize("NFKC", frage))))).split()
        fort = set()
        for stelle, (wort, naechstes) in enumerate(zip(worte, [*worte[1:], ""], strict=False)):
            if wort in STRASSENWORT:
                fort |= {stelle - 1, stelle}
            elif wort in ANREDE:
                fort |= {stelle + 1}
            elif HAUSNUMMER.fullmatch(wort) and stelle and not EINHEIT.fullmatch(naechstes):
                fort |= set() if f"{worte[stelle - 1]} {wort}" in self._wendungen else {stelle - 1}
        return [wort for stelle, wort in enumerate(worte) if stelle not in fort]

    def _darf(self, wort: str) -> bool:
        ist_name = wort in NAMEN or wort.removesuffix("s") in NAMEN
        if len(wort) < 2 or not wort.isalpha() or wort in STOPPWOERTER or ist_name:
            return False
        return wort in grundwoerter() or wort in self._suchbegriffe or not STRASSENENDE.match(wort)

    def _finde(self, wort: str) -> Fundwort | None:
        """The word as it is kept: as it is, or in the form that is known."""
        if _ist_grundwort(wort):
            return wort, Herkunft.GRUNDWORT
        if wort in self._suchbegriffe:
            return wort, Herkunft.SUCHBEGRIFF
        formen = [form for form in self._nach_stamm.get(stamm(wort), ()) if self._darf(form)]
        if formen and wort not in formen:
            return self._finde(min(formen, key=lambda form: (not wort.startswith(form), len(form), form)))
        oft = min(self._index.haeufigkeit(stamm(wort)), self._index.lexikon.haeufigkeit.get(wort, 0)) >= GELAEUFIG
        return (wort, Herkunft.KATALOG) if oft else None


@lru_cache(maxsize=1)
def _zerleger() -> Zerleger:
    """Along base words only: parts that the catalogue brought may be names."""
    return Zerleger(grundwoerter())


def _ist_grundwort(wort: str) -> bool:
    return wort in grundwoerter() or bool(not NAMENSENDE.search(wort) and _zerleger().zerlege(wort))


@lru_cache(maxsize=2)
def _suchbegriffe(thesaurus: Thesaurus) -> tuple[frozenset[str], frozenset[str], dict[str, list[str]]]:
    """Words of the thesaurus, its entries as they are asked for, and by stem all words that are known."""
    worte = frozenset(thesaurus.worte) - STOPPWOERTER
    nach_stamm = defaultdict(list)
    for wort in worte | grundwoerter():
        nach_stamm[stamm(wort)].append(wort)
    return worte, frozenset(" ".join(woerter(begriff.wort)) for begriff in thesaurus.begriffe), dict(nach_stamm)


class Sammler:
    """Counts that wait to be written."""

    def __init__(self):
        self._sperre, self._schreiben = Lock(), Lock()
        self._zahlen: Counter[Frage] = Counter()
        self._seit: float | None = None
        self._neue = 0

    def add(self, frage: Frage, *, jetzt: float) -> bool:
        """Whether it is time to write; only the one who is told so writes. ``jetzt``: seconds of any clock."""
        with self._sperre:
            if frage in self._zahlen or len(self._zahlen) < HOECHSTENS:
                self._zahlen[frage] += 1
            self._neue += 1
            self._seit = jetzt if self._seit is None else self._seit
            faellig = self._neue >= ANZAHL or jetzt - self._seit >= SEKUNDEN
            if faellig:
                self._neue, self._seit = 0, None
            return faellig

    def write(self) -> None:
        """Everything at once; what could not be written is kept for the next time."""
        with self._schreiben:
            with self._sperre:
                zahlen, self._zahlen = self._zahlen, Counter()
            try:
                _store(zahlen)
            except Exception:
                log.exception("Die Suchanfragen konnten nicht geschrieben werden; es wird nachgeholt.")
                with self._sperre:
                    self._zahlen.update(zahlen)


_sammler = Sammler()


@atexit.register
def write_anfragen() -> None:
    """Writes what has gathered, now."""
    _sammler.write()


def vergiss() -> None:
    """Drops what has gathered: it belongs to a database that is gone."""
    global _sammler
    _sammler = Sammler()


def _write_aside() -> None:
    write_anfragen()
    connection.close()


def _store(zahlen: Mapping[Frage, int]) -> None:
    if zahlen:
        with transaction.atomic():
            summen = _summen(zahlen)
            for block in batched(sorted(summen, key=lambda zeile: (*zeile[:2], zeile[2] or 0)), BLOCK):
                _add(block, summen)
            delete_alte(max(frage.tag for frage in zahlen))


def _summen(zahlen: Mapping[Frage, int]) -> dict[Zeile, list[int]]:
    """For each row how many are added, and how many of them without a hit."""
    namen = _load_namen({herkunft for frage in zahlen for _wort, herkunft in frage.worte})
    regionen = Region.objects.filter(pfad__in={frage.pfad for frage in zahlen}, ebene__in=EBENEN)
    nach_pfad = dict(regionen.values_list("pfad", "pk"))
    summen = defaultdict(lambda: [0, 0])
    for frage, anzahl in zahlen.items():
        if worte := _als_text(wort for wort, herkunft in frage.worte if wort not in namen[herkunft]):
            summe = summen[frage.tag, worte, nach_pfad.get(frage.pfad)]
            summe[0] += anzahl
            summe[1] += anzahl * frage.ohne_treffer
    return summen


def _load_namen(herkuenfte: set[Herkunft]) -> dict[Herkunft, set[str]]:
    """Words of real names by where they are to be left out; read only for words that might be some."""
    personen, andere = set(), set()
    if herkuenfte - {Herkunft.GRUNDWORT}:
        personen = _worte_aus(Ansprechperson.objects.order_by().values_list("name"))
    if Herkunft.KATALOG in herkuenfte:
        spalten = [(Partner, "kurzname"), (Anlaufstelle, "name"), (Netzwerk, "name")]
        spalten += [(Ortsname, "gefaltet"), (Postleitzahl, "ort_gefaltet")]
        weitere = (modell.objects.order_by().values_list(spalte) for modell, spalte in spalten)
        andere = _worte_aus(Partner.objects.order_by().values_list("name").union(*weitere))
    return {Herkunft.GRUNDWORT: set(), Herkunft.SUCHBEGRIFF: personen, Herkunft.KATALOG: personen | andere}


def _worte_aus(zeilen: Iterable[tuple[str]]) -> set[str]:
    return set(falte(" ".join(text for (text,) in zeilen)).split())


def _als_text(worte: Iterable[str]) -> str:
    """In the order of the alphabet, at most ``WORTE`` and ``ZEICHEN``; whole words only."""
    text = " ".join(sorted(worte)[:WORTE])
    return text if len(text) <= ZEICHEN else text[: ZEICHEN + 1].rpartition(" ")[0]


def _add(zeilen: Sequence[Zeile], summen: Mapping[Zeile, list[int]]) -> None:
    """Rows that are missing begin at 0, also when another process makes them just now; then all of them grow."""
    neue = [Suchanfrage(tag=tag, worte=worte, region_id=region) for tag, worte, region in zeilen]
    Suchanfrage.objects.bulk_create(neue, ignore_conflicts=True)
    tage, worte, _regionen = map(set, zip(*zeilen, strict=True))
    # Locked in one order: two processes never wait for each other.
    da = Suchanfrage.objects.select_for_update().filter(tag__in=tage, worte__in=worte).order_by("pk")
    gelesen = {pk: tuple(zeile) for pk, *zeile in da.values_list("pk", "tag", "worte", "region")}
    mehr = {pk: summen[zeile] for pk, zeile in gelesen.items() if zeile in zeilen}
    anzahl = Case(*(When(pk=pk, then=summe[0]) for pk, summe in mehr.items()))
    ohne = Case(*(When(pk=pk, then=summe[1]) for pk, summe in mehr.items()))
    Suchanfrage.objects.filter(pk__in=mehr).update(anzahl=F("anzahl") + anzahl, ohne_treffer=F("ohne_treffer") + ohne)


def delete_alte(am: date) -> None:
    """Nothing is kept longer than ``AUFBEWAHRT``."""
    Suchanfrage.objects.filter(tag__lt=am - AUFBEWAHRT).delete()
