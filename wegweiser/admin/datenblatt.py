"""Data sheets in the Verwaltung: for one partner, or for all whom no mail reaches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from angebote.telefonliste import nicht_erreichbare
from netzwerk import rechte
from netzwerk.models import Netzwerk, Partner
from netzwerk.verwaltung import verwaltungsseite
from wegweiser.druck.datenblatt import make_datenblaetter
from wegweiser.druck.drucken import print_gesetzt
from wegweiser.druck.fehler import DruckError

# More letters than that take longer than one waits at the screen.
HOECHSTENS_BRIEFE = 40


def darf_drucken(request) -> bool:
    weite = rechte.reichweite(request.user)
    return weite.verwaltung or bool(weite.netzwerke)


@verwaltungsseite("datenblatt/<int:pk>/", name="datenblatt", darf=darf_drucken)
@require_safe
def datenblatt(request, pk):
    """The letter to one partner, for every network of the account that it belongs to."""
    eigene = rechte.eigene(request.user, Partner.objects.all(), netzwerk_pfad="netzwerke", partner_pfad="pk")
    partner = get_object_or_404(eigene, pk=pk)
    netze = Netzwerk.objects.aktiv().filter(partner=partner)
    netze = rechte.eigene(request.user, netze, netzwerk_pfad="pk", partner_pfad="partner")
    zurueck = reverse("admin:netzwerk_partner_change", args=[pk])
    return _drucke(request, [(partner, netzwerk) for netzwerk in netze], partner.slug, zurueck)


@verwaltungsseite("datenblaetter/", name="datenblaetter", darf=darf_drucken)
@require_safe
def datenblaetter(request):
    """Letters to all partners whom no mail reaches."""
    if not darf_drucken(request):
        return redirect("admin:index")
    runden = nicht_erreichbare(request.user)[:HOECHSTENS_BRIEFE]
    paare = [(runde.partner, runde.netzwerk) for runde in runden]
    return _drucke(request, paare, "ohne-email", reverse("admin:ohne_email"))


def _drucke(request, paare, name: str, zurueck: str):
    try:
        satz = make_datenblaetter(paare, am=timezone.localdate(), basis=request.build_absolute_uri("/"))
        if satz is None:
            messages.warning(request, _("Es gibt keine öffentlichen Einträge, für die ein Datenblatt zu drucken ist."))
            return redirect(zurueck)
        pdf = print_gesetzt(satz)
    except DruckError as fehler:
        messages.error(request, str(fehler))
        return redirect(zurueck)
    kopf = {"Content-Disposition": f'inline; filename="datenblatt-{name}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=kopf)
