"""Drop-in points: the list by place and kind, and one point's page."""

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Nummernumleitung
from netzwerk.orte import find_ort

SEITENLAENGE = 30


@require_safe
def anlaufstelle_list(request):
    """With ``ort`` only the points responsible there; an unknown place shows all, with a word."""
    eingabe = request.GET.get("ort", "").strip()[:120]
    ortssuche = find_ort(eingabe) if eingabe else None
    stellen = Anlaufstelle.objects.auffindbar(timezone.localdate()).with_karte()
    if ortssuche and ortssuche.ort:
        stellen = stellen.in_region(ortssuche.ort.regionen)
    page = Paginator(stellen, SEITENLAENGE).get_page(request.GET.get("seite"))
    kontext = {"page": page, "ortssuche": ortssuche, "eingabe": eingabe, "ort_query": urlencode({"ort": eingabe})}
    return render(request, "anlaufstellen/anlaufstelle_list.html", kontext)


@require_safe
def anlaufstelle_detail(request, slug, nummer):
    am = timezone.localdate()
    stelle = Anlaufstelle.objects.sichtbar(am).with_seite().filter(nummer=nummer).first()
    if stelle is None:
        # A point that was merged into another one keeps its address.
        ziel = Nummernumleitung.ziele([nummer]).get(nummer)
        return redirect(get_object_or_404(Anlaufstelle.objects.sichtbar(am), nummer=ziel), permanent=True)
    if stelle.slug != slug:
        return redirect(stelle, permanent=True)
    return render(request, "anlaufstellen/anlaufstelle_detail.html", make_seite(stelle, am))


def make_seite(stelle: Anlaufstelle, am: date) -> dict:
    """What a point's page shows on that day; the Verwaltung's preview too."""
    return {"stelle": stelle, "am": am, "angebote": stelle.angebote.auffindbar(am).with_karte()}
