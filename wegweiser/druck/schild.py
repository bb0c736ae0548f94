"""„Hier ist ein Infopoint“: the sign for a door on A4, and on A3 a poster that also says what one gets there."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from anlaufstellen.models import Anlaufstelle
from anlaufstellen.pruefungen import add_pruefungen
from netzwerk.models import Hilfetelefon
from wegweiser.druck.absender import absender
from wegweiser.druck.aus_merkzettel import FARBE
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import STILE, farbstil

PAPIERE = ("a4", "a3")
# More lines than that nobody reads at a door.
ZEILEN, THEMEN = 7, 6
BEKANNT = ("110", "112")


@dataclass(frozen=True, slots=True)
class Schild:
    """What stands on it. ``mit`` says what is good to know before going in."""

    titel: str
    stelle: Anlaufstelle
    netzwerk: str
    logo: str
    ist_beispiel: bool
    adresse: str
    wann: str
    zeiten: tuple[str, ...]
    themen: tuple[str, ...]
    mit: tuple[str, ...]
    hilfen: tuple[Hilfetelefon, ...]


def setze_schild(stelle: Anlaufstelle, papier: str, *, am: date, basis: str) -> Satz:
    """``stelle`` loaded by ``with_seite()``; ``papier`` is one of ``PAPIERE``; ``basis`` ends with a slash."""
    wer = absender(stelle.netzwerk)
    schild = Schild(
        titel=_titel(stelle, am),
        stelle=stelle,
        netzwerk=str(wer["netzwerk"]),
        logo=str(wer.get("logo", "")),
        ist_beispiel=bool(wer.get("ist_beispiel")),
        adresse=f"{basis}e/{stelle.nummer}",
        wann=_("Wo und wann") if stelle.art == Anlaufstelle.Art.MOBIL else _("Offen"),
        zeiten=tuple(_zeiten(stelle, am))[:ZEILEN],
        themen=tuple(thema.name for thema in stelle.themen.all())[:THEMEN],
        mit=tuple(_gut_zu_wissen(stelle)),
        hilfen=_hilfen(papier),
    )
    html = render_to_string(f"druck/schild_{papier}.html", {"schild": schild, "portalname": settings.PORTALNAME})
    dateien = [(STILE / f"{name}.css").read_text(encoding="utf-8") for name in ("druck", "druck-schild")]
    format_css = f"@page {{ size: {papier.upper()}; }}"
    return Satz(html, (farbstil(str(wer.get("farbe", FARBE))), *dateien, format_css), hoechstens=1)


def _titel(stelle: Anlaufstelle, am: date) -> str:
    if stelle.art == Anlaufstelle.Art.MOBIL:
        return _("Hier halten wir")
    add_pruefungen([stelle], am)
    if stelle.art == Anlaufstelle.Art.INFOPOINT or stelle.pruefung.ist_infopoint:
        return _("Hier ist ein Infopoint")
    return _("Hier sind Sie richtig")


def _hilfen(papier: str) -> tuple[Hilfetelefon, ...]:
    """The three of the start page in a hall; at a door one that is not known to everybody."""
    hilfen = Hilfetelefon.objects.filter(auf_startseite=True)
    return tuple(hilfen[:3] if papier == "a3" else hilfen.exclude(nummer__in=BEKANNT)[:1])


def _zeiten(stelle: Anlaufstelle, am: date) -> list[str]:
    """What is not over: the stops of a tour, single days last and in their order, then the hours."""
    tour = stelle.tour if stelle.art == Anlaufstelle.Art.MOBIL else []
    kommende = [halt for halt in tour if (halt.gueltig_bis or am) >= am]
    kommende.sort(key=lambda halt: (halt.fenster.tag or date.min, halt.wochentag, halt.von))
    return [str(halt) for halt in kommende] + stelle.zeiten_ab(am)


def _gut_zu_wissen(stelle: Anlaufstelle) -> list[str]:
    """Only what is so; nothing is said about what is not or not known."""
    zeilen = [_("Kind %s") % stelle.mit_kind_in_worten] if stelle.mit_kind_in_worten else []
    zeilen += [_("Raum für vertrauliche Gespräche")] if stelle.vertraulicher_raum else []
    zeilen += [_("ohne Stufen")] if stelle.stufenfrei else []
    zeilen += [_("Wickeltisch")] if stelle.wickeltisch else []
    sprachen = ", ".join(sprache.eigenname for sprache in stelle.sprachen.all())
    return zeilen + ([sprachen] if sprachen else [])
