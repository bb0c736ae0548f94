"""Inviting somebody: a Konto without password, a Zugang, and a mail with the link to set one.

Whoever has a Konto with that address already gets the further Zugang; the person who invites is told the same either
way. The link is Django's own for setting a password: it holds for ``PASSWORD_RESET_TIMEOUT`` and works once.
"""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from netzwerk import rechte
from netzwerk.models import Konto, Netzwerk, Partner, Zugang

logger = logging.getLogger(__name__)
# What of other people's Zugänge a Koordination knows: those of its networks, their partners and persons.
EIGENE_ZUGAENGE = rechte.Regel(netzwerk_pfade=("netzwerk", "partner__netzwerke", "person__partner__netzwerke"))


@transaction.atomic
def invite(*, email: str, vorname: str, nachname: str, rolle: str, **ziel) -> Zugang:
    """The Zugang to what ``ziel`` says (``netzwerk``, ``partner`` or ``person``; nothing for the Verwaltung)."""
    konto = Konto.objects.filter(email__iexact=email).order_by("-is_active", "pk").first()
    if konto is None:
        konto = Konto(username=_free_username(email), email=email, first_name=vorname, last_name=nachname)
        konto.is_staff = True
        konto.set_unusable_password()
        konto.save()
    return Zugang.objects.get_or_create(konto=konto, rolle=rolle, **ziel)[0]


def _free_username(email: str) -> str:
    """The address; with a number behind it where somebody else is called so."""
    name, nummer = email.lower(), 2
    while Konto.objects.filter(username=name).exists():
        name, nummer = f"{email.lower()}-{nummer}", nummer + 1
    return name


def send_einladung(zugang: Zugang, *, von: Konto, basis: str) -> bool:
    """Mails the invitation, or the news of a further Zugang. Whether the mail went out; a failure is in the log."""
    konto = zugang.konto
    kontext = {
        "konto": konto,
        "zugang": zugang,
        "von": von.get_full_name() or _("Verwaltung"),
        "portal": settings.PORTALNAME,
        "anmelden": basis.rstrip("/") + reverse("admin:login"),
        "link": basis.rstrip("/") + _link(konto) if konto.ist_eingeladen else "",
        "tage": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
    }
    betreff = _("Ihr Zugang zu „%s“") % settings.PORTALNAME
    text = render_to_string("registration/einladung.txt", kontext)
    try:
        send_mail(betreff, text, settings.DEFAULT_FROM_EMAIL, [konto.email])
    except (SMTPException, OSError):
        logger.exception("Invitation for account %s could not be mailed", konto.pk)
        return False
    return True


def _link(konto: Konto) -> str:
    uid = urlsafe_base64_encode(force_bytes(konto.pk))
    return reverse("password_reset_confirm", args=[uid, default_token_generator.make_token(konto)])


@transaction.atomic
def revoke(zugang: Zugang) -> None:
    """Takes the Zugang away; a Konto that nobody has used yet and that reaches nothing else goes with it."""
    konto = zugang.konto
    zugang.delete()
    if konto.ist_eingeladen and not konto.is_superuser and not konto.zugaenge.exists():
        konto.delete()


def zugaenge_zu(ziel: Netzwerk | Partner | None) -> QuerySet[Zugang]:
    """Who has access to the partner (its persons' Lots*innen too) or the network; ``None``: the Verwaltung."""
    if ziel is None:
        bedingung = Q(rolle=rechte.VERWALTUNG)
    elif isinstance(ziel, Partner):
        bedingung = Q(partner=ziel) | Q(person__partner=ziel)
    else:
        bedingung = Q(netzwerk=ziel)
    return Zugang.objects.filter(bedingung).select_related("konto", "person").order_by("konto__email", "pk")


def mit_namen(zugaenge: QuerySet[Zugang], *, fuer: Konto) -> list[Zugang]:
    """Each with ``name``: empty where the Konto reaches further than the one who looks, as its owner is a stranger."""
    zugaenge = list(zugaenge)
    alle = Zugang.objects.filter(konto__in={zugang.konto_id for zugang in zugaenge})
    bekannt = rechte.mit_recht(fuer, rechte.SEHEN, alle, EIGENE_ZUGAENGE).values("pk")
    fremde = set(alle.exclude(pk__in=bekannt).values_list("konto", flat=True))
    for zugang in zugaenge:
        zugang.name = "" if zugang.konto_id in fremde else zugang.konto.get_full_name()
    return zugaenge
