"""What belongs to no topic: the health check and the word for search engines."""

from django.db import connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def gesund(request):
    """200 „ok“ while the database answers; for the container's health check."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots(request):
    return HttpResponse("User-agent: *\nDisallow: /verwaltung/\nDisallow: /e/\n", content_type="text/plain")
