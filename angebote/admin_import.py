"""Import of a partner's sheet in the Verwaltung: upload → preview → take over exactly what was shown."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from angebote.import_export.abgleich import build_plan
from angebote.import_export.aufbewahrung import entpacke, packe
from angebote.import_export.befugnis import Befugnis
from angebote.import_export.bericht import ohne_netzwerk, zusammenfassung
from angebote.import_export.formular import ImportForm
from angebote.import_export.meldung import TabelleError
from angebote.import_export.muster import FORMATE, make_muster
from angebote.import_export.plan import Art, Auftrag, Plan
from angebote.import_export.tabelle import Tabelle
from angebote.import_export.uebernahme import apply_plan
from angebote.models import Angebot
from netzwerk import rechte
from netzwerk.models import Konto, Netzwerk, Partner, Thema

# So many rows of a kind and so many hints are shown; of faulty rows more, since all of them are to be mended.
ZEIGE = {Art.FEHLERHAFT: 1000, Art.NEU: 200, Art.GEAENDERT: 200, Art.UNVERAENDERT: 200}
ZEIGE_HINWEISE = 500
TITEL = {
    Art.FEHLERHAFT: gettext_lazy("Fehlerhaft"),
    Art.NEU: gettext_lazy("Neu"),
    Art.GEAENDERT: gettext_lazy("Geändert"),
    Art.UNVERAENDERT: gettext_lazy("Unverändert"),
}


class ImportMixin:
    """For the admin class of Angebot, which is a ``PortalAdmin``."""

    change_list_template = "admin/angebote/angebot/change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name="angebote_angebot_import"),
            path("import/muster.<slug:endung>", view(self.muster_view), name="angebote_angebot_muster"),
            *super().get_urls(),
        ]

    def muster_view(self, request, endung):
        """An empty sheet to fill in."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if endung not in FORMATE:
            raise Http404
        themen = [thema.name for haupt in Thema.objects.haupt() for thema in (haupt, *haupt.unterthemen.all())]
        antwort = HttpResponse(make_muster(endung, themen), content_type=FORMATE[endung])
        antwort["Content-Disposition"] = f'attachment; filename="angebote-muster.{endung}"'
        return antwort

    def import_view(self, request):
        """The form; with a sheet the preview; with a confirmed preview the import."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "vorschau" in request.POST:
            return self._bestaetigt(request)
        form = ImportForm(request.POST or None, request.FILES or None, konto=request.user)
        if form.is_valid():
            try:
                return self._vorschau(request, form.cleaned_data["datei"], form.optionen)
            except TabelleError as fehler:
                form.add_error("datei", str(fehler))
        return self._seite(request, "import", _("Tabelle einlesen"), form=form)

    def _vorschau(self, request, tabelle: Tabelle, optionen: dict, *, hat_sich_geaendert=False):
        plan = build_plan(tabelle, self._auftrag(request, optionen))
        optionen = {**optionen, "pruefsumme": plan.pruefsumme}
        return self._seite(
            request,
            "import_vorschau",
            _("Vorschau: Es ist noch nichts gespeichert"),
            plan=plan,
            paket="" if plan.fehler or not plan.zu_schreiben else packe(tabelle, optionen, request.user.pk),
            hat_sich_geaendert=hat_sich_geaendert,
            **_kontext(plan),
        )

    def _bestaetigt(self, request):
        try:
            tabelle, optionen = entpacke(request.POST["vorschau"], request.user.pk)
            plan = self._uebernimm(request, tabelle, optionen)
            if plan is None:
                return self._vorschau(request, tabelle, optionen, hat_sich_geaendert=True)
        except TabelleError as fehler:
            self.message_user(request, str(fehler), messages.ERROR)
            return redirect("admin:angebote_angebot_import")
        self.message_user(request, " ".join([_("Übernommen:"), zusammenfassung(plan)]), messages.SUCCESS)
        return redirect("admin:angebote_angebot_changelist")

    @transaction.atomic
    def _uebernimm(self, request, tabelle: Tabelle, optionen: dict) -> Plan | None:
        """The plan that was carried out, ``None`` when it is no longer the one that was shown."""
        # Who clicks twice waits here; the second click finds nothing left to do.
        Konto.objects.select_for_update().get(pk=request.user.pk)
        plan = build_plan(tabelle, self._auftrag(request, optionen))
        if plan.fehler or plan.pruefsumme != optionen["pruefsumme"]:
            return None
        geschrieben = apply_plan(plan)
        text = _("Aus einer Tabelle eingelesen (Quelle „{quelle}“).").format(quelle=plan.auftrag.quelle)
        for flag, angebote in ((ADDITION, geschrieben.neu), (CHANGE, geschrieben.geaendert)):
            LogEntry.objects.log_actions(request.user.pk, angebote, flag, text)
        return plan

    def _auftrag(self, request, optionen: dict) -> Auftrag:
        netzwerk = Netzwerk.objects.aktiv().filter(pk=optionen["netzwerk"]).first()
        befugnis = self._befugnis(request, optionen["veroeffentlicht"])
        return Auftrag(optionen["quelle"], netzwerk, optionen["veroeffentlicht"], befugnis)

    def _befugnis(self, request, veroeffentlicht: bool) -> Befugnis:
        weite = rechte.reichweite(request.user)
        if weite.verwaltung:
            return Befugnis(weite)
        angebote = self.mit_recht(request, rechte.AENDERN, Angebot.objects.all())
        partner = self.sichtbare(Partner, request)
        return Befugnis(weite, _nummern(angebote), _nummern(partner), veroeffentlicht)

    def _seite(self, request, name: str, titel: str, **kontext):
        request.current_app = self.admin_site.name
        kontext = {**self.admin_site.each_context(request), "opts": self.opts, "title": titel, **kontext}
        return TemplateResponse(request, f"admin/angebote/angebot/{name}.html", kontext)


def _nummern(queryset) -> frozenset[int]:
    return frozenset(queryset.order_by().values_list("pk", flat=True))


def _kontext(plan: Plan) -> dict:
    """The preview in groups; of very long ones the beginning, with the full count beside it."""
    gruppen = [
        {"art": art.value, "titel": titel, "anzahl": len(alle), "vorgaenge": alle[: ZEIGE[art]]}
        for art, titel in TITEL.items()
        if (alle := plan.mit_art(art))
    ]
    return {
        "gruppen": gruppen,
        "saetze": ohne_netzwerk(plan),
        "fehler_anzahl": len(plan.fehler),
        "hinweise": plan.hinweise[:ZEIGE_HINWEISE],
        "hinweise_anzahl": len(plan.hinweise),
    }
