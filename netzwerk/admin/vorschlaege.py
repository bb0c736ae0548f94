"""Proposals of partners: old and new side by side, taken over in whole or in part, or given back with a word."""

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.exceptions import NotRegistered
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.fassung.worte import labels
from netzwerk.models import Vorschlag
from netzwerk.vorschlaege import (
    VorschlagError,
    accept_vorschlag,
    gegenueber,
    read_eintrag,
    return_vorschlag,
    withdraw_vorschlag,
)

ANNEHMEN, AUSWAHL, ZURUECKGEBEN, ZURUECKZIEHEN = "alles", "auswahl", "zurueckgeben", "zurueckziehen"


class ZustandFilter(admin.SimpleListFilter):
    """Waiting ones unless something else is asked for."""

    title = gettext_lazy("Zustand")
    parameter_name = "zustand"

    def lookups(self, request, model_admin):
        return [("alle", _("alle")), *Vorschlag.Zustand.choices]

    def choices(self, changelist):
        for wert, text in self.lookup_choices:
            yield {
                "selected": (self.value() or Vorschlag.Zustand.OFFEN) == wert,
                "query_string": changelist.get_query_string({self.parameter_name: wert}),
                "display": text,
            }

    def queryset(self, request, queryset):
        wert = self.value() or Vorschlag.Zustand.OFFEN
        return queryset if wert == "alle" else queryset.filter(zustand=wert)


@admin.register(Vorschlag)
class VorschlagAdmin(PortalAdmin):
    """Redaktion sees what was proposed for its partner, a Lots*in what she proposed; the Koordination decides."""

    fassungen = False
    netzwerk_pfad = "netzwerke"
    partner_pfad = "partner"
    koordination_darf = rechte.BEARBEITEN
    redaktion_darf = rechte.LESEN
    lotsen_pfad = "konto__zugaenge__person"
    lotsin_darf = rechte.LESEN
    list_display = ["name", "was", "von", "am", "zustand"]
    list_filter = [ZustandFilter]
    list_select_related = ["konto"]
    search_fields = ["name", "von"]
    search_help_text = gettext_lazy("Name des Eintrags oder wer vorgeschlagen hat")
    actions = ["uebernehmen"]
    view_on_site = False

    def darf(self, request, recht, obj=None) -> bool:
        """The entry may have changed hands since: whoever decides about it today decides about the proposal."""
        erlaubt = super().darf(request, recht, obj)
        if not erlaubt or obj is None or recht != rechte.AENDERN:
            return erlaubt
        objekt = read_eintrag(obj)
        return objekt is None or rechte.entscheidet(request.user, objekt)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    @admin.display(description=gettext_lazy("Was sich ändert"))
    def was(self, obj):
        return ", ".join(labels(apps.get_model(obj.modell), obj.aenderungen))

    @admin.display(description=gettext_lazy("vorgeschlagen"), ordering="erstellt_am")
    def am(self, obj):
        return date_format(timezone.localtime(obj.erstellt_am), "SHORT_DATETIME_FORMAT")

    @admin.action(permissions=["change"], description=gettext_lazy("Ganz übernehmen"))
    def uebernehmen(self, request, queryset):
        offene = self.mit_recht(request, rechte.AENDERN, queryset).offen()
        erlaubt = [vorschlag for vorschlag in offene if self.has_change_permission(request, vorschlag)]
        anzahl = sum(self._uebernimm(request, vorschlag, vorschlag.aenderungen, "") for vorschlag in erlaubt)
        if anzahl:
            text = ngettext("%(n)d Vorschlag ist übernommen.", "%(n)d Vorschläge sind übernommen.", anzahl)
            self.message_user(request, text % {"n": anzahl}, messages.SUCCESS)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        vorschlag = self.get_object(request, object_id) if object_id else None
        if vorschlag is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if not self.has_view_permission(request, vorschlag):
            raise PermissionDenied
        if request.method == "POST" and self._entscheide(request, vorschlag):
            return redirect("admin:netzwerk_vorschlag_changelist")
        return self._entscheidungsseite(request, vorschlag)

    def _entscheidungsseite(self, request, vorschlag):
        objekt = read_eintrag(vorschlag)
        return self.portal_seite(
            request,
            "admin/vorschlag.html",
            _("Vorschlag für „%(name)s“") % {"name": vorschlag.name},
            vorschlag=vorschlag,
            objekt=objekt,
            adresse=objekt and self._eintrag_url(request, objekt),
            zeilen=gegenueber(vorschlag, objekt) if objekt and self._sieht(request, objekt) else [],
            entscheidet=vorschlag.ist_offen and self.has_change_permission(request, vorschlag),
            eigener=vorschlag.ist_offen and vorschlag.konto_id == request.user.pk,
            gewaehlt=request.POST.getlist("feld"),
            antwort=request.POST.get("antwort", ""),
        )

    def _eintrag_url(self, request, objekt) -> str:
        """The entry's own form, when the account may open it."""
        if not self._sieht(request, objekt):
            return ""
        return reverse(f"admin:{objekt._meta.app_label}_{objekt._meta.model_name}_change", args=[objekt.pk])

    def _sieht(self, request, objekt) -> bool:
        try:
            eigene = self.admin_site.get_model_admin(type(objekt))
        except NotRegistered:
            return False
        return eigene.has_view_permission(request, objekt)

    def _entscheide(self, request, vorschlag) -> bool:
        """Whether it is decided now; else the page comes again with what was typed."""
        was, antwort = request.POST.get("was"), request.POST.get("antwort", "").replace("\0", "")[:500]
        if was == ZURUECKZIEHEN and vorschlag.konto_id == request.user.pk:
            return self._versuche(request, _("Der Vorschlag ist zurückgezogen."), withdraw_vorschlag, vorschlag)
        if not self.has_change_permission(request, vorschlag):
            raise PermissionDenied
        if was == ZURUECKGEBEN:
            text = _("Der Vorschlag ist zurückgegeben. Am Eintrag hat sich nichts geändert.")
            return self._versuche(request, text, return_vorschlag, vorschlag, antwort=antwort)
        felder = vorschlag.aenderungen if was == ANNEHMEN else request.POST.getlist("feld")
        if erledigt := self._uebernimm(request, vorschlag, felder, antwort):
            self.message_user(request, _("Übernommen: „%(name)s“.") % {"name": vorschlag.name}, messages.SUCCESS)
        return erledigt

    def _uebernimm(self, request, vorschlag, felder, antwort) -> bool:
        return self._versuche(request, "", accept_vorschlag, vorschlag, felder, antwort=antwort)

    def _versuche(self, request, text: str, workflow, vorschlag, *args, **kwargs) -> bool:
        try:
            with transaction.atomic():
                workflow(vorschlag, *args, konto=request.user, moment=timezone.now(), **kwargs)
        except (VorschlagError, ValidationError) as fehler:
            worte = fehler.messages if isinstance(fehler, ValidationError) else [str(fehler)]
            self.message_user(request, f"„{vorschlag.name}“: {' '.join(worte)}", messages.ERROR)
            return False
        if text:
            self.message_user(request, text, messages.SUCCESS)
        return True
