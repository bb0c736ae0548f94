"""„Links, die nicht gehen“, with the entries that name each. A Koordination sees those of its own entries."""

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from angebote.links import FELDER, check_links_task, load_verwendung
from angebote.models import Linkstand
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin, PortalChangeList
from netzwerk.admin.lesen import NurSehen
from netzwerk.linkabruf import Ergebnis

AUF_EINMAL = 20


class ErgebnisFilter(admin.SimpleListFilter):
    """The list is about what does not work; the rest is there when asked for."""

    title = _("Ergebnis")
    parameter_name = "ergebnis"

    def lookups(self, request, model_admin):
        return [("tot", _("geht nicht")), ("unklar", _("unklar")), ("ok", _("geht")), ("alle", _("alle"))]

    def value(self):
        wert = super().value()
        return wert if wert in dict(self.lookup_choices) else Ergebnis.TOT.value

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]

    def queryset(self, request, queryset):
        return queryset if self.value() == "alle" else queryset.filter(ergebnis=self.value())


class Linkliste(PortalChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        verwendung = self.model_admin.verwendung(request, [zeile.url for zeile in self.result_list])
        for zeile in self.result_list:
            zeile.eintraege = verwendung[zeile.url]


@admin.register(Linkstand)
class LinkstandAdmin(NurSehen, PortalAdmin):
    actions = ["noch_einmal"]
    list_display = ["url", "grund", "seit", "benutzt_von", "geprueft_am"]
    list_display_links = None
    list_filter = [ErgebnisFilter]
    search_fields = ["url", "grund"]
    search_help_text = _("Teil der Adresse")
    show_full_result_count = False
    fields = ["url", "ergebnis", "grund", "fehler_seit", "geprueft_am", "benutzt_von"]
    readonly_fields = fields

    # Rights

    def mit_recht(self, request, recht, queryset):
        """Links that entries of the account's own name; a benefit belongs to nobody but the Verwaltung."""
        weite = rechte.reichweite(request.user)
        if weite.verwaltung:
            return queryset
        eigen = Q(pk__in=[])
        for modell, feld in FELDER.items():
            eigen |= Q(url__in=self._eigene(request, modell).values(feld))
        return queryset.filter(eigen)

    def _eigene(self, request, modell):
        """Entries of the account's networks; what everybody reads is not its own."""
        regel = self.admin_site.get_model_admin(modell).regel
        return rechte.eigene(
            request.user,
            modell._default_manager.order_by(),
            netzwerk_pfad=regel.netzwerk_pfade,
            partner_pfad=regel.partner_pfade,
        )

    def verwendung(self, request, urls):
        return load_verwendung(urls, lambda modell: self._eigene(request, modell))

    def get_object(self, request, object_id, from_field=None):
        obj = super().get_object(request, object_id, from_field)
        if obj:
            obj.eintraege = self.verwendung(request, [obj.url])[obj.url]
        return obj

    def get_changelist(self, request, **kwargs):
        return Linkliste

    # Columns

    @admin.display(description=_("geht nicht seit"), ordering="fehler_seit")
    def seit(self, obj):
        return obj.fehler_seit

    @admin.display(description=_("benutzt von"))
    def benutzt_von(self, obj):
        zeilen = [
            (reverse(f"admin:{e._meta.app_label}_{e._meta.model_name}_change", args=[e.pk]), e._meta.verbose_name, e)
            for e in getattr(obj, "eintraege", [])
        ]
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}: {}</a></li>', zeilen))

    @admin.action(permissions=["view"], description=_("Jetzt noch einmal prüfen"))
    def noch_einmal(self, request, queryset):
        if not settings.LINKPRUEFUNG:
            text = _("Die Linkprüfung ist ausgeschaltet. Es wurde nichts abgefragt.")
            self.message_user(request, text, messages.WARNING)
            return
        gewaehlt = self.mit_recht(request, rechte.SEHEN, queryset).values_list("pk", flat=True)[:AUF_EINMAL]
        check_links_task.enqueue(list(gewaehlt))
        text = _("Die Prüfung läuft, höchstens %(n)d auf einmal. Bitte laden Sie die Liste in einer Minute neu.")
        self.message_user(request, text % {"n": AUF_EINMAL}, messages.SUCCESS)
