"""Who has access to a partner, a network or the whole installation: to invite, to remind, to take away."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from netzwerk import rechte
from netzwerk.einladung import invite, mit_namen, revoke, send_einladung, zugaenge_zu
from netzwerk.models import Ansprechperson, Zugang

Rolle = Zugang.Rolle


class EinladungForm(forms.Form):
    """``ziel`` is the object whose page the form stands on, ``None`` for the whole installation."""

    email = forms.EmailField(
        label=gettext_lazy("E-Mail"), max_length=140, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    vorname = forms.CharField(label=gettext_lazy("Vorname"), max_length=150)
    nachname = forms.CharField(label=gettext_lazy("Nachname"), max_length=150)

    def __init__(self, *args, ziel, **kwargs):
        super().__init__(*args, **kwargs)
        self.ziel = ziel

    def save(self) -> Zugang:
        person = {name: self.cleaned_data[name] for name in ("email", "vorname", "nachname")}
        return invite(**person, **self.reichweite())

    def reichweite(self) -> dict:
        return {"rolle": Rolle.VERWALTUNG}


class KoordinationForm(EinladungForm):
    def reichweite(self):
        return {"rolle": Rolle.KOORDINATION, "netzwerk": self.ziel}


class PartnerForm(EinladungForm):
    rolle = forms.ChoiceField(
        label=gettext_lazy("Rolle"),
        choices=[
            (Rolle.REDAKTION, gettext_lazy("Redaktion: alles, was zu diesem Partner gehört")),
            (Rolle.LOTSIN, gettext_lazy("Lots*in: nur die eigenen Anlaufstellen")),
        ],
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Ansprechperson"),
        queryset=Ansprechperson.objects.none(),
        required=False,
        help_text=gettext_lazy("Nur für Lots*innen. Eigen sind die Anlaufstellen, bei denen diese Person steht."),
    )

    def __init__(self, *args, ziel, **kwargs):
        super().__init__(*args, ziel=ziel, **kwargs)
        self.fields["person"].queryset = ziel.personen.all()

    def clean(self):
        daten = super().clean()
        if daten.get("rolle") == Rolle.LOTSIN and not daten.get("person") and "person" not in self.errors:
            self.add_error("person", _("Bitte wählen, wer das ist. Fehlt die Person, tragen Sie sie beim Partner ein."))
        return daten

    def reichweite(self):
        if self.cleaned_data["rolle"] == Rolle.LOTSIN:
            return {"rolle": Rolle.LOTSIN, "person": self.cleaned_data["person"]}
        return {"rolle": Rolle.REDAKTION, "partner": self.ziel}


class ZugaengeMixin:
    """For a ``PortalAdmin``. ``einladende``: the roles towards the object that may invite for it."""

    einladung_form = EinladungForm
    einladende = frozenset({rechte.VERWALTUNG})
    zugaenge_weg = "<int:pk>/zugaenge/"

    def get_urls(self):
        wege = [
            ("", self.zugaenge_view, "zugaenge"),
            ("<int:zugang_pk>/senden/", self.senden_view, "zugang_senden"),
            ("<int:zugang_pk>/entziehen/", self.entziehen_view, "zugang_entziehen"),
        ]
        eigene = [
            path(self.zugaenge_weg + weg, self.admin_site.admin_view(view), name=self._name(name))
            for weg, view, name in wege
        ]
        return [*eigene, *super().get_urls()]

    def _name(self, name) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def darf_einladen(self, request, obj) -> bool:
        return bool(self.einladende & self.rollen(request, obj))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and self.darf_einladen(request, obj):
            context["zugaenge_adresse"] = self.portal_url("zugaenge", obj.pk)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # The page and its two buttons

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def zugaenge_view(self, request, pk=None):
        ziel = self._ziel(request, pk)
        form = self.einladung_form(request.POST if request.method == "POST" else None, ziel=ziel)
        if form.is_valid() and (zugang := self._lade_ein(form)):
            self._verschicke(request, ziel, zugang)
            return redirect(self.portal_url("zugaenge", pk))
        zugaenge = mit_namen(zugaenge_zu(ziel), fuer=request.user)
        for zugang in zugaenge:
            zugang.senden = self.portal_url("zugang_senden", pk, zugang.pk)
            zugang.entziehen = self.portal_url("zugang_entziehen", pk, zugang.pk)
        kontext = {"form": form, "ziel": ziel, "zugaenge": zugaenge, "opts": self.opts, "title": _("Zugänge")}
        kontext["zurueck"] = self.portal_url("change", ziel.pk) if ziel else self.portal_url("changelist")
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request, "admin/netzwerk/zugaenge.html", self.admin_site.each_context(request) | kontext
        )

    @method_decorator(require_POST)
    def senden_view(self, request, zugang_pk, pk=None):
        ziel = self._ziel(request, pk)
        self._verschicke(request, ziel, get_object_or_404(zugaenge_zu(ziel), pk=zugang_pk))
        return redirect(self.portal_url("zugaenge", pk))

    @method_decorator(require_POST)
    def entziehen_view(self, request, zugang_pk, pk=None):
        ziel = self._ziel(request, pk)
        zugang = get_object_or_404(zugaenge_zu(ziel), pk=zugang_pk)
        if zugang.konto_id == request.user.pk:
            messages.error(request, _("Ihren eigenen Zugang kann Ihnen nur jemand anderes entziehen."))
            return redirect(self.portal_url("zugaenge", pk))
        self._protokolliere(request, ziel, _("Zugang entzogen: %s") % zugang)
        revoke(zugang)
        messages.success(request, _("Der Zugang ist entzogen."))
        return redirect(self.portal_url("zugaenge", pk))

    def _ziel(self, request, pk):
        """The object of the page, ``None`` for the whole installation. Foreign ones are as if they were not there."""
        ziel = self.get_object(request, str(pk)) if pk is not None else None
        if pk is not None and ziel is None:
            raise Http404
        if not self.darf_einladen(request, ziel):
            raise PermissionDenied
        return ziel

    def _lade_ein(self, form):
        try:
            return form.save()
        except IntegrityError:
            form.add_error(None, _("Jemand hat diese Adresse im selben Augenblick eingeladen. Bitte laden Sie neu."))
            return None

    def _verschicke(self, request, ziel, zugang):
        if send_einladung(zugang, von=request.user, basis=request.build_absolute_uri("/")):
            self._protokolliere(request, ziel, _("Zugang eingeladen: %s") % zugang)
            messages.success(request, _("Die E-Mail an %s ist unterwegs.") % zugang.konto.email)
            return
        messages.error(
            request,
            _(
                "Die E-Mail konnte nicht verschickt werden. Die Einladung ist gespeichert: Versuchen Sie später „Noch "
                "einmal senden“. Geht es wieder nicht, sagen Sie bitte der Person Bescheid, die das Portal betreibt."
            ),
        )

    def _protokolliere(self, request, ziel, text):
        """In the object's own history, without a name: others than those who may invite read it too."""
        if ziel is not None:
            self.log_change(request, ziel, text)
