"""School holidays. Everybody reads them, the Verwaltung keeps them; whole years come by ``import_ferien``."""

from django.contrib import admin

from netzwerk.admin.basis import PortalAdmin
from netzwerk.models import Schulferien


@admin.register(Schulferien)
class SchulferienAdmin(PortalAdmin):
    alle_lesen = True
    list_display = ["art", "land", "von", "bis", "quelle"]
    list_filter = ["land", "art"]
    search_fields = ["quelle"]
    fields = ["land", "art", ("von", "bis"), "quelle"]
