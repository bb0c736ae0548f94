"""Suggestions while somebody types into the search form, for the small script beside it."""

from dataclasses import asdict

from django.http import JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from angebote.suche import open_suche
from angebote.suche.vorschlag import Vorschlag, lies_text
from angebote.vorschlaege import find_was, find_wo


@require_safe
@cache_control(private=True, max_age=60)
def vorschlaege_json(request):
    """``art`` is „was“ or „wo“, ``text`` what was typed, ``ort`` the place in the other field, if any.

    ``ansage`` is what screen readers say about the list.
    """
    vorschlaege = _find(request.GET, lies_text(request.GET.get("text", "")))
    zahl = len(vorschlaege)
    ansage = ngettext("%(zahl)s Vorschlag", "%(zahl)s Vorschläge", zahl) % {"zahl": zahl} if zahl else ""
    daten = {"vorschlaege": [asdict(vorschlag) for vorschlag in vorschlaege], "ansage": ansage}
    return JsonResponse(daten, json_dumps_params={"ensure_ascii": False})


def _find(params: QueryDict, gefaltet: str) -> list[Vorschlag]:
    """Nothing is suggested while the index is being read."""
    if gefaltet and params.get("art") == "wo":
        return find_wo(gefaltet)
    suche = open_suche() if gefaltet and params.get("art") == "was" else None
    ort = params.get("ort", "").replace("\x00", "").strip()[:120]
    return find_was(gefaltet, suche, am=timezone.localdate(), ort=ort) if suche else []
