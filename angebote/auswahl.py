"""One query string → one selection of offers: the same for the page, JSON, CSV, PDF and a guide's saved search."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from angebote.beste_antwort import BesteAntwort, find_beste_antwort
from angebote.facetten import add_anzahlen, count_gebiete
from angebote.filters import ZEITEN_JETZT, AngebotFilter
from angebote.hinweise import make_hinweise, unbekannte_zeiten
from angebote.models import Angebot
from angebote.passungen import ZUM_MOMENT, Passungen, Zeitfrage, find_passungen
from angebote.suche import Fund, Suche, open_suche
from angebote.suche.anfrage import split_ort
from angebote.suche.fakten import Art, fakt
from angebote.suche.grund import Begruender
from angebote.suche.merkmale import FAKTEN
from angebote.suche.rahmen import load_namen
from angebote.suche.suche import NAMENSARTEN
from angebote.treffer import Trefferliste
from anlaufstellen.filters import teil_in_worten
from anlaufstellen.models import Tourhalt
from netzwerk.models import Netzwerk
from netzwerk.orte import Ort, Ortssuche, find_ort
from netzwerk.ortszeit import ZONE
from netzwerk.zeitwunsch import sort_wochenteile

# Facts that can be asked for, in the order of the page.
MERKMALE = ("thema", "zielgruppe", "zeit", "kinderbetreuung", "format", "kosten", "sprache")
PARAMETER = ("q", "ort", "umkreis", *MERKMALE, "woche", "telefon", "sortierung")
ARTEN = {**NAMENSARTEN, **{name: art for (name, _wert), (art, _werte) in FAKTEN.items()}, "woche": Art.WOCHE}
# So many parts of a week stand in the title.
TEILE_IM_TITEL = 3
WEITER_WEG, WEITER_WEG_KM = 5, 50
DEUTLICH = 0.5
FRAGE_HOECHSTENS = 200
# While the index is being read, so many are enough.
OHNE_INDEX_HOECHSTENS = 1000


@dataclass
class Auswahl:
    """Visible offers in their order, and what was understood of the question.

    ``fragen`` are the parameters that took effect, in the words of the address; ``hinweise`` say what did not.
    ``fund`` is ``None`` while the index is being read.
    """

    filter: AngebotFilter
    suche: Suche | None
    fund: Fund | None
    angebote: Trefferliste
    fragen: dict[str, str | list[str]]
    hinweise: list[str]
    zeitfrage: Zeitfrage
    passungen: Passungen

    @property
    def ortssuche(self) -> Ortssuche | None:
        return self.filter.ortssuche

    @property
    def ort(self) -> Ort | None:
        return self.ortssuche.ort if self.ortssuche else None

    @property
    def query(self) -> str:
        """The selection as a query string, without the page number."""
        return urlencode(self.fragen, doseq=True)

    @cached_property
    def titel(self) -> str:
        """The selection in words: „Kinderbetreuung, Väter: „Kurs“ – Stadt Northeim“."""
        was = [self._name(name) for name in ("thema", "zielgruppe") if name in self.fragen]
        if "q" in self.fragen:
            was.append(f"„{self.fragen['q']}“")
        titel = ", ".join(was) or _("Angebote für Alleinerziehende")
        if self.ort:
            titel = _("%(was)s – %(ort)s") % {"was": titel, "ort": self.ort.name}
        return ", ".join([titel, *self._wann()])

    def _wann(self) -> Iterator[str]:
        """When, in the words of the title."""
        if "zeit" in self.fragen:
            yield self._name("zeit")
        if woche := self.zeitfrage.woche:
            kurz = len(woche) <= TEILE_IM_TITEL
            yield _(" oder ").join(map(teil_in_worten, woche)) if kurz else _("passend in Ihre Woche")

    def add_anzahlen(self) -> None:
        """Writes into the form how many offers each choice would leave."""
        if self.fund is not None:
            add_anzahlen(self.filter, self.fund, self.suche.rahmen.namen)

    @property
    def mehr_gewaehlt(self) -> bool:
        """Whether a filter is in use that the form keeps folded."""
        return any(name in self.fragen for name in (*MERKMALE[2:], "woche", "telefon", "sortierung"))

    @cached_property
    def netzwerk(self) -> Netzwerk | None:
        """The one active network at the place asked for, if it is only one."""
        if not self.ort:
            return None
        pfade = {pfad for r in self.ort.regionen for pfad in [*r.vorfahren_pfade, r.pfad]}
        netze = list(Netzwerk.objects.aktiv().filter(regionen__pfad__in=pfade).distinct()[:2])
        return netze[0] if len(netze) == 1 else None

    def mit(self, **fragen: str | list[str]) -> str:
        """The query string with these parameters; an empty one goes."""
        return urlencode({name: wert for name, wert in (self.fragen | fragen).items() if wert}, doseq=True)

    @property
    def ohne_q(self) -> str:
        return self.mit(q="")

    @property
    def ohne_ort(self) -> str:
        return self.mit(ort="", umkreis="")

    @property
    def anzahl_marken(self) -> int:
        return len(self.marken())

    def marken(self) -> list[tuple[str, str]]:
        """Each parameter in words, with the query string that removes it; each part of a week for itself."""
        return [marke for name in self.fragen if name != "sortierung" for marke in self._marken(name)]

    def _marken(self, name: str) -> list[tuple[str, str]]:
        match name:
            case "ort":
                return [(self._name(name), self.ohne_ort)]
            case "woche":
                woche = self.zeitfrage.woche
                return [(teil_in_worten(t), self.mit(woche=[rest for rest in woche if rest != t])) for t in woche]
            case _:
                return [(self._name(name), self.mit(**{name: ""}))]

    @cached_property
    def auswege(self) -> list[tuple[str, int, str]]:
        """When nothing is there at the time: each filter in words, how many offers there are without it, and the
        query string."""
        if not self.zeitfrage or self.fund is None or len(self.angebote):
            return []
        wege = [(name, self.fund.zaehle_ohne(art)) for name, art in ARTEN.items() if name in self.fragen]
        return [(self._name(name), anzahl, self.mit(**{name: ""})) for name, anzahl in wege if anzahl]

    def add_passungen(self, angebote: Iterable[Angebot]) -> None:
        """Gives each offer ``passt``: when it first fits, in words. Empty where its state says so already."""
        _add_passungen(angebote, self.passungen, self.zeitfrage)

    def gebiete(self) -> list[tuple[str, int, str]]:
        """Parts of the place, or Länder: name, number of offers there, and the query string that goes there."""
        if self.fund is None or "umkreis" in self.fragen or (self.ortssuche and self.ortssuche.auswahl):
            return []
        return [(str(r), anzahl, self.mit(ort=str(r))) for r, anzahl in count_gebiete(self.fund, self.ort)]

    def ist_heikel(self, angebot: Angebot) -> bool:
        """Whether the offer is risky to look at and meant: by a topic asked for, or by words at least half as clearly
        as the best one."""
        if self.fund is None or not ("thema" in self.fragen or self.fund.punkte_von(angebot.pk) >= DEUTLICH):
            return False
        themen = self.suche.rahmen.heikle_themen
        return self.fund.hat_eines(angebot.pk, [fakt(Art.THEMA, nummer) for nummer in themen])

    def erkannt(self) -> list[tuple[str, str]]:
        """Facts that the words name and that are no filter yet: in words, with the query string that makes them one."""
        if self.fund is None or self.fund.ergebnis is None:
            return []
        return [
            (self._wahl(m.parameter, m.wert), self.mit(**{m.parameter: m.wert}))
            for m in self.fund.ergebnis.merkmale
            if m.parameter not in self.fragen
        ]

    @cached_property
    def beste_antwort(self) -> BesteAntwort:
        """What the words mean as a whole."""
        return find_beste_antwort(self.suche, self.fragen.get("q", ""), self.ort, am=self.angebote.am)

    @cached_property
    def weiter_weg(self) -> list[Angebot]:
        """When there is nothing at the place: the nearest offers beyond, whomever they serve."""
        if self.fund is None or len(self.angebote) or not self.ort or not self.ort.punkt:
            return []
        am = self.angebote.am
        frage = self.fragen.get("q", "")
        merkmale = _merkmale(self.fragen, self.zeitfrage)
        fund = self.suche.finde(frage, am=am, ort=self.ort, merkmale=merkmale, ueberall=True)
        liste = _liste(fund, "entfernung", frage, am=am, bis_km=WEITER_WEG_KM)
        passungen = find_passungen(self.zeitfrage, liste.nummern)
        angebote = liste.nur(passungen.passt).with_gebiet()[:WEITER_WEG]
        _add_passungen(angebote, passungen, self.zeitfrage)
        return angebote

    def _name(self, parameter: str) -> str:
        wert = self.fragen[parameter]
        match parameter:
            case "q":
                return f"„{wert}“"
            case "ort":
                return self.ort.name if self.ort else wert
            case "umkreis":
                return _("bis %(km)s km") % {"km": wert}
            case "woche":
                return ", ".join(map(teil_in_worten, wert))
            case "telefon":
                return str(self.filter.form.fields["telefon"].label)
            case _:
                return self._wahl(parameter, wert)

    def _wahl(self, parameter: str, wert: str) -> str:
        return _name_der_wahl(self.filter.form.fields[parameter].choices, wert)


def select_angebote(params: QueryDict, *, am: date, moment: datetime | None = None) -> Auswahl:
    """Reads the query string. Unknown or broken values are left out with a word, never an error.

    ``moment`` is what „jetzt“ means. Without one (on paper) that is left out with a word, and a week begins with the
    day.
    """
    params, unbekannte = _mit_woche(_mit_ort_aus_frage(_gekuerzt(params)))
    suche = open_suche()
    filterset = make_filter(params, suche, am=am)
    filterset.form.is_valid()
    werte = {name: wert for name in PARAMETER if (wert := filterset.form.cleaned_data.get(name))}
    hinweise = unbekannte_zeiten(unbekannte)
    if moment is None and werte.get("zeit") in ZUM_MOMENT:
        hinweise.append(_("„%s“ gibt es nur auf der Suchseite.") % _name_der_wahl(ZEITEN_JETZT, werte.pop("zeit")))
    zeitfrage = _zeitfrage(werte, moment or datetime.combine(am, time.min, ZONE))
    filterset.ortssuche = find_ort(werte["ort"]) if "ort" in werte else None
    fund = _find(suche, filterset.ortssuche, werte, zeitfrage, am=am) if suche else None
    passungen = _passungen(filterset, fund, zeitfrage)
    angebote = _angebote(filterset, fund, werte, passungen, am=am)
    return Auswahl(
        filter=filterset,
        suche=suche,
        fund=fund,
        angebote=angebote,
        fragen=_wirksame(werte, filterset.ortssuche, zeitfrage),
        hinweise=make_hinweise(filterset, params, fund=fund, angebote=angebote, zusatz=hinweise),
        zeitfrage=zeitfrage,
        passungen=passungen,
    )


def make_filter(params: QueryDict, suche: Suche | None, *, am: date) -> AngebotFilter:
    """The search form for these parameters."""
    namen = suche.rahmen.namen if suche else load_namen()
    return AngebotFilter(params, queryset=Angebot.objects.auffindbar(am), namen=namen)


def _gekuerzt(params: QueryDict) -> QueryDict:
    """A very long question is asked by its beginning."""
    if len(params.get("q", "")) <= FRAGE_HOECHSTENS:
        return params
    params = params.copy()
    params["q"] = params["q"][:FRAGE_HOECHSTENS]
    return params


def _mit_ort_aus_frage(params: QueryDict) -> QueryDict:
    """„Schulden 37574“ is a question and a place, as if they had been typed in their own fields."""
    frage = params.get("q", "").replace("\x00", "")
    if not frage or params.get("ort"):
        return params
    rest, ort = split_ort(frage)
    if not ort:
        return params
    params = params.copy()
    params["q"], params["ort"] = rest, ort
    return params


def _mit_woche(params: QueryDict) -> tuple[QueryDict, list[str]]:
    """Parts of a week that there are, each once and in order; the others apart."""
    if "woche" not in params:
        return params, []
    bekannte, unbekannte = sort_wochenteile(params.getlist("woche"))
    params = params.copy()
    params.setlist("woche", bekannte)
    return params, unbekannte


def _zeitfrage(werte: dict, moment: datetime) -> Zeitfrage:
    zeit = werte["zeit"] if werte.get("zeit") in ZUM_MOMENT else ""
    return Zeitfrage(moment, zeit, tuple(werte.get("woche", ())), bool(werte.get("telefon")))


def _merkmale(werte: dict, zeitfrage: Zeitfrage) -> dict[str, str]:
    """The facts that the index knows."""
    return {name: werte[name] for name in MERKMALE if name in werte and not (name == "zeit" and zeitfrage.zeit)}


def _passungen(filterset: AngebotFilter, fund: Fund | None, zeitfrage: Zeitfrage) -> Passungen:
    """When the offers in question fit; the others are no hits any more."""
    if not zeitfrage:
        return Passungen()
    if fund is None:
        return find_passungen(zeitfrage, list(filterset.qs.values_list("pk", flat=True)))
    passungen = find_passungen(zeitfrage, fund.fraglich)
    for art, funde in ((Art.ZEIT, passungen.zeit), (Art.WOCHE, passungen.woche)):
        if funde is not None:
            fund.nur(art, funde)
    return passungen


def _add_passungen(angebote: Iterable[Angebot], passungen: Passungen, zeitfrage: Zeitfrage) -> None:
    """At a mobile point also at which stop."""
    je_angebot = [(angebot, passungen.erste(angebot.pk)) for angebot in angebote]
    halte = Tourhalt.objects.in_bulk({passung.halt for _angebot, passung in je_angebot if passung and passung.halt})
    for angebot, passung in je_angebot:
        stumm = passung is None or (zeitfrage.nur_jetzt and not angebot.ist_termin)
        fern = angebot.nur_aus_der_ferne
        angebot.passt = "" if stumm else passung.in_worten(zeitfrage.heute, aus_der_ferne=fern)
        if angebot.passt and passung.halt:
            angebot.passt += f", {halte[passung.halt].bezeichnung}"


def _find(suche: Suche, ortssuche: Ortssuche | None, werte: dict, zeitfrage: Zeitfrage, *, am: date) -> Fund:
    ort = ortssuche.ort if ortssuche else None
    umkreis = float(werte["umkreis"]) if "umkreis" in werte and ort and ort.punkt else None
    merkmale = _merkmale(werte, zeitfrage)
    return suche.finde(werte.get("q", ""), am=am, ort=ort, umkreis_km=umkreis, merkmale=merkmale)


def _angebote(
    filterset: AngebotFilter, fund: Fund | None, werte: dict, passungen: Passungen, *, am: date
) -> Trefferliste:
    """A place that is several shows nothing yet: the visitor chooses first."""
    if filterset.ortssuche and filterset.ortssuche.auswahl:
        return Trefferliste([], am=am)
    if fund is None:
        nummern = filterset.qs.order_by("titel", "nummer").values_list("pk", flat=True)
        if passungen != Passungen():
            nummern = list(filter(passungen.passt, nummern))
        return Trefferliste(list(nummern[:OHNE_INDEX_HOECHSTENS]), am=am)
    return _liste(fund, werte.get("sortierung", "relevanz"), werte.get("q", ""), am=am)


def _liste(fund: Fund, sortierung: str, frage: str, *, am: date, bis_km: float | None = None) -> Trefferliste:
    plaetze = fund.plaetze(sortierung)
    km = {}
    if fund.sicht.km is not None:
        mit_ort = plaetze[fund.sicht.km[plaetze] >= 0]
        km = dict(zip(fund.nummern(mit_ort), fund.sicht.km[mit_ort].tolist(), strict=True))
        plaetze = plaetze if bis_km is None else mit_ort[fund.sicht.km[mit_ort] <= bis_km]
    begruender = Begruender(fund.ergebnis, frage) if fund.ergebnis else None
    return Trefferliste(fund.nummern(plaetze), am=am, km=km, begruender=begruender)


def _wirksame(werte: dict, ortssuche: Ortssuche | None, zeitfrage: Zeitfrage) -> dict[str, str | list[str]]:
    """The parameters that took effect: a place that nobody knows did not, nor a radius around it, nor the telephone
    without a time."""
    ort = ortssuche.ort if ortssuche else None
    unwirksam = {"ort"} if not ort else set()
    if not ort or not ort.punkt:
        unwirksam.add("umkreis")
    if not zeitfrage:
        unwirksam.add("telefon")
    werte = werte | ({"telefon": "1"} if zeitfrage.telefon else {})
    if werte.get("sortierung") == "relevanz":
        unwirksam.add("sortierung")
    return {name: wert for name, wert in werte.items() if name not in unwirksam}


def _name_der_wahl(choices, wert: str) -> str:
    for schluessel, name in choices:
        if isinstance(name, (list, tuple)):
            treffer = next((n for s, n in name if s == wert), None)
            if treffer:
                return schluessel if str(treffer).startswith(_("Alles zu")) else str(treffer)
        elif schluessel == wert:
            return str(name)
    return wert
