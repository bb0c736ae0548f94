"""Networks: the active ones, the 102 of the programme by Land and on the map, and their legal pages."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from netzwerk import karte
from netzwerk.models import Ebene, Netzwerk, Region
from netzwerk.views.frisch import frisch
from netzwerk.zeitplaene import add_zustaende

# Drop-in points on the page of a network.
STELLEN = 12
RECHTLICHES = {
    "impressum": _("Impressum"),
    "datenschutz": _("Datenschutz"),
    "barrierefreiheit": _("Erklärung zur Barrierefreiheit"),
}


@require_safe
def netzwerk_list(request):
    netzwerke = Netzwerk.objects.exclude(status=Netzwerk.Status.RUHEND).select_related("land")
    kreise = Region.objects.filter(ebene=Ebene.KREIS, lat__isnull=False).values_list("lat", "lon")
    # Active networks last: they are drawn on top.
    nach_status = sorted(netzwerke, key=lambda n: not n.ist_historisch)
    netzpunkte = [(n, karte.project_punkt(n.lat, n.lon)) for n in nach_status if n.lat is not None]
    kontext = {
        "aktive": [n for n in netzwerke if not n.ist_historisch],
        "historische": [n for n in netzwerke if n.ist_historisch],
        "kreispunkte": karte.project_alle(kreise),
        "netzpunkte": netzpunkte,
        "karte": karte,
    }
    return render(request, "netzwerk/netzwerk_list.html", kontext)


@require_safe
@frisch
def netzwerk_detail(request, slug):
    netzwerke = Netzwerk.objects.exclude(status=Netzwerk.Status.RUHEND).select_related("land")
    netzwerk = get_object_or_404(netzwerke, slug=slug)
    moment = timezone.now()
    am = timezone.localdate(moment)
    stellen = list(netzwerk.anlaufstellen.auffindbar(am).with_zustand()[:STELLEN])
    add_zustaende(stellen, moment)
    kontext = {
        "netzwerk": netzwerk,
        "mitgliedschaften": netzwerk.mitgliedschaften.select_related("partner"),
        "anlaufstellen": stellen,
        "anzahl_angebote": netzwerk.angebote.auffindbar(am).count(),
        "wegweiser": netzwerk.wegweiser.sichtbar(),
        "ort": netzwerk.regionen.order_by("pfad").first(),
    }
    return render(request, "netzwerk/netzwerk_detail.html", kontext)


@require_safe
def rechtliches(request, seite, slug=None):
    """Impressum, Datenschutz or Barrierefreiheit: of one network, or of all active ones to choose from."""
    netzwerke = Netzwerk.objects.aktiv()
    if slug:
        netzwerke = [get_object_or_404(netzwerke.exclude(**{seite: ""}), slug=slug)]
    texte = [(netzwerk, getattr(netzwerk, seite)) for netzwerk in netzwerke]
    return render(request, "netzwerk/rechtliches.html", {"titel": RECHTLICHES[seite], "seite": seite, "texte": texte})
