"""What belongs to no topic: the health check and the word for search engines."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def gesund(request):
    """200 „ok“ while the database answers; for the container's health check."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def favicon(request):
    """Browsers ask for it unasked, also where no page names an icon."""
    return redirect(static("zeichen.svg"), permanent=True)


@require_safe
def robots(request):
    """Keeps crawlers from the Verwaltung, from printed numbers and from ordering booklets."""
    pfade = ("/verwaltung/", "/e/", "/druck/", "/angebote.pdf", "/merkzettel")
    zeilen = ["User-agent: *", *(f"Disallow: {pfad}" for pfad in pfade), ""]
    return HttpResponse("\n".join(zeilen), content_type="text/plain")
