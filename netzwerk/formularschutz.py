"""Public forms without a cookie: a signed mark of when the page was opened, and a limit per hour and caller.

The mark says that a page of this portal made the form, for what, and when. The caller is known for an hour, only in
the memory of the process, as a hash with a salt that nobody keeps longer than the day.
"""

import secrets
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256

from django.core.cache import cache
from django.core.signing import BadSignature, Signer

from netzwerk.herkunft import adressgruppe

FRUEHESTENS = timedelta(seconds=3)
SPAETESTENS = timedelta(hours=24)
SALZ = "netzwerk.formularschutz"


class Marke(Enum):
    GUT = "gut"
    ZU_FRUEH = "zu früh"
    ZU_ALT = "zu alt"
    FALSCH = "falsch"


def make_marke(zweck: str, moment: datetime) -> str:
    """To be sent along with the form; ``zweck`` says which form it is, for which entry."""
    return Signer(salt=SALZ).sign_object([zweck, int(moment.timestamp())])


def check_marke(marke: str, zweck: str, moment: datetime) -> Marke:
    try:
        gemeint, sekunden = Signer(salt=SALZ).unsign_object(marke[:500])
    except (BadSignature, ValueError, TypeError):
        return Marke.FALSCH
    if gemeint != zweck:
        return Marke.FALSCH
    alter = timedelta(seconds=moment.timestamp() - sekunden)
    if alter < FRUEHESTENS:
        return Marke.ZU_FRUEH
    return Marke.ZU_ALT if alter > SPAETESTENS else Marke.GUT


def darf_noch(adresse: str, zweck: str, moment: datetime, *, je_stunde: int) -> bool:
    """Counts one more for the caller; whether that is within the limit. Every web process counts for itself."""
    salz = cache.get_or_set(f"salz:{moment:%Y-%m-%d}", lambda: secrets.token_hex(16), 25 * 3600)
    wer = sha256(f"{salz}:{adressgruppe(adresse)}".encode()).hexdigest()
    schluessel = f"{zweck}:{wer}:{moment:%Y-%m-%d-%H}"
    cache.add(schluessel, 0, 3600)
    try:
        return cache.incr(schluessel) <= je_stunde
    except ValueError:  # thrown out between the two lines: the cache is full
        return True
