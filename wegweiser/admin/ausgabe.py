"""Editions: each Koordination has its own."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.tasks import TaskResultStatus
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.admin.formular import PortalForm
from wegweiser.ausgaben import compare_ausgabe, next_bezeichnung, print_einlegeblatt
from wegweiser.druck.fehler import DruckError
from wegweiser.formate import als_auswahl
from wegweiser.models import Ausgabe, Ausgabedatei
from wegweiser.tasks import make_ausgabe

VORGABE = ["a5", "web"]


class AusgabeForm(PortalForm):
    formate = forms.MultipleChoiceField(
        label=_("Formate"),
        choices=als_auswahl,
        initial=VORGABE,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Weitere Formate können Sie später aus demselben Inhalt herstellen."),
    )


@admin.register(Ausgabe)
class AusgabeAdmin(PortalAdmin):
    """An edition is added once and then only read: the booklet is frozen, its files are made in the background."""

    fassungen = False
    netzwerk_pfad = "wegweiser__netzwerk"
    # Printed short numbers lead back to their edition for years: only the Verwaltung deletes one.
    koordination_darf = rechte.OHNE_LOESCHEN
    redaktion_darf = rechte.NICHTS
    form = AusgabeForm
    list_display = ["__str__", "erstellt_am", "formate_text", "vergleich_link"]
    list_filter = ["wegweiser"]
    list_select_related = ["wegweiser"]
    list_prefetch_related = ["dateien"]
    autocomplete_fields = ["wegweiser"]
    change_form_template = "admin/wegweiser/ausgabe/change_form.html"

    # Add, then read

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["wegweiser", "bezeichnung", "formate"]
        return ["wegweiser", "bezeichnung", "erstellt_am", "zustand", "hinweise", "pruefsumme"]

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else self.get_fields(request, obj)

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request, obj)

    def get_changeform_initial_data(self, request):
        """The number after the last one: of the guide in the address, else of all own guides."""
        vorgabe = super().get_changeform_initial_data(request)
        ausgaben = self.get_queryset(request)
        if wegweiser := vorgabe.get("wegweiser"):
            ausgaben = ausgaben.filter(wegweiser=wegweiser)
        namen = ausgaben.values_list("bezeichnung", flat=True)
        return {"bezeichnung": next_bezeichnung(namen, timezone.localdate().year)} | vorgabe

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        Ausgabedatei.objects.bulk_create(
            Ausgabedatei(ausgabe=obj, format=eines) for eines in form.cleaned_data["formate"]
        )
        transaction.on_commit(partial(self._stelle_her, request, obj))

    @admin.display(description=_("Formate"))
    def formate_text(self, obj):
        return ", ".join(datei.get_format_display() for datei in obj.dateien.all()) or "–"

    @admin.display(description=_("Vergleich mit heute"))
    def vergleich_link(self, obj):
        return format_html('<a href="{}">{}</a>', url("vergleich", obj.pk), _("Was hat sich geändert?"))

    @admin.display(description=_("Zustand"))
    def zustand(self, obj):
        return obj.fehler or (_("Inhalt festgehalten") if obj.pruefsumme else _("in Arbeit"))

    @admin.display(description=_("Hinweise"))
    def hinweise(self, obj):
        """What could not be printed as wished: empty chapters, a broken logo, a place that is not understood."""
        return "\n".join(obj.inhalt.get("hinweise", [])) or "–"

    # Files of one edition

    def change_view(self, request, object_id, form_url="", extra_context=None):
        dateien = list(Ausgabedatei.objects.filter(ausgabe=object_id)) if object_id.isdecimal() else []
        da = {datei.format for datei in dateien}
        extra = {"dateien": dateien, "weitere": [(name, wort) for name, wort in als_auswahl() if name not in da]}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | extra)

    def get_urls(self):
        wege = [
            ("dateien/<int:datei_pk>/", self.datei_view, "datei"),
            ("dateien/<int:datei_pk>/noch-einmal/", self.noch_einmal_view, "noch_einmal"),
            ("format/", self.format_view, "format"),
            ("vergleich/", self.vergleich_view, "vergleich"),
            ("einlegeblatt.pdf", self.einlegeblatt_view, "einlegeblatt"),
        ]
        eigene = [
            path(f"<int:pk>/{weg}", self.admin_site.admin_view(view), name=f"wegweiser_ausgabe_{name}")
            for weg, view, name in wege
        ]
        return [*eigene, *super().get_urls()]

    @method_decorator(require_safe)
    def datei_view(self, request, pk, datei_pk):
        datei = get_object_or_404(self._ausgabe(request, pk).dateien.exclude(pdf=""), pk=datei_pk)
        try:
            return FileResponse(datei.pdf.open("rb"), content_type="application/pdf")
        except OSError as fehler:
            raise Http404 from fehler

    @method_decorator(require_POST)
    def noch_einmal_view(self, request, pk, datei_pk):
        """A finished file from its frozen Satz; one that failed from the frozen content."""
        ausgabe = self._ausgabe(request, pk, rechte.AENDERN)
        datei = get_object_or_404(ausgabe.dateien, pk=datei_pk)
        self._stelle_her(request, ausgabe, datei if datei.pdf else None)
        return redirect(url("change", pk))

    @method_decorator(require_POST)
    def format_view(self, request, pk):
        ausgabe = self._ausgabe(request, pk, rechte.AENDERN)
        wunsch = request.POST.get("format", "")
        if wunsch not in dict(als_auswahl()):
            messages.error(request, _("Dieses Format gibt es nicht. Bitte wählen Sie eines aus der Liste."))
            return redirect(url("change", pk))
        Ausgabedatei.objects.get_or_create(ausgabe=ausgabe, format=wunsch)
        self._stelle_her(request, ausgabe)
        return redirect(url("change", pk))

    def _ausgabe(self, request, pk, recht=rechte.SEHEN):
        """The account's own edition, else 404."""
        ausgaben = self.mit_recht(request, recht, Ausgabe.objects.select_related("wegweiser__netzwerk"))
        return get_object_or_404(ausgaben.select_related("wegweiser__region__eltern"), pk=pk)

    def _stelle_her(self, request, ausgabe, datei=None):
        """Orders the work; where it is done at once, the page says how it went."""
        basis = request.build_absolute_uri("/")
        datei_id = datei.pk if datei else None
        ergebnis = make_ausgabe.enqueue(ausgabe_id=ausgabe.pk, basis=basis, datei_id=datei_id)
        if not ergebnis.is_finished:
            messages.info(request, _("Die Dateien werden hergestellt. Laden Sie die Seite in einer Minute neu."))
        elif ergebnis.status == TaskResultStatus.SUCCESSFUL and ergebnis.return_value:
            messages.info(request, ergebnis.return_value)

    # What has changed since

    @method_decorator(require_safe)
    def vergleich_view(self, request, pk):
        ausgabe = self._ausgabe(request, pk)
        kontext = self.admin_site.each_context(request) | {"ausgabe": ausgabe, "opts": self.opts}
        kontext["title"] = _("Was hat sich seit Ausgabe %s geändert?") % ausgabe.bezeichnung
        try:
            basis = request.build_absolute_uri("/")
            kontext["vergleich"] = compare_ausgabe(ausgabe, am=timezone.localdate(), basis=basis)
        except DruckError as fehler:
            kontext["fehler"] = str(fehler)
        return render(request, "admin/wegweiser/ausgabe/vergleich.html", kontext)

    @method_decorator(require_safe)
    def einlegeblatt_view(self, request, pk):
        ausgabe = self._ausgabe(request, pk)
        try:
            pdf = print_einlegeblatt(ausgabe, am=timezone.localdate(), basis=request.build_absolute_uri("/"))
        except DruckError as fehler:
            messages.error(request, str(fehler))
            return redirect(url("vergleich", pk))
        name = f"einlegeblatt-{ausgabe.wegweiser.slug}-{ausgabe.bezeichnung.replace('/', '-')}.pdf"
        kopf = {"Content-Disposition": f'inline; filename="{name}"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=kopf)


def url(name: str, *args) -> str:
    return reverse(f"admin:wegweiser_ausgabe_{name}", args=args)
