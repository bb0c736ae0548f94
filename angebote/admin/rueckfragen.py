"""Pages for the Koordination: whom to call, whom no mail reaches, and letters that came back, by printed number."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

import angebote.bestaetigungsbild  # noqa: F401  registers what the start page shows
from angebote.antwortseite import confirm_eintraege
from angebote.models import Angebot
from angebote.telefonliste import (
    anzurufende,
    eigene_runden,
    find_anrufe,
    find_eigenen,
    load_anrufe,
    nicht_erreichbare,
    ohne_adresse,
)
from netzwerk import rechte
from netzwerk.bestaetigung import confirm
from netzwerk.faelligkeit import faellige_von
from netzwerk.models import Bestaetigungsweg
from netzwerk.rueckfrage import settle_rueckfrage
from netzwerk.verwaltung import verwaltungsseite

HOECHSTENS_OHNE = 200
ANRUFE_JE_SEITE = 20


def darf_fragen(request) -> bool:
    weite = rechte.reichweite(request.user)
    return weite.verwaltung or bool(weite.netzwerke)


def darf_bestaetigen(request) -> bool:
    return rechte.reichweite(request.user).hat_zugang


def _verboten(request):
    messages.error(request, _("Diese Seite ist für die Koordination."))
    return redirect("admin:index")


@verwaltungsseite(
    "telefonliste/",
    name="telefonliste",
    darf=darf_fragen,
    titel=_("Telefonliste"),
    beschreibung=_("Wen Sie anrufen, weil auf unsere E-Mails niemand geantwortet hat."),
)
@require_http_methods(["GET", "HEAD", "POST"])
def telefonliste(request):
    if not darf_fragen(request):
        return _verboten(request)
    if request.method == "POST":
        return _nach_anruf(request)
    am = timezone.localdate()
    seite = Paginator(find_anrufe(request.user, am), ANRUFE_JE_SEITE).get_page(request.GET.get("seite"))
    kontext = admin.site.each_context(request) | {
        "title": _("Telefonliste"),
        "anrufe": load_anrufe(seite.object_list, am),
        "seite": seite,
        "am": am,
    }
    return render(request, "admin/rueckfragen/telefonliste.html", kontext)


def _nach_anruf(request):
    """All that was shown of this partner was confirmed on the phone."""
    schluessel = request.POST.get("runde", "")
    runden = anzurufende(request.user).select_related("partner", "netzwerk")
    runde = get_object_or_404(runden, pk=schluessel if schluessel.isdecimal() and len(schluessel) < 18 else 0)
    moment, gezeigte = timezone.now(), set(request.POST.getlist("nummer"))
    am = timezone.localdate(moment)
    faellige = faellige_von(runde.partner, runde.netzwerk, am)
    bestaetigte = [eintrag for eintrag in faellige if str(eintrag.nummer) in gezeigte]
    weg = Bestaetigungsweg.TELEFON
    confirm_eintraege(runde, bestaetigte, wie=weg, am=am, moment=moment, konto=request.user)
    text = ngettext("%(n)d Eintrag ist bestätigt.", "%(n)d Einträge sind bestätigt.", len(bestaetigte))
    messages.success(request, f"{runde.partner}: {text % {'n': len(bestaetigte)}}")
    return redirect("admin:telefonliste")


@verwaltungsseite(
    "ohne-email/",
    name="ohne_email",
    darf=darf_fragen,
    titel=_("Partner ohne E-Mail"),
    beschreibung=_("Wo keine Rückfrage ankommt: Adresse fehlt, oder die E-Mail kam zurück."),
)
@require_safe
def ohne_email(request):
    if not darf_fragen(request):
        return _verboten(request)
    kontext = admin.site.each_context(request) | {
        "title": _("Partner ohne E-Mail"),
        "runden": nicht_erreichbare(request.user),
        "partner": ohne_adresse(request.user)[:HOECHSTENS_OHNE],
    }
    return render(request, "admin/rueckfragen/ohne_email.html", kontext)


@verwaltungsseite(
    "nach-nummer/",
    name="nach_nummer",
    darf=darf_bestaetigen,
    titel=_("Brief ist zurück"),
    beschreibung=_("Nummer vom Datenblatt eintippen und eintragen, was der Partner geschrieben hat."),
)
@require_http_methods(["GET", "HEAD", "POST"])
def nach_nummer(request):
    """The entry with a printed number; „Stimmt“ notes that the letter said so."""
    if not darf_bestaetigen(request):
        return _verboten(request)
    nummer = (request.POST if request.method == "POST" else request.GET).get("nummer", "").strip()
    eintrag = find_eigenen(request.user, nummer) if nummer else None
    if request.method == "POST" and eintrag:
        _nach_brief(request, eintrag)
        return redirect("admin:nach_nummer")
    kontext = admin.site.each_context(request) | {
        "title": _("Brief ist zurück"),
        "nummer": nummer,
        "eintrag": eintrag,
        "am": timezone.localdate(),
        "aendern": eintrag and _aendern(eintrag),
    }
    return render(request, "admin/rueckfragen/nach_nummer.html", kontext, status=404 if nummer and not eintrag else 200)


def _nach_brief(request, eintrag):
    moment = timezone.now()
    am = timezone.localdate(moment)
    weg = Bestaetigungsweg.BRIEF
    confirm([eintrag], wie=weg, am=am, moment=moment, durch=eintrag.partner.name, konto=request.user)
    for runde in eigene_runden(request.user).filter(partner=eintrag.partner_id).select_related("partner", "netzwerk"):
        settle_rueckfrage(runde, am)
    messages.success(request, _("„%(name)s“ ist bestätigt.") % {"name": eintrag})


def _aendern(eintrag) -> str:
    modell = "angebote_angebot" if isinstance(eintrag, Angebot) else "anlaufstellen_anlaufstelle"
    return reverse(f"admin:{modell}_change", args=[eintrag.pk])
