"""The gap analysis as PDF: the page is ``angebote``'s, only the printing is ours."""

from django.contrib import admin
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from angebote.admin.bestandsanalyse import darf_sehen, eigene_netzwerke, load_analyse
from netzwerk.verwaltung import verwaltungsseite
from wegweiser.druck.bericht import setze_bericht
from wegweiser.druck.drucken import print_gesetzt
from wegweiser.druck.fehler import DruckError


@verwaltungsseite("bestandsanalyse/bericht.pdf", name="bestandsbericht", darf=darf_sehen)
@require_safe
def bestandsbericht(request):
    """Made anew each time, because it says what is true today."""
    analyse = load_analyse(request, list(eigene_netzwerke(request)))
    if analyse is None:
        raise Http404
    try:
        pdf = print_gesetzt(setze_bericht(analyse))
    except DruckError as fehler:
        request.current_app = admin.site.name
        kontext = {**admin.site.each_context(request), "grund": str(fehler), "query": request.GET.urlencode()}
        return TemplateResponse(request, "admin/bestandsanalyse/bericht_fehler.html", kontext, status=503)
    antwort = HttpResponse(pdf, content_type="application/pdf")
    antwort["Content-Disposition"] = f'inline; filename="bestandsanalyse-{analyse.netzwerk.slug}.pdf"'
    return antwort
