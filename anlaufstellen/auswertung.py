"""What the talks of some points say about a period: the queries, and the numbers with their names.

The page, the sheet and the report on paper show exactly this, so none of them tells more than the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from anlaufstellen.gespraechszahlen import ERSTES, WEITERES, Gespraechszahlen, Gespraechszeile, summen, zaehle
from anlaufstellen.models import Anlaufstelle, Gespraech, Ueberleitung
from anlaufstellen.zahlenschutz import Zahl, summe, zelle
from anlaufstellen.zeitraum import Zeitraum, monat_nach, monatserster
from netzwerk.models import Netzwerk, Partner, Region, Thema


@dataclass(frozen=True, slots=True)
class Sicht:
    """Whose talks are looked at. ``geschuetzt``: from outside, so what is too small is hidden."""

    wert: str
    name: str
    stellen: tuple[Anlaufstelle, ...]
    netzwerk: Netzwerk | None
    geschuetzt: bool


@dataclass(frozen=True, slots=True)
class Reihe:
    """A row: its name and its cells, words or numbers."""

    name: str
    zellen: tuple[Zahl | str, ...]


@dataclass(frozen=True, slots=True)
class Tabelle:
    """``ist_summe``: the last row adds up the others; ``balken``: the first cell of a row is drawn beside it."""

    schluessel: str
    titel: str
    kopf: tuple[str, ...]
    reihen: tuple[Reihe, ...]
    hinweis: str = ""
    ist_summe: bool = False
    balken: bool = False

    @property
    def zeilen(self) -> list[tuple[Reihe, int]]:
        """Each row with the length of its bar in percent of the longest."""
        werte = [reihe.zellen[0].wert if self.balken else 0 for reihe in self.reihen]
        hoechster = max(werte, default=0) or 1
        return [(reihe, round(100 * wert / hoechster)) for reihe, wert in zip(self.reihen, werte, strict=True)]


@dataclass(frozen=True, slots=True)
class Auswertung:
    sicht: Sicht
    zeitraum: Zeitraum
    am: date
    gesamt: Zahl
    tabellen: tuple[Tabelle, ...]


def load_auswertung(sicht: Sicht, zeitraum: Zeitraum, *, am: date) -> Auswertung:
    """From outside only months that are over: a number that grows from day to day would tell every single talk."""
    monate = tuple(m for m in zeitraum.monate if not sicht.geschuetzt or m < monatserster(am))
    zeitraum = Zeitraum(zeitraum.wert, zeitraum.name, monate)
    zeilen = read_zeilen(sicht.stellen, zeitraum)
    zahlen = zaehle(zeilen, zeitraum, geschuetzt=sicht.geschuetzt)
    tabellen = (
        _stellen(zahlen, sicht, zeitraum),
        *_monate(zahlen, zeitraum),
        _aufteilungen(zahlen),
        _themen(zahlen, sicht, am),
        *_matrix(zahlen),
        _ueberleitungen(sicht, zeitraum),
    )
    return Auswertung(sicht, zeitraum, am, zahlen.gesamt, tabellen)


def read_zeilen(stellen: Sequence[Anlaufstelle], zeitraum: Zeitraum) -> list[Gespraechszeile]:
    """Three queries, however many talks there are; sub-topics count as their main topic."""
    if not zeitraum.monate:
        return []
    haupt = {pk: eltern or pk for pk, eltern in Thema.objects.values_list("pk", "eltern")}
    gespraeche = Gespraech.objects.filter(
        anlaufstelle__in=stellen, tag__gte=zeitraum.monate[0], tag__lt=monat_nach(zeitraum.monate[-1])
    )
    themen = _je_gespraech(Gespraech.themen.through, "thema_id", gespraeche)
    partner = _je_gespraech(Gespraech.verwiesen_an.through, "partner_id", gespraeche)
    return [
        Gespraechszeile(
            stelle,
            monatserster(tag),
            dauer,
            erstes,
            frozenset(haupt[thema] for thema in themen.get(pk, ())),
            frozenset(partner.get(pk, ())),
            haupt.get(luecke),
        )
        for pk, stelle, tag, dauer, erstes, luecke in gespraeche.order_by().values_list(
            "pk", "anlaufstelle", "tag", "dauer", "ist_erstes", "luecke"
        )
    ]


def _je_gespraech(durch, spalte: str, gespraeche) -> dict[int, list[int]]:
    je_gespraech: dict[int, list[int]] = {}
    paare = durch.objects.filter(gespraech__in=gespraeche.order_by().values("pk"))
    for pk, wert in paare.values_list("gespraech_id", spalte):
        je_gespraech.setdefault(pk, []).append(wert)
    return je_gespraech


def _stellen(zahlen: Gespraechszahlen, sicht: Sicht, zeitraum: Zeitraum) -> Tabelle:
    """A column for each month, where there are several, and their sum."""
    monate = zeitraum.monate if len(zeitraum.monate) > 1 else ()
    reihen = []
    for stelle in sicht.stellen:
        je_monat = {monat: zahlen.stellen.get((stelle.pk, monat), Zahl()) for monat in zeitraum.monate}
        reihen.append(Reihe(stelle.name, (*(je_monat[monat] for monat in monate), summe(je_monat.values()))))
    unten = tuple(summe(spalte) for spalte in zip(*(reihe.zellen for reihe in reihen), strict=True))
    mit_summe = len(reihen) > 1
    return Tabelle(
        "stellen",
        _("Gespräche je Anlaufstelle"),
        (_("Anlaufstelle"), *(f"{monat:%m/%y}" for monat in monate), _("Summe") if monate else _("Gespräche")),
        (*reihen, Reihe(_("Alle"), unten)) if mit_summe else tuple(reihen),
        ist_summe=mit_summe,
    )


def _monate(zahlen: Gespraechszahlen, zeitraum: Zeitraum) -> list[Tabelle]:
    """How the talks went over the months, where there are several."""
    if len(zeitraum.monate) < 2:
        return []
    reihen = [
        Reihe(
            f"{MONTHS[monat.month]} {monat.year}",
            (summe(zahl for (_stelle, wann), zahl in zahlen.stellen.items() if wann == monat),),
        )
        for monat in zeitraum.monate
    ]
    kopf = (_("Monat"), _("Gespräche"))
    return [Tabelle("monate", _("Gespräche im Lauf der Monate"), kopf, tuple(reihen), balken=True)]


def _aufteilungen(zahlen: Gespraechszahlen) -> Tabelle:
    """Bands of duration, then first and further talks; with shares."""
    folge = {ERSTES: _("erstes Gespräch"), WEITERES: _("weiteres Gespräch")}
    reihen = [
        Reihe(str(name), (teile.zahl(wert), anteil(teile.werte.get(wert, 0), sum(teile.werte.values()))))
        for teile, namen in ((zahlen.folge, folge), (zahlen.dauer, dict(Gespraech.Dauer.choices)))
        for wert, name in namen.items()
    ]
    ohne = max(zahlen.folge.ausgelassen, zahlen.dauer.ausgelassen)
    hinweis = _("Monate, in denen sich einzelne Gespräche erkennen ließen, sind hier nicht mitgezählt.") if ohne else ""
    return Tabelle(
        "dauer",
        _("Erstes Gespräch und Dauer"),
        (_("Gespräche"), _("Anzahl"), _("Anteil")),
        tuple(reihen),
        hinweis,
        balken=True,
    )


def _themen(zahlen: Gespraechszahlen, sicht: Sicht, am: date) -> Tabelle:
    """What was talked about and what was missing, beside what there is."""
    vorrat = count_angebote(sicht, am)
    zeilen = sorted(Thema.objects.filter(eltern=None), key=lambda thema: -zahlen.themen.get(thema.pk, Zahl()).wert)
    leer = Zahl()
    return Tabelle(
        "themen",
        _("Themen, Lücken und Angebote"),
        (_("Thema"), _("Gespräche"), _("Anteil"), _("nichts Passendes"), _("Angebote")),
        tuple(
            Reihe(
                thema.name,
                (
                    zahlen.themen.get(thema.pk, leer),
                    anteil(zahlen.themen.get(thema.pk, leer).wert, zahlen.gesamt.wert),
                    zahlen.luecken.get(thema.pk, leer),
                    str(vorrat.get(thema.pk, 0)),
                ),
            )
            for thema in zeilen
        ),
        _("Ein Gespräch kann mehrere Themen haben. Angebote: was Eltern hier heute im Portal sehen."),
        balken=True,
    )


def _matrix(zahlen: Gespraechszahlen) -> list[Tabelle]:
    if zahlen.matrix is None:
        return []
    themen = dict(Thema.objects.filter(eltern=None).values_list("pk", "name"))
    je_partner: dict[int, Zahl] = {}
    for (_thema, partner), zahl in zahlen.matrix.items():
        je_partner[partner] = summe([je_partner.get(partner, Zahl()), zahl])
    namen = {p.pk: p.kurzname or p.name for p in Partner.objects.filter(pk__in=je_partner)}
    oft = sorted(namen, key=lambda pk: (-je_partner[pk].wert, namen[pk]))
    zeilen = [pk for pk in themen if any(thema == pk for thema, _partner in zahlen.matrix)]
    leer = Zahl()
    return [
        Tabelle(
            "matrix",
            _("Von welchem Thema zu welchem Partner"),
            (_("Thema"), *(namen[pk] for pk in oft)),
            tuple(Reihe(themen[thema], tuple(zahlen.matrix.get((thema, pk), leer) for pk in oft)) for thema in zeilen),
            _("Ein Gespräch mit zwei Themen zählt bei beiden."),
        )
    ]


def _ueberleitungen(sicht: Sicht, zeitraum: Zeitraum) -> Tabelle:
    je_monat: dict[tuple[int, date], int] = {}
    zeilen = Ueberleitung.objects.filter(anlaufstelle__in=sicht.stellen, monat__in=zeitraum.monate)
    for partner, monat, anzahl in zeilen.order_by().values_list("partner", "monat", "anzahl"):
        je_monat[partner, monat] = je_monat.get((partner, monat), 0) + anzahl
    zellen = {ort: zelle(anzahl, geschuetzt=sicht.geschuetzt) for ort, anzahl in je_monat.items()}
    je_partner = summen(zellen)
    namen = dict(Partner.objects.filter(pk__in=je_partner).values_list("pk", "name"))
    oft = sorted(namen, key=lambda pk: (-je_partner[pk].wert, namen[pk]))
    return Tabelle(
        "ueberleitungen",
        _("Überleitungsbögen je Partner"),
        (_("Partner"), _("Bögen")),
        tuple(Reihe(namen[pk], (je_partner[pk],)) for pk in oft if je_partner[pk]),
        balken=True,
    )


def count_angebote(sicht: Sicht, am: date) -> dict[int, int]:
    """Offers by main topic that parents find in the networks' regions today. The app on our right owns them."""
    angebote = Thema._meta.get_field("angebote").related_model.objects.auffindbar(am)
    netze = {sicht.netzwerk.pk} if sicht.netzwerk else {stelle.netzwerk_id for stelle in sicht.stellen}
    if regionen := list(Region.objects.filter(netzwerke__in=[pk for pk in netze if pk]).distinct()):
        angebote = angebote.in_region(regionen)
    je_thema: dict[int, set[int]] = {}
    paare = angebote.order_by().filter(themen__isnull=False).values_list("pk", "themen", "themen__eltern")
    for pk, thema, eltern in paare:
        je_thema.setdefault(eltern or thema, set()).add(pk)
    return {thema: len(pks) for thema, pks in je_thema.items()}


def anteil(teil: int, ganzes: int) -> str:
    """„42 %“; nothing of nothing is „–“."""
    return f"{round(100 * teil / ganzes)}\u00a0%" if ganzes and teil else "–"
