"""Reading a sheet in the Verwaltung: upload → assign columns where needed → preview → exactly what was shown."""

import logging

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerk import rechte
from netzwerk.admin.einlesen_fassungen import EinlesenFassungen
from netzwerk.einlesen.zuordnen import (
    Zuordnung,
    beispiele,
    check_name,
    find_gemerkte,
    merke,
    parse_wahl,
    rate,
    ueberschriften,
)
from netzwerk.models import Konto, Spaltenzuordnung
from netzwerk.tabellen.aufbewahrung import entpacke, entpacke_roh, packe, packe_roh
from netzwerk.tabellen.ausgabe import FORMATE
from netzwerk.tabellen.kopf import Spaltenliste, ist_verstanden, parse_kopfzeile
from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.muster import make_muster
from netzwerk.tabellen.plan import Art, zusammenfassung
from netzwerk.tabellen.tabelle import Rohtabelle, Tabelle, deute

log = logging.getLogger(__name__)
# So many rows of a kind and so many hints are shown; of faulty rows more, since all of them are to be mended.
ZEIGE = {Art.FEHLERHAFT: 1000, Art.NEU: 200, Art.GEAENDERT: 200, Art.UNVERAENDERT: 200}
ZEIGE_HINWEISE = 500
TITEL = {
    Art.FEHLERHAFT: gettext_lazy("Fehlerhaft"),
    Art.NEU: gettext_lazy("Neu"),
    Art.GEAENDERT: gettext_lazy("Geändert"),
    Art.UNVERAENDERT: gettext_lazy("Unverändert"),
}
# So many columns can be given one text for all rows.
FESTE = 4


