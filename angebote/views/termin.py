"""Dates by day, and the same dates as a calendar to subscribe to."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.models import Angebot
from angebote.terminauswahl import Terminauswahl, select_termine
from angebote.termine import HOECHSTENS, kalendertermin, tag_in_worten
from netzwerk.kalenderdatei import VORSCHAU, make_kalender
from netzwerk.zeitplaene import Kalenderbuch


@require_safe
def termin_list(request):
    moment = timezone.now()
    auswahl = select_termine(request.GET, moment=moment)
    seite = auswahl.make_seite(moment)
    karten = Angebot.objects.auffindbar(auswahl.heute).with_karte().in_bulk(seite.angebote)
    tage = [
        (tag, tag_in_worten(tag, auswahl.heute), [(v, karten[v.angebot]) for v in liste if v.angebot in karten])
        for tag, liste in seite.tage
    ]
    kontext = {"auswahl": auswahl, "seite": seite, "tage": tage, "feed": _feed(request, auswahl)}
    return render(request, "angebote/termin_list.html", kontext)


@require_safe
def termin_ics(request):
    """The dates of the next three months; a calendar that subscribed asks again from time to time."""
    moment = timezone.now()
    auswahl = select_termine(request.GET, moment=moment)
    bis = auswahl.heute + timedelta(days=VORSCHAU)
    angebote = auswahl.angebote.mit_terminen(auswahl.heute, bis).with_kalender()[:HOECHSTENS]
    buch = Kalenderbuch(auswahl.heute)
    termine = [kalendertermin(angebot, buch) for angebot in angebote]
    datei = make_kalender(termine, moment=moment, basis=request.build_absolute_uri("/"), name=auswahl.titel)
    antwort = HttpResponse(datei, content_type="text/calendar; charset=utf-8")
    antwort["Content-Disposition"] = 'attachment; filename="termine.ics"'
    antwort["Cache-Control"] = "public, max-age=3600"
    return antwort


def _feed(request, auswahl: Terminauswahl) -> dict[str, str]:
    """The address of the feed, and the same for programs that subscribe to it (``webcal:``)."""
    adresse = request.build_absolute_uri(reverse("angebote:termin_ics"))
    if auswahl.query_feed:
        adresse += f"?{auswahl.query_feed}"
    return {"datei": adresse, "abo": f"webcal:{adresse.partition(':')[2]}"}
