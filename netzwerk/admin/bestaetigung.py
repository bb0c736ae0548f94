"""Confirming entries in the Verwaltung: actions on lists and forms, the form's two fields, and the list's filter."""

from collections import defaultdict
from datetime import timedelta

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import ActionLocation
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from netzwerk import rechte
from netzwerk.admin.formular import PortalForm
from netzwerk.bestaetigung import confirm, durch_in_worten, withdraw_bestaetigung
from netzwerk.models import Bestaetigungsweg
from netzwerk.models.netzwerk import FRIST_TAGE

FELDER = ["bestaetigt_am", "bestaetigt_wie", "bestaetigt_von", "bestaetigt_durch"]
IM_FORMULAR = [*FELDER, "verborgen_seit", "foerderung_bis"]


class BestaetigtFilter(SimpleListFilter):
    title = _("zuletzt bestätigt")
    parameter_name = "bestaetigt"

    def lookups(self, request, model_admin):
        return [
            ("faellig", _("fällig: bitte nachfragen")),
            ("frisch", _("in den letzten 180 Tagen")),
            ("alt", _("vor mehr als 180 Tagen")),
            ("nie", _("noch nie")),
        ]

    def queryset(self, request, queryset):
        heute = timezone.localdate()
        grenze = heute - timedelta(days=FRIST_TAGE)
        match self.value():
            case "faellig":
                return queryset.faellig(heute)
            case "frisch":
                return queryset.filter(bestaetigt_am__gte=grenze)
            case "alt":
                return queryset.filter(bestaetigt_am__lt=grenze)
            case "nie":
                return queryset.filter(bestaetigt_am__isnull=True)
        return queryset


class BestaetigungForm(PortalForm):
    def clean(self):
        daten = super().clean()
        if (tag := daten.get("bestaetigt_am")) and tag > timezone.localdate():
            self.add_error("bestaetigt_am", _("Dieser Tag liegt in der Zukunft."))
        return daten


class BestaetigungAktionen:
    """Mixin of an entry's admin class."""

    @admin.action(
        permissions=["change"],
        description=_("Als bestätigt markieren (heute)"),
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def bestaetigen(self, request, queryset):
        self._bestaetige(request, queryset, Bestaetigungsweg.ADMIN)

    @admin.action(
        permissions=["change", "anrufen"],
        description=_("Am Telefon bestätigt (heute)"),
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def am_telefon(self, request, queryset):
        self._bestaetige(request, queryset, Bestaetigungsweg.TELEFON)

    def has_anrufen_permission(self, request):
        """Who calls is the Koordination; a partner confirms by itself."""
        weite = rechte.reichweite(request.user)
        return weite.verwaltung or bool(weite.netzwerke)

    def _bestaetige(self, request, gewaehlt, wie):
        erlaubt = list(self.mit_recht(request, rechte.AENDERN, gewaehlt).select_related("partner", "netzwerk"))
        if wie == Bestaetigungsweg.TELEFON:
            erlaubt = [eintrag for eintrag in erlaubt if rechte.entscheidet(request.user, eintrag)]
        je_wort = defaultdict(list)
        for eintrag in erlaubt:
            am_telefon = wie == Bestaetigungsweg.TELEFON
            je_wort[eintrag.partner.name if am_telefon else durch_in_worten(request.user, eintrag)].append(eintrag)
        moment = timezone.now()
        for durch, eintraege in je_wort.items():
            confirm(eintraege, wie=wie, am=timezone.localdate(moment), moment=moment, durch=durch, konto=request.user)
        namen = [str(self.opts.get_field(name).verbose_name) for name in FELDER[:3]]
        LogEntry.objects.log_actions(request.user.pk, erlaubt, CHANGE, [{"changed": {"fields": namen}}])
        self._melde_bestaetigt(request, len(erlaubt), gewaehlt.count() - len(erlaubt))

    def _melde_bestaetigt(self, request, bestaetigt, ausgelassen):
        if bestaetigt:
            text = ngettext("%(n)d Eintrag ist bestätigt.", "%(n)d Einträge sind bestätigt.", bestaetigt)
            self.message_user(request, text % {"n": bestaetigt}, messages.SUCCESS)
        if ausgelassen:
            text = ngettext(
                "%(n)d Eintrag gehört nicht zu Ihnen und bleibt, wie er ist.",
                "%(n)d Einträge gehören nicht zu Ihnen und bleiben, wie sie sind.",
                ausgelassen,
            )
            self.message_user(request, text % {"n": ausgelassen}, messages.WARNING)

    def save_model(self, request, obj, form, change):
        """Whoever enters a confirmation has confirmed; without a date there is none."""
        geaendert = {"bestaetigt_am", "bestaetigt_wie"} & set(form.changed_data)
        if geaendert and not obj.bestaetigt_am:
            obj.bestaetigt_wie, obj.bestaetigt_von, obj.bestaetigt_durch = "", None, ""
        super().save_model(request, obj, form, change)
        if not geaendert:
            return
        vorher = form.initial.get("bestaetigt_am")
        if vorher and vorher != obj.bestaetigt_am:
            withdraw_bestaetigung(obj, vorher)
        if obj.bestaetigt_am:
            wie = obj.bestaetigt_wie or Bestaetigungsweg.ADMIN
            durch = durch_in_worten(request.user, obj) if wie == Bestaetigungsweg.ADMIN else obj.partner.name
            confirm([obj], wie=wie, am=obj.bestaetigt_am, moment=timezone.now(), durch=durch, konto=request.user)

    @admin.display(description=_("bestätigt"), ordering="bestaetigt_am", empty_value=_("nie"))
    def bestaetigt(self, obj):
        return obj.bestaetigt_am and date_format(obj.bestaetigt_am, "SHORT_DATE_FORMAT")
