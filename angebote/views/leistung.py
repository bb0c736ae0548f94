"""Public benefits: the list by group, and one benefit with the office responsible at a place."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.models import Angebot, Betrag, Leistung
from netzwerk.models import Hilfetelefon
from netzwerk.orte import find_ort


@require_safe
def leistung_list(request):
    return render(request, "angebote/leistung_list.html", {"leistungen": Leistung.objects.sichtbar()})


@require_safe
def leistung_detail(request, slug):
    """With ``ort`` the page names the office responsible there."""
    am = timezone.localdate()
    leistung = get_object_or_404(Leistung.objects.sichtbar().with_seite(), slug=slug)
    eingabe = request.GET.get("ort", "").strip()
    ortssuche = find_ort(eingabe) if eingabe else None
    ort = ortssuche and ortssuche.ort
    helfende = Angebot.objects.auffindbar(am).filter(leistungen=leistung)
    if ort:
        helfende = helfende.in_region(ort.regionen).with_naehe(ort.regionen).order_by("-naehe", "titel")
    zustaendig = leistung.zustaendigkeiten.with_stelle().oeffentlich(am).in_region(ort.regionen if ort else [])
    kontext = {
        "leistung": leistung,
        "betraege": leistung.betraege.gueltig(am),
        "ortssuche": ortssuche,
        "zustaendigkeiten": zustaendig,
        "angebote": helfende.with_karte()[:6] if ort else [],
        "hilfetelefone": Hilfetelefon.objects.fuer(leistung.themen.all()),
        "geht_mit": leistung.geht_mit.sichtbar(),
        "schliesst_aus": leistung.schliesst_aus.sichtbar(),
        "register": Betrag.objects.als_texte(am=am),
    }
    return render(request, "angebote/leistung_detail.html", kontext)
