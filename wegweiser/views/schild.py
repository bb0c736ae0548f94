"""The sign for the door of a drop-in point."""

from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstellen.models import Anlaufstelle
from wegweiser.druck.aus_merkzettel import pruefsumme
from wegweiser.druck.drucken import print_gesetzt
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.schild import PAPIERE, setze_schild
from wegweiser.druck.speicher import get_or_print
from wegweiser.views.antwort import basis, datei_antwort, fehlerseite


@require_safe
def schild_pdf(request, slug, nummer):
    """Only for a door that everybody may find."""
    am = timezone.localdate()
    stelle = get_object_or_404(Anlaufstelle.objects.sichtbar(am).with_seite(), nummer=nummer)
    if stelle.slug != slug:
        return redirect("wegweiser:schild", stelle.slug, stelle.nummer, permanent=True)
    zurueck = stelle.get_absolute_url()
    if stelle.adresse_geschuetzt or stelle.nur_aus_der_ferne:
        grund = _("Für diese Anlaufstelle gibt es kein Schild: Sie hat keine Tür, die jeder finden soll.")
        return fehlerseite(request, grund, zurueck=zurueck, status=404)
    papier = request.GET.get("format", "")
    papier = papier if papier in PAPIERE else PAPIERE[0]
    try:
        satz = setze_schild(stelle, papier, am=am, basis=basis(request))
        schluessel = pruefsumme(satz)
        if (schon_da := get_conditional_response(request, etag=f'"{schluessel}"')) is not None:
            return schon_da
        pdf = get_or_print(schluessel, lambda: print_gesetzt(satz))
    except DruckError as fehler:
        return fehlerseite(request, str(fehler), zurueck=zurueck, status=503)
    return datei_antwort(pdf, f"schild-{slug}-{papier}.pdf", schluessel)
