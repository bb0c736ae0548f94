"""What was remembered about foreign spreadsheets. They arise while reading one; here they are renamed and deleted."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.models import Spaltenzuordnung


@admin.register(Spaltenzuordnung)
class SpaltenzuordnungAdmin(PortalAdmin):
    netzwerk_pfad = "netzwerk"
    koordination_darf = rechte.ALLES - {rechte.ANLEGEN}
    list_display = ["name", "art", "netzwerk"]
    list_filter = ["art", "netzwerk"]
    list_select_related = ["netzwerk"]
    search_fields = ["name"]
    autocomplete_fields = ["netzwerk"]
    fields = ["name", "art", "netzwerk", "spalten", "feste"]
    readonly_fields = ["art", "spalten", "feste"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("Spalten"))
    def spalten(self, obj):
        paare = [(kopf, spalte or _t("nicht übernehmen")) for kopf, spalte in obj.zuordnung.items()]
        return format_html_join("", "<div>{} → {}</div>", paare)

    @admin.display(description=_("Feste Werte"))
    def feste(self, obj):
        return format_html_join("", "<div>{}: {}</div>", obj.feste_werte.items()) or "–"
