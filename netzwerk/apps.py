from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class NetzwerkConfig(AppConfig):
    name = "netzwerk"
    verbose_name = _("1 Netzwerk")


class VerwaltungConfig(admin_apps.AdminConfig):
    """Django's admin with our own site; the entry in INSTALLED_APPS."""

    default = False
    default_site = "netzwerk.verwaltung.Verwaltung"
