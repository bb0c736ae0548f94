"""What of a booklet goes on a leaflet or a poster; and booklets without tables, for big letters and screens. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.utils.translation import gettext as _

from wegweiser.druck.heft import Abschnitt, Eintrag, Fakt, Heft, Hilfenummer, Leistungszeile, Stelle

# More than this never fits on a leaflet; the engine then drops what is still too much.
HOECHSTENS = {"nummern": 4, "stellen": 7, "angebote": 40, "leistungen": 7}


@dataclass(frozen=True, slots=True)
class Kurzeintrag:
    """An entry in a few lines. ``thema`` is the chapter that it comes from; texts are empty where nothing is known."""

    titel: str
    wer: str = ""
    telefon: str = ""
    wann: tuple[str, ...] = ()
    wo: tuple[str, ...] = ()
    thema: str = ""


@dataclass(frozen=True, slots=True)
class Auszug:
    """The most important of a booklet; ``weg`` is its first chapter of stages.

    ``weitere_…`` says how many are not even among the candidates.
    """

    nummern: tuple[Hilfenummer, ...]
    stellen: tuple[Kurzeintrag, ...]
    angebote: tuple[Kurzeintrag, ...]
    leistungen: tuple[str, ...]
    weg: Abschnitt | None = None
    weitere_stellen: int = 0
    weitere_angebote: int = 0

    @property
    def plakatstellen(self) -> tuple[Kurzeintrag, ...]:
        """Whom to call, at most four: drop-in points, else whoever makes the first offers."""
        return (self.stellen or self.angebote)[:4]


def make_auszug(heft: Heft) -> Auszug:
    """Every chapter's first offer comes before any chapter's second: what is dropped at the end costs no topic.

    Without drop-in points the partners stand in for them.
    """
    alle = [teil for kapitel in heft.kapitel for teil in _teile(kapitel)]
    stellen = _kurz(alle, "anlaufstellen") or _kurz(alle, "kontakte", "kontakte-gebiet")
    angebote = _reihum([_kurz([teil], "angebote") for teil in alle])
    leistungen = tuple(dict.fromkeys(zeile.name for teil in alle for zeile in teil.leistungen))
    nummern = tuple(nummer for teil in alle for nummer in teil.nummern)
    return Auszug(
        nummern=nummern[: HOECHSTENS["nummern"]],
        stellen=stellen[: HOECHSTENS["stellen"]],
        angebote=angebote[: HOECHSTENS["angebote"]],
        leistungen=leistungen[: HOECHSTENS["leistungen"]],
        weg=next((teil for teil in alle if teil.art == "stationen" and teil.unter), None),
        weitere_stellen=max(0, len(stellen) - HOECHSTENS["stellen"]),
        weitere_angebote=max(0, len(angebote) - HOECHSTENS["angebote"]),
    )


def _teile(abschnitt: Abschnitt) -> Iterator[Abschnitt]:
    yield abschnitt
    for teil in abschnitt.unter:
        yield from _teile(teil)


def _kurz(teile: list[Abschnitt], *arten: str) -> tuple[Kurzeintrag, ...]:
    paare = ((eintrag, teil.titel) for teil in teile if teil.art in arten for eintrag in teil.eintraege)
    return tuple(kurzeintrag(eintrag, thema) for eintrag, thema in paare)


def kurzeintrag(eintrag: Eintrag, thema: str = "") -> Kurzeintrag:
    """Place and hours are the printed ones: a protected address is not among them."""
    werte = {fakt.name: fakt.werte for fakt in eintrag.kontakt}
    wo = werte.get(_("Wo")) or werte.get(_("Anschrift")) or ()
    return Kurzeintrag(eintrag.titel, eintrag.stelle, eintrag.telefon, werte.get(_("Wann"), ()), wo, thema)


def _reihum(gruppen: list[tuple[Kurzeintrag, ...]]) -> tuple[Kurzeintrag, ...]:
    """One of each group in turn; an offer that two chapters print comes once."""
    je_titel: dict[tuple[str, str], Kurzeintrag] = {}
    for runde in zip_longest(*gruppen):
        for eintrag in filter(None, runde):
            je_titel.setdefault((eintrag.titel, eintrag.wer), eintrag)
    return tuple(je_titel.values())


def ohne_notizen(heft: Heft) -> Heft:
    """The booklet without its pages to write on."""
    return replace(heft, kapitel=tuple(abschnitt for abschnitt in heft.kapitel if abschnitt.art != "notizen"))


def ohne_tabellen(heft: Heft, *, kurzlisten: bool = False) -> Heft:
    """The booklet with entries below each other instead of tables, whose columns would be narrower than a word.

    ``kurzlisten``: short lists stay tables.
    """
    return replace(heft, kapitel=tuple(_ohne_tabelle(abschnitt, kurzlisten) for abschnitt in heft.kapitel))


def _ohne_tabelle(abschnitt: Abschnitt, kurzlisten: bool) -> Abschnitt:
    teile = tuple(_ohne_tabelle(teil, kurzlisten) for teil in abschnitt.unter)
    detail = "mittel" if abschnitt.detail == "kurz" and not kurzlisten else abschnitt.detail
    if abschnitt.art == "station" or not abschnitt.leistungen:
        return replace(abschnitt, unter=teile, detail=detail)
    zeilen = enumerate(abschnitt.leistungen, 1)
    eintraege = tuple(
        _als_eintrag(zeile, zeile.anker or f"{abschnitt.anker}-leistung-{nummer}") for nummer, zeile in zeilen
    )
    return replace(abschnitt, unter=teile, detail=detail, leistungen=(), eintraege=(*abschnitt.eintraege, *eintraege))


def _als_eintrag(zeile: Leistungszeile, anker: str) -> Eintrag:
    """A benefit as an entry, the offices last; the general word on where to apply stands in when no office is known."""
    teile = ((_("Für wen?"), zeile.fuer_wen), (_("Wie viel?"), zeile.hoehe))
    if not zeile.stellen:
        teile = (*teile, (_("Wo hier?"), zeile.wo))
    text = "\n\n".join(f"### {frage}\n\n{antwort}" for frage, antwort in teile if antwort)
    fakten = tuple(fakt for stelle in zeile.stellen for fakt in _als_fakten(stelle))
    return Eintrag(anker=anker, titel=zeile.name, satz=zeile.was, text=text, pfad=zeile.pfad, fakten=fakten)


def _als_fakten(stelle: Stelle) -> tuple[Fakt, ...]:
    zeilen = []
    for einer in stelle.zustaendig:
        worte = " · ".join(filter(None, (einer.person, einer.telefon, einer.hinweis)))
        zeilen.append(f"{einer.gebiet}: {worte}" if einer.gebiet else worte)
    wo = Fakt(_("Wo hier?"), tuple(filter(None, (stelle.name, stelle.anschrift, *zeilen))))
    adresse = stelle.formular.removeprefix("https://").removeprefix("http://")
    return (wo, Fakt(_("Antrag"), (adresse,), stelle.formular)) if adresse else (wo,)
