"""The gap analysis as a page and a sheet of the Verwaltung."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from angebote.bestandsanalyse import Bestandsanalyse, Matrix, load_bestandsanalyse
from angebote.bestandssaetze import make_saetze
from angebote.bestandszahlen import Stand
from angebote.import_export.bestandstabelle import bestand_als_csv
from angebote.models import Angebot
from netzwerk import rechte
from netzwerk.models import Netzwerk, Thema
from netzwerk.verwaltung import verwaltungsseite

TITEL = gettext_lazy("Bestandsanalyse")
BESCHREIBUNG = gettext_lazy("Was gibt es wo, was fehlt, was gibt es doppelt?")
# A sign beside the number: never by colour alone.
ZEICHEN = {
    Stand.NICHTS: ("✕", gettext_lazy("nichts")),
    Stand.NUR_WEITER: ("○", gettext_lazy("nur überörtlich")),
    Stand.EINS: ("●", gettext_lazy("ein Angebot")),
    Stand.MEHRERE: ("●●", gettext_lazy("mehrere")),
    Stand.VIELE: ("▲", gettext_lazy("viele, vielleicht doppelt")),
}


def darf_sehen(request) -> bool:
    """Verwaltung and Koordination; a Redaktion works on its own entries only."""
    weite = rechte.reichweite(request.user)
    return weite.verwaltung or bool(weite.netzwerke)


def eigene_netzwerke(request):
    """The networks to choose from."""
    if not darf_sehen(request):
        raise PermissionDenied
    weite = rechte.reichweite(request.user)
    alle = Netzwerk.objects.exclude(status=Netzwerk.Status.HISTORISCH).order_by("name", "pk")
    return alle if weite.verwaltung else alle.filter(pk__in=weite.netzwerke)


def load_analyse(request, netzwerke: list[Netzwerk]) -> Bestandsanalyse | None:
    """The network asked for, else the first one; ``None`` where there is none. A foreign or unknown one is a 404."""
    gefragt = request.GET.get("netzwerk", "")
    if gefragt:
        netzwerke = [netzwerk for netzwerk in netzwerke if str(netzwerk.pk) == gefragt]
        if not netzwerke:
            raise Http404
    if not netzwerke:
        return None
    wahl = {"unterthemen": request.GET.get("stufe") == "unter", "haupt": request.GET.get("haupt", "")}
    return load_bestandsanalyse(netzwerke[0], am=timezone.localdate(), **wahl)


@verwaltungsseite("bestandsanalyse/", name="bestandsanalyse", titel=TITEL, beschreibung=BESCHREIBUNG, darf=darf_sehen)
@require_safe
def bestandsanalyse(request):
    netzwerke = list(eigene_netzwerke(request))
    analyse = load_analyse(request, netzwerke)
    kontext = {
        **admin.site.each_context(request),
        "title": TITEL,
        "opts": Angebot._meta,
        "netzwerke": netzwerke,
        "analyse": analyse,
        "haupt": request.GET.get("haupt", ""),
        "stufe": request.GET.get("stufe", ""),
        "query": request.GET.urlencode(),
    }
    if analyse:
        kontext |= {
            "absaetze": make_saetze(analyse),
            "tabellen": [(matrix, als_tabelle(matrix)) for matrix in analyse.matrizen],
            "hauptthemen": Thema.objects.filter(eltern__isnull=True).order_by("reihenfolge", "name"),
            "zeichen": [(zeichen, worte) for zeichen, worte in ZEICHEN.values()],
        }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/bestandsanalyse.html", kontext)


@verwaltungsseite("bestandsanalyse.csv", name="bestandsanalyse_csv", darf=darf_sehen)
@require_safe
def bestandsanalyse_csv(request):
    analyse = load_analyse(request, list(eigene_netzwerke(request)))
    if analyse is None:
        raise Http404
    antwort = HttpResponse(bestand_als_csv(analyse), content_type="text/csv; charset=utf-8")
    antwort["Content-Disposition"] = f'attachment; filename="bestand-{analyse.netzwerk.slug}.csv"'
    return antwort


def als_tabelle(matrix: Matrix) -> list[dict]:
    """The rows with words, signs and the way to the list of offers for every cell."""
    return [
        {
            "zeile": zeile,
            "zellen": [_zelle(matrix.art, zeile.thema, spalte, zelle) for spalte, zelle in zeile.zellen],
        }
        for zeile in matrix.zeilen
    ]


def _zelle(art: str, thema: Thema, spalte, zelle) -> dict:
    stand = spalte.stand(zelle)
    zeichen, worte = ZEICHEN[stand]
    return {
        "zelle": zelle,
        "stand": stand,
        "zeichen": zeichen,
        "worte": worte,
        "ziel": _ziel(art, thema, spalte, nur_weiter=not zelle.hier) if zelle.hier or zelle.weiter else "",
        "titel": _("%(thema)s, %(spalte)s") % {"thema": thema.name, "spalte": spalte.name},
    }


def _ziel(art: str, thema: Thema, spalte, *, nur_weiter: bool) -> str:
    """The list of offers, filtered as the cell counts."""
    filter_ = {"thema": thema.slug, "status__exact": Angebot.Status.VEROEFFENTLICHT}
    name = {"ort": "region", "zielgruppe": "zielgruppe", "zeit": "tageszeit"}[art]
    filter_[name] = f"{spalte.wert}-alle" if art == "ort" and nur_weiter else spalte.wert
    return f"{reverse('admin:angebote_angebot_changelist')}?{urlencode(filter_)}"
