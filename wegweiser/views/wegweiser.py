"""Guides as page and PDF."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.fehler import DruckError
from wegweiser.formate import FORMATE
from wegweiser.merkbuch import gemerkt
from wegweiser.models import Wegweiser
from wegweiser.views.antwort import basis, fehlerseite, pdf_antwort


@require_safe
def wegweiser_list(request):
    return render(
        request, "wegweiser/wegweiser_list.html", {"wegweiser": Wegweiser.objects.sichtbar().select_related("netzwerk")}
    )


@require_safe
def wegweiser_detail(request, slug):
    """The same chapters as in the PDF, to be read on a phone."""
    wegweiser = get_wegweiser(slug)
    try:
        heft = heft_aus_wegweiser(wegweiser, am=timezone.localdate(), basis=basis(request))
    except DruckError as fehler:
        return fehlerseite(request, str(fehler), zurueck="/wegweiser/", status=503)
    kontext = {"wegweiser": wegweiser, "netzwerk": wegweiser.netzwerk, "heft": heft, "formate": FORMATE.values()}
    return render(request, "wegweiser/wegweiser_detail.html", kontext)


@require_safe
@gemerkt
def wegweiser_pdf(request, slug):
    wegweiser = get_wegweiser(slug)
    zurueck = wegweiser.get_absolute_url()
    try:
        heft = heft_aus_wegweiser(wegweiser, am=timezone.localdate(), basis=basis(request))
        return pdf_antwort(request, heft, name=slug, zurueck=zurueck, netzwerk=wegweiser.netzwerk)
    except DruckError as fehler:
        return fehlerseite(request, str(fehler), zurueck=zurueck, status=503)


def get_wegweiser(slug: str) -> Wegweiser:
    return get_object_or_404(Wegweiser.objects.sichtbar().select_related("netzwerk", "region__eltern"), slug=slug)
