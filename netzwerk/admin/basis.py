"""What every admin class of the portal stands on: rights per object, short names, consequences of a change.

An admin class names the way from its model to the owning Netzwerk and Partner; everything else follows from
``netzwerk/rechte.py``. Lists, forms, choices, autocompletes, filters, actions and deletions keep to it.
"""

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import models, router
from django.forms import TimeInput
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from netzwerk import rechte
from netzwerk.admin.ausfuhr import NUR_GESCHUETZT, AusfuhrMixin
from netzwerk.admin.auswahl import Auswahl
from netzwerk.admin.fassungen import MitFassungen
from netzwerk.admin.filter import EigeneFilter
from netzwerk.admin.formular import PortalForm
from netzwerk.admin.hilfen import MitHilfen, Zeilen
from netzwerk.admin.konflikt import MitKonflikt
from netzwerk.admin.verlauf import MitVerlauf
from netzwerk.mehrzeilig import Mehrzeilig
from netzwerk.nachwirkung import nachwirkung

FELDER = {
    models.TimeField: {"widget": TimeInput(attrs={"type": "time"}, format="%H:%M")},
    models.TextField: {"form_class": Mehrzeilig},
}


class PortalChangeList(ChangeList):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_popup:
            self.title = self.opts.verbose_name_plural

    def apply_select_related(self, qs):
        return super().apply_select_related(qs).prefetch_related(*self.model_admin.list_prefetch_related)

    def get_results(self, request):
        """Only the page's own rows go without the long texts: actions and sheets read whole entries."""
        super().get_results(request)
        self.result_list = self.result_list.defer(*self.model_admin.list_defer)


