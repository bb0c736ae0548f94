"""The admin site of the portal. Outside the admin package: Django needs it before the models are registered."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from netzwerk.cockpit import read_aufgaben, read_bilder
from netzwerk.faktor_seiten import FaktorSeiten


@dataclass(frozen=True, slots=True)
class Seite:
    """A page of the Verwaltung that is no model's own. ``name`` is its URL name below „admin:“.

    ``darf`` says who gets it in a list of pages, and without a ``titel`` it stands in none. The view itself decides
    again, and wants only a login from the site.
    """

    muster: str
    name: str
    view: Callable
    titel: str
    beschreibung: str
    darf: Callable[[HttpRequest], bool]

    @property
    def adresse(self) -> str:
        return reverse(f"admin:{self.name}")


_seiten: list[Seite] = []


def verwaltungsseite(
    muster: str, *, name: str, darf: Callable[[HttpRequest], bool], titel: str = "", beschreibung: str = ""
) -> Callable[[Callable], Callable]:
    """Registers a view as a page below ``/verwaltung/``; apps do so in their ``admin`` package."""

    def registriere(view: Callable) -> Callable:
        _seiten.append(Seite(muster, name, view, titel, beschreibung, darf))
        return view

    return registriere


class Verwaltung(FaktorSeiten, AdminSite):
    site_title = _("Verwaltung")
    site_header = _("Verwaltung")
    index_title = _("Was möchten Sie tun?")

    def get_urls(self):
        # Without Django's shortcut /r/<type>/<id>/: its redirect would tell anybody the address of a foreign draft.
        urls = [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]
        # Django's last pattern catches everything.
        return [path(seite.muster, self.admin_view(seite.view), name=seite.name) for seite in _seiten] + urls

    def seiten(self, request) -> list[Seite]:
        """The pages that the account may open, for a list of them."""
        return [seite for seite in _seiten if seite.titel and seite.darf(request)]

    def index(self, request, extra_context=None):
        """What needs the account today, how true its part of the catalogue is, then all lists."""
        am = timezone.localdate()
        alle = read_aufgaben(request.user, am)
        kontext = {
            "aufgaben": [aufgabe for aufgabe in alle if aufgabe.anzahl],
            "erledigt": [aufgabe for aufgabe in alle if not aufgabe.anzahl],
            "bilder": read_bilder(request.user, am),
            "seiten": self.seiten(request),
        }
        return super().index(request, kontext | (extra_context or {}))

    def i18n_javascript(self, request, extra_context=None):
        # Our own catalogue fills what Django's German one lacks.
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "netzwerk"])(request)
