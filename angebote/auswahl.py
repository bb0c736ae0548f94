"""One query string → one selection of offers: the same for the page, JSON, CSV, PDF and a guide's saved search."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from angebote.filters import AngebotFilter
from angebote.models import Angebot, Leistung
from angebote.suche import Ergebnis, rank_angebote, schreibweise
from angebote.suche.anfrage import split_ort
from netzwerk.models import Netzwerk
from netzwerk.orte import Ort, Ortssuche, oder
from netzwerk.text import falte

# The whole question is answered; a little less than 1 because shares are floats.
GANZ = 0.999
PARAMETER = ("q", "ort", "thema", "zielgruppe")


@dataclass
class Auswahl:
    """Visible offers in their order, and what was understood of the question.

    ``fragen`` are the parameters that took effect, in the words of the address; ``hinweise`` say what did not.
    """

    filter: AngebotFilter
    angebote: object
    fragen: dict[str, str]
    hinweise: list[str]
    leistung: Leistung | None = None

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

    @cached_property
    def netzwerk(self) -> Netzwerk | None:
        """The one active network at the place asked for, if it is only one."""
        if not self.ort:
            return None
        pfade = {pfad for r in self.ort.regionen for pfad in [*r.vorfahren_pfade, r.pfad]}
        netze = list(Netzwerk.objects.aktiv().filter(regionen__pfad__in=pfade).distinct()[:2])
        return netze[0] if len(netze) == 1 else None

    def ohne(self, name: str) -> str:
        """The query string without one of its parameters."""
        return urlencode({k: v for k, v in self.fragen.items() if k != name})

    @property
    def ohne_q(self) -> str:
        return self.ohne("q")

    @property
    def ohne_ort(self) -> str:
        return self.ohne("ort")

    def marken(self) -> list[tuple[str, str]]:
        """Each parameter in words, with the query string that removes it."""
        return [(self._name(name), self.ohne(name)) for name in self.fragen]

    def _name(self, parameter: str) -> str:
        wert = self.fragen[parameter]
        match parameter:
            case "q":
                return f"„{wert}“"
            case "ort":
                return self.ort.name if self.ort else wert
            case _:
                return _name_der_wahl(self.filter.form.fields[parameter].choices, wert)


def select_angebote(params: QueryDict, *, am: date) -> Auswahl:
    """Reads the query string. Unknown or broken values are left out with a word, never an error."""
    params = _mit_ort_aus_frage(params)
    filterset = AngebotFilter(params, queryset=Angebot.objects.sichtbar(am))
    angebote = _geordnet(filterset)
    werte = filterset.form.cleaned_data
    fragen = {name: werte[name] for name in PARAMETER if werte.get(name)}
    if filterset.ortssuche and not filterset.ortssuche.ort:
        fragen.pop("ort")
    hinweise = [
        *_fehler(filterset, params),
        *_ort_hinweise(filterset.ortssuche),
        *_korrekturen(filterset, angebote),
        *_teilantwort(filterset.ergebnis, angebote),
    ]
    return Auswahl(filterset, angebote, fragen, hinweise, _gemeinte_leistung(filterset.ergebnis))


def _mit_ort_aus_frage(params: QueryDict) -> QueryDict:
    """„Schulden 37574“ is a question and a place, as if they had been typed in their own fields."""
    frage = params.get("q", "").replace("\x00", "")[:200]
    if not frage or params.get("ort"):
        return params
    rest, ort = split_ort(frage)
    if not ort:
        return params
    params = params.copy()
    params["q"], params["ort"] = rest, ort
    return params


def _geordnet(filterset: AngebotFilter):
    """Best answer first; without a question near ones first, then by title."""
    angebote = filterset.qs
    if filterset.ergebnis is not None:
        return rank_angebote(angebote, filterset.ergebnis)
    nach_naehe = ["-naehe"] if "naehe" in angebote.query.annotations else []
    return angebote.order_by(*nach_naehe, "titel", "nummer")


def _korrekturen(filterset: AngebotFilter, angebote) -> list[str]:
    if filterset.ergebnis is None or not filterset.ergebnis.punkte:
        return []
    getippt = {falte(wort): wort for wort in filterset.form.cleaned_data["q"].split()}
    return [
        _("„%(eingabe)s“ haben wir nicht gefunden. Wir zeigen Angebote zu „%(wort)s“.")
        % {"eingabe": getippt.get(eingabe, eingabe), "wort": schreibweise(wort, angebote)}
        for eingabe, wort in filterset.ergebnis.korrekturen.items()
    ]


def _teilantwort(ergebnis: Ergebnis | None, angebote) -> list[str]:
    """A word when no offer answers the whole question."""
    if ergebnis is None or len(ergebnis.worte) < 2:
        return []
    erste = list(angebote.values_list("pk", flat=True)[:10])
    if not erste or max(ergebnis.deckung[pk] for pk in erste) > GANZ:
        return []
    return [_("Zu allen Wörtern zusammen gibt es nichts. Diese Angebote passen zu einem Teil.")]


def _gemeinte_leistung(ergebnis: Ergebnis | None) -> Leistung | None:
    slug = ergebnis.leistung if ergebnis else None
    return Leistung.objects.sichtbar().filter(slug=slug).first() if slug else None


def _fehler(filterset: AngebotFilter, params: QueryDict) -> list[str]:
    hinweise = []
    for name in filterset.form.errors:
        feld, wert = filterset.form.fields[name].label, params.get(name, "").replace("\x00", "")[:60]
        hinweise.append(
            _("%(feld)s „%(wert)s“ kennen wir nicht. Wir suchen ohne diese Angabe.") % {"feld": feld, "wert": wert}
        )
    return hinweise


def _ort_hinweise(ortssuche: Ortssuche | None) -> list[str]:
    if ortssuche is None or ortssuche.ort:
        return []
    if ortssuche.auswahl:
        return [_("„%(ort)s“ gibt es mehrmals. Bitte wählen Sie.") % {"ort": ortssuche.eingabe}]
    if ortssuche.ist_plz:
        return [
            _(
                "Die Postleitzahl „%(plz)s“ kennen wir nicht. Bitte prüfen Sie die Zahlen oder schreiben Sie den Ort. "
                "Bis dahin zeigen wir Angebote aus allen Orten."
            )
            % {"plz": ortssuche.eingabe}
        ]
    text = _("Den Ort „%(ort)s“ kennen wir nicht. Wir zeigen Angebote aus allen Orten.") % {"ort": ortssuche.eingabe}
    if ortssuche.vorschlaege:
        text += " " + _("Meinten Sie %(orte)s?") % {"orte": oder(ortssuche.vorschlaege)}
    return [text]


def _name_der_wahl(choices, wert: str) -> str:
    for schluessel, name in choices:
        if isinstance(name, (list, tuple)):
            treffer = next((n for s, n in name if s == wert), None)
            if treffer:
                return schluessel if str(treffer).startswith(_("Alles zu")) else str(treffer)
        elif schluessel == wert:
            return str(name)
    return wert
