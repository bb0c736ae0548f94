"""Drop-in points: the list by place and time, one point's page, its hours and its tour for the calendar."""

from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from anlaufstellen.auswahl import select_anlaufstellen
from anlaufstellen.kalender import tour_termine, zeiten_termine
from anlaufstellen.landkarten import make_karte, make_tourkarte, make_umgebung
from anlaufstellen.models import Anlaufstelle
from anlaufstellen.pruefungen import add_pruefungen
from anlaufstellen.strukturdaten import make_strukturdaten
from anlaufstellen.touren import make_tour, naechste_halte
from netzwerk.kalenderdatei import Termin, make_kalender
from netzwerk.models import Nummernumleitung
from netzwerk.views.frisch import frisch
from netzwerk.zeitplaene import Kalenderbuch, add_zustaende

SEITENLAENGE = 12
# What is called, and what has no hours, stands beside the first page; the rest is a click away.
DANEBEN = 4


@require_safe
@frisch
def anlaufstelle_list(request):
    """Where to go, where to call, and who is responsible, for a place and a time."""
    auswahl = select_anlaufstellen(request.GET, timezone.now())
    page = Paginator(auswahl.hingehen, SEITENLAENGE).get_page(request.GET.get("seite"))
    ganz = auswahl.aus_der_ferne if auswahl.frage.art else auswahl.aus_der_ferne[:DANEBEN]
    stellen, fern, ohne_zeiten = auswahl.load(list(page), ganz, auswahl.fund.ohne_zeiten[:DANEBEN])
    gezeigte, ort = [*stellen, *fern, *ohne_zeiten], auswahl.ort
    add_pruefungen(gezeigte, timezone.localdate(auswahl.moment))
    kontext = {"auswahl": auswahl, "page": page, "stellen": stellen, "fern": fern, "ohne_zeiten": ohne_zeiten}
    if ort:
        kontext["karte"] = make_karte(stellen, mitte=ort)
    if ort and ort.punkt and not auswahl.frage.mit_zeit:
        kontext["halte"] = naechste_halte(ort.punkt, auswahl.moment)
    return render(request, "anlaufstellen/anlaufstelle_list.html", kontext)


@require_safe
@frisch
def anlaufstelle_detail(request, slug, nummer):
    moment = timezone.now()
    am = timezone.localdate(moment)
    stelle = Anlaufstelle.objects.sichtbar(am).with_seite().filter(nummer=nummer).first()
    if stelle is None:
        # A point that was merged into another one keeps its address.
        ziel = Nummernumleitung.ziele([nummer]).get(nummer)
        return redirect(get_object_or_404(Anlaufstelle.objects.sichtbar(am), nummer=ziel), permanent=True)
    if stelle.slug != slug:
        return redirect(stelle, permanent=True)
    add_zustaende([stelle], moment)
    return render(request, "anlaufstellen/anlaufstelle_detail.html", make_seite(stelle, am, moment))


def make_seite(stelle: Anlaufstelle, am: date, moment: datetime) -> dict:
    """What a point's page shows on that day; the Verwaltung's preview too."""
    add_pruefungen([stelle], am)
    plan = Kalenderbuch(am).plan(stelle)
    tour = make_tour(stelle, plan, moment) if stelle.tour else []
    return {
        "stelle": stelle,
        "am": am,
        "angebote": stelle.angebote.auffindbar(am).with_karte(),
        "tour": tour,
        "karte": make_tourkarte(tour) if tour else make_umgebung(stelle, am),
        "strukturdaten": make_strukturdaten(stelle, plan, am),
    }


@require_safe
def zeiten_ics(request, slug, nummer):
    """The point's hours for the next three months."""
    moment = timezone.now()
    stelle = find_stelle(nummer, timezone.localdate(moment))
    plan = Kalenderbuch(timezone.localdate(moment)).plan(stelle)
    return _kalender(request, stelle, zeiten_termine(stelle, plan), moment, name=stelle.name)


@require_safe
def tour_ics(request, slug, nummer):
    """Every stop of the tour in the next three months; to be subscribed to."""
    moment = timezone.now()
    stelle = find_stelle(nummer, timezone.localdate(moment))
    plan = Kalenderbuch(timezone.localdate(moment)).plan(stelle)
    return _kalender(request, stelle, tour_termine(stelle, make_tour(stelle, plan, moment)), moment, name=stelle.name)


def find_stelle(nummer: int, am: date) -> Anlaufstelle:
    """The point that may be seen on the day, loaded for its page. Raises ``Http404``."""
    return get_object_or_404(Anlaufstelle.objects.sichtbar(am).with_seite(), nummer=nummer)


def _kalender(request, stelle: Anlaufstelle, termine: list[Termin], moment: datetime, *, name: str) -> HttpResponse:
    """A point that may be dangerous to be seen with has no name in a calendar."""
    if not termine:
        raise Http404
    name = "Termine" if stelle.ist_sensibel else name
    datei = make_kalender(termine, moment=moment, basis=request.build_absolute_uri("/"), name=name)
    antwort = HttpResponse(datei, content_type="text/calendar; charset=utf-8")
    antwort["Content-Disposition"] = 'attachment; filename="termine.ics"'
    return antwort
