"""Editions: what goes to the printer is frozen, content and PDF, and stays as it was."""

import json
import logging
from hashlib import sha256

from django.core.files.base import ContentFile
from django.utils import timezone

from wegweiser.druck import DruckError, print_heft
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.heft import Heft, als_json, aus_json
from wegweiser.models import Ausgabe

log = logging.getLogger(__name__)


def create_ausgabe(*, ausgabe_id: int, basis: str) -> None:
    """Freezes the guide as it is on the day of the edition and makes its PDF.

    A second call makes the PDF again from the frozen content, not from the catalogue. ``basis`` is the portal's own
    address with the last slash, for links and QR codes. A failure is kept in ``fehler``, in German.
    """
    ausgabe = Ausgabe.objects.select_related("wegweiser__netzwerk", "wegweiser__region__eltern").get(pk=ausgabe_id)
    try:
        heft = _inhalt(ausgabe, basis)
        pdf = print_heft(heft, ausgabe.format)
        ausgabe.inhalt = als_json(heft)
        ausgabe.pruefsumme = pruefsumme(ausgabe.inhalt)
        _speichere(ausgabe, pdf)
        ausgabe.fehler = ""
    except DruckError as fehler:
        ausgabe.fehler = str(fehler)
    except OSError as fehler:
        log.exception("Ausgabe %s nicht gespeichert", ausgabe_id)
        ausgabe.fehler = f"Das PDF ließ sich nicht speichern ({fehler}). Bitte sagen Sie der Technik Bescheid."
    ausgabe.save(update_fields=["inhalt", "pruefsumme", "pdf", "fehler"])


def pruefsumme(inhalt: dict) -> str:
    """SHA-256 in hex over the frozen content."""
    return sha256(json.dumps(inhalt, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _inhalt(ausgabe: Ausgabe, basis: str) -> Heft:
    if ausgabe.inhalt:
        return aus_json(ausgabe.inhalt)
    return heft_aus_wegweiser(ausgabe.wegweiser, am=timezone.localdate(ausgabe.erstellt_am), basis=basis)


def _speichere(ausgabe: Ausgabe, pdf: bytes) -> None:
    """Writes the new file before the old one goes."""
    alt = ausgabe.pdf.name
    nummer = ausgabe.bezeichnung.replace("/", "-")
    ausgabe.pdf.save(f"{ausgabe.wegweiser.slug}-{nummer}-{ausgabe.format}.pdf", ContentFile(pdf), save=False)
    if alt and alt != ausgabe.pdf.name:
        ausgabe.pdf.storage.delete(alt)
