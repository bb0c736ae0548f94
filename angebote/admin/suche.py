"""The thesaurus: the Verwaltung's for all, a Koordination's for its own network."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from angebote.models import Suchbegriff
from netzwerk.admin.basis import PortalAdmin


@admin.register(Suchbegriff)
class SuchbegriffAdmin(PortalAdmin):
    netzwerk_pfad = "netzwerk"
    list_display = ["wort", "begriffe_kurz", "gewicht", "art", "netzwerk"]
    list_filter = ["art", "themen", "netzwerk"]
    list_select_related = ["netzwerk"]
    search_fields = ["wort", "begriffe"]
    search_help_text = _("Ein Wort von Eltern oder aus einem Amt")
    autocomplete_fields = ["themen", "leistung", "netzwerk"]

    @admin.display(description=_("So schreiben Ämter"))
    def begriffe_kurz(self, begriff):
        return ", ".join(begriff.begriffe_liste)
