"""The link by which a partner answers without an account: signed, for 90 days, for one round only."""

from datetime import timedelta
from enum import Enum

from django.core import signing
from django.utils.crypto import constant_time_compare

from netzwerk.models import Rueckfrage

GUELTIG = timedelta(days=90)
HOECHSTENS_ZEICHEN = 200


class Grund(Enum):
    """Why a link leads nowhere."""

    FREMD = "fremd"
    ABGELAUFEN = "abgelaufen"
    BEANTWORTET = "beantwortet"


class LinkError(ValueError):
    def __init__(self, grund: Grund):
        super().__init__(grund.value)
        self.grund = grund


def make_token(runde: Rueckfrage) -> str:
    return _signer().sign(f"{runde.pk}-{runde.zufall}")


def read_token(token: str) -> Rueckfrage:
    """The round of a link, with partner and network. Raises ``LinkError``."""
    try:
        inhalt = _signer().unsign(token[:HOECHSTENS_ZEICHEN], max_age=GUELTIG)
    except signing.SignatureExpired as fehler:
        raise LinkError(Grund.ABGELAUFEN) from fehler
    except signing.BadSignature as fehler:
        raise LinkError(Grund.FREMD) from fehler
    schluessel, _strich, zufall = inhalt.partition("-")
    runde = Rueckfrage.objects.select_related("partner", "netzwerk").filter(pk=schluessel).first()
    if runde is None or not constant_time_compare(runde.zufall, zufall):
        raise LinkError(Grund.ABGELAUFEN)
    if runde.zustand == Rueckfrage.Zustand.BEANTWORTET:
        raise LinkError(Grund.BEANTWORTET)
    return runde


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="netzwerk.rueckfrage")
