"""Where a request comes from: its address, asked only to slow down wrong passwords and floods, and its page."""

from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The caller's address. Behind the one trusted proxy (``PROXY``) it is the last entry that the proxy added."""
    weitergereicht = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
    return weitergereicht if settings.PROXY and weitergereicht else request.META.get("REMOTE_ADDR", "")


def adressgruppe(adresse: str) -> str:
    """What counts as one caller: an IPv4 address, or the /64 of an IPv6 one, which a household has as a whole."""
    try:
        ip = ip_address(adresse.partition("%")[0])
    except ValueError:
        return "unbekannt"
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or IPv6Network((ip, 64), strict=False))
    return str(ip)


def ist_von_hier(request: HttpRequest) -> bool:
    """Whether a page of this portal sent the form, by what the browser says (Fetch Metadata, else Origin).

    For public forms, which set no cookie. A browser that says neither is trusted: it is an old one.
    """
    if herkunft := request.headers.get("Sec-Fetch-Site"):
        return herkunft in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
