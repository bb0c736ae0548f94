"""Benefits with their amounts: the Verwaltung's. Who is responsible where: each Koordination for its partners."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from angebote.admin.betragstexte import BetraegeZumEinsetzen, BetragstextForm
from angebote.admin.stellen import StellenMixin
from angebote.models import Betrag, Leistung, Zustaendigkeit
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin, PortalInline


class LeistungForm(BetragstextForm):
    betragsfelder = Leistung.BETRAGSFELDER


class BetragInline(PortalInline):
    """Only to read: an amount is changed in the register, where one sees which texts name it."""

    model = Betrag
    extra = 0
    fields = ["bezeichnung", "schluessel", "in_worten", "gueltig_ab", "gueltig_bis", "beleg", "geprueft_am"]
    readonly_fields = fields
    ordering = ["schluessel", "-gueltig_ab"]
    verbose_name_plural = _("Beträge (Änderungen im Register der Beträge)")
    show_change_link = True

    def _darf(self, request, recht, obj) -> bool:
        return recht == rechte.SEHEN and super()._darf(request, recht, obj)

    @admin.display(description=_("Wert"))
    def in_worten(self, betrag):
        return betrag.als_text


@admin.register(Leistung)
class LeistungAdmin(StellenMixin, BetraegeZumEinsetzen, PortalAdmin):
    alle_lesen = True
    form = LeistungForm
    list_display = ["name", "kurzname", "gruppe", "stand", "ist_veroeffentlicht"]
    list_filter = ["gruppe", "ist_veroeffentlicht"]
    search_fields = ["name", "kurzname", "suchbegriffe", "rechtsgrundlage"]
    search_help_text = _("Name, Gesetz oder ein Wort, das Eltern dafür benutzen")
    autocomplete_fields = ["themen", "geht_mit", "schliesst_aus"]
    inlines = [BetragInline]
    fieldsets = [
        (None, {"fields": ["name", "kurzname", "gruppe", "kurzbeschreibung", "was", "fuer_wen", "hoehe"]}),
        (_("Wie bekommt man sie?"), {"fields": ["wo", "unterlagen", "frist"]}),
        (_("Zusammenhang"), {"fields": ["zusammenspiel", "geht_mit", "schliesst_aus", "themen", "suchbegriffe"]}),
        (_("Nachweis"), {"fields": ["rechtsgrundlage", "stand", "quelle", "pruefhinweis"]}),
        (
            _("Technisches"),
            {"classes": ["collapse"], "fields": ["ist_veroeffentlicht", "reihenfolge", "slug", "leika"]},
        ),
    ]

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.ist_veroeffentlicht else None

    def get_deleted_objects(self, objs, request):
        """With a benefit its amounts go: not as long as other texts name them."""
        zu_loeschen, anzahlen, fehlende, geschuetzt = super().get_deleted_objects(objs, request)
        im_weg = self.im_weg(request, list(Betrag.objects.filter(leistung__in=objs)), ausser=list(objs))
        return zu_loeschen, anzahlen, fehlende, [*geschuetzt, *im_weg]


@admin.register(Zustaendigkeit)
class ZustaendigkeitAdmin(PortalAdmin):
    netzwerk_pfad = ("partner__netzwerke", "anlaufstelle__netzwerk")
    list_display = ["leistung", "region", "partner", "anlaufstelle", "person"]
    list_filter = ["leistung", "region", "partner"]
    list_select_related = ["leistung", "region__eltern", "partner", "anlaufstelle", "person"]
    search_fields = ["leistung__name", "region__name", "partner__name", "anlaufstelle__name"]
    search_help_text = _("Leistung, Region, Partner oder Anlaufstelle")
    autocomplete_fields = ["leistung", "region", "partner", "anlaufstelle", "person"]
    fieldsets = [
        (None, {"fields": ["leistung", "region"]}),
        (
            _("Wer ist zuständig?"),
            {
                "fields": ["partner", "anlaufstelle", "person"],
                "description": _("Partner, Anlaufstelle oder beides."),
            },
        ),
        (_("Formular und Hinweis"), {"fields": ["formular", "hinweis"]}),
    ]
