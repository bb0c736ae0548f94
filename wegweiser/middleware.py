"""Tells caches which pages look different with a Merkzettel."""

from django.utils.cache import patch_vary_headers


def vary_on_merkzettel(get_response):
    """Adds ``Vary: Cookie`` to what has read the cookie (see ``templatetags/merken.py``); other answers stay as is."""

    def antworte(request):
        antwort = get_response(request)
        if getattr(request, "merkzettel_gelesen", False):
            patch_vary_headers(antwort, ["Cookie"])
        return antwort

    return antworte
