"""The outbox: mail is written into the database with the change it is about, and sent after it.

A mail is claimed (``SENDET``, committed) before it is handed to the mail server, and marked after. Whoever dies before
handing it over loses nothing: it is claimed again after ``VERSTUMMT_NACH``. Between the server's yes and the mark lies
one statement; a mail sent twice by dying there carries the same ``Message-ID``, and mail programs show it once.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from time import monotonic

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerk.models import Netzwerk, Post
from netzwerk.text import ohne_steuerzeichen

log = logging.getLogger(__name__)

VERSTUMMT_NACH = timedelta(minutes=10)
HOECHSTENS_VERSUCHE = 6
ERSTE_PAUSE = timedelta(minutes=5)
AUFHEBEN = timedelta(days=90)


def queue_post(
    *, an: str, betreff: str, text: str, schluessel: str, moment: datetime, netzwerk: Netzwerk | None = None
) -> Post:
    """One mail for this key; asked again, the first one stands. It goes out when the transaction is committed."""
    betreff = " ".join(betreff.split())[:200]
    post, neu = Post.objects.get_or_create(
        schluessel=schluessel,
        defaults={"an": an, "betreff": betreff, "text": text, "ab": moment, "netzwerk": netzwerk},
    )
    if neu:
        wake_post()
    return post


def wake_post() -> None:
    """Has the worker look after the outbox once the transaction is committed."""
    transaction.on_commit(lambda: send_post_task.enqueue(), robust=True)


@task
def send_post_task() -> None:
    send_post(timezone.now())


def send_post(moment: datetime) -> int:
    """Sends all that is due; how many went out. A mail that fails does not keep the others back.

    A slow server makes the run long: every mail gets the moment at which its own turn comes, counted from the first.
    """
    _take_up_verstummte(moment)
    anfang, gesendet = monotonic(), 0
    for pk in list(Post.objects.faellig(moment).order_by("ab", "pk").values_list("pk", flat=True)):
        jetzt = moment + timedelta(seconds=monotonic() - anfang)
        if _beanspruche(pk, jetzt) and (post := Post.objects.filter(pk=pk).first()):
            gesendet += _sende(post, jetzt)
    return gesendet


def resend_post(posten, moment: datetime) -> int:
    """What could not be delivered starts again from the first try; how many. Without a text nothing is left to send."""
    wieder = posten.filter(zustand=Post.Zustand.UNZUSTELLBAR).exclude(text="")
    anzahl = wieder.update(zustand=Post.Zustand.WARTET, ab=moment, versuche=0, fehler="")
    if anzahl:
        wake_post()
    return anzahl


def tend_post(moment: datetime) -> int:
    """Deletes what went out, or could not, more than ``AUFHEBEN`` ago; how many."""
    alt = moment - AUFHEBEN
    vorbei = Q(zustand=Post.Zustand.GESENDET, gesendet_am__lt=alt)
    vorbei |= Q(zustand=Post.Zustand.UNZUSTELLBAR, erstellt_am__lt=alt, ab__lt=alt)
    return Post.objects.filter(vorbei).delete()[0]


def _beanspruche(pk: int, moment: datetime) -> bool:
    """Whether this process got the mail: one of several workers does."""
    return bool(
        Post.objects.faellig(moment)
        .filter(pk=pk)
        .update(zustand=Post.Zustand.SENDET, begonnen_am=moment, versuche=F("versuche") + 1)
    )


def _take_up_verstummte(moment: datetime) -> None:
    """A mail whose sender died waits again; one at which every sender dies is given up."""
    verstummt = Post.objects.filter(zustand=Post.Zustand.SENDET, begonnen_am__lt=moment - VERSTUMMT_NACH)
    grund = _("Das Senden ist immer wieder abgebrochen.")
    verstummt.filter(versuche__gte=HOECHSTENS_VERSUCHE).update(zustand=Post.Zustand.UNZUSTELLBAR, fehler=grund)
    verstummt.update(zustand=Post.Zustand.WARTET, ab=moment)


def _sende(post: Post, moment: datetime) -> int:
    koepfe = {"Message-ID": make_kennung(post), "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(post.betreff, post.text, to=[post.an], headers=koepfe).send()
    except SMTPRecipientsRefused as fehler:
        antworten = list(fehler.recipients.values())
        _scheitere(post, antworten[0] if antworten else fehler, moment, endgueltig=all(a[0] >= 500 for a in antworten))
        return 0
    except SMTPDataError as fehler:
        antwort = (fehler.smtp_code, fehler.smtp_error)
        _scheitere(post, antwort, moment, endgueltig=fehler.smtp_code >= 500)
        return 0
    except Exception as fehler:  # whatever the mail server does, the mail must not get lost
        log.warning("Post %s: %s", post.pk, type(fehler).__name__)
        _scheitere(post, fehler, moment, endgueltig=False)
        return 0
    Post.objects.filter(pk=post.pk).update(zustand=Post.Zustand.GESENDET, gesendet_am=moment, fehler="", text="")
    return 1


def _scheitere(post: Post, grund, moment: datetime, *, endgueltig: bool) -> None:
    """Tried again with growing pauses (5 minutes, 10, 20 …); undeliverable after the last try or a final no.

    Only this attempt: what somebody else has taken up meanwhile, and perhaps sent, stays as it is.
    """
    ende = endgueltig or post.versuche >= HOECHSTENS_VERSUCHE
    Post.objects.filter(pk=post.pk, zustand=Post.Zustand.SENDET, versuche=post.versuche).update(
        zustand=Post.Zustand.UNZUSTELLBAR if ende else Post.Zustand.WARTET,
        ab=moment + ERSTE_PAUSE * 2 ** (post.versuche - 1),
        fehler=_in_worten(grund),
    )


def _in_worten(grund) -> str:
    """The server's answer („550 no such user“) or the error, in one line."""
    if isinstance(grund, tuple):
        code, wort = grund
        grund = f"{code} {wort.decode('utf-8', 'replace') if isinstance(wort, bytes) else wort}"
    return ohne_steuerzeichen(str(grund) or type(grund).__name__)[:300]


def make_kennung(post: Post) -> str:
    """The ``Message-ID``, the same at every try; a bounce names it (see ``netzwerk/ruecklaeufer.py``)."""
    return f"<post-{post.pk}-{post.erstellt_am:%Y%m%d%H%M%S}@{_host()}>"


def _host() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