class EinlesenMixin(EinlesenFassungen):
    """For a ``PortalAdmin``. Who may add or change entries may read a sheet; each row is checked for itself.

    Wants ``einlesen_art``, ``einlesen_spalten``, and the methods below that raise ``NotImplementedError``.
    """

    einlesen_art = ""
    einlesen_spalten = None
    einlesen_hinweise = ()

    def make_einlesen_form(self, request, *daten):
        raise NotImplementedError

    def make_plan(self, request, tabelle: Tabelle, optionen: dict):
        """What the sheet would do; nothing is written."""
        raise NotImplementedError

    def apply_plan(self, request, plan):
        """Writes it; the result has ``neu`` and ``geaendert``."""
        raise NotImplementedError

    def get_muster(self, request):
        raise NotImplementedError

    def einlesen_saetze(self, plan) -> list[str]:
        """What is to be said about the plan as a whole."""
        return []

    def einlesen_verlauf(self, plan) -> str:
        """What stands in the history of an entry."""
        return _("Aus einer Tabelle eingelesen.")

    # Addresses

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name=self._name("import")),
            path("import/muster.<slug:endung>", view(self.muster_view), name=self._name("muster")),
            *super().get_urls(),
        ]

    def _name(self, aktion: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{aktion}"

    def darf_einlesen(self, request) -> bool:
        """Not for a Lots*in: what she may change is one entry and no sheet."""
        weite = rechte.reichweite(request.user)
        eigene = weite.verwaltung or weite.netzwerke or weite.partner
        return bool(eigene) and (self.has_add_permission(request) or self.has_change_permission(request))

    def changelist_view(self, request, extra_context=None):
        adresse = self.portal_url("import") if self.darf_einlesen(request) else ""
        return super().changelist_view(request, {"einlesen_adresse": adresse, **(extra_context or {})})

    # Steps

    def muster_view(self, request, endung):
        """An empty sheet to fill in."""
        if not self.darf_einlesen(request):
            raise PermissionDenied
        if endung not in FORMATE:
            raise Http404
        antwort = HttpResponse(make_muster(endung, self.get_muster(request)), content_type=FORMATE[endung])
        name = f"{self.opts.verbose_name_plural}".lower()
        antwort["Content-Disposition"] = f'attachment; filename="{name}-muster.{endung}"'
        return antwort

    def import_view(self, request):
        """The form; with a sheet the columns or the preview; with a confirmed preview the import."""
        if not self.darf_einlesen(request):
            raise PermissionDenied
        try:
            if "vorschau" in request.POST:
                return self._bestaetigt(request)
            if "roh" in request.POST:
                return self._zugeordnet(request)
        except TabelleError as fehler:
            self.message_user(request, str(fehler), messages.ERROR)
            return redirect(self.portal_url("import"))
        form = self.make_einlesen_form(request, request.POST or None, request.FILES or None)
        if form.is_valid():
            try:
                return self._gelesen(request, form)
            except TabelleError as fehler:
                form.add_error("datei", [str(meldung) for meldung in fehler.meldungen])
        return self._seite(request, "einlesen", _("Tabelle einlesen"), form=form, hinweise=self.einlesen_hinweise)

    def _gelesen(self, request, form):
        """The preview where the header is understood or remembered, else the page on which one assigns columns."""
        roh, optionen = form.cleaned_data["datei"], form.optionen
        if not roh.zeilen:
            parse_kopfzeile(roh.kopf, roh.kopfnummer, self.einlesen_spalten)
        weite = rechte.reichweite(request.user)
        gemerkt = find_gemerkte(roh, self.einlesen_art, self.einlesen_spalten, request.user, weite)
        if form.cleaned_data["selbst_zuordnen"] or not (gemerkt or ist_verstanden(roh.kopf, self.einlesen_spalten)):
            return self._zuordnen(request, roh, optionen, gemerkt or rate(roh, self.einlesen_spalten))
        if gemerkt:
            return self._vorschau(request, gemerkt.deute(roh, self.einlesen_spalten), optionen)
        return self._vorschau(request, deute(roh, self.einlesen_spalten), optionen)

    def _zuordnen(self, request, roh: Rohtabelle, optionen: dict, zuordnung: Zuordnung, fehler=(), name=""):
        namen = ueberschriften(roh)
        spalten = [
            {"nummer": i, "name": kopf, "werte": werte, "wahl": zuordnung.spalten.get(kopf) or ""}
            for i, (kopf, werte) in enumerate(zip(namen, beispiele(roh), strict=True))
        ]
        feste = [*zuordnung.feste.items(), *[("", "")] * FESTE][:FESTE]
        return self._seite(
            request,
            "zuordnen",
            _("Spalten zuordnen"),
            spalten=spalten,
            feste=[{"nummer": i, "wahl": wahl, "wert": wert} for i, (wahl, wert) in enumerate(feste)],
            felder=self._felder(request),
            pflicht=self.einlesen_spalten.pflicht,
            fehler=fehler,
            name=name,
            darf_merken=self._darf_merken(request),
            paket=packe_roh(roh, optionen, request.user.pk, self.einlesen_art),
        )

    def _felder(self, request) -> list[tuple[str, str]]:
        worte = {erklaerung.spalte: erklaerung.was for erklaerung in self.get_muster(request).erklaerungen}
        return [(name, f"{name} – {worte[name]}" if name in worte else name) for name in self.einlesen_spalten.namen]

    def _zugeordnet(self, request):
        roh, optionen = entpacke_roh(request.POST["roh"], request.user.pk, self.einlesen_art)
        zuordnung = parse_wahl(request.POST, roh, self.einlesen_spalten, FESTE)
        name = request.POST.get("name", "")
        try:
            tabelle = zuordnung.deute(roh, self.einlesen_spalten)
            name = check_name(name)
        except TabelleError as fehler:
            return self._zuordnen(request, roh, optionen, zuordnung, fehler.meldungen, name)
        if name and self._darf_merken(request):
            merke(name, self.einlesen_art, self._netzwerk_der_zuordnung(request, optionen), zuordnung)
            self.message_user(request, _("Die Zuordnung „{name}“ ist gemerkt.").format(name=name), messages.SUCCESS)
        return self._vorschau(request, tabelle, optionen)

    def _darf_merken(self, request) -> bool:
        return self.admin_site.get_model_admin(Spaltenzuordnung).has_change_permission(request)

    def _netzwerk_der_zuordnung(self, request, optionen: dict) -> int | None:
        """The sheet's own network; for a Koordination never that of others, and never all."""
        weite = rechte.reichweite(request.user)
        if weite.verwaltung or optionen.get("netzwerk") in weite.netzwerke:
            return optionen.get("netzwerk")
        return min(weite.netzwerke)

    def _vorschau(self, request, tabelle: Tabelle, optionen: dict, *, hat_sich_geaendert=False):
        plan = self.make_plan(request, tabelle, optionen)
        optionen = {**optionen, "pruefsumme": plan.pruefsumme}
        offen = not plan.fehler and plan.zu_schreiben
        return self._seite(
            request,
            "vorschau",
            _("Vorschau: Es ist noch nichts gespeichert"),
            plan=plan,
            paket=packe(tabelle, optionen, request.user.pk, self.einlesen_art) if offen else "",
            hat_sich_geaendert=hat_sich_geaendert,
            saetze=self.einlesen_saetze(plan),
            **_kontext(plan),
        )

    def _bestaetigt(self, request):
        tabelle, optionen = entpacke(request.POST["vorschau"], request.user.pk, self.einlesen_art)
        try:
            plan = self._uebernimm(request, tabelle, optionen)
        except Error as fehler:
            log.warning("Import: %s", type(fehler).__name__)
            text = _("Die Datenbank hat unterbrochen. Es wurde nichts übernommen. Bitte noch einmal versuchen.")
            raise TabelleError(text) from fehler
        if plan is None:
            return self._vorschau(request, tabelle, optionen, hat_sich_geaendert=True)
        self.message_user(request, " ".join([_("Übernommen:"), zusammenfassung(plan)]), messages.SUCCESS)
        return redirect(self.portal_url("changelist"))

    @transaction.atomic
    def _uebernimm(self, request, tabelle: Tabelle, optionen: dict):
        """The plan that was carried out, ``None`` when it is no longer the one that was shown."""
        # Who clicks twice waits here; the second click finds nothing left to do.
        Konto.objects.select_for_update().get(pk=request.user.pk)
        plan = self.make_plan(request, tabelle, optionen)
        if plan.fehler or plan.pruefsumme != optionen["pruefsumme"]:
            return None
        vorher = self.vor_einlesen(request, [vorgang.objekt for vorgang in plan.mit_art(Art.GEAENDERT)])
        ergebnis = self.apply_plan(request, plan)
        self.nach_einlesen(request, ergebnis, vorher)
        for flag, objekte in ((ADDITION, ergebnis.neu), (CHANGE, ergebnis.geaendert)):
            LogEntry.objects.log_actions(request.user.pk, objekte, flag, self.einlesen_verlauf(plan))
        return plan

    def _seite(self, request, vorlage: str, titel: str, /, **kontext):
        request.current_app = self.admin_site.name
        kontext = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": titel,
            "liste_adresse": self.portal_url("changelist"),
            "import_adresse": self.portal_url("import"),
            "muster": [(endung.upper(), self.portal_url("muster", endung)) for endung in FORMATE],
            **kontext,
        }
        return TemplateResponse(request, f"admin/tabellen/{vorlage}.html", kontext)


def mit_weiteren(eigene: list, weitere: list, liste: Spaltenliste) -> list:
    """The columns that are read back, then those fields of the list that are passed over when the sheet comes back."""
    return [*eigene, *(paar for paar in weitere if liste.ist_still(paar[0]))]


def _kontext(plan) -> dict:
    """The preview in groups; of very long ones the beginning, with the full count beside it."""
    gruppen = [
        {"art": art.value, "titel": titel, "anzahl": len(alle), "vorgaenge": alle[: ZEIGE[art]]}
        for art, titel in TITEL.items()
        if (alle := plan.mit_art(art))
    ]
    return {
        "gruppen": gruppen,
        "fehler_anzahl": len(plan.fehler),
        "hinweise": plan.hinweise[:ZEIGE_HINWEISE],
        "hinweise_anzahl": len(plan.hinweise),
    }
