"""What the search did not take as it was typed, said in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from angebote.suche import Fund, schreibweise
from netzwerk.orte import Ortssuche, oder
from netzwerk.text import falte

# The whole question is answered; a little less than 1 because shares are floats.
GANZ = 0.999


def make_hinweise(filterset, params, *, fund: Fund | None, angebote, zusatz=()) -> list[str]:
    """All that a visitor must know about the result, most important first; ``zusatz`` stands after what is unknown."""
    if fund is None:
        texte = [_("Die Suche wird gerade vorbereitet. Bis dahin finden wir nur Wörter, die genau so dastehen.")]
    else:
        texte = [*_korrekturen(filterset, fund, angebote), *_teilantwort(fund)]
    return [*_fehler(filterset, params), *zusatz, *_zum_ort(filterset.ortssuche), *_zum_umkreis(filterset), *texte]


def _fehler(filterset, params) -> Iterator[str]:
    for name in filterset.form.errors:
        yield _unbekannt(filterset.form.fields[name].label, params.get(name, ""))


def _unbekannt(feld: str, wert: str) -> str:
    werte = {"feld": feld, "wert": wert.replace("\x00", "")[:60]}
    return _("%(feld)s „%(wert)s“ kennen wir nicht. Wir suchen ohne diese Angabe.") % werte


def unbekannte_zeiten(werte: list[str]) -> list[str]:
    """Parts of a week that there are not; the first ones are enough."""
    return [_unbekannt(_("Die Zeit"), wert) for wert in werte[:3]]


def _zum_ort(ortssuche: Ortssuche | None) -> Iterator[str]:
    if ortssuche is None or ortssuche.ort:
        return
    if ortssuche.auswahl:
        yield _("„%(ort)s“ gibt es mehrmals. Bitte wählen Sie.") % {"ort": ortssuche.eingabe}
    elif ortssuche.ist_plz:
        yield _(
            "Die Postleitzahl „%(plz)s“ kennen wir nicht. Bitte prüfen Sie die Zahlen oder schreiben Sie den Ort. "
            "Bis dahin zeigen wir Angebote aus allen Orten."
        ) % {"plz": ortssuche.eingabe}
    else:
        text = _("Den Ort „%(ort)s“ kennen wir nicht. Wir zeigen Angebote aus allen Orten.")
        meinten = _("Meinten Sie %(orte)s?") % {"orte": oder(ortssuche.vorschlaege)} if ortssuche.vorschlaege else ""
        yield " ".join(filter(None, (text % {"ort": ortssuche.eingabe}, meinten)))


def _zum_umkreis(filterset) -> Iterator[str]:
    werte = filterset.form.cleaned_data
    ort = filterset.ortssuche.ort if filterset.ortssuche else None
    if werte.get("umkreis") and not ort:
        yield _("Für den Umkreis brauchen wir Ihren Ort oder Ihre Postleitzahl.")
    elif werte.get("umkreis") and not ort.punkt:
        yield _("Für „%(ort)s“ gibt es keinen Umkreis. Am besten geht es mit einer Postleitzahl.") % {"ort": ort.name}
    elif werte.get("sortierung") == "entfernung" and not (ort and ort.punkt):
        yield _("Damit wir nach Entfernung ordnen können, brauchen wir Ihren Ort oder Ihre Postleitzahl.")


def _korrekturen(filterset, fund: Fund, angebote) -> Iterator[str]:
    if fund.ergebnis is None or not len(fund.treffer) or not fund.ergebnis.korrekturen:
        return
    getippt = {falte(wort): wort for wort in filterset.form.cleaned_data["q"].split()}
    texte = [t for a in angebote.with_daten()[:5] for t in (a.titel, a.kurzbeschreibung, a.beschreibung)]
    for eingabe, wort in fund.ergebnis.korrekturen.items():
        yield _("„%(eingabe)s“ haben wir nicht gefunden. Wir zeigen Angebote zu „%(wort)s“.") % {
            "eingabe": getippt.get(eingabe, eingabe),
            "wort": schreibweise(wort, texte),
        }


def _teilantwort(fund: Fund) -> Iterator[str]:
    """A word when no offer answers the whole question."""
    if fund.ergebnis is None or len(fund.ergebnis.worte) < 2 or not len(fund.treffer):
        return
    if fund.ergebnis.deckung[fund.treffer].max() < GANZ:
        yield _("Zu allen Wörtern zusammen gibt es nichts. Diese Angebote passen zu einem Teil.")
