"""Outgoing mail, to be looked at: what waits, what went out, what could not. Texts are not shown: they may hold links
that open something."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.models import Post
from netzwerk.post import resend_post


@admin.register(Post)
class PostAdmin(PortalAdmin):
    netzwerk_pfad = "netzwerk"
    koordination_darf = rechte.LESEN
    redaktion_darf = rechte.NICHTS
    actions = ["noch_einmal"]
    list_display = ["betreff", "an", "zustand", "fehler", "erstellt_am", "gesendet_am"]
    list_filter = ["zustand"]
    search_fields = ["betreff", "an"]
    search_help_text = _("Betreff oder Adresse")
    show_full_result_count = False
    fields = ["betreff", "an", "netzwerk", "zustand", "fehler", "versuche", "ab", "erstellt_am", "gesendet_am"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(permissions=["view"], description=_("Noch einmal senden"))
    def noch_einmal(self, request, queryset):
        """Whoever sees a mail may have it tried again; the text of one that has gone is no longer there."""
        gewaehlt = queryset.count()
        anzahl = resend_post(self.mit_recht(request, rechte.SEHEN, queryset), timezone.now())
        if anzahl:
            text = ngettext("%(n)d E-Mail geht noch einmal hinaus.", "%(n)d E-Mails gehen noch einmal hinaus.", anzahl)
            self.message_user(request, text % {"n": anzahl}, messages.SUCCESS)
        if gewaehlt - anzahl:
            grund = _("Noch einmal gesendet wird nur, was nicht hinausging. Der Text gesendeter E-Mails ist gelöscht.")
            self.message_user(request, grund, messages.WARNING)
