"""„Material und Schilder“: what is at the own points, what they order, and what the Koordination has delivered."""

import re
from datetime import date

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from anlaufstellen.admin.eigene import arbeitet_an_stellen, eigene_stellen
from anlaufstellen.material import bestellungen, deliver, order, read_bestaende, set_anzahl
from anlaufstellen.models import Bestand
from netzwerk import cockpit, rechte
from netzwerk.cockpit import Aufgabe
from netzwerk.verwaltung import verwaltungsseite

TITEL = gettext_lazy("Material und Schilder")
SEITENLAENGE = 20
# Nobody has more than 9999 of it on a shelf.
ZAHL = re.compile(r"\d{1,4}", re.ASCII)


def liefert(konto) -> bool:
    weite = rechte.reichweite(konto)
    return weite.verwaltung or bool(weite.netzwerke)


def zu_liefern(konto):
    """Orders of the points whose network the account coordinates."""
    weite = rechte.reichweite(konto)
    stellen = eigene_stellen(konto)
    return bestellungen(stellen if weite.verwaltung else stellen.filter(netzwerk__in=weite.netzwerke))


@verwaltungsseite(
    "material/",
    name="material",
    titel=TITEL,
    beschreibung=gettext_lazy("Was ist vor Ort, was fehlt? Bestellen, und Schilder drucken."),
    darf=arbeitet_an_stellen,
)
@require_http_methods(["GET", "HEAD", "POST"])
def material(request):
    if not arbeitet_an_stellen(request):
        raise PermissionDenied
    page = Paginator(eigene_stellen(request.user), SEITENLAENGE).get_page(request.GET.get("seite"))
    bestaende = read_bestaende(page.object_list)
    if request.method == "POST":
        _handle(request, [zeile for _stelle, zeilen in bestaende for zeile in zeilen])
        return redirect(f"{reverse('admin:material')}?seite={page.number}")
    kontext = {
        **admin.site.each_context(request),
        "title": TITEL,
        "page": page,
        "bestaende": bestaende,
        "bestellungen": zu_liefern(request.user) if liefert(request.user) else [],
        "darf_anlegen": liefert(request.user),
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/material.html", kontext)


def _handle(request, zeilen: list[Bestand]) -> None:
    """One button was pressed; whichever it was, the numbers beside it are kept."""
    if "geliefert" in request.POST:
        _deliver(request, request.POST["geliefert"])
        return
    je_name, am = {zeile.kennung: zeile for zeile in zeilen}, timezone.localdate()
    alle_gut = _save(request, je_name)
    if bestellt := je_name.get(request.POST.get("bestellen", "")):
        _order(request, bestellt, request.POST.get(f"stueck-{bestellt.kennung}", ""), am=am)
    elif zurueck := je_name.get(request.POST.get("zurueckziehen", "")):
        order(zurueck.anlaufstelle, zurueck.material, 0, am=am)
        messages.success(request, _("Die Bestellung ist zurückgezogen."))
    elif alle_gut:
        messages.success(request, _("Gespeichert."))


def _zahl(text: str) -> int | None:
    return int(text) if ZAHL.fullmatch(text) else None


def _save(request, je_name: dict[str, Bestand]) -> bool:
    """Whether all numbers were some; those that are not stay as they were."""
    alle_gut = True
    for name, zeile in je_name.items():
        anzahl = _zahl(request.POST.get(f"anzahl-{name}", str(zeile.anzahl)).strip())
        if anzahl is None:
            alle_gut = False
        elif anzahl != zeile.anzahl:
            set_anzahl(zeile.anlaufstelle, zeile.material, anzahl)
    if not alle_gut:
        messages.error(request, _("Bitte ganze Zahlen von 0 bis 9999. Das Übrige ist gespeichert."))
    return alle_gut


def _order(request, zeile: Bestand, text: str, *, am: date) -> None:
    stueck = _zahl(text.strip())
    if not stueck:
        messages.error(request, _("Bitte eine Stückzahl von 1 bis 9999."))
        return
    order(zeile.anlaufstelle, zeile.material, stueck, am=am)
    messages.success(
        request,
        _("Bestellt: %(stueck)d × %(material)s. Die Koordination sieht es auf ihrer Startseite.")
        % {"stueck": stueck, "material": zeile.material},
    )


def _deliver(request, wert: str) -> None:
    offen = {str(zeile.pk): zeile for zeile in zu_liefern(request.user)} if liefert(request.user) else {}
    zeile = offen.get(wert)
    if zeile is None or not (stueck := deliver(zeile)):
        messages.warning(request, _("Diese Bestellung ist schon erledigt."))
        return
    messages.success(
        request,
        _("Geliefert: %(stueck)d × %(material)s an %(stelle)s.")
        % {"stueck": stueck, "material": zeile.material, "stelle": zeile.anlaufstelle},
    )


@cockpit.aufgaben
def bestelltes_material(konto, am: date):
    if liefert(konto):
        yield Aufgabe(
            _("Bestellungen von Anlaufstellen"),
            zu_liefern(konto).count(),
            f"{reverse('admin:material')}#bestellungen",
            _("Hinbringen oder schicken, dann „Geliefert“."),
        )
