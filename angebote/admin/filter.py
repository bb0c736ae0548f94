"""What coordinators narrow the list of offers by."""

from datetime import timedelta

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from angebote.models import Angebot
from netzwerk.admin.filter import HOECHSTENS
from netzwerk.models import Region, Thema

FRIST = timedelta(days=180)


class ThemaFilter(SimpleListFilter):
    title = _("Thema")
    parameter_name = "thema"

    def lookups(self, request, model_admin):
        for haupt in Thema.objects.haupt():
            yield haupt.slug, haupt.name
            yield from ((unter.slug, f"– {unter.name}") for unter in haupt.unterthemen.all())

    def queryset(self, request, queryset):
        return queryset.zu_thema(self.value()) if self.value() else queryset


class RegionFilter(SimpleListFilter):
    """Areas that the listed offers name; the chosen one includes what lies in it."""

    title = _("Region")
    parameter_name = "region"

    def lookups(self, request, model_admin):
        genannt = model_admin.get_queryset(request).order_by().values("regionen")
        regionen = Region.objects.filter(pk__in=genannt).select_related("eltern")[: HOECHSTENS + 1]
        return [(str(region.pk), str(region)) for region in regionen] if len(regionen) <= HOECHSTENS else []

    def queryset(self, request, queryset):
        wert = self.value()
        region = Region.objects.filter(pk=wert).first() if wert and wert.isdecimal() else None
        if region is None:
            return queryset
        gebiete = Angebot.regionen.through.objects.filter(angebot=OuterRef("pk"), region__pfad__startswith=region.pfad)
        return queryset.filter(Exists(gebiete))


class BestaetigtFilter(SimpleListFilter):
    title = _("zuletzt bestätigt")
    parameter_name = "bestaetigt"

    def lookups(self, request, model_admin):
        return [
            ("frisch", _("in den letzten 180 Tagen")),
            ("alt", _("vor mehr als 180 Tagen")),
            ("nie", _("noch nie")),
        ]

    def queryset(self, request, queryset):
        grenze = timezone.localdate() - FRIST
        match self.value():
            case "frisch":
                return queryset.filter(bestaetigt_am__gte=grenze)
            case "alt":
                return queryset.filter(bestaetigt_am__lt=grenze)
            case "nie":
                return queryset.filter(bestaetigt_am__isnull=True)
        return queryset
