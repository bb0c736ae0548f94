"""What a network asks of its Infopoints, and what it lends to its points."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from anlaufstellen.models import Material, Qualitaetskriterium
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin


@admin.register(Qualitaetskriterium)
class QualitaetskriteriumAdmin(PortalAdmin):
    """The Koordination chooses; without any criterion its network gives no badge."""

    netzwerk_pfad = "netzwerk"
    redaktion_darf = rechte.NICHTS
    hilfen = {"art": _("Steht als Zeile mit „ja“ oder „nein“ auf der Seite jeder Anlaufstelle des Netzwerks.")}
    list_display = ["art", "netzwerk"]
    list_filter = ["netzwerk", "art"]
    list_select_related = ["netzwerk"]
    autocomplete_fields = ["netzwerk"]
    fields = ["netzwerk", "art"]


@admin.register(Material)
class MaterialAdmin(PortalAdmin):
    """Kinds of material; how much of it is where stands on the page „Material und Schilder“."""

    netzwerk_pfad = "netzwerk"
    redaktion_darf = rechte.NICHTS
    hilfen = {"hinweis": _("Was man beim Bestellen wissen soll, z. B. „im Paket zu 50 Stück“.")}
    list_display = ["name", "netzwerk", "hinweis"]
    list_filter = ["netzwerk"]
    list_select_related = ["netzwerk"]
    search_fields = ["name", "hinweis"]
    autocomplete_fields = ["netzwerk"]
    fields = ["netzwerk", "name", "hinweis"]
