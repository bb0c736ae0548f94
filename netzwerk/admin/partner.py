"""Partners and the people one can ask for."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin, PortalInline, PortalStackedInline
from netzwerk.admin.doppelpruefung import Doppelpruefung
from netzwerk.admin.sorte import SorteEinlesen
from netzwerk.admin.vorschau import Vorschau
from netzwerk.admin.zeiten import AusnahmeInline, ZeitInline
from netzwerk.admin.zugaenge import PartnerForm, ZugaengeMixin
from netzwerk.einladung import zugaenge_zu
from netzwerk.einlesen.partner import PARTNER
from netzwerk.einlesen.person import PERSON
from netzwerk.models import Abwesenheit, Ansprechperson, Mitgliedschaft, Partner, Sprechzeit
from netzwerk.views.partner import make_seite
from netzwerk.vorschlaege import create_vorschlag


class PersonInline(PortalStackedInline):
    """Persons are entries of their own: entered here, changed on their own page, where nobody overwrites another."""

    model = Ansprechperson
    redaktion_darf = rechte.LESEN
    classes = ["collapse"]
    extra = 0
    fields = [("name", "funktion"), ("telefon", "email"), "zustaendig", "ist_oeffentlich"]
    show_change_link = True

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class NetzwerkInline(PortalInline):
    """The networks a partner belongs to. Taking a partner out is done on the network's page."""

    model = Mitgliedschaft
    netzwerk_pfad = "netzwerk"
    koordination_darf = rechte.OHNE_LOESCHEN
    redaktion_darf = rechte.NICHTS
    extra = 0
    autocomplete_fields = ["netzwerk"]
    verbose_name = _("Netzwerk")
    verbose_name_plural = _("Netzwerke")


@admin.register(Partner)
class PartnerAdmin(Vorschau, SorteEinlesen, Doppelpruefung, ZugaengeMixin, PortalAdmin):
    sorte = PARTNER
    vorschau_vorlage = "netzwerk/partner_detail.html"
    hilfen = {
        "name": _("Voller Name, z. B. „Deutscher Kinderschutzbund, Kreisverband Northeim e. V.“."),
        "kurzname": _("Wie alle sagen, z. B. „Kinderschutzbund“. Steht in Listen, wo wenig Platz ist."),
        "telefon": _("Z. B. „05551 708-140“. Steht bei allen Angeboten, die keine eigene Nummer haben."),
        "pflege_email": _(
            "Wer die Angaben prüft, z. B. „leitung@verein.de“. Dorthin fragt das Portal nach; Eltern sehen sie nicht. "
            "Leer: an die öffentliche E-Mail."
        ),
    }
    pruefung = True
    netzwerk_pfad = "netzwerke"
    partner_pfad = "pk"
    redaktion_darf = rechte.BEARBEITEN
    einladung_form = PartnerForm
    einladende = frozenset({rechte.VERWALTUNG, rechte.KOORDINATION})
    redaktion_nur_lesen = ["art", "slug", "externer_schluessel", "geht_sofort_live"]
    list_display = ["name", "art", "region", "ort", "telefon", "email"]
    list_filter = ["art", "netzwerke"]
    list_select_related = ["region__eltern"]
    search_fields = ["name", "kurzname", "ort", "=externer_schluessel"]
    search_help_text = _("Name, Kurzname oder Ort")
    autocomplete_fields = ["region"]
    inlines = [PersonInline, NetzwerkInline]
    fieldsets = [
        (None, {"fields": ["name", "kurzname", "art", "region", ("telefon", "email"), "website", "pflege_email"]}),
        (
            _("Anschrift"),
            {"fields": ["strasse", "zusatz", ("plz", "ort"), "adresse_geschuetzt"]},
        ),
        (_("Beschreibung und Logo"), {"classes": ["collapse"], "fields": ["beschreibung", "logo"]}),
        (
            _("Technisches"),
            {
                "classes": ["collapse"],
                "fields": ["geht_sofort_live", "slug", "externer_schluessel", "lat", "lon"],
                "description": _("Die Koordinate entsteht aus der PLZ, wenn Sie nichts eintragen."),
            },
        ),
    ]

    def ist_sichtbar(self, obj, am):
        return Partner.objects.sichtbar().filter(pk=obj.pk).exists()

    def vorschau_kontext(self, obj, am):
        return make_seite(obj, am)

    def has_delete_permission(self, request, obj=None):
        """A partner that others share, or that has accounts, is the Verwaltung's to delete."""
        erlaubt = super().has_delete_permission(request, obj)
        weite = rechte.reichweite(request.user)
        if not erlaubt or obj is None or weite.verwaltung:
            return erlaubt
        geteilt = obj.mitgliedschaften.exclude(netzwerk__in=weite.netzwerke)
        return not geteilt.exists() and not zugaenge_zu(obj).exists()

    def nach_speichern(self, request, obj, change):
        """A partner entered by a Koordination belongs to its network without a further click."""
        weite = rechte.reichweite(request.user)
        if not change and not weite.verwaltung and not obj.mitgliedschaften.exists():
            for netzwerk in sorted(weite.netzwerke)[:1]:
                Mitgliedschaft.objects.create(netzwerk_id=netzwerk, partner=obj)


class SprechzeitInline(ZeitInline):
    model = Sprechzeit


class AbwesenheitInline(AusnahmeInline):
    model = Abwesenheit


@admin.register(Ansprechperson)
class AnsprechpersonAdmin(SorteEinlesen, PortalAdmin):
    sorte = PERSON
    pruefung = True
    netzwerk_pfad = "partner__netzwerke"
    partner_pfad = "partner"
    lotsen_pfad = "pk"
    lotsin_darf = rechte.BEARBEITEN
    lotsin_nur_lesen = ["partner", "externer_schluessel"]
    list_display = ["__str__", "partner", "zustaendig", "telefon", "email", "ist_oeffentlich"]
    list_filter = ["ist_oeffentlich", "partner"]
    search_fields = ["name", "funktion", "zustaendig", "partner__name"]
    search_help_text = _("Name, Funktion, Zuständigkeit oder Partner")
    autocomplete_fields = ["partner", "themen", "regionen", "sprachen"]
    inlines = [SprechzeitInline, AbwesenheitInline]
    fieldsets = [
        (None, {"fields": ["partner", ("name", "funktion"), ("telefon", "email"), "website", "ist_oeffentlich"]}),
        (_("Wofür und für wen"), {"fields": ["zustaendig", "themen", "regionen", "sprachen"]}),
        (_("Sprechzeiten"), {"fields": ["nach_vereinbarung", "durchgehend", "zeiten_hinweis"]}),
        (_("Technisches"), {"classes": ["collapse"], "fields": ["externer_schluessel"]}),
    ]

    def nach_speichern(self, request, obj, change):
        """A partner's new person is shown once the Koordination has seen it; until then it is a proposal."""
        if change or not obj.ist_oeffentlich or rechte.darf_sofort(request.user, obj):
            return
        Ansprechperson.objects.filter(pk=obj.pk).update(ist_oeffentlich=False)
        create_vorschlag(obj, {"ist_oeffentlich": True}, moment=timezone.now(), konto=request.user)
        text = _("Die Koordination sieht sich „%(name)s“ an. Danach erscheint der Eintrag auf der Seite des Partners.")
        self.message_user(request, text % {"name": obj}, messages.INFO)
