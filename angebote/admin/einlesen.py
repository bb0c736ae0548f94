"""Offers out of a partner's sheet, in the Verwaltung."""

from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from angebote.import_export.abgleich import build_plan
from angebote.import_export.ausgabe import zellen
from angebote.import_export.befugnis import Befugnis
from angebote.import_export.bericht import ohne_netzwerk
from angebote.import_export.formular import ImportForm
from angebote.import_export.muster import angebotsmuster
from angebote.import_export.plan import Auftrag, Plan
from angebote.import_export.spalten import ADRESSE, LISTE, NEBENBEI, SPALTEN
from angebote.import_export.uebernahme import apply_plan
from angebote.models import Angebot
from netzwerk import rechte
from netzwerk.admin.einlesen import EinlesenMixin, mit_weiteren
from netzwerk.models import Netzwerk, Partner, Spaltenzuordnung, Thema
from netzwerk.tabellen.tabelle import Tabelle


class AngebotEinlesen(EinlesenMixin):
    """For the admin class of Angebot, which is a ``PortalAdmin``."""

    einlesen_art = Spaltenzuordnung.Art.ANGEBOT
    einlesen_spalten = replace(LISTE, nebenbei=(*NEBENBEI, *(feld.name for feld in Angebot._meta.concrete_fields)))
    einlesen_hinweise = [gettext_lazy("Nötig sind die Spalten „titel“, „partner“, „region“ und „themen“.")]

    def darf_einlesen(self, request):
        return self.has_add_permission(request)

    def get_muster(self, request):
        return angebotsmuster(
            [thema.name for haupt in Thema.objects.haupt() for thema in (haupt, *haupt.unterthemen.all())]
        )

    def make_einlesen_form(self, request, *daten):
        return ImportForm(*daten, konto=request.user, spalten=self.einlesen_spalten)

    def make_plan(self, request, tabelle: Tabelle, optionen: dict) -> Plan:
        netzwerk = Netzwerk.objects.aktiv().filter(pk=optionen["netzwerk"]).first()
        befugnis = self._befugnis(request, optionen["veroeffentlicht"])
        return build_plan(tabelle, Auftrag(optionen["quelle"], netzwerk, optionen["veroeffentlicht"], befugnis))

    def apply_plan(self, request, plan: Plan):
        return apply_plan(plan)

    def einlesen_saetze(self, plan: Plan):
        return ohne_netzwerk(plan)

    def einlesen_verlauf(self, plan: Plan):
        return _("Aus einer Tabelle eingelesen (Quelle „{quelle}“).").format(quelle=plan.auftrag.quelle)

    # The way out

    def ausfuhr_spalten(self, request):
        """The columns that are read back come first, as the public sees them: a fallback comes back unchanged."""

        def adresse(angebot):
            return request.build_absolute_uri(angebot.get_absolute_url())

        eigene = [(name, partial(_zelle, name)) for name in SPALTEN]
        return mit_weiteren([*eigene, (ADRESSE, adresse)], super().ausfuhr_spalten(request), self.einlesen_spalten)

    def ausfuhr_queryset(self, queryset):
        return super().ausfuhr_queryset(queryset).with_daten()

    def _befugnis(self, request, veroeffentlicht: bool) -> Befugnis:
        weite = rechte.reichweite(request.user)
        if weite.verwaltung:
            return Befugnis(weite)
        angebote = self.mit_recht(request, rechte.AENDERN, Angebot.objects.all())
        partner = self.sichtbare(Partner, request)
        return Befugnis(weite, _nummern(angebote), _nummern(partner), veroeffentlicht)


def _zelle(name: str, angebot: Angebot) -> str:
    """All cells of an offer are made at once and kept with it."""
    if not hasattr(angebot, "_zellen"):
        angebot._zellen = zellen(angebot)
    return angebot._zellen[name]


def _nummern(queryset) -> frozenset[int]:
    return frozenset(queryset.order_by().values_list("pk", flat=True))
