"""Benefits with their amounts: the Verwaltung's. Who is responsible where: each Koordination for its partners."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from angebote.models import Betrag, Leistung, Zustaendigkeit
from netzwerk.admin.basis import PortalAdmin, PortalStackedInline


class BetragInline(PortalStackedInline):
    model = Betrag
    extra = 0
    fields = [
        ("bezeichnung", "schluessel"),
        ("wert", "einheit"),
        ("gueltig_ab", "gueltig_bis"),
        ("rechtsgrundlage", "beleg", "geprueft_am"),
    ]


@admin.register(Leistung)
class LeistungAdmin(PortalAdmin):
    alle_lesen = True
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
