"""The admin site of the portal. Outside the admin package: Django needs it before the models are registered."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from netzwerk.faktor_seiten import FaktorSeiten


class Verwaltung(FaktorSeiten, AdminSite):
    site_title = _("Verwaltung")
    site_header = _("Verwaltung")
    index_title = _("Was möchten Sie tun?")

    def get_urls(self):
        # Without Django's shortcut /r/<type>/<id>/: its redirect would tell anybody the address of a foreign draft.
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    def i18n_javascript(self, request, extra_context=None):
        # Our own catalogue fills what Django's German one lacks.
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "netzwerk"])(request)
