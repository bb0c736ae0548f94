"""The tour of a mobile point on paper."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from anlaufstellen.touren import make_tour
from anlaufstellen.views import find_stelle
from netzwerk.zeitplaene import Kalenderbuch
from wegweiser.druck.aus_merkzettel import pruefsumme
from wegweiser.druck.drucken import print_gesetzt
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.tourplakat import make_tourplakat
from wegweiser.views.antwort import basis, datei_antwort, fehlerseite


@require_safe
def tour_pdf(request, slug, nummer) -> HttpResponse:
    moment = timezone.now()
    am = timezone.localdate(moment)
    stelle = find_stelle(nummer, am)
    tour = make_tour(stelle, Kalenderbuch(am).plan(stelle), moment)
    if not tour:
        raise Http404
    try:
        satz = make_tourplakat(stelle, tour, am=am, basis=basis(request))
        schluessel = pruefsumme(satz)
        schon_da = get_conditional_response(request, etag=f'"{schluessel}"')
        return schon_da or datei_antwort(print_gesetzt(satz), f"tour-{stelle.slug}.pdf", schluessel)
    except DruckError as fehler:
        return fehlerseite(request, str(fehler), zurueck=stelle.get_absolute_url(), status=503)
