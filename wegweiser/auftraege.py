"""Print jobs: ordered by a visitor, worked on outside the request, looked after when their worker is lost."""

import logging
from datetime import datetime, timedelta
from time import monotonic

from django.db import IntegrityError, transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerk.models import Netzwerk
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Heft
from wegweiser.druck.satz import Satz
from wegweiser.druck.speicher import save_pdf
from wegweiser.druck.umwandlung import als_json, aus_json
from wegweiser.druck.vorlage import setze
from wegweiser.druck.werkstatt import Fortschritt, print_satz
from wegweiser.models.auftrag import HOECHSTENS_VERSUCHE, VERSTUMMT_NACH, Druckauftrag

log = logging.getLogger(__name__)
Zustand = Druckauftrag.Zustand
HOECHSTENS_OFFEN = 20
AUFHEBEN = timedelta(days=1)
MELDE_ALLE = 1.0  # seconds between two writes of the progress


def order_heft(
    heft: Heft, papier: str, *, schluessel: str, dateiname: str, zurueck: str, netzwerk: Netzwerk | None = None
) -> Druckauftrag:
    """The job that prints the booklet: the open one with the same content, or a new one.

    ``netzwerk``: whose Koordination is to see it, ``None`` for the Verwaltung alone.

    Raises ``DruckError`` when too many are waiting.
    """
    moment = timezone.now()
    tend_auftraege(moment)
    if offener := Druckauftrag.objects.offen().filter(schluessel=schluessel).first():
        return offener
    if Druckauftrag.objects.offen().count() >= HOECHSTENS_OFFEN:
        raise DruckError(_("Gerade warten viele Hefte auf den Druck. Bitte versuchen Sie es in einigen Minuten."))
    try:
        with transaction.atomic():
            auftrag = Druckauftrag.objects.create(
                schluessel=schluessel,
                titel=heft.titel[:200],
                dateiname=dateiname[:200],
                zurueck=zurueck if len(zurueck) <= 2000 else "/angebote/",
                format=papier,
                netzwerk=netzwerk,
                satz=als_json(setze(heft, papier)),
                lebenszeichen=moment,
            )
    except IntegrityError:  # somebody else ordered the same at this very moment
        return Druckauftrag.objects.offen().get(schluessel=schluessel)
    print_auftrag.enqueue(str(auftrag.pk))
    return auftrag


@task
def print_auftrag(auftrag_id: str) -> None:
    """Prints one job, unless another worker has it already. A failure is kept in the job, in German."""
    auftrag = _nimm(auftrag_id)
    if auftrag is None:
        return
    try:
        pdf = print_satz(aus_json(Satz, auftrag.satz), _melder(auftrag))
        save_pdf(auftrag.schluessel, pdf)
    except DruckError as fehler:
        _beende(auftrag, Zustand.GESCHEITERT, fehler=str(fehler))
    except OSError as fehler:
        log.exception("Druckauftrag %s", auftrag.pk)
        _beende(auftrag, Zustand.GESCHEITERT, fehler=_kein_platz(fehler))
    else:
        _beende(auftrag, Zustand.FERTIG, anteil=100)


def _nimm(auftrag_id: str) -> Druckauftrag | None:
    """Takes a waiting job in one statement, so that two workers never print the same."""
    auftrag = Druckauftrag.objects.filter(pk=auftrag_id).first()
    if auftrag is None:
        return None
    versuch = auftrag.versuche + 1
    genommen = Druckauftrag.objects.filter(pk=auftrag.pk, zustand=Zustand.WARTET, versuche=auftrag.versuche).update(
        zustand=Zustand.LAEUFT, versuche=versuch, lebenszeichen=timezone.now(), anteil=1
    )
    auftrag.versuche = versuch
    return auftrag if genommen else None


def _melder(auftrag: Druckauftrag):
    """Writes the progress into the job, at most once a second."""
    zuletzt = 0.0

    def melde(fortschritt: Fortschritt) -> None:
        nonlocal zuletzt
        if monotonic() - zuletzt >= MELDE_ALLE:
            zuletzt = monotonic()
            _mein(auftrag).update(
                schritt=fortschritt.schritt,
                seite=fortschritt.seite,
                anteil=fortschritt.anteil,
                lebenszeichen=timezone.now(),
            )

    return melde


def _mein(auftrag: Druckauftrag):
    """The job, as long as this attempt is the one that works on it."""
    return Druckauftrag.objects.filter(pk=auftrag.pk, zustand=Zustand.LAEUFT, versuche=auftrag.versuche)


def _beende(auftrag: Druckauftrag, zustand: str, **felder) -> None:
    _mein(auftrag).update(zustand=zustand, satz={}, beendet_am=timezone.now(), **felder)


def _kein_platz(fehler: OSError) -> str:
    return _("Das Heft ließ sich nicht speichern (%s). Bitte sagen Sie der Technik Bescheid.") % fehler.strerror


def tend_auftraege(moment: datetime) -> None:
    """What has fallen silent is taken up once more, then given up; what ended long ago is forgotten."""
    Druckauftrag.objects.filter(beendet_am__lt=moment - AUFHEBEN).delete()
    for auftrag in Druckauftrag.objects.verstummt(moment):
        if auftrag.versuche >= HOECHSTENS_VERSUCHE:
            _beende(auftrag, Zustand.GESCHEITERT, fehler=_abgebrochen())
        else:
            _mein(auftrag).update(zustand=Zustand.WARTET, lebenszeichen=moment - VERSTUMMT_NACH)
    _wecke(moment)


def _wecke(moment: datetime) -> None:
    """Orders waiting jobs again when nobody is printing: their order may be lost. Twice ordered is printed once."""
    if Druckauftrag.objects.filter(zustand=Zustand.LAEUFT).exists():
        return
    wartende = Druckauftrag.objects.filter(zustand=Zustand.WARTET, lebenszeichen__lte=moment - VERSTUMMT_NACH)
    for auftrag in wartende.order_by("erstellt_am"):
        wartende.filter(pk=auftrag.pk).update(lebenszeichen=moment)
        print_auftrag.enqueue(str(auftrag.pk))


def _abgebrochen() -> str:
    return _("Der Druck ist zweimal abgebrochen, ohne einen Grund zu nennen. Bitte sagen Sie dem Netzwerk Bescheid.")
