"""„Überleitungsbogen“: choose point and partner, get the form. What counts is that one was made, nothing else."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from anlaufstellen.admin.eigene import arbeitet_an_stellen, eigene_stellen
from anlaufstellen.gespraeche import partner_nach_gewohnheit
from anlaufstellen.ueberleitung import count_ueberleitung
from netzwerk.verwaltung import verwaltungsseite
from wegweiser.druck.drucken import print_gesetzt
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.ueberleitungsbogen import setze_bogen

TITEL = _("Überleitungsbogen")


class BogenForm(forms.Form):
    anlaufstelle = forms.ModelChoiceField(None, label=_("Von welcher Anlaufstelle?"), empty_label=None)
    partner = forms.ModelChoiceField(None, label=_("Zu welchem Partner?"), empty_label=_("– bitte wählen –"))

    def __init__(self, *args, stellen, am, **kwargs):
        super().__init__(*args, **kwargs)
        self.am = am
        self.fields["anlaufstelle"].queryset = stellen.select_related("netzwerk", "partner")
        self.fields["partner"].queryset = partner_nach_gewohnheit(stellen, am)

    def clean(self):
        stelle, partner = self.cleaned_data.get("anlaufstelle"), self.cleaned_data.get("partner")
        if stelle and partner and not partner_nach_gewohnheit([stelle], self.am).filter(pk=partner.pk).exists():
            self.add_error("partner", _("Dieser Partner gehört nicht zum Netzwerk der Anlaufstelle."))
        return self.cleaned_data


@verwaltungsseite(
    "ueberleitung/",
    name="ueberleitung",
    titel=TITEL,
    beschreibung=_("Ein Bogen zum Weitergeben an einen Partner. Gespeichert wird nichts davon."),
    darf=arbeitet_an_stellen,
)
@require_http_methods(["GET", "HEAD", "POST"])
def ueberleitung(request):
    if not arbeitet_an_stellen(request):
        raise PermissionDenied
    am = timezone.localdate()
    form = BogenForm(request.POST or None, stellen=eigene_stellen(request.user), am=am)
    if form.is_valid():
        try:
            return _drucke(**form.cleaned_data, am=am)
        except DruckError as fehler:
            messages.error(request, str(fehler))
    request.current_app = admin.site.name
    kontext = {**admin.site.each_context(request), "title": TITEL, "form": form}
    return TemplateResponse(request, "admin/ueberleitung.html", kontext)


def _drucke(anlaufstelle, partner, am) -> HttpResponse:
    """Counted once it is printed; neither the print store nor the browser keeps it."""
    pdf = print_gesetzt(setze_bogen(anlaufstelle, partner, am=am))
    count_ueberleitung(anlaufstelle, partner, am=am)
    kopf = {"Content-Disposition": 'inline; filename="ueberleitung.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=kopf)
