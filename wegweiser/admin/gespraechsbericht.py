"""The talks as PDF: the page is ``anlaufstellen``'s, only the printing is ours."""

from django.contrib import admin, messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from anlaufstellen.admin.auswertung import auswertung_aus
from anlaufstellen.admin.eigene import arbeitet_an_stellen
from netzwerk.verwaltung import verwaltungsseite
from wegweiser.druck.drucken import print_gesetzt
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.gespraechsbericht import setze_gespraechsbericht


@verwaltungsseite("gespraeche/bericht.pdf", name="gespraechsbericht", darf=arbeitet_an_stellen)
@require_safe
def gespraechsbericht(request):
    auswertung, _auswahl = auswertung_aus(request)
    if auswertung is None:
        raise Http404
    try:
        pdf = print_gesetzt(setze_gespraechsbericht(auswertung))
    except DruckError as fehler:
        messages.error(request, str(fehler))
        return redirect(reverse("admin:gespraeche", current_app=admin.site.name))
    antwort = HttpResponse(pdf, content_type="application/pdf", headers={"Cache-Control": "private, no-store"})
    antwort["Content-Disposition"] = f'inline; filename="gespraeche-{auswertung.zeitraum.wert}.pdf"'
    return antwort
