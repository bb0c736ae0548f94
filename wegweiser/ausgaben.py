"""Editions: what goes to the printer is frozen, content and PDF, and stays as it was."""

import json
import logging
import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from io import BytesIO

import pikepdf
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.einlegeblatt import setze_einlegeblatt
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Heft, mark_heft
from wegweiser.druck.posten import read_heft
from wegweiser.druck.satz import Satz
from wegweiser.druck.umgebung import read_umgebung
from wegweiser.druck.umwandlung import als_json, aus_json
from wegweiser.druck.vergleich import Vergleich, compare_hefte
from wegweiser.druck.vorlage import setze
from wegweiser.druck.werkstatt import print_satz
from wegweiser.models import Ausgabe, Ausgabedatei
from wegweiser.schutz import load_geheim

log = logging.getLogger(__name__)
NUMMER = re.compile(r"(\d{1,3})/(\d{4})")


def next_bezeichnung(vorhandene: Iterable[str], jahr: int) -> str:
    """The name of the next edition: counted from 1 in every year."""
    treffer = (NUMMER.fullmatch(eine) for eine in vorhandene)
    return f"{max((int(t[1]) for t in treffer if t and int(t[2]) == jahr), default=0) + 1}/{jahr}"


def create_ausgabe(*, ausgabe_id: int, basis: str) -> None:
    """Freezes the guide as it is on the day of the edition and makes the files that are still missing.

    A second call repairs what failed and makes added formats, from the frozen content, never from the catalogue.
    ``basis`` is the portal's own address with the last slash, for links and QR codes. A failure is kept in
    ``fehler``, in German; nothing is frozen before one file is complete.
    """
    ausgabe = Ausgabe.objects.select_related("wegweiser__netzwerk", "wegweiser__region__eltern").get(pk=ausgabe_id)
    try:
        heft = read_inhalt(ausgabe) or _neues_heft(ausgabe, basis)
    except DruckError as fehler:
        Ausgabe.objects.filter(pk=ausgabe_id).update(fehler=str(fehler))
        return
    Ausgabe.objects.filter(pk=ausgabe_id).update(fehler="")
    for datei in ausgabe.dateien.filter(pdf=""):
        datei.ausgabe = ausgabe
        _make_datei(datei, heft)


def read_inhalt(ausgabe: Ausgabe) -> Heft | None:
    """The frozen booklet, ``None`` before it is made."""
    return aus_json(Heft, ausgabe.inhalt) if ausgabe.pruefsumme else None


def restore_datei(datei: Ausgabedatei) -> str:
    """Makes a file again from its frozen Satz and says in German whether it came out the same, byte for byte.

    A file that is still there and whole is never replaced by a different one.
    """
    if not datei.satz:
        return _("Diese Datei ist noch nie fertig geworden. Bitte lassen Sie sie neu herstellen.")
    try:
        pdf = drucke(aus_json(Satz, datei.satz))
        gleich, heil = sha256(pdf).hexdigest() == datei.pruefsumme, ist_heil(datei)
        grund = "" if gleich else _anders(datei)
        if not heil:
            _uebernimm(datei, _schreibe(datei, pdf), pdf)
    except (DruckError, OSError) as fehler:
        return _save_fehler(datei, _in_worten(fehler, datei))
    if not gleich and not heil:
        return _save_fehler(datei, _("%(grund)s Inhalt und Vorlage sind dieselben.") % {"grund": grund})
    _save_fehler(datei, "")
    if gleich:
        return _("Wieder hergestellt, Byte für Byte wie beim ersten Mal.")
    return _("%(grund)s Die vorhandene Datei ist unversehrt und bleibt.") % {"grund": grund}


def ist_heil(datei: Ausgabedatei) -> bool:
    """The stored file is there and is the one that was made."""
    try:
        with datei.pdf.open("rb") as inhalt:
            return sha256(inhalt.read()).hexdigest() == datei.pruefsumme
    except (OSError, ValueError):
        return False


def compare_ausgabe(ausgabe: Ausgabe, *, am: date, basis: str) -> Vergleich:
    """The frozen booklet against the one of the given day. Raises ``DruckError``, also when nothing is frozen yet."""
    alt = read_inhalt(ausgabe)
    if alt is None:
        raise DruckError(_("Diese Ausgabe ist noch nicht hergestellt. Bitte warten Sie, bis eine Datei fertig ist."))
    neu = heft_aus_wegweiser(ausgabe.wegweiser, am=am, basis=basis)
    return compare_hefte(alt, neu, geheim=load_geheim())


