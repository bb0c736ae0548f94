"""Any list of the Verwaltung as a sheet: exactly the rows that are filtered and searched for, or those that are ticked.

What comes out: the columns of the list, then the fields of the form that the account sees. Never a secret, and never a
protected address. Reading is done in blocks, with related entries of a block in one query each.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from html import unescape
from itertools import batched

from django.contrib.admin.options import IS_POPUP_VAR, Action, ActionLocation, IncorrectLookupParameters
from django.contrib.admin.utils import flatten_fieldsets, label_for_field, lookup_field
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from netzwerk.models import MitAdresse
from netzwerk.tabellen.ausgabe import FORMATE, write_tabelle
from netzwerk.tabellen.zelle import als_text
from netzwerk.text import slug_aus

BLOCK = 1000
GEHEIM = re.compile(r"passw|kennwort|token|secret|geheim|hash|session|otp|schluessel_privat", re.IGNORECASE)
NUR_GESCHUETZT = {"strasse", "zusatz", "plz", "ort", "lat", "lon", "koordinate_von_plz", "anfahrt", "oepnv"}

type Spalte = tuple[str, Callable[[models.Model], str | int]]


class AusfuhrMixin:
    """Part of ``PortalAdmin``. ``ausfuhr_ohne``: fields that never leave although the form shows them."""

    ausfuhr_ohne = ()

    def get_urls(self):
        view = self.admin_site.admin_view(self.ausfuhr_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_ausfuhr"
        return [path("tabelle.<slug:endung>", view, name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The links carry the question of the list."""
        frage = request.GET.urlencode()
        adressen = []
        if IS_POPUP_VAR not in request.GET:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_ausfuhr"
            adressen = [
                (endung.upper(), reverse(name, args=[endung]) + (f"?{frage}" if frage else "")) for endung in FORMATE
            ]
        return super().changelist_view(request, {"ausfuhr": adressen, **(extra_context or {})})

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        aktionen = super().get_actions(request, action_location=action_location)
        if self.actions is None or IS_POPUP_VAR in request.GET or action_location != ActionLocation.CHANGE_LIST:
            return aktionen
        for endung in FORMATE:
            worte = _("Ausgewählte als Tabelle ({format})").format(format=endung.upper())
            name = f"ausfuhr_{endung}"
            aktion = partial(_ausfuhr_aktion, endung=endung)
            aktionen[name] = Action(aktion, name, worte, worte, [ActionLocation.CHANGE_LIST])
        return aktionen

    def ausfuhr_view(self, request, endung):
        """The list as it is filtered and ordered, all of its pages."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if endung not in FORMATE:
            raise Http404
        try:
            zeilen = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return self.ausfuhr_antwort(request, zeilen, endung)

    def ausfuhr_antwort(self, request, queryset, endung) -> HttpResponse:
        titel = str(self.opts.verbose_name_plural)
        spalten = self.ausfuhr_spalten(request)
        inhalt = write_tabelle(endung, titel, self._ausfuhr_zeilen(queryset, spalten))
        antwort = HttpResponse(inhalt, content_type=FORMATE[endung])
        name = f"{slug_aus(titel)}-{timezone.localdate():%Y-%m-%d}.{endung}"
        antwort["Content-Disposition"] = f'attachment; filename="{name}"'
        antwort["Cache-Control"] = "private, no-store"
        return antwort

    def ausfuhr_queryset(self, queryset):
        """With what the list loads; any other relation is read for a whole block at once."""
        if self.list_select_related and self.list_select_related is not True:
            queryset = queryset.select_related(*self.list_select_related)
        return queryset.prefetch_related(*self.list_prefetch_related).fetch_mode(models.FETCH_PEERS)

    def vor_ausfuhr(self, block) -> None:
        """Hook: sets on these rows what a column of the list wants and the database does not hold."""

    def _ausfuhr_zeilen(self, queryset, spalten: list[Spalte]) -> Iterator[list[str | int]]:
        """The header, then row by row. A block is held at once, so that its peers are read together."""
        yield [name for name, _wert in spalten]
        for block in batched(self.ausfuhr_queryset(queryset).iterator(chunk_size=BLOCK), BLOCK):
            self.vor_ausfuhr(block)
            for objekt in block:
                yield [_sichtbar(objekt, name, wert) for name, wert in spalten]

    def ausfuhr_spalten(self, request) -> list[Spalte]:
        """Name and value of every column; names are fields where there is one, else the words above the list."""
        spalten: dict[str, Callable] = {}
        for name in self.get_list_display(request):
            if self._darf_hinaus(name):
                kopf = name if self._feld(name) else str(label_for_field(name, self.model, self))
                spalten.setdefault(kopf, partial(_list_wert, name, self))
        for name in flatten_fieldsets(self.get_fieldsets(request)):
            feld = self._feld(name)
            if feld is not None and self._darf_hinaus(name):
                spalten.setdefault(name, partial(_feld_wert, feld))
        return list(spalten.items())

    def _feld(self, name: str) -> models.Field | None:
        """The model's own field of that name; lists of others (many-to-many) and files are none."""
        try:
            feld = self.opts.get_field(name)
        except FieldDoesNotExist:
            return None
        return feld if feld.concrete and not feld.many_to_many and not isinstance(feld, models.FileField) else None

    def _darf_hinaus(self, name: str) -> bool:
        return name not in ("action_checkbox", *self.ausfuhr_ohne) and not GEHEIM.search(name)


def _ausfuhr_aktion(modeladmin, request, queryset, *, endung):
    return modeladmin.ausfuhr_antwort(request, queryset, endung)


def _sichtbar(objekt, name: str, wert: Callable) -> str | int:
    if name in NUR_GESCHUETZT and isinstance(objekt, MitAdresse) and objekt.adresse_geschuetzt:
        return ""
    return wert(objekt)


def _list_wert(name: str, modeladmin, objekt) -> str | int:
    """What the list shows in that column, without its markup."""
    try:
        feld, _attr, wert = lookup_field(name, objekt, modeladmin)
    except ObjectDoesNotExist:
        return ""
    if feld is not None:
        return _feld_wert(feld, objekt)
    if hasattr(wert, "__html__"):
        return unescape(strip_tags(wert)).strip()
    return _wert(wert)


def _feld_wert(feld: models.Field, objekt) -> str | int:
    if feld.is_relation:
        return str(getattr(objekt, feld.name) or "")
    if feld.flatchoices:
        return str(getattr(objekt, f"get_{feld.name}_display")() or "")
    return _wert(getattr(objekt, feld.attname))


def _wert(wert: object) -> str | int:
    if isinstance(wert, int) and not isinstance(wert, bool):
        return wert
    if isinstance(wert, datetime) and timezone.is_aware(wert):
        wert = timezone.localtime(wert).replace(tzinfo=None)
    if isinstance(wert, dict | list):
        return ", ".join(f"{k}: {v}" for k, v in wert.items()) if isinstance(wert, dict) else ", ".join(map(str, wert))
    return str(als_text(wert)) if isinstance(wert, bool | float | date) or wert is None else str(wert)
