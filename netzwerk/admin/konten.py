"""Accounts of staff and what they may reach: the Verwaltung's alone."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from netzwerk.admin.basis import PortalAdmin, PortalInline
from netzwerk.models import Konto, Zugang

# Rights follow from the Zugänge; a second, unused system would only mislead.
admin.site.unregister(Group)


class ZugangInline(PortalInline):
    model = Zugang
    autocomplete_fields = ["netzwerk", "partner"]
    verbose_name_plural = _("Zugänge: Was darf dieses Konto?")


@admin.register(Konto)
class KontoAdmin(PortalAdmin, UserAdmin):
    fassungen = False
    form = UserChangeForm
    list_display = ["username", "first_name", "last_name", "email", "zugangstext", "is_active", "last_login"]
    list_filter = ["is_active", "zugaenge__rolle"]
    list_prefetch_related = ["zugaenge__netzwerk", "zugaenge__partner"]
    search_help_text = _("Benutzername, Name oder E-Mail")
    filter_horizontal = []
    inlines = [ZugangInline]
    fieldsets = [
        (None, {"fields": ["username", "password", "is_active"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Daten"), {"classes": ["collapse"], "fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    @admin.display(description=_("Zugänge"))
    def zugangstext(self, obj):
        if obj.is_superuser:
            return _("alles")
        return ", ".join(str(zugang) for zugang in obj.zugaenge.all())

    def save_model(self, request, obj, form, change):
        """Whoever has an account here works in the Verwaltung; ``is_active`` locks them out."""
        obj.is_staff = True
        super().save_model(request, obj, form, change)
