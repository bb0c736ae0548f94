"""What every page knows of the Merkzettel: the numbers in the cookie. Asks no database.

The tags read the request of the template's context, which an include keeps even with ``only``.
"""

from django import template

from wegweiser.merkzettel import COOKIE, read_cookie

register = template.Library()


@register.simple_tag(takes_context=True)
def merkzettel(context) -> tuple[int, ...]:
    """The visitor's numbers; the answer will say that it depends on the cookie."""
    request = getattr(context, "request", None)
    if request is None:
        return ()
    request.merkzettel_gelesen = True
    return read_cookie(request.COOKIES.get(COOKIE, ""))


@register.simple_tag(takes_context=True)
def hier(context) -> str:
    """Address of this page without the host, to come back to."""
    request = getattr(context, "request", None)
    return request.get_full_path() if request else ""
