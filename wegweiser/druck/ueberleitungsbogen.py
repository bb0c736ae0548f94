"""The hand-over sheet from a point to a partner: contact of both is printed, everything about the person is empty.

A PDF form: to be filled in on the screen or by pen. It is set for one reader and never stored.
"""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Partner
from wegweiser.druck.absender import absender
from wegweiser.druck.aus_merkzettel import FARBE
from wegweiser.druck.eintraege import fakten, netz
from wegweiser.druck.heft import Fakt
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import STILE, farbstil


def setze_bogen(stelle: Anlaufstelle, partner: Partner, *, am: date) -> Satz:
    wer = absender(stelle.netzwerk)
    kontext = {
        "stelle": stelle,
        "von": _kontakt_stelle(stelle),
        "partner": partner,
        "an": _kontakt(partner.telefon, partner.email, partner.website, str(partner.anschrift or "")),
        "am": am,
        "netzwerk": wer["netzwerk"],
        "logo": wer.get("logo", ""),
        "ist_beispiel": wer.get("ist_beispiel", False),
        "portalname": settings.PORTALNAME,
    }
    html = render_to_string("druck/ueberleitungsbogen.html", kontext)
    dateien = [(STILE / name).read_text(encoding="utf-8") for name in ("druck.css", "druck-bogen.css")]
    return Satz(html, (farbstil(str(wer.get("farbe", FARBE))), *dateien))


def _kontakt_stelle(stelle: Anlaufstelle) -> tuple[Fakt, ...]:
    """Of a protected point only how to call and the place in words."""
    if stelle.adresse_geschuetzt:
        return _kontakt(stelle.telefon, "", "", stelle.gebiet)
    return _kontakt(stelle.telefon, stelle.email, stelle.website, stelle.wo_in_worten)


def _kontakt(telefon: str, email: str, website: str, ort: str) -> tuple[Fakt, ...]:
    return fakten((_("Telefon"), telefon), (_("Wo"), ort)) + netz(email, website)
