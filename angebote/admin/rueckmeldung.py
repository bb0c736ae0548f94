"""Hints from parents, a queue: what is new first. A Redaktion does not see them: they may be about its own partner."""

from django.apps import apps
from django.contrib import admin, messages
from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from angebote.models import Rueckmeldung
from angebote.rueckmeldungen import answer_rueckmeldung, read_angaben
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.admin.filter import EigeneFilter

Zustand = Rueckmeldung.Zustand
NEUE_ZUERST = Case(
    When(zustand=Zustand.NEU, then=Value(0)), When(zustand=Zustand.IN_ARBEIT, then=Value(1)), default=Value(2)
)


class OffenFilter(admin.SimpleListFilter):
    title = _("Was ist zu tun?")
    parameter_name = "offen"

    def lookups(self, request, model_admin):
        return [("ja", _("noch offen"))]

    def queryset(self, request, queryset):
        return queryset.offen() if self.value() == "ja" else queryset


@admin.register(Rueckmeldung)
class RueckmeldungAdmin(PortalAdmin):
    netzwerk_pfad = "netzwerke"
    koordination_darf = rechte.BEARBEITEN | {rechte.LOESCHEN}
    redaktion_darf = rechte.NICHTS
    list_display = ["name", "was", "zustand", "eingegangen_am"]
    list_filter = [OffenFilter, "zustand", ("netzwerke", EigeneFilter)]
    search_fields = ["name", "text"]
    search_help_text = _("Name des Eintrags oder ein Wort aus dem Hinweis")
    show_full_result_count = False
    ordering = [NEUE_ZUERST, "-eingegangen_am", "-pk"]
    fieldsets = [
        (None, {"fields": ["eintrag", "was", "text", "vergleich", "eingegangen_am"]}),
        (_("Was Sie damit tun"), {"fields": ["zustand", "email", "antwort", "bearbeitet_am", "bearbeitet_von"]}),
    ]
    readonly_fields = [
        "eintrag",
        "was",
        "text",
        "vergleich",
        "eingegangen_am",
        "email",
        "bearbeitet_am",
        "bearbeitet_von",
    ]

    def has_add_permission(self, request):
        return False

    def get_object(self, request, object_id, from_field=None):
        """With the entry as it is today, ``lebend``, where the account sees it: it may have changed hands."""
        obj = super().get_object(request, object_id, from_field)
        if obj:
            eintraege = self.sichtbare(apps.get_model(obj.modell), request)
            obj.lebend = eintraege.filter(pk=obj.schluessel).first()
        return obj

    def get_readonly_fields(self, request, obj=None):
        """Without an address there is nobody to answer; what was sent stays as it was."""
        felder = super().get_readonly_fields(request, obj)
        return felder if obj and obj.email else [*felder, "antwort"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        hilfe = {"antwort": _("Geht als E-Mail an die angegebene Adresse; danach löscht das Portal die Adresse.")}
        return super().get_form(request, obj, change=change, help_texts=hilfe, **kwargs)

    @admin.display(description=_("Was stimmt nicht?"))
    def was(self, obj):
        return obj.gruende_in_worten or obj.text[:80]

    @admin.display(description=_("Eintrag"))
    def eintrag(self, obj):
        """Its name, linked to its form when it is still there."""
        eintrag = getattr(obj, "lebend", None)
        if eintrag is None:
            return format_html("{} ({})", obj.name, _("gibt es hier nicht mehr"))
        adresse = reverse(f"admin:{obj.modell.replace('.', '_')}_change", args=[obj.schluessel])
        return format_html('{}: <a href="{}">{}</a>', eintrag._meta.verbose_name, adresse, eintrag)

    @admin.display(description=_("Was dort steht"))
    def vergleich(self, obj):
        """What the page said when the hint came, and what it would say now where that is different."""
        eintrag = getattr(obj, "lebend", None)
        jetzt = read_angaben(eintrag) if eintrag else {}
        zeilen = [(name, wert or "–", _jetzt(wert, jetzt.get(name, wert))) for name, wert in obj.angaben.items()]
        return format_html(
            '<table class="angaben"><thead><tr><td></td><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
            "<tbody>{}</tbody></table>",
            _("als der Hinweis kam"),
            _("jetzt"),
            format_html_join("", '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>', zeilen),
        )

    def save_model(self, request, obj, form, change):
        """An answer is sent; whatever was decided carries who decided it, and when."""
        if not form.changed_data:
            return
        moment = timezone.now()
        obj.bearbeitet_am, obj.bearbeitet_von = moment, request.user
        if "antwort" in form.changed_data and answer_rueckmeldung(obj, moment):
            if obj.zustand == Zustand.NEU:
                obj.zustand = Zustand.ERLEDIGT
            text = _("Die Antwort geht als E-Mail hinaus, die Adresse ist gelöscht.")
            self.message_user(request, text, messages.SUCCESS)
        super().save_model(request, obj, form, change)


def _jetzt(damals: str, jetzt: str):
    return _("unverändert") if damals == jetzt else jetzt or "–"
