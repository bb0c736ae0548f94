"""Answering without an account: the signed link of a round is the key. A GET never changes anything.

Mail scanners open links, so only a button answers. No cookie is set: nobody who lacks the link can forge its form.
"""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from angebote.aenderung import fehlerliste, make_formulare, read_werte
from angebote.antwortseite import answer, confirm_eintraege, load_seite, propose
from netzwerk.models import Bestaetigungsweg
from netzwerk.rueckfrage import settle_rueckfrage
from netzwerk.rueckfrage_link import Grund, LinkError, read_token

STATUS = {Grund.FREMD: 404, Grund.ABGELAUFEN: 410, Grund.BEANTWORTET: 410}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bestaetigen(request, token):
    """The partner's entries with the facts, and a button for each answer."""
    moment = timezone.now()
    am = timezone.localdate(moment)
    try:
        runde = read_token(token)
    except LinkError as fehler:
        return kein_link(request, fehler.grund)
    seite = load_seite(runde, am)
    if request.method == "POST":
        fertig = answer(runde, seite, request.POST, am=am, moment=moment)
        return redirect("angebote:bestaetigen_danke") if fertig else redirect("angebote:bestaetigen", token)
    kontext = {"runde": runde, "seite": seite, "am": am, "token": token}
    return render(request, "angebote/bestaetigen.html", kontext)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aendern(request, token, nummer):
    """A form with what changes most; it becomes a proposal."""
    moment = timezone.now()
    am = timezone.localdate(moment)
    try:
        runde = read_token(token)
    except LinkError as fehler:
        return kein_link(request, fehler.grund)
    eintrag = load_seite(runde, am).alle.get(nummer)
    if eintrag is None:
        return kein_link(request, Grund.FREMD)
    form, zeiten = make_formulare(eintrag, request.POST if request.method == "POST" else None)
    leer = False
    if request.method == "POST" and all([form.is_valid(), zeiten.is_valid()]):
        leer = not _take(runde, eintrag, form, zeiten, am=am, moment=moment)
        if not leer:
            fertig = settle_rueckfrage(runde, am)
            return redirect("angebote:bestaetigen_danke") if fertig else redirect("angebote:bestaetigen", token)
    fehler = fehlerliste(form, zeiten) if form.is_bound else []
    kontext = {"runde": runde, "eintrag": eintrag, "form": form, "zeiten": zeiten, "fehler": fehler, "leer": leer}
    status = 400 if fehler or leer else 200
    return render(request, "angebote/bestaetigen_aendern.html", kontext | {"token": token}, status=status)


def _take(runde, eintrag, form, zeiten, *, am, moment) -> bool:
    """Proposes the change and confirms the rest; ``False`` when nothing was said at all."""
    stored = type(eintrag)._base_manager.select_related("partner", "netzwerk").get(pk=eintrag.pk)
    werte, nachricht = read_werte(form, zeiten), form.cleaned_data["nachricht"]
    proposed = propose(runde, stored, werte, moment=moment, anmerkung=nachricht)
    if form.cleaned_data["rest_stimmt"]:
        confirm_eintraege(runde, [stored], wie=Bestaetigungsweg.LINK, am=am, moment=moment)
        return True
    return proposed


@require_safe
def danke(request):
    return render(request, "angebote/bestaetigen_danke.html")


def kein_link(request, grund):
    """Why the link leads nowhere, and what to do."""
    kontext = {"grund": grund.value}
    return render(request, "angebote/bestaetigen_kein_link.html", kontext, status=STATUS[grund])
