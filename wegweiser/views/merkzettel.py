"""The Merkzettel: one's own by cookie, somebody else's by address or by code, and what is made of it.

No account, no session, no CSRF cookie: the list is a handful of public numbers, and other sites are refused by what
the browser says about the request.
"""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from netzwerk.herkunft import ist_von_hier
from wegweiser.merkcode import ErschoepftError, make_merkliste, parse_code
from wegweiser.merkeintraege import find_sichtbare, load_merkeintraege
from wegweiser.merkzettel import (
    COOKIE,
    HOECHSTENS,
    TAGE,
    VollError,
    add_nummern,
    join_nummern,
    read_adresse,
    read_cookie,
)
from wegweiser.models import Merkliste


# The cookie of the CSRF check would be set for everybody who only looks; ``ist_von_hier`` takes its place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def merkzettel(request):
    """One's own list, one from a link (``e``), or the way to a code that was typed in; a POST changes one's own."""
    if request.method == "POST":
        return change_merkzettel(request)
    if "code" in request.GET:
        code = parse_code(request.GET["code"])
        return redirect("wegweiser:merkzettel_code", code.lower()) if code else unbekannter_code(request)
    fremd = "e" in request.GET
    return zeige(request, nummern_aus(request), fremd=fremd)


@require_safe
def merkzettel_code(request, code):
    """The list under a code."""
    gelesen = parse_code(code)
    liste = Merkliste.objects.gueltig(timezone.localdate()).filter(code=gelesen).first() if gelesen else None
    if liste is None:
        return unbekannter_code(request)
    return zeige(request, read_adresse(liste.nummern), fremd=True, merkliste=liste)


# See above.
@csrf_exempt
@require_POST
def merkzettel_code_neu(request):
    """Gives the list a code and goes there."""
    if not ist_von_hier(request):
        return meldung(request, fremde_seite(), status=403)
    am = timezone.localdate()
    nummern = find_sichtbare(read_adresse(request.POST.get("e", "")), am=am)
    if not nummern:
        return meldung(request, _("Der Merkzettel ist leer. Einen Code gibt es ab einem Eintrag."), status=400)
    try:
        liste = make_merkliste(nummern, am=am)
    except ErschoepftError:
        grund = _("Gerade sind zu viele Codes vergeben. Bitte geben Sie den Link weiter oder drucken Sie die Liste.")
        return meldung(request, grund, status=503)
    return redirect("wegweiser:merkzettel_code", liste.code.lower())


def nummern_aus(request) -> tuple[int, ...]:
    """The numbers of the address, else of one's own list."""
    if "e" in request.GET:
        return read_adresse(request.GET["e"])
    request.merkzettel_gelesen = True
    return read_cookie(request.COOKIES.get(COOKIE, ""))


def zeige(request, nummern, *, fremd, merkliste=None):
    """The page of a list. A link to pass on holds only what there is to see."""
    eintraege = load_merkeintraege(nummern, am=timezone.localdate())
    sichtbar = join_nummern(merk.eintrag.nummer for merk in eintraege)
    eigene = read_cookie(request.COOKIES.get(COOKIE, ""))
    kontext = {
        "eintraege": eintraege,
        "neu": any(merk.eintrag.nummer not in eigene for merk in eintraege),
        "nummern": sichtbar,
        "adresse": request.build_absolute_uri(f"{reverse('wegweiser:merkzettel')}?e={sichtbar}"),
        "fehlend": len(nummern) - len(eintraege),
        "fremd": fremd,
        "merkliste": merkliste,
        "heikel": any(merk.ist_sensibel for merk in eintraege),
        "hat_termine": any(merk.termine for merk in eintraege),
    }
    return render(request, "wegweiser/merkzettel.html", kontext)


def change_merkzettel(request):
    """Adds, removes or empties, then goes back; entries that are gone are dropped on the way."""
    if not ist_von_hier(request):
        return meldung(request, fremde_seite(), status=403)
    alte = read_cookie(request.COOKIES.get(COOKIE, ""))
    dazu, weg = (read_adresse(" ".join(request.POST.getlist(name))) for name in ("dazu", "weg"))
    bleibt = () if "leeren" in request.POST else tuple(nummer for nummer in (*alte, *dazu) if nummer not in weg)
    sichtbar = find_sichtbare(bleibt, am=timezone.localdate())
    if dazu and not set(dazu) & set(sichtbar):
        return meldung(request, nicht_mehr_da(), status=404, zurueck=local_path(request))
    try:
        neue = add_nummern((), sichtbar)
    except VollError:
        return meldung(request, zu_viele(), status=400, zurueck=local_path(request))
    antwort = redirect(rueckweg(request, (*dazu, *weg)))
    return write_cookie(antwort, neue) if COOKIE in request.COOKIES or neue else antwort


def write_cookie(antwort, nummern):
    """Only numbers; no cookie at all when there is nothing to keep."""
    if nummern:
        text = join_nummern(nummern)
        antwort.set_cookie(COOKIE, text, max_age=TAGE * 24 * 3600, secure=settings.HTTPS, httponly=True, samesite="Lax")
    else:
        antwort.delete_cookie(COOKIE, samesite="Lax")
    return antwort


def rueckweg(request, nummern) -> str:
    """Back to where the button was, with the focus on it, so that the page does not jump."""
    pfad = local_path(request)
    ist_eigene = pfad == reverse("wegweiser:merkzettel")
    return f"{pfad}#merken-{nummern[0]}" if len(nummern) == 1 and not ist_eigene else pfad


def local_path(request) -> str:
    """The path to return to; the Merkzettel itself where none is given or it leads elsewhere."""
    pfad = request.POST.get("zurueck", "").partition("#")[0]
    if not pfad.startswith("/") or not url_has_allowed_host_and_scheme(pfad, allowed_hosts=None):
        return reverse("wegweiser:merkzettel")
    pfad = iri_to_uri(pfad)
    return pfad if len(pfad) <= 1900 else reverse("wegweiser:merkzettel")


def meldung(request, grund: str, *, status: int, zurueck: str = ""):
    """Why it did not work, and the way on."""
    kontext = {"grund": grund, "zurueck": zurueck or reverse("wegweiser:merkzettel")}
    return render(request, "wegweiser/merkzettel_meldung.html", kontext, status=status)


def unbekannter_code(request):
    grund = _(
        "Diesen Code gibt es nicht oder nicht mehr. Ein Code ist ein Wort und vier Ziffern, zum Beispiel „ROSE-4827“, "
        "und gilt 30 Tage. Bitte prüfen Sie ihn, oder bitten Sie um einen neuen."
    )
    return render(request, "wegweiser/merkzettel_meldung.html", {"grund": grund, "mit_code": True}, status=404)


def nicht_mehr_da() -> str:
    return _("Diesen Eintrag gibt es nicht mehr. Vielleicht ist das Angebot zu Ende.")


def fremde_seite() -> str:
    return _("Die Anfrage kam von einer anderen Internetseite. Es wurde nichts geändert. Bitte versuchen Sie es hier.")


def zu_viele() -> str:
    return (
        _("Mehr als %d Einträge passen nicht auf den Merkzettel. Bitte entfernen Sie dort zuerst einen.") % HOECHSTENS
    )
