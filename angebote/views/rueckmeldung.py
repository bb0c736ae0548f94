"""„Angabe stimmt nicht?“: a form without cookie and without JavaScript.

The CSRF cookie would be set for everybody who only looks. A signed mark in the form and what the browser says about
the request take its place; there is no session that a foreign page could misuse.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from angebote.rueckmeldungen import ARTEN, JE_STUNDE, RueckmeldungForm, VollError, record_rueckmeldung
from netzwerk.formularschutz import Marke, check_marke, darf_noch, make_marke
from netzwerk.herkunft import client_ip, ist_von_hier

NOCH_DA = gettext_lazy("Ihre Angaben stehen noch da: Bitte senden Sie noch einmal.")
ABGELEHNT = {
    Marke.ZU_FRUEH: gettext_lazy("Das ging sehr schnell."),
    Marke.ZU_ALT: gettext_lazy("Die Seite war lange offen."),
    Marke.FALSCH: gettext_lazy("Das Formular galt nicht mehr."),
}


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def rueckmeldung(request, art, kennung):
    moment = timezone.now()
    eintrag = find_eintrag(art, kennung)
    form = RueckmeldungForm(request.POST if request.method == "POST" else None, label_suffix="")
    status, grund = 200, ""
    if request.method == "POST":
        status, grund = nimm_an(request, form, eintrag, zweck(art, kennung), moment)
        if status == 302:
            return redirect("angebote:rueckmeldung_danke", art, kennung)
    kontext = {"form": form, "eintrag": eintrag, "grund": grund, "marke": make_marke(zweck(art, kennung), moment)}
    return render(request, "angebote/rueckmeldung.html", kontext, status=status)


@require_safe
def rueckmeldung_danke(request, art, kennung):
    return render(request, "angebote/rueckmeldung_danke.html", {"eintrag": find_eintrag(art, kennung)})


def find_eintrag(art: str, kennung: str):
    eintrag = ARTEN[art].find(kennung, timezone.localdate()) if art in ARTEN else None
    if eintrag is None:
        raise Http404
    return eintrag


def zweck(art: str, kennung: str) -> str:
    return f"rueckmeldung:{art}:{kennung}"


def nimm_an(request, form, eintrag, zweck: str, moment) -> tuple[int, str]:
    """Status and, where it is not the form's own matter, the reason in words; 302 when the hint is stored."""
    if not ist_von_hier(request):
        return 403, _("Die Anfrage kam von einer anderen Internetseite. Bitte senden Sie das Formular von hier.")
    if not form.is_valid():
        return 400, ""
    marke = check_marke(request.POST.get("marke", ""), zweck, moment)
    if marke is not Marke.GUT:
        return 400, f"{ABGELEHNT[marke]} {NOCH_DA}"
    if not darf_noch(client_ip(request), "rueckmeldung", moment, je_stunde=JE_STUNDE):
        grund = _("Von Ihrem Anschluss kamen in dieser Stunde schon viele Meldungen. Bitte versuchen Sie es später.")
        return 429, grund
    try:
        record_rueckmeldung(eintrag, form.cleaned_data, moment)
    except VollError:
        return 503, _("Heute kamen sehr viele Meldungen. Bitte versuchen Sie es morgen, oder rufen Sie dort an.")
    return 302, ""
