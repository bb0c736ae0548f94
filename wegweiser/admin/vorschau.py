"""The preview of a guide: the form as it is on the screen, saved for a moment and taken back."""

from django.db import transaction
from django.forms import all_valid
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.fehler import DruckError
from wegweiser.formate import FORMATE, select_format
from wegweiser.models import Wegweiser
from wegweiser.views.antwort import pdf_antwort

# Which button was pressed on the preview: with a format it is the PDF.
FORMATFELD = "_vorschau_format"


class VorschauMixin:
    """Mixin of the guide's admin class. The forms are those of the change page, so the same rules hold."""

    def get_urls(self):
        ansicht = self.admin_site.admin_view(self.vorschau)
        return [path("<int:pk>/vorschau/", ansicht, name="wegweiser_wegweiser_vorschau"), *super().get_urls()]

    def vorschau(self, request, pk):
        """The guide as page or PDF from the posted form; nothing of it is kept."""
        wegweiser = self.get_object(request, str(pk))
        if wegweiser is None or not self.has_change_permission(request, wegweiser):
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:wegweiser_wegweiser_change", args=[pk]))
        try:
            heft, fehler = self._vorschau_heft(request, wegweiser)
            if fehler:
                return self._fehlerseite(request, wegweiser, fehler)
            if FORMATFELD in request.POST:
                return _pdf(request, heft, wegweiser)
        except DruckError as fehler:
            return self._fehlerseite(request, wegweiser, [str(fehler)])
        return self._seite(request, wegweiser, heft)

    def _vorschau_heft(self, request, wegweiser):
        """The booklet of the unsaved form, or what is wrong with the form; the database is as it was."""
        with transaction.atomic():
            form = self.get_form(request, wegweiser, change=True)(request.POST, request.FILES, instance=wegweiser)
            gueltig = form.is_valid()
            formsets, _inlines = self._create_formsets(request, form.instance, change=True)
            if not (all_valid(formsets) and gueltig):
                transaction.set_rollback(True)
                return None, _fehler(form, formsets)
            self.save_model(request, form.save(commit=False), form, change=True)
            self.save_related(request, form, formsets, change=True)
            neu = Wegweiser.objects.select_related("netzwerk", "region__eltern").get(pk=wegweiser.pk)
            heft = heft_aus_wegweiser(neu, am=timezone.localdate(), basis=request.build_absolute_uri("/"))
            transaction.set_rollback(True)
        return heft, []

    def _seite(self, request, wegweiser, heft):
        felder = [(name, wert) for name in request.POST for wert in request.POST.getlist(name)]
        verborgen = [paar for paar in felder if paar[0] not in ("csrfmiddlewaretoken", FORMATFELD)]
        vorschau = {
            "adresse": reverse("admin:wegweiser_wegweiser_vorschau", args=[wegweiser.pk]),
            "felder": verborgen,
            "formatfeld": FORMATFELD,
        }
        kontext = {"wegweiser": wegweiser, "netzwerk": wegweiser.netzwerk, "heft": heft, "formate": FORMATE.values()}
        return render(request, "wegweiser/wegweiser_detail.html", kontext | {"vorschau": vorschau})

    def _fehlerseite(self, request, wegweiser, fehler):
        kontext = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "wegweiser": wegweiser,
            "fehler": fehler,
            "title": _("Vorschau"),
        }
        return render(request, "admin/wegweiser/wegweiser/vorschau_fehler.html", kontext)


def _pdf(request, heft, wegweiser):
    """The PDF, or the way to the job that prints it."""
    zurueck = reverse("admin:wegweiser_wegweiser_change", args=[wegweiser.pk])
    papier = select_format(request.POST[FORMATFELD])
    return pdf_antwort(
        request, heft, name=f"vorschau-{wegweiser.pk}", zurueck=zurueck, netzwerk=wegweiser.netzwerk, papier=papier
    )


def _fehler(form, formsets) -> list[str]:
    """Every message with its place: chapter and field."""
    meldungen = _meldungen(form, "")
    for formset in formsets:
        meldungen += [str(text) for text in formset.non_form_errors()]
        for nummer, teil in enumerate(formset.forms, 1):
            titel = teil["titel"].value() or nummer
            meldungen += _meldungen(teil, _("Kapitel „%(titel)s“ › ") % {"titel": titel})
    return meldungen


def _meldungen(form, wo: str) -> list[str]:
    zeilen = []
    for name, texte in form.errors.items():
        feld = f"{capfirst(form.fields[name].label)}: " if name in form.fields else ""
        zeilen += [f"{wo}{feld}{text}" for text in texte]
    return zeilen
