"""One query string → the drop-in points of a page: sections, words about the question, and ways to change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from anlaufstellen.filters import Anlaufstellensuche, teil_in_worten
from anlaufstellen.models import Anlaufstelle
from anlaufstellen.treffer import Frage, Fund, Treffer, find_treffer, ohne
from anlaufstellen.zustaendig import Amt, find_zustaendige
from netzwerk.models import Sprache
from netzwerk.oeffnungszeiten import spannen
from netzwerk.orte import Ort, Ortssuche, find_ort
from netzwerk.ortszeit import in_ortszeit
from netzwerk.zeitfilter import Passung
from netzwerk.zeitplaene import Kalenderbuch, add_zustaende
from netzwerk.zeitwunsch import Zeit, sort_wochenteile

EINFACHE = ("umkreis", "zeit", "kinder", "art", "sprache")
ORT_LAENGE = 120


@dataclass
class Auswahl:
    """What was asked for and what answers. ``fragen``: the parameters that took effect, as pairs."""

    form: Anlaufstellensuche
    frage: Frage
    fragen: list[tuple[str, str]]
    ortssuche: Ortssuche | None
    hinweise: list[str]
    fund: Fund
    moment: datetime
    buch: Kalenderbuch

    @property
    def ort(self) -> Ort | None:
        return self.frage.ort

    @property
    def query(self) -> str:
        return urlencode(self.fragen)

    @property
    def ohne_ort(self) -> str:
        """The address without place and radius, for a choice of places."""
        return urlencode([paar for paar in self.fragen if paar[0] not in ("ort", "umkreis")])

    @cached_property
    def hingehen(self) -> list[Treffer]:
        return [treffer for treffer in self.fund.treffer if not treffer.ist_fern]

    @cached_property
    def aus_der_ferne(self) -> list[Treffer]:
        return [treffer for treffer in self.fund.treffer if treffer.ist_fern]

    @property
    def nur_fern(self) -> bool:
        """Whether what was asked for fits no place to go to, only a telephone; not where a kind was asked for."""
        return bool(self.fragen and self.aus_der_ferne and not self.hingehen and not self.frage.art)

    @property
    def alle_aus_der_ferne(self) -> str:
        return urlencode([*(paar for paar in self.fragen if paar[0] != "art"), ("art", "fern")])

    @cached_property
    def aemter(self) -> list[Amt]:
        """The offices that are responsible at the place."""
        return find_zustaendige(self.ort) if self.ort else []

    @property
    def marken(self) -> list[tuple[str, str]]:
        """Each filter in words, with the query string that removes it."""
        return [(self._wort(*paar), urlencode(self._fragen_ohne(*paar))) for paar in self.fragen]

    @cached_property
    def auswege(self) -> list[tuple[str, int, str]]:
        """When nothing answers: which filter to drop, how many points that gives, and the query string."""
        if self.fund.treffer:
            return []
        # Calls only add to the answer; parts of a week are an „or“, so that dropping one of several helps nobody.
        namen = dict.fromkeys(name for name, _wert in self.fragen if name != "telefon")
        return [weg for weg in map(self._ausweg, namen) if weg[1]]

    def _ausweg(self, name: str) -> tuple[str, int, str]:
        frage, worte = self.frage, []
        for wert in [wert for gefragt, wert in self.fragen if gefragt == name]:
            frage = ohne(frage, name, wert)
            worte.append(self._wort(name, wert))
        weg = {name, "umkreis"} if name == "ort" else {name}
        query = urlencode([paar for paar in self.fragen if paar[0] not in weg])
        return ", ".join(worte), len(find_treffer(frage, self.moment, self.buch).treffer), query

    def _fragen_ohne(self, name: str, wert: str) -> list[tuple[str, str]]:
        weg = {("umkreis", w) for n, w in self.fragen if name == "ort" and n == "umkreis"} | {(name, wert)}
        return [paar for paar in self.fragen if paar not in weg]

    def _wort(self, name: str, wert: str) -> str:
        match name:
            case "ort":
                return self.ort.name
            case "woche":
                return teil_in_worten(wert)
            case "telefon":
                return str(self.form.fields["telefon"].label)
            case _:
                return str(dict(self.form.fields[name].choices)[wert])

    def load(self, *listen: list[Treffer]) -> list[list[Anlaufstelle]]:
        """The points of some lists with all that their cards say, in the same order."""
        nummern = [treffer.pk for liste in listen for treffer in liste]
        stellen = Anlaufstelle.objects.with_zustand().in_bulk(nummern)
        personen = [person for amt in self.aemter for person in amt.personen]
        add_zustaende([*stellen.values(), *personen], self.moment, self.buch)
        for treffer in (treffer for liste in listen for treffer in liste if treffer.pk in stellen):
            stellen[treffer.pk].km = treffer.km
            stellen[treffer.pk].passt = self._passung(treffer.passung, stellen[treffer.pk])
        return [[stellen[treffer.pk] for treffer in liste if treffer.pk in stellen] for liste in listen]

    def _passung(self, passung: Passung | None, stelle: Anlaufstelle) -> str:
        """„Sa, 28. November, 10–13 Uhr“; empty where the state says it already."""
        if passung is None or (self.frage.zeit == Zeit.JETZT and not self.frage.woche):
            return ""
        heute = in_ortszeit(self.moment).date()
        teile = [self._ganz(passung, stelle).in_worten(heute, aus_der_ferne=stelle.nur_aus_der_ferne)]
        teile += [halt.bezeichnung for halt in stelle.tour if halt.pk == passung.halt]
        return ", ".join(teile)

    def _ganz(self, passung: Passung, stelle: Anlaufstelle) -> Passung:
        """With all of the opening that fits, also where it comes in several rows."""
        if passung.halt:
            return passung
        ganze = spannen(self.buch.plan(stelle).fuer(passung.weg), passung.tag)
        von, bis = next((teil for teil in ganze if teil[0] <= passung.von < teil[1]), (passung.von, passung.bis))
        return passung._replace(von=von, bis=bis)


def select_anlaufstellen(params: QueryDict, moment: datetime) -> Auswahl:
    """Reads the query string. What is unknown or broken is left out with a word, never an error."""
    params, unbekannte = _bereinigt(params)
    form = Anlaufstellensuche(params, sprachen=_sprachen())
    form.is_valid()
    werte = {name: wert for name, wert in form.cleaned_data.items() if wert}
    ortssuche = find_ort(werte["ort"]) if "ort" in werte else None
    frage = _frage(werte, ortssuche)
    buch = Kalenderbuch(in_ortszeit(moment).date())
    return Auswahl(
        form=form,
        frage=frage,
        fragen=list(_fragen(werte, frage)),
        ortssuche=ortssuche,
        hinweise=[*_fehler(form, params, unbekannte), *_zum_umkreis(werte, frage)],
        fund=find_treffer(frage, moment, buch),
        moment=moment,
        buch=buch,
    )


def _bereinigt(params: QueryDict) -> tuple[QueryDict, list[str]]:
    """Parts of a week that there are, each once and in order; the others apart."""
    bekannte, unbekannte = sort_wochenteile(params.getlist("woche"))
    params = params.copy()
    params.setlist("woche", bekannte)
    params["ort"] = params.get("ort", "").strip()[:ORT_LAENGE]
    return params, unbekannte


def _sprachen() -> list[tuple[str, str]]:
    """Languages that a point speaks."""
    return list(Sprache.objects.filter(anlaufstellen__isnull=False).distinct().values_list("code", "name"))


def _frage(werte: dict, ortssuche: Ortssuche | None) -> Frage:
    ort = ortssuche.ort if ortssuche else None
    umkreis = float(werte["umkreis"]) if "umkreis" in werte and ort and ort.punkt else None
    mit_zeit = "zeit" in werte or "woche" in werte
    einfache = {name: werte[name] for name in EINFACHE[1:] if name in werte}
    woche = tuple(werte.get("woche", ()))
    return Frage(ort, umkreis, woche=woche, telefon=mit_zeit and "telefon" in werte, **einfache)


def _fragen(werte: dict, frage: Frage) -> Iterator[tuple[str, str]]:
    """The parameters that took effect, in the order of the form."""
    if frage.ort:
        yield "ort", werte["ort"]
    for name in EINFACHE:
        if name in werte and (name != "umkreis" or frage.umkreis_km):
            yield name, werte[name]
    for teil in frage.woche:
        yield "woche", teil
    if frage.telefon:
        yield "telefon", "1"


def _fehler(form: Anlaufstellensuche, params: QueryDict, unbekannte: list[str]) -> Iterator[str]:
    text = _("%(feld)s „%(wert)s“ kennen wir nicht. Wir suchen ohne diese Angabe.")
    for name in form.errors:
        wert = params.get(name, "").replace("\x00", "")[:60]
        yield text % {"feld": form.fields[name].label, "wert": wert}
    for wert in unbekannte[:3]:
        yield text % {"feld": _("Die Zeit"), "wert": wert.replace("\x00", "")[:60]}


def _zum_umkreis(werte: dict, frage: Frage) -> Iterator[str]:
    if "umkreis" not in werte or frage.umkreis_km:
        return
    if frage.ort:
        ort = frage.ort.name
        yield _("Für „%(ort)s“ gibt es keinen Umkreis. Am besten geht es mit einer Postleitzahl.") % {"ort": ort}
    else:
        yield _("Für den Umkreis brauchen wir Ihren Ort oder Ihre Postleitzahl.")
