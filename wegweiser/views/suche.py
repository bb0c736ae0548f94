"""The result of a search as a booklet."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from angebote.auswahl import select_angebote
from netzwerk.text import slug_aus
from wegweiser.druck.aus_auswahl import heft_aus_auswahl
from wegweiser.druck.fehler import DruckError
from wegweiser.merkbuch import gemerkt
from wegweiser.views.antwort import basis, fehlerseite, pdf_antwort

HOECHSTENS = 1000


@require_safe
@gemerkt
def angebote_pdf(request):
    """The result of ``/angebote/`` with the same query string as a booklet."""
    moment = timezone.now()
    am = timezone.localdate(moment)
    auswahl = select_angebote(request.GET, am=am, moment=moment)
    pfad = f"/angebote/?{auswahl.query}" if auswahl.query else "/angebote/"
    anzahl = len(auswahl.angebote)
    if not anzahl:
        return fehlerseite(request, _("Zu dieser Suche gibt es noch kein Angebot."), zurueck=pfad, status=404)
    if anzahl > HOECHSTENS:
        return fehlerseite(request, zu_viele(anzahl), zurueck=pfad, status=400)
    try:
        thema = auswahl.fragen.get("thema", "")
        heft = heft_aus_auswahl(auswahl, am=am, basis=basis(request), pfad=pfad, thema=thema)
        return pdf_antwort(
            request, heft, name=f"angebote-{slug_aus(heft.titel)}", zurueck=pfad, netzwerk=auswahl.netzwerk
        )
    except DruckError as fehler:
        return fehlerseite(request, str(fehler), zurueck=pfad, status=503)


def zu_viele(anzahl: int) -> str:
    return _(
        "Diese Suche hat %(anzahl)d Treffer. In ein Heft passen höchstens %(hoechstens)d. Bitte wählen Sie einen Ort, "
        "ein Thema oder eine Zielgruppe dazu."
    ) % {"anzahl": anzahl, "hoechstens": HOECHSTENS}
