"""Table of contents of all addresses. German, short, stable."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("verwaltung/", admin.site.urls),
]
