"""A print job as the one who ordered it sees it: how far it is, why it failed, the finished PDF."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wegweiser.auftraege import tend_auftraege
from wegweiser.druck.speicher import get_pdf
from wegweiser.models import Druckauftrag
from wegweiser.views.antwort import datei_antwort, fehlerseite

OHNE_SATZ = [feld.name for feld in Druckauftrag._meta.concrete_fields if feld.name != "satz"]


@require_safe
@never_cache
def druckauftrag(request, auftrag_id):
    """The job's page; without JavaScript it is loaded again by a button."""
    return render(request, "wegweiser/druckauftrag.html", {"auftrag": _auftrag(auftrag_id)})


@require_safe
@never_cache
def druckauftrag_json(request, auftrag_id):
    """The same for the script that follows the job."""
    auftrag = _auftrag(auftrag_id)
    return JsonResponse(
        {"zustand": auftrag.zustand, "anteil": auftrag.anteil, "text": auftrag.fortschritt_in_worten},
    )


@require_safe
def druckauftrag_pdf(request, auftrag_id):
    auftrag = _auftrag(auftrag_id)
    if auftrag.zustand == Druckauftrag.Zustand.FERTIG and (pdf := get_pdf(auftrag.schluessel)):
        return datei_antwort(pdf, auftrag.dateiname, auftrag.schluessel)
    grund = auftrag.fehler or _("Dieses Heft liegt nicht bereit. Bitte lassen Sie es noch einmal drucken.")
    return fehlerseite(request, grund, zurueck=auftrag.zurueck, status=404)


def _auftrag(auftrag_id) -> Druckauftrag:
    """The job as it is now; whatever has fallen silent was looked after before."""
    tend_auftraege(timezone.now())
    return get_object_or_404(Druckauftrag.objects.only(*OHNE_SATZ), pk=auftrag_id)