def print_einlegeblatt(ausgabe: Ausgabe, *, am: date, basis: str) -> bytes:
    """The sheet to put into a printed edition, as PDF. Raises ``DruckError``, also when nothing has changed."""
    vergleich = compare_ausgabe(ausgabe, am=am, basis=basis)
    if not vergleich.braucht_blatt:
        raise DruckError(_("An dieser Ausgabe hat sich nichts geändert. Ein Einlegeblatt ist nicht nötig."))
    return drucke(setze_einlegeblatt(vergleich, read_inhalt(ausgabe), am=am, basis=basis))


def drucke(satz: Satz) -> bytes:
    """The PDF of something set: the one place where editions meet the print engine. Raises ``DruckError``."""
    return print_satz(satz)


def pruefsumme(inhalt: dict) -> str:
    """SHA-256 in hex over the frozen content."""
    return sha256(json.dumps(inhalt, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _neues_heft(ausgabe: Ausgabe, basis: str) -> Heft:
    heft = heft_aus_wegweiser(ausgabe.wegweiser, am=timezone.localdate(ausgabe.erstellt_am), basis=basis)
    return mark_heft(heft, bezeichnung=ausgabe.bezeichnung, ausgabe=ausgabe.pk)


def _make_datei(datei: Ausgabedatei, heft: Heft) -> None:
    """Sets, prints and stores one file; the first one that succeeds freezes the booklet."""
    try:
        satz = setze(heft, datei.format)
        pdf = drucke(satz)
        name = _schreibe(datei, pdf)
        with transaction.atomic():
            if _freeze(datei.ausgabe, heft):
                datei.satz = als_json(satz)
                _uebernimm(datei, name, pdf)
                return
        # Another run was quicker and makes the files itself.
        datei.pdf.storage.delete(name)
    except (DruckError, OSError) as fehler:
        _save_fehler(datei, _in_worten(fehler, datei))


def _freeze(ausgabe: Ausgabe, heft: Heft) -> bool:
    """Keeps the booklet for good; ``False`` when a different one has been frozen in the meantime."""
    inhalt = als_json(heft)
    summe = pruefsumme(inhalt)
    nummern = [str(posten.nummer) for posten in read_heft(heft).values() if posten.nummer]
    werte = {"inhalt": inhalt, "pruefsumme": summe, "nummern": f" {' '.join(nummern)} "}
    return bool(
        Ausgabe.objects.filter(pk=ausgabe.pk, pruefsumme="").update(**werte)
        or Ausgabe.objects.filter(pk=ausgabe.pk, pruefsumme=summe).exists()
    )


def _schreibe(datei: Ausgabedatei, pdf: bytes) -> str:
    """Puts the file beside the old one, if there is one. Raises ``OSError``."""
    nummer = datei.ausgabe.bezeichnung.replace("/", "-")
    name = f"ausgaben/{datei.ausgabe.wegweiser.slug}-{nummer}-{datei.format}.pdf"
    return datei.pdf.storage.save(name, ContentFile(pdf))


def _uebernimm(datei: Ausgabedatei, name: str, pdf: bytes) -> None:
    """The row names the new file; only then the old one goes."""
    alt = datei.pdf.name
    datei.pdf.name, datei.seiten = name, _seiten(pdf)
    datei.pruefsumme, datei.umgebung, datei.fehler = sha256(pdf).hexdigest(), read_umgebung(), ""
    datei.save()
    if alt and alt != name:
        datei.pdf.storage.delete(alt)


def _seiten(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as dokument:
        return len(dokument.pages)


def _save_fehler(datei: Ausgabedatei, fehler: str) -> str:
    datei.fehler = fehler
    Ausgabedatei.objects.filter(pk=datei.pk).update(fehler=fehler)
    return fehler


def _in_worten(fehler: Exception, datei: Ausgabedatei) -> str:
    """What went wrong and what to do."""
    if isinstance(fehler, DruckError):
        return str(fehler)
    log.error("Ausgabedatei %s nicht gespeichert", datei.pk, exc_info=fehler)
    return _(
        "Das PDF ließ sich nicht speichern (%(fehler)s). Ist der Speicher voll? Bitte sagen Sie der Technik Bescheid "
        "und stellen Sie die Datei danach noch einmal her."
    ) % {"fehler": fehler}


def _anders(datei: Ausgabedatei) -> str:
    """Why the bytes are not the same as before."""
    heute = read_umgebung()
    if datei.umgebung == heute:
        return _("Die Datei kam nicht Byte für Byte gleich heraus, obwohl das Druckprogramm dasselbe ist.")
    return _(
        "Die Datei kam nicht Byte für Byte gleich heraus, denn das Druckprogramm ist ein anderes: "
        "damals %(damals)s, heute %(heute)s."
    ) % {"damals": datei.umgebung, "heute": heute}
