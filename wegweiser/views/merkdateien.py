"""A Merkzettel to take along: two sheets to print and the dates for a calendar. All accept ``e`` (see the page)."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from netzwerk.kalenderdatei import make_kalender
from wegweiser.druck.aus_merkzettel import make_laufzettel, make_mein_wegweiser, pruefsumme
from wegweiser.druck.drucken import print_gesetzt
from wegweiser.druck.fehler import DruckError
from wegweiser.merkeintraege import load_merkeintraege
from wegweiser.views.antwort import basis
from wegweiser.views.merkzettel import meldung, nummern_aus


@require_safe
def mein_wegweiser_pdf(request):
    return blatt(request, make_mein_wegweiser, name="mein-wegweiser")


@require_safe
def laufzettel_pdf(request):
    return blatt(request, make_laufzettel, name="laufzettel")


@require_safe
def termine_ics(request):
    """Every hour window of the list for the next three months."""
    moment = timezone.now()
    eintraege = load_merkeintraege(nummern_aus(request), am=timezone.localdate(moment))
    termine = [termin for merk in eintraege for termin in merk.termine]
    datei = make_kalender(termine, moment=moment, basis=basis(request))
    if datei is None:
        grund = _(
            "Zu diesen Einträgen gibt es in den nächsten drei Monaten keine festen Zeiten. Bitte rufen Sie dort an."
        )
        return meldung(request, grund, status=404)
    antwort = HttpResponse(datei, content_type="text/calendar; charset=utf-8")
    antwort["Content-Disposition"] = 'attachment; filename="termine.ics"'
    antwort["Cache-Control"] = "private"
    return antwort


def blatt(request, make, *, name: str) -> HttpResponse:
    """A sheet as PDF, or 304 when the browser has it already; a page that says why where there is nothing to print."""
    am = timezone.localdate()
    eintraege = load_merkeintraege(nummern_aus(request), am=am)
    if not eintraege:
        return meldung(request, leer(), status=404)
    try:
        satz = make(eintraege, am=am, basis=basis(request))
        etag = f'"{pruefsumme(satz)}"'
        if (antwort := get_conditional_response(request, etag=etag)) is None:
            antwort = HttpResponse(print_gesetzt(satz), content_type="application/pdf")
            antwort["Content-Disposition"] = f'inline; filename="{name}.pdf"'
            antwort["ETag"] = etag
    except DruckError as fehler:
        return meldung(request, str(fehler), status=503)
    antwort["Cache-Control"] = "private"
    return antwort


def leer() -> str:
    return _("Auf dem Merkzettel steht nichts, was sich drucken lässt. Bitte merken Sie sich zuerst ein Angebot.")
