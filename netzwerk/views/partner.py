"""Partners of the networks."""

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netzwerk.models import Partner
from netzwerk.views.frisch import frisch
from netzwerk.zeitplaene import add_zustaende

SEITENLAENGE = 60


@require_safe
def partner_list(request):
    partner = Partner.objects.sichtbar().select_related("region").order_by("name", "pk")
    page = Paginator(partner, SEITENLAENGE).get_page(request.GET.get("seite"))
    return render(request, "netzwerk/partner_list.html", {"page": page})


@require_safe
@frisch
def partner_detail(request, slug):
    moment = timezone.now()
    sichtbar = Partner.objects.sichtbar()
    partner = sichtbar.select_related("region").filter(slug=slug).first()
    if partner is None:
        # A partner that was merged into another one keeps its address.
        return redirect(get_object_or_404(sichtbar, umleitungen__slug=slug), permanent=True)
    seite = make_seite(partner, timezone.localdate(moment))
    # When a date takes place stands on its own page; it is not open.
    laufende = [angebot for angebot in seite["angebote"] if not angebot.ist_termin]
    add_zustaende([*seite["anlaufstellen"], *laufende], moment)
    return render(request, "netzwerk/partner_detail.html", seite)


def make_seite(partner: Partner, am: date) -> dict:
    """What a partner's page shows on that day; the Verwaltung's preview too."""
    return {
        "partner": partner,
        "am": am,
        "netzwerke": partner.netzwerke.aktiv(),
        "personen": partner.personen.oeffentlich().prefetch_related("zeiten", "ausnahmen", "sprachen", "themen"),
        "anlaufstellen": list(partner.anlaufstellen.auffindbar(am).with_zustand()),
        "angebote": list(partner.angebote.auffindbar(am).with_zustand()),
    }
