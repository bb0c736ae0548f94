"""Data sheets for those who answer on paper: a letter for a window envelope, then one pre-filled sheet an entry.

The window is that of DIN 5008, form B: 45 mm from the upper edge, 20 mm from the left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.template.loader import render_to_string

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.faelligkeit import eigene_von, faellige_von
from netzwerk.models import Netzwerk, Partner, Rueckfrage, Wochentag
from netzwerk.rueckfrage import link
from wegweiser.druck.absender import absender
from wegweiser.druck.aus_merkzettel import FARBE
from wegweiser.druck.eintraege import aus_angebot, aus_anlaufstelle
from wegweiser.druck.heft import Eintrag
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import STILE, farbstil

ANTWORT_IN = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Blatt:
    """An entry as the public sees it. ``adresse``: where its code leads; ``antwort``: one can answer there."""

    eintrag: Eintrag
    adresse: str
    antwort: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """What goes into one envelope."""

    partner: Partner
    netzwerk: Netzwerk
    blaetter: list[Blatt]
    bis: date
    logo: str


def make_datenblaetter(paare: Iterable[tuple[Partner, Netzwerk]], *, am: date, basis: str) -> Satz | None:
    """Letters to these partners; ``None`` when none of them has an entry. ``basis`` as in ``setze_einlegeblatt``."""
    briefe = [brief for paar in paare if (brief := _make_brief(*paar, am=am, basis=basis)).blaetter]
    if not briefe:
        return None
    netze = {brief.netzwerk for brief in briefe}
    kontext = {"briefe": briefe, "am": am, "tage": Wochentag.labels, "portalname": settings.PORTALNAME}
    css = (STILE / "druck-datenblatt.css").read_text(encoding="utf-8")
    farbe = netze.pop().farbe if len(netze) == 1 else FARBE
    return Satz(render_to_string("druck/datenblatt.html", kontext), (farbstil(farbe), css))


def _make_brief(partner: Partner, netzwerk: Netzwerk, *, am: date, basis: str) -> Brief:
    runde = Rueckfrage.objects.laufend().filter(partner=partner, netzwerk=netzwerk).first()
    antwort = basis.rstrip("/") + link(runde) if runde else ""
    blaetter = [
        Blatt(eintrag, antwort or f"{basis}e/{eintrag.nummer}", bool(antwort))
        for eintrag in _load_eintraege(partner, netzwerk, am)
    ]
    return Brief(partner, netzwerk, blaetter, am + ANTWORT_IN, str(absender(netzwerk).get("logo", "")))


def _load_eintraege(partner: Partner, netzwerk: Netzwerk, am: date) -> list[Eintrag]:
    """What is due; where nothing is, everything that is visible."""
    faellige = {(type(eintrag), eintrag.pk) for eintrag in faellige_von(partner, netzwerk, am)}
    bedingung = eigene_von(partner, netzwerk)
    alle = [
        (machen, eintrag)
        for modell, machen in ((Anlaufstelle, aus_anlaufstelle), (Angebot, aus_angebot))
        for eintrag in modell.objects.sichtbar(am).filter(bedingung).with_seite()
    ]
    gewaehlt = [paar for paar in alle if (type(paar[1]), paar[1].pk) in faellige] or alle
    return [machen(eintrag, anker=f"nr-{eintrag.nummer}", am=am) for machen, eintrag in gewaehlt]
