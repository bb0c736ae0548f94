"""Guides as page and PDF, brochures of a search, and the way from a printed number to its live entry."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from angebote.auswahl import select_angebote
from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.text import slug_aus
from wegweiser.druck import DruckError, print_heft
from wegweiser.druck.aus_auswahl import heft_aus_auswahl
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.speicher import pruefsumme
from wegweiser.druck.vorlage import FORMATE, select_format
from wegweiser.models import Wegweiser

HOECHSTENS = 400


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
    kontext = {"wegweiser": wegweiser, "netzwerk": wegweiser.netzwerk, "heft": heft, "formate": FORMATE}
    return render(request, "wegweiser/wegweiser_detail.html", kontext)


@require_safe
def wegweiser_pdf(request, slug):
    wegweiser = get_wegweiser(slug)
    try:
        heft = heft_aus_wegweiser(wegweiser, am=timezone.localdate(), basis=basis(request))
        return pdf_antwort(request, heft, name=slug)
    except DruckError as fehler:
        return fehlerseite(request, str(fehler), zurueck=wegweiser.get_absolute_url(), status=503)


@require_safe
def angebote_pdf(request):
    """The result of ``/angebote/`` with the same query string as a booklet."""
    am = timezone.localdate()
    auswahl = select_angebote(request.GET, am=am)
    pfad = f"/angebote/?{auswahl.query}" if auswahl.query else "/angebote/"
    anzahl = len(auswahl.angebote)
    if not anzahl:
        return fehlerseite(request, _("Zu dieser Suche gibt es noch kein Angebot."), zurueck=pfad, status=404)
    if anzahl > HOECHSTENS:
        return fehlerseite(request, zu_viele(anzahl), zurueck=pfad, status=400)
    try:
        thema = auswahl.fragen.get("thema", "")
        heft = heft_aus_auswahl(auswahl, am=am, basis=basis(request), pfad=pfad, thema=thema)
        return pdf_antwort(request, heft, name=f"angebote-{slug_aus(heft.titel)}")
    except DruckError as fehler:
        return fehlerseite(request, str(fehler), zurueck=pfad, status=503)


@require_safe
def eintrag(request, nummer):
    """From a printed short number to the live offer or drop-in point."""
    am = timezone.localdate()
    for menge in (Angebot.objects.sichtbar(am), Anlaufstelle.objects.sichtbar(am)):
        if treffer := menge.filter(nummer=nummer).first():
            return redirect(treffer)
    raise Http404


def get_wegweiser(slug: str) -> Wegweiser:
    return get_object_or_404(Wegweiser.objects.sichtbar().select_related("netzwerk", "region__eltern"), slug=slug)


def basis(request) -> str:
    """The portal's own address as this visitor sees it, with the last slash."""
    return request.build_absolute_uri("/")


def pdf_antwort(request, heft, *, name: str) -> HttpResponse:
    """The PDF, or 304 when the browser has it already. Raises ``DruckError``; never sends half a file."""
    papier = select_format(request.GET.get("format", ""))
    schluessel = pruefsumme(heft, papier)
    etag = f'"{schluessel}"'
    if (schon_da := get_conditional_response(request, etag=etag)) is not None:
        return schon_da
    antwort = HttpResponse(print_heft(heft, papier, schluessel=schluessel), content_type="application/pdf")
    antwort["Content-Disposition"] = f'inline; filename="{name}-{papier}.pdf"'
    antwort["ETag"] = etag
    return antwort


def fehlerseite(request, grund: str, *, zurueck: str, status: int) -> HttpResponse:
    """Why there is no PDF and what to do, as a page."""
    return render(request, "wegweiser/kein_pdf.html", {"grund": grund, "zurueck": zurueck}, status=status)


def zu_viele(anzahl: int) -> str:
    return _(
        "Diese Suche hat %(anzahl)d Treffer. In ein Heft passen höchstens %(hoechstens)d. Bitte wählen Sie einen Ort, "
        "ein Thema oder eine Zielgruppe dazu."
    ) % {"anzahl": anzahl, "hoechstens": HOECHSTENS}