class PortalAdmin(MitFassungen, MitKonflikt, MitVerlauf, AusfuhrMixin, MitHilfen, Auswahl, admin.ModelAdmin):
    """Rights are declared here and decided in ``rechte``.

    ``netzwerk_pfad``, ``partner_pfad``, ``lotsen_pfad``: lookup (or several, as a tuple) from the model to its owner;
    ``None`` means that Koordination, Redaktion or a Lots*in own nothing here. ``koordination_darf``,
    ``redaktion_darf``, ``lotsin_darf``: what they may do with their own. ``alle_lesen``: everybody with a Zugang reads
    every row. ``…_nur_lesen``: fields which a role sees but does not change. The Verwaltung may do
    everything everywhere. ``list_defer``: long texts which the list does not show.
    """

    netzwerk_pfad = None
    partner_pfad = None
    lotsen_pfad = None
    koordination_darf = rechte.ALLES
    redaktion_darf = rechte.ALLES
    lotsin_darf = rechte.NICHTS
    alle_lesen = False
    koordination_nur_lesen = ()
    redaktion_nur_lesen = ()
    lotsin_nur_lesen = ()

    form = PortalForm
    formfield_overrides = FELDER
    list_per_page = 50
    list_prefetch_related = ()
    list_defer = ()

    @cached_property
    def regel(self) -> rechte.Regel:
        return rechte.Regel(
            rechte.pfade(self.netzwerk_pfad),
            rechte.pfade(self.partner_pfad),
            koordination=self.koordination_darf,
            redaktion=self.redaktion_darf,
            lotsen_pfade=rechte.pfade(self.lotsen_pfad),
            lotsin=self.lotsin_darf,
            alle_lesen=self.alle_lesen,
        )

    def portal_url(self, aktion: str, *args) -> str:
        """An address of this kind of entry: ``changelist``, ``change``, ``history`` or one of our own."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{aktion}"
        return reverse(name, args=[arg for arg in args if arg is not None])

    def portal_seite(self, request, vorlage: str, titel: str, **kontext):
        """A page of the Verwaltung that is neither a list nor a form."""
        request.current_app = self.admin_site.name
        kontext = {**self.admin_site.each_context(request), "opts": self.opts, "title": titel, **kontext}
        return TemplateResponse(request, vorlage, kontext)

    # Rights

    def darf(self, request, recht, obj=None) -> bool:
        if obj is None or obj.pk is None:
            return rechte.darf(request.user, recht, self.regel)
        return rechte.darf_an(request.user, recht, obj, self.regel)

    def mit_recht(self, request, recht, queryset):
        """The rows of a list on which the account has the right; for actions."""
        return rechte.mit_recht(request.user, recht, queryset, self.regel)

    def rollen(self, request, obj=None) -> frozenset[str]:
        """The account's roles towards the object, or in general for a new one."""
        if obj is None or obj.pk is None:
            return rechte.rollen(request.user, self.regel)
        return rechte.rollen_an(request.user, obj, self.regel)

    def has_view_permission(self, request, obj=None):
        return self.darf(request, rechte.SEHEN, obj)

    def has_add_permission(self, request):
        return self.darf(request, rechte.ANLEGEN)

    def has_change_permission(self, request, obj=None):
        return self.darf(request, rechte.AENDERN, obj)

    def has_delete_permission(self, request, obj=None):
        """What the public sees goes away only by somebody whose changes appear at once."""
        if self.pruefung and obj is not None and obj.ist_live and not rechte.darf_sofort(request.user, obj):
            return False
        return self.darf(request, rechte.LOESCHEN, obj)

    def has_module_permission(self, request):
        """The start page shows a Redaktion only what it can work on."""
        weite = rechte.reichweite(request.user)
        return self.darf(request, rechte.AENDERN) or bool(weite.netzwerke and self.darf(request, rechte.SEHEN))

    def get_queryset(self, request):
        return self.mit_recht(request, rechte.SEHEN, super().get_queryset(request))

    # Lists

    def get_changelist(self, request, **kwargs):
        return PortalChangeList

    def get_list_filter(self, request):
        """Plain names of relations get the filter that names only the account's own."""
        return [self._filter(eintrag) for eintrag in super().get_list_filter(request)]

    def _filter(self, eintrag):
        if isinstance(eintrag, str) and get_fields_from_path(self.model, eintrag)[-1].is_relation:
            return eintrag, EigeneFilter
        return eintrag

    # Forms

    def get_fieldsets(self, request, obj=None):
        """A protected address is shown to those alone who may change the entry."""
        fieldsets = super().get_fieldsets(request, obj)
        if not getattr(obj, "adresse_geschuetzt", False) or self.has_change_permission(request, obj):
            return fieldsets
        return [(name, {**teil, "fields": _ohne_adresse(teil["fields"])}) for name, teil in fieldsets]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.konto = request.user
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """An optional owner is a duty for those who would lose sight of the entry without it."""
        feld = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if feld.begrenzt and db_field.name in self.regel.netzwerk_pfade:
            feld.required = feld.queryset.exists()
        return feld

    def get_readonly_fields(self, request, obj=None):
        rollen = self.rollen(request, obj)
        felder = [*super().get_readonly_fields(request, obj)]
        if rechte.VERWALTUNG in rollen:
            return felder
        felder += self._nur_lesen(rollen)
        # A new entry needs its owner.
        eigner = {*self.regel.netzwerk_pfade, *self.regel.partner_pfade} if obj is None else ()
        return [feld for feld in felder if feld not in eigner]

    def _nur_lesen(self, rollen):
        """Of several roles the widest counts."""
        if rechte.KOORDINATION in rollen:
            return self.koordination_nur_lesen
        return self.lotsin_nur_lesen if rollen == {rechte.LOTSIN} else self.redaktion_nur_lesen

    def get_changeform_initial_data(self, request):
        """A new entry belongs to the account's network and partner where there is only one to choose."""
        vorgabe = {}
        for name in (*self.regel.netzwerk_pfade, *self.regel.partner_pfade):
            wahl = self._eigner(name, request)
            if wahl is not None and len(schluessel := list(wahl.values_list("pk", flat=True)[:2])) == 1:
                vorgabe[name] = schluessel[0]
        return vorgabe | {
            name: wert
            for name, wert in super().get_changeform_initial_data(request).items()
            if self._ist_vorgabe(name, wert)
        }

    def _ist_vorgabe(self, name, wert) -> bool:
        """Relations in the address are keys; anything else there is ignored."""
        try:
            relation = self.opts.get_field(name).is_relation
        except FieldDoesNotExist:
            return False
        return not relation or all(teil.isdecimal() for teil in ([wert] if isinstance(wert, str) else wert))

    def _eigner(self, name, request):
        """The owners to choose from when the path is a field of the form, else ``None``."""
        try:
            feld = self.opts.get_field(name)
        except FieldDoesNotExist:
            return None
        return self.sichtbare(feld.related_model, request) if feld.many_to_one else None

    def get_view_on_site_url(self, obj=None):
        if obj is None or not self.view_on_site or not hasattr(obj, "get_absolute_url"):
            return None
        return obj.get_absolute_url()

    # Saving and deleting

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.nach_speichern(request, form.instance, change)
        gespeichert = self.model._default_manager.filter(pk=form.instance.pk)
        if not self.mit_recht(request, rechte.AENDERN if change else rechte.ANLEGEN, gespeichert).exists():
            raise PermissionDenied(_("Sie können nur Einträge speichern, die zu Ihnen gehören."))
        if any(teil.has_changed() for teil in (form, *formsets)):
            with nachwirkung([form.instance]):
                pass  # It is saved already.

    def nach_speichern(self, request, obj, change):
        """Hook: the object and its rows are stored, rights are checked next."""

    def get_deleted_objects(self, objs, request):
        """Names nothing that is not the account's own: entries that others use are the Verwaltung's to delete."""
        if not rechte.reichweite(request.user).verwaltung and self._andere_betroffen(objs, request):
            hinweis = _("Einträge anderer Netzwerke oder Partner. Bitte wenden Sie sich an die Verwaltung.")
            return [], {}, set(), [hinweis]
        return super().get_deleted_objects(objs, request)

    def _andere_betroffen(self, objs, request) -> bool:
        sammler = NestedObjects(using=router.db_for_write(self.model))
        sammler.collect(objs)
        betroffen = [*sammler.protected, *(obj for zeilen in sammler.data.values() for obj in zeilen)]
        return any(
            self.admin_site.is_registered(type(obj))
            and not self.admin_site.get_model_admin(type(obj)).has_view_permission(request, obj)
            for obj in betroffen
        )


