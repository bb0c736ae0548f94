"""Offers: the eight fields that matter on one screen, everything else in groups below."""

from django.contrib import admin
from django.db.models import Q
from django.shortcuts import render
from django.urls import path, reverse
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
from angebote.models import Angebot, Angebotspause, Angebotszeit
from angebote.suche import woertlich
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.admin.bestaetigung import FELDER, IM_FORMULAR, BestaetigtFilter, BestaetigungAktionen
from netzwerk.admin.doppelpruefung import Doppelpruefung
from netzwerk.admin.zeiten import SchliessungInline, ZeitInline
from netzwerk.models import Netzwerk


class AngebotszeitInline(ZeitInline):
    model = Angebotszeit
    classes = []


class AngebotspauseInline(SchliessungInline):
    model = Angebotspause


@admin.register(Angebot)
class AngebotAdmin(AngebotEinlesen, AngebotAktionen, BestaetigungAktionen, Doppelpruefung, PortalAdmin):
    """Koordination publishes; a Redaktion writes, and hands in for review. What is published stays so when edited."""

    pruefung = True
    netzwerk_pfad = "netzwerk"
    partner_pfad = "partner"
    redaktion_darf = rechte.OHNE_LOESCHEN
    redaktion_nur_lesen = ["netzwerk", "bestaetigt_am", "bestaetigt_wie", "quelle", "externer_schluessel", "slug"]
    form = AngebotForm
    actions = ["veroeffentlichen", "bestaetigen", "am_telefon", "archivieren"]
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
    inlines = [AngebotszeitInline, AngebotspauseInline]
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
                    "kosten_cent",
                    "status",
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
            _("Zeiten in Worten"),
            {"classes": ["collapse"], "fields": ["nach_vereinbarung", "durchgehend", "zeiten_hinweis"]},
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

    def get_urls(self):
        vorschau = self.admin_site.admin_view(self.vorschau)
        return [path("<int:pk>/vorschau/", vorschau, name="angebote_angebot_vorschau"), *super().get_urls()]

    def vorschau(self, request, pk):
        """The offer's page as the public will see it, also before it is published."""
        angebot = self.get_object(request, str(pk))
        if angebot is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        angebot = Angebot.objects.with_seite().get(pk=angebot.pk)
        return render(request, "angebote/angebot_detail.html", {"angebot": angebot, "am": timezone.localdate()})

    def get_view_on_site_url(self, obj=None):
        """The public page; as long as there is none, the preview."""
        if obj is None:
            return None
        if Angebot.objects.sichtbar(timezone.localdate()).filter(pk=obj.pk).exists():
            return obj.get_absolute_url()
        return reverse("admin:angebote_angebot_vorschau", args=[obj.pk])

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
