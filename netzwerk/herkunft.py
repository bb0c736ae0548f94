"""From which address a request comes; asked only to slow down wrong passwords."""

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The caller's address. Behind the one trusted proxy (``PROXY``) it is the last entry that the proxy added."""
    weitergereicht = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
    return weitergereicht if settings.PROXY and weitergereicht else request.META.get("REMOTE_ADDR", "")
