"""Table of contents of all addresses. German, short, stable."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve

urlpatterns = [
    path("verwaltung/passwort/", include("netzwerk.urls_passwort")),
    path("verwaltung/", admin.site.urls),
    path("", include("netzwerk.urls_portal")),
    path("", include("anlaufstellen.urls")),
    path("", include("angebote.urls")),
    path("", include("wegweiser.urls")),
    # Logos only: few, small, public. Nothing else of MEDIA_ROOT has an address.
    re_path(r"^medien/(?P<path>logos/.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
]