def _ohne_adresse(felder) -> list:
    """The fields, also those that share a line, without what tells where it is."""
    offen = [feld for feld in felder if not isinstance(feld, str) or feld not in NUR_GESCHUETZT]
    return [feld if isinstance(feld, str) else _ohne_adresse(feld) for feld in offen]


class InlineRechte(MitHilfen, Auswahl):
    """Rows of a form: whoever may change the parent may change them, unless a role is named here with less; a Lots*in
    only where it is said here.

    ``netzwerk_pfad``, ``partner_pfad``: set where a parent has rows of several owners; then only the own ones show.
    """

    netzwerk_pfad = None
    partner_pfad = None
    koordination_darf = rechte.ALLES
    redaktion_darf = rechte.ALLES
    lotsin_darf = rechte.NICHTS

    form = PortalForm
    formset = Zeilen
    formfield_overrides = FELDER
    view_on_site = False
    extra = 1

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Rows of a table show no label beside the field, so it carries its own name for screen readers."""
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if feld is not None:
            getattr(feld.widget, "widget", feld.widget).attrs.setdefault("aria-label", capfirst(db_field.verbose_name))
        return feld

    def has_view_permission(self, request, obj=None):
        return self._darf(request, rechte.SEHEN, obj)

    def has_add_permission(self, request, obj=None):
        return self._darf(request, rechte.ANLEGEN, obj)

    def has_change_permission(self, request, obj=None):
        return self._darf(request, rechte.AENDERN, obj)

    def has_delete_permission(self, request, obj=None):
        return self._darf(request, rechte.LOESCHEN, obj)

    def _darf(self, request, recht, obj) -> bool:
        eltern = self.admin_site.get_model_admin(self.parent_model)
        if recht == rechte.SEHEN and eltern.alle_lesen:
            return eltern.has_view_permission(request, obj)
        je_rolle = {
            rechte.KOORDINATION: self.koordination_darf,
            rechte.REDAKTION: self.redaktion_darf,
            rechte.LOTSIN: self.lotsin_darf,
        }
        if not any(recht in je_rolle.get(rolle, rechte.ALLES) for rolle in eltern.rollen(request, obj)):
            return False
        if recht == rechte.SEHEN:
            return eltern.has_view_permission(request, obj)
        neu = obj is None or obj.pk is None
        return eltern.has_add_permission(request) if neu else eltern.has_change_permission(request, obj)

    def get_queryset(self, request):
        zeilen = super().get_queryset(request)
        if not (self.netzwerk_pfad or self.partner_pfad):
            return zeilen
        return rechte.eigene(request.user, zeilen, netzwerk_pfad=self.netzwerk_pfad, partner_pfad=self.partner_pfad)


class PortalInline(InlineRechte, admin.TabularInline):
    pass


class PortalStackedInline(InlineRechte, admin.StackedInline):
    pass
