"""The talks as numbers: page and sheet. Whose own points they are sees all, everybody else nothing below three."""

from datetime import date, timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Min
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from anlaufstellen.admin.eigene import arbeitet_an_stellen, von_innen
from anlaufstellen.auswertung import Auswertung, Sicht, load_auswertung
from anlaufstellen.models import Gespraech
from anlaufstellen.zeitraum import Zeitraum, make_auswahl, monatserster, read_zeitraum
from netzwerk import rechte
from netzwerk.models import Netzwerk
from netzwerk.tabellen.ausgabe import FORMATE, write_tabelle
from netzwerk.verwaltung import verwaltungsseite

TITEL = gettext_lazy("Gespräche in Zahlen")
BESCHREIBUNG = gettext_lazy("Wie viele, worum ging es, wohin ging es weiter, was fehlte?")
# What is offered to choose from reaches back so far.
JAHRE = timedelta(days=5 * 366)


def read_sichten(konto) -> list[tuple[str, str]]:
    """What the account can look at: its own points together and one by one, then networks from outside."""
    eigene = list(von_innen(konto))
    sichten = [("eigene", _("Meine Anlaufstellen"))] if len(eigene) > 1 else []
    sichten += [(f"stelle-{stelle.pk}", stelle.name) for stelle in eigene]
    return sichten + [(f"netzwerk-{netz.pk}", netz.name) for netz in _netze(konto)]


def _netze(konto):
    weite = rechte.reichweite(konto)
    netze = Netzwerk.objects.exclude(status=Netzwerk.Status.HISTORISCH).order_by("name", "pk")
    return netze if weite.verwaltung else netze.filter(pk__in=weite.netzwerke)


def make_sicht(konto, wert: str, name: str) -> Sicht:
    """One of ``read_sichten``."""
    art, _strich, pk = wert.partition("-")
    if art == "netzwerk":
        netzwerk = Netzwerk.objects.get(pk=pk)
        stellen = netzwerk.anlaufstellen.order_by("name", "pk")
        return Sicht(wert, name, tuple(stellen), netzwerk, geschuetzt=True)
    stellen = von_innen(konto).filter(pk=pk) if pk else von_innen(konto)
    return Sicht(wert, name, tuple(stellen), None, geschuetzt=False)


def select_sicht(konto, gefragt: str) -> tuple[Sicht | None, list[tuple[str, str]]]:
    """The one asked for, else the first; ``None`` where there is none. One that is not the account's own is a 404."""
    sichten = read_sichten(konto)
    namen = dict(sichten)
    if gefragt and gefragt not in namen:
        raise Http404
    wert = gefragt or next(iter(namen), "")
    return (make_sicht(konto, wert, namen[wert]) if wert else None), sichten


def select_zeitraum(sicht: Sicht, gefragt: str, am: date) -> tuple[Zeitraum, list[Zeitraum]]:
    """The period asked for; else the last month that is over from outside, this month at the own points."""
    bis = monatserster(am) - timedelta(days=1) if sicht.geschuetzt else am
    gespraeche = Gespraech.objects.filter(anlaufstelle__in=sicht.stellen)
    von = gespraeche.aggregate(von=Min("tag"))["von"] or bis
    auswahl = make_auswahl(max(min(von, bis), bis - JAHRE), bis)
    return read_zeitraum(gefragt) or read_zeitraum(f"{bis:%Y-%m}"), auswahl


def auswertung_aus(request) -> tuple[Auswertung | None, dict]:
    """The evaluation that the query string asks for, and what there is to choose."""
    if not arbeitet_an_stellen(request):
        raise PermissionDenied
    sicht, sichten = select_sicht(request.user, request.GET.get("sicht", ""))
    if sicht is None:
        return None, {"sichten": sichten}
    am = timezone.localdate()
    zeitraum, auswahl = select_zeitraum(sicht, request.GET.get("zeitraum", ""), am)
    return load_auswertung(sicht, zeitraum, am=am), {"sichten": sichten, "zeitraeume": auswahl}


@verwaltungsseite("gespraeche/", name="gespraeche", titel=TITEL, beschreibung=BESCHREIBUNG, darf=arbeitet_an_stellen)
@require_safe
def gespraeche(request):
    auswertung, auswahl = auswertung_aus(request)
    kontext = {
        **admin.site.each_context(request),
        **auswahl,
        "title": TITEL,
        "auswertung": auswertung,
        "query": request.GET.urlencode(),
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/gespraeche.html", kontext)


@verwaltungsseite("gespraeche.csv", name="gespraeche_csv", darf=arbeitet_an_stellen)
@require_safe
def gespraeche_csv(request):
    auswertung, _auswahl = auswertung_aus(request)
    if auswertung is None:
        raise Http404
    antwort = HttpResponse(write_tabelle("csv", str(TITEL), als_zeilen(auswertung)), content_type=FORMATE["csv"])
    antwort["Content-Disposition"] = f'attachment; filename="gespraeche-{auswertung.zeitraum.wert}.csv"'
    return antwort


def als_zeilen(auswertung: Auswertung) -> list[list[str]]:
    """All tables below each other, an empty row between them."""
    zeilen = [[auswertung.sicht.name, auswertung.zeitraum.name]]
    for tabelle in auswertung.tabellen:
        zeilen += [[], [tabelle.titel], list(tabelle.kopf)]
        zeilen += [[reihe.name, *map(str, reihe.zellen)] for reihe in tabelle.reihen]
    return zeilen
