"""What a partner reads when asked: one mail for all its entries in a network."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerk.models import MitBestaetigung, Netzwerk, Rueckfrage
from netzwerk.rueckfrage_link import GUELTIG
from netzwerk.templatetags.werte import monat

# More names than anybody reads; the page shows all.
HOECHSTENS_NAMEN = 30


def betreff(runde: Rueckfrage, anzahl: int, *, stufe: Rueckfrage.Stufe) -> str:
    frage = ngettext("Stimmt Ihr Eintrag noch?", "Stimmen Ihre %(n)d Einträge noch?", anzahl) % {"n": anzahl}
    vorsatz = _("Erinnerung: ") if stufe == Rueckfrage.Stufe.ERINNERUNG else ""
    return f"{vorsatz}{frage} {runde.netzwerk}"


def mailtext(runde: Rueckfrage, eintraege: Sequence[MitBestaetigung], *, adresse: str, stufe: Rueckfrage.Stufe) -> str:
    noch_einmal = stufe == Rueckfrage.Stufe.ERINNERUNG
    absaetze = [
        _("Guten Tag,"),
        noch_einmal and _("wir haben Ihnen vor Kurzem schon geschrieben und fragen noch einmal nach."),
        _("das %(netzwerk)s zeigt diese Einträge von %(partner)s:")
        % {"netzwerk": runde.netzwerk, "partner": runde.partner},
        "\n".join(_liste(eintraege)),
        _("Stimmt noch alles? Bitte sehen Sie nach und bestätigen Sie mit einem Klick. Sie brauchen kein Konto:"),
        adresse,
        _("Auf derselben Seite können Sie etwas ändern oder sagen, dass es ein Angebot nicht mehr gibt."),
        _("Der Link gilt %(tage)d Tage. Bitte geben Sie ihn nur an Menschen weiter, die Ihre Einträge pflegen.")
        % {"tage": GUELTIG.days},
        kontakt(runde.netzwerk),
        _("Vielen Dank und freundliche Grüße\n%(netzwerk)s") % {"netzwerk": runde.netzwerk},
    ]
    return "\n\n".join(absatz for absatz in absaetze if absatz)


def kontakt(netzwerk: Netzwerk) -> str:
    """How to reach the Koordination; empty when the network says nothing."""
    wege = " · ".join(weg for weg in (netzwerk.telefon, netzwerk.email) if weg)
    return _("Fragen? Die Koordination hilft Ihnen: %(wege)s") % {"wege": wege} if wege else ""


def _liste(eintraege: Sequence[MitBestaetigung]) -> list[str]:
    zeilen = [f"– {eintrag} (Nr. {eintrag.nummer}), {bestaetigt_in_worten(eintrag)}" for eintrag in eintraege]
    if (mehr := len(zeilen) - HOECHSTENS_NAMEN) > 0:
        zeilen[HOECHSTENS_NAMEN:] = [_("– und %(n)d weitere") % {"n": mehr}]
    return zeilen


def bestaetigt_in_worten(eintrag: MitBestaetigung) -> str:
    if eintrag.bestaetigt_am is None:
        return _("noch nie bestätigt")
    return _("zuletzt bestätigt im %(monat)s") % {"monat": monat(eintrag.bestaetigt_am)}
