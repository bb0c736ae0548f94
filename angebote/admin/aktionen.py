"""Actions on one or many offers: publish, archive. Each asks for the right on every single offer."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import ActionLocation
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from angebote.models import Angebot, Suchaenderung
from netzwerk import rechte
from netzwerk.fassung import begleite
from netzwerk.models import Fassung

UEBERALL = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


class AngebotAktionen:
    """Mixin of the offer's admin class."""

    def has_freigabe_permission(self, request):
        weite = rechte.reichweite(request.user)
        return weite.verwaltung or bool(weite.netzwerke)

    @admin.action(permissions=["freigabe"], description=_("Veröffentlichen"), location=UEBERALL)
    def veroeffentlichen(self, request, queryset):
        erlaubt = rechte.eigene(request.user, queryset, netzwerk_pfad="netzwerk")
        self._setze(request, queryset, erlaubt, status=Angebot.Status.VEROEFFENTLICHT)

    @admin.action(permissions=["freigabe"], description=_("Archivieren"), location=UEBERALL)
    def archivieren(self, request, queryset):
        erlaubt = rechte.eigene(request.user, queryset, netzwerk_pfad="netzwerk")
        self._setze(request, queryset, erlaubt, status=Angebot.Status.ARCHIVIERT)

    def _setze(self, request, gewaehlt, erlaubt, **werte):
        """Stores the values and the history."""
        angebote = list(erlaubt)
        LogEntry.objects.log_actions(
            request.user.pk, angebote, CHANGE, [{"changed": {"fields": [*map(self._feldname, werte)]}}]
        )
        with begleite(angebote, Fassung.Anlass.GEAENDERT, moment=timezone.now(), konto=request.user):
            Angebot.objects.filter(pk__in=[angebot.pk for angebot in angebote]).update(**werte)
        Suchaenderung.mark(angebot.pk for angebot in angebote)
        geaendert, ausgelassen = len(angebote), gewaehlt.count() - len(angebote)
        if geaendert:
            text = ngettext("%(n)d Angebot ist geändert.", "%(n)d Angebote sind geändert.", geaendert)
            self.message_user(request, text % {"n": geaendert}, messages.SUCCESS)
        if ausgelassen:
            text = ngettext(
                "%(n)d Angebot bleibt, wie es ist: Darüber entscheidet die Koordination.",
                "%(n)d Angebote bleiben, wie sie sind: Darüber entscheidet die Koordination.",
                ausgelassen,
            )
            self.message_user(request, text % {"n": ausgelassen}, messages.WARNING)

    def _feldname(self, name):
        return str(self.opts.get_field(name).verbose_name)
