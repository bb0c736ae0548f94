"""Likely doubles: the list, two entries side by side, „Kein Doppel“ and „Zusammenlegen“."""

from django.contrib import admin, messages
from django.contrib.admin import ShowFacets, SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from angebote.doppelungen.felder import BEIDE, BLEIBT, GEHT, ist_neuer, vergleiche_felder
from angebote.doppelungen.gruende import gruende_in_worten
from angebote.doppelungen.suche import MODELLE, lade
from angebote.doppelungen.verdacht import decide
from angebote.doppelungen.zusammenlegen import ZusammenlegenError, merge
from angebote.models import Doppelverdacht
from netzwerk import rechte
from netzwerk.admin.basis import PortalAdmin, PortalChangeList
from netzwerk.admin.lesen import NurSehen

Status = Doppelverdacht.Status
WAHL = "wahl-"
FERTIG = _("Zusammengelegt. Alte Nummern und Adressen führen weiter.")


class StatusFilter(SimpleListFilter):
    """Open ones, until somebody asks for others."""

    title = _("Status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Status.choices

    def value(self):
        wert = super().value()
        return wert if wert in Status.values else Status.OFFEN

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]

    def queryset(self, request, queryset):
        return queryset.filter(status=self.value())


class DoppelverdachtListe(PortalChangeList):
    def get_results(self, request):
        """With both sides of every pair: one query for each kind on the page."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.model_admin.vor_ausfuhr(self.result_list)


@admin.register(Doppelverdacht)
class DoppelverdachtAdmin(NurSehen, PortalAdmin):
    """Verwaltung: all. Koordination: pairs of which it may change both sides."""

    fassungen = False
    netzwerk_pfad = "pk"
    koordination_darf = rechte.LESEN
    list_display = ["paar", "art", "warum", "grad", "gefunden_am"]
    list_filter = [StatusFilter, "art"]
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    actions = None
    fields = readonly_fields = ["art", "grad", "status", "gefunden_am"]

    @admin.display(description=_("Einträge"))
    def paar(self, obj):
        return " / ".join(str(seite or gettext("gibt es nicht mehr")) for seite in obj.seiten)

    @admin.display(description=_("Warum"))
    def warum(self, obj):
        return gruende_in_worten(obj.gruende)

    # Rights

    def mit_recht(self, request, recht, queryset):
        """No lookup leads from two keys to an owner: both sides must be in what the account may change."""
        weite = rechte.reichweite(request.user)
        if weite.verwaltung:
            return queryset
        eigene = Q(pk__in=[])
        for art, modell in MODELLE.items() if weite.netzwerke else ():
            verwalter = self.admin_site.get_model_admin(modell)
            pks = verwalter.mit_recht(request, rechte.AENDERN, modell.objects.order_by()).values("pk")
            eigene |= Q(art=art, a_pk__in=pks, b_pk__in=pks)
        return queryset.filter(eigene)

    def has_module_permission(self, request):
        return self.darf(request, rechte.SEHEN)

    def get_changelist(self, request, **kwargs):
        return DoppelverdachtListe

    def vor_ausfuhr(self, block):
        """Both sides of every pair."""
        for art in {zeile.art for zeile in block}:
            paare = [zeile for zeile in block if zeile.art == art]
            eintraege = lade(art, [pk for zeile in paare for pk in (zeile.a_pk, zeile.b_pk)])
            for zeile in paare:
                zeile.seiten = [eintraege.get(zeile.a_pk), eintraege.get(zeile.b_pk)]

    # The page of a pair

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        verdacht = self.get_object(request, object_id)
        if verdacht is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, verdacht):
            raise PermissionDenied
        eintraege = lade(verdacht.art, [verdacht.a_pk, verdacht.b_pk])
        if request.method == "POST":
            return self._entscheide(request, verdacht, eintraege)
        if len(eintraege) < 2:
            self.message_user(request, gettext("Einen der beiden Einträge gibt es nicht mehr."), messages.WARNING)
            return redirect("admin:angebote_doppelverdacht_changelist")
        return self._seite(request, verdacht, *self._seiten(request.GET.get("bleibt", ""), verdacht, eintraege))

    def _entscheide(self, request, verdacht, eintraege):
        liste = redirect("admin:angebote_doppelverdacht_changelist")
        if "zusammenlegen" not in request.POST:
            if verdacht.status != Status.ZUSAMMENGELEGT:
                decide(verdacht, Status.KEIN_DOPPEL if "kein_doppel" in request.POST else Status.OFFEN)
                self.message_user(request, gettext("Gemerkt."), messages.SUCCESS)
            return liste
        if len(eintraege) < 2:
            self.message_user(request, gettext("Einen der beiden Einträge gibt es nicht mehr."), messages.ERROR)
            return liste
        bleibt, geht = self._seiten(request.POST.get("bleibt", ""), verdacht, eintraege)
        if self.hindernis(request, bleibt, geht):
            raise PermissionDenied
        wahl = {name.removeprefix(WAHL): wert for name, wert in request.POST.items() if name.startswith(WAHL)}
        try:
            merge(bleibt, geht, wahl, konto=request.user)
        except ZusammenlegenError as fehler:
            self.message_user(request, str(fehler), messages.ERROR)
            return self._nach_fehler(request, verdacht, bleibt, geht, wahl)
        self.message_user(request, FERTIG, messages.SUCCESS)
        return liste

    def _nach_fehler(self, request, verdacht, bleibt, geht, wahl):
        """The page with what was chosen, or the list when a side is gone."""
        if len(lade(verdacht.art, [bleibt.pk, geht.pk])) < 2:
            return redirect("admin:angebote_doppelverdacht_changelist")
        return self._seite(request, verdacht, bleibt, geht, wahl)

    def _seiten(self, gefragt: str, verdacht, eintraege):
        """What stays and what goes: as asked for, else the one that was confirmed last stays."""
        a, b = eintraege[verdacht.a_pk], eintraege[verdacht.b_pk]
        b_bleibt = gefragt == str(b.pk) if gefragt in (str(a.pk), str(b.pk)) else ist_neuer(b, a)
        return (b, a) if b_bleibt else (a, b)

    def hindernis(self, request, bleibt, geht) -> str:
        """Why the account may not merge these two, empty when it may."""
        verwalter = self.admin_site.get_model_admin(type(bleibt))
        if not all(verwalter.has_change_permission(request, eintrag) for eintrag in (bleibt, geht)):
            return gettext("Sie dürfen nicht beide Einträge ändern.")
        if rechte.reichweite(request.user).verwaltung:
            return ""
        if not verwalter.has_delete_permission(request, geht) or verwalter._andere_betroffen([geht], request):
            return gettext(
                "Am Eintrag, der geht, hängen Einträge anderer Netzwerke oder Konten. Bitte wenden Sie sich an die "
                "Verwaltung."
            )
        return ""

    def _seite(self, request, verdacht, bleibt, geht, wahl=None):
        # What differs comes first.
        zeilen = sorted(vergleiche_felder(bleibt, geht), key=lambda zeile: zeile.ist_gleich)
        request.current_app = self.admin_site.name
        kontext = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Zwei Einträge vergleichen"),
            "verdacht": verdacht,
            "gruende": gruende_in_worten(verdacht.gruende),
            "bleibt": bleibt,
            "geht": geht,
            "zeilen": [(zeile, (wahl or {}).get(zeile.name, zeile.vorschlag)) for zeile in zeilen],
            "adresse_bleibt": _adresse(bleibt),
            "adresse_geht": _adresse(geht),
            "hindernis": self.hindernis(request, bleibt, geht),
            "BLEIBT": BLEIBT,
            "GEHT": GEHT,
            "BEIDE": BEIDE,
        }
        return TemplateResponse(request, "admin/angebote/doppelverdacht/vergleich.html", kontext)


def _adresse(eintrag) -> str:
    return reverse(f"admin:{eintrag._meta.app_label}_{eintrag._meta.model_name}_change", args=[eintrag.pk])
