"""Offers: the eight fields that matter on one screen, everything else in groups below."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from angebote.admin.aktionen import AngebotAktionen
from angebote.admin.einlesen import AngebotEinlesen
from angebote.admin.filter import (
    FoerderungFilter,
    RegionFilter,
    TageszeitFilter,
    ThemaFilter,
    ZielgruppeFilter,
)
from angebote.admin.formular import AngebotForm
from angebote.admin.hilfetexte import HILFEN
from angebote.admin.zuordnen import Zuordnen
from angebote.models import Angebot, Angebotsausnahme, Angebotszeit
from angebote.suche import woertlich
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.admin.bestaetigung import FELDER, IM_FORMULAR, BestaetigtFilter, BestaetigungAktionen
from netzwerk.admin.doppelpruefung import Doppelpruefung
from netzwerk.admin.vorschau import Vorschau
from netzwerk.admin.zeiten import AusnahmeInline, EinzelneTage, ZeitInline
from netzwerk.models import Netzwerk


class AngebotszeitInline(ZeitInline):
    model = Angebotszeit
    classes = ["zeitzeilen"]


class AngebotsausnahmeInline(AusnahmeInline):
    model = Angebotsausnahme


@admin.register(Angebot)
class AngebotAdmin(
    Vorschau, AngebotEinlesen, AngebotAktionen, Zuordnen, BestaetigungAktionen, Doppelpruefung, PortalAdmin
):
    """Koordination publishes; a Redaktion writes, and hands in for review. What is published stays so when edited."""

    pruefung = True
    netzwerk_pfad = "netzwerk"
    partner_pfad = "partner"
    redaktion_darf = rechte.OHNE_LOESCHEN
    redaktion_nur_lesen = ["netzwerk", "bestaetigt_am", "bestaetigt_wie", "quelle", "externer_schluessel", "slug"]
    form = AngebotForm
    vorschau_vorlage = "angebote/angebot_detail.html"
    hilfen = HILFEN
    actions = [
        "veroeffentlichen",
        "bestaetigen",
        "am_telefon",
        "archivieren",
        "thema_zuordnen",
        "zielgruppe_zuordnen",
    ]
    list_display = ["titel", "partner", "status", "bestaetigt", "geaendert"]
    list_filter = [
        "status",
        BestaetigtFilter,
        FoerderungFilter,
        "partner",
        ThemaFilter,
        RegionFilter,
        ZielgruppeFilter,
        TageszeitFilter,
        "netzwerk",
    ]
    search_fields = ["titel"]
    search_help_text = _("Wörter aus dem Angebot, Partner, Ort, PLZ oder die gedruckte Nummer")
    ordering = ["-geaendert_am", "titel"]
    list_defer = ["beschreibung", "suchtext", "suchfakten", "partner__beschreibung"]
    autocomplete_fields = [
        "netzwerk",
        "partner",
        "anlaufstelle",
        "regionen",
        "themen",
        "zielgruppen",
        "sprachen",
        "personen",
        "leistungen",
    ]
    readonly_fields = ["nummer", "angelegt_am", "geaendert_am", *FELDER[2:], "verborgen_seit"]
    inlines = [AngebotszeitInline, AngebotsausnahmeInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "titel",
                    "kurzbeschreibung",
                    "partner",
                    "themen",
                    "regionen",
                    ("telefon", "vor_ort", "telefonisch", "online", "aufsuchend"),
                    ("kosten_cent", "status"),
                ]
            },
        ),
        (_("Beschreibung"), {"classes": ["collapse"], "fields": ["beschreibung", "unterlagen", "rechtsgrundlage"]}),
        (
            _("Für wen"),
            {"classes": ["collapse"], "fields": ["alter_ab", "alter_bis", "zielgruppen", "sprachen", "leistungen"]},
        ),
        (
            _("Wo und bei wem"),
            {
                "classes": ["collapse"],
                "fields": [
                    "anlaufstelle",
                    "strasse",
                    "zusatz",
                    "plz",
                    "ort",
                    "adresse_geschuetzt",
                    "personen",
                    "email",
                    "website",
                ],
                "description": _("Leere Felder zum Kontakt heißen: wie beim Partner."),
            },
        ),
        (
            _("Kosten, Anmeldung, Kinderbetreuung"),
            {
                "classes": ["collapse"],
                "fields": ["kosten_text", "anmeldung", "anmeldung_text", "kinderbetreuung", "kinderbetreuung_text"],
            },
        ),
        (
            _("Zeiten und Termine"),
            {
                "classes": ["collapse"],
                "fields": [
                    "ist_termin",
                    *EinzelneTage.FELDER,
                    "nach_vereinbarung",
                    "durchgehend",
                    "feiertage",
                    "zeiten_hinweis",
                ],
            },
        ),
        (
            _("Bestätigung und Laufzeit"),
            {
                "classes": ["collapse"],
                "fields": [*IM_FORMULAR, "gueltig_von", "gueltig_bis"],
                "description": _("Bestätigt heißt: Jemand hat gesagt, dass alles noch stimmt."),
            },
        ),
        (
            _("Netzwerk und Technisches"),
            {
                "classes": ["collapse"],
                "fields": [
                    "netzwerk",
                    "nummer",
                    "slug",
                    "quelle",
                    "externer_schluessel",
                    "lat",
                    "lon",
                    "angelegt_am",
                    "geaendert_am",
                ],
            },
        ),
    ]

    @admin.display(description=_("geändert"), ordering="geaendert_am")
    def geaendert(self, obj):
        return date_format(timezone.localtime(obj.geaendert_am), "SHORT_DATE_FORMAT")

    def ist_sichtbar(self, obj, am):
        return Angebot.objects.sichtbar(am).filter(pk=obj.pk).exists()

    def vorschau_kontext(self, obj, am):
        return {"angebot": Angebot.objects.with_seite().get(pk=obj.pk), "am": am}

    def get_changeform_initial_data(self, request):
        """A network's new offer is for the network's area until somebody says otherwise."""
        netzwerke = rechte.reichweite(request.user).netzwerke
        gebiet = Netzwerk.regionen.through.objects.filter(netzwerk__in=netzwerke) if len(netzwerke) == 1 else []
        regionen = {"regionen": list(gebiet.values_list("region", flat=True))} if gebiet else {}
        return regionen | super().get_changeform_initial_data(request)

    def get_search_results(self, request, queryset, search_term):
        """Through the portal's own search; a number is the printed one or a PLZ. A partner's own key is found too."""
        if not (text := search_term.strip()):
            return queryset, False
        if text.isdecimal():
            treffer = Q(nummer=int(text)) | Q(plz=text)
        elif not (treffer := woertlich(text)):
            return queryset, False  # nothing but signs
        return queryset.filter(treffer | Q(externer_schluessel__iexact=text)), False
