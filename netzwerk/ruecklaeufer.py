"""Mail that came back: a delivery status (RFC 3464) marks the mail it is about as undeliverable.

Only a final failure counts (status 5.x.x). The mail is found by our ``Message-ID`` in the returned part, else by the
address that it went to. Anybody can write such a message: it changes nothing but the state of one mail.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from netzwerk.models import Post
from netzwerk.post import make_kennung
from netzwerk.text import ohne_steuerzeichen

HOECHSTENS_BYTES = 1_000_000
# Without a Message-ID a bounce is taken for the last mail to the address, if that is not older.
NEULICH = timedelta(days=7)
KENNUNG = re.compile(r"<post-(\d{1,18})-\d{14}@[^>\s]{1,250}>")


@dataclass(frozen=True, slots=True)
class Ruecklauf:
    """What one message says: the ids of ours that it names, whom it did not reach, and why."""

    kennungen: tuple[str, ...]
    empfaenger: str
    grund: str


def read_ruecklauf(roh: bytes) -> Ruecklauf | None:
    """``None`` when it is no delivery status or the failure is not final."""
    try:
        nachricht = BytesParser(policy=policy.compat32).parsebytes(roh[:HOECHSTENS_BYTES])
        status = _endgueltiger_status(nachricht)
    except (ValueError, LookupError, AttributeError, TypeError):  # the parser gives up on some broken messages
        return None
    if status is None:
        return None
    grund = status.get("Diagnostic-Code") or status.get("Status") or ""
    kennungen = tuple(treffer[0] for treffer in KENNUNG.finditer(roh[:HOECHSTENS_BYTES].decode("latin-1")))
    return Ruecklauf(kennungen, _adresse(status), ohne_steuerzeichen(str(grund).partition(";")[2] or str(grund))[:300])


def _endgueltiger_status(nachricht: EmailMessage) -> EmailMessage | None:
    """The block of the first recipient that was not reached for good."""
    for teil in nachricht.walk():
        if teil.get_content_type() == "message/delivery-status" and isinstance(teil.get_payload(), list):
            for block in teil.get_payload():
                gescheitert = str(block.get("Action", "")).strip().casefold() == "failed"
                if gescheitert and str(block.get("Status", "")).strip().startswith("5."):
                    return block
    return None


def _adresse(block: EmailMessage) -> str:
    """„rfc822; kim@example.org“ → „kim@example.org“; the address we wrote to before the one it was passed on to."""
    wert = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    return ohne_steuerzeichen(wert.rpartition(";")[2]).strip("<> ")


def record_ruecklaeufer(roh: bytes, moment: datetime) -> Post | None:
    """Marks the mail that came back; ``None`` when there is none of ours."""
    ruecklauf = read_ruecklauf(roh)
    post = ruecklauf and (_nach_kennung(ruecklauf) or _nach_adresse(ruecklauf, moment))
    if post:
        post.zustand, post.fehler = Post.Zustand.UNZUSTELLBAR, ruecklauf.grund or "5.0.0"
        post.save(update_fields=["zustand", "fehler"])
    return post


def _nach_kennung(ruecklauf: Ruecklauf) -> Post | None:
    for kennung in ruecklauf.kennungen:
        post = Post.objects.filter(pk=KENNUNG.fullmatch(kennung)[1]).first()
        if post and post.zustand != Post.Zustand.UNZUSTELLBAR and make_kennung(post) == kennung:
            return post
    return None


def _nach_adresse(ruecklauf: Ruecklauf, moment: datetime) -> Post | None:
    if ruecklauf.kennungen or not ruecklauf.empfaenger:
        return None
    gesendet = Post.objects.filter(zustand=Post.Zustand.GESENDET, gesendet_am__gte=moment - NEULICH)
    return gesendet.filter(an__iexact=ruecklauf.empfaenger).order_by("-gesendet_am", "-pk").first()
