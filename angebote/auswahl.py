"""One query string → one selection of offers: the same for the page, JSON, CSV, PDF and a guide's saved search."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from angebote.beste_antwort import BesteAntwort, find_beste_antwort
from angebote.facetten import add_anzahlen, count_gebiete
from angebote.filters import AngebotFilter
from angebote.hinweise import make_hinweise
from angebote.models import Angebot
from angebote.suche import Fund, Suche, open_suche
from angebote.suche.anfrage import split_ort
from angebote.suche.fakten import Art, fakt
from angebote.suche.grund import Begruender
from angebote.suche.rahmen import load_namen
from angebote.treffer import Trefferliste
from netzwerk.models import Netzwerk
from netzwerk.orte import Ort, Ortssuche, find_ort

# Facts that can be asked for, in the order of the page.
MERKMALE = ("thema", "zielgruppe", "zeit", "kinderbetreuung", "format", "kosten", "sprache")
PARAMETER = ("q", "ort", "umkreis", *MERKMALE, "sortierung")
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
    fragen: dict[str, str]
    hinweise: list[str]

    @property
    def ortssuche(self) -> Ortssuche | None:
        return self.filter.ortssuche

    @property
    def ort(self) -> Ort | None:
        return self.ortssuche.ort if self.ortssuche else None

    @property
    def query(self) -> str:
        """The selection as a query string, without the page number."""
        return urlencode(self.fragen)

    @cached_property
    def titel(self) -> str:
        """The selection in words: „Kinderbetreuung, Väter: „Kurs“ – Stadt Northeim“."""
        was = [self._name(name) for name in ("thema", "zielgruppe") if name in self.fragen]
        if "q" in self.fragen:
            was.append(f"„{self.fragen['q']}“")
        titel = ", ".join(was) or _("Angebote für Alleinerziehende")
        return _("%(was)s – %(ort)s") % {"was": titel, "ort": self.ort.name} if self.ort else titel

    def add_anzahlen(self) -> None:
        """Writes into the form how many offers each choice would leave."""
        if self.fund is not None:
            add_anzahlen(self.filter, self.fund, self.suche.rahmen.namen)

    @property
    def mehr_gewaehlt(self) -> bool:
        """Whether a filter is in use that the form keeps folded."""
        return any(name in self.fragen for name in (*MERKMALE[2:], "sortierung"))

    @cached_property
    def netzwerk(self) -> Netzwerk | None:
        """The one active network at the place asked for, if it is only one."""
        if not self.ort:
            return None
        pfade = {pfad for r in self.ort.regionen for pfad in [*r.vorfahren_pfade, r.pfad]}
        netze = list(Netzwerk.objects.aktiv().filter(regionen__pfad__in=pfade).distinct()[:2])
        return netze[0] if len(netze) == 1 else None

    def mit(self, **fragen: str) -> str:
        """The query string with these parameters; an empty one goes."""
        return urlencode({name: wert for name, wert in (self.fragen | fragen).items() if wert})

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
        """Each parameter in words, with the query string that removes it."""
        return [
            (self._name(name), self.ohne_ort if name == "ort" else self.mit(**{name: ""}))
            for name in self.fragen
            if name != "sortierung"
        ]

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
        werte = {name: wert for name, wert in self.fragen.items() if name in MERKMALE}
        am = self.angebote.am
        frage = self.fragen.get("q", "")
        fund = self.suche.finde(frage, am=am, ort=self.ort, merkmale=werte, ueberall=True)
        return _liste(fund, "entfernung", frage, am=am, bis_km=WEITER_WEG_KM).with_gebiet()[:WEITER_WEG]

    def _name(self, parameter: str) -> str:
        wert = self.fragen[parameter]
        match parameter:
            case "q":
                return f"„{wert}“"
            case "ort":
                return self.ort.name if self.ort else wert
            case "umkreis":
                return _("bis %(km)s km") % {"km": wert}
            case _:
                return self._wahl(parameter, wert)

    def _wahl(self, parameter: str, wert: str) -> str:
        return _name_der_wahl(self.filter.form.fields[parameter].choices, wert)


def select_angebote(params: QueryDict, *, am: date) -> Auswahl:
    """Reads the query string. Unknown or broken values are left out with a word, never an error."""
    params = _mit_ort_aus_frage(_gekuerzt(params))
    suche = open_suche()
    filterset = make_filter(params, suche, am=am)
    filterset.form.is_valid()
    werte = {name: wert for name in PARAMETER if (wert := filterset.form.cleaned_data.get(name))}
    filterset.ortssuche = find_ort(werte["ort"]) if "ort" in werte else None
    fund = _find(suche, filterset.ortssuche, werte, am=am) if suche else None
    angebote = _angebote(filterset, fund, werte, am=am)
    return Auswahl(
        filter=filterset,
        suche=suche,
        fund=fund,
        angebote=angebote,
        fragen=_wirksame(werte, filterset.ortssuche),
        hinweise=make_hinweise(filterset, params, fund=fund, angebote=angebote),
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


def _find(suche: Suche, ortssuche: Ortssuche | None, werte: dict[str, str], *, am: date) -> Fund:
    ort = ortssuche.ort if ortssuche else None
    umkreis = float(werte["umkreis"]) if "umkreis" in werte and ort and ort.punkt else None
    merkmale = {name: werte[name] for name in MERKMALE if name in werte}
    return suche.finde(werte.get("q", ""), am=am, ort=ort, umkreis_km=umkreis, merkmale=merkmale)


def _angebote(filterset: AngebotFilter, fund: Fund | None, werte: dict[str, str], *, am: date) -> Trefferliste:
    """A place that is several shows nothing yet: the visitor chooses first."""
    if filterset.ortssuche and filterset.ortssuche.auswahl:
        return Trefferliste([], am=am)
    if fund is None:
        nummern = filterset.qs.order_by("titel", "nummer").values_list("pk", flat=True)[:OHNE_INDEX_HOECHSTENS]
        return Trefferliste(list(nummern), am=am)
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


def _wirksame(werte: dict[str, str], ortssuche: Ortssuche | None) -> dict[str, str]:
    """The parameters that took effect: a place that nobody knows did not, nor a radius around it."""
    ort = ortssuche.ort if ortssuche else None
    unwirksam = {"ort"} if not ort else set()
    if not ort or not ort.punkt:
        unwirksam.add("umkreis")
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
