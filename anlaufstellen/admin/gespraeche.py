"""„Gespräch zählen“: one page, few clicks, nothing about people. Without Django's log, which would name the account."""

from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from anlaufstellen.admin.eigene import arbeitet_an_stellen, eigene_stellen
from anlaufstellen.gespraeche import (
    find_gespraech,
    make_marke,
    partner_nach_gewohnheit,
    record_gespraech,
    themen_nach_gewohnheit,
)
from anlaufstellen.models import Gespraech
from netzwerk.verwaltung import verwaltungsseite

# A talk can be entered later, but not when the month's report is long written.
RUECKWIRKEND = timedelta(days=31)
# More points than that are a list to open.
ZUM_TIPPEN = 5
# More partners than that stand behind „mehr“.
PARTNER_ZUERST = 8


class Partnerwahl(forms.ModelMultipleChoiceField):
    """Short names, where there are: they stand on keys."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return obj.kurzname or obj.name


class GespraechForm(forms.Form):
    """``stellen`` is what the account may count for; the lists follow from the first of them or the one chosen."""

    anlaufstelle = forms.ModelChoiceField(None, label=_("Wo?"), empty_label=None)
    dauer = forms.ChoiceField(
        label=_("Wie lange?"),
        choices=Gespraech.Dauer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte tippen Sie an, wie lange es ungefähr gedauert hat.")},
    )
    themen = forms.ModelMultipleChoiceField(
        None, label=_("Worum ging es?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    verwiesen_an = Partnerwahl(None, label=_("Weiter zu wem?"), required=False)
    luecke = forms.ModelChoiceField(
        None, label=_("Dafür gab es nichts Passendes"), required=False, empty_label=_("– nichts gefehlt –")
    )
    ist_erstes = forms.BooleanField(label=_("Erstes Gespräch"), required=False, initial=True)
    tag = forms.DateField(label=_("Tag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, stellen, zuerst, am, **kwargs):
        super().__init__(*args, **kwargs)
        self.am = am
        self._make_stellen(list(stellen), stellen)
        self.fields["themen"].queryset = themen_nach_gewohnheit(zuerst, am)
        self.fields["luecke"].queryset = themen_nach_gewohnheit(zuerst, am).order_by("reihenfolge", "name")
        self.fields["verwiesen_an"].queryset = partner_nach_gewohnheit(zuerst, am)
        tag = self.fields["tag"]
        tag.initial = am
        tag.widget.attrs |= {"max": am.isoformat(), "min": (am - RUECKWIRKEND).isoformat()}

    def _make_stellen(self, liste, stellen):
        feld = self.fields["anlaufstelle"]
        feld.queryset = stellen
        feld.initial = liste[0].pk if len(liste) == 1 else feld.initial
        self.einzige = liste[0] if len(liste) == 1 else None
        if self.einzige:
            feld.widget = forms.HiddenInput()
        elif len(liste) <= ZUM_TIPPEN:
            feld.widget = forms.RadioSelect(choices=[(stelle.pk, stelle.name) for stelle in liste])

    @property
    def partner(self) -> tuple[list, list]:
        """Those to see at once, and those behind „mehr“; whoever is chosen already is in sight."""
        alle = list(self["verwiesen_an"])
        spaeter = [eins for eins in alle[PARTNER_ZUERST:] if not eins.data["selected"]]
        return [eins for eins in alle if eins not in spaeter], spaeter

    def clean_tag(self):
        tag = self.cleaned_data["tag"]
        if not self.am - RUECKWIRKEND <= tag <= self.am:
            raise forms.ValidationError(_("Bitte einen Tag der letzten 31 Tage, nicht in der Zukunft."))
        return tag


@verwaltungsseite(
    "gespraech/",
    name="gespraech",
    titel=_("Gespräch zählen"),
    beschreibung=_("Nach einer Beratung: Dauer und Thema antippen. Ohne Namen, in 15 Sekunden."),
    darf=arbeitet_an_stellen,
)
@require_http_methods(["GET", "HEAD", "POST"])
def gespraech(request):
    if not arbeitet_an_stellen(request):
        raise PermissionDenied
    am, stellen = timezone.localdate(), eigene_stellen(request.user)
    gewaehlt = _gewaehlte(request, stellen)
    form = GespraechForm(
        request.POST if request.method == "POST" else None,
        stellen=stellen,
        zuerst=[gewaehlt] if gewaehlt else stellen,
        am=am,
        initial={"anlaufstelle": gewaehlt.pk} if gewaehlt else {},
    )
    if form.is_valid():
        neues = record_gespraech(**form.cleaned_data)
        query = urlencode({"stelle": neues.anlaufstelle_id, "gezaehlt": make_marke(neues)})
        return redirect(f"{reverse('admin:gespraech')}?{query}")
    marke = request.GET.get("gezaehlt", "")
    kontext = {
        **admin.site.each_context(request),
        "title": gettext("Gespräch zählen"),
        "form": form,
        "marke": marke,
        "gezaehlt": find_gespraech(marke, stellen) if marke else None,
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/gespraech.html", kontext)


def _gewaehlte(request, stellen):
    """The point of the last talk, or the one in the form that comes back."""
    wert = request.POST.get("anlaufstelle") or request.GET.get("stelle", "")
    return next((stelle for stelle in stellen if str(stelle.pk) == wert), None)


@verwaltungsseite("gespraech/zurueck/", name="gespraech_zurueck", darf=arbeitet_an_stellen)
@require_POST
def gespraech_zurueck(request):
    """Takes back the talk that was just entered; nobody else's."""
    stellen = eigene_stellen(request.user)
    letztes = find_gespraech(request.POST.get("marke", ""), stellen)
    if letztes is None:
        messages.warning(request, _("Das Gespräch lässt sich nicht mehr zurücknehmen."))
        return redirect("admin:gespraech")
    stelle = letztes.anlaufstelle_id
    letztes.delete()
    messages.success(request, _("Zurückgenommen. Es ist nicht mehr gezählt."))
    return redirect(f"{reverse('admin:gespraech')}?{urlencode({'stelle': stelle})}")
