"""Networks and who belongs to them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin, PortalInline
from netzwerk.admin.zugaenge import KoordinationForm, ZugaengeMixin
from netzwerk.models import Mitgliedschaft, Netzwerk
from netzwerk.models.netzwerk import STUFEN


class MitgliedInline(PortalInline):
    model = Mitgliedschaft
    redaktion_darf = rechte.NICHTS
    extra = 0
    autocomplete_fields = ["partner"]
    verbose_name = _("Partner")
    verbose_name_plural = _("Partner (neue bitte unter „Partner“ anlegen)")


@admin.register(Netzwerk)
class NetzwerkAdmin(ZugaengeMixin, PortalAdmin):
    """Koordination keeps its network's record; whether it is active, and where, the Verwaltung decides."""

    netzwerk_pfad = "pk"
    partner_pfad = "partner"
    koordination_darf = rechte.BEARBEITEN
    redaktion_darf = rechte.LESEN
    einladung_form = KoordinationForm
    koordination_nur_lesen = ["status", "ist_beispiel", "slug", "land"]
    list_display = ["name", "status", "land", "traeger", "jahre"]
    list_filter = ["status", "land", "ist_beispiel"]
    search_fields = ["name", "kurzname", "traeger", "gebiet"]
    search_help_text = _("Name, Träger oder Gebiet")
    ordering = ["status", "land__name", "name"]
    autocomplete_fields = ["land", "regionen"]
    inlines = [MitgliedInline]
    fieldsets = [
        (None, {"fields": ["name", "kurzname", "status", "land", "regionen", "slogan", "beschreibung"]}),
        (_("Kontakt"), {"fields": ["traeger", ("telefon", "email"), "website", "strasse", "zusatz", ("plz", "ort")]}),
        (_("Aussehen"), {"fields": ["farbe", "logo"]}),
        (
            _("Bestätigung"),
            {
                "classes": ["collapse"],
                "fields": ["frist_tage", *STUFEN],
                "description": _(
                    "Ist ein Eintrag zu lange nicht bestätigt, fragt das Portal beim Partner nach. Die Tage zählen ab "
                    "der ersten E-Mail. Leer heißt: diesen Schritt auslassen."
                ),
            },
        ),
        (
            _("Rechtliche Seiten"),
            {
                "classes": ["collapse"],
                "fields": ["impressum", "datenschutz", "barrierefreiheit"],
                "description": _("Diese Texte erscheinen auf den Seiten des Netzwerks und in seinen Druckwerken."),
            },
        ),
        (
            _("Weiteres"),
            {
                "classes": ["collapse"],
                "fields": ["gebiet", "jahr_von", "jahr_bis", "anmerkung", "ist_beispiel", "slug", "lat", "lon"],
            },
        ),
    ]

    @admin.display(description=_("Jahre"), ordering="jahr_von")
    def jahre(self, obj):
        return f"{obj.jahr_von or ''}–{obj.jahr_bis or ''}".strip("–")
