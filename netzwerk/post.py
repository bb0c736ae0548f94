"""The outbox: mail is written into the database with the change it is about, and sent after it.

A mail is claimed (``SENDET``, committed) before it is handed to the mail server, and marked after. Whoever dies before
handing it over loses nothing: it is claimed again after ``VERSTUMMT_NACH``. Between the server's yes and the mark lies
one statement; a mail sent twice by dying there carries the same ``Message-ID``, and mail programs show it once.
"""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from netzwerk.models import Netzwerk, Post

VERSTUMMT_NACH = timedelta(minutes=10)
HOECHSTENS_VERSUCHE = 6
ERSTE_PAUSE = timedelta(minutes=5)


def queue_post(
    *, an: str, betreff: str, text: str, schluessel: str, moment: datetime, netzwerk: Netzwerk | None = None
) -> Post:
    """One mail for this key; asked again, the first one stands. It goes out when the transaction is committed."""
    post, neu = Post.objects.get_or_create(
        schluessel=schluessel,
        defaults={"an": an, "betreff": " ".join(betreff.split()), "text": text, "ab": moment, "netzwerk": netzwerk},
    )
    if neu:
        transaction.on_commit(lambda: send_post_task.enqueue(), robust=True)
    return post


@task
def send_post_task() -> None:
    send_post(timezone.now())


def send_post(moment: datetime) -> int:
    """Sends all that is due; how many went out. A mail that fails does not keep the others back."""
    _take_up_verstummte(moment)
    gesendet = 0
    for pk in list(Post.objects.faellig(moment).order_by("ab", "pk").values_list("pk", flat=True)):
        if _beanspruche(pk, moment):
            gesendet += _sende(Post.objects.get(pk=pk), moment)
    return gesendet


def _beanspruche(pk: int, moment: datetime) -> bool:
    """Whether this process got the mail: one of several workers does."""
    return bool(
        Post.objects.faellig(moment)
        .filter(pk=pk)
        .update(zustand=Post.Zustand.SENDET, begonnen_am=moment, versuche=F("versuche") + 1)
    )


def _take_up_verstummte(moment: datetime) -> None:
    Post.objects.filter(zustand=Post.Zustand.SENDET, begonnen_am__lt=moment - VERSTUMMT_NACH).update(
        zustand=Post.Zustand.WARTET, ab=moment
    )


def _sende(post: Post, moment: datetime) -> int:
    kennung = {"Message-ID": f"<post-{post.pk}-{post.erstellt_am:%Y%m%d%H%M%S}@{_host()}>"}
    try:
        EmailMessage(post.betreff, post.text, to=[post.an], headers=kennung).send()
    except SMTPRecipientsRefused as fehler:
        _scheitere(post, fehler, moment, endgueltig=all(code >= 500 for code, _wort in fehler.recipients.values()))
        return 0
    except Exception as fehler:  # whatever the mail server does, the mail must not get lost
        _scheitere(post, fehler, moment, endgueltig=False)
        return 0
    Post.objects.filter(pk=post.pk).update(zustand=Post.Zustand.GESENDET, gesendet_am=moment, fehler="", text="")
    return 1


def _scheitere(post: Post, fehler: Exception, moment: datetime, *, endgueltig: bool) -> None:
    """Tried again with growing pauses (5 minutes, 10, 20 …); undeliverable after the last try or a final no."""
    ende = endgueltig or post.versuche >= HOECHSTENS_VERSUCHE
    Post.objects.filter(pk=post.pk).update(
        zustand=Post.Zustand.UNZUSTELLBAR if ende else Post.Zustand.WARTET,
        ab=moment + ERSTE_PAUSE * 2 ** (post.versuche - 1),
        fehler=str(fehler)[:300] or type(fehler).__name__,
    )


def _host() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">") or "localhost"
