"""Print jobs, to be looked at: what failed and why, what is waiting."""

from django.contrib import admin
from django.utils import timezone

from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from wegweiser.auftraege import tend_auftraege
from wegweiser.models import Druckauftrag


@admin.register(Druckauftrag)
class DruckauftragAdmin(PortalAdmin):
    fassungen = False
    netzwerk_pfad = "netzwerk"
    koordination_darf = rechte.LESEN
    redaktion_darf = rechte.NICHTS
    list_display = ["titel", "format", "zustand", "fehler", "erstellt_am", "beendet_am"]
    list_filter = ["zustand", "format"]
    fields = ["titel", "format", "netzwerk", "zustand", "fortschritt_in_worten", "fehler", "versuche", "erstellt_am"]
    fields += ["beendet_am"]
    readonly_fields = fields

    def get_queryset(self, request):
        """Without what the print engine gets: that is a whole booklet."""
        return super().get_queryset(request).defer("satz")

    def changelist_view(self, request, extra_context=None):
        tend_auftraege(timezone.now())
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="Fortschritt")
    def fortschritt_in_worten(self, obj):
        return obj.fortschritt_in_worten
