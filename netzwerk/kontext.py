"""What every page of the portal knows."""

from django.conf import settings


def portal(request):
    """``demo``: this installation shows invented data."""
    return {"demo": settings.DEMO}
