"""The register of amounts: the Verwaltung keeps it, everybody reads it. Each figure says where it is used."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from angebote.admin.stellen import StellenMixin
from angebote.models import Betrag
from angebote.neuer_wert import start_wert
from angebote.verwendung import count_verwendung, find_unersetzliche
from netzwerk.admin.basis import PortalAdmin
from netzwerk.admin.formular import PortalForm
from netzwerk.fassung import make_abbild, record_fassung
from netzwerk.models import Fassung


class GiltFilter(admin.SimpleListFilter):
    title = _("Geltung")
    parameter_name = "gilt"

    def lookups(self, request, model_admin):
        return [("heute", _("heute")), ("kuenftig", _("künftig")), ("vergangen", _("nicht mehr"))]

    def queryset(self, request, queryset):
        wege = {"heute": queryset.gueltig, "kuenftig": queryset.kuenftig, "vergangen": queryset.vergangen}
        weg = wege.get(self.value())
        return weg(timezone.localdate()) if weg else queryset


class PruefungFilter(admin.SimpleListFilter):
    title = _("Prüfung")
    parameter_name = "pruefung"

    def lookups(self, request, model_admin):
        return [("faellig", _("ungeprüft oder länger als ein Jahr her"))]

    def queryset(self, request, queryset):
        return queryset.zu_pruefen(timezone.localdate()) if self.value() == "faellig" else queryset


class BetragForm(PortalForm):
    class Meta:
        localized_fields = ["wert"]

    def clean_schluessel(self):
        """A key that texts name keeps its name."""
        neu, alt = self.cleaned_data["schluessel"], self.initial.get("schluessel")
        if alt and alt != neu and self._ist_unersetzlich() and (stellen := self.stellen(alt)):
            text = _("„%(alt)s“ kann nicht umbenannt werden, solange Texte ihn nennen: %(stellen)s.")
            raise ValidationError(text, params={"alt": alt, "stellen": "; ".join(stellen)})
        return neu

    def _ist_unersetzlich(self) -> bool:
        gespeichert = Betrag.objects.filter(pk=self.instance.pk)
        return bool(find_unersetzliche(gespeichert, am=timezone.localdate()))


class NeuerWertForm(forms.ModelForm):
    required_css_class = "required"

    class Meta:
        model = Betrag
        fields = ["wert", "gueltig_ab", "rechtsgrundlage", "beleg"]
        widgets = {"gueltig_ab": AdminDateWidget}
        localized_fields = ["wert"]


@admin.register(Betrag)
class BetragAdmin(StellenMixin, PortalAdmin):
    alle_lesen = True
    form = BetragForm
    list_display = [
        "schluessel",
        "bezeichnung",
        "in_worten",
        "ab",
        "bis",
        "verwendet_in",
        "rechtsgrundlage",
        "geprueft",
        "beleg",
    ]
    list_filter = [GiltFilter, PruefungFilter, "beleg", "leistung"]
    list_select_related = ["leistung"]
    search_fields = ["schluessel", "bezeichnung", "rechtsgrundlage", "leistung__name"]
    search_help_text = _("Schlüssel, Bezeichnung, Gesetz oder Leistung")
    ordering = ["schluessel", "-gueltig_ab"]
    autocomplete_fields = ["leistung"]
    fieldsets = [
        (
            None,
            {"fields": ["leistung", "bezeichnung", "schluessel", ("wert", "einheit"), ("gueltig_ab", "gueltig_bis")]},
        ),
        (_("Nachweis"), {"fields": ["rechtsgrundlage", "beleg", "geprueft_am"]}),
    ]

    @admin.display(description=_("Wert"), ordering="wert")
    def in_worten(self, obj):
        return obj.als_text

    @admin.display(description=_("gilt ab"), ordering="gueltig_ab")
    def ab(self, obj):
        return date_format(obj.gueltig_ab, "SHORT_DATE_FORMAT")

    @admin.display(description=_("gilt bis"), ordering="gueltig_bis", empty_value=_("offen"))
    def bis(self, obj):
        return obj.gueltig_bis and date_format(obj.gueltig_bis, "SHORT_DATE_FORMAT")

    @admin.display(description=_("geprüft"), ordering="geprueft_am", empty_value=_("nie"))
    def geprueft(self, obj):
        return obj.geprueft_am and date_format(obj.geprueft_am, "SHORT_DATE_FORMAT")

    @admin.display(description=_("verwendet in"))
    def verwendet_in(self, obj):
        return ngettext("%d Text", "%d Texten", obj.anzahl_texte) % obj.anzahl_texte if obj.anzahl_texte else "–"

    def get_changelist_instance(self, request):
        liste = super().get_changelist_instance(request)
        self.vor_ausfuhr(liste.result_list)
        return liste

    def vor_ausfuhr(self, block):
        anzahlen = count_verwendung()
        for betrag in block:
            betrag.anzahl_texte = anzahlen[betrag.schluessel]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.stellen = lambda _form, schluessel: self.stellen(request, [schluessel]).als_texte
        return form

    def change_view(self, request, object_id, form_url="", extra_context=None):
        betrag = self.get_object(request, object_id)
        stellen = self.stellen(request, [betrag.schluessel]) if betrag else None
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "stellen": stellen})

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and form.changed_data:
            self._melde(request, form.instance)

    def _melde(self, request, betrag):
        """After a change: which pages and guides now say something else."""
        stellen = self.stellen(request, [betrag.schluessel])
        if not stellen:
            self.message_user(request, _("Kein Text nennt diesen Betrag."), messages.INFO)
            return
        liste = format_html_join("; ", "{}", ((teil,) for teil in stellen.als_links))
        text = _("Dieser Betrag steht in: {}. Dort gilt Ihr Wert von dem Tag an, den Sie angegeben haben.")
        self.message_user(request, format_html(text, liste), messages.INFO)

    # A new figure

    def get_urls(self):
        neu = self.admin_site.admin_view(self.neuer_wert)
        return [path("<int:pk>/neuer-wert/", neu, name="angebote_betrag_neuer_wert"), *super().get_urls()]

    def neuer_wert(self, request, pk):
        """Copies the row with a new figure and closes the old one the day before."""
        betrag = self.get_object(request, str(pk))
        if betrag is None or not self.has_change_permission(request, betrag):
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        vorgabe = {"rechtsgrundlage": betrag.rechtsgrundlage}
        form = NeuerWertForm(request.POST or None, initial=vorgabe)
        if request.method == "POST" and form.is_valid() and (neu := self._start(request, betrag, form)):
            return HttpResponseRedirect(reverse("admin:angebote_betrag_change", args=[quote(neu.pk)]))
        kontext = self.admin_site.each_context(request) | {
            "form": form,
            "betrag": betrag,
            "opts": self.opts,
            "media": self.media + form.media,
            "title": _("Neuer Wert für „%(name)s“") % {"name": betrag.bezeichnung},
        }
        return render(request, "admin/angebote/betrag/neuer_wert.html", kontext)

    def _start(self, request, betrag, form):
        """The new row, or ``None`` with the message at its field."""
        vorher = make_abbild(betrag)
        try:
            neu = start_wert(betrag_id=betrag.pk, am=timezone.localdate(), **form.cleaned_data)
        except ValidationError as fehler:
            form.add_error(None, fehler)
            return None
        jetzt = timezone.now()
        record_fassung(neu, Fassung.Anlass.ANGELEGT, moment=jetzt, konto=request.user)
        record_fassung(betrag, Fassung.Anlass.GEAENDERT, moment=jetzt, konto=request.user, vorher=vorher)
        self.log_addition(request, neu, [{"added": {}}])
        self.log_change(request, betrag, [{"changed": {"fields": [str(_("gilt bis"))]}}])
        self.message_user(request, _("Gespeichert. Der alte Wert endet am Tag davor."), messages.SUCCESS)
        self._melde(request, neu)
        return neu

    def get_deleted_objects(self, objs, request):
        """An amount that texts name is not deleted as long as nothing takes its place."""
        zu_loeschen, anzahlen, rechte, geschuetzt = super().get_deleted_objects(objs, request)
        return zu_loeschen, anzahlen, rechte, [*geschuetzt, *self.im_weg(request, list(objs))]
