"""The saved search of a chapter: checked when it is saved, so that nobody finds out from the printed booklet."""

from collections.abc import Iterator
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from angebote.auswahl import PARAMETER, make_filter
from angebote.passungen import ZUM_MOMENT
from netzwerk.orte import find_ort, oder

# What the search page's address also carries and a chapter has no use for.
UEBERFLUESSIG = ("seite",)
AEHNLICH_AB = 60


def clean_suche(text: str, *, am: date) -> str:
    """The query string of a search; a whole address is cut down to it.

    Raises ``ValueError`` in German naming every parameter, value and place that is not understood.
    """
    text = text.strip().partition("#")[0]
    text = text.partition("?")[2] if "?" in text else text
    parameter = QueryDict(text, mutable=True)
    for name in UEBERFLUESSIG:
        parameter.pop(name, None)
    if meldungen := [*_namen(parameter), *_werte(parameter, am), *_ort(parameter)]:
        raise ValueError(" ".join(meldungen))
    return text


def _namen(parameter: QueryDict) -> Iterator[str]:
    for name in parameter:
        if name not in PARAMETER:
            aehnlich = process.extractOne(name, PARAMETER, scorer=fuzz.ratio, score_cutoff=AEHNLICH_AB)
            rat = _("Meinten Sie „%s“?") % aehnlich[0] if aehnlich else _("Möglich ist %s.") % oder(PARAMETER)
            yield _("„%(name)s“ kennt die Suche nicht. %(rat)s") % {"name": name, "rat": rat}


def _werte(parameter: QueryDict, am: date) -> Iterator[str]:
    form = make_filter(parameter, None, am=am).form
    if (zeit := parameter.get("zeit")) in ZUM_MOMENT:
        yield _("„zeit=%s“ gilt nur in dem Augenblick, in dem jemand sucht, und passt nicht in ein Heft.") % zeit
    for name in form.errors:
        yield _(
            "„%(name)s=%(wert)s“ gibt es nicht. Bitte stellen Sie die Suche auf der Suchseite zusammen und kopieren "
            "Sie deren Adresse."
        ) % {"name": name, "wert": parameter.get(name, "")[:60]}


def _ort(parameter: QueryDict) -> Iterator[str]:
    ortssuche = find_ort(parameter.get("ort", "")) if parameter.get("ort", "").strip() else None
    if ortssuche is None or ortssuche.ort:
        return
    if ortssuche.auswahl:
        yield _("Den Ort „%(ort)s“ gibt es mehrmals. Bitte schreiben Sie die Postleitzahl oder %(orte)s.") % {
            "ort": ortssuche.eingabe,
            "orte": oder([str(region) for region in ortssuche.auswahl[:5]]),
        }
    elif ortssuche.vorschlaege:
        yield _("Den Ort „%(ort)s“ kennen wir nicht. Meinten Sie %(orte)s?") % {
            "ort": ortssuche.eingabe,
            "orte": oder(ortssuche.vorschlaege),
        }
    else:
        yield _("Den Ort „%(ort)s“ kennen wir nicht. Bitte schreiben Sie die Postleitzahl.") % {
            "ort": ortssuche.eingabe
        }
