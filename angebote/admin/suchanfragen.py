"""What parents ask for: sums for Verwaltung and Koordination, to be read only."""

import csv
from datetime import timedelta
from io import StringIO

from django.contrib import admin
from django.contrib.admin import ShowFacets, SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from angebote.models import Suchanfrage
from angebote.nachfrage import je_frage
from angebote.suchstatistik import AUFBEWAHRT
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin, PortalChangeList
from netzwerk.admin.filter import HOECHSTENS
from netzwerk.models import Region
from netzwerk.tabellen.zelle import entschaerfe

CSV_HOECHSTENS = 5000


class ZeitraumFilter(SimpleListFilter):
    """The last days, today included; never all."""

    title = _("Zeitraum")
    parameter_name = "zeitraum"
    VORGABE = "90"

    def lookups(self, request, model_admin):
        tage = ("30", self.VORGABE, str(AUFBEWAHRT.days))
        return [(zahl, gettext("letzte %(n)s Tage") % {"n": zahl}) for zahl in tage]

    def value(self):
        wert = super().value()
        return wert if wert in dict(self.lookup_choices) else self.VORGABE

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]

    def queryset(self, request, queryset):
        return queryset.filter(tag__gt=timezone.localdate() - timedelta(days=int(self.value())))


class TrefferFilter(SimpleListFilter):
    title = _("Treffer")
    parameter_name = "treffer"

    def lookups(self, request, model_admin):
        return [("ohne", _("ohne Treffer"))]

    def queryset(self, request, queryset):
        return queryset.filter(summe_ohne__gt=0) if self.value() else queryset


class RegionFilter(SimpleListFilter):
    """Regions of the listed questions; the chosen one includes what lies in it."""

    title = _("Region")
    parameter_name = "region"

    def lookups(self, request, model_admin):
        genannt = je_frage(model_admin.get_queryset(request)).values("region")
        regionen = Region.objects.filter(pk__in=genannt)[: HOECHSTENS + 1]
        return [(str(region.pk), str(region)) for region in regionen] if len(regionen) <= HOECHSTENS else []

    def queryset(self, request, queryset):
        wert = self.value()
        region = Region.objects.filter(pk=wert).first() if wert and wert.isdecimal() else None
        return queryset.filter(region__pfad__startswith=region.pfad) if region else queryset


class SuchanfrageListe(PortalChangeList):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = gettext("Was gesucht wird")

    def get_queryset(self, request, exclude_parameters=None):
        self.root_queryset = je_frage(self.root_queryset)
        return super().get_queryset(request, exclude_parameters)

    def get_ordering(self, request, queryset):
        return ["-summe", "worte", "pk"]


@admin.register(Suchanfrage)
class SuchanfrageAdmin(PortalAdmin):
    """A Koordination sees what was asked in its networks' regions and in what lies in them."""

    fassungen = False
    netzwerk_pfad = "region__netzwerke"
    koordination_darf = rechte.LESEN
    list_display_links = None
    list_filter = [ZeitraumFilter, TrefferFilter, RegionFilter]
    list_select_related = ["region__eltern"]
    search_fields = ["worte"]
    search_help_text = _("Ein Wort, nach dem gesucht wurde")
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    actions = None
    fields = readonly_fields = ["worte", "region", "haeufigkeit"]

    @admin.display(description=_("Wie oft"))
    def haeufigkeit(self, obj):
        return gettext("%(n)d-mal, davon %(ohne)d-mal ohne Treffer") % {"n": obj.summe, "ohne": obj.summe_ohne}

    # Rights

    def darf(self, request, recht, obj=None) -> bool:
        if recht != rechte.SEHEN:
            return False
        if obj is None or obj.pk is None:
            return super().darf(request, recht)
        return self.mit_recht(request, recht, Suchanfrage.objects.filter(pk=obj.pk)).exists()

    def mit_recht(self, request, recht, queryset):
        """The rule of ``rechte`` knows a network's own regions; here the smaller ones in them count too."""
        weite = rechte.reichweite(request.user)
        if weite.verwaltung:
            return queryset
        drin = Q(pk__in=[])
        for pfad in Region.objects.filter(netzwerke__in=weite.netzwerke).values_list("pfad", flat=True):
            drin |= Q(region__pfad__startswith=pfad)
        return queryset.filter(drin)

    def has_module_permission(self, request):
        return self.darf(request, rechte.SEHEN)

    def lookup_allowed(self, lookup, value, request):
        """Only the filters of the list: with others one could find out single days."""
        return lookup in {eintrag.parameter_name for eintrag in self.list_filter}

    # Pages

    def get_changelist(self, request, **kwargs):
        return SuchanfrageListe

    def get_object(self, request, object_id, from_field=None):
        """The question in its region with its sums, not the day that the row is about."""
        zeile = super().get_object(request, object_id, from_field)
        if zeile is None:
            return None
        gleiche = self.get_queryset(request).filter(worte=zeile.worte, region=zeile.region_id)
        return je_frage(gleiche).first()

    def get_urls(self):
        export = self.admin_site.admin_view(self.export_view)
        return [path("gesucht.csv", export, name="angebote_suchanfrage_export"), *super().get_urls()]

    def export_view(self, request):
        """The list as it is filtered, as a spreadsheet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            zeilen = self.get_changelist_instance(request).queryset[:CSV_HOECHSTENS]
        except IncorrectLookupParameters:
            return redirect("admin:angebote_suchanfrage_changelist")
        antwort = HttpResponse(_als_csv(zeilen), content_type="text/csv; charset=utf-8")
        antwort["Content-Disposition"] = 'attachment; filename="gesucht.csv"'
        return antwort


def _als_csv(zeilen) -> str:
    """With BOM and semicolons as German Excel wants."""
    ziel = StringIO()
    ziel.write("\ufeff")
    schreiber = csv.writer(ziel, delimiter=";")
    schreiber.writerow(["woerter", "region", "anzahl", "ohne_treffer"])
    for zeile in zeilen:
        schreiber.writerow(
            [entschaerfe(zeile.worte), entschaerfe(str(zeile.region or "")), zeile.summe, zeile.summe_ohne]
        )
    return ziel.getvalue()
