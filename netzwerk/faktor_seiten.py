"""The pages of the second factor, and the door that leads to them: a part of the admin site.

Whoever has to give a code gets nothing else of the Verwaltung, and only the way out besides.
"""

from base64 import b32encode
from functools import update_wrapper
from urllib.parse import urlencode

import segno
from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from netzwerk import zweiter_faktor as faktor

# In the session until the phone has shown a code that fits.
SCHLUESSEL = "zweiter_faktor_schluessel"


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code aus der App"),
        max_length=20,
        help_text=_("Sechs Ziffern, z. B. „123456“."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 10}),
    )

    def eingabe(self) -> str:
        return self.cleaned_data["code"]


class EintrittForm(CodeForm):
    """Two fields, because a telephone's number pad has no letters."""

    ersatz = forms.CharField(
        label=_("oder Wiederherstellungscode"),
        max_length=20,
        required=False,
        help_text=_("Vom Blatt, das Sie beim Einrichten bekommen haben, z. B. „abcd-efgh“. Jeder gilt einmal."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False

    def clean(self):
        daten = super().clean()
        if not self.errors and not self.eingabe():
            self.add_error("code", _("Bitte einen der beiden Codes eingeben."))
        return daten

    def eingabe(self) -> str:
        return self.cleaned_data.get("code") or self.cleaned_data.get("ersatz", "")


class FaktorSeiten:
    """Mixin of the admin site."""

    def get_urls(self):
        wege = [
            ("zweiter-faktor/", self.zweiter_faktor_view, "zweiter_faktor"),
            ("zweiter-faktor/einrichten/", self.einrichten_view, "zweiter_faktor_einrichten"),
            ("zweiter-faktor/codes/", self.codes_view, "zweiter_faktor_codes"),
        ]
        return [*(path(weg, self._fuer_angemeldete(view), name=name) for weg, view, name in wege), *super().get_urls()]

    # The door

    def has_permission(self, request):
        return self._ist_angemeldet(request) and not faktor.ist_faellig(request.user)

    def _ist_angemeldet(self, request) -> bool:
        return super().has_permission(request)

    def _braucht_code(self, request) -> bool:
        return self._ist_angemeldet(request) and faktor.ist_faellig(request.user)

    def admin_view(self, view, cacheable=False):
        erlaubt = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if not self._braucht_code(request):
                return erlaubt(request, *args, **kwargs)
            if view == self.logout:
                return self.logout(request)
            return self._zum("zweiter_faktor", request.get_full_path())

        return update_wrapper(inner, erlaubt)

    def login(self, request, extra_context=None):
        """Whoever is logged in, but has not given a code, is asked for that instead."""
        if request.method == "GET" and self._braucht_code(request):
            return self._zum("zweiter_faktor", _weiter(request))
        return super().login(request, extra_context)

    def each_context(self, request):
        kontext = super().each_context(request) | {"mit_zweitem_faktor": settings.ZWEITER_FAKTOR}
        if not kontext["has_permission"]:
            kontext |= {"available_apps": [], "is_nav_sidebar_enabled": False}
        return kontext

    def _fuer_angemeldete(self, view):
        """A page for everybody who has given the password, also before the code."""

        def inner(request):
            if not self._ist_angemeldet(request):
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
            if not settings.ZWEITER_FAKTOR:
                raise Http404(_("Der zweite Faktor ist in dieser Installation ausgeschaltet."))
            return view(request)

        return update_wrapper(sensitive_post_parameters()(never_cache(inner)), view)

    # The pages

    def zweiter_faktor_view(self, request):
        if not faktor.ist_eingerichtet(request.user):
            return self._zum("zweiter_faktor_einrichten", _weiter(request))
        if not request.user.is_verified():
            return self._frage(request, _("Code eingeben"), _("Weiter"), self._eintritt)
        if "next" in request.GET:
            return redirect(_weiter(request))
        uebrig = StaticToken.objects.filter(device__user=request.user.pk).count()
        return self._seite(request, "stand", _("Anmeldung absichern"), uebrig=uebrig)

    def _eintritt(self, request, eingabe):
        faktor.check_code(request, eingabe)
        request.session.cycle_key()
        return redirect(_weiter(request))

    def codes_view(self, request):
        """New recovery codes, shown once, for somebody who has just given a code."""
        if not request.user.is_verified():
            return self._zum("zweiter_faktor", request.path)
        return self._frage(request, _("Neue Wiederherstellungscodes"), _("Neue Codes zeigen"), self._neue_codes)

    def _neue_codes(self, request, eingabe):
        faktor.check_code(request, eingabe)
        return self._blatt(request, faktor.make_codes(request.user))

    def einrichten_view(self, request):
        """Whoever has a phone already shows a code of it first, or a recovery code."""
        if faktor.ist_eingerichtet(request.user) and not request.user.is_verified():
            return self._zum("zweiter_faktor", request.get_full_path())
        schluessel = request.session.setdefault(SCHLUESSEL, random_hex(20))
        form = CodeForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                codes = faktor.save_telefon(request, schluessel, form.eingabe())
            except faktor.CodeError as fehler:
                form.add_error("code", str(fehler))
            else:
                del request.session[SCHLUESSEL]
                request.session.cycle_key()
                return self._blatt(request, codes)
        telefon = TOTPDevice(user=request.user, key=schluessel)
        kontext = {
            "form": form,
            "qr": segno.make(telefon.config_url, error="m", micro=False).png_data_uri(scale=5, border=4),
            "schluessel": _in_vierern(b32encode(telefon.bin_key).decode()),
            "ist_pflicht": faktor.ist_pflicht(request.user),
            "ist_neues_telefon": request.user.is_verified(),
        }
        return self._seite(request, "einrichten", _("Anmeldung absichern"), **kontext)

    def _frage(self, request, titel, knopf, antworte):
        """The form for a code; ``antworte`` gets what was typed and may raise ``CodeError``."""
        form = EintrittForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                return antworte(request, form.eingabe())
            except faktor.CodeError as fehler:
                form.add_error("code" if form.cleaned_data.get("code") else "ersatz", str(fehler))
        return self._seite(request, "eingeben", titel, form=form, knopf=knopf)

    def _blatt(self, request, codes):
        return self._seite(request, "codes", _("Ihre Wiederherstellungscodes"), codes=codes, weiter=_weiter(request))

    def _seite(self, request, name, titel, **kontext):
        request.current_app = self.name
        kontext = {**self.each_context(request), "title": titel, **kontext}
        return TemplateResponse(request, f"admin/zweiter_faktor/{name}.html", kontext)

    def _zum(self, name, weiter):
        return redirect(f"{reverse(f'admin:{name}')}?{urlencode({'next': weiter})}")


def _weiter(request) -> str:
    """Where the account was going to, if that is here; else the start page."""
    ziel = request.POST.get("next") or request.GET.get("next", "")
    ist_hier = url_has_allowed_host_and_scheme(ziel, {request.get_host()}, require_https=request.is_secure())
    return ziel if ist_hier else reverse("admin:index")


def _in_vierern(text: str) -> str:
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))
