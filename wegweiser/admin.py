"""Guides with their chapters, and editions: each Koordination has its own."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from angebote.betraege import insert_betraege, platzhalter
from angebote.models import Betrag
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin, PortalStackedInline
from netzwerk.admin.formular import PortalForm
from wegweiser.models import Ausgabe, Kapitel, Wegweiser
from wegweiser.tasks import make_ausgabe


class KapitelForm(PortalForm):
    """Says at saving what printing would stumble over: amounts that the register does not know, wrong nesting."""

    def clean_text(self):
        text = self.cleaned_data["text"]
        if platzhalter(text):
            try:
                insert_betraege(text, dict.fromkeys(Betrag.objects.values_list("schluessel", flat=True), ""))
            except ValueError as fehler:
                raise ValidationError(str(fehler)) from fehler
        return text

    def clean(self):
        daten = super().clean()
        eltern = daten.get("eltern")
        if eltern and (
            eltern.eltern_id or eltern == self.instance or eltern.wegweiser_id != self.instance.wegweiser_id
        ):
            self.add_error("eltern", _("Bitte ein Hauptkapitel desselben Wegweisers wählen. Es gibt nur zwei Stufen."))
        return daten


class KapitelInline(PortalStackedInline):
    model = Kapitel
    form = KapitelForm
    extra = 0
    autocomplete_fields = ["angebote", "leistungen"]
    fields = [
        ("reihenfolge", "art", "titel"),
        "text",
        ("suche", "detail"),
        "angebote",
        "leistungen",
        "unterlagen",
        "eltern",
    ]

    def get_formset(self, request, obj=None, **kwargs):
        self.wegweiser = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only main chapters of this guide can have parts."""
        feld = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "eltern":
            feld.queryset = Kapitel.objects.filter(wegweiser=self.wegweiser, eltern__isnull=True)
        return feld


@admin.register(Wegweiser)
class WegweiserAdmin(PortalAdmin):
    netzwerk_pfad = "netzwerk"
    redaktion_darf = rechte.NICHTS
    list_display = ["titel", "netzwerk", "ist_veroeffentlicht", "geaendert_am"]
    list_filter = ["netzwerk", "ist_veroeffentlicht"]
    list_select_related = ["netzwerk"]
    search_fields = ["titel", "untertitel"]
    search_help_text = _("Titel oder Untertitel")
    autocomplete_fields = ["region"]
    inlines = [KapitelInline]
    fieldsets = [
        (None, {"fields": ["titel", "untertitel", "netzwerk", "region", "beschreibung", "ist_veroeffentlicht"]}),
        (_("Technisches"), {"classes": ["collapse"], "fields": ["slug"]}),
    ]

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.ist_veroeffentlicht else None


@admin.register(Ausgabe)
class AusgabeAdmin(PortalAdmin):
    """An edition is added once and then only read: the booklet is frozen, its PDF is made in the background."""

    netzwerk_pfad = "wegweiser__netzwerk"
    redaktion_darf = rechte.NICHTS
    list_display = ["__str__", "format", "erstellt_am", "pdf_link", "zustand"]
    list_filter = ["wegweiser", "format"]
    list_select_related = ["wegweiser"]
    autocomplete_fields = ["wegweiser"]
    fields = ["wegweiser", "bezeichnung", "format", "pdf_link", "zustand", "hinweise", "pruefsumme"]
    readonly_fields = ["pdf_link", "zustand", "hinweise", "pruefsumme"]

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        basis = request.build_absolute_uri("/")
        transaction.on_commit(partial(make_ausgabe.enqueue, ausgabe_id=obj.pk, basis=basis))

    @admin.display(description="PDF")
    def pdf_link(self, obj):
        if not obj.pdf:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("admin:wegweiser_ausgabe_pdf", args=[obj.pk]), _("öffnen"))

    @admin.display(description=_("Zustand"))
    def zustand(self, obj):
        return obj.fehler or (_("fertig") if obj.pdf else _("in Arbeit"))

    @admin.display(description=_("Hinweise"))
    def hinweise(self, obj):
        """What could not be printed as wished: empty chapters, a broken logo, a place that is not understood."""
        return "\n".join(obj.inhalt.get("hinweise", [])) or "–"

    def get_urls(self):
        pdf = path("<int:pk>/pdf/", self.admin_site.admin_view(self.pdf_view), name="wegweiser_ausgabe_pdf")
        return [pdf, *super().get_urls()]

    def pdf_view(self, request, pk):
        ausgabe = self.get_queryset(request).filter(pk=pk).exclude(pdf="").first()
        if ausgabe is None or not ausgabe.pdf.storage.exists(ausgabe.pdf.name):
            raise Http404
        return FileResponse(ausgabe.pdf.open("rb"), content_type="application/pdf")
