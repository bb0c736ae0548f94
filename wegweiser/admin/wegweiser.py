"""Guides with their chapters: each Koordination has its own."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from angebote.admin.betragstexte import BetraegeZumEinsetzen, BetragstextForm
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from wegweiser import verwendung  # noqa: F401 (registers the texts of guides)
from wegweiser.admin.kapitel import ARTEN, KapitelInline
from wegweiser.admin.vorschau import VorschauMixin
from wegweiser.models import Wegweiser


class WegweiserForm(BetragstextForm):
    betragsfelder = ("beschreibung",)


@admin.register(Wegweiser)
class WegweiserAdmin(VorschauMixin, BetraegeZumEinsetzen, PortalAdmin):
    netzwerk_pfad = "netzwerk"
    redaktion_darf = rechte.NICHTS
    form = WegweiserForm
    list_display = ["titel", "netzwerk", "ist_veroeffentlicht", "geaendert_am"]
    list_filter = ["netzwerk", "ist_veroeffentlicht"]
    list_select_related = ["netzwerk"]
    search_fields = ["titel", "untertitel"]
    search_help_text = _("Titel oder Untertitel")
    autocomplete_fields = ["region"]
    inlines = [KapitelInline]
    fieldsets = [
        (None, {"fields": ["titel", "untertitel", "netzwerk", "region", "beschreibung", "ist_veroeffentlicht"]}),
        (_("Technisches"), {"classes": ["collapse"], "fields": ["slug"]}),
    ]

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.ist_veroeffentlicht else None

    def render_change_form(self, request, context, *args, **kwargs):
        context["arten"] = [(art.label, felder, folge) for art, felder, folge in ARTEN]
        return super().render_change_form(request, context, *args, **kwargs)
