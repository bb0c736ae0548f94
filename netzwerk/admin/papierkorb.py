"""The bin: what was deleted in the last 30 days can be brought back."""

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.fassung.abbild import gezeigte
from netzwerk.fassung.papierkorb import FRIST, restore_eintrag
from netzwerk.fassung.worte import vergleiche
from netzwerk.models import Geloeschtes


@admin.register(Geloeschtes)
class GeloeschtesAdmin(PortalAdmin):
    fassungen = False
    netzwerk_pfad = "netzwerk"
    koordination_darf = rechte.BEARBEITEN
    redaktion_darf = rechte.NICHTS
    list_display = ["name", "art", "geloescht", "von", "noch"]
    search_fields = ["name"]
    search_help_text = gettext_lazy("Name des gelöschten Eintrags")
    actions = ["wiederherstellen"]
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).im_papierkorb().filter(am__gte=timezone.now() - FRIST)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("Art"), ordering="modell")
    def art(self, obj):
        return capfirst(apps.get_model(obj.modell)._meta.verbose_name)

    @admin.display(description=gettext_lazy("gelöscht"), ordering="am")
    def geloescht(self, obj):
        return date_format(timezone.localtime(obj.am), "SHORT_DATETIME_FORMAT")

    @admin.display(description=gettext_lazy("noch da bis"), ordering="am")
    def noch(self, obj):
        return date_format(timezone.localtime(obj.am + FRIST), "SHORT_DATE_FORMAT")

    @admin.action(
        permissions=["change"],
        description=gettext_lazy("Wiederherstellen"),
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def wiederherstellen(self, request, queryset):
        erlaubt = self.mit_recht(request, rechte.AENDERN, self.get_queryset(request))
        for fassung in self.mit_recht(request, rechte.AENDERN, queryset):
            try:
                zurueck = restore_eintrag(fassung, konto=request.user, moment=timezone.now(), erlaubt=erlaubt)
            except ValidationError as fehler:
                self.message_user(request, f"„{fassung.name}“: {' '.join(fehler.messages)}", messages.ERROR)
            else:
                namen = ", ".join(f"„{objekt}“" for objekt in zurueck)
                self.message_user(request, _("Wieder da: %(namen)s.") % {"namen": namen}, messages.SUCCESS)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What was deleted, in words; there is nothing to edit."""
        fassung = self.get_object(request, object_id) if object_id and request.method == "GET" else None
        if fassung is None or not self.has_view_permission(request, fassung):
            return super().changeform_view(request, object_id, form_url, extra_context)
        modell = apps.get_model(fassung.modell)
        zeilen = vergleiche(modell, [name for name in gezeigte(modell) if name in fassung.inhalt], fassung.inhalt)
        return self.portal_seite(
            request,
            "admin/geloeschtes.html",
            _("Gelöscht: „%(name)s“") % {"name": fassung.name},
            fassung=fassung,
            art=self.art(fassung),
            bis=fassung.am + FRIST,
            zeilen=[zeile for zeile in zeilen if zeile.texte[0]],
        )
