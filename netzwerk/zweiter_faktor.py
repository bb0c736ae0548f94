"""The second factor: a code from a phone, or one of ten recovery codes on paper.

The secrets lie with django-otp: one ``TOTPDevice`` (the phone) and one ``StaticDevice`` (the paper) for each account.
Which of them has let a session in stands in that session; it holds for the account alone, and no longer than the
device is there.
"""

import re
from binascii import unhexlify
from datetime import datetime
from time import time

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_otp import login
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from netzwerk import rechte
from netzwerk.models import Konto

ANZAHL_CODES = 10
TELEFON, PAPIER = "Telefon", "Papier"


class CodeError(Exception):
    """Why a code did not let anybody in, as a German sentence."""


def ist_pflicht(konto: Konto) -> bool:
    """Whether the account may not work without it."""
    weite = rechte.reichweite(konto)
    return settings.ZWEITER_FAKTOR and bool(weite.verwaltung or weite.netzwerke)


def ist_eingerichtet(konto: Konto) -> bool:
    return TOTPDevice.objects.filter(user=konto, confirmed=True).exists()


def ist_faellig(konto: Konto) -> bool:
    """Whether this session has to give a code first: where it is a duty, and where somebody has chosen it."""
    if not settings.ZWEITER_FAKTOR or konto.is_verified():
        return False
    return ist_pflicht(konto) or ist_eingerichtet(konto)


def check_code(request, code: str) -> None:
    """Lets the session in by six digits from the phone or by a recovery code. Raises ``CodeError``."""
    code = _normalisiert(code)
    klasse = TOTPDevice if re.fullmatch(r"\d{6}", code) else StaticDevice
    with transaction.atomic():
        # Locked: the same code sent twice at once counts once, and so does every wrong one.
        geraet = klasse.objects.select_for_update().filter(user=request.user.pk, confirmed=True).first()
        gesperrt_bis = _gesperrt_bis(geraet)
        stimmt = gesperrt_bis is None and geraet is not None and geraet.verify_token(code)
    if gesperrt_bis:
        uhrzeit = date_format(timezone.localtime(gesperrt_bis), "j. F, H:i:s")
        raise CodeError(_("Zu viele falsche Codes. Bitte warten Sie bis %s Uhr, dann gilt der nächste.") % uhrzeit)
    if not stimmt:
        raise CodeError(
            _(
                "Der Code stimmt nicht. Bitte den neuesten aus der App eingeben: sechs Ziffern, z. B. „123456“. "
                "Oder einen Wiederherstellungscode, z. B. „abcd-efgh“; jeder gilt nur einmal."
            )
        )
    login(request, geraet)


def _normalisiert(code: str) -> str:
    """Without blanks and hyphens; recovery codes know no 0 and 1, so these are the letters they look like."""
    code = re.sub(r"[\s-]", "", code).lower()
    return code if re.fullmatch(r"\d{6}", code) else code.replace("0", "o").replace("1", "l")


def _gesperrt_bis(geraet: Device | None) -> datetime | None:
    if geraet is None:
        return None
    erlaubt, grund = geraet.verify_is_allowed()
    return None if erlaubt else grund["locked_until"]


def save_telefon(request, schluessel: str, code: str) -> list[str]:
    """Takes the phone with this key (hex) once it shows the right code, and returns new recovery codes.

    An older phone counts no more. Raises ``CodeError``.
    """
    totp = TOTP(unhexlify(schluessel))
    totp.time = time()
    if not (code := _normalisiert(code)).isdecimal() or not totp.verify(int(code), tolerance=1):
        raise CodeError(
            _("Der Code passt nicht zu diesem Schlüssel. Bitte die sechs Ziffern eingeben, die Ihre App jetzt zeigt.")
        )
    with transaction.atomic():
        konto = Konto.objects.select_for_update().get(pk=request.user.pk)
        TOTPDevice.objects.filter(user=konto).delete()
        telefon = TOTPDevice.objects.create(user=konto, name=TELEFON, key=schluessel, last_t=totp.t())
        codes = make_codes(konto)
    login(request, telefon)
    return codes


@transaction.atomic
def make_codes(konto: Konto) -> list[str]:
    """Ten new recovery codes; older ones count no more."""
    papier, _neu = StaticDevice.objects.get_or_create(user=konto, defaults={"name": PAPIER})
    papier.token_set.all().delete()
    codes = [StaticToken.random_token() for _nummer in range(ANZAHL_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=papier, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


@transaction.atomic
def reset_zweiter_faktor(konto: Konto) -> bool:
    """Forgets phone and recovery codes; sessions that they let in have to give a code again. Whether there was one."""
    geloescht = [klasse.objects.filter(user=konto).delete()[0] for klasse in (TOTPDevice, StaticDevice)]
    return any(geloescht)
