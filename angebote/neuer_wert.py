"""A new figure of the law: the old row stays for the past and ends the day before, a new one begins."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from angebote.models import Betrag

TAG = timedelta(days=1)


@transaction.atomic
def start_wert(
    *, betrag_id: int, wert: Decimal, gueltig_ab: date, rechtsgrundlage: str, beleg: str, am: date
) -> Betrag:
    """Copies the row with the new figure from ``gueltig_ab`` on, and closes the old one the day before.

    ``am`` is the day of the check. Raises ``ValidationError`` with the field when the day does not fit in.
    """
    alt = Betrag.objects.select_for_update().get(pk=betrag_id)
    ende = _ende(alt, gueltig_ab)
    neu = Betrag(
        leistung=alt.leistung,
        schluessel=alt.schluessel,
        bezeichnung=alt.bezeichnung,
        einheit=alt.einheit,
        wert=wert,
        gueltig_ab=gueltig_ab,
        gueltig_bis=ende,
        rechtsgrundlage=rechtsgrundlage,
        beleg=beleg,
        geprueft_am=None if beleg == Betrag.Beleg.UNGEPRUEFT else am,
    )
    neu.full_clean()
    if alt.gueltig_bis is None or alt.gueltig_bis >= gueltig_ab:
        alt.gueltig_bis = gueltig_ab - TAG
        alt.save(update_fields=["gueltig_bis"])
    neu.save()
    return neu


def _ende(alt: Betrag, gueltig_ab: date) -> date | None:
    """Until when the new figure holds: as long as the old one would have, and never into the next one."""
    if gueltig_ab <= alt.gueltig_ab:
        raise ValidationError({"gueltig_ab": _nach(alt.gueltig_ab)})
    andere = Betrag.objects.filter(schluessel=alt.schluessel).exclude(pk=alt.pk)
    if im_weg := andere.gueltig(gueltig_ab).order_by("-gueltig_ab").first():
        raise ValidationError({"gueltig_ab": _belegt(im_weg)})
    naechster = andere.kuenftig(gueltig_ab).order_by("gueltig_ab").first()
    enden = [alt.gueltig_bis] if alt.gueltig_bis and alt.gueltig_bis >= gueltig_ab else []
    return min([*enden, *([naechster.gueltig_ab - TAG] if naechster else [])], default=None)


def _nach(tag: date) -> str:
    text = _("Bitte einen Tag nach dem %(tag)s: Seitdem gilt der bisherige Wert.")
    return text % {"tag": date_format(tag, "j.n.Y")}


def _belegt(betrag: Betrag) -> str:
    text = _("An diesem Tag gilt schon ein anderer Wert: %(wert)s seit %(tag)s. Bitte dort „Neuer Wert ab …“ wählen.")
    return text % {"wert": betrag.als_text, "tag": date_format(betrag.gueltig_ab, "j.n.Y")}
