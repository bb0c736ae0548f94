from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnlaufstellenConfig(AppConfig):
    name = "anlaufstellen"
    verbose_name = _("3 Anlaufstellen")
