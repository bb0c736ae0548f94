"""What things are sorted by. Everybody reads it, the Verwaltung keeps it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from netzwerk.admin.basis import PortalAdmin, PortalInline
from netzwerk.models import Hilfetelefon, Sprache, Thema, Zielgruppe


class UnterthemaInline(PortalInline):
    model = Thema
    fields = ["name", "slug", "beschreibung", "reihenfolge", "ist_sensibel"]
    ordering = ["reihenfolge", "name"]
    verbose_name = _("Unterthema")
    verbose_name_plural = _("Unterthemen")
    show_change_link = True


@admin.register(Thema)
class ThemaAdmin(PortalAdmin):
    alle_lesen = True
    list_display = ["name", "eltern", "beschreibung", "ist_sensibel", "reihenfolge"]
    list_filter = [("eltern", admin.EmptyFieldListFilter), "ist_sensibel"]
    search_fields = ["name", "eltern__name"]
    ordering = ["eltern__reihenfolge", "reihenfolge", "name"]
    autocomplete_fields = ["eltern"]
    fields = ["name", "eltern", "beschreibung", "symbol", "reihenfolge", "ist_sensibel", "slug"]

    def get_inlines(self, request, obj):
        """Only main topics have sub-topics."""
        return [UnterthemaInline] if obj and not obj.eltern_id else []


@admin.register(Zielgruppe)
class ZielgruppeAdmin(PortalAdmin):
    alle_lesen = True
    list_display = ["name", "beschreibung", "reihenfolge"]
    search_fields = ["name"]
    fields = ["name", "beschreibung", "reihenfolge", "slug"]


@admin.register(Sprache)
class SpracheAdmin(PortalAdmin):
    alle_lesen = True
    list_display = ["name", "eigenname", "code", "reihenfolge"]
    search_fields = ["name", "eigenname", "=code"]


@admin.register(Hilfetelefon)
class HilfetelefonAdmin(PortalAdmin):
    alle_lesen = True
    list_display = ["name", "nummer", "zeiten", "auf_startseite", "dringend", "stand"]
    list_filter = ["auf_startseite", "dringend"]
    search_fields = ["name", "nummer", "wofuer"]
    fieldsets = [
        (None, {"fields": ["name", "nummer", "wofuer", "zeiten", "kostenlos", "sprachen"]}),
        (_("Wo es steht"), {"fields": ["auf_startseite", "dringend", "reihenfolge", "slug"]}),
        (_("Nachweis"), {"fields": ["stand", "quelle", "pruefhinweis"]}),
    ]
