"""What coordinators narrow the list of offers by."""

from datetime import timedelta

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from angebote.bestandsanalyse import zeit_spalten
from angebote.bestandszahlen import ABEND, HALB_EINS, HALB_SECHS, MITTAG, Tageszeit
from angebote.models import Angebot, Angebotszeit
from netzwerk.admin.filter import HOECHSTENS
from netzwerk.models import Region, Thema, Wochentag, Zielgruppe

FOERDERUNG = timedelta(days=90)
# ``bestandszahlen.tageszeiten`` in the words of the database.
FENSTER = {
    Tageszeit.VORMITTAGS: Q(von__lt=MITTAG),
    Tageszeit.NACHMITTAGS: Q(von__lt=ABEND) & (Q(von__gte=MITTAG) | Q(bis__gte=HALB_EINS)),
    Tageszeit.ABENDS: Q(von__gte=ABEND) | Q(bis__gte=HALB_SECHS),
    Tageszeit.WOCHENENDE: Q(wochentag__gte=Wochentag.SA),
}


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
    """Areas that the listed offers name; the chosen one includes what lies in it.

    The address may name several, joined by commas, and end in „-alle“: then offers of wider areas are listed too.
    """

    title = _("Region")
    parameter_name = "region"
    MIT_WEITEREN = "-alle"

    def lookups(self, request, model_admin):
        genannt = model_admin.get_queryset(request).order_by().values("regionen")
        regionen = Region.objects.filter(pk__in=genannt).select_related("eltern")[: HOECHSTENS + 1]
        wahl = [(str(region.pk), str(region)) for region in regionen] if len(regionen) <= HOECHSTENS else []
        return wahl + self._gewaehlt({wert for wert, _name in wahl})

    def _gewaehlt(self, schon_da: set[str]) -> list[tuple[str, str]]:
        """What the address asks for, so that it can be seen and taken away."""
        wert = self.value()
        if not wert or wert in schon_da or not (regionen := self._regionen()):
            return []
        name = ", ".join(str(region) for region in regionen)
        return [(wert, _("%s und überörtlich") % name if wert.endswith(self.MIT_WEITEREN) else name)]

    def _regionen(self) -> list[Region]:
        nummern = (self.value() or "").removesuffix(self.MIT_WEITEREN).split(",")[:HOECHSTENS]
        gueltig = [int(teil) for teil in nummern if teil.isascii() and teil.isdecimal() and len(teil) <= 18]
        return list(Region.objects.filter(pk__in=gueltig).select_related("eltern")) if gueltig else []

    def queryset(self, request, queryset):
        regionen = self._regionen()
        if not regionen:
            return queryset
        if self.value().endswith(self.MIT_WEITEREN):
            return queryset.in_region(regionen)
        drin = Q(pk__in=[])
        for region in regionen:
            drin |= Q(region__pfad__startswith=region.pfad)
        return queryset.filter(Exists(Angebot.regionen.through.objects.filter(drin, angebot=OuterRef("pk"))))


class ZielgruppeFilter(SimpleListFilter):
    title = _("Zielgruppe")
    parameter_name = "zielgruppe"

    def lookups(self, request, model_admin):
        return [("alle", _("für alle")), *Zielgruppe.objects.values_list("slug", "name")]

    def queryset(self, request, queryset):
        if self.value() == "alle":
            return queryset.filter(zielgruppen__isnull=True)
        return queryset.fuer_zielgruppe(self.value()) if self.value() else queryset


class TageszeitFilter(SimpleListFilter):
    """As the gap analysis counts."""

    title = _("Zeit")
    parameter_name = "tageszeit"

    def lookups(self, request, model_admin):
        return [(spalte.wert, spalte.name) for spalte in zeit_spalten()]

    def queryset(self, request, queryset):
        fenster = Angebotszeit.objects.filter(
            Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=timezone.localdate()), angebot=OuterRef("pk")
        )
        match self.value():
            case Tageszeit.DURCHGEHEND:
                return queryset.filter(durchgehend=True)
            case Tageszeit.OFFEN:
                return queryset.filter(~Exists(fenster), durchgehend=False)
            case wert if wert in FENSTER:
                return queryset.filter(Exists(fenster.filter(FENSTER[wert])))
        return queryset


class FoerderungFilter(SimpleListFilter):
    title = _("Förderung")
    parameter_name = "foerderung"

    def lookups(self, request, model_admin):
        return [("bald", _("endet in 90 Tagen")), ("vorbei", _("ist zu Ende"))]

    def queryset(self, request, queryset):
        heute = timezone.localdate()
        match self.value():
            case "bald":
                return queryset.filter(foerderung_bis__range=(heute, heute + FOERDERUNG))
            case "vorbei":
                return queryset.filter(foerderung_bis__lt=heute)
        return queryset
