"""Search results in their representations, and the offer's own page."""

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.auswahl import make_filter, select_angebote
from angebote.import_export.ausgabe import angebot_als_json, angebote_als_csv
from angebote.models import Angebot
from angebote.models.angebot_queryset import ZEITEN_DER_STELLE
from angebote.strukturdaten import make_strukturdaten
from angebote.suche import open_suche
from angebote.suchstatistik import count_anfrage
from angebote.termine import add_naechste_termine
from anlaufstellen.pruefungen import add_pruefungen
from netzwerk.models import Hilfetelefon, Netzwerk, Nummernumleitung, Thema
from netzwerk.views.frisch import frisch
from netzwerk.zeitplaene import Kalenderbuch, add_zustaende

SEITENLAENGE = 20
# So many of the best answers decide whether a page gets „Seite verlassen“ and so many urgent numbers.
ERSTE = 3
CSV_HOECHSTENS = 5000
# Dates on the offer's own page.
NAECHSTE = 6


@require_safe
def start(request):
    """The start page: what, where, topics, urgent numbers."""
    kontext = {
        "filter": make_filter(request.GET, open_suche(), am=timezone.localdate()),
        "themen": Thema.objects.haupt(),
        "hilfetelefone": Hilfetelefon.objects.filter(auf_startseite=True),
        "netzwerke": Netzwerk.objects.aktiv(),
    }
    return render(request, "angebote/start.html", kontext)


@require_safe
@frisch
def angebot_list(request):
    moment = timezone.now()
    auswahl = select_angebote(request.GET, am=timezone.localdate(moment), moment=moment)
    page = Paginator(auswahl.angebote.with_zustand(), SEITENLAENGE).get_page(request.GET.get("seite"))
    laufende = [angebot for angebot in page if not angebot.ist_termin]
    stellen = auswahl.beste_antwort.stellen if page.number == 1 else []
    add_zustaende([*laufende, *stellen], moment)
    add_pruefungen(stellen, auswahl.angebote.am)
    auswahl.add_anzahlen()
    add_naechste_termine(page.object_list, moment=moment)
    auswahl.add_passungen(page.object_list)
    if page.number == 1:
        count_anfrage(auswahl, tag=auswahl.angebote.am)
    kontext = {
        "auswahl": auswahl,
        "filter": auswahl.filter,
        "page": page,
        "gebiete": auswahl.gebiete(),
        "heikel": (heikel := _ist_heikel(auswahl, page)),
        "notruf": Hilfetelefon.objects.filter(dringend=True)[:ERSTE] if heikel else None,
    }
    return render(request, "angebote/angebot_list.html", kontext)


def _ist_heikel(auswahl, page) -> bool:
    """Whether the point that is meant or, where something is asked for, one of the best answers is risky to look at."""
    stelle = auswahl.beste_antwort.stelle
    return (stelle is not None and stelle.ist_sensibel) or any(map(auswahl.ist_heikel, list(page)[:ERSTE]))


@require_safe
def angebot_json(request):
    """The same results for machines; ``seite`` counts from 1."""
    moment = timezone.now()
    am = timezone.localdate(moment)
    auswahl = select_angebote(request.GET, am=am, moment=moment)
    page = Paginator(auswahl.angebote.with_daten(), SEITENLAENGE).get_page(request.GET.get("seite"))
    buch = Kalenderbuch(am)
    daten = {
        "anzahl": page.paginator.count,
        "seite": page.number,
        "seiten": page.paginator.num_pages,
        "titel": auswahl.titel,
        "hinweise": auswahl.hinweise,
        "angebote": [angebot_als_json(angebot, request, buch.plan(angebot), am) for angebot in page],
    }
    return JsonResponse(daten, json_dumps_params={"ensure_ascii": False})


@require_safe
def angebot_csv(request):
    """All results as a spreadsheet, at most ``CSV_HOECHSTENS`` rows."""
    moment = timezone.now()
    auswahl = select_angebote(request.GET, am=timezone.localdate(moment), moment=moment)
    angebote = auswahl.angebote.with_daten()[:CSV_HOECHSTENS]
    antwort = HttpResponse(angebote_als_csv(angebote, request), content_type="text/csv; charset=utf-8")
    antwort["Content-Disposition"] = 'attachment; filename="angebote.csv"'
    return antwort


@require_safe
@frisch
def angebot_detail(request, slug, nummer):
    moment = timezone.now()
    am = timezone.localdate(moment)
    angebote = Angebot.objects.sichtbar(am).with_seite().prefetch_related(*ZEITEN_DER_STELLE)
    angebot = angebote.filter(nummer=nummer).first()
    if angebot is None:
        # An offer that was merged into another one keeps its address.
        ziel = Nummernumleitung.ziele([nummer]).get(nummer)
        return redirect(get_object_or_404(Angebot.objects.sichtbar(am), nummer=ziel), permanent=True)
    if angebot.slug != slug:
        return redirect(angebot, permanent=True)
    laufende = [] if angebot.ist_termin else [angebot]
    add_zustaende(laufende, moment)
    add_naechste_termine([angebot], moment=moment, anzahl=NAECHSTE)
    strukturdaten = make_strukturdaten(angebot, Kalenderbuch(am).plan(angebot), am)
    kontext = {"angebot": angebot, "am": am, "strukturdaten": strukturdaten}
    return render(request, "angebote/angebot_detail.html", kontext)
