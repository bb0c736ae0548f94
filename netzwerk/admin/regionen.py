"""Regions, their spellings, and postcodes. Everybody reads them, the Verwaltung keeps them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from netzwerk.admin.basis import PortalAdmin, PortalInline
from netzwerk.admin.formular import PortalForm
from netzwerk.admin.hilfen import Zeilen
from netzwerk.models import Ebene, Ortsname, Postleitzahl, Region
from netzwerk.text import falte, slug_aus


class OrtsnameForm(forms.ModelForm):
    def clean_name(self):
        name = self.cleaned_data["name"]
        andere = Ortsname.objects.filter(region=self.instance.region, gefaltet=falte(name))
        if not falte(name) or andere.exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                _("„%(name)s“ wird schon gefunden. Bitte diese Zeile löschen."), params={"name": name}
            )
        return name

    def save(self, commit=True):
        self.instance.ist_alias = True
        return super().save(commit)


class OrtsnameFormSet(Zeilen):
    def clean(self):
        super().clean()
        namen = [falte(form.cleaned_data.get("name") or "") for form in self.forms if hasattr(form, "cleaned_data")]
        if len([name for name in namen if name]) != len({name for name in namen if name}):
            raise ValidationError(_("Eine Schreibweise steht zweimal da. Bitte eine Zeile löschen."))


class OrtsnameInline(PortalInline):
    """Spellings that people entered; those made from the name itself do not show."""

    model = Ortsname
    form = OrtsnameForm
    formset = OrtsnameFormSet
    verbose_name_plural = _("Weitere Schreibweisen, z. B. „OHZ“")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(ist_alias=True)


class RegionForm(PortalForm):
    def clean(self):
        daten = super().clean()
        ebene, eltern = daten.get("ebene"), daten.get("eltern")
        if ebene is None:
            return daten
        if eltern and eltern.ebene >= ebene:
            self.add_error("eltern", _("Eine Region liegt in einer größeren, z. B. ein Ortsteil in einer Gemeinde."))
        if self.instance.pk and self.instance.kinder.filter(ebene__lte=ebene).exists():
            self.add_error("ebene", _("In dieser Region liegen schon Regionen, die nicht kleiner wären."))
        if not self.errors:
            self._check_pfad(ebene, eltern, daten)
        return daten

    def _check_pfad(self, ebene, eltern, daten):
        schluessel = "de" if ebene == Ebene.BUND else daten.get("ags") or slug_aus(daten["name"])
        pfad = f"{eltern.pfad if eltern else ''}{schluessel}/"
        if Region.objects.filter(pfad=pfad).exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Diese Region gibt es dort schon."))


@admin.register(Region)
class RegionAdmin(PortalAdmin):
    fassungen = False
    alle_lesen = True
    form = RegionForm
    list_display = ["__str__", "ebene", "eltern", "ags"]
    list_filter = ["ebene"]
    search_fields = ["name", "ags"]
    search_help_text = _("Name, andere Schreibweise oder Gemeindeschlüssel, z. B. „OHZ“ oder „03155“")
    ordering = ["ebene", "name", "pfad"]
    autocomplete_fields = ["eltern"]
    list_select_related = ["eltern__eltern"]
    fieldsets = [
        (None, {"fields": ["name", "bezeichnung", "ebene", "eltern", "ags"]}),
        (_("Karte und weitere Schlüssel"), {"classes": ["collapse"], "fields": ["lat", "lon", "nuts3", "iso"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("eltern")

    def get_inlines(self, request, obj):
        """A new region first gets the spellings that follow from its name."""
        return [OrtsnameInline] if obj else []

    def get_search_results(self, request, queryset, search_term):
        """By any spelling under which the portal finds the region, as far as it is typed, or by AGS."""
        for wort in falte(search_term).split():
            namen = Ortsname.objects.filter(region=OuterRef("pk"), gefaltet__contains=wort)
            queryset = queryset.filter(Exists(namen) | Exists(Region.objects.filter(pk=OuterRef("pk"), ags=wort)))
        return queryset, False


@admin.register(Postleitzahl)
class PostleitzahlAdmin(PortalAdmin):
    fassungen = False
    alle_lesen = True
    list_display = ["plz", "ort", "gebiete"]
    list_prefetch_related = ["regionen__eltern"]
    search_fields = ["^plz", "^ort"]
    search_help_text = _("Anfang der PLZ oder des Ortes")
    autocomplete_fields = ["regionen"]
    fields = ["plz", "ort", "regionen", ("lat", "lon")]

    @admin.display(description=_("liegt in"))
    def gebiete(self, obj):
        return ", ".join(str(region) for region in obj.regionen.all())
