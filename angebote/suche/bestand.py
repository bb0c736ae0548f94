"""From the database to the search engine in memory, and following every change of it.

The database stays the only truth: who may see what is asked there again before anything is shown. Each process reads
the journal (``Suchaenderung``) once per search, in one query, and takes in what changed since.
"""

import ctypes
import gc
import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Lock, Thread
from uuid import UUID

from django.db import DatabaseError, connection

from angebote.models import Angebot, Suchaenderung
from angebote.suche.dokument import IMMER, ORTLOS, Dokument
from angebote.suche.gebiete import Gebiete
from angebote.suche.index import Index, make_index
from angebote.suche.rahmen import Rahmen, load_rahmen
from angebote.suche.rang import Suchmaschine
from netzwerk.models import Region

# So many offers are read while the visitor waits (about a second); more are read aside.
SOFORT_BIS = 5000
# So many changes are kept beside the base before it is made anew, or this share of it.
NACHTRAEGE, NACHTRAGSTEIL = 200, 0.02

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bestand:
    """The engine as of one entry of the journal; 0 and ``None`` when there is none."""

    nummer: int
    kennung: UUID | None
    rahmen: Rahmen
    maschine: Suchmaschine


_bestand: Bestand | None = None
_sperre = Lock()
_bau = Lock()


def get_bestand() -> Bestand | None:
    """The engine as of the last change; ``None`` while a large one is read for the first time."""
    stand = _bestand
    neu = _read_journal(stand)
    if neu == []:
        return stand
    if neu is not None and stand is not None:
        _follow()
        return _bestand
    return _load_anew()


def load_im_hintergrund() -> None:
    """Reads the engine in a thread of its own, when a web process starts. Without a database the first search tries."""
    Thread(target=_load_am_anfang, name="suchindex-anfang", daemon=True).start()


def _load_am_anfang() -> None:
    try:
        get_bestand()
    except DatabaseError as fehler:
        log.warning("Der Suchindex wird bei der ersten Suche gebaut: %s", fehler)
    finally:
        connection.close()


def vergiss() -> None:
    """The next search reads everything anew."""
    global _bestand
    _bestand = None


def _read_journal(stand: Bestand | None) -> list | None:
    """Entries after the one the engine stands at; ``None`` when the journal does not lead on from there."""
    if stand is None:
        return None
    eintraege = Suchaenderung.objects.filter(nummer__gte=stand.nummer).order_by("nummer")
    zeilen = list(eintraege.values_list("nummer", "kennung", "was", "angebote"))
    if stand.nummer:
        if not zeilen or zeilen[0][:2] != (stand.nummer, stand.kennung):
            return None
        zeilen = zeilen[1:]
    if any(was == Suchaenderung.Was.ALLES for _nummer, _kennung, was, _angebote in zeilen):
        return None
    return zeilen


def _load_anew() -> Bestand | None:
    """Small catalogues at once; large ones aside, while the engine as it is goes on answering."""
    if _bau.locked():
        return _bestand
    if Angebot.objects.count() <= SOFORT_BIS:
        with _sperre:
            if _read_journal(_bestand) != []:
                _build()
    else:
        _start_bau()
    return _bestand


def _build_oder_starte(anzahl: int) -> None:
    if anzahl <= SOFORT_BIS:
        _build()
    else:
        _start_bau()


def _start_bau() -> None:
    """Reads everything anew in a thread of its own, unless another one does so or just did."""
    if not _bau.acquire(blocking=False):
        return
    try:
        Thread(target=_build_aside, args=(_bestand,), name="suchindex", daemon=True).start()
    except RuntimeError:
        _bau.release()
        raise


def _build_aside(vorher: Bestand | None) -> None:
    try:
        if _bestand is vorher:
            _build()
            _give_back_memory()
    except Exception:
        log.exception("Der Suchindex konnte nicht gebaut werden; die nächste Suche versucht es wieder.")
    finally:
        connection.close()
        _bau.release()


def _give_back_memory() -> None:
    """A large index lives long: the garbage collector need not walk through it, and what building took goes back."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _build() -> None:
    global _bestand
    # The journal is read first: what changes meanwhile is taken in afterwards.
    letzte = Suchaenderung.objects.order_by("-nummer").values_list("nummer", "kennung").first()
    rahmen = load_rahmen()
    gebiete = Gebiete(Region.objects.values_list("pfad", "pk"))
    index = make_index(load_dokumente(), rahmen.thesaurus.worte, gebiete)
    _bestand = Bestand(*(letzte or (0, None)), rahmen, _maschine(index, rahmen))


def _maschine(index: Index, rahmen: Rahmen) -> Suchmaschine:
    return Suchmaschine(index, rahmen.thesaurus, rahmen.merkmalsnamen)


def _follow() -> None:
    """Takes in what changed since; of several threads one does it."""
    global _bestand
    with _sperre:
        stand = _bestand
        zeilen = _read_journal(stand)
        if not zeilen or stand is None:
            return
        rahmen, index = stand.rahmen, stand.maschine.index
        nummern = {nummer for _nummer, _kennung, _was, angebote in zeilen for nummer in angebote}
        if any(was == Suchaenderung.Was.RAHMEN for _nummer, _kennung, was, _angebote in zeilen):
            rahmen = load_rahmen()
        try:
            index = index.mit(load_dokumente(nummern), nummern) if nummern else index
        except LookupError:
            _build_oder_starte(index.anzahl)
            return
        _bestand = Bestand(*zeilen[-1][:2], rahmen, _maschine(index, rahmen))
        if index.nachgetragen > max(NACHTRAEGE, NACHTRAGSTEIL * index.anzahl):
            _build_oder_starte(index.anzahl)


def load_dokumente(nummern: Iterable[int] | None = None) -> Iterator[Dokument]:
    """Offers with these keys, or all, in the order of their keys."""
    angebote = Angebot.objects.with_letzten_tagen().order_by("pk")
    if nummern is not None:
        angebote = angebote.filter(pk__in=list(nummern))
    frei = Angebot.Status.VEROEFFENTLICHT
    zeilen = angebote.values_list(
        "pk",
        "suchtext",
        "suchfakten",
        "netzwerk_id",
        "status",
        "gueltig_von",
        "gueltig_bis",
        "bestaetigt_am",
        "verborgen_seit",
        "letzte_zeit",
        "letzte_oeffnung",
    )
    for zeile in zeilen.iterator(chunk_size=5000):
        pk, text, fakten, netzwerk, status, von, bis, bestaetigt, verborgen, *termine = zeile
        yield Dokument(
            pk,
            text,
            fakten or ORTLOS,
            netzwerk or 0,
            status == frei and verborgen is None,
            _tag(von, 0),
            min(_tag(bis, IMMER), _tag(max(filter(None, termine), default=None), IMMER)),
            _tag(bestaetigt, 0),
        )


def _tag(tag: date | None, sonst: int) -> int:
    return tag.toordinal() if tag else sonst
