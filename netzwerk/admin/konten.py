"""Accounts of staff and what they may reach: the Verwaltung's alone."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static import admin as _otp_static  # noqa: F401 (registers what is taken out below)
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp import admin as _otp_totp  # noqa: F401
from django_otp.plugins.otp_totp.models import TOTPDevice

from netzwerk import zweiter_faktor
from netzwerk.admin.basis import PortalAdmin, PortalInline
from netzwerk.admin.zugaenge import ZugaengeMixin
from netzwerk.models import Konto, Zugang

# Rights follow from the Zugänge; a second, unused system would only mislead. Secrets are nobody's to read.
admin.site.unregister([Group, TOTPDevice, StaticDevice])


class ZugangInline(PortalInline):
    model = Zugang
    autocomplete_fields = ["netzwerk", "partner", "person"]
    verbose_name_plural = _("Zugänge: Was darf dieses Konto?")


@admin.register(Konto)
class KontoAdmin(ZugaengeMixin, PortalAdmin, UserAdmin):
    fassungen = False
    form = UserChangeForm
    zugaenge_weg = "zugaenge/"
    list_display = ["username", "first_name", "last_name", "email", "zugangstext", "is_active", "last_login"]
    list_filter = ["is_active", "zugaenge__rolle"]
    list_prefetch_related = ["zugaenge__netzwerk", "zugaenge__partner", "zugaenge__person"]
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

    def render_change_form(self, request, context, *args, **kwargs):
        """Invitations to the Verwaltung stand above the list: they belong to no single account."""
        return super(ZugaengeMixin, self).render_change_form(request, context, *args, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view(self.zweiter_faktor_view)
        return [path("<int:pk>/zweiter-faktor/", view, name="netzwerk_konto_zweiter_faktor"), *super().get_urls()]

    def zweiter_faktor_view(self, request, pk):
        """For somebody who has lost phone and recovery codes."""
        konto = self.get_object(request, str(pk))
        if konto is None or not self.has_change_permission(request, konto):
            raise Http404
        if request.method == "POST" and zweiter_faktor.reset_zweiter_faktor(konto):
            self.log_change(request, konto, _now("Zweiten Faktor zurückgesetzt."))
            messages.success(request, _("Zurückgesetzt. Bei der nächsten Anmeldung genügt zunächst das Passwort."))
            return redirect("admin:netzwerk_konto_change", pk)
        kontext = self.admin_site.each_context(request) | {"konto": konto, "opts": self.opts}
        kontext["title"] = _("Zweiten Faktor zurücksetzen")
        kontext["ist_eingerichtet"] = zweiter_faktor.ist_eingerichtet(konto)
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/netzwerk/konto/zweiter_faktor.html", kontext)
